"""The proof of alerts in words, for the command line and the pages."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo

from desk.language import phrase
from desk.office import House
from desk.words import threshold_words
from workflow.outbox import EVERYBODY, Message, alert_name
from workflow.proof import Cause, Proven, Reason, Standing


def told_outside(house: House, about: str) -> Mapping[str, Sequence[Message]]:
    """The messages about a case, or a unit, by the name of the alert they tell of."""
    found = defaultdict[str, list[Message]](list)
    for message in house.ledger.outbox.about(about):
        found[message.told.alert].append(message)
    return found


def messages_of(told: Mapping[str, Sequence[Message]], about: str, proven: Proven) -> Sequence[Message]:
    """The messages that tell of one threshold."""
    return told.get(alert_name(about, proven.alert.key), ())


def remarks(lang: str, zone: tzinfo, proven: Proven, messages: Sequence[Message]) -> Iterator[str]:
    """What there is to say of a threshold: how it stands, how late it was and why, and who was told."""
    if proven.by is not None:
        yield phrase(lang, "superseded by “{threshold}”", threshold=threshold_words(lang, proven.by))
    elif proven.standing is not Standing.RAISED:
        yield proven.standing.label(lang)
    if proven.raised and proven.raised.late_by:
        yield phrase(lang, "late by {n} working days", n=proven.raised.late_by)
    for reason in proven.reasons:
        yield reason_words(lang, zone, reason)
    if proven.moved_to:
        yield phrase(lang, "the last day is {day} now", day=proven.moved_to)
    for message in messages:
        yield _message_words(lang, zone, message)


def _message_words(lang: str, zone: tzinfo, message: Message) -> str:
    """How far a message has come, by which way, and to whom; a robot speaks to its group."""
    told = message.told
    way = told.route.label(lang) + ("" if told.recipient == EVERYBODY else f" → {told.recipient}")
    at = f" {moment_words(zone, message.sent_at)}" if message.sent_at else ""
    return f"{way} {message.state.label(lang)}{at}"


def reason_words(lang: str, zone: tzinfo, reason: Reason) -> str:
    """Why an alert was late."""
    since, until = (at and moment_words(zone, at) for at in (reason.since, reason.until))
    if reason.cause is Cause.SILENT:
        return phrase(lang, "nobody rang from {since} to {until}", since=since, until=until)
    if reason.cause is Cause.ENTERED_LATE:
        return phrase(lang, "entry {line} was written on {at}, after that day", line=reason.line, at=until)
    if reason.cause is Cause.CALENDAR:
        return phrase(lang, "a holiday notice was added on {at}", at=until)
    return phrase(lang, "why it is late is not on record")


def moment_words(zone: tzinfo, at: datetime) -> str:
    """An instant in the office, to the minute."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
