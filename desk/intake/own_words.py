"""What an office writes in the columns of closed lists, beside the words known to everybody."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from desk.intake.headings import field_of, tidy
from desk.intake.outcomes import is_wording
from desk.intake.words import CHANNELS, KINDS, METHODS, NOT_SERVED, PARTIES
from workflow.errors import BadFacts

#: The words by the field they stand for: the office's, and one of ours.
OwnWords = Mapping[str, Mapping[str, str]]
NO_OWN_WORDS: OwnWords = {}

_LISTS: Final[Mapping[str, Collection[str]]] = {
    "channel": CHANNELS,
    "kind": KINDS,
    "method": {*METHODS, NOT_SERVED},
    "asked_whom": PARTIES,
}


def read_own_words(told: Iterable[str]) -> OwnWords:
    """Words as an office types them: 申请渠道:政务平台=网络.

    >>> read_own_words(["申请渠道：政务平台=网络"])
    {'channel': {'政务平台': '网络'}}

    Raises:
        BadFacts: before the colon stands no column of a closed list, or right of the sign none of its words.
    """
    found: dict[str, dict[str, str]] = {}
    for text in told:
        column, _, words = tidy(text).partition(":")
        theirs, _, ours = words.partition("=")
        field = field_of(column)
        if not (theirs and _is_known(field, ours)):
            raise BadFacts("bad_own_word", "“{text}” is not like 申请渠道:政务平台=网络.", text=text)
        found.setdefault(field, {})[theirs] = ours
    return found


def as_typed(names: Mapping[str, str]) -> list[str]:
    """The names a configuration holds, as they are typed on the command line."""
    return [f"{theirs}={ours}" for theirs, ours in names.items()]


def _is_known(field: str, word: str) -> bool:
    return is_wording(word) if field == "outcome" else word.casefold() in _LISTS.get(field, ())
