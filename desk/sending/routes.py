"""The routes an office has opened, and whom each of them reaches."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Final

from desk.config import Config
from desk.sending.carrying import Carry
from desk.sending.drop import drop
from desk.sending.mail import mail
from desk.sending.webhook import webhook
from workflow.outbox import EVERYBODY, Route
from workflow.people import Person

# fmt: off
#: Who carries what leaves by a route.
CARRIERS: Final[Mapping[Route, Callable[[Config], AbstractContextManager[Carry]]]] = {
    Route.MAIL:    mail,
    Route.WEBHOOK: webhook,
    Route.DROP:    drop,
}
# fmt: on


def routes_of(config: Config) -> tuple[Route, ...]:
    """The routes that are open: those the configuration says where they lead."""
    leads = {
        Route.MAIL: config.mail.server,
        Route.WEBHOOK: config.webhook.url_file,
        Route.DROP: config.drop.folder,
    }
    return tuple(route for route in Route if leads[route])


def reached(route: Route, people: Iterable[Person]) -> Sequence[str]:
    """The recipients of a route that is to reach these people: a robot speaks to all of them at once."""
    if route is Route.WEBHOOK:
        return (EVERYBODY,)
    return [one.login for one in people if route is not Route.MAIL or one.mail]
