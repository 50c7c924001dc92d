"""The check of the statute files finds every fault planted in them, and nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import workflow
from tests.builders import LAW
from workflow import statute_check
from workflow.statute import Statutes, load_statutes
from workflow.statute_check import check_statutes
from workflow.vocabulary import Action, Effect, Outcome

ROOM = Path(workflow.__file__).parent
TODAY = date(2026, 11, 23)
CN = LAW.statutes.named("cn-2019")


def faults_of(**changes):
    """What the check finds in the statute of 2019, so changed."""
    return check_statutes(Statutes({"cn-2019": replace(CN, **changes)}), TODAY)


def without(mapping, key):
    return {k: v for k, v in mapping.items() if k != key}


def test_nothing_is_wrong_with_the_statutes_on_file():
    assert check_statutes(load_statutes(), TODAY) == []


def test_an_action_that_the_clock_forgot_is_found():
    assert faults_of(clock=without(CN.clock, Action.DEFER)) == ["cn-2019: [clock] says nothing of defer"]


def test_an_outcome_that_a_whole_statute_forgot_is_found():
    missing = without(CN.outcomes, Outcome.REPEAT)

    assert faults_of(outcomes=missing) == ["cn-2019: [outcomes] says nothing of repeat"]
    assert faults_of(outcomes=missing, complete=False) == []


def test_a_limit_that_is_missing_is_found():
    assert faults_of(limits=without(CN.limits, "extension")) == ["cn-2019: [limits] has no extension"]


def test_a_receipt_that_starts_nothing_is_found():
    idle = replace(CN.clock[Action.RECEIVE], effect=Effect.NONE)

    assert faults_of(clock={**CN.clock, Action.RECEIVE: idle}) == [
        "cn-2019: [clock] receive does not start the clock"
    ]


@pytest.mark.parametrize("looked_at", [date(2025, 11, 21), date(2026, 11, 24)])
def test_a_sentence_nobody_looked_at_for_a_year_or_will_look_at_tomorrow_is_found(looked_at):
    stale = replace(CN.sentences["32"], last_checked=looked_at)

    assert faults_of(sentences={**CN.sentences, "32": stale}) == [
        f"cn-2019: [sentences.32] was last looked at on {looked_at}"
    ]


def test_an_empty_sentence_is_found():
    empty = replace(CN.sentences["32"], text="")

    assert faults_of(sentences={**CN.sentences, "32": empty}) == ["cn-2019: [sentences.32] is empty"]


def test_days_that_no_remedies_paragraph_covers_are_found():
    kept = tuple(r for r in CN.remedies if (r.kind, r.since) != ("R-A", date(2024, 1, 1)))

    assert faults_of(remedies=kept) == ["cn-2019: no remedies paragraph R-A for letters dated 2024-01-01"]


def test_days_that_two_remedies_paragraphs_cover_are_found():
    twice = tuple(
        replace(r, until=date(2024, 6, 30)) if r.until == date(2023, 12, 31) else r for r in CN.remedies
    )

    assert len(faults_of(remedies=twice)) == 1


def test_a_remedies_sentence_nobody_looked_at_is_found():
    stale = tuple(
        replace(r, sentence=replace(r.sentence, last_checked=date(2020, 1, 1))) for r in CN.remedies
    )

    assert faults_of(remedies=stale)


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """Have the check read one statute file with something else in it."""

    def plant(old, new):
        text = (ROOM / "statutes" / "cn" / "2019.toml").read_text(encoding="utf-8")
        assert old in text
        (tmp_path / "statutes").mkdir()
        (tmp_path / "statutes" / "2019.toml").write_text(text.replace(old, new), encoding="utf-8")
        monkeypatch.setattr(statute_check, "files", lambda _: tmp_path)
        monkeypatch.setattr(statute_check, "statute_files", lambda: ("2019.toml",))
        return check_statutes(Statutes({}), TODAY)

    return plant


def test_a_sentence_on_which_nothing_rests_is_found(planted):
    rested = 'co_author            = { days = 15, unit = "working day", sentence = "34" }\n'

    assert planted(rested, "") == ["2019.toml: no rule rests on [sentences.34]"]


@pytest.mark.parametrize(
    ("old", "new"), [("{ days = 7,  unit", "{ unit"), ("days = 7,", 'maximum = "none", days = 7,')]
)
def test_a_limit_without_days_or_with_two_answers_is_found(planted, old, new):
    assert planted(old, new) == [
        "2019.toml: [limits] clarification_notice wants either days or maximum = “none”"
    ]


def test_a_gap_between_the_periods_for_an_answer_is_found():
    first, *others = CN.responses
    early = replace(first, until=date(2023, 11, 30))

    assert faults_of(responses=(early, *others)) == [
        "cn-2019: responses review_reply from 2008-05-01: the next begins on another day"
    ]


def test_a_period_for_an_answer_that_begins_after_the_statute_is_found():
    late = tuple(replace(limit, since=max(limit.since, date(2024, 1, 1))) for limit in CN.responses[1:3])

    assert faults_of(responses=late) == ["cn-2019: no response review_reply from 2019-05-15"]


def test_a_sentence_of_a_period_nobody_looked_at_for_a_year_is_found():
    stale = replace(CN.responses[-1].sentence, last_checked=date(2025, 11, 21))
    limits = (*CN.responses[:-1], replace(CN.responses[-1], sentence=stale))

    assert faults_of(responses=limits) == [
        "cn-2019: responses evidence from 2015-05-01 was last looked at on 2025-11-21"
    ]
