"""Cases, deadlines and alerts in words, for people."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import StringIO

from rich.console import Console
from rich.table import Table

from desk.language import phrase
from workflow.clock import Deadline
from workflow.errors import mark
from workflow.explain import DayLine, DayMark
from workflow.ledger import Raised
from workflow.listing import Row
from workflow.workdays import Workdays

#: Working days before the last day from which the light is yellow.
SOON = 3
WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
ROW_HEADINGS = (
    mark("Number"),
    mark("State"),
    mark("Last day"),
    mark("How it stands"),
    mark("Applicant"),
    mark("Subject"),
)
ALERT_HEADINGS = (
    mark("Number"),
    mark("Deadline"),
    mark("Last day"),
    mark("Alert"),
    mark("Owed on"),
    mark("Raised on"),
    mark("Remark"),
)
#: Wider than any row, so that no column is squeezed out; a terminal folds for itself.
WIDTH = 100_000


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under headings, Chinese characters taking the two columns they take."""
    drawn = Table(box=None, pad_edge=False, show_header=bool(headings), header_style="")
    for heading in headings:
        drawn.add_column(heading, no_wrap=True)
    for row in rows:
        drawn.add_row(*(" ".join(cell.split("\n")).replace("[", r"\[") for cell in row))
    page = StringIO()
    Console(file=page, width=WIDTH, no_color=True, legacy_windows=False).print(drawn)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n"


def weekday(day: date, lang: str) -> str:
    """The day of the week."""
    name = WEEKDAYS[lang][day.weekday()]
    return f"周{name}" if lang == "zh" else name


def standing(lang: str, due: date | None, workdays: Workdays, today: date) -> str:
    """How a last day stands to today, in words: the traffic light that needs no colour."""
    if due is None:
        return phrase(lang, "paused, the day is not known yet")
    if due < today:
        return phrase(lang, "red · overdue by {n} working days", n=workdays.between(due, today))
    if due == today:
        return phrase(lang, "red · due today")
    left = workdays.between(today, due)
    if left <= SOON:
        return phrase(lang, "yellow · {n} working days left", n=left)
    return phrase(lang, "green · {n} working days left", n=left)


def due_words(lang: str, deadline: Deadline) -> str:
    """A last day as it is shown: unknown and provisional days say so."""
    if deadline.due_on is None:
        return phrase(lang, "not known yet")
    provisional = phrase(lang, " (provisional)") if deadline.provisional else ""
    return f"{deadline.due_on}{provisional}"


def days_table(lang: str, lines: Iterable[DayLine]) -> str:
    """Every day of a clock, why it counts or does not, and the article."""
    return table((), (_day_row(lang, line) for line in lines))


def _day_row(lang: str, line: DayLine) -> Sequence[str]:
    counts = f"{line.counted}/{line.total}" if line.mark is DayMark.COUNTED else ""
    acts = "、".join(action.label(lang) for action in line.acts)
    due = phrase(lang, "← last day") if line.is_due else ""
    article = "" if line.mark is DayMark.OFF else line.sentence.article
    return (str(line.on), weekday(line.on, lang), counts, mark_words(lang, line), article, acts, due)


def mark_words(lang: str, line: DayLine) -> str:
    """Why a day counts, or does not."""
    why = line.why.name or line.why.kind.label(lang)
    if line.mark is DayMark.OFF:
        return why
    counted = line.mark.label(lang)
    worked = line.mark is DayMark.COUNTED and line.why.name
    return f"{counted}（{line.why.kind.label(lang)}）" if worked else counted


def rows_table(lang: str, rows: Iterable[Row], light: Callable[[Row], str]) -> str:
    """Cases in a list, each with how it stands."""
    headings = [phrase(lang, heading) for heading in ROW_HEADINGS]
    return table(headings, (_case_row(lang, row, light(row)) for row in rows))


def _case_row(lang: str, row: Row, light: str) -> Sequence[str]:
    due = str(row.reply.due_on or "—")
    return (row.ref, row.state.label(lang), due, light, row.applicant, row.subject)


def alerts_table(lang: str, alerts: Iterable[Raised]) -> str:
    """Alerts: what is due when, when each was owed and raised, and how late."""
    return table(
        [phrase(lang, heading) for heading in ALERT_HEADINGS], (_alert_row(lang, alert) for alert in alerts)
    )


def _alert_row(lang: str, raised: Raised) -> Sequence[str]:
    alert = raised.alert
    late = phrase(lang, "late by {n} working days", n=raised.late_by) if raised.late_by else ""
    superseded = phrase(lang, "superseded") if raised.superseded else ""
    return (
        raised.ref,
        alert.kind.label(lang),
        str(alert.due_on),
        threshold_words(lang, alert.threshold),
        str(alert.owed_on),
        str(raised.raised_on),
        "，".join(filter(None, (late, superseded))),
    )


def threshold_words(lang: str, threshold: int) -> str:
    """A threshold in words."""
    if threshold < 0:
        return phrase(lang, "overdue by {n} working days", n=-threshold)
    if threshold == 0:
        return phrase(lang, "due today")
    return phrase(lang, "{n} working days left", n=threshold)
