"""The proof of alerts in words, for the command line and the pages."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from desk.language import phrase
from desk.words import threshold_words
from workflow.proof import Cause, Proven, Reason, Standing


def remarks(lang: str, zone: tzinfo, proven: Proven) -> Iterator[str]:
    """What there is to say of a threshold: how it stands, how late it was and why, where its day went."""
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
