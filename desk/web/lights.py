"""The traffic light of a last day: a dot, a word and a number, so that nobody needs the colour."""

from datetime import date
from typing import NamedTuple

from desk.words import SOON, standing
from workflow.workdays import Workdays


class Light(NamedTuple):
    """How a last day stands: `colour` names the dot, `words` say it, the number included."""

    colour: str
    words: str


def light_of(lang: str, due: date | None, workdays: Workdays, today: date) -> Light:
    """The light of a running deadline."""
    return Light(_colour(due, workdays, today), standing(lang, due, workdays, today))


def _colour(due: date | None, workdays: Workdays, today: date) -> str:
    if due is None:
        return "grey"
    if due <= today:
        return "red"
    return "yellow" if workdays.between(today, due) <= SOON else "green"
