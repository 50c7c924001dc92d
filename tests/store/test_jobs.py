"""Jobs are kept: one has each, whoever is silent is taken for dead, and a stop is asked for in the row."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest

from tests.fake_jobs import MemoryJobs
from workflow.errors import Conflict, NotFound
from workflow.jobs import NO_FILE, SILENCE, Ask, Ended, JobKind, JobState, Stored, is_interrupted

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LATER = NOW + SILENCE + timedelta(seconds=1)
FILE = Stored("ab12.xlsx", "台账.xlsx", "0" * 64)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def jobs(request):
    if request.param == "memory":
        yield MemoryJobs()
        return
    from store.ledger import open_ledger

    kept = open_ledger(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))
    yield kept.jobs
    kept.close()


def ask(by="wang", **wanted):
    return Ask(JobKind.EXPORT, by, NOW, wanted, FILE)


def end(jobs, number, state=JobState.DONE, result=NO_FILE):
    jobs.end(number, "a", Ended(state, NOW, {"cases": 3}, result))


def test_a_job_is_found_as_it_was_asked_for(jobs):
    made = jobs.add(ask(q="丁村", open_only=True))

    assert made == jobs.job(made.id)
    assert (JobState.WAITING, {"q": "丁村", "open_only": True}, FILE) == (
        made.state,
        made.ask.wanted,
        made.ask.source,
    )


def test_a_job_that_is_not_there_is_not_found(jobs):
    for asked in (jobs.job, lambda n: jobs.ask_stop(n, NOW), lambda n: jobs.again(n, NOW)):
        with pytest.raises(NotFound):
            asked(7)


def test_jobs_are_listed_the_latest_first_and_for_one_person(jobs):
    for by in ("wang", "li", "wang", "wang"):
        jobs.add(ask(by))

    assert [4, 3, 2, 1] == [job.id for job in jobs.page()]
    assert [4, 3] == [job.id for job in jobs.page("wang", limit=2)]
    assert [1] == [job.id for job in jobs.page("wang", before=3)]


def test_the_job_that_waited_longest_is_taken_by_one(jobs):
    jobs.add(ask())
    jobs.add(ask())

    assert [1, 2, None] == [(job := jobs.take(who, NOW)) and job.id for who in "abc"]
    assert ("a", NOW, JobState.RUNNING) == (
        jobs.job(1).holder,
        jobs.job(1).beat_at,
        jobs.job(1).state,
    )


def test_of_many_who_ask_at_once_one_has_the_job(sql_ledger):
    jobs = sql_ledger.jobs
    jobs.add(ask())
    ready, taken = Barrier(8), []

    def ask_for_it(who):
        ready.wait()
        if jobs.take(str(who), NOW):
            taken.append(who)

    threads = [Thread(target=ask_for_it, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 == len(taken)
    assert str(taken[0]) == jobs.job(1).holder


def test_progress_and_what_came_of_it_are_kept(jobs):
    jobs.add(ask())
    jobs.take("a", NOW)
    assert not jobs.beat(1, "a", LATER, (5, 10))
    assert not jobs.beat(1, "a", LATER)
    jobs.say(1, "a", {"import": 3})

    assert (5, 10, LATER, {"import": 3}) == (
        jobs.job(1).done,
        jobs.job(1).total,
        jobs.job(1).beat_at,
        jobs.job(1).said,
    )


def test_only_its_holder_changes_a_job(jobs):
    jobs.add(ask())
    jobs.take("a", NOW)
    for change in (
        lambda: jobs.beat(1, "b", NOW),
        lambda: jobs.say(1, "b", {}),
        lambda: jobs.end(1, "b", Ended(JobState.DONE, NOW)),
    ):
        with pytest.raises(Conflict):
            change()
    end(jobs, 1)
    with pytest.raises(Conflict):
        jobs.beat(1, "a", NOW)


def test_a_stop_is_heard_at_the_next_beat(jobs):
    jobs.add(ask())
    jobs.take("a", NOW)
    jobs.ask_stop(1, NOW)

    assert jobs.beat(1, "a", NOW)


def test_what_has_not_begun_is_stopped_at_once_and_what_has_ended_not_at_all(jobs):
    jobs.add(ask())
    jobs.ask_stop(1, NOW)

    assert JobState.STOPPED is jobs.job(1).state
    assert jobs.take("a", NOW) is None
    with pytest.raises(Conflict):
        jobs.ask_stop(1, NOW)


def test_an_interrupted_job_is_taken_up_again_and_who_was_silent_has_lost_it(jobs):
    jobs.add(ask())
    jobs.take("a", NOW)
    assert not is_interrupted(jobs.job(1), NOW)
    with pytest.raises(Conflict):
        jobs.again(1, NOW)
    assert is_interrupted(jobs.job(1), LATER)
    jobs.again(1, LATER)

    assert 1 == jobs.take("b", LATER).id
    with pytest.raises(Conflict):
        jobs.beat(1, "a", LATER)


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.STOPPED])
def test_what_failed_or_was_stopped_is_taken_up_again(jobs, state):
    jobs.add(ask())
    jobs.take("a", NOW)
    jobs.beat(1, "a", NOW, (5, 10))
    end(jobs, 1, state, FILE)
    jobs.see(1, NOW)
    jobs.again(1, LATER)
    job = jobs.job(1)

    assert (JobState.WAITING, {"cases": 3}, NO_FILE, None) == (job.state, job.said, job.result, job.seen_at)


def test_what_is_done_is_not_done_again(jobs):
    jobs.add(ask())
    jobs.take("a", NOW)
    end(jobs, 1)
    with pytest.raises(Conflict):
        jobs.again(1, LATER)


def test_files_are_asked_for_only_once_their_end_was_seen(jobs):
    for _ in range(2):
        jobs.add(ask())
        jobs.take("a", NOW)
    jobs.see(1, NOW)
    end(jobs, 1, result=FILE)
    end(jobs, 2, result=FILE)
    assert [] == jobs.seen_before(LATER)
    jobs.see(1, NOW)
    jobs.see(1, LATER + SILENCE)

    assert [1] == [job.id for job in jobs.seen_before(LATER)]
    assert {FILE.place} == jobs.places()
    jobs.forget_files(1)
    jobs.forget_files(2)
    assert set() == jobs.places()
    assert [] == jobs.seen_before(LATER)
    assert ("", "台账.xlsx") == (jobs.job(1).result.place, jobs.job(1).result.name)
