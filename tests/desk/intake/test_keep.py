from datetime import UTC, datetime
from functools import partial
from itertools import count

import pytest

from desk.intake import plan as planning
from desk.intake.keep import bring_in
from desk.intake.plan import plan, read_ledger
from tests.desk.intake.conftest import an_office
from tests.desk.intake.ledgers import OLD, TWELVE, a_ledger
from workflow.casework import Actor, look
from workflow.errors import Refused
from workflow.machine import EVERY_ROLE
from workflow.upkeep import verify
from workflow.vocabulary import Role

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ACTOR = Actor("小王", EVERY_ROLE)


def take_in(office, data=TWELVE, actor=ACTOR, good_rows=False, **more):
    work_out = partial(plan, office, read_ledger(data, "台账.csv"), create_units=True, **more)
    return bring_in(office, work_out, actor, now=NOW, good_rows=good_rows)


def test_what_was_planned_is_kept_and_holds(office):
    steps = []
    _, kept = take_in(office, progress=steps.append)
    found = verify(office)

    assert (12, 12, []) == (kept.cases, found.cases, found.faults)
    assert [12] == steps


def test_new_units_hang_under_the_root(office):
    take_in(office)
    root, bureau = office.ledger.units().values()

    assert ("某区住房和城乡建设局", root.id) == (bureau.name, bureau.parent)
    assert bureau.id == office.ledger.read("2018-0007").request.unit


def test_the_entries_say_who_imported_them_and_when(office):
    take_in(office)
    entries = look(office, "2018-0001").record.entries

    assert {("小王", NOW)} == {(entry.by, entry.recorded_at) for entry in entries}


def test_importing_the_same_file_twice_writes_nothing_the_second_time(office):
    take_in(office)
    again, kept = take_in(office)

    assert (12, 0, (), ()) == (again.already_there, again.cases, again.faults, again.new_units)
    assert 0 == kept.cases


@pytest.mark.parametrize(
    "other", [{"收到日期": "2018-03-13"}, {"申请人": "申请人乙"}, {"申请内容": "另一件"}]
)
def test_a_reference_of_another_request_is_a_fault(office, other):
    take_in(office, a_ledger(OLD))
    found, kept = take_in(office, a_ledger(OLD | other))
    (fault,) = found.faults

    assert (2, "登记号", "ref_taken", 0) == (fault.row, fault.column, fault.message.code, kept.cases)


BAD = OLD | {"登记号": "2018-0002", "申请渠道": "飞鸽", "受理单位": "某新局"}


@pytest.mark.parametrize("step", [1, 500])
def test_a_ledger_with_a_fault_leaves_no_trace(office, monkeypatch, step):
    monkeypatch.setattr(planning, "STEP", step)
    found, kept = take_in(office, a_ledger(OLD | {"受理单位": "某区教育局"}, BAD, OLD | {"登记号": "C"}))

    assert (2, 1, 0) == (found.cases, len(found.faults), kept.cases)
    assert [] == list(office.ledger.refs())
    assert 1 == len(office.ledger.units())


@pytest.mark.parametrize("step", [1, 500])
def test_the_good_rows_come_in_without_what_only_the_others_name(office, monkeypatch, step):
    monkeypatch.setattr(planning, "STEP", step)
    found, kept = take_in(office, a_ledger(BAD, OLD, OLD | {"登记号": "C"}), good_rows=True)

    assert (2, (), 2) == (found.cases, found.new_units, kept.cases)
    assert ["2018-0001", "C"] == list(office.ledger.refs())


@pytest.mark.parametrize("step", [1, 500])
def test_a_number_made_for_a_row_takes_none_that_stands_in_the_file(office, monkeypatch, step):
    monkeypatch.setattr(planning, "STEP", step)
    take_in(office, a_ledger(OLD | {"登记号": ""}, OLD | {"登记号": "2018-0001"}))

    assert ["2018-0001", "2018-0002"] == list(office.ledger.refs())


def test_it_is_all_one_whether_rows_come_in_together_or_one_by_one(monkeypatch):
    offices = [an_office() for _ in range(3)]
    for office, step in zip(offices, (1, 5, 500), strict=True):
        salts = count()
        monkeypatch.setattr("workflow.chain.secrets.token_hex", lambda _, salts=salts: f"{next(salts):016}")
        monkeypatch.setattr(planning, "STEP", step)
        take_in(office)

    one, *others = ({n: v for n, v in vars(o.ledger).items() if isinstance(v, dict | list)} for o in offices)
    assert [one, one] == others
    assert 12 == len(one["_cases"])


def test_the_faults_stand_in_the_order_of_the_rows(office):
    rows = [OLD | {"登记号": ref, "申请渠道": "飞鸽"} for ref in ("", "A", "", "B")]
    found, _ = take_in(office, a_ledger(*rows))

    assert [2, 3, 4, 5] == [fault.row for fault in found.faults]


def test_who_may_not_sign_may_not_import_replies(office):
    clerk = Actor("小李", frozenset({Role.CLERK}))

    with pytest.raises(Refused):
        take_in(office, actor=clerk)

    assert [] == list(office.ledger.refs())
    assert 1 == take_in(office, a_ledger(OLD), actor=clerk)[1].cases
