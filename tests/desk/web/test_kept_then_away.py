"""A database that goes away right after an act was kept: whoever acted is told that it was kept."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk.tokens import make_token
from desk.web.app import make_app
from desk.year_place import Year
from desk.yearend import freeze
from reports.form import load_form
from store.arrivals import SqlArrivals
from store.connections import Connections
from store.ledger import SqlLedger
from tests.desk.web.api.conftest import NEW
from tests.desk.web.conftest import CASE, DRAFT, LETTER, LETTERS, Browser
from tests.desk.web.matrix.arrivals import CAME
from tests.desk.web.test_walk import ASKED
from workflow.casework import Actor
from workflow.errors import Busy
from workflow.machine import EVERY_ROLE
from workflow.vocabulary import TokenPurpose


class Away:
    """A database that is away from the end of the first transaction that keeps an act, until it is `back`."""

    def __init__(self, monkeypatch):
        self.armed = self.acting = self.away = False
        for kind, name in (
            (SqlLedger, "add_many"),
            (SqlLedger, "append"),
            (SqlLedger, "keep_document"),
            (SqlArrivals, "add"),
        ):
            monkeypatch.setattr(kind, name, self._seen(getattr(kind, name)))
        ready, keep = Connections._ready, Connections._keep

        def ready_(connections, *, writes):
            if self.away:
                raise Busy(
                    "database_out_of_reach", "The database cannot be reached: {reason}.", reason="gone"
                )
            return ready(connections, writes=writes)

        def keep_(connections, link, mark):
            keep(connections, link, mark)
            self.away = self.away or (self.armed and self.acting)

        monkeypatch.setattr(Connections, "_ready", ready_)
        monkeypatch.setattr(Connections, "_keep", keep_)

    def _seen(self, call):
        def seen(*words, **named):
            self.acting = True
            return call(*words, **named)

        return seen

    def back(self):
        assert self.away, "nothing was kept"
        self.armed = self.acting = self.away = False


@pytest.fixture
def away(monkeypatch):
    return Away(monkeypatch)


@pytest.fixture
def desk(staffed):
    """A head's browser; 2026 is frozen, one case answered and its reply drafted, another just logged."""
    app = make_app(replace(staffed.config, letters=LETTERS))
    head = Browser(app).enter(staffed, "head")
    head.post("/log", **ASKED)
    head.post("/arrivals/add", **CAME)
    head.post(f"{CASE}/accept", on="2026-03-03")
    head.post(f"{CASE}/answer", on="2026-03-12", outcome0="provided", i0_way="电子邮件", version="2")
    assert 200 == head.post(DRAFT).status_code
    head.post("/log", **ASKED | {"subject": "另一件"})
    year = Year(staffed, staffed.ledger.units()[1], load_form("cn-2021"), 2026)
    freeze(year, Actor("head", EVERY_ROLE), "李局", datetime(2027, 1, 20, 2, tzinfo=UTC))
    return head


OTHER = "/cases/2026-0002"
#: (where a form is posted, what it holds, where it leads)
POSTS = (
    ("/log", ASKED | {"subject": "第三件"}, "/cases/2026-0003/logged"),
    ("/arrivals/add", CAME, "/arrivals/2"),
    ("/arrivals/1/confirm", ASKED | {"received": "2026-03-04"}, "/cases/2026-0003/logged"),
    (f"{OTHER}/accept", {"on": "2026-03-03", "version": "1"}, OTHER),
    (f"{OTHER}/answer", {"on": "2026-03-12", "outcome0": "provided", "i0_way": "邮寄"}, OTHER),
    (f"{OTHER}/correct", {"line": "1", "day": "2026-03-03", "reason": "误", "do": "keep"}, OTHER),
    (f"{LETTER}/sign", {"version": "1"}, LETTER),
    (f"{LETTER}/issue", {"version": "1", "on": "2026-03-13"}, LETTER),
)


@pytest.mark.parametrize(("path", "fields", "leads"), POSTS)
def test_a_form_that_was_kept_leads_on_though_the_database_has_gone_away(desk, away, path, fields, leads):
    seal, away.armed = desk.seal(), True
    told = desk.http.post(path, data={"seal": seal, **fields}, follow_redirects=False)

    assert 303 == told.status_code, told.text
    assert leads == told.headers["location"].partition("?")[0]
    away.back()
    assert 200 == desk.get(told.headers["location"]).status_code


def test_attached_files_that_were_kept_lead_on_too(desk, away):
    seal, away.armed = desk.seal(), True
    files = [("files", ("回证.pdf", io.BytesIO(b"%PDF-1.7"), "application/pdf"))]
    fields = {"seal": seal, "attachment_kind": "other", "proves": ""}
    told = desk.http.post(f"{OTHER}/attach", data=fields, files=files, follow_redirects=False)

    assert 303 == told.status_code, told.text
    away.back()
    assert "回证.pdf" in desk.get(OTHER).text


def test_a_frozen_year_that_was_moved_is_told_on_the_next_page_all_the_same(desk, away):
    seal, away.armed = desk.seal(), True
    told = desk.http.post("/log", data={"seal": seal, **ASKED, "subject": "第三件"}, follow_redirects=False)
    away.back()

    assert "2026-0003的计法变了" in desk.get(told.headers["location"]).text


def test_what_was_not_kept_is_not_said_to_be(desk, away, staffed):
    seal = desk.seal()
    away.away = True
    told = desk.http.post(f"{OTHER}/accept", data={"seal": seal, "on": "2026-03-03"}, follow_redirects=False)
    away.back()

    assert 503 == told.status_code
    assert "已经存上" not in told.text
    assert 1 == staffed.ledger.read("2026-0002").version


@pytest.fixture
def program(desk, staffed):
    """A head's program."""
    at = datetime(2026, 3, 2, 1, tzinfo=UTC)
    secret = make_token(staffed.ledger.accounts, "head", TokenPurpose.API, "程序", at).secret
    calls = type(desk.http)(desk.http.app, base_url="https://desk.example/api")
    calls.headers["authorization"] = f"Bearer {secret}"
    return calls


# fmt: off
#: (address, what is asked, the case and the entry it was kept as)
CALLS = (
    ("/cases",                {**NEW, "subject": "第三件"},                          ("2026-0003", 1)),
    ("/cases/2026-0002/acts", {"action": "accept", "on": "2026-03-03"},              ("2026-0002", 2)),
    ("/letters/1/issue",      {"on": "2026-03-13"},                                  ("2026-0001", 4)),
)
# fmt: on


@pytest.mark.parametrize(("path", "asked", "kept"), CALLS)
def test_a_program_is_told_that_its_act_was_kept_and_as_what(program, away, path, asked, kept):
    ref, line = kept
    away.armed = True
    told = program.post(path, json=asked)
    away.back()

    assert 503 == told.status_code
    assert "kept_not_told" == told.json()["error"]["code"]
    assert f"{ref} 已经存上（第{line}条记录）" in told.json()["error"]["message"]
    assert f'"{line}"' == program.get(f"/cases/{ref}").headers["etag"]
