"""The calendar: a month with what is due, its holidays and its make-up working days."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, FastAPI, Request, Response

from desk.web.page import render
from desk.web.visit import Visiting
from store.diary import DueDay
from workflow.errors import BadFacts
from workflow.values import read_day
from workflow.workdays import FIRST, LAST, DayKind, Reason, Workdays

router = APIRouter()
#: How much of a day is shown; the list has the rest.
EACH = 5
DAY = timedelta(days=1)


def register(app: FastAPI) -> None:
    """Add this page."""
    app.include_router(router)


@dataclass(frozen=True, slots=True)
class Square:
    """A day of the month: why it is worked or not, and what is due on it."""

    on: date
    why: Reason
    provisional: bool
    due: DueDay

    @property
    def more(self) -> int:
        """How much is due beyond what is shown."""
        return self.due.count - len(self.due.dues)

    @property
    def exceptional(self) -> bool:
        """Whether a notice has made it other than its day of the week."""
        return self.why.kind in (DayKind.HOLIDAY, DayKind.MAKEUP)


@router.get("/calendar")
def calendar_page(request: Request, visit: Visiting, month: str = "") -> Response:
    """A month, Monday first."""
    first = _first(month, visit.today)
    law = visit.house.office.law
    workdays = law.workdays(law.regime(visit.today))
    days = [day for day in Calendar().itermonthdates(first.year, first.month) if day.month == first.month]
    dues = {day.on: day for day in visit.house.ledger.diary.between(days[0], days[-1], EACH)}
    squares = [_square(workdays, day, dues.get(day, DueDay(day, 0, ()))) for day in days]
    return render(
        request,
        "calendar.html",
        visit,
        first=first,
        weeks=_weeks(squares),
        before=(first - DAY).replace(day=1) if first > FIRST else None,
        after=days[-1] + DAY if days[-1] < LAST else None,
        settled=workdays.settled_through if squares[-1].provisional else None,
        worked=sum(map(workdays.is_workday, days)),
        sources=sorted({square.why.source for square in squares if square.why.source}),
        found=sum(square.due.count for square in squares),
        next_day=DAY,
    )


def _first(month: str, today: date) -> date:
    if not month:
        return today.replace(day=1)
    try:
        first = read_day(f"{month}-01")
    except ValueError:
        first = date.min
    if not FIRST <= first <= LAST:
        raise BadFacts("bad_filter", "The filter cannot be read: {value}.", value=month[:20])
    return first


def _square(workdays: Workdays, day: date, due: DueDay) -> Square:
    return Square(day, workdays.explain(day), workdays.is_provisional(day), due)


def _weeks(squares: Sequence[Square]) -> list[list[Square | None]]:
    """The days week by week, the gaps before the first and after the last left empty."""
    padded: list[Square | None] = [None] * squares[0].on.weekday() + list(squares)
    padded += [None] * (-len(padded) % 7)
    return [padded[n : n + 7] for n in range(0, len(padded), 7)]
