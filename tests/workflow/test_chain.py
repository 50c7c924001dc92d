"""The chain of a case breaks when anything in it is touched, and holds when a text is erased."""

import json
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest

from tests.builders import LAW, entries, recorded
from workflow.chain import check_chain, seal, unseal
from workflow.entries import GENESIS
from workflow.errors import Broken
from workflow.replay import replay
from workflow.vocabulary import Action

REF = "2026-0001"
LATER = timedelta(seconds=1)
SECRET = "张三的身份证号码"
STORY = entries(
    f"ask_clarification 2026-03-05 what={SECRET} answer_within_days=10",
    "clarify 2026-03-10",
    "consult 2026-03-11 with=甲公司 delivered=2026-03-12",
    "end_consultation 2026-03-16 with=甲公司",
    "charge_fee 2026-03-17 amount=12.50",
)


def sealed_story(story=STORY):
    """The entries as the store keeps them."""
    kept, prev = [], GENESIS
    for told in story:
        kept.append(seal(REF, recorded(told), prev))
        prev = kept[-1].entry.hash
    return kept


def pairs(kept):
    """What the check is given."""
    return [(one.entry, one.facts) for one in kept]


def test_an_untouched_chain_holds():
    check_chain(REF, pairs(sealed_story()))
    check_chain(REF, [])


# fmt: off
FORGERIES = {
    "line":        lambda entry, facts: (replace(entry, line=entry.line + 1), facts),
    "action":      lambda entry, facts: (replace(entry, action=Action.ANNOTATE), facts),
    "on":          lambda entry, facts: (replace(entry, on=entry.on - timedelta(1)), facts),
    "by":          lambda entry, facts: (replace(entry, by="小李"), facts),
    "recorded_at": lambda entry, facts: (replace(entry, recorded_at=entry.recorded_at + LATER), facts),
    "prev":        lambda entry, facts: (replace(entry, prev=GENESIS[:-1] + "1"), facts),
    "hash":        lambda entry, facts: (replace(entry, hash=GENESIS), facts),
    "facts":       lambda entry, facts: (entry, facts[:-1] + ',"note":"x"}'),
}
# fmt: on


@pytest.mark.parametrize("field", FORGERIES)
@pytest.mark.parametrize("at", range(len(STORY)))
def test_whatever_is_changed_the_chain_breaks_there(field, at):
    kept = pairs(sealed_story())
    kept[at] = FORGERIES[field](*kept[at])

    with pytest.raises(Broken, match=rf"{REF}: the chain breaks at entry {at + 1}\.") as broken:
        check_chain(REF, kept)
    assert "chain_broken" == broken.value.code


@pytest.mark.parametrize("text", ["2026-0001", '甲"', "a\\b", "换\n行\t", "\x7f\u2028𠮷", ""])
def test_the_hash_is_of_canonical_json_whatever_the_texts_hold(text):
    told = replace(recorded(STORY[1]), by=text)
    one = seal(text, told, GENESIS)
    said = [text, told.line, told.action, str(told.on), told.recorded_at.isoformat(), text, GENESIS]
    canonical = json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    assert sha256(f"{canonical}\n{one.facts}".encode()).hexdigest() == one.entry.hash


def test_an_entry_taken_out_or_put_in_or_moved_breaks_the_chain():
    kept = pairs(sealed_story())

    for forged in (
        kept[1:],
        kept[:2] + kept[3:],
        [*kept[:2], kept[1], *kept[2:]],
        [kept[1], kept[0], *kept[2:]],
    ):
        with pytest.raises(Broken):
            check_chain(REF, forged)


def test_a_chain_of_another_case_does_not_fit():
    with pytest.raises(Broken):
        check_chain("2026-0002", pairs(sealed_story()))


def test_free_text_stays_out_of_the_chain():
    asked = sealed_story()[1]

    assert SECRET not in asked.facts
    assert {"what", "answer_within_days"} == json.loads(asked.facts).keys()
    assert [SECRET] == [text for _, text in asked.words.values()]


def test_the_same_text_is_sealed_differently_every_time():
    assert sealed_story()[1].facts != sealed_story()[1].facts


def test_the_facts_are_read_back_as_they_were_given():
    for told, one in zip(STORY, sealed_story(), strict=True):
        assert dict(told.facts) == dict(unseal(told.action, one.facts, one.words))


def test_the_facts_of_a_correction_are_read_back_too():
    (told,) = entries(
        "correct_entry 2026-03-09 line=1 day=2026-03-03 until=2026-04-01 reason=错 what=甲 days=0"
    )[1:]
    one = seal(REF, recorded(told), GENESIS)

    assert dict(told.facts) == dict(unseal(told.action, one.facts, one.words))
    assert date(2026, 3, 3) == unseal(told.action, one.facts, one.words)["day"]


def test_an_erased_text_reads_as_nothing_and_the_chain_still_holds():
    kept = sealed_story()
    asked = kept[1]

    assert {"what": "", "answer_within_days": 10} == dict(unseal(asked.entry.action, asked.facts, {}))
    check_chain(REF, pairs(kept))


def test_a_changed_text_is_noticed():
    asked = sealed_story()[1]
    forged = {digest: (salt, f"{text}？") for digest, (salt, text) in asked.words.items()}

    with pytest.raises(Broken) as broken:
        unseal(asked.entry.action, asked.facts, forged)
    assert "text_changed" == broken.value.code


def test_a_case_whose_texts_are_erased_is_read_as_before():
    story = entries(
        "accept 2026-03-03",
        "consult 2026-03-05 with=甲公司",
        "consult 2026-03-05 with=乙公司",
        "end_consultation 2026-03-09 with=乙公司 consultation=4",
        "end_consultation 2026-03-11 with=甲公司 consultation=3",
    )
    erased = [
        replace(told, facts=unseal(told.action, one.facts, {}))
        for told, one in zip(story, sealed_story(story), strict=True)
    ]

    assert replay(LAW, story).clock.reply.due_on == replay(LAW, erased).clock.reply.due_on
