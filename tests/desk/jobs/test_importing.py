"""A ledger by a page: tried, brought in by pieces, stopped, taken up again, undone as a whole."""

from threading import Event

import pytest

from desk.intake import plan as planning
from desk.jobs import importing
from desk.jobs.errand import Errand
from desk.jobs.folder import folder_of
from desk.jobs.running import do_one, do_waiting
from desk.office import now
from tests.desk.jobs.conftest import HEAD, rows
from workflow.jobs import SILENCE, JobKind, JobState


def refs(whole):
    return list(whole.ledger.refs())


@pytest.fixture
def small_pieces(monkeypatch):
    """Two rows a piece."""
    monkeypatch.setattr(planning, "STEP", 2)


def test_a_trial_says_what_would_come_and_writes_nothing(whole, done):
    job = done(JobKind.TRIAL, ledger=rows(3))

    assert (JobState.DONE, 3, 0, "") == (
        job.state,
        job.said["cases"],
        job.said["fault_count"],
        job.result.place,
    )
    assert [] == refs(whole)


def test_a_trial_names_every_bad_cell_and_gives_the_ledger_back(whole, done):
    job = done(JobKind.TRIAL, ledger=rows(1) + rows(1, 2, channel="飞鸽").partition("\n")[2])
    (fault,) = job.said["faults"]

    assert ("C3", "申请渠道", "飞鸽") == (fault["place"], fault["column"], fault["value"])
    assert "台账-错误.csv" == job.result.name
    assert "错误" in folder_of(whole.config).read(job.result).decode("utf-8-sig")


def test_a_trial_says_what_the_role_of_who_asks_does_not_allow(done):
    ledger = HEAD.replace("受理单位", "答复日期,办理结果,送达方式,交邮日期") + (
        "2018-0001,2018-03-05,信函,自然人,甲,某公告,2018-03-12,同意公开,邮寄,2018-03-12\n"
    )

    assert "answer" in done(JobKind.TRIAL, ledger=ledger).said["fault"]["zh"]
    assert "fault" not in done(JobKind.TRIAL, "head", ledger=ledger).said


@pytest.mark.parametrize("data", [b"\x00\xff" * 40, b"PK\x03\x04 no book", b"\n\n", "甲,乙\n1,2\n".encode()])
def test_a_file_that_is_no_ledger_gets_the_words_of_the_engine(done, data):
    job = done(JobKind.TRIAL, ledger=data)

    assert JobState.FAILED is job.state
    assert job.said["fault"]["zh"]


def test_a_ledger_comes_in_and_its_import_is_undone_as_a_whole(whole, done, small_pieces):
    job = done(JobKind.IMPORT, ledger=rows(5))

    assert (JobState.DONE, 5, 1) == (job.state, job.said["cases"], job.said["import"])
    assert 5 == len(refs(whole))
    assert 5 == whole.ledger.undo_import(1, "clerk", now())


def test_a_ledger_with_a_fault_at_its_end_brings_nothing_at_all(whole, done, small_pieces):
    ledger = rows(5) + rows(1, 6, channel="飞鸽").partition("\n")[2]
    job = done(JobKind.IMPORT, ledger=ledger)

    assert JobState.FAILED is job.state
    assert [] == refs(whole)


def stop_after(monkeypatch, whole, number, pieces):
    """Ask for a stop once so many pieces have been written."""
    kept = importing.bring_in_by_pieces

    def watched(*words, after, **named):
        told = []

        def then(so_far):
            after(so_far)
            told.append(so_far)
            if len(told) == pieces:
                whole.ledger.jobs.ask_stop(number, now())

        return kept(*words, after=then, **named)

    monkeypatch.setattr(importing, "bring_in_by_pieces", watched)


def test_a_stop_is_obeyed_between_pieces_and_the_rest_comes_when_it_is_taken_up_again(
    whole, ask, small_pieces, monkeypatch
):
    job = ask(JobKind.IMPORT, ledger=rows(7))
    with monkeypatch.context() as patched:
        stop_after(patched, whole, job.id, 2)
        do_waiting(whole, pace=0)
    stopped = whole.ledger.jobs.job(job.id)
    assert (JobState.STOPPED, 4, 4) == (stopped.state, stopped.said["cases"], len(refs(whole)))

    whole.ledger.jobs.again(job.id, now())
    do_waiting(whole, pace=0)
    ended = whole.ledger.jobs.job(job.id)

    assert (JobState.DONE, 7, 4) == (ended.state, ended.said["cases"], ended.said["there"])
    assert [(1, 7)] == [(number, cases) for number, _, _, _, cases, _ in whole.ledger.imports()]


def test_a_process_that_dies_between_pieces_leaves_whole_cases_and_loses_none(
    whole, ask, small_pieces, monkeypatch
):
    job = ask(JobKind.IMPORT, ledger=rows(7))

    class Killed(BaseException):
        """As when the machine is switched off."""

    def killed(*words, after, **named):
        def then(so_far):
            if so_far.cases == 6:
                raise Killed
            after(so_far)

        return by_pieces(*words, after=then, **named)

    by_pieces = importing.bring_in_by_pieces
    with monkeypatch.context() as patched:
        patched.setattr(importing, "bring_in_by_pieces", killed)
        with pytest.raises(Killed):
            do_waiting(whole, pace=0)
    assert JobState.RUNNING is whole.ledger.jobs.job(job.id).state
    assert 4 == len(refs(whole))

    whole.ledger.jobs.again(job.id, now() + 2 * SILENCE)
    do_waiting(whole, pace=0)
    assert (JobState.DONE, 7) == (whole.ledger.jobs.job(job.id).state, len(refs(whole)))
    assert 7 == whole.ledger.undo_import(1, "clerk", now())


def test_whoever_lost_the_job_writes_nothing_more(whole, ask, small_pieces, monkeypatch):
    job = ask(JobKind.IMPORT, ledger=rows(6))
    told = Errand.told

    def robbed(errand, done, total):
        if errand.said.get("cases") == 2 and errand.job.holder == whole.ledger.jobs.job(job.id).holder:
            whole.ledger.jobs.again(job.id, now() + 2 * SILENCE)
        told(errand, done, total)

    with monkeypatch.context() as patched:
        patched.setattr(Errand, "told", robbed)
        job_of_one = whole.ledger.jobs.take("one", now())
        do_one(whole, job_of_one, alone=Event(), pace=1000)

    assert 2 == len(refs(whole))
    assert JobState.WAITING is whole.ledger.jobs.job(job.id).state
    do_waiting(whole, pace=0)
    assert (JobState.DONE, 6) == (whole.ledger.jobs.job(job.id).state, len(refs(whole)))


def test_units_are_made_only_where_that_was_asked_for(whole, done):
    refused = done(JobKind.IMPORT, ledger=rows(2, unit="东街"))
    made = done(JobKind.IMPORT, ledger=rows(2, unit="东街"), create_units=True)

    assert (JobState.FAILED, JobState.DONE) == (refused.state, made.state)
    assert "东街" in {unit.name for unit in whole.ledger.units().values()}


def test_a_ledger_for_a_unit_out_of_sight_brings_nothing(whole, done):
    job = done(JobKind.IMPORT, "cg", ledger=rows(2, unit="甲区人民政府办公室"))

    assert JobState.FAILED is job.state
    assert [] == refs(whole)
