"""`pip install .` into an empty environment gives a working `foi`."""

import json
import os
import shutil
import subprocess
import venv
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


def run(*words, folder):
    return subprocess.run(
        [str(w) for w in words], cwd=folder, env=CLEAN, capture_output=True, text=True, timeout=600
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An empty environment after the lock and `pip install .`, where `.` is a copy: pip builds in it."""
    folder = tmp_path_factory.mktemp("installed")
    for room in ("workflow", "letters", "store", "reports", "desk"):
        shutil.copytree(HOUSE / room, folder / "house" / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md"):
        shutil.copy(HOUSE / file, folder / "house")
    venv.create(folder / "venv", with_pip=True)
    pip = (folder / "venv/bin/python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    needs = run(*pip, "--require-hashes", "-r", HOUSE / "requirements.lock", folder=folder)
    if needs.returncode and "Could not find a version" in needs.stderr:
        pytest.skip("no package index can be reached to install from")
    assert 0 == needs.returncode, needs.stderr
    made = run(*pip, ".", folder=folder / "house")
    assert 0 == made.returncode, made.stderr
    return folder


def test_the_installed_command_walks_a_case(installed, tmp_path):
    foi = installed / "venv/bin/foi"
    log = ("log", "--channel", "letter", "--kind", "natural", "--applicant", "张三", "--subject", "某公告")

    assert 0 == run(foi, "init", folder=tmp_path).returncode
    said = run(foi, "--json", *log, "--received", "2026-03-02", folder=tmp_path)
    assert {"due": "2026-03-30", "provisional": False} == json.loads(said.stdout)["reply"]
    assert 0 == run(foi, "letter", "draft", "2026-0001", folder=tmp_path).returncode
    assert 0 == run(foi, "report", "year", "2026", folder=tmp_path).returncode
    assert 0 == run(foi, "verify", folder=tmp_path).returncode


def test_the_installed_command_shows_the_demonstration(installed, tmp_path):
    said = run(installed / "venv/bin/foi", "--lang", "en", "demo", folder=tmp_path)

    assert 0 == said.returncode, said.stderr
    assert "equal" in said.stderr


def test_the_locks_name_no_index_and_pin_every_package_by_its_hash():
    for lock in (HOUSE / "requirements.lock", HOUSE / "requirements-dev.lock"):
        lines = lock.read_text(encoding="utf-8").splitlines()
        pins = [n for n, line in enumerate(lines) if "==" in line]

        assert not [line for line in lines if "index" in line or "://" in line]
        assert all("--hash=sha256:" in lines[n + 1] for n in pins)
