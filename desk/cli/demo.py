"""The demonstration: an office in ./demo, from an empty folder to the official table."""

import shutil
import sys
from pathlib import Path

import typer

from desk.cli.cases import show_rows
from desk.cli.desk import Desk
from desk.config_file import read_config
from desk.demo.live import tell_stories
from desk.demo.year import YEAR, Month, published, read_year, replay_year
from desk.office import House, make_office
from reports.count import count
from reports.form import load_form
from reports.line import LineKind
from reports.text import as_text
from workflow.casework import Actor
from workflow.errors import BadInput, Broken, Conflict
from workflow.listing import Filter
from workflow.machine import EVERY_ROLE
from workflow.paperwork import sign
from workflow.reminding import remind
from workflow.upkeep import verify

FOLDER = Path("demo")
#: What says that a folder was made by the demonstration, and may be made again.
SIGN = "# 演示数据 · demonstration data"
CONFIG = f"""{SIGN}

[office]
name = "西夏区人民政府办公室"

[store]
url = "sqlite:///foi.db"

[letters]
review_body = "银川市人民政府"
court = "银川铁路运输法院"
online_review = "https://example.gov.cn/fy"
prefix = "西公开告"

[signoff]
needed = true
two_people = true
"""
#: Who signs the letters of the demonstration: another than who drafts them.
SIGNER = Actor("李主任", EVERY_ROLE)
#: The parts of the form an office enters by hand; the rest is counted from the cases.
BY_HAND = ("1", "2", "8", "9")


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("demo")(demo)


def demo(context: typer.Context) -> None:
    """Make a demonstration office in ./demo: the year 2018 of one district, and a dozen live cases."""
    desk: Desk = context.obj
    config = read_config(_fresh_folder())
    house = make_office(config)
    _the_year(desk, house)
    _its_letters(desk, house)
    _its_table(desk, house)
    _today(desk, house)
    found = verify(house.office)
    if found.faults:
        raise found.faults[0]
    desk.say("{n} cases: every chain holds, every copy agrees.", n=found.cases)
    desk.say("Next: ./run --config demo/config.toml due — or: show 2018-0010, clock 2018-0010 --explain")


def _fresh_folder() -> Path:
    """An empty ./demo with its configuration; what an earlier demonstration made is made again.

    Raises:
        Conflict: the folder holds something else.
    """
    config = FOLDER / "config.toml"
    if FOLDER.exists() and any(FOLDER.iterdir()):
        ours = config.is_file() and config.read_text(encoding="utf-8").startswith(SIGN)
        if not ours:
            raise Conflict("demo_in_the_way", "The folder demo holds something else; move it away first.")
        shutil.rmtree(FOLDER)
    FOLDER.mkdir(exist_ok=True)
    config.write_text(CONFIG, encoding="utf-8")
    return config


def _the_year(desk: Desk, house: House) -> None:
    plan = read_year(house.office)
    if plan.faults:
        raise BadInput("demo_ledger", "The demonstration's ledger has {n} faults.", n=len(plan.faults))
    root = min(house.ledger.units())
    for name in plan.new_units:
        house.ledger.add_unit(name, "", root)
    desk.say("1/4  {year}, day by day: {n} requests under the law of that year.", year=YEAR, n=len(plan.rows))

    def told(month: Month) -> None:
        desk.say(
            "     {month}: {logged} received, {served} answered and served, {alerts} reminders",
            month=f"{month.first:%Y-%m}",
            logged=month.logged,
            served=month.served,
            alerts=month.alerts,
        )

    replay_year(house.office, plan.rows, _everybody(desk), desk.now, told)


def _its_letters(desk: Desk, house: House) -> None:
    from desk.clerking import Clerk, frozen, issue_letter, make_drafts
    from desk.press import save
    from letters.kept import recall
    from letters.render import render

    desk.say("2/4  The letters, signed and issued under their numbers, as DOCX and PDF/A:")
    clerk, folder = Clerk(house, _everybody(desk), render, desk.now), FOLDER / "letters"
    made = [draft for ref in house.ledger.refs() for draft in make_drafts(clerk, ref, every=True)]
    for dated, drafted in sorted(((recall(d.words).dated, d) for d in made), key=lambda told: told[0]):
        signed = sign(house.office, drafted, SIGNER, now=desk.now)
        issued, _ = issue_letter(clerk, signed, dated)
        save(issued, frozen(house, issued), folder)
    desk.say("     {n} files in {folder}", n=len(list(folder.iterdir())), folder=folder)


def _its_table(desk: Desk, house: House) -> None:
    desk.say("3/4  The official table, beside the figures the district published:")
    figures, form = published(), load_form("cn-2014")
    by_hand = {code: n for code, n in figures.items() if code.split(".")[0] in BY_HAND}
    entered = {code: {"total": n} for code, n in by_hand.items() if form.line(code).kind is not LineKind.SUM}
    table = count(form, YEAR, house.ledger.tally(YEAR, frozenset()), entered)
    counted = {code: n for code, n in figures.items() if code not in by_hand}
    sys.stdout.write(as_text(table, counted, unit=house.config.office.name))
    differing = [code for code, n in counted.items() if table.cells[code]["total"] != n]
    if differing:
        raise Broken("not_equal", "Not equal to the published table: {codes}", codes=", ".join(differing))
    desk.say("     Parts 3 to 7, {n} figures counted from the cases: equal.", n=len(counted))


def _today(desk: Desk, house: House) -> None:
    unit = min(house.ledger.units())
    told = tell_stories(house.office, unit, _everybody(desk), today=desk.today, now=desk.now)
    remind(house.office, desk.today, desk.now)
    desk.say("4/4  {n} live cases around {today}; the replies that are due:", n=told, today=desk.today)
    desk.as_json = False
    rows = house.ledger.rows(Filter(open_only=True, limit=100))
    show_rows(desk, sorted(rows, key=lambda row: str(row.reply.due_on or "9")), house)


def _everybody(desk: Desk) -> Actor:
    """Who plays all parts: nobody has been let into the demonstration yet."""
    return Actor(desk.login, EVERY_ROLE)
