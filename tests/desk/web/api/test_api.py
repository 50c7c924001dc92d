"""A program walks a case from its receipt to its place in the year's table, and is told off in JSON."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from desk.settings import file_of
from desk.web.api import told
from desk.web.api.app import described
from desk.web.api.bounds import MOST
from desk.web.download import DOCX
from desk.year_place import Year
from desk.yearend import freeze
from reports.form import load_form
from tests.desk.web.api.conftest import NEW
from workflow.casework import Actor
from workflow.errors import CaseworkError
from workflow.machine import EVERY_ROLE

CASE = "/cases/2026-0001"
ACCEPTED = {"action": "accept", "on": "2026-03-03"}


def case(answer):
    """What was told, proved to be no more and no less than what is written down."""
    assert 300 > answer.status_code, answer.text
    model = told.CaseTold if answer.request.method == "GET" else told.CaseDone
    model.model_validate(answer.json(), strict=True)
    return answer.json()


def test_a_case_goes_its_way_through_the_api(clerk, program):
    head = program("head")
    assert "2026-03-30" == case(clerk.get(CASE))["reply"]["due"]
    case(clerk.post(f"{CASE}/acts", json={"action": "accept", "on": "2026-03-03"}))
    answered = head.post(
        f"{CASE}/answer",
        json={
            "on": "2026-03-12",
            "facts": {"send_by": "post"},
            "items": [
                {"what": "补偿方案", "outcome": "provided", "way": "邮寄"},
                {"what": "评估报告", "outcome": "provided", "way": "邮寄"},
            ],
        },
    )
    assert "provided" == case(answered)["outcome"]
    drafted = clerk.post(f"{CASE}/letters", json={})
    assert 200 == drafted.status_code, drafted.text
    letter = drafted.json()["items"][0]
    assert "signed" == head.post(f"/letters/{letter['id']}/sign").json()["status"]
    issued = clerk.post(f"/letters/{letter['id']}/issue", json={"on": "2026-03-12"}).json()
    told.LetterDone.model_validate(issued, strict=True)
    assert clerk.get(f"/letters/{letter['id']}/pdf").content.startswith(b"%PDF")
    assert clerk.get(f"/letters/{letter['id']}/docx").content.startswith(b"PK")
    served = clerk.post(f"{CASE}/serve", json={"method": "post", "posted": "2026-03-13", "tracking": "EX1"})
    assert "sent" == case(served)["delivery"]
    signed = clerk.post(f"{CASE}/serve", json={"signed": "2026-03-16"})
    assert "2026-03-16" == case(signed)["signed"]


def test_a_letter_is_edited_thrown_away_and_made_void(clerk, program):
    letter = f"/letters/{clerk.post(f'{CASE}/letters', json={}).json()['items'][0]['id']}"
    clerk.post(f"{letter}/discard")
    assert 404 == clerk.get(f"{letter}/docx").status_code

    letter = f"/letters/{clerk.post(f'{CASE}/letters', json={}).json()['items'][0]['id']}"
    file = clerk.get(f"{letter}/docx").content
    taken = clerk.put(f"{letter}/docx", content=file, headers={"content-type": DOCX})
    assert 200 == taken.status_code, taken.text
    assert 422 == clerk.put(f"{letter}/docx", content=b"x", headers={"content-type": DOCX}).status_code
    assert 200 == clerk.post(f"{letter}/issue", json={"on": "2026-03-02"}).status_code
    assert 422 == clerk.post(f"{letter}/void", json={"reason": ""}).status_code
    voided = program("head").post(f"{letter}/void", json={"reason": "写错了", "on": "2026-03-02"}).json()
    told.LetterDone.model_validate(voided, strict=True)
    assert "void" == voided["status"]


def test_an_act_tells_what_it_moves_in_a_frozen_year(clerk, staffed):
    year = Year(staffed, staffed.ledger.units()[1], load_form("cn-2021"), 2026)
    freeze(year, Actor("head", EVERY_ROLE), "李局", datetime(2027, 1, 20, 2, tzinfo=UTC))
    another = clerk.post("/cases", json=NEW | {"again": True}).json()

    assert ["2026-0002" in sentence for sentence in another["moved"]] == [True]
    assert [] == case(clerk.post(f"{CASE}/acts", json=ACCEPTED))["moved"]


def test_a_language_set_while_the_desk_runs_is_spoken_at_once(staffed, clerk):
    assert "没有" in clerk.get("/cases/2026-9999").json()["error"]["message"]
    file_of(staffed.config).write_text('[office]\nlang = "en"\n', encoding="utf-8")

    assert "no case" in clerk.get("/cases/2026-9999").json()["error"]["message"]


def test_what_is_listed_and_reckoned_is_as_written_down(clerk):
    filed = {"action": "file_proceeding", "on": "2026-03-20", "facts": {"proceeding_kind": "review"}}
    assert 200 == clerk.post(f"{CASE}/acts", json=filed).status_code
    for path, model in (
        ("/cases?q=张三&open_only=true", told.Cases),
        ("/due?within=30", told.Dues),
        (f"{CASE}/clock?explain=true", told.ClockTold),
        (f"{CASE}/clock", told.ClockTold),
        (f"{CASE}/why", told.Whys),
        (f"{CASE}/why?year=2026&cell=1", told.Whys),
        (f"{CASE}/letters", told.Letters),
        ("/letters?status=draft", told.Letters),
        ("/years/2026?draft=true", told.YearTold),
        ("/years/2026/cases?cell=1", told.CellCases),
        ("/calendars/2026", told.CalendarTold),
    ):
        answer = clerk.get(path)
        assert 200 == answer.status_code, (path, answer.text)
        model.model_validate(answer.json())


def test_a_case_is_shown_as_the_command_line_shows_it(clerk, staffed, monkeypatch, capsys):
    from desk.cli import run

    monkeypatch.chdir(staffed.config.folder)
    name = '[office]\nname = "甲区人民政府办公室"\n'
    Path("config.toml").write_text(name, encoding="utf-8")
    assert 0 == run(["--as", "clerk", "--json", "show", "2026-0001"])

    assert json.loads(capsys.readouterr().out) == clerk.get(CASE).json()


def test_an_act_on_a_version_that_was_not_seen_is_refused(clerk, program):
    seen = clerk.get(CASE).headers["etag"]
    accept = {"action": "accept", "on": "2026-03-03"}
    assert '"2"' == clerk.post(f"{CASE}/acts", json=accept, headers={"if-match": seen}).headers["etag"]
    note = {"action": "annotate", "on": "2026-03-03", "facts": {"text": "电话联系"}}
    stale = program("head").post(f"{CASE}/acts", json=note, headers={"if-match": seen})

    assert (412, "stale") == (stale.status_code, stale.json()["error"]["code"])
    assert 2 == clerk.get(CASE).json()["version"]
    assert 422 == clerk.post(f"{CASE}/acts", json=accept, headers={"if-match": 'W/"x"'}).status_code


def test_a_refusal_says_what_is_possible_in_the_language_asked_for(clerk):
    wrong = {"action": "pay_fee", "on": "2026-03-03"}
    chinese = clerk.post(f"{CASE}/acts", json=wrong)
    english = clerk.post(f"{CASE}/acts", json=wrong, headers={"accept-language": "en"})

    told.Failed.model_validate(chinese.json())
    assert 403 == chinese.status_code
    assert "accept" in chinese.json()["error"]["possible"]
    assert chinese.json()["error"]["message"] != english.json()["error"]["message"]
    assert "cannot be taken" in english.json()["error"]["message"]


def test_a_number_of_the_offices_own_is_given_once(clerk):
    assert 201 == clerk.post("/cases", json=NEW | {"number": "甲-1"}).status_code
    assert 409 == clerk.post("/cases", json=NEW | {"number": "甲-1"}).status_code


@pytest.mark.parametrize(
    "wrong",
    [
        {"colour": "red"},
        {"received": "2026-02-31"},
        {"received": 1772409600},
        {"received": "2026-03-02T00:00:00"},
        {"channel": "pigeon"},
        {"applicants": []},
        {"applicants": [{"name": "张\u0000三"}]},
        {"applicants": [{"name": "张三", "age": 7}]},
        {"subject": "x" * 20_001},
    ],
)
def test_a_request_with_a_wrong_field_is_refused_and_nothing_is_logged(program, wrong):
    calls = program("clerk")
    answer = calls.post("/cases", json=NEW | wrong)

    assert 422 == answer.status_code
    assert next(iter(wrong)) in answer.json()["error"]["message"]
    assert [] == calls.get("/cases").json()["items"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b"[" * 100_000, b"[]", b"null", b'"x"', b'{"\\ud800": 1}']
)
def test_what_is_no_json_is_told_off(program, body):
    answer = program("clerk").post("/cases", content=body, headers={"content-type": "application/json"})

    assert answer.status_code in {400, 422}
    told.Failed.model_validate(answer.json())


def test_a_body_that_is_too_long_is_not_read(program):
    calls = program("clerk")
    head = {"content-type": "application/json"}
    answer = calls.post("/cases", content=b'"' + b"x" * MOST, headers=head)

    assert (413, "too_long") == (answer.status_code, answer.json()["error"]["code"])


def test_an_unknown_parameter_and_an_unknown_address_are_told_off(clerk):
    assert 422 == clerk.get("/cases?state=received&colour=red").status_code
    for method, path, status in (("GET", "/nowhere", 404), ("DELETE", CASE, 405), ("GET", "/", 404)):
        answer = clerk.request(method, path)
        assert (status, "no_address") == (answer.status_code, answer.json()["error"]["code"])


def test_a_revoked_token_and_what_is_none_let_nobody_in(clerk, visit):
    visit("clerk").post("/tokens/1/revoke", page="/tokens")
    assert 401 == clerk.get(CASE).status_code
    for header in ("Basic eDp5", "Bearer ", "Bearer none"):
        assert 401 == clerk.get(CASE, headers={"authorization": header}).status_code


def test_a_program_that_looks_at_a_case_is_noted(clerk, visit):
    clerk.get(CASE)

    assert '<span class="hint">api</span>' in visit("audit").get("/audit?ref=2026-0001").text


def test_a_fault_of_ours_tells_nothing_but_its_number(app, clerk, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("secret")

    monkeypatch.setattr("desk.web.api.cases.look", broken)
    calls = TestClient(app, base_url="https://desk.example/api", raise_server_exceptions=False)
    calls.headers.update(clerk.headers)
    answer = calls.get(CASE)

    assert 500 == answer.status_code
    assert "secret" not in answer.text
    assert answer.json()["error"]["number"]


def test_a_busy_database_is_told_as_such(clerk, monkeypatch):
    from workflow.errors import Busy

    def busy(*_args, **_more):
        raise Busy("database_in_use", "The database is in use. Nothing was written; please try again.")

    monkeypatch.setattr("desk.web.api.cases.look", busy)
    assert issubclass(Busy, CaseworkError)
    assert 503 == clerk.get(CASE).status_code


def test_the_description_on_file_is_that_of_the_code(clerk):
    on_file = Path(__file__).parents[4] / "docs" / "openapi.json"

    assert described() == json.loads(on_file.read_text(encoding="utf-8")), (
        "python -m desk.web.api > docs/openapi.json"
    )
    assert described() == clerk.get("/openapi.json").json()


def test_the_same_request_sent_twice_is_logged_once_unless_the_program_insists(clerk):
    again = clerk.post("/cases", json=NEW)

    assert (409, "logged_just_now") == (again.status_code, again.json()["error"]["code"])
    assert "2026-0002" == clerk.post("/cases", json=NEW | {"again": True}).json()["ref"]
