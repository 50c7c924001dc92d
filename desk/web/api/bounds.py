"""No request to the API is longer than this."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The longest body, in bytes; a request with five applicants and all it may say has less than a tenth.
MOST = 1_000_000
#: Where a ledger comes in, which is as long as the office allows.
LEDGERS = "/imports"


class Bounded:
    """Reads a body no further than the limit."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does; a body that is too long is told off by whoever reads it."""
        read, most = 0, _most(scope)

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        await self._app(scope, bounded, send)


def _most(scope: Scope) -> int:
    if scope["path"].removeprefix(scope.get("root_path", "")) != LEDGERS:
        return MOST
    return int(scope["app"].state.config().web.upload_mb) << 20
