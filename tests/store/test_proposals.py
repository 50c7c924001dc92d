"""Proposed calendars are kept: their lists in order and in pages, and one decision about each."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from store.ledger import open_ledger
from tests.fake_proposals import MemoryProposals
from workflow.errors import Conflict, NotFound
from workflow.proposals import Listed, Moved, ProposalKind, ProposalState
from workflow.vocabulary import DeadlineKind

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MOVED = Moved(
    "2026-0002",
    DeadlineKind.REPLY,
    1,
    date(2027, 1, 7),
    None,
    was_provisional=True,
    because=(date(2027, 1, 1), date(2027, 1, 4)),
    letters=("甲公开告〔2026〕1号", "甲公开告〔2026〕2号"),
)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def proposals(request):
    if request.param == "memory":
        yield MemoryProposals()
        return
    kept = open_ledger(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))
    yield kept.proposals
    kept.close()


def propose(proposals, title="2027年的通知"):
    return proposals.add(ProposalKind.NOTICE, "year = 2027", title, "wang", NOW)


def test_a_proposal_is_found_as_it_was_made(proposals):
    first, second = propose(proposals), propose(proposals, "2028年的通知")

    assert (first, second) == (proposals.proposal(first.id), proposals.proposal(second.id))
    assert [second, first] == list(proposals.page())
    assert [first] == list(proposals.page(before=second.id))
    assert first == proposals.unlisted()
    with pytest.raises(NotFound):
        proposals.proposal(99)


def test_it_is_kept_as_it_is_now_unless_another_was_first(proposals):
    was = propose(proposals)
    listed = replace(
        was, state=ProposalState.LISTED, rules="甲", listed_at=NOW, listed=Listed(3, 1, 1, 2, "ab")
    )
    proposals.keep(was, listed)
    dropped = replace(listed, state=ProposalState.DROPPED, decided_by="li", decided_at=NOW, reason="重复")

    with pytest.raises(Conflict):
        proposals.keep(was, dropped)
    assert listed == proposals.proposal(was.id)
    assert proposals.unlisted() is None
    proposals.keep(listed, dropped)
    assert dropped == proposals.proposal(was.id)
    with pytest.raises(Conflict):
        proposals.keep(listed, dropped)


def test_a_list_comes_in_pages_in_order_and_holds_what_was_put_in(proposals):
    number, other = propose(proposals).id, propose(proposals).id
    fee = replace(MOVED, kind=DeadlineKind.FEE, line=3, because=(), letters=())
    first = replace(MOVED, ref="2026-0001", after=date(2027, 1, 8))
    proposals.add_lines(number, [MOVED, fee])
    proposals.add_lines(number, [first])
    proposals.add_lines(other, [MOVED])
    found, after = [], None
    while page := proposals.lines(number, after, 1):
        found += page
        after = page[-1].place

    assert [first, fee, MOVED] == found == list(proposals.lines(number))
    assert [fee, MOVED] == list(proposals.lines_of(number, ["2026-0002", "2026-0003"]))


def test_lines_of_some_cases_are_taken_out_or_all(proposals):
    number, other = propose(proposals).id, propose(proposals).id
    first = replace(MOVED, ref="2026-0001")
    for each in (number, other):
        proposals.add_lines(each, [first, MOVED])
    proposals.drop_lines(number, ["2026-0002"])

    assert [first] == list(proposals.lines(number))
    proposals.drop_lines(number)
    assert [] == list(proposals.lines(number))
    assert [first, MOVED] == list(proposals.lines(other))
