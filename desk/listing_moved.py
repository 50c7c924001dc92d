"""The list of a proposal: made piece by piece, resumed where it was left, and brought up to what happened."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from desk.office import House, now
from letters.compose import chinese_date
from workflow.again import until_kept
from workflow.calendars import read_notice
from workflow.errors import Broken, Conflict
from workflow.law import Law
from workflow.moving import moved_days
from workflow.proposals import Listed, Moved, Proposal, ProposalKind, Proposals, ProposalState

#: Cases listed in one transaction.
CHUNK = 200
#: What was begun before the list and kept after it was read bears an earlier instant.
SLACK = timedelta(minutes=5)


def list_on(
    house: House,
    number: int,
    *,
    enough: Callable[[], bool] = lambda: False,
    told: Callable[[int], None] = lambda _: None,
) -> Proposal:
    """Go on with a list until it is whole, or `enough`; `told` hears of how many cases.

    Two at once do no harm: a piece that another has added is not added again.
    """
    one = house.ledger.proposals.proposal(number)
    if one.state is ProposalState.LISTING and one.rules != house.ledger.rules:
        one = begun(house, one)
    laws = _laws(house, one)
    while one.state is ProposalState.LISTING and not enough():
        try:
            one = _piece(house, one, laws)
        except Conflict:  # another was first, and has added that piece
            one = house.ledger.proposals.proposal(number)
        told(one.listed.cases)
    return one


def list_waiting(house: House) -> None:
    """Go on with every list that is still being made: for the bell."""
    while one := house.ledger.proposals.unlisted():
        list_on(house, one.id)


@until_kept
def begun(house: House, one: Proposal) -> Proposal:
    """A list begun anew, by the rules that hold now."""
    new = replace(
        one,
        state=ProposalState.LISTING,
        rules=house.ledger.rules,
        listed_at=now(),
        after="",
        listed=Listed(),
    )
    with house.ledger.transaction():
        house.ledger.proposals.keep(one, new)
        house.ledger.proposals.drop_lines(one.id)
    return new


@until_kept
def made_anew(house: House, one: Proposal) -> Proposal:
    """A whole list brought up to what has happened since it was made."""
    at, proposals = now(), house.ledger.proposals
    with house.ledger.transaction():
        for refs, lines in pieces_that_differ(house, one):
            proposals.drop_lines(one.id, refs)
            proposals.add_lines(one.id, lines)
        new = replace(one, listed_at=at, listed=_counted(proposals, one.id, one.listed.cases))
        proposals.keep(one, new)
    return new


def pieces_that_differ(house: House, one: Proposal) -> Iterator[tuple[Sequence[str], list[Moved]]]:
    """Cases written to since a list was made whose lines are others by now, with these."""
    assert one.listed_at is not None
    touched = iter(house.ledger.written_since(one.listed_at - SLACK))
    laws = _laws(house, one)
    while refs := list(islice(touched, CHUNK)):
        lines = lines_of_cases(house, refs, *laws)
        if lines != house.ledger.proposals.lines_of(one.id, refs):
            yield refs, lines


def lines_of_cases(house: House, refs: Sequence[str], old: Law, new: Law) -> list[Moved]:
    """The last days of some cases that another law moves, with the letters that told them, in order.

    One that cannot be read moves nothing and stops no other; `foi verify` names it.
    """
    found: list[Moved] = []
    for ref in refs:
        with suppress(Broken):
            found += moved_days(house.ledger.read(ref), old, new)
    return sorted((_with_letters(house, one) for one in found), key=lambda one: one.place)


def _with_letters(house: House, one: Moved) -> Moved:
    """The letters that stand and tell the old day."""
    if one.before is None or one.before == one.after:
        return one
    day = chinese_date(one.before)
    issued = (letter for letter in house.ledger.documents(one.ref) if letter.number and letter.live)
    return replace(one, letters=tuple(letter.number for letter in issued if day in letter.words))


def _laws(house: House, one: Proposal) -> tuple[Law, Law]:
    law = house.office.law
    if one.kind is ProposalKind.REGION:
        return law, law.in_region(one.text)
    return law, law.with_notices([*law.notices, read_notice(one.text, one.title)])


@until_kept
def _piece(house: House, one: Proposal, laws: tuple[Law, Law]) -> Proposal:
    refs = list(islice(house.ledger.refs(after=one.after), CHUNK))
    proposals = house.ledger.proposals
    if not refs:
        new = replace(one, state=ProposalState.LISTED, listed=_counted(proposals, one.id, one.listed.cases))
        proposals.keep(one, new)
        return new
    lines = lines_of_cases(house, refs, *laws)
    new = replace(one, after=refs[-1], listed=replace(one.listed, cases=one.listed.cases + len(refs)))
    with house.ledger.transaction():
        proposals.keep(one, new)
        proposals.add_lines(one.id, lines)
    return new


def _counted(proposals: Proposals, number: int, cases: int) -> Listed:
    """What a list holds, with the digest of every line in order."""
    digest, moved, firm, letters = hashlib.sha256(), 0, 0, 0
    after = None
    while page := proposals.lines(number, after):
        for one in page:
            digest.update(f"{one!r}\n".encode())
            moved += one.before != one.after
            firm += one.before == one.after and not one.provisional
            letters += len(one.letters)
        after = page[-1].place
    return Listed(cases, moved, firm, letters, digest.hexdigest())
