"""A program sends a ledger, has it tried and brought in, takes it back, and has the ledger written."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from desk.jobs.running import do_waiting
from desk.web.api import told_of_jobs
from desk.web.app import make_app
from tests.desk.jobs.conftest import rows


@pytest.fixture
def work(staffed):
    """Have what waits done."""
    return lambda: do_waiting(staffed, pace=0)


def send(calls, ledger, name="台账.csv", **wanted):
    content = ledger.encode() if isinstance(ledger, str) else ledger
    kind = {"content-type": "application/octet-stream"}
    return calls.post("/imports", params={"name": name} | wanted, content=content, headers=kind)


def job(answer):
    assert 300 > answer.status_code, answer.text
    told_of_jobs.JobTold.model_validate(answer.json(), strict=True)
    return answer.json()


def test_a_ledger_is_tried_brought_in_and_taken_back_by_a_program(program, work, staffed):
    calls = program("clerk")
    tried = job(send(calls, rows(3)))
    assert ("trial_import", "waiting") == (tried["kind"], tried["state"])
    work()
    assert (3, 0) == tuple(job(calls.get("/jobs/1"))["said"][name] for name in ("cases", "fault_count"))
    assert [] == list(staffed.ledger.refs())

    brought = job(calls.post("/jobs/1/import"))
    work()
    assert "done" == job(calls.get(f"/jobs/{brought['job']}"))["state"]
    assert ["2026-0001", "2026-0002", "2026-0003"] == list(staffed.ledger.refs())

    listed = calls.get("/imports").json()
    told_of_jobs.Imports.model_validate(listed, strict=True)
    assert [(1, 3, None)] == [(one["import"], one["cases"], one["undone_at"]) for one in listed["items"]]
    undone = calls.post("/imports/1/undo").json()
    told_of_jobs.ImportUndone.model_validate(undone, strict=True)
    assert 3 == undone["taken_out"]
    assert [] == list(staffed.ledger.refs())
    assert 404 == calls.post("/imports/1/undo").status_code


def test_a_ledger_with_faults_comes_back_with_them_and_is_not_brought_in(program, work, staffed):
    calls = program("clerk")
    send(calls, rows(1, channel="飞鸽"))
    work()

    assert ["C2"] == [fault["place"] for fault in job(calls.get("/jobs/1"))["said"]["faults"]]
    assert "错误" in calls.get("/jobs/1/file").content.decode("utf-8-sig")
    job(calls.post("/jobs/1/import"))
    work()
    assert "failed" == job(calls.get("/jobs/2"))["state"]
    assert [] == list(staffed.ledger.refs())


def test_units_are_made_and_what_the_law_forbids_is_kept_only_where_the_program_says_so(
    program, work, staffed
):
    calls = program("clerk")
    send(calls, rows(1, unit="新镇"))
    send(calls, rows(1, unit="新镇"), create_units="true")
    work()

    assert [1, 0] == [job(calls.get(f"/jobs/{n}"))["said"]["fault_count"] for n in (1, 2)]


def test_the_ledger_is_written_as_far_as_its_asker_sees_it(clerk, program, work):
    job(clerk.post("/exports", json={"format": "csv", "q": "征收"}))
    job(clerk.post("/exports", json={"format": "csv", "state": "disclosed", "unit": "城关镇"}))
    job(program("cg").post("/exports", json={"format": "csv"}))
    work()

    written = clerk.get("/jobs/1/file")
    assert written.headers["content-type"].startswith("text/csv")
    assert "2026-0001" in written.content.decode("utf-8-sig")
    assert 0 == job(clerk.get("/jobs/2"))["said"]["cases"]
    assert 0 == job(program("cg").get("/jobs/3"))["said"]["cases"]
    assert 404 == clerk.post("/exports", json={"unit": "无此单位"}).status_code
    assert 422 == clerk.post("/exports", json={"format": "pdf"}).status_code


def test_anothers_job_is_not_there_and_an_administrator_sees_how_far_it_has_come_and_stops_it(clerk, program):
    job(clerk.post("/exports", json={}))

    assert 404 == program("head").get("/jobs/1").status_code
    assert [] == program("head").get("/jobs").json()["items"]
    assert 403 == clerk.get("/jobs", params={"all": True}).status_code
    everybodys = program("admin").get("/jobs", params={"all": True}).json()
    told_of_jobs.Jobs.model_validate(everybodys, strict=True)
    assert [("clerk", {}, "")] == [(one["by"], one["said"], one["file"]) for one in everybodys["items"]]
    assert "stopped" == job(program("admin").post("/jobs/1/stop"))["state"]
    assert 404 == program("admin").post("/jobs/1/again").status_code
    assert "waiting" == job(clerk.post("/jobs/1/again"))["state"]
    assert 409 == clerk.post("/jobs/1/again").status_code
    assert 404 == clerk.get("/jobs/1/file").status_code


def test_whoever_does_the_long_work_is_woken(app, clerk):
    woken = []
    app.state.wake = lambda: woken.append(1)
    clerk.post("/exports", json={})

    assert [1] == woken


def test_a_ledger_is_as_long_as_the_office_allows_and_nothing_else_is(staffed, program):
    calls = program("clerk")
    small = replace(staffed.config, web=replace(staffed.config.web, upload_mb=2))
    shown = {"authorization": calls.headers["authorization"]}
    calls = TestClient(make_app(small), base_url="https://desk.example/api", headers=shown)

    assert 202 == send(calls, b"x" * (2 << 20)).status_code
    assert 413 == send(calls, b"x" * (2 << 20) + b"x").status_code
    assert 413 == calls.post("/exports", content=b" " * (1 << 20)).status_code
    assert 422 == calls.post("/imports", params={"name": ""}, content=b"x").status_code


def test_an_empty_ledger_is_told_of_when_it_is_sent(program):
    told_off = send(program("clerk"), b"")

    assert (422, "no_file") == (told_off.status_code, told_off.json()["error"]["code"])
