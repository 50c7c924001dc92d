"""Which law governs a request, what it says of an answer, and what it leaves to the office."""

from datetime import date

import pytest

from tests.builders import LAW, due
from workflow.errors import NotFound, Refused
from workflow.law import open_law
from workflow.sentences import Sentence
from workflow.statute import load_statutes
from workflow.vocabulary import Outcome

CN = LAW.statutes.named("cn-2019")


@pytest.mark.parametrize(
    ("received", "statute"),
    [
        ("2008-05-01", "cn-2008"),
        ("2019-05-14", "cn-2008"),
        ("2019-05-15", "cn-2019"),
        ("2026-11-23", "cn-2019"),
    ],
)
def test_the_law_of_a_request_is_the_one_in_force_on_its_day_of_receipt(received, statute):
    assert statute == LAW.regime(date.fromisoformat(received)).id


def test_before_the_first_statute_no_request_can_be_received():
    with pytest.raises(Refused, match="2008-04-30") as refused:
        LAW.regime(date(2008, 4, 30))

    assert "no_statute_in_force" == refused.value.code


def test_the_law_of_another_country_can_be_named_or_lived_under():
    assert date(2024, 4, 4) == due(received="2024-03-04", statute="uk-2000")
    assert "uk-2000" == open_law("uk").regime(date(2024, 3, 4)).id


def test_an_unknown_statute_is_told_what_is_on_file():
    with pytest.raises(NotFound, match="cn-2008, cn-2019, uk-2000") as missing:
        LAW.statutes.named("fr-1978")

    assert "no_statute" == missing.value.code


#: What tells the paragraphs apart: review or suit, review and then suit, review only.
EITHER, FIRST, REVIEW = "或者自收到本答复之日起六个月内", "先向{review_body}申请", "申请行政复议。"
# fmt: off
#: Outcomes, and the paragraphs of their letters dated 2018, 2021, 2024 and 2026.
PARAGRAPHS = {
    "state_secret forbidden_by_law security_stability trade_secret privacy third_party internal_affairs"
    " process_information enforcement_file other_legal_ground partial": (EITHER, EITHER, FIRST, FIRST),
    "provided already_public registry_inquiry not_government_information not_exist needs_making still_unclear"
    " not_ours excessive reconfirm clarification_lapsed fee_lapsed other": (EITHER, EITHER, EITHER, EITHER),
    "repeat publication": (EITHER, EITHER, EITHER, REVIEW),
    "petition other_channel withdrawn": (None, None, None, None),
}
# fmt: on


@pytest.mark.parametrize("statute", ["cn-2008", "cn-2019"])
@pytest.mark.parametrize("outcome", Outcome)
def test_the_remedies_follow_the_outcome_and_the_date_of_the_letter(statute, outcome):
    (expected,) = (texts for words, texts in PARAGRAPHS.items() if outcome.value in words.split())

    for year, text in zip((2018, 2021, 2024, 2026), expected, strict=True):
        remedy = LAW.statutes.named(statute).remedy(outcome, date(year, 7, 1))
        assert (text is None) == (remedy is None)
        assert text is None or text in remedy.text


@pytest.mark.parametrize("outcome", [Outcome.PRIVACY, Outcome.PARTIAL])
def test_a_refusal_from_2024_offers_no_direct_suit(outcome):
    before, after = CN.remedy(outcome, date(2023, 12, 31)), CN.remedy(outcome, date(2024, 1, 1))

    assert "六个月" in before.text
    assert "六个月" not in after.text
    assert "应当自收到本决定之日起六十日内先向" in after.text


def test_an_answer_that_a_statute_does_not_know_is_refused():
    with pytest.raises(Refused) as refused:
        LAW.statutes.named("uk-2000").outcome(Outcome.PETITION)

    assert "outcome_not_in_statute" == refused.value.code


def test_where_the_text_is_silent_the_office_chooses():
    paid = ("charge_fee 2026-03-10", "pay_fee 2026-03-25")
    resumes = open_law(choices={"cn-2019": {"payment": "resume"}})

    assert date(2026, 4, 23) == due(*paid)
    # Mar 3-6 = 4; 9, 10 = 6; 11-25 out; 26, 27 = 8; 30-Apr 3 = 13; 7-10 = 17; 13-15 = 20
    assert date(2026, 4, 15) == due(*paid, law=resumes)


def test_a_choice_of_2008_restarts_the_count():
    amended = {"received": "2018-03-05", "statute": "cn-2008"}
    story = ("ask_clarification 2018-03-12", "clarify 2018-03-21")
    restarts = open_law(choices={"cn-2008": {"clarification": "restart"}})

    assert date(2018, 4, 4) == due(*story, **amended)
    # anew from Wed 21: 22, 23 = 2; 26-30 = 7; Apr 2-4 = 10; Sun 8 worked = 11; 9-12 = 15
    assert date(2018, 4, 12) == due(*story, **amended, law=restarts)


@pytest.mark.parametrize(
    "choices",
    [
        {"cn-1999": {"payment": "resume"}},
        {"cn-2019": {"reply": "never"}},
        {"cn-2019": {"payment": "double"}},
        {"cn-2019": {"payment": "sentence"}},
    ],
)
def test_a_choice_that_is_not_offered_is_refused(choices):
    with pytest.raises(NotFound):
        load_statutes(choices)


def test_every_rule_rests_on_words_with_their_article():
    for statute in LAW.statutes:
        rules = [
            *statute.limits.values(),
            *statute.clock.values(),
            *statute.outcomes.values(),
            *statute.remedies,
        ]
        assert all(isinstance(rule.sentence, Sentence) and rule.sentence.article for rule in rules)
