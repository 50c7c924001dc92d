"""Which letters tell of remedies, and of which, on which day."""

from datetime import date

import pytest

from letters.catalogue import LETTERS
from letters.compose import compose
from workflow.statute import load_statutes
from workflow.vocabulary import Outcome

STATUTES = load_statutes()
BODIES = {"review_body": "甲市人民政府", "court": "甲市乙区人民法院"}
DAYS = (date(2018, 7, 1), date(2021, 7, 1), date(2024, 7, 1), date(2026, 7, 1))

#: Notices on the way to an answer, and what is not handled as an application, tell of none.
SILENT = (
    "receipt correction_notice extension_notice deferral_notice reasons_notice consultation_notice"
    " third_party_consultation co_author_consultation other_body_consultation fee_notice"
    " petition other_channel withdrawn"
)

OLD = "如对本答复不服，可以自收到本答复之日起六十日内向甲市人民政府申请行政复议，或者自收到本答复之日起六个月内向甲市乙区人民法院提起行政诉讼。"  # noqa: E501  one sentence
EITHER = OLD  # since 2024 in the same words
FIRST = "如对本决定不服，应当自收到本决定之日起六十日内先向甲市人民政府申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内依法向人民法院提起行政诉讼。"  # noqa: E501  one sentence
REVIEW = "如对本答复不服，可以自收到本答复之日起六十日内向甲市人民政府申请行政复议。"

#: A reply of unlike items carries what is handed to it: here, for one item withheld.
HANDED = {"mixed_reply": Outcome.PRIVACY}

# fmt: off
#: What letters dated 2018, 2021, 2024 and 2026 say: R-old; then R-A, R-B, R-C or nothing.
SAID = {
    "state_secret forbidden_by_law security_stability trade_secret privacy third_party internal_affairs"
    " process_information enforcement_file other_legal_ground partial"
    " mixed_reply":                                                             (OLD,  OLD,  FIRST,  FIRST),
    "granted already_public registry_inquiry not_government_information not_exist needs_making"
    " still_unclear not_ours excessive reconfirm clarification_lapsed fee_lapsed other"
    " third_party_disclosure":                                                  (OLD,  OLD,  EITHER, EITHER),
    "repeat publication":                                                       (OLD,  OLD,  EITHER, REVIEW),
    SILENT:                                                                     (None, None, None,   None),
}
# fmt: on


def remedies_of(letter, day):
    """What the statute of a letter says for its day."""
    outcome = HANDED.get(letter.kind, letter.remedy_of)
    remedy = STATUTES.named(letter.statute).remedy(outcome, day) if outcome else None
    return remedy.text.format(**BODIES) if remedy else ""


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
def test_each_letter_tells_of_the_remedies_of_its_day(letter, context_of):
    (expected,) = (said for kinds, said in SAID.items() if letter.kind in kinds.split())

    for day, text in zip(DAYS, expected, strict=True):
        body = compose(letter, context_of(letter, dated=day, remedies=remedies_of(letter, day))).body
        assert ([text] if text else []) == [line for line in body if "行政复议" in line or "行政诉讼" in line]


def test_the_table_names_every_letter_once():
    named = [kind for kinds in SAID for kind in kinds.split()]

    assert len(named) == len(set(named))
    assert {letter.kind for letter in LETTERS} == set(named)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
def test_a_letter_that_carries_no_remedies_prints_none_even_when_handed_some(letter, context_of, samples):
    told = samples.REMEDIES in compose(letter, context_of(letter)).body

    assert (letter.kind not in SILENT.split()) == told


def test_the_third_party_may_contest_a_disclosure_as_the_applicant_may():
    assert [Outcome.PROVIDED] * 2 == [x.remedy_of for x in LETTERS if x.kind == "third_party_disclosure"]
