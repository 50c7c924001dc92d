"""Waiting jobs are done as whoever asked for them; however one goes, its row says how it ended."""

import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from desk.jobs import running
from desk.jobs.folder import folder_of
from desk.jobs.running import do_waiting
from desk.office import now
from desk.served import SERVED
from tests.desk.jobs.conftest import rows
from workflow.errors import BadInput, NotFound
from workflow.jobs import JobKind, JobState

HOUSE = Path(__file__).parents[3]


def content(whole, job):
    return folder_of(whole.config).read(job.result)


def test_the_ledger_is_written_as_far_as_who_asks_sees_it(whole, done, full):
    mine = done(JobKind.EXPORT, format="csv")
    theirs = done(JobKind.EXPORT, "cg", format="csv")

    assert (5, 0) == (mine.said["cases"], theirs.said["cases"])
    assert "2026-0005" in content(whole, mine).decode("utf-8-sig")


def test_an_export_takes_the_filter_of_the_list(whole, done, full):
    job = done(JobKind.EXPORT, format="xlsx", q="第3项")

    assert 1 == job.said["cases"]
    assert content(whole, job).startswith(b"PK")
    assert JobState.FAILED is done(JobKind.EXPORT, format="csv", state="nonsense").state


def test_the_row_says_how_far_it_came_however_quick_it_was(whole, ask, full):
    job = ask(JobKind.EXPORT, format="csv")
    do_waiting(whole, pace=1000)

    assert (5, 5) == (whole.ledger.jobs.job(job.id).done, whole.ledger.jobs.job(job.id).total)


def test_letters_are_drafted_and_packed_and_refusals_are_told(whole, done, full):
    job = done(JobKind.LETTERS, letter="receipt")

    assert (JobState.DONE, 5, 5) == (job.state, job.said["cases"], job.said["looked_at"])
    names = zipfile.ZipFile(io.BytesIO(content(whole, job))).namelist() if job.result.place else []
    assert 2 * job.said["letters"] == len(names)
    assert 5 == job.said["letters"] + job.said["refused_count"]


def test_letters_are_issued_once_however_often_the_job_runs(whole, done, full):
    wanted = {"letter": "receipt", "issue_on": "2026-03-03"}
    first, again = (done(JobKind.LETTERS, **wanted) for _ in range(2))

    assert 5 == first.said["letters"], first.said
    assert [one["number"] for one in first.said["items"]] == [one["number"] for one in again.said["items"]]


def test_the_report_of_a_year_comes_in_every_format(whole, done, full):
    job = done(JobKind.YEAR, year=2026)

    assert JobState.DONE is job.state, job.said
    names = zipfile.ZipFile(io.BytesIO(content(whole, job))).namelist()
    assert {".xlsx", ".html", ".docx", ".pdf", ".csv"} == {Path(name).suffix for name in names}


def test_who_does_not_work_here_any_more_gets_nothing(whole, ask):
    job = ask(JobKind.EXPORT, format="csv")
    people = {one.login: one for one in whole.ledger.accounts.people()}
    whole.ledger.accounts.keep_person(replace(people["clerk"], active=False))
    do_waiting(whole)

    assert JobState.FAILED is whole.ledger.jobs.job(job.id).state


def test_a_fault_of_ours_ends_the_job_and_not_the_next(whole, ask, monkeypatch):
    first, second = (ask(JobKind.EXPORT, format="csv") for _ in range(2))

    def broken(errand):
        if errand.job.id == first.id:
            raise ZeroDivisionError

    monkeypatch.setattr(running, "WORK", dict.fromkeys(JobKind, broken))
    assert 2 == do_waiting(whole)
    assert [JobState.FAILED, JobState.DONE] == [whole.ledger.jobs.job(n.id).state for n in (first, second)]


def test_a_desk_that_is_shut_down_stops_its_job_and_leaves_the_others(whole, ask, monkeypatch):
    first, second = (ask(JobKind.EXPORT, format="csv") for _ in range(2))
    alone = Event()

    def gone(errand):
        alone.set()
        errand.told(1, 2)

    monkeypatch.setattr(running, "WORK", dict.fromkeys(JobKind, gone))
    do_waiting(whole, alone=alone)
    states = [whole.ledger.jobs.job(n.id).state for n in (first, second)]

    assert [JobState.STOPPED, JobState.WAITING] == states
    assert whole.ledger.jobs.job(first.id).said["shut_down"]


def test_files_are_cleaned_away_once_they_were_seen_and_not_before(whole, done, full):
    seen, unseen = (done(JobKind.EXPORT, format="csv") for _ in range(2))
    whole.ledger.jobs.see(seen.id, now() - timedelta(days=31))
    left = folder_of(whole.config).path / "half-written"
    left.write_bytes(b"x")
    two_days_ago = (now() - timedelta(days=2)).timestamp()
    os.utime(left, (two_days_ago, two_days_ago))
    do_waiting(whole)

    with pytest.raises(NotFound):
        content(whole, whole.ledger.jobs.job(seen.id))
    assert content(whole, whole.ledger.jobs.job(unseen.id))
    assert not left.exists()


def test_a_file_that_is_too_large_is_refused_and_not_kept(whole):
    folder = folder_of(whole.config)
    with pytest.raises(BadInput):
        folder.take_in(io.BytesIO(b"x" * 100), "../../etc/passwd", 99)

    assert [] == list(folder.path.iterdir())
    kept = folder.take_in(io.BytesIO(b"x"), "../../etc/passwd", 99)
    assert [folder.path / kept.place] == list(folder.path.iterdir())


def test_the_process_does_what_waits_and_ends(whole, ask):
    job = ask(JobKind.IMPORT, ledger=rows(3))
    (whole.config.folder / "config.toml").write_text(
        '[office]\nname = "甲区人民政府办公室"\n', encoding="utf-8"
    )
    told = {SERVED: json.dumps([str(whole.config.folder / "config.toml"), ""]), "PYTHONPATH": str(HOUSE)}
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "desk.jobs.worker"], stdin=subprocess.PIPE, env=os.environ | told
    ) as process:
        assert 0 == process.wait(60)

    assert JobState.DONE is whole.ledger.jobs.job(job.id).state
