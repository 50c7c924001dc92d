from datetime import UTC, datetime

import pytest

from desk.intake.keep import write
from desk.intake.plan import plan, read_ledger
from tests.desk.intake.ledgers import OLD, TWELVE, a_ledger, planned
from workflow.casework import Actor, look
from workflow.errors import BadInput, Conflict, Refused
from workflow.machine import EVERY_ROLE
from workflow.upkeep import verify
from workflow.vocabulary import Role

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ACTOR = Actor("小王", EVERY_ROLE)


def the_twelve(office):
    return plan(office, read_ledger(TWELVE, "twelve.csv"), create_units=True)


def test_what_was_planned_is_kept_and_holds(office):
    steps = []
    kept = write(office, the_twelve(office), ACTOR, now=NOW, progress=steps.append)
    found = verify(office)

    assert (12, 12, []) == (kept.cases, found.cases, found.faults)
    assert list(range(1, 13)) == steps


def test_new_units_hang_under_the_root(office):
    write(office, the_twelve(office), ACTOR, now=NOW)
    root, bureau = office.ledger.units().values()

    assert ("某区住房和城乡建设局", root.id) == (bureau.name, bureau.parent)
    assert bureau.id == office.ledger.read("2018-0007").request.unit


def test_the_entries_say_who_imported_them_and_when(office):
    write(office, the_twelve(office), ACTOR, now=NOW)
    entries = look(office, "2018-0001").record.entries

    assert {("小王", NOW)} == {(entry.by, entry.recorded_at) for entry in entries}


def test_importing_the_same_file_twice_writes_nothing_the_second_time(office):
    write(office, the_twelve(office), ACTOR, now=NOW)
    again = the_twelve(office)

    assert (12, (), (), ()) == (again.already_there, again.rows, again.faults, again.new_units)
    assert write(office, again, ACTOR, now=NOW).cases == 0


@pytest.mark.parametrize(
    "other", [{"收到日期": "2018-03-13"}, {"申请人": "申请人乙"}, {"申请内容": "另一件"}]
)
def test_a_reference_of_another_request_is_a_fault(office, other):
    write(office, planned(office, OLD), ACTOR, now=NOW)
    (fault,) = planned(office, OLD | other).faults

    assert (2, "登记号", "ref_taken") == (fault.row, fault.column, fault.message.code)


def test_a_plan_with_faults_is_not_written(office):
    bad = planned(office, OLD, OLD | {"登记号": "2018-0002", "申请渠道": "飞鸽"})

    with pytest.raises(BadInput):
        write(office, bad, ACTOR, now=NOW)

    assert [] == list(office.ledger.refs())


def test_nothing_is_written_when_somebody_takes_a_reference_meanwhile(office):
    both = planned(office, OLD | {"登记号": "A"}, OLD | {"登记号": "B"})
    write(office, planned(office, OLD | {"登记号": "B"}), ACTOR, now=NOW)

    with pytest.raises(Conflict):
        write(office, both, ACTOR, now=NOW)

    assert ["B"] == list(office.ledger.refs())


def test_a_number_made_for_a_row_takes_none_that_stands_in_the_file(office):
    rows = [OLD | {"登记号": ""}, OLD | {"登记号": "2018-0001"}]
    write(office, planned(office, *rows), ACTOR, now=NOW)

    assert ["2018-0001", "2018-0002"] == list(office.ledger.refs())


def test_who_may_not_sign_may_not_import_replies(office):
    clerk = Actor("小李", frozenset({Role.CLERK}))

    with pytest.raises(Refused):
        write(office, the_twelve(office), clerk, now=NOW)

    assert write(office, plan(office, read_ledger(a_ledger(OLD), "x.csv")), clerk, now=NOW).cases == 1
