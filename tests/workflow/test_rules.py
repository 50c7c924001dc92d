"""The rules as one word: another word whenever a day could be another."""

import subprocess
import sys
from pathlib import Path

from tests.workflow.notices import NOTICE
from workflow.alerts import AlertPolicy
from workflow.calendars import read_notice
from workflow.law import open_law
from workflow.rules import rules_of

ASKED = "from workflow.law import *; from workflow.alerts import *; from workflow.rules import *;"


def test_whatever_could_move_a_day_makes_them_others():
    law, policy = open_law(), AlertPolicy()
    told = [
        rules_of(law, policy),
        rules_of(law, AlertPolicy((7, 0))),
        rules_of(law.in_region("cn-64"), policy),
        rules_of(law.with_notices([read_notice(NOTICE, "2027.toml")]), policy),
        rules_of(open_law(choices={"cn-2019": {"payment": "resume"}}), policy),
        rules_of(open_law("uk"), policy),
    ]

    assert len(told) == len(set(told))


def test_another_process_calls_the_same_rules_by_the_same_word():
    asked = f"{ASKED} print(rules_of(open_law(), AlertPolicy()))"
    told = {
        subprocess.run(
            [sys.executable, "-c", asked],
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "3")
    }
    assert {f"{rules_of(open_law(), AlertPolicy())}\n"} == told
