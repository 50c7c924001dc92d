"""Nothing is edited: a correction is another entry, and the later word holds."""

from datetime import date

import pytest

from tests.builders import a_case, due, entries
from workflow.corrections import as_corrected
from workflow.errors import BadFacts, Refused
from workflow.vocabulary import Channel, Outcome, State

EXTENDED = "extend 2026-03-10 days=20"


def lines(*happened):
    """The entries as the corrections leave them."""
    return as_corrected(entries(*happened))


def test_without_corrections_the_entries_are_as_they_were():
    assert entries(EXTENDED) == lines(EXTENDED)


def test_a_correction_replaces_what_it_names_and_leaves_the_rest():
    extended = lines(f"{EXTENDED} signed_by=李局", "correct_entry 2026-03-11 line=2 days=5 reason=笔误")[1]

    assert {"days": 5, "signed_by": "李局"} == dict(extended.facts)
    assert date(2026, 3, 10) == extended.on


def test_a_correction_replaces_the_day():
    assert date(2026, 3, 9) == lines(EXTENDED, "correct_entry 2026-03-11 line=2 day=2026-03-09")[1].on


def test_the_receipt_can_be_corrected():
    case = a_case(
        "correct_entry 2026-03-05 line=1 day=2026-03-03", "correct_entry 2026-03-06 line=1 channel=email"
    )

    assert (date(2026, 3, 3), Channel.EMAIL) == (case.received_on, case.channel)


def test_a_receipt_corrected_over_the_seam_changes_the_law():
    story = {"received": "2019-05-15"}

    assert "cn-2019" == a_case("annotate 2019-05-20", **story).statute.id
    assert "cn-2008" == a_case("correct_entry 2019-05-20 line=1 day=2019-05-14", **story).statute.id


def test_the_receipt_cannot_be_taken_back():
    with pytest.raises(Refused) as refused:
        lines("correct_entry 2026-03-05 line=1 reason=误收")

    assert "receipt_stays" == refused.value.code


def test_an_entry_taken_back_is_gone_and_its_correction_stays():
    assert [1, 3] == [entry.line for entry in lines(EXTENDED, "correct_entry 2026-03-11 line=2")]


def test_a_correction_taken_back_corrects_nothing():
    assert date(2026, 4, 28) == due(
        EXTENDED, "correct_entry 2026-03-11 line=2", "correct_entry 2026-03-12 line=3"
    )


def test_taking_back_the_taking_back_corrects_again():
    story = [EXTENDED, *(f"correct_entry 2026-03-1{line} line={line}" for line in (2, 3, 4))]

    assert date(2026, 3, 30) == due(*story)
    assert date(2026, 4, 28) == due(*story, "correct_entry 2026-03-15 line=5")


def test_of_two_corrections_the_later_holds():
    corrections = ("correct_entry 2026-03-11 line=2 days=5", "correct_entry 2026-03-12 line=2 days=10")

    assert 10 == lines(EXTENDED, *corrections)[1].facts["days"]


def test_a_corrected_answer_moves_the_case():
    story = ("answer 2026-03-20 outcome=provided", "correct_entry 2026-03-20 line=2 outcome=privacy")
    case = a_case(*story)

    assert (State.WITHHELD, Outcome.PRIVACY) == (case.state, case.outcome)


def test_a_corrected_day_puts_the_entry_in_its_place():
    story = (
        "consult 2026-03-20",
        "end_consultation 2026-03-16",
        "correct_entry 2026-03-20 line=2 day=2026-03-09",
    )

    assert date(2026, 4, 7) == due(*story)


@pytest.mark.parametrize("line", [3, 4, 9])
def test_there_must_be_an_earlier_entry_to_correct(line):
    with pytest.raises(Refused) as refused:
        lines(EXTENDED, f"correct_entry 2026-03-11 line={line} days=5", "annotate 2026-03-12")

    assert "no_such_line" == refused.value.code


def test_an_entry_taken_back_cannot_be_corrected():
    with pytest.raises(Refused, match="no entry 2"):
        lines(EXTENDED, "correct_entry 2026-03-11 line=2", "correct_entry 2026-03-12 line=2 days=5")


def test_a_correction_taken_back_cannot_be_taken_back_again():
    again = ("correct_entry 2026-03-12 line=3", "correct_entry 2026-03-13 line=3")

    with pytest.raises(Refused, match="no entry 3"):
        lines(EXTENDED, "correct_entry 2026-03-11 line=2", *again)


@pytest.mark.parametrize(
    ("fact", "code"),
    [("amount=12.50", "unknown_fact"), ("days=0", "bad_fact"), ("outcome=partial", "unknown_fact")],
)
def test_what_is_put_in_place_must_fit_the_entry(fact, code):
    with pytest.raises(BadFacts) as refused:
        lines(EXTENDED, f"correct_entry 2026-03-11 line=2 {fact}")

    assert code == refused.value.code


def test_a_correction_that_makes_the_history_impossible_is_refused():
    with pytest.raises(Refused) as refused:
        a_case("ask_clarification 2026-03-11", "correct_entry 2026-03-12 line=1 day=2026-02-27")

    assert "clarification_too_late" == refused.value.code
