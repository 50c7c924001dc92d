"""What was raised of a unit is kept with it, each key once."""

from datetime import UTC, date, datetime

from tests.builders import day
from tests.store.stories import the_unit
from workflow.alerts import Alert
from workflow.ledger import Raised
from workflow.vocabulary import DeadlineKind

RUNG = datetime(2026, 1, 30, 0, 30, tzinfo=UTC)


def raised(ledger, unit, threshold, owed_on, *, superseded=False):
    alert = Alert(DeadlineKind.ANNUAL_REPORT, 2025, date(2026, 1, 31), threshold, day(owed_on))
    return Raised(ledger.units()[unit].name, alert, date(2026, 1, 30), RUNG, 1, superseded)


def test_what_was_raised_is_kept_as_it_was_oldest_first(ledger):
    unit = the_unit(ledger)
    late, last = (
        raised(ledger, unit, 3, "2026-01-28", superseded=True),
        raised(ledger, unit, 0, "2026-01-30"),
    )

    assert 2 == ledger.office_alerts.keep(unit, [last, late])
    assert [late, last] == list(ledger.office_alerts.of(unit))


def test_an_alert_of_a_unit_is_raised_once_however_often_the_bell_rings(ledger):
    unit = the_unit(ledger)
    other = ledger.add_unit("城关镇", "CG", unit).id
    one = raised(ledger, unit, 0, "2026-01-30")

    assert [1, 0] == [ledger.office_alerts.keep(unit, [one]) for _ in range(2)]
    assert 1 == ledger.office_alerts.keep(other, [raised(ledger, other, 0, "2026-01-30")])
    assert [one] == list(ledger.office_alerts.of(unit))
