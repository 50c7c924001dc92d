"""What whoever carries messages promises, and how it fails."""

from collections.abc import Callable

from workflow.errors import CaseworkError
from workflow.outbox import Message
from workflow.people import Person

#: Carries a message to its recipient, who is a person where the route reaches single people.
Carry = Callable[[Message, Person | None], None]

#: How long the other side may be silent, in seconds.
TIMEOUT = 20


class Undelivered(Exception):
    """A message has not left, because of `why`.

    With `final` it never will, as it is. With `down` nothing leaves by this route just now: the next message
    would only wait for the same failure.
    """

    def __init__(self, why: CaseworkError, *, final: bool = False, down: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.final = final
        self.down = down
