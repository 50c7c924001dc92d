"""A reckoning that is killed between any two of its pieces is gone on with, and nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.desk.conftest import CONFIG, LOG

HOUSE = Path(__file__).parents[2]
#: Reckons case by case, and waits after each until it is killed.
SLOWLY = """
import sys, time
from desk.config_file import read_config
from desk.office import open_office
from workflow import renewing
renewing.CHUNK = 1
def piece(renewal):
    print(renewal.seen, flush=True)
    time.sleep(60 if renewal.seen == 2 else 0)
    return True
renewing.renew(open_office(read_config(None)).office, piece)
"""


def test_a_reckoning_killed_in_the_middle_is_gone_on_with_by_the_next_sweep(office, tmp_path):
    for _ in range(5):
        office("log", *LOG, "--received", "2026-12-10")
    (tmp_path / "config.toml").write_text(CONFIG + "[alerts]\ndays_before = [18]\n", encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(HOUSE)}
    process = subprocess.Popen([sys.executable, "-c", SLOWLY], cwd=tmp_path, env=env, stdout=subprocess.PIPE)
    while process.stdout.readline().strip() != b"2":
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert 3 == office("--json", "verify").json["behind"]
    raised = office("--json", "--today", "2026-12-14", "remind").json["items"]
    assert 5 == len({one["ref"] for one in raised if one["threshold"] == 18})
    assert 0 == office("--json", "verify").json["behind"]
