"""What belongs to the office rather than to a case."""

from datetime import UTC, datetime

import pytest

from tests.store.stories import act, log
from workflow.errors import Conflict, NotFound
from workflow.ledger import Unit


def test_units_form_a_tree_and_the_root_is_first(ledger):
    root = ledger.add_unit("某市自然资源局")
    child = ledger.add_unit("城东分局", "CD", root.id)

    assert {root.id: root, child.id: child} == dict(ledger.units())
    assert root.id == min(ledger.units())


def test_a_unit_has_its_name_and_code_for_itself(ledger):
    ledger.add_unit("甲", "A")
    ledger.add_unit("乙")
    ledger.add_unit("丙")

    with pytest.raises(Conflict):
        ledger.add_unit("甲")
    with pytest.raises(Conflict):
        ledger.add_unit("丁", "A")
    with pytest.raises(NotFound):
        ledger.add_unit("戊", parent=99)

    assert ["甲", "乙", "丙"] == [unit.name for unit in ledger.units().values()]


def test_notices_are_kept_in_order(ledger):
    moment = datetime(2026, 1, 2, 3, tzinfo=UTC)
    ledger.add_notice("notice = 'one'", "小王", moment)
    ledger.add_notice("notice = 'two'", "小王", moment)

    assert ["notice = 'one'", "notice = 'two'"] == list(ledger.notices())


def test_a_long_case_is_read_whole(ledger):
    record = log(ledger)
    with ledger.transaction():
        for n in range(60):
            record = act(ledger, record, f"annotate 2018-03-06 text=第{n}次")

    assert record == ledger.read(record.ref)
    assert 61 == ledger.read(record.ref).version


def test_a_unit_changes_its_name_its_code_and_its_place(ledger):
    root, first = ledger.add_unit("某局"), ledger.add_unit("甲", "A", 1)
    second = ledger.add_unit("乙", "B", root.id)
    ledger.change_unit(Unit(second.id, "丙", "", first.id))

    assert Unit(second.id, "丙", "", first.id) == ledger.units()[second.id]
    for wrong, fault in (
        (Unit(second.id, "甲", "", first.id), Conflict),
        (Unit(second.id, "丙", "A", first.id), Conflict),
        (Unit(second.id, "丙", "", 99), NotFound),
        (Unit(99, "丁", "", root.id), NotFound),
    ):
        with pytest.raises(fault):
            ledger.change_unit(wrong)
    assert Unit(second.id, "丙", "", first.id) == ledger.units()[second.id]
