"""Whether one more entry may stand on a case, and what it would make of it; nothing is written here."""

from dataclasses import replace

from workflow.case import Case
from workflow.charging import fee_of
from workflow.entries import Entry, Facts
from workflow.errors import Broken, Refused
from workflow.law import Law
from workflow.ledger import Record
from workflow.replay import replay
from workflow.vocabulary import Action


def weigh(law: Law, record: Record, entry: Entry) -> tuple[Entry, Case]:
    """The entry with what follows from it, and the case it would make of the record.

    Raises:
        Refused: the table or the law forbids it, or an issued letter tells of what it corrects; an irregular
            one that nothing forbids.
    """
    _not_told(record, entry.action, entry.facts)
    try:
        case = _with(law, record, entry)
    except Refused as refusal:
        refusal.possible = refusal.possible or recall(law, record).possible()
        raise
    if entry.irregular:
        _is_forbidden(law, record, entry)
    return _settled(case, entry), case


def recall(law: Law, record: Record) -> Case:
    """The case a record tells of, as it is on record.

    Raises:
        Broken: an entry holds what nobody can have entered.
    """
    try:
        return replay(law, record.entries, recorded=record.version)
    except (ValueError, LookupError, TypeError, AttributeError):
        raise Broken("case_unreadable", "{ref}: an entry cannot be read.", ref=record.ref) from None


def _with(law: Law, record: Record, entry: Entry) -> Case:
    """The case with one more entry, which must leave every other as lawful as it was.

    Raises:
        Refused: the entry is impossible, or makes another impossible.
    """
    try:
        return replay(law, [*record.entries, entry])
    except Refused as refusal:
        if _lawful(law, record):
            raise _told_of(refusal, entry, record) from None
    # A holiday notice has changed since: what is on record stands, the new entry alone is judged.
    return replay(law, [*record.entries, entry], recorded=record.version)


def _lawful(law: Law, record: Record) -> bool:
    try:
        replay(law, record.entries)
    except Refused:
        return False
    return True


def _told_of(refusal: Refused, entry: Entry, record: Record) -> Refused:
    """The refusal itself; where it strikes an earlier entry, which."""
    line = refusal.values.get("line", entry.line)
    struck = next((e for e in record.entries if e.line == line), None)
    if struck is None:
        return refusal
    return Refused(
        "breaks_another_entry",
        "Entry {line} ({action} on {on}) would then be impossible: {fault}",
        line=line,
        action=struck.action,
        on=struck.on,
        fault=refusal,
    )


def _settled(case: Case, entry: Entry) -> Entry:
    """The entry with what follows from it: its fee, which consultation ends, which proceeding it is of."""
    ended = [pause.entry.line for pause in case.clock.pauses if pause.ended_by == entry.line]
    if ended:
        return replace(entry, facts={**entry.facts, "consultation": ended[0]})
    if meant := [one.line for one in case.proceedings if entry.line in one.steps]:
        return replace(entry, facts={**entry.facts, "proceeding": meant[0]})
    if entry.action is Action.CHARGE_FEE and "per" in entry.facts:
        return replace(entry, facts={**entry.facts, "amount": fee_of(case.statute, entry)})
    return entry


def _not_told(record: Record, action: Action, facts: Facts) -> None:
    """What an issued letter told somebody is not corrected behind it: the letter is made void first.

    Raises:
        Refused: a letter that stands tells of the entry.
    """
    if action is not Action.CORRECT_ENTRY:
        return
    void = {entry.facts["issued"] for entry in record.entries if entry.action is Action.VOID}
    for entry in record.entries:
        told = entry.action is Action.ISSUE and entry.facts["of"] == facts["line"]
        if told and entry.line not in void and entry.facts["of"] != 1:
            raise Refused(
                "told_already",
                "The letter {number} tells of entry {line}: make it void first.",
                number=entry.facts["number"],
                line=facts["line"],
            )


def _is_forbidden(law: Law, record: Record, entry: Entry) -> None:
    """An act is irregular only where the plain act is refused."""
    plain = replace(entry, facts={name: v for name, v in entry.facts.items() if name != "irregular"})
    try:
        _with(law, record, plain)
    except Refused:
        return
    raise Refused("not_irregular", "Nothing forbids this: take the action without calling it irregular.")
