"""The file of a case (卷宗): what is on record about it, with the letters as they were issued."""

from collections.abc import Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from desk.attachment_files import size_words
from desk.office import House
from desk.words import mark_words
from letters import kept
from letters.sheets.case_file import (
    AttachedPaper,
    CaseFile,
    ClockDay,
    CourseLine,
    Enclosed,
    OpinionHeard,
    ServiceProof,
)
from workflow.attached import Attachment, attachments
from workflow.casework import Done
from workflow.corrections import as_corrected
from workflow.documents import Document
from workflow.entries import Entry
from workflow.explain import explain
from workflow.fact_words import told
from workflow.service import services
from workflow.vocabulary import Action, DocumentStatus, Opinion, Party

A = Action


def case_file_of(house: House, done: Done, bound_by: str, today: date) -> CaseFile:
    """Everything but the letters."""
    record, case = done.record, done.case
    zone = ZoneInfo(house.config.office.timezone)
    documents = house.ledger.documents(record.ref)
    titles = {d.kind: kept.recall(d.words).title for d in documents}
    numbers = {d.line: d.number for d in documents if d.status is DocumentStatus.ISSUED}
    return CaseFile(
        office=house.ledger.units()[record.request.unit].name,
        ref=record.ref,
        subject=record.request.subject,
        applicant="、".join(person.name for person in record.request.applicants),
        received_on=case.received_on,
        closed_on=case.clock.stopped_on,
        outcome=(case.outcome or case.state).zh,
        particulars=tuple((name, value) for name, value in _particulars(done) if value),
        course=tuple(_course(entry, zone, titles) for entry in record.entries),
        clock=tuple(_clock(done)),
        opinions=tuple(_opinions(done)),
        proofs=tuple(_proofs(done, numbers)),
        attachments=tuple(_attached(one, zone) for one in attachments(record.entries)),
        bound_by=bound_by,
        dated=today,
    )


def letters_of(house: House, ref: str) -> list[Enclosed]:
    """The letters of a case that were issued and stand, byte for byte, in order of issue."""
    issued = [d for d in house.ledger.documents(ref) if d.status is DocumentStatus.ISSUED]
    return [_enclosed(house, document) for document in sorted(issued, key=lambda d: d.issued or 0)]


def _enclosed(house: House, document: Document) -> Enclosed:
    return Enclosed(
        title=kept.recall(document.words).title,
        number=document.number,
        dated=document.issued_on or date.min,
        pdf=house.ledger.file(document.pdf),
    )


def _particulars(done: Done) -> Iterator[tuple[str, str]]:
    request, case = done.record.request, done.case
    yield "登记编号", done.record.ref
    for person in request.applicants:
        yield "申请人", person.name
        yield "身份证明", person.id_document
        yield "联系方式", person.contact
        yield "地址", " ".join(filter(None, (person.postcode, person.address)))
        yield "代理人", person.agent
    yield "申请人类别", case.kind.zh
    yield "来件方式", case.channel.zh
    yield "来件日期", str(request.arrived_on or "")
    yield "收到申请之日", str(case.received_on)
    yield "申请内容", request.subject
    yield "类别", request.topic
    yield "要求的形式", request.form_of_supply
    yield "要求的途径", request.way
    yield "适用法规", case.statute.title + case.statute.instrument
    yield "备注", request.note


def _course(entry: Entry, zone: ZoneInfo, titles: Mapping[str, str]) -> CourseLine:
    return CourseLine(
        line=entry.line,
        on=entry.on,
        recorded_at=entry.recorded_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        by=entry.by,
        what=entry.action.zh,
        facts=tuple((name, titles.get(value, value)) for name, value in told(entry.action, entry.facts)),
    )


def _attached(one: Attachment, zone: ZoneInfo) -> AttachedPaper:
    gone, proves = one.withdrawn, f"证明第{one.proves}条记录" if one.proves else ""
    return AttachedPaper(
        line=one.line,
        name=one.name,
        kind=one.kind.zh,
        type=one.type.zh,
        size=size_words(one.bytes),
        added=f"{one.at.astimezone(zone):%Y-%m-%d} {one.by}",
        sha256=one.sha256,
        remark="；".join(filter(None, (proves, f"已撤下（{gone.by}）：{gone.reason}" if gone else ""))),
    )


def _clock(done: Done) -> Iterator[ClockDay]:
    for day in explain(done.case.clock):
        yield ClockDay(
            on=day.on,
            mark=mark_words("zh", day),
            counted=day.counted,
            total=day.total,
            article=day.sentence.article,
            acts="、".join(action.zh for action in day.acts),
            is_due=day.is_due,
        )


def _opinions(done: Done) -> Iterator[OpinionHeard]:
    """Whom the office asked, and what each said."""
    happened = as_corrected(done.record.entries)
    heard = {e.facts.get("consultation"): e for e in happened if e.action is A.END_CONSULTATION}
    caps = {pause.entry.line: pause.cap for pause in done.case.clock.pauses}
    for entry in happened:
        if entry.action is not A.CONSULT or entry.irregular:
            continue
        answer, cap = heard.get(entry.line), caps.get(entry.line)
        opinion = answer.facts.get("opinion") if answer else None
        yield OpinionHeard(
            party=str(entry.facts.get("with", Party.of(entry.facts.get("party", Party.THIRD_PARTY)).zh)),
            asked_on=entry.on,
            limit=date.fromordinal(cap) if cap else None,
            answered_on=answer.on if answer else None,
            opinion=Opinion.of(opinion).zh if opinion else "",
            reason=str(answer.facts.get("note", "")) if answer else "",
        )


def _proofs(done: Done, numbers: Mapping[int, str]) -> Iterator[ServiceProof]:
    """Each service of a reply, with what became of it; `numbers` are its letters', by the line told of."""
    for service in services(done.record.entries):
        returned = service.returned
        yield ServiceProof(
            letter=numbers.get(service.answer, "答复"),
            method=service.method.zh,
            posted_on=service.entry.facts.get("posted"),
            signed_on=service.signed_on,
            returned_on=returned.on if returned else None,
            tracking=str(service.entry.facts.get("tracking", "")),
            note=str(returned.facts.get("reason", "")) if returned else "",
        )
