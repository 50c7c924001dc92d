"""The papers that go with letters: for the heads, the post room and the archive."""

from pathlib import Path
from typing import Annotated

import typer
from typer import Option

from desk.case_file import case_file_of, letters_of
from desk.cli.cases import Day, Ref
from desk.cli.desk import Desk
from desk.press import font_folders
from desk.sheets import approval_sheet, issued_on, labels, service_list
from desk.whole import write_whole
from letters.sheets.approval import write_approval
from letters.sheets.case_file import case_file
from letters.sheets.labels import write_labels
from letters.sheets.posting import write_service_list
from workflow.casework import look
from workflow.paperwork import latest


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("sheet")(sheet)
    app.command("labels")(print_labels)
    app.command("posting")(posting)
    app.command("file")(bind_file)


Printed = Annotated[Path | None, Option(metavar="FILE", help="Where the PDF goes; else the job's own name.")]


def sheet(
    context: typer.Context,
    ref: Ref,
    kind: Annotated[str, Option(help="receipt, granted …; else the last letter.")] = "",
    line: Annotated[int, Option(min=0, metavar="N", help="The one that tells of entry N.")] = 0,
    out: Printed = None,
) -> None:
    """Print the approval sheet (呈批表) of a letter, which the heads sign on paper."""
    desk: Desk = context.obj
    house = desk.house
    document = latest(house.ledger, ref, kind, line)
    told = approval_sheet(house, look(house.office, ref), document, desk.today)
    _print(
        desk,
        out,
        f"{ref}-{document.kind}-sheet.pdf",
        write_approval(told, font_dirs=font_folders(desk.config)),
    )


def print_labels(
    context: typer.Context,
    on: Day = None,
    skip: Annotated[int, Option(min=0, max=23, help="Labels already used on the first sheet.")] = 0,
    out: Printed = None,
) -> None:
    """Print envelope labels for the letters issued on a day, 24 a sheet of A4 (70 × 37 mm)."""
    desk: Desk = context.obj
    day = on or desk.today
    made, lacking = labels(desk.house, issued_on(desk.house, day))
    for number in lacking:
        desk.say("{number}: no address is on record; write the envelope by hand.", number=number)
    sender = desk.config.office.name
    pdf = write_labels(made, sender=sender, dated=day, skip=skip, font_dirs=font_folders(desk.config))
    _print(desk, out, f"labels-{day}.pdf", pdf)


def posting(context: typer.Context, on: Day = None, out: Printed = None) -> None:
    """Print the service list (送达清单) of the letters issued on a day, for the post room."""
    desk: Desk = context.obj
    day = on or desk.today
    listed = service_list(desk.house, issued_on(desk.house, day), day)
    _print(desk, out, f"posting-{day}.pdf", write_service_list(listed, font_dirs=font_folders(desk.config)))


def bind_file(context: typer.Context, ref: Ref, out: Printed = None) -> None:
    """Bind the file of a case (卷宗) as one PDF: index, request, record, clock, service and letters."""
    desk: Desk = context.obj
    house = desk.house
    front = case_file_of(house, look(house.office, ref), desk.actor.name, desk.today)
    pdf = case_file(front, letters_of(house, ref), font_dirs=font_folders(desk.config))
    _print(desk, out, f"{ref}-file.pdf", pdf)


def _print(desk: Desk, out: Path | None, name: str, pdf: bytes) -> None:
    path = out or Path(name)
    write_whole({path: pdf})
    desk.show({"pdf": str(path)}, lambda: str(path))
