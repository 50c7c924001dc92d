"""An alert is raised to people, each of whom reads it; it is out of sight with its case."""

from datetime import UTC, datetime, timedelta

import pytest

from store.ledger import open_ledger
from tests.builders import day
from tests.fake_personal import MemoryPersonalAlerts
from tests.fakes import MemoryLedger
from tests.store.stories import act, log, the_unit
from workflow.alerts import Alert
from workflow.errors import NotFound
from workflow.ledger import Raised
from workflow.people import Person
from workflow.vocabulary import DeadlineKind, Role, State

RUNG = datetime(2018, 3, 13, 0, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Bell:
    """A ledger with two people, whose alerts are raised to them."""

    def __init__(self, ledger, alerts):
        self.ledger, self._alerts = ledger, alerts

    def within(self, units):
        if isinstance(self.ledger, MemoryLedger):
            return self._alerts.within(units)
        return self.ledger.within(units).personal_alerts

    @property
    def alerts(self):
        return self.within(None)

    def ring(self, record, threshold, *logins):
        alert = Alert(DeadlineKind.REPLY, 1, day("2018-03-26"), threshold, day("2018-03-13"))
        raised = Raised(record.ref, alert, day("2018-03-13"), RUNG, 0, superseded=False)
        self.ledger.raise_alerts(record, [raised], None)
        self.alerts.tell(record, raised, logins)
        return raised


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def bell(request):
    if request.param == "memory":
        ledger = MemoryLedger()
        yield Bell(ledger, MemoryPersonalAlerts(ledger))
        return
    ledger = open_ledger(
        request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    )
    for login in ("li", "wang"):
        ledger.accounts.keep_person(Person(login, login, frozenset({Role.CLERK}), the_unit(ledger)))
    yield Bell(ledger, None)
    ledger.close()


def thresholds(alerts, login, **asked):
    return [one.raised.alert.threshold for one in alerts.page(login, **asked)]


def test_alerts_stand_latest_first_as_they_were_raised_with_how_their_case_stands_by_now(bell):
    record = log(bell.ledger)
    first, second = bell.ring(record, 5, "li"), bell.ring(record, 3, "li", "wang")
    act(bell.ledger, record, "accept 2018-03-14")

    assert [second, first] == [one.raised for one in bell.alerts.page("li")]
    assert [State.ACCEPTED] == [one.state for one in bell.alerts.page("wang")]
    assert [2, 1, 0] == [bell.alerts.unread(login, 9) for login in ("li", "wang", "he")]


def test_an_alert_is_raised_to_somebody_once_however_often_it_is_said(bell):
    record = log(bell.ledger)
    bell.ring(record, 5, "li")
    bell.ring(record, 5, "li", "wang")

    assert [5] == thresholds(bell.alerts, "li")
    assert [5] == thresholds(bell.alerts, "wang")


def test_pages_neither_repeat_nor_leave_out(bell):
    record = log(bell.ledger)
    for threshold in (5, 3, 1, 0):
        bell.ring(record, threshold, "li")
    first = bell.alerts.page("li", limit=3)

    assert [0, 1, 3] == [one.raised.alert.threshold for one in first]
    assert [5] == thresholds(bell.alerts, "li", before=first[-1].number)
    assert 2 == bell.alerts.unread("li", 2)


def test_what_somebody_has_read_is_read_by_them_alone_and_the_first_time_stays(bell):
    record = log(bell.ledger)
    bell.ring(record, 5, "li", "wang")
    (mine,) = bell.alerts.page("li")
    for late in (0, 1):
        bell.alerts.read("li", mine.number, RUNG + late * MINUTE)

    assert [RUNG] == [one.read_at for one in bell.alerts.page("li")]
    assert [0, 1] == [bell.alerts.unread(login, 9) for login in ("li", "wang")]


def test_all_that_was_shown_is_read_and_what_came_since_is_not(bell):
    record = log(bell.ledger)
    for threshold in (5, 3):
        bell.ring(record, threshold, "li")
    shown = bell.alerts.page("li")
    bell.ring(record, 1, "li")
    bell.alerts.read_all("li", shown[0].number, RUNG)

    assert [None, RUNG, RUNG] == [one.read_at for one in bell.alerts.page("li")]


def test_nobody_reads_what_was_not_raised_to_them(bell):
    bell.ring(log(bell.ledger), 5, "li")
    (its,) = bell.alerts.page("li")

    for login, number in (("wang", its.number), ("li", its.number + 1)):
        with pytest.raises(NotFound):
            bell.alerts.read(login, number, RUNG)


def test_the_case_of_another_unit_is_out_of_sight_for_whoever_was_moved_away(bell):
    here = the_unit(bell.ledger)
    elsewhere = bell.ledger.add_unit("城关镇", "CG", here).id
    bell.ring(log(bell.ledger), 5, "li")
    bell.ring(log(bell.ledger, unit=elsewhere), 3, "li")

    seen = bell.within(frozenset({elsewhere}))
    assert [3] == thresholds(seen, "li")
    assert 1 == seen.unread("li", 9)


def test_an_alert_taken_back_with_its_time_is_raised_to_nobody_any_more(sql_ledger):
    sql_ledger.accounts.keep_person(Person("li", "li", frozenset({Role.CLERK}), the_unit(sql_ledger)))
    Bell(sql_ledger, None).ring(log(sql_ledger), 5, "li")
    with sql_ledger.clock.accepting(RUNG - MINUTE):
        pass

    assert [] == list(sql_ledger.personal_alerts.page("li"))
