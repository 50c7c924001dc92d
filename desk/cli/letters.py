"""Letters: drafted, edited, signed, issued, made void, and recognised again."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Argument, Option

from desk.clerking import frozen, issue_letter, make_drafts, printed_draft, sign_letter, take_back
from desk.cli import batch, papers, templates
from desk.cli.cases import Day, Ref
from desk.cli.desk import Desk
from desk.cli.minding import mind_the_drafts, mind_the_year
from desk.cli.options import day_option, word_option
from desk.document_words import documents_table
from desk.plain import plain_document
from desk.press import save
from desk.recognition import issued_as
from desk.telling import idle_of
from letters.kept import recall
from workflow.documents import Document, DocumentFilter
from workflow.errors import BadInput
from workflow.paperwork import discard, latest, void
from workflow.units import units_named
from workflow.vocabulary import DocumentStatus

Kind = Annotated[str, Option(help="receipt, correction_notice, granted …; else the last one.")]
Line = Annotated[int, Option(min=0, metavar="N", help="The one that tells of entry N.")]
Out = Annotated[Path, Option(metavar="DIR", help="Where the files go.")]
UNISSUED = (DocumentStatus.DRAFT, DocumentStatus.SIGNED)
ISSUED = (DocumentStatus.ISSUED,)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    letters = typer.Typer(no_args_is_help=True)
    letters.callback()(_only_commands)
    for job in (draft, sign, issue, verify):
        letters.command()(job)
    letters.command("edit")(edit_letter)
    letters.command("discard")(discard_draft)
    letters.command("void")(void_letter)
    letters.command("copy")(copy)
    letters.command("list")(list_letters)
    batch.register(letters)
    papers.register(letters)
    templates.register(letters)
    app.add_typer(letters, name="letter")


def _only_commands() -> None:
    """Letters, written from the case."""


def draft(
    context: typer.Context,
    ref: Ref,
    kind: Annotated[str, Option(help="receipt, correction_notice, granted …; else what was done last.")] = "",
    line: Line = 0,
    every: Annotated[bool, Option("--all", help="Every letter the case called for.")] = False,
    out: Out = Path("letters-out"),
) -> None:
    """Draft a letter of a case, as DOCX, to edit, and as PDF/A. A draft is not a fact."""
    desk: Desk = context.obj
    house = desk.house
    with desk.clerk() as clerk:
        made = make_drafts(clerk, ref, kind=kind, line=line, every=every)
    _show(desk, [(document, save(document, printed_draft(house, document), out)) for document in made])


def edit_letter(
    context: typer.Context,
    ref: Ref,
    file: Annotated[Path, Argument(metavar="FILE.docx")],
    kind: Kind = "",
    line: Line = 0,
) -> None:
    """Take a draft back that you have finished in Word or WPS; its signature, if any, is gone."""
    desk: Desk = context.obj
    house = desk.house
    document = latest(house.ledger, ref, kind, line, UNISSUED)
    with desk.clerk() as clerk:
        _show(desk, [(take_back(clerk, document, _read(file)), ())])


def discard_draft(context: typer.Context, ref: Ref, kind: Kind = "", line: Line = 0) -> None:
    """Throw a draft away."""
    desk: Desk = context.obj
    document = latest(desk.house.ledger, ref, kind, line, UNISSUED)
    discard(desk.house.office, document, desk.actor)
    title = recall(document.words).title
    desk.show({"discarded": document.kind}, lambda: desk.words("The draft is gone: {title}", title=title))


def sign(context: typer.Context, ref: Ref, kind: Kind = "", line: Line = 0) -> None:
    """Put your name under a letter, as head of the office."""
    desk: Desk = context.obj
    document = latest(desk.house.ledger, ref, kind, line, UNISSUED)
    with desk.clerk() as clerk:
        _show(desk, [(sign_letter(clerk, document), ())])


def issue(
    context: typer.Context,
    ref: Ref,
    kind: Kind = "",
    line: Line = 0,
    on: Day = None,
    out: Out = Path("letters-out"),
) -> None:
    """Issue a letter: it gets its number, and both files are frozen for good."""
    desk: Desk = context.obj
    house = desk.house
    document = latest(house.ledger, ref, kind, line, UNISSUED)
    with desk.clerk() as clerk:
        issued, _ = issue_letter(clerk, document, on or desk.today)
    mind_the_year(desk, on or desk.today)
    mind_the_drafts(desk, [issued])
    try:
        paths: tuple[Path, ...] = save(issued, frozen(house, issued), out)
    except BadInput:
        _show(desk, [(issued, ())])
        raise
    _show(desk, [(issued, paths)])


def void_letter(
    context: typer.Context,
    ref: Ref,
    reason: Annotated[str, Option(help="Why: it stays on record, as the number does.")],
    kind: Kind = "",
    line: Line = 0,
    on: Day = None,
) -> None:
    """Make an issued letter void; it can then be drafted and issued again under another number."""
    desk: Desk = context.obj
    document = latest(desk.house.ledger, ref, kind, line, ISSUED)
    day = on or desk.today
    voided, _ = void(desk.house.office, document, reason, desk.actor, on=day, now=desk.now)
    mind_the_year(desk, day)
    _show(desk, [(voided, ())])


def copy(
    context: typer.Context,
    ref: Ref,
    kind: Kind = "",
    line: Line = 0,
    number: Annotated[str, Option(help="By its document number, a void one too.")] = "",
    out: Out = Path("letters-out"),
) -> None:
    """Write the files of an issued letter out again, byte for byte."""
    desk: Desk = context.obj
    ledger = desk.house.ledger
    numbered = [document for document in ledger.documents(ref) if number and document.number == number]
    document = numbered[0] if numbered else latest(ledger, ref, kind or number, line, ISSUED)
    _show(desk, [(document, save(document, frozen(desk.house, document), out))])


def list_letters(
    context: typer.Context,
    ref: Annotated[str, Argument(metavar="[REF]", help="Those of one case only.")] = "",
    status: Annotated[
        DocumentStatus | None, Option(parser=word_option(DocumentStatus), metavar="STATUS")
    ] = None,
    unit: Annotated[str, Option(help="A unit's name or code.")] = "",
    issued_on: Annotated[date | None, Option(parser=day_option, metavar="DATE")] = None,
    after: Annotated[int, Option(min=0, help="The last id of the page before.")] = 0,
    limit: Annotated[int, Option(min=1, max=1000)] = 50,
) -> None:
    """List letters, oldest first, a page at a time: draft, signed, issued, void."""
    desk: Desk = context.obj
    ledger = desk.house.ledger
    if ref:
        ledger.read(ref)
        _list(desk, [d for d in ledger.documents(ref) if status in (None, d.status)])
        return
    wanted = DocumentFilter(
        statuses=frozenset({status} if status else ()),
        units=units_named(ledger, unit),
        issued_on=issued_on,
        after=after,
        limit=limit,
    )
    _list(desk, ledger.document_page(wanted))


def _list(desk: Desk, documents: Sequence[Document]) -> None:
    stale = idle_of(desk.house, documents)
    items = [plain_document(document, idle=document.id in stale) for document in documents]
    told = [(document, ()) for document in documents]
    desk.show({"items": items}, lambda: documents_table(desk.lang, told, stale))


def verify(context: typer.Context, file: Annotated[Path, Argument(metavar="FILE")]) -> None:
    """Say whether a file is one we issued, and which; exit 3 when it is not, 6 when the record is broken."""
    desk: Desk = context.obj
    digest = hashlib.sha256(_read(file)).hexdigest()
    document = issued_as(desk.house, digest)
    if not document.live:
        desk.say("Mind: this letter was made void.")
    _show(desk, [(document, ())])


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=file, fault=fault) from None


def _show(desk: Desk, told: list[tuple[Document, tuple[Path, ...]]]) -> None:
    items: list[dict[str, Any]] = [
        plain_document(document) | {path.suffix[1:]: str(path) for path in paths} for document, paths in told
    ]
    desk.show({"items": items}, lambda: documents_table(desk.lang, told))
