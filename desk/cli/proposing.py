"""Another calendar from the command line: what it would move, proposed, approved, dropped."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Argument, Option

from desk.cli.bar import bar
from desk.cli.desk import Desk
from desk.cli.renewing import renew_before
from desk.listing_moved import CHUNK, list_on
from desk.moved_table import moved_rows, plain_moved
from desk.proposing import approve, check_may_approve, drop, propose_notice, propose_region, what_if
from desk.words import table
from workflow.errors import BadInput, mark
from workflow.proposals import Moved, Proposal

NoticeFile = Annotated[Path, Argument(metavar="FILE", help="A notice in TOML.")]
Number = Annotated[int, Argument(metavar="N", min=1, help="The number of the proposal.")]
Most = Annotated[int, Option("--limit", min=1, max=100_000, help="So many last days are listed.")]
MOST = 200


def register(calendars: typer.Typer) -> None:
    """Add these commands."""
    calendars.command("what-if")(try_out)
    calendars.command("add")(add)
    calendars.command("propose")(propose)
    calendars.command("region")(region)
    calendars.command("proposals")(proposals)
    calendars.command("proposal")(show_one)
    calendars.command("approve")(approve_one)
    calendars.command("drop")(drop_one)


def try_out(context: typer.Context, file: NoticeFile, limit: Most = MOST) -> None:
    """Say which last days a holiday notice would move or make firm; nothing is kept."""
    desk: Desk = context.obj
    text, refs = _text(file), desk.whole.ledger.refs()
    what_if(desk.whole, text, file.name, desk.actor, ())
    first: list[Moved] = []
    moved = firm = 0
    while piece := list(islice(refs, CHUNK)):
        for one in what_if(desk.whole, text, file.name, desk.actor, piece):
            moved += one.before != one.after
            firm += one.before == one.after and not one.provisional
            first += [one] if len(first) < limit else []
    told = {"moved": moved, "firm": firm, "items": [plain_moved(one) for one in first]}
    head = desk.words(
        "{title}: would move {moved} last days and make {firm} firm. Nothing was kept.",
        title=file.name,
        moved=moved,
        firm=firm,
    )
    desk.show(told, lambda: f"{head}\n{_table(desk, first)}")


def add(context: typer.Context, file: NoticeFile, limit: Most = MOST) -> None:
    """Propose a holiday notice and approve it at once; every case is reckoned again."""
    desk: Desk = context.obj
    check_may_approve(desk.whole, desk.actor.name, desk.actor)
    one = _listed(desk, propose_notice(desk.whole, _text(file), file.name, desk.actor))
    _approve(desk, one, limit)


def propose(context: typer.Context, file: NoticeFile, limit: Most = MOST) -> None:
    """Propose a holiday notice: it holds when a head has approved the list of what it moves."""
    desk: Desk = context.obj
    _show(desk, _listed(desk, propose_notice(desk.whole, _text(file), file.name, desk.actor)), limit)


def region(
    context: typer.Context,
    code: Annotated[str, Argument(metavar="CODE", help="Like cn-64; - for the days of no region.")],
    limit: Most = MOST,
) -> None:
    """Propose to count by the days of a region too, or of none any more."""
    desk: Desk = context.obj
    wanted = "" if code == "-" else code
    _show(desk, _listed(desk, propose_region(desk.whole, wanted, desk.actor)), limit)


def proposals(
    context: typer.Context,
    before: Annotated[int, Option(min=0, help="Only those before this number.")] = 0,
) -> None:
    """List what was proposed, the latest first, with who decided."""
    desk: Desk = context.obj
    found = desk.whole.ledger.proposals.page(before)
    desk.show(
        {"items": [_plain(one) for one in found]}, lambda: table((), (_row(desk, one) for one in found))
    )


def _row(desk: Desk, one: Proposal) -> tuple[str, ...]:
    what = (str(one.id), desk.word(one.kind), one.title or "—", desk.word(one.state))
    return (*what, one.by, one.decided_by, one.reason)


def show_one(context: typer.Context, number: Number, limit: Most = MOST) -> None:
    """Show what a proposal moves: case, deadline, day before and after, and because of which days."""
    desk: Desk = context.obj
    one = desk.whole.ledger.proposals.proposal(number)
    _show(desk, _listed(desk, one) if one.is_open else one, limit)


def approve_one(context: typer.Context, number: Number, limit: Most = MOST) -> None:
    """Approve a proposal; from then on it holds, and every case is reckoned again."""
    desk: Desk = context.obj
    _approve(desk, desk.whole.ledger.proposals.proposal(number), limit)


def drop_one(
    context: typer.Context, number: Number, reason: Annotated[str, Option(help="Why.")] = ""
) -> None:
    """Drop a proposal; nothing moves."""
    desk: Desk = context.obj
    dropped = drop(desk.whole, number, reason, desk.actor)
    desk.show(_plain(dropped), lambda: desk.words("Proposal {number} is dropped.", number=number))


def _listed(desk: Desk, one: Proposal) -> Proposal:
    with bar(desk, mark("Cases looked at")) as told:
        return list_on(desk.whole, one.id, told=told)


def _approve(desk: Desk, one: Proposal, limit: int) -> None:
    house = approve(desk.whole, one.id, one.listed.digest, desk.actor)
    try:
        renew_before(desk, house)
    finally:
        house.ledger.close()
    _show(desk, desk.whole.ledger.proposals.proposal(one.id), limit)


def _show(desk: Desk, one: Proposal, limit: int) -> None:
    lines = desk.whole.ledger.proposals.lines(one.id, limit=limit)
    told = _plain(one) | {"items": [plain_moved(line) for line in lines]}
    head = desk.words(
        "Proposal {number}, {title}: {state}. Of {cases} cases {moved} last days move and {firm} become firm;"
        " {letters} issued letters tell an old day.",
        number=one.id,
        title=one.title or "—",
        state=desk.word(one.state),
        cases=one.listed.cases,
        moved=one.listed.moved,
        firm=one.listed.firm,
        letters=one.listed.letters,
    )
    desk.show(told, lambda: f"{head}\n{_table(desk, lines)}")


def _table(desk: Desk, lines: Sequence[Moved]) -> str:
    return table((), moved_rows(desk.lang, lines))


def _plain(one: Proposal) -> dict[str, Any]:
    listed = one.listed
    return {
        "proposal": one.id,
        "kind": one.kind.value,
        "title": one.title,
        "state": one.state.value,
        "by": one.by,
        "decided_by": one.decided_by or None,
        "reason": one.reason or None,
        "cases": listed.cases,
        "moved": listed.moved,
        "firm": listed.firm,
        "letters": listed.letters,
        "digest": listed.digest,
    }


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=file, fault=fault) from None
