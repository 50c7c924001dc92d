"""A form with a file: no more of it is taken than the office allows."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from desk.jobs.folder import too_large
from desk.web.posted import posted_within
from workflow.errors import BadFacts

#: What a form may hold beside its file.
REST = 1 << 16


async def uploaded(request: Request) -> FormData:
    """The fields of a form with a file, which waits on the disk and not in memory.

    Raises:
        BadInput: the file is larger than the office allows.
        Refused: the form does not come from one of our pages.
    """
    most = request.app.state.config.web.upload_mb << 20
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most + REST:
        raise too_large(most)
    return await posted_within(request, most + REST)


def file_of(form: FormData, name: str) -> UploadFile:
    """The file of a field.

    Raises:
        BadFacts: none was chosen.
    """
    found = form.getlist(name)
    if len(found) != 1 or not isinstance(found[0], UploadFile) or not found[0].filename:
        raise BadFacts("no_file_chosen", "Choose a file.", name=name)
    return found[0]


Uploaded = Annotated[FormData, Depends(uploaded)]
