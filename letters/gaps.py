"""What a letter still lacks before it can be worded."""

from collections.abc import Iterable, Sequence

from letters.catalogue import Letter, letter_for
from letters.items import Item, Values
from workflow.errors import Refused
from workflow.vocabulary import Action, Outcome, State

#: What no letter can do without, whatever its kind.
ALWAYS = ("office", "applicant", "subject")


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
            facts=", ".join(dict.fromkeys(gaps)),
        )


def _gaps_of_items(items: Sequence[Item]) -> list[str]:
    gaps = []
    for n, item in enumerate(items, start=1):
        if not item.what:
            gaps.append(f"{n}: what")
        lacking = _lacking(_needs(item.letter, item.values), item.values)
        # `what` of an item is its heading: where its letter needs one, the case has to say it.
        gaps += [gap if gap == "what" else f"{n}: {gap}" for gap in lacking]
    return gaps


def _lacking(needs: Iterable[str], values: Values) -> list[str]:
    return [need.replace("|", " / ") for need in needs if not any(values[name] for name in need.split("|"))]


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
