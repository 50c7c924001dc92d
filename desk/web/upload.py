"""A form with a file: how large it may be, where in it the file is, and that the file is let go of."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from desk.web.posted import posted_within
from workflow.errors import BadFacts

#: The field that holds the file.
FILE = "file"
#: A letter has some fifty kilobytes; a form with more bytes than this holds none.
MOST_BYTES = 20_000_000


async def sent(request: Request) -> AsyncIterator[FormData]:
    """The fields of a form, which may hold a file; one too large is refused before a byte of it is read.

    Raises:
        BadFacts: it is too large, or does not say how large it is.
        Refused: it does not come from one of our pages.
    """
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        raise BadFacts("too_large", "The file is larger than {limit} MB.", limit=MOST_BYTES // 1_000_000)
    form = await posted_within(request, MOST_BYTES)
    try:
        yield form
    finally:
        await form.close()


def uploaded(form: FormData) -> bytes:
    """The file of a form.

    Raises:
        BadFacts: there is none, or more than one.
    """
    found = form.getlist(FILE)
    if len(found) != 1 or not isinstance(found[0], UploadFile) or not found[0].filename:
        raise BadFacts("no_file", "Choose a file.", field=FILE)
    return found[0].file.read()


Sent = Annotated[FormData, Depends(sent)]
