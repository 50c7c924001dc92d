"""What is refused leaves no file: neither an attachment, nor a letter, nor the table of a year."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from desk.config import Config, OfficeConfig
from desk.office import make_office, open_office
from store.files import SetAside
from tests.offices import CLERK, act, log
from tests.virtual import Turned
from workflow.attaching import Paper, Purpose, attach
from workflow.errors import Busy, CaseworkError, ClockBehind, Conflict, Refused
from workflow.file_words import AttachmentKind, FileType
from workflow.paperwork import Printed, Series, Told, draft, issue

NOW = datetime(2026, 3, 10, 1, tzinfo=UTC)
ON = NOW.date()
SERIES = Series("甲公开告〔2026〕{n}号", 2026)


@pytest.fixture
def clock(monkeypatch):
    return Turned(monkeypatch, NOW)


@pytest.fixture
def house(clock, tmp_path):
    made = make_office(Config(OfficeConfig(name="甲区人民政府办公室"), folder=tmp_path))
    for _ in range(2):
        log(made.office, received="2026-03-02")
    yield made
    made.ledger.close()


def files(house):
    """Every file in the folder of files, those without a proper name too."""
    return {path.name for path in house.config.files.rglob("*") if path.is_file()}


def paper(content):
    return Paper("扫描件.pdf", FileType.PDF, len(content), io.BytesIO(content))


def scan(house, ref, *contents, on=ON):
    papers = [paper(content) for content in contents]
    return attach(house.office, ref, papers, Purpose(AttachmentKind.OTHER), CLERK, on=on, now=NOW)


def test_what_was_there_stays_when_it_is_refused_the_second_time(house):
    scan(house, "2026-0001", b"%PDF-1")
    before = files(house)
    with pytest.raises(Refused):
        scan(house, "2026-0001", b"%PDF-2", b"%PDF-1")

    assert before == files(house)
    scan(house, "2026-0002", b"%PDF-1")
    assert before == files(house)


def test_an_attachment_the_day_or_the_clock_forbids_leaves_no_file(house, clock):
    with pytest.raises(CaseworkError):
        scan(house, "2026-0001", b"%PDF-1", on=ON - timedelta(days=30))
    clock.on(days=-400)
    with pytest.raises(ClockBehind):
        scan(house, "2026-0001", b"%PDF-2")

    assert set() == files(house)


def test_of_two_who_attach_the_same_at_once_one_is_refused_and_the_file_is_there(house):
    def one(_):
        mine = open_office(house.config)
        try:
            scan(mine, "2026-0001", b"%PDF-1")
        except CaseworkError as fault:
            return fault.code
        finally:
            mine.ledger.close()
        return "ok"

    with ThreadPoolExecutor(4) as clerks:
        told = sorted(clerks.map(one, range(4)))

    assert ["attached_already"] * 3 + ["ok"] == told
    (digest,) = files(house)
    assert b"%PDF-1" == house.ledger.file(digest)


def test_a_folder_that_refuses_at_the_last_moment_enters_nothing(house, monkeypatch):
    def broken(_aside):
        raise Busy("files_not_written", "The folder {path} cannot be written.", path="x")

    monkeypatch.setattr(SetAside, "keep", broken)
    with pytest.raises(Busy):
        scan(house, "2026-0001", b"%PDF-1")

    assert (1, set()) == (house.ledger.read("2026-0001").version, files(house))


@pytest.fixture
def document(house):
    act(house.office, "2026-0001", "answer 2026-03-09 outcome=provided")
    return draft(house.office, Told("2026-0001", 2, "granted"), "一", CLERK, now=NOW)


def send_out(house, document, *, seen=2):
    def press(number):
        return Printed(f"docx {number}".encode(), f"pdf {number}".encode())

    return issue(house.office, document, SERIES, press, CLERK, on=ON, now=NOW, seen=seen)


def test_a_letter_that_is_not_issued_leaves_no_file(house, document):
    act(house.office, "2026-0001", "annotate 2026-03-10 text=备注")
    with pytest.raises(Conflict):
        send_out(house, document)
    assert set() == files(house)

    issued, _ = send_out(house, document, seen=3)
    assert {issued.docx, issued.pdf} == files(house)


def test_a_letter_somebody_else_has_changed_meanwhile_leaves_no_file(house, document):
    draft(house.office, Told("2026-0001", 2, "granted"), "二", CLERK, now=NOW)
    with pytest.raises(Conflict):
        send_out(house, document)

    assert set() == files(house)
