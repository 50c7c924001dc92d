"""Attachments: papers from outside in the file of a case."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Argument, Option

from desk.attachment_files import papers
from desk.cli.cases import Ref
from desk.cli.desk import Desk
from desk.cli.options import word_option
from desk.file_types import SUFFIXES
from desk.whole import write_whole
from desk.words import table
from workflow.attached import Attachment, attachments
from workflow.attaching import Purpose, attach, find_attachment, withdraw
from workflow.casework import look
from workflow.errors import BadInput, mark
from workflow.file_words import AttachmentKind

Line = Annotated[int, Argument(metavar="N", min=1, help="The entry that added it, see foi attach list.")]
#: Over the list of attachments.
HEADINGS = (mark("Entry"), mark("Kind"), mark("File name"), mark("Type"), mark("Added by"), mark("Remark"))


def register(app: typer.Typer) -> None:
    """Add these commands."""
    attaching = typer.Typer(no_args_is_help=True, help="Papers from outside in the file of a case.")
    attaching.command("add")(add)
    attaching.command("list")(list_attachments)
    attaching.command("get")(get)
    attaching.command("withdraw")(take_out)
    app.add_typer(attaching, name="attach")


def add(
    context: typer.Context,
    ref: Ref,
    files: Annotated[list[Path], Argument(metavar="FILE…", help="PDF, JPEG, PNG, DOCX, XLSX, OFD, ZIP.")],
    kind: Annotated[
        AttachmentKind,
        Option(parser=word_option(AttachmentKind), metavar="KIND", help="request, search, service_proof …"),
    ] = AttachmentKind.OTHER,
    line: Annotated[int, Option(min=0, metavar="N", help="The entry they prove.")] = 0,
) -> None:
    """Attach files to a case, all of them or none; what each is, is told by its content."""
    desk: Desk = context.obj
    with ExitStack() as opened:
        brought = papers(desk.config, [(path.name, opened.enter_context(_opened(path))) for path in files])
        done = attach(
            desk.house.office, ref, brought, Purpose(kind, line), desk.actor, on=desk.today, now=desk.now
        )
    _show(desk, attachments(done.record.entries)[-len(brought) :])


def list_attachments(context: typer.Context, ref: Ref) -> None:
    """List the attachments of a case, the withdrawn ones too."""
    desk: Desk = context.obj
    _show(desk, attachments(look(desk.house.office, ref).record.entries))


def get(
    context: typer.Context,
    ref: Ref,
    line: Line,
    out: Annotated[Path | None, Option(metavar="FILE", help="Where it goes; else the number and N.")] = None,
) -> None:
    """Take a copy of an attachment, proved to be what was attached."""
    desk: Desk = context.obj
    found = find_attachment(desk.house.ledger, ref, line)
    path = out or Path(f"{ref}-{line}{SUFFIXES[found.type][0]}")
    write_whole({path: desk.house.ledger.file(found.sha256)})
    desk.show({"file": str(path)}, lambda: str(path))


def take_out(
    context: typer.Context,
    ref: Ref,
    line: Line,
    reason: Annotated[str, Option(help="Why; it stays on record.")],
) -> None:
    """Withdraw an attachment: it stays on record with who did and why, and its file is kept."""
    desk: Desk = context.obj
    done = withdraw(desk.house.office, ref, line, reason, desk.actor, on=desk.today, now=desk.now)
    _show(desk, [one for one in attachments(done.record.entries) if one.line == line])


def _opened(path: Path) -> Any:
    try:
        return path.open("rb")
    except OSError as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=path, fault=fault) from None


def _show(desk: Desk, found: list[Attachment]) -> None:
    desk.show({"items": [_plain(one) for one in found]}, lambda: _words(desk, found))


def _plain(one: Attachment) -> dict[str, Any]:
    gone = one.withdrawn
    told = {"by": gone.by, "at": gone.at.isoformat(), "reason": gone.reason} if gone else None
    return {
        "line": one.line,
        "kind": one.kind,
        "name": one.name,
        "type": one.type,
        "bytes": one.bytes,
        "sha256": one.sha256,
        "proves": one.proves or None,
        "by": one.by,
        "at": one.at.isoformat(),
        "withdrawn": told,
    }


def _words(desk: Desk, found: list[Attachment]) -> str:
    if not found:
        return desk.words("No attachments yet. Add some: foi attach add REF FILE…")
    return table([desk.words(heading) for heading in HEADINGS], [_row(desk, one) for one in found])


def _row(desk: Desk, one: Attachment) -> list[str]:
    gone = one.withdrawn
    remark = [desk.words("proves entry {line}", line=one.proves)] if one.proves else []
    if gone:
        remark.append(desk.words("withdrawn by {by}: {reason}", by=gone.by, reason=gone.reason))
    return [str(one.line), desk.word(one.kind), one.name, desk.word(one.type), one.by, " · ".join(remark)]
