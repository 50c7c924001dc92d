"""What every page of letters has at hand: whoever works on them, how a letter stands, who may sign it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from desk.clerking import Clerk
from desk.letterbox import idle
from desk.press import renderer
from desk.web.lights import Light, light_of
from desk.web.visit import Visit
from letters.kept import recall
from workflow.casework import Done, look
from workflow.documents import Document, DocumentFilter
from workflow.errors import BadFacts
from workflow.facts import WANTED
from workflow.machine import may
from workflow.paperwork import wants_another
from workflow.values import read_day
from workflow.vocabulary import Action, DocumentStatus

S = DocumentStatus
NO_DAY = WANTED["day"]
#: How many letters are read at a time.
READ = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A letter in a list: its title, whether its case calls for it no more, and how its case stands."""

    document: Document
    title: str
    idle: bool
    light: Light | None


@contextmanager
def clerk_of(visit: Visit) -> Iterator[Clerk]:
    """The visitor at work on letters, with the office's own templates where it has some."""
    with renderer(visit.house.config) as fill:
        yield Clerk(visit.house, visit.actor, fill, visit.now)


def line_of(visit: Visit, document: Document) -> Line:
    """A letter as a list shows it."""
    office = visit.house.office
    done = look(office, document.ref)
    stale = document.id in idle(office.law, done, [document])
    return Line(document, recall(document.words).title, stale, light(visit, done))


def light(visit: Visit, done: Done) -> Light | None:
    """The light of a case; none once its clock has stopped."""
    if done.case.closed:
        return None
    clock = done.case.clock
    due = clock.reply.due_on or clock.reply.missed_on
    return light_of(visit.display.lang, due, clock.workdays, visit.today)


def every(visit: Visit, wanted: DocumentFilter) -> Iterator[Document]:
    """The letters of a list, one after the other, whatever its limit."""
    wanted = replace(wanted, limit=READ)
    while page := visit.house.ledger.document_page(wanted):
        yield from page
        wanted = replace(wanted, after=page[-1].id)


def waits_for(visit: Visit, document: Document) -> bool:
    """Whether a draft waits for the visitor's signature: the office wants one, and theirs will do."""
    office = visit.house.office
    return (
        document.status is S.DRAFT
        and office.signoff.needed
        and may(Action.ANSWER, visit.actor.roles)
        and not wants_another(office, document, visit.actor)
    )


def waiting_for(visit: Visit) -> Iterator[Document]:
    """The drafts that wait for the visitor's signature, oldest first."""
    if not visit.house.config.signoff.needed or not may(Action.ANSWER, visit.actor.roles):
        return
    drafts = every(visit, DocumentFilter(statuses=frozenset({S.DRAFT})))
    yield from (document for document in drafts if waits_for(visit, document))


def day_of(typed: Mapping[str, str], name: str, action: Action) -> date | None:
    """A day as it was typed; none where nothing was.

    Raises:
        BadFacts: it is none.
    """
    text = typed.get(name, "")
    try:
        return read_day(text) if text else None
    except ValueError:
        raise BadFacts("bad_fact", NO_DAY, action=action, fact=name, value=text) from None


def day_asked(text: str) -> date | None:
    """A day in an address; none where there is none.

    Raises:
        BadFacts: it cannot be read.
    """
    try:
        return read_day(text) if text else None
    except ValueError:
        raise BadFacts("bad_filter", "The filter cannot be read: {value}.", value=text) from None
