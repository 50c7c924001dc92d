"""The page of a proposed calendar: what it moves, and what can be done about it."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import Request, Response

from desk.moved_table import moved_rows
from desk.office import House
from desk.web.page import render
from desk.web.visit import Visit
from workflow.duties import DUTIES, Duty
from workflow.errors import CaseworkError
from workflow.proposals import LinePlace, ProposalState

#: How many lines a page lists.
PAGE = 200


def one_page(
    request: Request,
    visit: Visit,
    number: int,
    *,
    after: str = "",
    typed: Mapping[str, str] | None = None,
    fault: CaseworkError | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    """A page of its list, past the place `after` as the page before wrote it.

    Raises:
        NotFound: there is no such proposal.
    """
    whole: House = request.app.state.house()
    proposals = whole.ledger.proposals
    one = proposals.proposal(number)
    found = proposals.lines(number, _place(after), PAGE + 1)
    more = {"after": " ".join(map(str, found[PAGE - 1].place))} if len(found) > PAGE else {}
    return render(
        request,
        "proposal.html",
        visit,
        status=status,
        one=one,
        rows=list(moved_rows(visit.display.lang, found[:PAGE])),
        with_letters=any(line.letters for line in found[:PAGE]),
        more=urlencode(more),
        behind=whole.ledger.count_behind() if one.state is ProposalState.APPROVED else 0,
        may_approve=bool(visit.person.roles & set(DUTIES[Duty.APPROVE_CALENDAR])),
        own=whole.office.signoff.two_people and one.by == visit.actor.name,
        states=ProposalState,
        typed=typed or {},
        fault=fault,
    )


def _place(after: str) -> LinePlace | None:
    """What somebody made up begins at the beginning."""
    ref, _, rest = after.partition(" ")
    kind, _, line = rest.partition(" ")
    return (ref, kind, int(line)) if line.isdecimal() and len(line) < len("10000") else None
