"""The papers of the post room and the heads, filled from the cases: approval sheet, labels, service list."""

import re
from collections.abc import Iterable
from datetime import date

from desk.office import House
from desk.reply_way import reply_way
from letters import kept
from letters.catalogue import letter_of_kind
from letters.sheets.approval import ApprovalSheet
from letters.sheets.labels import Label
from letters.sheets.posting import Posting, ServiceList
from workflow.casework import Done, look
from workflow.corrections import as_corrected
from workflow.documents import Document, DocumentFilter
from workflow.entries import Entry
from workflow.fact_words import told_item
from workflow.ledger import Applicant
from workflow.service import Service, services
from workflow.vocabulary import Action, DocumentStatus, ServiceMethod

#: How many letters are read at a time.
PAGE = 500


def approval_sheet(house: House, done: Done, document: Document, today: date) -> ApprovalSheet:
    """What the heads are asked to approve: a letter of a case, and why."""
    record, case = done.record, done.case
    entry = _standing(done)[document.line]
    reply = case.clock.reply
    notes = ("暂定" if reply.provisional else "", "已延期" if case.clock.first_limit != reply.due_on else "")
    return ApprovalSheet(
        office=_office(house, done),
        ref=record.ref,
        received_on=case.received_on,
        channel=case.channel.zh,
        due_on=reply.due_on,
        due_note="、".join(filter(None, notes)),
        applicant=_names(done),
        applicant_kind=case.kind.zh,
        request=record.request.subject,
        outcome=_proposal(done, entry),
        reason=str(entry.facts.get("reason", "")),
        items=tuple(told_item(item) for item in entry.facts.get("items", ())),
        letter=kept.recall(document.words).title,
        number=document.number,
        handled_by=document.drafted_by,
        remark=record.request.note,
        dated=today,
    )


def _proposal(done: Done, entry: Entry) -> str:
    outcome = done.case.outcome
    return outcome.zh if entry.action is Action.ANSWER and outcome else entry.action.zh


def issued_on(house: House, day: date, units: frozenset[int] = frozenset()) -> list[Document]:
    """The letters issued on a day that stand, by number."""
    wanted, found = frozenset({DocumentStatus.ISSUED}), list[Document]()
    while page := house.ledger.document_page(
        DocumentFilter(
            statuses=wanted, units=units, issued_on=day, after=found[-1].id if found else 0, limit=PAGE
        )
    ):
        found += page
    return sorted(found, key=_by_number)


def _by_number(document: Document) -> tuple[tuple[str, int], ...]:
    """The order of document numbers as people read them: 2号 comes before 10号."""
    return tuple((text, int(figure or 0)) for text, figure in re.findall(r"(\D*)(\d*)", document.number))


def service_list(house: House, documents: Iterable[Document], day: date) -> ServiceList:
    """What the post room sends out on a day."""
    postings = [_posting(house, document) for document in documents]
    return ServiceList(office=house.config.office.name, day=day, postings=tuple(postings))


def labels(house: House, documents: Iterable[Document]) -> tuple[list[Label], list[str]]:
    """A label for each letter, and the numbers of those whose address is not on record."""
    made, lacking = [], []
    for document in documents:
        name, person = _addressee(look(house.office, document.ref), document)
        if person.address:
            made.append(
                Label(postcode=person.postcode, address=person.address, name=name, ref=document.number)
            )
        else:
            lacking.append(document.number)
    return made, lacking


def _posting(house: House, document: Document) -> Posting:
    done = look(house.office, document.ref)
    name, person = _addressee(done, document)
    sent = _sent(done, document)
    return Posting(
        ref=document.ref,
        number=document.number,
        letter=kept.recall(document.words).title,
        name=name,
        address=person.address,
        postcode=person.postcode,
        method=(sent.method if sent else _usual(done, document)).zh,
        tracking=str(sent.entry.facts.get("tracking", "")) if sent else "",
        posted_on=sent.entry.facts.get("posted") if sent else None,
        received=_received(sent) if sent else "",
    )


def _sent(done: Done, document: Document) -> Service | None:
    """How a reply was served last, before any other was given; of other letters nothing is on record."""
    served = [service for service in services(done.record.entries) if service.answer == document.line]
    return served[-1] if served else None


def _usual(done: Done, document: Document) -> ServiceMethod:
    """How a letter goes that nobody has served yet: to any but the applicant by post."""
    if not _to_applicant(done, document):
        return ServiceMethod.POST
    return reply_way(done.record.request, done.case.channel, _standing(done)[document.line])


def _received(sent: Service) -> str:
    day = sent.returned.on if sent.returned else sent.signed_on
    return f"{sent.delivery.zh} {day}" if day else sent.delivery.zh


def _standing(done: Done) -> dict[int, Entry]:
    """The entries as corrections have left them, by line."""
    return {entry.line: entry for entry in as_corrected(done.record.entries)}


def _addressee(done: Done, document: Document) -> tuple[str, Applicant]:
    """Whom a letter goes to, and where: of any but the applicant no address is on record."""
    if not _to_applicant(done, document):
        return kept.recall(document.words).addressee.removesuffix("："), Applicant("")
    return _names(done), done.record.request.applicants[0]


def _to_applicant(done: Done, document: Document) -> bool:
    return letter_of_kind(done.case.statute.id, document.kind).to == "applicant"


def _names(done: Done) -> str:
    return "、".join(applicant.name for applicant in done.record.request.applicants)


def _office(house: House, done: Done) -> str:
    return house.ledger.units()[done.record.request.unit].name
