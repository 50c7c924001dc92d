"""Templates of letters the office may edit: ours copied out, edited ones checked and taken in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.language import say_fault
from letters.own_check import check_templates
from letters.own_folder import TemplatesRefused, export, held, take_in
from letters.template_faults import TemplateFault
from workflow.errors import BadInput, NotFound, Refused


def register(app: typer.Typer) -> None:
    """Add these commands."""
    templates = typer.Typer(no_args_is_help=True, help="Templates of letters, as the office words them.")
    templates.command("export")(export_templates)
    templates.command("check")(check)
    templates.command("import")(import_templates)
    app.add_typer(templates, name="templates")


def export_templates(
    context: typer.Context,
    to: Annotated[Path, Argument(metavar="DIR")],
    statute: Annotated[str, Option(metavar="ID", help="Those of one statute only: cn-2019, cn-2008.")] = "",
) -> None:
    """Copy our templates out, to edit; what is there and different stays as it is."""
    desk: Desk = context.obj
    try:
        found = export(to, statute)
    except OSError as fault:
        raise BadInput("unwritable", "{path} cannot be written: {fault}", path=to, fault=fault) from None
    for name in found.kept:
        desk.say("Left as it is: {file}", file=name)
    desk.show(
        {"copied": list(found.copied), "kept": list(found.kept)},
        lambda: desk.words("{n} templates copied to {folder}.", n=len(found.copied), folder=to),
    )


def check(
    context: typer.Context,
    folder: Annotated[Path | None, Argument(metavar="[DIR]", help="Else the office's own folder.")] = None,
) -> None:
    """List every fault of the office's templates, by file and line; exit 4 when there are any."""
    desk: Desk = context.obj
    faults = check_templates(held(folder or _own_folder(desk)))
    items = _told(desk, faults)
    desk.show({"items": items}, lambda: _words(desk, faults))
    if faults:
        raise Refused("templates_faulty", "The templates have {n} faults.", n=len(faults))


def import_templates(context: typer.Context, folder: Annotated[Path, Argument(metavar="DIR")]) -> None:
    """Check edited templates and copy them into the office's own folder: all of them, or none."""
    desk: Desk = context.obj
    own = _own_folder(desk)
    try:
        names = take_in(folder, own)
    except TemplatesRefused as refused:
        for fault in refused.each:
            desk.say("{fault}", fault=say_fault(desk.lang, fault))
        raise Refused(
            refused.code, refused.template, **refused.values, faults=_told(desk, refused.each)
        ) from None
    except OSError as stop:
        raise BadInput("unwritable", "{path} cannot be written: {fault}", path=own, fault=stop) from None
    desk.show(
        {"imported": list(names)},
        lambda: desk.words("{n} templates copied to {folder}.", n=len(names), folder=own),
    )


def _own_folder(desk: Desk) -> Path:
    folder = desk.config.templates
    if folder is None:
        raise NotFound(
            "no_templates",
            "The office has no folder of templates: set [letters] templates in the configuration.",
        )
    return folder


def _told(desk: Desk, faults: Sequence[TemplateFault]) -> list[dict[str, Any]]:
    """The faults as a program reads them; `line` is null where it cannot be told."""
    return [{"file": f.file, "line": f.line, "fault": say_fault(desk.lang, f.fault)} for f in faults]


def _words(desk: Desk, faults: Sequence[TemplateFault]) -> str:
    if not faults:
        return desk.words("The templates have no faults.")
    return "\n".join(say_fault(desk.lang, fault) for fault in faults)
