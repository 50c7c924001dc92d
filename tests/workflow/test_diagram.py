"""The flow chart in the manual is the one the table draws."""

import re
from pathlib import Path

from workflow.diagram import LEFT_OUT, mermaid, page
from workflow.vocabulary import OPEN_STATES, Action

PAGE = (Path(__file__).parents[2] / "docs" / "flow.md").read_text(encoding="utf-8")
LINES = mermaid().splitlines()


def test_the_manual_shows_the_flow_chart_of_the_table():
    blocks = re.findall(r"^```mermaid\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)

    assert [mermaid()] == blocks
    assert page() == PAGE


def test_between_two_states_there_is_one_arrow_and_each_is_named():
    arrows = [line.strip().partition(": ") for line in LINES if " --> " in line and "[*]" not in line]

    assert len(arrows) == len({road for road, _, _ in arrows})
    assert all(acts for _, _, acts in arrows)
    assert not [road for road, _, _ in arrows if len(set(road.split(" --> "))) == 1]


def test_every_act_is_on_the_chart_as_an_arrow_or_in_a_note():
    acts = {act for line in LINES if ": " in line for act in line.partition(": ")[2].split("、")}

    assert {action.zh for action in Action if action not in LEFT_OUT} == acts


def test_the_chart_speaks_chinese():
    assert all(f'    state "{state.zh}" as {state.value}' in LINES for state in OPEN_STATES)
    assert "    received --> accepted: 受理" in LINES
    assert "    答复 --> accepted: 重新办理" in LINES
    assert "    note right of 答复: 送达、签收、退回、再次送达" in LINES
