"""What an office does that must be whole or not at all: each deed alone, the same every time."""

import shutil
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alembic import command
from alembic.config import Config as Alembic

from desk.backups.making import make_backup
from desk.clerking import Clerk, issue_letter
from desk.config import Config
from desk.intake.batches import source_of
from desk.intake.keep import Memory, bring_in
from desk.intake.plan import plan, read_ledger
from desk.office import make_office, open_office
from desk.press import renderer
from store.engine import open_engine
from store.migrations import HERE
from tests.faults.place import BELL, HEAD, NOW, TODAY, act, log, scan
from tests.faults.scene import Told
from workflow.reminding import remind
from workflow.vocabulary import Action

HEADINGS = "收到日期,申请渠道,申请人类别,申请人,申请内容"
ROWS = 5


@dataclass(frozen=True)
class Deed:
    """A deed: `before` readies the copy of an office for it, `told` is what a clerk knows once it is done."""

    name: str
    do: Callable[[Config], object]
    told: Told
    before: Callable[[Config], object] = lambda _config: None
    swept_on: date | None = None
    #: How many files it may leave that nothing names, when it is stopped.
    strays: int = 0


def _log(config):
    with _open(config) as house:
        log(house.office, "logged", TODAY)


def _act(config):
    with _open(config) as house:
        act(house.office, "2026-0003", Action.ANNOTATE, TODAY, text="noted")


def _sweep(config):
    with _open(config) as house:
        found = remind(house.office, BELL, NOW)
        if found.failed:
            raise found.failed[0][1]


def _issue(config):
    with _open(config) as house, renderer(config) as fill:
        (draft,) = house.ledger.documents("2026-0001")
        issue_letter(Clerk(house, HEAD, fill, NOW), draft, TODAY)


def _attach(config):
    with _open(config) as house:
        scan(house.office, "2026-0004", b"%PDF-1.7 second")


def _import(config):
    rows = [f"2026-03-{2 + n:02},信函,自然人,李四,imported/{n}" for n in range(ROWS)]
    data = "\n".join([HEADINGS, *rows, ""]).encode()
    with _open(config) as house:
        book = read_ledger(data, "ledger.csv")
        memory = Memory(house.ledger, source_of(data, "ledger.csv"))

        def work_out(**how):
            return plan(house.office, book, imports=house.ledger, **how)

        found, _ = bring_in(house.office, work_out, HEAD, now=NOW, memory=memory)
        assert not found.faults, found.faults


def _backup(config):
    make_backup(config, NOW)


def _migrate(config):
    make_office(config).ledger.close()


def _old_tables(config):
    """An office of the first version, with a unit and a number it has given."""
    Path(config.folder, "foi.db").unlink()
    shutil.rmtree(config.files)
    engine = open_engine(config.database)
    settings = Alembic()
    settings.set_main_option("script_location", str(HERE))
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0001")
        connection.exec_driver_sql("INSERT INTO units (name, code) VALUES ('甲区人民政府办公室', '')")
    engine.dispose()


@contextmanager
def _open(config):
    """The office, let go of at the end."""
    house = open_office(config)
    with closing(house.ledger):
        yield house


# fmt: off
DEEDS = {deed.name: deed for deed in (
    Deed("log", _log, Told(sent={"logged"}, cases={"logged": "2026-0005"})),
    Deed("act", _act, Told(sent={"noted"}, acts={"noted": ("2026-0003", 3)})),
    Deed("sweep", _sweep, Told(), swept_on=BELL),
    Deed("issue", _issue, Told(), strays=2),
    Deed("attach", _attach, Told(), strays=1),
    Deed("import", _import, Told(groups={"imported": ROWS}, whole={"imported"})),
    Deed("backup", _backup, Told()),
    Deed("migrate", _migrate, Told(), _old_tables),
)}
# fmt: on
