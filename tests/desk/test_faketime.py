"""The command itself on machines whose clocks and zones lie to every program (libfaketime)."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk.conftest import CONFIG, LOG

HOUSE = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not shutil.which("faketime"), reason="no faketime")


@pytest.fixture
def at(tmp_path):
    """`foi` in a folder of its own, by a machine that shows a time in a zone."""
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")

    def call(time, zone, *words):
        told = os.environ | {"TZ": zone, "PYTHONPATH": str(HOUSE), "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        command = ["faketime", "-f", f"@{time}", sys.executable, "-m", "desk", "--json", *words]
        done = subprocess.run(command, cwd=tmp_path, env=told, capture_output=True, text=True, check=False)
        return done.returncode, json.loads((done.stdout or done.stderr).strip().splitlines()[-1])

    return call


def test_the_office_s_day_is_told_by_a_machine_of_another_zone(at):
    # 23:59 of New Year's Eve in Shanghai is 10:59 in New York; 2028-02-29 begins there the day before.
    assert 0 == at("2026-12-31 10:59:00", "America/New_York", "init")[0]
    for time, zone, ref, received in (
        ("2026-12-31 10:59:30", "America/New_York", "2026-0001", "2026-12-31"),
        ("2026-12-31 16:00:30", "UTC", "2027-0001", "2027-01-01"),
        ("2028-02-28 16:30:00", "UTC", "2028-0001", "2028-02-29"),
        ("2028-02-29 23:59:00", "Asia/Shanghai", "2028-0002", "2028-02-29"),
    ):
        code, told = at(time, zone, "log", *LOG)
        assert (0, ref, received) == (code, told["ref"], told["received"]), time


def test_a_machine_whose_battery_died_writes_nothing_until_its_clock_is_set(at):
    assert 0 == at("2026-03-02 09:00:00", "Asia/Shanghai", "init")[0]
    assert 0 == at("2026-03-02 09:00:30", "Asia/Shanghai", "log", *LOG)[0]
    code, told = at("2020-01-01 00:00:00", "UTC", "log", *LOG)
    assert (4, "clock_behind") == (code, told["error"]["code"])
    code, told = at("2020-01-01 00:00:00", "UTC", "doctor")
    assert (6, "clock_behind") == (code, told["findings"][0]["code"])

    assert 0 == at("2026-03-02 09:05:00", "Asia/Shanghai", "log", *LOG)[0]
    assert 2 == len(at("2026-03-02 09:05:30", "Asia/Shanghai", "list")[1]["items"])
