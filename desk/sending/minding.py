"""What a person sees of the messages, and does about those that have not left."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from desk.config import Config
from desk.office import House
from desk.sending.words import plain_lines, subject
from workflow.casework import Actor
from workflow.duties import Duty
from workflow.machine import WRITERS
from workflow.outbox import EVERYBODY, Message, MessageState, Outbox
from workflow.people import check_duty

#: What has not left and never will by itself; what is still on its way; what is done with.
DEAD: Final = (MessageState.DEAD,)
WAITING: Final = (MessageState.PENDING, MessageState.LEASED)
ENDED: Final = (MessageState.SENT, MessageState.FOLDED, MessageState.DISCARDED)


def outbox_of(house: House, actor: Actor) -> Outbox:
    """The messages, for who keeps the settings: they hold references and days, and nothing else of a case.

    Raises:
        Refused: that is not what the actor is there for.
    """
    check_duty(actor, Duty.SETTINGS)
    return house.ledger.outbox


def unsent(outbox: Outbox, limit: int) -> Sequence[Message]:
    """What has not left, what never will by itself first."""
    dead = outbox.page(DEAD, limit=limit)
    return [*dead, *outbox.page(WAITING, limit=limit)][:limit]


def resend_all(outbox: Outbox, by: str, at: datetime) -> int:
    """Send everything again that could not be sent; how much that is."""
    many = 0
    while page := outbox.page(DEAD, limit=500):
        for message in page:
            outbox.resend(message.id, by, at)
        many += len(page)
    return many


def without_address(house: House) -> Sequence[str]:
    """Who works on cases and cannot be mailed to, in an office that mails."""
    if not house.config.mail.server:
        return ()
    people = house.ledger.accounts.people()
    return [one.login for one in people if one.active and one.roles & set(WRITERS) and not one.mail]


def to_words(message: Message) -> str:
    """To whom a message goes."""
    return "—" if message.told.recipient == EVERYBODY else message.told.recipient


def plain_message(config: Config, message: Message) -> dict[str, Any]:
    """A message as programs read it."""
    return {
        "number": message.id,
        "route": message.told.route.value,
        "to": message.told.recipient,
        "kind": message.told.kind.value,
        "code": message.told.code,
        "subject": subject(config, message),
        "state": message.state.value,
        "attempts": message.attempts,
        "error": message.error,
        "at": message.at,
        "due_at": message.due_at,
        "sent_at": message.sent_at,
        "digest": message.digest,
        "by": message.by,
        "by_at": message.by_at,
        "lines": plain_lines(config, message.told.lines),
    }
