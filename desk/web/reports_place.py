"""A year as the address of a page asks for it, of a unit and on a form, with the ways to its other pages."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import Depends, Path, Request, Response

from desk.web.page import render
from desk.web.visit import Visit, Visiting
from desk.year_place import Year, year_of
from reports.form import default_form, form_names, load_form
from workflow.errors import NotFound, mark

#: The years a table can be of.
FIRST, LAST = 2008, 2099
#: So many years before this one are offered to choose from.
YEARS_BACK = 8
# fmt: off
#: The pages of a year.
PAGES = (
    ("",        mark("The table")),
    ("charts",  mark("Charts")),
    ("figures", mark("Figures entered")),
    ("words",   mark("The words")),
    ("units",   mark("Units")),
    ("changes", mark("Freezing and changes")),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Asked:
    """A year, and what the address said of it: `form` and `unit`, empty where it left the choice to us."""

    year: Year
    form: str
    unit: str

    def at(self, page: str = "", **more: object) -> str:
        """The address of a page of this year, of the same unit and on the same form."""
        known = {"form": self.form, "unit": self.unit, **more}
        query = urlencode({name: value for name, value in known.items() if value not in (None, "")})
        path = f"/reports/{self.year.year}" + (f"/{quote(page)}" if page else "")
        return f"{path}?{query}" if query else path


def asked(
    visit: Visiting,
    year: Annotated[int, Path(ge=FIRST, le=LAST)],
    form: str = "",
    unit: str = "",
) -> Asked:
    """The year of a page: of the visitor's own unit, on the form of that year, where nothing is said.

    Raises:
        NotFound: there is no such unit or form, or the unit is out of sight.
        Refused: the visitor is not there to see the year counted.
    """
    ledger = visit.house.ledger
    wanted = unit or str(visit.person.unit)
    root = next((one for one in ledger.units().values() if str(one.id) == wanted), None)
    missing = NotFound("no_unit", "There is no unit “{name}”.", name=wanted)
    if root is None:
        raise missing
    told = year_of(visit.house, root, year, form, visit.actor)
    ledger.scope.prove(root.id, missing)
    return Asked(told, form, unit)


Here = Annotated[Asked, Depends(asked)]


def page_of(
    request: Request, visit: Visit, here: Asked, template: str, *, status: int = HTTPStatus.OK, **values: Any
) -> Response:
    """A page of a year, with the choice of another above it."""
    ledger, latest = visit.house.ledger, max(visit.today.year, here.year.year)
    return render(
        request,
        template,
        visit,
        status=status,
        here=here,
        year=here.year,
        pages=[(page, visit.display.words(title)) for page, title in PAGES],
        years=range(latest, min(latest - YEARS_BACK, here.year.year) - 1, -1),
        forms=[load_form(one) for one in form_names()],
        default=default_form(here.year.year),
        units=[one for one in ledger.units().values() if ledger.scope.admits(one.id)],
        **values,
    )
