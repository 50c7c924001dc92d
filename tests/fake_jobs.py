"""Jobs in memory: they keep the promises of the port in the plainest way."""

from dataclasses import replace

from workflow.errors import Conflict, NotFound
from workflow.jobs import ENDED, NO_FILE, Job, Jobs, JobState, is_interrupted

S = JobState


class MemoryJobs(Jobs):
    def __init__(self):
        self._jobs = {}

    def add(self, ask):
        return self._keep(Job(len(self._jobs) + 1, ask))

    def job(self, number):
        if number not in self._jobs:
            raise NotFound("no_job", "There is no job {number}.", number=number)
        return self._jobs[number]

    def page(self, by="", before=0, limit=50):
        found = [j for j in self._jobs.values() if by in ("", j.ask.by) and (not before or j.id < before)]
        return found[::-1][:limit]

    def take(self, holder, at):
        waiting = next((job for job in self._jobs.values() if job.state is S.WAITING), None)
        if waiting is None:
            return None
        return self._keep(replace(waiting, state=S.RUNNING, holder=holder, began_at=at, beat_at=at))

    def beat(self, number, holder, at, pieces=None):
        counted = {"done": pieces[0], "total": pieces[1]} if pieces else {}
        return self._keep(replace(self._held(number, holder), beat_at=at, **counted)).stop

    def say(self, number, holder, said):
        self._keep(replace(self._held(number, holder), said=dict(said)))

    def end(self, number, holder, ended):
        told = {"state": ended.state, "said": dict(ended.said), "ended_at": ended.at, "result": ended.result}
        self._keep(replace(self._held(number, holder), **told, stop=False, holder=""))

    def ask_stop(self, number, at):
        job = self.job(number)
        if job.state is S.WAITING:
            self._keep(replace(job, state=S.STOPPED, ended_at=at))
        elif job.state is S.RUNNING:
            self._keep(replace(job, stop=True))
        else:
            raise _moved_on(job)

    def again(self, number, at):
        job = self.job(number)
        if job.state not in (S.FAILED, S.STOPPED) and not is_interrupted(job, at):
            raise _moved_on(job)
        fresh = dict.fromkeys(("began_at", "ended_at", "seen_at"))
        self._keep(replace(job, state=S.WAITING, holder="", stop=False, result=NO_FILE, **fresh))

    def see(self, number, at):
        job = self._jobs.get(number)
        if job and job.state in ENDED and job.seen_at is None:
            self._keep(replace(job, seen_at=at))

    def seen_before(self, at, limit=100):
        filed = [job for job in self._jobs.values() if job.ask.source.place or job.result.place]
        return [j for j in filed if j.state in ENDED and j.seen_at and j.seen_at < at][:limit]

    def forget_files(self, number):
        job = self.job(number)
        ask = replace(job.ask, source=replace(job.ask.source, place=""))
        self._keep(replace(job, ask=ask, result=replace(job.result, place="")))

    def places(self):
        found = (file.place for job in self._jobs.values() for file in (job.ask.source, job.result))
        return frozenset(filter(None, found))

    def _held(self, number, holder):
        job = self.job(number)
        if job.holder != holder or job.state is not S.RUNNING:
            raise Conflict("job_lost", "Another has taken up job {number}.", number=number)
        return job

    def _keep(self, job):
        self._jobs[job.id] = job
        return job


def _moved_on(job):
    return Conflict("job_moved_on", "Job {number} is {state} by now.", number=job.id, state=job.state)
