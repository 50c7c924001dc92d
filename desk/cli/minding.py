"""Days that are kept as they were typed, and are often a slip: whoever typed them is told."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from desk.cli.desk import Desk
from workflow.documents import Document


def mind_the_year(desk: Desk, day: date) -> None:
    """A day to come is kept, for nobody knows the office's clock better; but it is often a slip."""
    if day > desk.today:
        desk.say("Mind: {day} is still to come.", day=day)


def mind_the_drafts(desk: Desk, documents: Iterable[Document]) -> None:
    """Letters issued as of a day before they were drafted, as when a week on paper is caught up with."""
    zone = ZoneInfo(desk.config.office.timezone)
    numbers = "、".join(
        document.number
        for document in documents
        if document.issued_on and document.issued_on < document.drafted_at.astimezone(zone).date()
    )
    if numbers:
        desk.say("Mind: issued as of a day before the draft was made: {numbers}.", numbers=numbers)
