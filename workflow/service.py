"""The services of a case's replies, each with what became of it before the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workflow.corrections import as_corrected
from workflow.entries import Entry, in_legal_order
from workflow.vocabulary import Action, Delivery, ServiceMethod

A = Action


@dataclass(frozen=True, slots=True)
class Service:
    """One service of a reply: `answer` is the line of the answer served, `entry` the service itself.

    `signed_on` is the day the applicant had it in hand, `returned` the entry that says it came back.
    """

    answer: int
    entry: Entry
    signed_on: date | None
    returned: Entry | None = None

    @property
    def method(self) -> ServiceMethod:
        """How it was served; by post where nobody says."""
        return method_of(self.entry)

    @property
    def delivery(self) -> Delivery:
        """What became of it."""
        if self.returned:
            return Delivery.RETURNED
        return Delivery.SIGNED if self.signed_on else Delivery.SENT


def services(entries: Sequence[Entry]) -> list[Service]:
    """The services a record tells of, in legal order, as corrected; an irregular one served nothing."""
    found: list[Service] = []
    answer = 0
    for entry in in_legal_order(as_corrected(entries)):
        if entry.irregular:
            continue
        match entry.action:
            case A.ANSWER:
                answer = entry.line
            case A.SERVE | A.SERVE_AGAIN:
                found.append(Service(answer, entry, in_hand_on(entry)))
            case A.SIGN_FOR if found:
                found[-1] = replace(found[-1], signed_on=entry.on)
            case A.RETURN_MAIL if found:
                found[-1] = replace(found[-1], returned=entry)
            case _:
                pass
    return found


def method_of(service: Entry) -> ServiceMethod:
    """How a reply was served; by post where nobody says."""
    return ServiceMethod.of(service.facts.get("method", ServiceMethod.POST))


def in_hand_on(service: Entry) -> date | None:
    """The day the applicant had the reply: by post none until somebody signs, else the day of service."""
    signed: date | None = service.facts.get("signed")
    return signed or (None if method_of(service) is ServiceMethod.POST else service.on)
