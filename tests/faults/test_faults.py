"""Every fault in its short size, run as `./run faults` runs it: nothing may fail to hold."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.faults import FAULTS
from tests.faults.found import SHORT, Found
from tests.faults.page import HEAD, PAGE, page
from tests.postgres import binaries

HOUSE = Path(__file__).parents[2]
STRACE = {"R2", "R5"}
SERVER = {"R4", "R10"}


@pytest.mark.parametrize("name", FAULTS)
def test_nothing_is_lost_to_a_fault(name):
    if name in STRACE and not shutil.which("strace"):
        pytest.skip("strace is not installed")
    if name in SERVER and binaries() is None:
        pytest.skip("PostgreSQL is not installed (no /usr/lib/postgresql/*/bin)")
    words = [sys.executable, "-m", "tests.faults", "--only", name, "--short"]
    ended = subprocess.run(words, cwd=HOUSE, capture_output=True, text=True)

    assert not ended.returncode, f"{ended.stdout}\n{ended.stderr[-4000:]}"


def a_run(**wrong):
    return {name: Found(7, {"broken there": 1200}, wrong.get(name, []), 2.4) for name in FAULTS}


def test_a_page_tells_what_did_not_hold():
    written = page(a_run(R6=["R6: an alert was missed"]), SHORT)

    assert "| 1,200 | 1 | 2 |" in written.replace("broken there: ", "")
    assert "- R6: R6: an alert was missed" in written
    assert "./run faults --seed 7 --short" in written


def shape(written):
    """A page without what differs from run to run: which rows it has, not what they tell."""
    lines = [line.split("|")[1:3] if line.startswith("| R") else line for line in written.splitlines()]
    return [
        line for line in lines if isinstance(line, list) or not line.startswith(("- 2", "- L", "- P", "再跑"))
    ]


def test_the_page_in_the_repository_is_as_the_run_writes_it():
    kept = PAGE.read_text(encoding="utf-8")

    assert kept.startswith(HEAD)
    assert shape(page(a_run(), SHORT)) == shape(kept)
