"""By which status of HTTP a fault is told."""

from http import HTTPStatus

from desk.web.posted import TooLarge
from workflow.errors import BadFacts, BadInput, Busy, Conflict, NotFound

#: What the browser is told of each fault; a rule that refuses is 403. The first that fits holds.
STATUS = {
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    BadFacts: HTTPStatus.UNPROCESSABLE_ENTITY,
    BadInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
}


def status_of(fault: Exception) -> int:
    """The status of an answer that a fault has stopped."""
    return next((code for kind, code in STATUS.items() if isinstance(fault, kind)), HTTPStatus.FORBIDDEN)
