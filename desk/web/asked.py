"""A request as it was typed: read from the form it is logged with, and an arrival put into that form."""

from collections.abc import Mapping
from datetime import date

from desk.web.numbers import whole
from workflow.arrivals import Arrival
from workflow.casework import Receipt
from workflow.errors import BadFacts
from workflow.ledger import Applicant, Request
from workflow.values import read_day
from workflow.vocabulary import ApplicantKind, Channel

#: How many joint applicants the form has room for.
JOINT = 5


def request_of(typed: Mapping[str, str]) -> Request:
    """What is asked for, and by whom.

    Raises:
        BadFacts: the day it came in is none.
    """
    people = (applicant_of(typed, n) for n in range(JOINT))
    return Request(
        unit=unit_of(typed),
        applicants=tuple(one for one in people if one != Applicant("")),
        subject=typed.get("subject", ""),
        topic=typed.get("topic", ""),
        form_of_supply=typed.get("form_of_supply", ""),
        way=typed.get("way", ""),
        arrived_on=day_of(typed, "arrived"),
        note=typed.get("note", ""),
    )


def receipt_of(typed: Mapping[str, str]) -> Receipt:
    """How and when it came in.

    Raises:
        BadFacts: that is not said, or the day is none.
    """
    try:
        channel, kind = Channel.of(typed.get("channel", "")), ApplicantKind.of(typed.get("kind", ""))
    except ValueError:
        raise BadFacts(
            "nothing_chosen", "Choose how the request came in, and what kind of applicant it is."
        ) from None
    received = day_of(typed, "received")
    if received is None:
        raise BadFacts("no_receipt_day", "Enter the day of receipt.")
    return Receipt(received, channel, kind)


def applicant_of(typed: Mapping[str, str], n: int = 0) -> Applicant:
    """One of those who ask, counted from nought."""
    return Applicant(*(typed.get(f"{name}{n}", "") for name in Applicant.__slots__))


def unit_of(typed: Mapping[str, str]) -> int:
    """The unit chosen; nought, which there is not, where none is."""
    return whole(typed.get("unit", ""))


def day_of(typed: Mapping[str, str], name: str) -> date | None:
    """A day as it was typed, if it was.

    Raises:
        BadFacts: it is none.
    """
    text = typed.get(name, "")
    try:
        return read_day(text) if text else None
    except ValueError:
        raise BadFacts(
            "bad_day_typed", "“{value}” is not a day like 2026-03-09.", value=text, field=name
        ) from None


def typed_of(arrival: Arrival) -> dict[str, str]:
    """An arrival as the form to log it shows it."""
    who = arrival.applicant
    return {f"{name}0": getattr(who, name) for name in Applicant.__slots__} | {
        "unit": str(arrival.unit),
        "subject": arrival.subject,
        "note": arrival.note,
    }
