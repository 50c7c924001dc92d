"""Backups that are made by themselves: once a day, made up when the machine was off, never over and over."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from desk.backups import schedule
from desk.backups.folder import backups, newest, tidy
from desk.backups.making import make_backup
from desk.backups.restoring import prove_backup
from desk.backups.schedule import back_up_when_due, is_due, last_passed
from desk.config import BackupConfig, Config, OfficeConfig
from desk.office import make_office
from store.marks import Mark
from tests.virtual import Turned
from workflow.errors import BadInput, Broken

ZONE = ZoneInfo("Asia/Shanghai")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock(monkeypatch):
    return Turned(monkeypatch, datetime(2026, 3, 2, 9, tzinfo=ZONE))


@pytest.fixture
def house(clock, tmp_path):
    made = make_office(Config(OfficeConfig(name="甲区人民政府办公室"), folder=tmp_path))
    yield made
    made.ledger.close()


def made(house):
    return [kept.made_at for kept in backups(house.config.backups, house.config.office.name)]


def ring(house, clock, *, minutes):
    """So many minutes of a bell that rings every minute."""
    for _ in range(minutes):
        clock.on(minutes=1)
        back_up_when_due(house)


def test_a_new_office_has_its_first_backup_at_once_and_the_next_at_its_hour(house, clock):
    ring(house, clock, minutes=3)
    assert 1 == len(made(house))
    clock.to("2026-03-03 01:57")
    ring(house, clock, minutes=6)

    assert [datetime(2026, 3, 3, 2, tzinfo=ZONE), datetime(2026, 3, 2, 9, 1, tzinfo=ZONE)] == made(house)


def test_a_machine_that_was_off_makes_it_up_once(house, clock):
    ring(house, clock, minutes=1)
    clock.to("2026-03-12 08:30")
    ring(house, clock, minutes=5)

    assert 2 == len(made(house))


def test_one_made_by_hand_after_the_hour_is_good_enough(house, clock):
    clock.to("2026-03-03 02:00")
    make_backup(house.config, clock.at)
    ring(house, clock, minutes=2)

    assert 1 == len(made(house))


def test_an_office_that_wants_none_gets_none(house, clock):
    quiet = replace(house, config=replace(house.config, backup=BackupConfig(at="")))
    back_up_when_due(quiet)

    assert [] == made(house)


def test_a_database_on_a_server_is_left_to_the_server(house):
    store = replace(house.config.store, url="postgresql+psycopg://foi@127.0.0.1:1/foi")

    assert not is_due(replace(house, config=replace(house.config, store=store)), datetime.now(UTC))


def test_one_that_cannot_be_made_is_tried_again_after_an_hour_and_not_at_every_ring(
    house, clock, monkeypatch
):
    tried = []

    def full(*_):
        tried.append(clock.at)
        raise BadInput("unwritable", "{path} cannot be written: {fault}", path="x", fault="full")

    monkeypatch.setattr(schedule, "make_backup", full)
    for _ in range(150):
        clock.on(minutes=1)
        with suppress(BadInput):
            back_up_when_due(house)

    assert [timedelta(0), timedelta(hours=1), timedelta(hours=2)] == [at - tried[0] for at in tried]


def test_every_week_the_one_just_made_is_restored_on_trial(house, clock, monkeypatch):
    proved = []
    monkeypatch.setattr(
        schedule, "prove_backup", lambda path, config: proved.append(path) or prove_backup(path, config)
    )
    for _ in range(15):
        clock.on(days=1)
        back_up_when_due(house)

    assert 3 == len(proved)
    assert clock.at == house.ledger.marked(Mark.BACKUP_PROVED)
    assert 14 == len(made(house))


def test_files_that_are_missing_are_told_and_the_backup_is_made(house, clock, monkeypatch):
    digest = house.ledger.keep_file(b"%PDF")
    (house.config.files / digest[:2] / digest).write_bytes(b"other")
    with pytest.raises(Broken, match="lacks 1 files"):
        back_up_when_due(house)
    back_up_when_due(house)

    assert 1 == len(made(house))


def test_backups_of_a_false_time_hold_up_none_and_go_first(house, clock):
    config = replace(house.config, backup=BackupConfig(keep=2))
    house = replace(house, config=config)
    for _ in range(3):
        make_backup(config, clock.at + timedelta(days=2000), config.backups)
        clock.on(minutes=1)
    back_up_when_due(house)
    clock.to("2026-03-03 02:00")
    back_up_when_due(house)

    assert clock.at == newest(config.backups, config.office.name, clock.at).made_at
    assert [2026, 2026] == [at.year for at in made(house)]
    assert [] == tidy(config.backups, config.office.name, 2, clock.at)


# fmt: off
#: (zone, hour, now in UTC, the last time the hour had come in UTC)
HOURS = (
    ("Asia/Shanghai", "02:00", "2026-03-02 17:59", "2026-03-01 18:00"),
    ("Asia/Shanghai", "02:00", "2026-03-02 18:00", "2026-03-02 18:00"),
    ("Asia/Shanghai", "00:00", "2027-12-31 16:00", "2027-12-31 16:00"),
    ("Asia/Shanghai", "23:59", "2028-02-29 16:30", "2028-02-29 15:59"),
    # The hour left out in spring comes once, when it would have been; the hour that comes twice, once.
    ("Europe/London", "01:30", "2026-03-29 01:29", "2026-03-28 01:30"),
    ("Europe/London", "01:30", "2026-03-29 01:30", "2026-03-29 01:30"),
    ("Europe/London", "01:30", "2026-03-30 00:29", "2026-03-29 01:30"),
    ("Europe/London", "01:30", "2026-10-25 00:29", "2026-10-24 00:30"),
    ("Europe/London", "01:30", "2026-10-25 00:30", "2026-10-25 00:30"),
    ("Europe/London", "01:30", "2026-10-25 01:30", "2026-10-25 00:30"),
    ("Europe/London", "01:30", "2026-10-26 01:29", "2026-10-25 00:30"),
)
# fmt: on


@pytest.mark.parametrize(("zone", "hour", "at", "wanted"), HOURS)
def test_the_hour_of_the_backup_comes_once_a_day_in_any_zone(zone, hour, at, wanted):
    at, wanted = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (at, wanted))

    assert wanted == last_passed(time.fromisoformat(hour), at, ZoneInfo(zone))


@pytest.mark.parametrize("year_of_change", ["2026-03-28", "2026-10-24"])
@pytest.mark.parametrize("hour", ["00:30", "01:00", "01:30", "02:00"])
def test_over_a_change_of_the_clocks_each_day_has_one_backup(year_of_change, hour):
    zone, start = ZoneInfo("Europe/London"), datetime.fromisoformat(year_of_change).replace(tzinfo=UTC)
    rings = [start + n * 10 * MINUTE for n in range(6 * 24 * 4)]
    slots = sorted({last_passed(time.fromisoformat(hour), at, zone) for at in rings})

    days = [slot.astimezone(zone).date() for slot in slots]
    assert len(days) == len(set(days)) == (days[-1] - days[0]).days + 1
    assert all(22 < (after - before) / timedelta(hours=1) < 26 for before, after in pairwise(slots))
