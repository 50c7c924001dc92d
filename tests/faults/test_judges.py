"""The judges of the long runs see what they are there to see."""

from dataclasses import replace

import pytest

from tests.faults import gaps
from tests.faults.found import SHORT
from tests.faults.races import judged
from workflow.reminding import remind


def act(mark, seen, line, begin, end):
    return {"mark": mark, "ref": "R", "end": "ok", "seen": seen, "line": line, "from": begin, "to": end}


GOOD = (act("a", 1, 2, 0, 2), act("b", 2, 3, 1, 3))


def test_a_history_that_can_be_is_left_alone():
    assert [] == [*judged(GOOD, ["R"])]


@pytest.mark.parametrize(
    ("spoiled", "told"),
    [
        (act("b", 1, 3, 1, 3), "wrote over what it had not seen"),
        (act("b", 2, 2, 1, 3), "the versions told are"),
        (act("b", 2, 4, 1, 3), "the versions told are"),
        (act("b", 2, 3, -9, -8), "ended before an earlier one began"),
    ],
)
def test_a_history_that_cannot_be_is_found(spoiled, told):
    assert [one for one in judged((GOOD[0], spoiled), ["R"]) if told in one]


def test_two_cases_of_one_number_are_found():
    new = {"mark": "a", "ref": "N", "end": "ok", "line": 1, "from": 0, "to": 1}

    assert "two new cases have one number" in [*judged((new, replace_in(new, mark="b")), [])]


def replace_in(one, **changes):
    return {**one, **changes}


def test_versions_nobody_was_told_of_may_lie_between_when_a_server_dies():
    assert [] == [*judged((GOOD[0], act("c", 3, 4, 3, 4)), ["R"], all_told=False)]


def test_a_sweep_that_loses_an_alert_is_found(tmp_path, monkeypatch):
    lost = []

    def forgetful(office, today, now):
        swept = remind(office, today, now)
        lost.extend(swept.raised[:1])
        return replace(swept, raised=swept.raised[1:])

    monkeypatch.setattr(gaps, "remind", forgetful)
    found = gaps.gaps(tmp_path / "office", 1, SHORT)

    assert lost
    assert len(lost) == found.figures["missed"]


def test_a_sweep_that_doubles_an_alert_is_found(tmp_path, monkeypatch):
    def stammering(office, today, now):
        swept = remind(office, today, now)
        return replace(swept, raised=[*swept.raised[:1], *swept.raised])

    monkeypatch.setattr(gaps, "remind", stammering)

    assert gaps.gaps(tmp_path / "office", 1, SHORT).figures["doubled"]


def test_a_bell_that_does_not_look_at_all_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(gaps, "remind", lambda *_: type("Nothing", (), {"raised": (), "failed": ()})())

    assert gaps.gaps(tmp_path / "office", 1, SHORT).figures["missed"]
