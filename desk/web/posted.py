"""What a form has posted, once it is proved to come from one of our pages."""

import hmac
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.types import Message

from desk.web.visit import SESSION, seal_of
from workflow.errors import BadFacts, BadInput, Refused, mark
from workflow.values import is_writable

#: The field that holds the form's token, and the cookie it belongs to where nobody is signed in yet.
SEAL, VISITOR = "seal", "foi-visitor"
#: No form has more fields than this.
MOST_FIELDS = 400
MEGABYTE = 1 << 20
#: No form without a file has more bytes: the words of a year's report have a tenth.
MOST_BYTES = 2 * MEGABYTE
TOO_LARGE = mark("What was sent is larger than {limit} MB, and nothing of it was kept. Send less at a time.")


class TooLarge(BadInput):
    """A post is larger than its page takes, and was not read."""


async def posted(request: Request) -> FormData:
    """The fields of a form without a file of any size.

    Raises:
        Refused: it does not come from one of our pages.
        TooLarge: it holds too much.
    """
    return await posted_within(request, MOST_BYTES)


async def posted_within(request: Request, most: int) -> FormData:
    """The fields and files of a form of at most so many bytes; no more of it is read, whoever sends it.

    Raises:
        Refused: it does not come from one of our pages.
        TooLarge: it holds more.
    """
    _same_origin(request)
    taken = 0

    async def receive() -> Message:
        nonlocal taken
        message = await request.receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLarge("too_large", TOO_LARGE, limit=most // MEGABYTE)
        return message

    # A body comes once: whoever asks again, after the session has ended, is given what was read.
    form: FormData | None = getattr(request.state, "form", None)
    if form is None:
        form = await Request(request.scope, receive).form(max_files=20, max_fields=MOST_FIELDS)
        request.state.form = form
    given = str(form.get(SEAL, "")).encode()
    # A session that has ended leaves its cookie behind, and the form to sign in again belongs to the visit.
    cookies = (request.cookies.get(name) for name in (SESSION, VISITOR))
    if not any(hmac.compare_digest(given, seal_of(cookie).encode()) for cookie in cookies if cookie):
        await form.close()
        raise _forged()
    return form


def text(form: FormData, name: str) -> str:
    """One field, its blanks cut off, its lines ended as texts are kept; empty where it is missing.

    Raises:
        BadFacts: it was given twice, or as a file; or it holds what no database keeps and no page shows.
    """
    found = form.getlist(name)
    if len(found) > 1 or any(isinstance(one, UploadFile) for one in found):
        raise BadFacts("field_twice", "The field {field} was given twice.", field=name)
    # Browsers end a line with two characters (HTML: form submission), texts in the ledger with one.
    told = str(found[0]).replace("\r\n", "\n").strip() if found else ""
    if not is_writable(told):
        raise BadFacts("unwritable_text", "{field} holds characters that cannot be written.", field=name)
    return told


def fields(form: FormData) -> dict[str, str]:
    """Every field of a form, as `text` reads it."""
    return {name: text(form, name) for name in form}


def _same_origin(request: Request) -> None:
    """What browsers say of a post's origin, where they say it (Fetch: Sec-Fetch-Site, Origin)."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in (None, "same-origin", "none") or (
        origin is not None and origin.partition("://")[2] != request.headers.get("host")
    ):
        raise _forged()


def _forged() -> Refused:
    return Refused("forged_form", "This form is no longer valid. Load the page again and send it once more.")


Posted = Annotated[FormData, Depends(posted)]
