"""Another calendar: proposed with a list of what it would move, then approved by a head, or dropped."""

from collections.abc import Sequence
from dataclasses import replace

from desk.config_file import reread
from desk.listing_moved import begun, lines_of_cases, made_anew, pieces_that_differ
from desk.office import House, now, open_office
from desk.settings import file_of, write_values
from workflow.again import until_kept
from workflow.calendars import read_notice
from workflow.casework import Actor
from workflow.duties import Duty
from workflow.errors import BadFacts, Conflict, Refused
from workflow.people import check_duty
from workflow.proposals import Moved, Proposal, ProposalKind, ProposalState


def propose_notice(house: House, text: str, name: str, actor: Actor) -> Proposal:
    """Propose a holiday notice; its list is still to be made (`list_on`).

    Raises:
        BadInput: the text is no notice; `name` stands in what is said of it.
        Refused: not for that person to do.
    """
    check_duty(actor, Duty.CALENDAR)
    title = read_notice(text, name).title
    return house.ledger.proposals.add(ProposalKind.NOTICE, text, title, actor.name, now())


def propose_region(house: House, region: str, actor: Actor) -> Proposal:
    """Propose to count by the days of another region, or of none.

    Raises:
        NotFound: no days of that region are known.
        Refused: it holds already, or this is not for that person to do.
    """
    check_duty(actor, Duty.CALENDAR)
    law = house.office.law
    if region == law.region:
        raise Refused("region_holds", "The office counts by that region already.")
    for statute in law.statutes:
        law.in_region(region).workdays(statute)
    return house.ledger.proposals.add(ProposalKind.REGION, region, region, actor.name, now())


def what_if(house: House, text: str, name: str, actor: Actor, refs: Sequence[str]) -> list[Moved]:
    """Which last days of some cases a holiday notice would move; nothing is kept.

    Raises:
        BadInput: the text is no notice; `name` stands in what is said of it.
        Refused: not for that person to do.
    """
    check_duty(actor, Duty.CALENDAR)
    old = house.office.law
    new = old.with_notices([*old.notices, read_notice(text, name)])
    return lines_of_cases(house, refs, old, new)


@until_kept
def approve(house: House, number: int, digest: str, actor: Actor) -> House:
    """Approve the list with this digest; the office as it is opened then, its cases still to be reckoned.

    The notice, or the region in the configuration, holds from then on; who proposed and who approved, when,
    and what was listed is kept with it.

    Raises:
        Conflict: cases have changed since they were listed; the list was made anew, to be looked at again.
        Refused: it is not listed yet, or decided already, or this is not for that person to do.
    """
    proposals = house.ledger.proposals
    one = proposals.proposal(number)
    check_may_approve(house, one.by, actor)
    _check_open(one)
    if one.state is not ProposalState.LISTED:
        raise Refused("not_listed", "The list of proposal {number} is still being made.", number=number)
    _check_as_seen(house, one, digest)
    with house.ledger.transaction():
        if any(pieces_that_differ(house, one)):
            raise _stale(number)
        proposals.keep(one, _decided(one, ProposalState.APPROVED, actor))
        if one.kind is ProposalKind.NOTICE:
            house.ledger.add_notice(one.text, actor.name, now())
        else:
            # The file comes last: an act that is not kept shall not leave it changed behind.
            write_values(file_of(house.config), "office", {"region": one.text})
    return open_office(reread(house.config))


def drop(house: House, number: int, reason: str, actor: Actor) -> Proposal:
    """Drop a proposal: whoever made it, or may approve it.

    Raises:
        BadFacts: no reason is given.
        Refused: it is decided already, or not for that person to do.
    """
    one = house.ledger.proposals.proposal(number)
    check_duty(actor, Duty.CALENDAR if one.by == actor.name else Duty.APPROVE_CALENDAR)
    _check_open(one)
    if not reason.strip():
        raise BadFacts("no_reason", "Say why it is dropped.")
    dropped = replace(_decided(one, ProposalState.DROPPED, actor), reason=reason.strip())
    house.ledger.proposals.keep(one, dropped)
    return dropped


def check_may_approve(house: House, by: str, actor: Actor) -> None:
    """Prove that somebody may approve what was proposed under the login `by`.

    Raises:
        Refused: not for that person to do, or for another than who proposed it ([signoff] two_people).
    """
    check_duty(actor, Duty.APPROVE_CALENDAR)
    if house.office.signoff.two_people and by == actor.name:
        raise Refused("own_proposal", "Whoever proposed a change does not approve it.")


def _decided(one: Proposal, state: ProposalState, actor: Actor) -> Proposal:
    return replace(one, state=state, decided_by=actor.name, decided_at=now())


def _check_open(one: Proposal) -> None:
    if not one.is_open:
        words = "Proposal {number} is decided: {state}."
        raise Refused("decided_already", words, number=one.id, state=one.state)


def _check_as_seen(house: House, one: Proposal, digest: str) -> None:
    """Prove that the list is the one somebody saw, and still true; else make it anew."""
    # A change of the file that outlived the act of approval holds already: the act is recorded now.
    holds = one.kind is ProposalKind.REGION and house.config.office.region == one.text
    if one.rules != house.ledger.rules and not holds:
        begun(house, one)
        raise Conflict(
            "list_of_other_rules",
            "Other rules hold since the list of proposal {number} was made: it is made anew. Look again.",
            number=one.id,
        )
    if digest != one.listed.digest or made_anew(house, one).listed.digest != digest:
        raise _stale(one.id)


def _stale(number: int) -> Conflict:
    return Conflict(
        "list_is_stale",
        "Cases have changed since the list of proposal {number} was made: it was brought up. Look again.",
        number=number,
    )
