"""What jobs have left behind is cleaned away: files long seen, and what a killed process left."""

import shutil
from datetime import timedelta

from desk.jobs.folder import folder_of
from desk.office import House, now

#: Nothing that no job names is touched before: somebody may be about to name it.
YOUNG = timedelta(days=1)


def clean_up(whole: House) -> None:
    """Clean away the files of jobs whose end was seen long enough ago, and those that belong to no job."""
    if whole.config.job_files is None:
        return
    folder, jobs = folder_of(whole.config), whole.ledger.jobs
    before = now() - timedelta(days=whole.config.web.job_days)
    while old := jobs.seen_before(before):
        for job in old:
            folder.drop(job.ask.source)
            folder.drop(job.result)
            jobs.forget_files(job.id)
    if not folder.path.is_dir():
        return
    named, young = jobs.places(), (now() - YOUNG).timestamp()
    for left in list(folder.path.iterdir()):
        if left.name not in named and left.stat().st_mtime < young:
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
