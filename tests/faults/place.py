"""An office in a folder, made once and copied for every fault: four cases, a letter to issue, people."""

import io
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from desk.clerking import Clerk, issue_letter, make_drafts
from desk.config import Config
from desk.config_file import read_config
from desk.office import House, make_office
from desk.press import renderer
from tests.faults.scene import Scene, Told
from workflow.attaching import Paper, Purpose, attach
from workflow.casework import Act, Actor, Office, Receipt, log_request, take
from workflow.file_words import AttachmentKind, FileType
from workflow.ledger import Applicant, Request
from workflow.people import Person
from workflow.vocabulary import Action, ApplicantKind, Channel, Role

NOW = datetime(2026, 3, 16, 1, tzinfo=UTC)
TODAY = date(2026, 3, 16)
#: The day for which the sweeps of the deeds look.
BELL = date(2026, 3, 27)
CLERK = Actor("clerk", frozenset({Role.CLERK}))
HEAD = Actor("head", frozenset({Role.HEAD}))
PEOPLE = (("admin", Role.ADMINISTRATOR), ("clerk", Role.CLERK), ("head", Role.HEAD))
CONFIG = """
[office]
name = "甲区人民政府办公室"
lang = "en"

[letters]
review_body = "甲市人民政府"
court = "甲市人民法院"
prefix = "甲公开告"
"""


def make_place(folder: Path) -> Config:
    """An office with its people and four cases, the first answered, its reply drafted, another issued."""
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    config = read_config(folder / "config.toml")
    house = make_office(config)
    for login, role in PEOPLE:
        house.ledger.accounts.keep_person(Person(login, login, frozenset({role}), 1))
    for n in range(4):
        log(house.office, f"case-{n}", date(2026, 3, 2 + n))
    for ref in ("2026-0001", "2026-0002"):
        act(house.office, ref, Action.ACCEPT, date(2026, 3, 6))
        facts = {"outcome": "provided", "way": "电子邮件"}
        take(house.office, ref, Act(Action.ANSWER, date(2026, 3, 9), facts), HEAD, now=NOW)
        with renderer(config) as fill:
            clerk = Clerk(house, HEAD, fill, NOW)
            (draft,) = make_drafts(clerk, ref)
            if ref == "2026-0002":
                issue_letter(clerk, draft, TODAY)
    scan(house.office, "2026-0003", b"%PDF-1.7 first")
    house.ledger.close()
    return config


def copied(config: Config, folder: Path) -> Config:
    """The same office in another folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(config.folder, folder)
    return replace(config, folder=folder, file=folder / "config.toml")


def scene(house: House, told: Told | None = None, **more) -> Scene:
    """The office as it is looked at."""
    return Scene(house.office, told or Told(), **more)


def log(office: Office, mark: str, received: date, *, now: datetime = NOW) -> str:
    """Log a request whose subject is its mark; its number."""
    asked = Request(1, (Applicant("张三"),), mark)
    receipt = Receipt(received, Channel.LETTER, ApplicantKind.NATURAL)
    return log_request(office, asked, receipt, CLERK, now=now).record.ref


def act(office: Office, ref: str, action: Action, on: date, *, now: datetime = NOW, **facts) -> int:
    """Take an action as a clerk; its line."""
    return take(office, ref, Act(action, on, facts), CLERK, now=now).record.version


def scan(office: Office, ref: str, content: bytes, on: date = TODAY, *, now: datetime = NOW) -> None:
    """Attach a paper."""
    paper = Paper("scan.pdf", FileType.PDF, len(content), io.BytesIO(content))
    attach(office, ref, [paper], Purpose(AttachmentKind.OTHER), CLERK, on=on, now=now)
