"""The figures that units enter themselves, with what is carried over to them from the year before."""

from collections.abc import Iterable
from dataclasses import replace

from desk.year_place import Year
from reports.checks import Cells, Figure
from reports.count import is_counted
from reports.entered import carried
from reports.form import Form, default_form, load_form
from reports.words_figures import alike
from workflow.ledger import Unit
from workflow.yearbook import figures_of

Rows = dict[str, dict[str, Figure]]


def own_figures(year: Year) -> Rows:
    """What a unit itself has entered for a year, and what is carried over where it has not.

    Those below it enter their own.
    """
    kept = figures_of(year.house.ledger.entered(year.place))
    entered = {code: row for code, row in kept.items() if not is_counted(year.form, code)}
    found = {code: dict(row) for code, row in entered.items()}
    for code, row in carried(year.form, entered, last_own(year)).items():
        found.setdefault(code, {}).update(row)
    return found


def last_own(year: Year) -> Cells:
    """The figures a unit itself had a year before, as far as they mean the same on this form.

    The chain ends at a year of which nothing is on record.
    """
    for form in dict.fromkeys((year.form.name, default_form(year.year - 1))):
        earlier = replace(year, form=load_form(form), year=year.year - 1)
        if earlier.held or year.house.ledger.entered(earlier.place):
            return comparable(year.form, earlier.form, own_figures(earlier))
    return {}


def comparable(form: Form, other: Form, cells: Cells) -> Cells:
    """The figures of another form that mean the same on this one."""
    return {code: row for code, row in cells.items() if alike(form, other, code)}


def added(year: Year, units: Iterable[Unit]) -> Rows:
    """What these units have entered for a year, together."""
    total: Rows = {}
    for unit in units:
        for code, row in own_figures(replace(year, root=unit)).items():
            kept = total.setdefault(code, {})
            for column, figure in row.items():
                kept[column] = round(kept.get(column, 0) + figure, 6)
    return total
