"""A form with files: how much of it is read, where in it a file is, and that the files are let go of."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from desk.web.posted import MEGABYTE, TOO_LARGE, TooLarge, posted_within
from workflow.errors import BadFacts

#: The field that holds the file.
FILE = "file"
#: A letter has some fifty kilobytes, and no sheet and no table has more megabytes than this.
MOST = 20
#: What the fields of a form may add to its files, in bytes.
FIELDS = 1 * MEGABYTE


async def read_up_to(request: Request, megabytes: int) -> AsyncIterator[FormData]:
    """The fields and files of a form, on the disk until the answer is given; one too large is not read.

    Raises:
        TooLarge: it is larger, or the browser does not say how large it is.
        Refused: it does not come from one of our pages.
    """
    length, most = request.headers.get("content-length", ""), megabytes * MEGABYTE + FIELDS
    if not length.isdecimal() or int(length) > most:
        raise TooLarge("too_large", TOO_LARGE, limit=megabytes)
    form = await posted_within(request, most)
    try:
        yield form
    finally:
        await form.close()


async def sent(request: Request) -> AsyncIterator[FormData]:
    """The fields of a form that may hold a letter, a sheet or a table; see `read_up_to`."""
    async for form in read_up_to(request, MOST):
        yield form


async def ledger_sent(request: Request) -> AsyncIterator[FormData]:
    """The fields of a form with a ledger, as large as the office allows; see `read_up_to`."""
    async for form in read_up_to(request, request.app.state.config.web.upload_mb):
        yield form


def file_of(form: FormData, name: str = FILE) -> UploadFile:
    """The file of a field.

    Raises:
        BadFacts: none was chosen, or more than one.
    """
    found = form.getlist(name)
    if len(found) != 1 or not isinstance(found[0], UploadFile) or not found[0].filename:
        raise BadFacts("no_file", "Choose a file.", field=name)
    return found[0]


Sent = Annotated[FormData, Depends(sent)]
LedgerSent = Annotated[FormData, Depends(ledger_sent)]
