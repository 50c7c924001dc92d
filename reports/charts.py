"""Which charts a year's report has, each as labels and figures that also stand in a table beside it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reports.count import Table
from reports.printable import printable
from workflow.question import Facets, Measure, Question
from workflow.survey import Survey
from workflow.vocabulary import Channel

#: So many topics have a bar of their own; the others share one.
TOPICS = 8
_NO_TOPIC, _OTHERS = "未注明", "其余各类"
#: A topic is a word or a few; what is longer is cut.
_LONGEST = 60
#: Days used are counted by working weeks; so many weeks over the limit have a bar of their own.
_WEEK, _BARS = 5, 5

#: What stands before the wording of a line, and the remark behind it.
_NUMBER = re.compile(r"^(（[一二三四五六七八九十]+）|\d+\.|[一二三四五六七八九十]+、|其中：)")
_REMARK = re.compile("（.*）$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A bar for each label. `lying` bars suit long labels; the last `apart` bars are drawn white.

    `kind` says what the labels are, `note` what the reader must know to read the chart.
    """

    title: str
    kind: str
    unit: str
    labels: tuple[str, ...]
    figures: tuple[int, ...]
    lying: bool = False
    apart: int = 0
    note: str = ""


def charts_of(table: Table, tallies: Sequence[tuple[Facets, int]], survey: Survey) -> tuple[Chart, ...]:
    """Months, channels, outcomes, topics and days used; topics only where some are known."""
    found = (
        _months(survey),
        _channels(table.year, tallies),
        _outcomes(table),
        _topics(survey),
        _days(survey),
    )
    return tuple(chart for chart in found if chart.labels)


def _months(survey: Survey) -> Chart:
    labels = tuple(f"{month}月" for month in range(1, 13))
    return Chart(title="各月收到申请数", kind="月份", unit="件", labels=labels, figures=survey.months)


def _channels(year: int, tallies: Sequence[tuple[Facets, int]]) -> Chart:
    """By the four channels of the official tables, where e-mail counts as 网络."""
    received = Question(Measure.NEW)
    counted = Counter[Channel]()
    for facets, number in tallies:
        if received.asks_for(facets, year):
            counted[Channel.ONLINE if facets.channel is Channel.EMAIL else facets.channel] += number
    channels = [channel for channel in Channel if channel is not Channel.EMAIL]
    return Chart(
        title="申请渠道",
        kind="渠道",
        unit="件",
        labels=tuple(channel.zh for channel in channels),
        figures=tuple(counted[channel] for channel in channels),
        lying=True,
        note="网络含电子邮件。",
    )


def _outcomes(table: Table) -> Chart:
    """By the highest lines that go by outcome, so that the chart says what the table says."""
    form = table.form
    leaves = [line for line in form.lines.values() if any(q.outcomes for q in line.questions)]
    top = min(line.depth for line in leaves)
    counted: dict[str, int] = {}
    for line in leaves:
        group = line
        while group.depth > top:
            group = form.lines[group.parent]
        counted[group.code] = counted.get(group.code, 0) + int(table.cells[line.code]["total"])
    return Chart(
        title="办理结果",
        kind="结果",
        unit="件",
        labels=tuple(_short(form.lines[code].wording) for code in counted),
        figures=tuple(counted.values()),
        lying=True,
    )


def _short(wording: str) -> str:
    return _REMARK.sub("", _NUMBER.sub("", wording))


def _topics(survey: Survey) -> Chart:
    """The commonest first; those without a word for their topic behind all others."""
    counted = Counter[str]()
    for topic, number in survey.topics.items():
        counted[printable(topic)[:_LONGEST]] += number
    unnamed = counted.pop("", 0)
    ordered = sorted(counted.items(), key=lambda told: (-told[1], told[0]))
    named, rest = ordered[:TOPICS], sum(number for _, number in ordered[TOPICS:])
    bars = [*named, *([(_OTHERS, rest)] if rest else []), *([(_NO_TOPIC, unnamed)] if unnamed else [])]
    return Chart(
        title="申请内容",
        kind="类别",
        unit="件",
        labels=tuple(topic for topic, _ in bars),
        figures=tuple(number for _, number in bars),
        lying=True,
    )


def _days(survey: Survey) -> Chart:
    """Cases closed by the working days their clock had used; those over the limit are set apart."""
    limit, most = survey.limit, max(survey.days, default=0)
    within = [*range(_WEEK, limit, _WEEK), *([limit] if limit else [])]
    over = list(range(limit + _WEEK, max(most, 0 if limit else 1) + _WEEK, _WEEK))[:_BARS]
    starts = [0, *(end + 1 for end in (within + over)[:-1])]
    figures = [0] * len(starts)
    for used, number in survey.days.items():
        figures[bisect_right(starts, used) - 1] += number
    labels = [f"{start}至{end}日" for start, end in zip(starts, within + over, strict=True)]
    if most > (within + over)[-1]:
        labels[-1] = f"{starts[-1]}日以上"
    return Chart(
        title="办理用时",
        kind="工作日",
        unit="件",
        labels=tuple(labels),
        figures=tuple(figures),
        apart=len(over) if limit else 0,
        note=f"答复期限{limit}个工作日（未延期）；白色为超过该期限的，含依法延期。" if limit else "",
    )
