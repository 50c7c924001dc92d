"""Days that are kept as they were typed, and are often a slip: whoever typed them is told."""

from datetime import date
from zoneinfo import ZoneInfo

from desk.cli.desk import Desk
from workflow.documents import Document


def mind_the_year(desk: Desk, day: date) -> None:
    """A day to come is kept, for nobody knows the office's clock better; but it is often a slip."""
    if day > desk.today:
        desk.say("Mind: {day} is still to come.", day=day)


def mind_the_draft(desk: Desk, document: Document) -> None:
    """A letter issued as of a day before it was drafted, as when a week on paper is caught up with."""
    drafted = document.drafted_at.astimezone(ZoneInfo(desk.config.office.timezone)).date()
    if document.issued_on and document.issued_on < drafted:
        desk.say(
            "Mind: {number} is issued as of {issued}, but was drafted on {drafted} only.",
            number=document.number,
            issued=document.issued_on,
            drafted=drafted,
        )
