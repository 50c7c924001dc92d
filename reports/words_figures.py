"""Every figure a sentence may name, by its name: cells, their sums, channels, time limits, topics, fees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reports.checks import Cells, Figure
from reports.count import Table, Tallies
from reports.form import Form
from reports.line import LineKind
from workflow.question import Facets, Measure, Question
from workflow.survey import Survey
from workflow.vocabulary import Channel, Timeliness

#: The topic of the cases to which nobody gave one.
UNNAMED = "未标明内容"
_OTHER = "其他"
#: What parts a source from the next, as a topic may have it in its name.
_MARKS = str.maketrans("[]:~+<", "［］：～＋＜")
_FEN = 100
#: The line that counts the requests received, and the one of those closed, by form; else that of 2019.
_RECEIVED, _CLOSED = {"cn-2014": "3.1"}, {"cn-2014": "3.2"}


@dataclass(frozen=True, slots=True)
class Year:
    """What is known of a year: its table, and what the table has no cell for."""

    table: Table
    tallies: Tallies = ()
    survey: Survey = field(default_factory=Survey)


def named(year: Year) -> dict[str, Figure]:
    """The figures of a year by name.

    `3.1/total` is a cell, `3.3/total` (a heading over counted lines) the sum of its lines, and
    `1/法人或其他组织` the sum of the columns under one head. `channel/`, `timeliness/`, `topic/`, `days/`
    and `fees/` are counted from the cases. Counts that disagree with the table are left out: the table
    may be frozen, the cases not.
    """
    table = year.table
    cells = {**table.cells, **dict(_headings(table.form, table.cells))}
    figures: dict[str, Figure] = {"year": table.year}
    for code, row in cells.items():
        figures |= {f"{code}/{column}": figure for column, figure in row.items()}
        figures |= {f"{code}/{group}": figure for group, figure in _groups(table.form, code, row)}
    received, closed = received_figure(table.form, table.cells), closed_figure(table.form, table.cells)
    for counted, whole in (
        (_channels(year), received),
        (_topics(year.survey), received),
        (_timeliness(year), closed),
        (_days(year.survey), closed),
    ):
        figures |= counted if counted.pop("agrees", None) == whole else {}
    return figures | _fees(year.survey)


def received_figure(form: Form, cells: Cells) -> Figure | None:
    """How many requests a table says were received."""
    return cells.get(_RECEIVED.get(form.name, "1"), {}).get("total")


def closed_figure(form: Form, cells: Cells) -> Figure | None:
    """How many requests a table says were closed."""
    return cells.get(_CLOSED.get(form.name, "3.7"), {}).get("total")


def topic_name(topic: str) -> str:
    """A topic as a source names it; one without a letter names nothing."""
    return topic.translate(_MARKS).strip() if any(map(str.isalpha, topic)) else UNNAMED


def alike(form: Form, other: Form, code: str) -> bool:
    """Whether two forms mean the same by a code: the forms of 2014 and of 2019 number other things alike."""
    return code in form.lines and code in other.lines and _what(form, code) == _what(other, code)


def _what(form: Form, code: str) -> str:
    return form.lines[code].wording.split("（区分")[0]


def _headings(form: Form, cells: Cells) -> Iterator[tuple[str, Mapping[str, Figure]]]:
    for code, line in form.lines.items():
        under = [other for other in form.lines.values() if other.parent == code]
        counted = under and all(other.kind is LineKind.COUNT for other in under)
        if line.kind is LineKind.HEADING and counted and all(other.code in cells for other in under):
            shared = [column.code for column in under[0].columns]
            rows = [cells[other.code] for other in under]
            yield code, {at: sum(row[at] for row in rows) for at in shared if all(at in row for row in rows)}


def _groups(form: Form, code: str, row: Mapping[str, Figure]) -> Iterator[tuple[str, Figure]]:
    line = form.lines[code]
    columns = line.columns or next((x.columns for x in form.lines.values() if x.parent == code), ())
    for group in {column.group: None for column in columns if column.group}:
        members = [column.code for column in columns if column.group == group]
        if all(member in row for member in members):
            yield group, sum(row[member] for member in members)


def _counts(year: Year, question: Question) -> Iterator[tuple[Facets, int]]:
    return ((facets, n) for facets, n in year.tallies if question.asks_for(facets, year.table.year))


def _channels(year: Year) -> dict[str, Figure]:
    """How the requests of the year came; e-mail counts as 网络, as in the table of 2014."""
    found = {channel: 0 for channel in Channel if channel is not Channel.EMAIL}
    for facets, n in _counts(year, Question(Measure.NEW)):
        found[Channel.ONLINE if facets.channel is Channel.EMAIL else facets.channel] += n
    told: dict[str, Figure] = {f"channel/{channel.value}": n for channel, n in found.items()}
    total = sum(found.values())
    return {"agrees": total, "channel/total": total, **told}


def _timeliness(year: Year) -> dict[str, Figure]:
    """Closed by the first limit, by the extended one (`within` has both), and after it."""
    found = dict.fromkeys(Timeliness, 0)
    for facets, n in _counts(year, Question(Measure.CLOSED)):
        if facets.timeliness is not None:
            found[facets.timeliness] += n
    total = sum(found.values())
    within = total - found[Timeliness.LATE]
    told: dict[str, Figure] = {f"timeliness/{word.value}": n for word, n in found.items()}
    return {"agrees": total, "timeliness/total": total, "timeliness/within": within, **told}


def _topics(survey: Survey) -> dict[str, Figure]:
    """What the requests of the year were about, the most frequent first; nothing if none has a topic."""
    if not any(n for topic, n in survey.topics.items() if topic_name(topic) != UNNAMED):
        return {}
    found: dict[str, Figure] = {}
    last = {_OTHER: 1, UNNAMED: 2}
    topics = [(topic_name(topic), n) for topic, n in survey.topics.items()]
    for topic, n in sorted(topics, key=lambda told: (last.get(told[0], 0), -told[1], told[0])):
        found[f"topic/{topic}"] = found.get(f"topic/{topic}", 0) + n
    total = sum(survey.topics.values())
    return {"agrees": total, **found, "topic/": total}


def _days(survey: Survey) -> dict[str, Figure]:
    """The working days a closed case took, in the mean and to a tenth; `limit` is the law's."""
    cases = sum(survey.days.values())
    if not cases:
        return {}
    used = sum(day * n for day, n in survey.days.items())
    tenths = (20 * used + cases) // (2 * cases)
    return {"agrees": cases, "days/mean": tenths / 10, "days/limit": survey.limit}


def _fees(survey: Survey) -> dict[str, Figure]:
    """Notices and payments of the year; money in yuan."""
    return {
        "fees/charged": survey.fees_charged,
        "fees/charged_yuan": _yuan(survey.fen_charged),
        "fees/paid": survey.fees_paid,
        "fees/paid_yuan": _yuan(survey.fen_paid),
    }


def _yuan(fen: int) -> Figure:
    return fen / _FEN if fen % _FEN else fen // _FEN
