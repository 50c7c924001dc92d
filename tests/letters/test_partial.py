"""What is withheld in part: on which ground, and with what the third party said."""

import re

import pytest

from letters.catalogue import letter_for, letter_of_kind
from letters.compose import compose
from workflow.errors import Refused
from workflow.vocabulary import Action, Outcome, State

PARTIAL = [letter_of_kind(statute, "partial") for statute in ("cn-2008", "cn-2019")]
BY_STATUTE = pytest.mark.parametrize("letter", PARTIAL, ids=lambda letter: letter.statute)
GROUNDS = [o for o in Outcome if o.family is State.WITHHELD and o is not Outcome.REGISTRY_INQUIRY]


@BY_STATUTE
@pytest.mark.parametrize("ground", GROUNDS)
def test_what_is_withheld_in_part_rests_on_the_articles_of_a_refusal(letter, ground, context_of):
    def cited(which, facts):
        text = compose(which, context_of(which, facts=facts)).text()
        return set(re.findall("第[二三四五六八十]+条(?:第[一二三四]款)?", text))

    facts = context_of(letter).facts | {
        "ground": ground.value,
        "forbidding_law": "《某法》",
        "opinion_summary": "否",
    }
    whole = cited(letter_for(letter.statute, Action.ANSWER, ground), facts)
    general = {"第三十六条", "第二十一条"}  # how an answer is given, whatever its ground

    assert whole - general <= cited(letter, facts)


@BY_STATUTE
@pytest.mark.parametrize("ground", GROUNDS)
def test_only_grounds_of_a_third_party_tell_what_it_answered(letter, ground, context_of):
    facts = context_of(letter).facts | {"ground": ground.value, "forbidding_law": "《某法》"}
    asked = ground in {Outcome.TRADE_SECRET, Outcome.PRIVACY, Outcome.THIRD_PARTY}

    assert asked == ("征求了第三方" in compose(letter, context_of(letter, facts=facts)).text())


@BY_STATUTE
@pytest.mark.parametrize(
    ("ground", "also"),
    [("privacy", "opinion_summary"), ("forbidden_by_law", "forbidding_law"), ("state_secret", "")],
)
def test_a_ground_asks_for_what_its_refusal_asks_for(letter, ground, also, context_of):
    facts = {"given": "正文", "withheld": "附件", "reason": "载有住址", "ground": ground}

    if not also:
        assert compose(letter, context_of(letter, facts=facts))
        return
    with pytest.raises(Refused, match=f"partial still needs: {also}."):
        compose(letter, context_of(letter, facts=facts))


@BY_STATUTE
def test_a_ground_may_be_told_in_the_offices_own_words(letter, context_of):
    facts = {"given": "正文", "withheld": "附件", "reason": "载有住址", "ground": "《某法》第三条"}

    assert (
        "不予公开的依据是：《某法》第三条，理由是：载有住址。"
        in compose(letter, context_of(letter, facts=facts)).text()
    )


@BY_STATUTE
@pytest.mark.parametrize("ground", ["not_exist", "registry_inquiry", "repeat", "provided"])
def test_an_outcome_that_withholds_nothing_is_no_ground(letter, ground, context_of):
    with pytest.raises(Refused) as refused:
        compose(letter, context_of(letter, facts=context_of(letter).facts | {"ground": ground}))

    assert ("bad_ground", ground) == (refused.value.code, refused.value.values["ground"])
