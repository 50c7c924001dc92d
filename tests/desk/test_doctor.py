"""`foi doctor`: whatever it may find is found where it is, and nothing where nothing is wrong."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from desk.config import Config, OfficeConfig
from desk.doctor import kept, machine
from desk.doctor.examine import examine
from desk.doctor.findings import FINDINGS, Severity
from desk.doctor.patient import Patient
from desk.doctor.plain import plain_finding
from desk.office import make_office
from store.condition import damage, difference, is_slowed
from store.marks import Mark
from tests.desk.conftest import LOG
from tests.desk.doctor_plants import NOON, PLANTS, Ground, a_password_in_the_configuration, may, no_backup
from tests.virtual import Turned
from workflow.people import Person
from workflow.vocabulary import Role


@pytest.fixture
def ground(tmp_path, monkeypatch):
    """An office in good health, at noon of a day in June."""
    clock = Turned(monkeypatch, NOON)
    monkeypatch.setattr(machine, "families", lambda _: {"body": ("仿宋_GB2312", "Noto Serif SC")})
    monkeypatch.setattr(kept, "on_one_disk", lambda *_: False)
    house = make_office(Config(OfficeConfig(name="甲区人民政府办公室"), folder=tmp_path))
    house.ledger.accounts.keep_person(Person("admin", "admin", frozenset({Role.ADMINISTRATOR}), 1))
    ready = Ground(Patient(house.config, NOON, house), clock, monkeypatch)
    ready.ring()
    ready.back_up()
    house.ledger.mark(Mark.BACKUP_PROVED, NOON)
    yield ready
    house.ledger.close()


def codes(ground):
    return [finding.code for finding in examine(ground.patient)]


def test_in_an_office_in_good_health_nothing_is_found(ground):
    assert [] == codes(ground)

    ground.log()
    ground.patient = replace(ground.patient, every=True)
    assert [] == codes(ground)


@pytest.mark.parametrize("code", FINDINGS)
def test_whatever_is_wrong_is_found_and_nothing_else(ground, code):
    PLANTS[code](ground)
    found = [finding for finding in examine(ground.patient) if finding.code == code]

    assert [code] == list(dict.fromkeys(codes(ground)))
    for lang in ("zh", "en"):
        for told in (plain_finding(lang, finding) for finding in found):
            assert not re.search(r"[{}]", told["message"] + told["do"])
            assert lang == "en" or re.search(r"[\u4e00-\u9fff]{2}", told["do"])


def test_a_new_office_is_for_nobody_else_to_read(ground):
    assert 0o600 == (ground.folder / "foi.db").stat().st_mode & 0o777
    ground.ledger.keep_file(b"%PDF")
    assert 0o700 == ground.patient.config.files.stat().st_mode & 0o777


def test_a_configuration_that_holds_a_password_is_for_nobody_else(ground):
    a_password_in_the_configuration(ground)

    assert "readable_by_others" in codes(ground)


def test_a_configuration_without_a_password_may_be_read(ground):
    file = ground.folder / "config.toml"
    file.write_text("[office]\n", encoding="utf-8")
    may(file, 0o044)
    ground.configured(file=file)

    assert [] == codes(ground)


def test_the_most_pressing_stands_first(ground):
    ground.patch.setattr(kept, "on_one_disk", lambda *_: True)
    ground.ledger.sweeps.note(NOON - timedelta(days=3))
    may(ground.folder / "foi.db", 0o004)

    assert ["bell_late", "readable_by_others", "backup_same_disk"] == codes(ground)
    assert list(Severity) == [finding.severity for finding in examine(ground.patient)]


def test_a_backup_made_by_a_clock_that_was_ahead_is_no_backup_of_today(ground):
    no_backup(ground)
    ground.at(NOON + timedelta(days=400))
    ground.back_up()
    ground.at(NOON)

    assert ["backup_none"] == codes(ground)


def test_damage_is_read_from_the_file_itself(ground):
    engine = ground.ledger.engine
    assert "" == damage(engine)
    assert not is_slowed(engine)
    assert timedelta(0) == difference(engine, NOON)
    ground.ledger.close()
    with (ground.folder / "foi.db").open("r+b") as file:
        file.seek(-4096, 2)
        file.write(b"\xff" * 4096)

    assert damage(engine)


def test_the_command_says_it_in_words_and_in_plain_values_and_by_its_code(office):
    said = office("--json", "doctor")
    urgent = [one["code"] for one in said.json["findings"] if one["severity"] == "urgent"]

    assert (6, ["backup_none"]) == (said.code, urgent)
    assert said.json["database"].startswith("SQLite")
    assert said.json["next_numbers"] == []
    assert office("log", *LOG).code == 0
    year = int(office("--json", "list").json["items"][0]["ref"].partition("-")[0])
    assert [{"series": "", "next": 2}] == office("--json", "doctor").json["next_numbers"], year
    assert "【立即处理】" in office("doctor").out
    assert "foi backup make" in office("doctor").out
    assert 0 == office("backup", "make").code
    assert 0 == office("doctor", "--all").code


def test_an_office_that_does_not_open_is_looked_at_all_the_same(foi, tmp_path):
    said = foi("--json", "doctor")

    assert (6, "not_open") == (said.code, said.json["findings"][0]["code"])
    assert "foi init" in said.json["findings"][0]["message"]
    assert json.loads(said.err)["error"]["code"] == "doctor_found"
    assert not (tmp_path / "foi.db").exists()
