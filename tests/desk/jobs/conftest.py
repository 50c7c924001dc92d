"""An office with two clerks and a head, whose long work is done while a test waits."""

import io

import pytest

from desk.config import Config, LettersConfig, OfficeConfig
from desk.jobs.folder import folder_of
from desk.jobs.running import do_waiting
from desk.office import make_office, now
from workflow.jobs import NO_FILE, Ask, JobKind
from workflow.people import Person
from workflow.vocabulary import Role

HEAD = "登记号,收到日期,申请渠道,申请人类别,申请人,申请内容,受理单位\n"
MB = 1 << 20


def rows(many, first=1, unit="", **changed):
    """A ledger of so many open requests, as CSV."""
    cells = {"channel": "信函"} | changed
    return HEAD + "".join(
        f"2026-{n:04},2026-03-02,{cells['channel']},自然人,张三,第{n}项,{unit}\n"
        for n in range(first, first + many)
    )


@pytest.fixture
def whole(tmp_path):
    letters = LettersConfig(review_body="乙市人民政府", court="丙法院", prefix="甲公开告")
    made = make_office(Config(OfficeConfig(name="甲区人民政府办公室"), letters=letters, folder=tmp_path))
    made.ledger.add_unit("城关镇", "CG", 1)
    for login, role, unit in (
        ("admin", Role.ADMINISTRATOR, 1),
        ("clerk", Role.CLERK, 1),
        ("head", Role.HEAD, 1),
        ("cg", Role.CLERK, 2),
    ):
        made.ledger.accounts.keep_person(Person(login, login, frozenset({role}), unit))
    yield made
    made.ledger.close()


@pytest.fixture
def ask(whole):
    """Ask for a job, with a ledger where there is one; the job."""

    def asked(kind, by="clerk", /, ledger="", name="台账.csv", **wanted):
        data = ledger.encode() if isinstance(ledger, str) else ledger
        source = folder_of(whole.config).take_in(io.BytesIO(data), name, 20 * MB) if data else NO_FILE
        return whole.ledger.jobs.add(Ask(kind, by, now(), {"lang": "zh"} | wanted, source))

    return asked


@pytest.fixture
def done(whole, ask):
    """Ask for a job and have it done; the job as it ended."""

    def did(what, /, *words, **wanted):
        job = ask(what, *words, **wanted)
        do_waiting(whole, pace=0)
        return whole.ledger.jobs.job(job.id)

    return did


@pytest.fixture
def full(done):
    """The same office with five requests."""
    done(JobKind.IMPORT, ledger=rows(5))
