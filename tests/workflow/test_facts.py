"""What each action may bring, how it is read, and what is refused."""

from datetime import date

import pytest

from workflow.errors import BadFacts
from workflow.facts import COMMON, FACTS, kind_of, read_facts
from workflow.values import read_day
from workflow.vocabulary import Action, Opinion, Party

# fmt: off
#: Every action with everything it may bring, as typed.
GOOD = {
    "receive":              "channel=email kind=natural",
    "accept":               "",
    "ask_clarification":    "what=文号 answer_within_days=10",
    "clarify":              "",
    "consult":              "with=甲 party=co_author delivered=2026-03-09",
    "end_consultation":     "with=甲 party=other_body opinion=none",
    "extend":               "days=20 reason=须调档 signed_by=李局",
    "shorten_extension":    "days=0 reason=已调档",
    "defer":                "until=2026-06-30 reason=量大",
    "ask_reasons":          "what=用途",
    "give_reasons":         "reason=研究",
    "override_third_party": "reason=公共利益",
    "answer":               "outcome=partial signed_by=李局 items=批复|provided|way=邮寄",
    "serve":                "method=post posted=2026-03-09 signed=2026-03-12 tracking=EMS1",
    "sign_for":             "",
    "return_mail":          "reason=查无此人",
    "serve_again":          "method=post posted=2026-03-09",
    "withdraw":             "reason=已获取",
    "lapse":                "why=逾期",
    "charge_fee":           "amount=12.50 per=item count=20 before=0 basis=按件",
    "pay_fee":              "amount=7",
    "reopen":               "decision=复议决定 days=15 proceeding=7",
    "correct_entry":        "line=2 reason=笔误 day=2026-03-09 days=0 outcome=partial",
    "annotate":             "text=来电询问",
    "assign":               "to=小王 until=2026-03-12",
    "issue":                f"letter=granted of=3 number=甲〔2026〕1号 docx={'a' * 64} pdf={'b' * 64}",
    "void":                 "issued=4 reason=印错日期",
    "file_proceeding":      "proceeding_kind=review received=2026-03-12 simple=true body=甲 case_number=1",
    "respond":              "proceeding=7",
    "decide_proceeding":    "proceeding=7 proceeding_result=upheld decision=决定书",
    "attach":               f"attachment_kind=search name=甲 file_type=pdf bytes=9 sha256={'a' * 64}",
    "withdraw_attachment":  "attachment=4 reason=传错",
}
#: What is not read as the word that was typed.
READ = {
    "answer_within_days=10": 10, "days=20": 20, "days=15": 15, "days=0": 0, "line=2": 2,
    "amount=12.50": 1250, "amount=7": 700, "until=2026-06-30": date(2026, 6, 30),
    "delivered=2026-03-09": date(2026, 3, 9), "posted=2026-03-09": date(2026, 3, 9),
    "day=2026-03-09": date(2026, 3, 9), "signed=2026-03-12": date(2026, 3, 12),
    "received=2026-03-12": date(2026, 3, 12), "simple=true": True, "proceeding=7": 7,
    "until=2026-03-12": date(2026, 3, 12), "count=20": 20, "before=0": 0, "of=3": 3, "issued=4": 4,
    "bytes=9": 9, "attachment=4": 4,
    "items=批复|provided|way=邮寄": ({"what": "批复", "outcome": "provided", "way": "邮寄"},),
}
MISSING = {"extend": "days", "defer": "until", "answer": "outcome", "correct_entry": "line",
           "issue": "letter", "void": "issued", "file_proceeding": "proceeding_kind",
           "decide_proceeding": "proceeding_result", "attach": "name", "withdraw_attachment": "attachment"}
#: What is never a value of its kind.
BAD = {
    "day":    ("2026-3-9", "2026-02-29", "20260309", "2026/03/09", "2026-W10-1", "", "tomorrow", 20260309,
               None),
    "count":  ("0", "-1", "1.5", "٣", "five", "", None, True, 1.0, 0),
    "number": ("-1", "1.5", "", None, True, -1),
    "text":   ("", "  ", 5, None, ["甲"]),
    "money":  ("-1", "12.505", "twelve", "NaN", "Infinity", "1e999999", "", None, True),
    "flag":   ("yes", "1", "", None, 1),
    "word":   ("other body", "OTHER_BODY", "", None, 3),
}
# fmt: on
KINDS = dict.fromkeys(BAD, Action.CONSULT) | {"count": Action.EXTEND, "number": Action.SHORTEN_EXTENSION}
NAMES = {
    "day": "delivered",
    "count": "days",
    "number": "days",
    "text": "with",
    "flag": "assumed",
    "word": "party",
}


def typed(action):
    """Everything an action may bring, as text."""
    return dict(fact.split("=", 1) for fact in GOOD[action.value].split())


def read(action):
    """The same, as it is read."""
    return {name: READ.get(f"{name}={value}", value) for name, value in typed(action).items()}


@pytest.mark.parametrize("action", Action)
def test_the_facts_of_an_action_are_read(action):
    assert read(action) == dict(read_facts(action, typed(action)))


@pytest.mark.parametrize("action", [a for a in Action if "amount" not in FACTS[a]])
def test_facts_that_are_read_already_stay_as_they_are(action):
    assert read(action) == dict(read_facts(action, read(action)))


@pytest.mark.parametrize("action", Action)
def test_every_entry_may_carry_a_note_and_say_that_it_is_assumed(action):
    facts = read_facts(action, {**typed(action), "note": "见卷", "assumed": "true"})

    assert {**read(action), "note": "见卷", "assumed": True} == facts


@pytest.mark.parametrize("action", Action)
def test_an_unknown_fact_is_told_what_the_action_may_have(action):
    with pytest.raises(BadFacts) as refused:
        read_facts(action, {**typed(action), "colour": "red"})

    assert "unknown_fact" == refused.value.code
    assert all(name in str(refused.value) for name in ("colour", action.value, *FACTS[action], *COMMON))


@pytest.mark.parametrize("action", Action)
def test_a_fact_that_is_needed_and_missing_is_named(action):
    needed = MISSING.get(action.value)
    rest = {name: value for name, value in typed(action).items() if name != needed}
    if needed is None:
        assert read_facts(action, {}) == {}
        return

    with pytest.raises(BadFacts, match=f"{action.value} needs the fact {needed}") as refused:
        read_facts(action, rest)
    assert "missing_fact" == refused.value.code


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, values in BAD.items() for value in values]
)
def test_a_value_of_another_kind_is_refused(kind, value):
    action, name = (Action.CHARGE_FEE, "amount") if kind == "money" else (KINDS[kind], NAMES[kind])

    with pytest.raises(BadFacts) as refused:
        read_facts(action, {name: value})
    assert "bad_fact" == refused.value.code
    assert str(refused.value).startswith(f"{action.value}: {name} = “{value}” is ")


def test_a_word_is_told_which_words_there_are():
    with pytest.raises(BadFacts, match="one of third_party, co_author, other_body"):
        read_facts(Action.CONSULT, {"party": "uncle"})


@pytest.mark.parametrize(
    ("text", "fen"), [("0", 0), ("12.5", 1250), ("0.01", 1), ("7000", 700000), (12.5, 1250)]
)
def test_money_becomes_whole_fen(text, fen):
    assert fen == read_facts(Action.CHARGE_FEE, {"amount": text})["amount"]


def test_a_day_is_written_in_one_way_only():
    assert date(2026, 3, 9) == read_day("2026-03-09")
    with pytest.raises(ValueError, match="2026-W10-1"):
        read_day("2026-W10-1")


def test_free_text_is_sealed_and_codes_are_not():
    sealed = {(a.value, name) for a in Action for name in (*FACTS[a], *COMMON) if kind_of(a, name) == "text"}

    assert {("consult", "with"), ("annotate", "text"), ("answer", "reason"), ("accept", "note")} <= sealed
    assert not {name for _, name in sealed} & {
        "party",
        "outcome",
        "days",
        "line",
        "delivered",
        "amount",
        "assumed",
    }


def test_what_a_correction_puts_in_place_is_sealed_as_it_was():
    assert "text" == kind_of(Action.CORRECT_ENTRY, "with")
    assert "text" != kind_of(Action.CORRECT_ENTRY, "outcome")
    assert "day" == kind_of(Action.CORRECT_ENTRY, "delivered")
    assert "day" != kind_of(Action.CORRECT_ENTRY, "colour")


def test_words_are_kept_as_plain_strings():
    facts = read_facts(Action.END_CONSULTATION, {"opinion": Opinion.AGREES, "party": Party.CO_AUTHOR})

    assert [str, str] == [type(value) for value in facts.values()]
