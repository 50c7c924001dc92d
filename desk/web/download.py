"""A file as an answer: its name is told safely, and no browser keeps it or takes it for something else."""

import re
from urllib.parse import quote

from fastapi import Response

from workflow.jobs import Job

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: What the file of a job is sent as, by how its name ends: never as anything a browser would show.
OF_JOBS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
}
#: A name that can be told as it is.
PLAIN = re.compile(r"[A-Za-z0-9._-]+")


def file_answer(content: bytes, kind: str, name: str, *, plain: str = "", shown: bool = False) -> Response:
    """A file of a kind (PDF, DOCX) under a name, to be kept, or `shown` in the browser.

    The name is told as RFC 6266 and RFC 5987 have it, whatever its characters; `plain` stands for it where
    a browser knows no others than those of English.
    """
    how = "inline" if shown else "attachment"
    if PLAIN.fullmatch(name):
        told = f'{how}; filename="{name}"'
    else:
        plain = plain or f"file.{name.rpartition('.')[2]}"
        told = f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=kind, headers={"content-disposition": told})


def result_answer(job: Job, content: bytes) -> Response:
    """The file a job has made, to be kept."""
    ending = job.result.place.rpartition(".")[2]
    return file_answer(content, OF_JOBS[ending], job.result.name, plain=f"job-{job.id}.{ending}")
