"""What corrections make of the entries: nothing is edited, the later word holds."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from workflow.entries import Entry
from workflow.errors import Refused
from workflow.facts import check_facts
from workflow.vocabulary import Action

#: Facts of a correction that are about itself.
NOT_REPLACED = frozenset({"line", "reason", "note", "assumed"})


def as_corrected(entries: Sequence[Entry]) -> list[Entry]:
    """The entries as the corrections leave them, in order of line.

    A correction replaces the day and the facts it names; one that names none takes the entry back. A
    correction may itself be taken back by a later one.

    Raises:
        Refused: a correction names no entry that stands before it, or takes the receipt back, or a letter.
        BadFacts: it puts a fact in place that the action of the entry does not have.
    """
    corrections = [e for e in entries if e.action is Action.CORRECT_ENTRY and not e.irregular]
    if not corrections:
        return list(entries)
    standing = {entry.line: entry for entry in entries}
    for correction in reversed(corrections):
        # The last word first: a correction taken back corrects nothing.
        wrong = entries[min(correction.facts["line"], len(entries)) - 1]
        if correction.line in standing and wrong.action is Action.CORRECT_ENTRY:
            _correct(standing, correction)
    for correction in corrections:
        if correction.line in standing and standing[correction.line].facts["line"] not in _lines(corrections):
            _correct(standing, standing[correction.line])
    return [standing[line] for line in sorted(standing)]


def _lines(entries: Sequence[Entry]) -> set[int]:
    return {entry.line for entry in entries}


def _correct(standing: dict[int, Entry], correction: Entry) -> None:
    line = correction.facts["line"]
    wrong = standing.get(line)
    if wrong is None or line >= correction.line:
        raise Refused("no_such_line", "There is no entry {line} to correct.", line=line)
    facts = {name: value for name, value in correction.facts.items() if name not in NOT_REPLACED}
    if "right_reason" in facts:
        facts["reason"] = facts.pop("right_reason")
    if wrong.action in (Action.ISSUE, Action.VOID):
        raise Refused("issued_stays", "What was issued stays; a letter can be made void: foi letter void")
    if wrong.action in (Action.ATTACH, Action.WITHDRAW_ATTACHMENT):
        raise Refused("attached_stays", "What was attached stays on record; withdraw it: foi attach withdraw")
    if facts:
        day = facts.pop("day", wrong.on)
        check_facts(wrong.action, facts)
        standing[line] = replace(wrong, on=day, facts=MappingProxyType({**wrong.facts, **facts}))
    elif line == 1:
        raise Refused("receipt_stays", "The receipt can be corrected, but not taken back.")
    else:
        del standing[line]
