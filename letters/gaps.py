"""What a letter still lacks before it can be worded."""

from collections.abc import Mapping

from letters.catalogue import Letter, letter_for
from workflow.errors import Refused
from workflow.vocabulary import Action, Outcome, State

#: What no letter can do without, whatever its kind.
ALWAYS = ("office", "applicant", "subject")


def refuse_gaps(letter: Letter, values: Mapping[str, object]) -> None:
    """See that the letter has all it needs.

    Raises:
        Refused: it lacks something; all of it is named.
    """
    needs = (*ALWAYS, *letter.needs, *_needs_of_ground(letter, values.get("ground")))
    gaps = [need for need in needs if not any(values[name] for name in need.split("|"))]
    if gaps:
        raise Refused(
            "letter_facts_missing",
            "The letter {letter} still needs: {facts}.",
            letter=letter.kind,
            facts=", ".join(gap.replace("|", " / ") for gap in gaps),
        )


def _needs_of_ground(letter: Letter, ground: object) -> tuple[str, ...]:
    """What is withheld in part needs what a whole refusal on that ground would need."""
    if not ground or ground not in list(Outcome):
        return ()  # the office's own words
    outcome = Outcome.of(str(ground))
    if outcome.family is not State.WITHHELD or outcome is Outcome.REGISTRY_INQUIRY:
        raise Refused(
            "bad_ground",
            "“{ground}” is no ground for withholding a part: tell of it in the fact items instead.",
            ground=outcome,
        )
    asked = {name for need in letter.needs for name in need.split("|")}
    return tuple(
        need for need in letter_for(letter.statute, Action.ANSWER, outcome).needs if need not in asked
    )
