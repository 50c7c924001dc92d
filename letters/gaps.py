"""What a letter still lacks before it can be worded."""

from collections.abc import Iterable, Sequence

from letters.catalogue import Letter, letter_for
from letters.items import Item, Values
from workflow.errors import Bilingual, Refused
from workflow.fact_words import FACT_WORDS
from workflow.vocabulary import Action, Outcome, State

#: What no letter can do without, whatever its kind.
ALWAYS = ("office", "applicant", "subject")

#: What an office calls the things a letter needs that are no facts: they come from the case.
CASE_WORDS = {
    "office": "机关名称", "applicant": "申请人", "subject": "申请内容", "ref": "登记编号",
    "notice_on": "通知日期", "clarify_by": "补正期限", "pay_by": "缴费期限", "amount_yuan": "应缴金额",
    "old_due": "原答复期限", "new_due": "延长后的答复期限", "withdrawn_on": "撤回日期",
    "paused": "中止计算的原因",
}  # fmt: skip


def refuse_gaps(letter: Letter, values: Values, items: Sequence[Item]) -> None:
    """See that the letter has all it needs; a letter with items needs of each what its own letter would.

    Raises:
        Refused: it lacks something; all of it is named, what an item lacks with its number: `2: reason`.
    """
    gaps = _lacking(ALWAYS, values)
    gaps += _gaps_of_items(items) if items else _lacking(_needs(letter, values), values)
    if gaps:
        raise Refused(
            "letter_facts_missing",
            "The letter {letter} still needs: {facts}.",
            letter=letter.kind,
            facts=tuple(dict.fromkeys(gaps)),
        )


def _gaps_of_items(items: Sequence[Item]) -> list[Bilingual]:
    gaps = []
    for n, item in enumerate(items, start=1):
        if not item.what:
            gaps.append(_of_item(n, _named(("what",))))
        lacking = _lacking(_needs(item.letter, item.values), item.values)
        # `what` of an item is its heading: where its letter needs one, the case has to say it.
        gaps += [gap if gap == "what" else _of_item(n, gap) for gap in lacking]
    return gaps


def _of_item(n: int, gap: Bilingual) -> Bilingual:
    return Bilingual(f"{n}: {gap}", f"第{n}项的{gap.zh}")


def _lacking(needs: Iterable[str], values: Values) -> list[Bilingual]:
    return [_named(need.split("|")) for need in needs if not any(values[name] for name in need.split("|"))]


def _named(names: Sequence[str]) -> Bilingual:
    """What is lacking, or the things of which any is enough."""
    words = {**FACT_WORDS, **CASE_WORDS}
    return Bilingual(" / ".join(names), "或者".join(f"{words[name]}（{name}）" for name in names))


def _needs(letter: Letter, values: Values) -> tuple[str, ...]:
    return (*letter.needs, *_needs_of_ground(letter, values.get("ground")))


def _needs_of_ground(letter: Letter, ground: object) -> tuple[str, ...]:
    """What is withheld in part needs what a whole refusal on that ground would need."""
    if not ground or ground not in list(Outcome):
        return ()  # the office's own words
    outcome = Outcome.of(str(ground))
    if outcome.family is not State.WITHHELD or outcome is Outcome.REGISTRY_INQUIRY:
        raise Refused(
            "bad_ground",
            "“{ground}” is no ground for withholding a part: tell of it as an item of its own instead.",
            ground=outcome,
        )
    asked = {name for need in letter.needs for name in need.split("|")}
    return tuple(
        need for need in letter_for(letter.statute, Action.ANSWER, outcome).needs if need not in asked
    )
