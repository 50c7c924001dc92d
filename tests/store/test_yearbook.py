"""Figures entered and tables frozen are kept alike by every ledger."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.store.stories import the_unit
from workflow.errors import Conflict
from workflow.yearbook import Entered, Frozen, Place, figures_of

NOW = datetime(2019, 1, 20, 1, 30, tzinfo=UTC)


def a_table(place, **changes):
    made = {"place": place, "content": "c", "by": "小王", "signed_by": "李局", "at": NOW}
    return Frozen(**made | changes)


@pytest.fixture
def place(ledger):
    return Place(the_unit(ledger), 2018, "cn-2014")


def test_a_figure_is_read_as_it_was_entered_and_the_last_one_holds(ledger, place):
    ledger.enter_figures(place, {"1.1": {"total": 12}, "8.5": {"total": 22.75}}, "小王", NOW)
    ledger.enter_figures(place, {"1.1": {"total": 13}}, "小李", NOW)
    ledger.enter_figures(place, {}, "小李", NOW)

    assert {"1.1": {"total": 13}, "8.5": {"total": 22.75}} == figures_of(ledger.entered(place))


def test_who_entered_a_figure_and_when_is_kept_with_it(ledger, place):
    later = NOW.replace(hour=9)
    ledger.enter_figures(place, {"8.5": {"total": 22.75}, "1.1": {"total": 12}}, "小王", NOW)
    ledger.enter_figures(place, {"1.1": {"total": 13}}, "小李", later)

    assert [
        Entered("1.1", "total", 13, "小李", later),
        Entered("8.5", "total", 22.75, "小王", NOW),
    ] == list(ledger.entered(place))


def test_figures_are_each_units_years_and_forms_own(ledger, place):
    other = ledger.add_unit("乙局", "B").id
    ledger.enter_figures(place, {"1.1": {"total": 12}}, "小王", NOW)

    for elsewhere in (replace(place, unit=other), replace(place, year=2019), replace(place, form="cn-2021")):
        assert [] == list(ledger.entered(elsewhere))


def test_a_table_is_frozen_once_and_each_restated_once(ledger, place):
    first = ledger.freeze(a_table(place))
    with pytest.raises(Conflict):
        ledger.freeze(a_table(place, content="other"))

    second = ledger.freeze(a_table(place, content="d", restates=first.id, handed_in="e", reason="更正"))
    with pytest.raises(Conflict):
        ledger.freeze(a_table(place, content="e", restates=first.id))
    third = ledger.freeze(a_table(place, content="e", restates=second.id))

    assert [first, second, third] == list(ledger.frozen(place.unit, 2018))
    assert first == replace(a_table(place), id=first.id)


def test_tables_of_other_units_years_and_forms_are_apart(ledger, place):
    other = ledger.add_unit("乙局", "B").id
    elsewhere = (replace(place, unit=other), replace(place, year=2019), replace(place, form="cn-2021"))
    for each in (place, *elsewhere):
        ledger.freeze(a_table(each))

    assert [place, *elsewhere] == [table.place for table in ledger.every_frozen()]
    for year in {one.year for one in elsewhere} | {place.year, 1999}:
        units = {one.unit for one in (place, *elsewhere) if one.year == year}
        assert units == ledger.frozen_in(year)
    assert ["cn-2014", "cn-2021"] == [table.place.form for table in ledger.frozen(place.unit, 2018)]
    assert [] == list(ledger.frozen(other, 2019))
