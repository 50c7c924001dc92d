"""A case on one page of the terminal: where it stands, its deadlines, what happened, what is possible."""

from desk.cli.desk import Desk
from desk.docket_words import proceedings_table
from desk.words import due_words, standing, table
from workflow.case import Case
from workflow.casework import Done
from workflow.corrections import as_corrected
from workflow.entries import Entry
from workflow.ledger import Applicant
from workflow.recourse import OpenUntil, recourses


def case_page(desk: Desk, done: Done, letters: str) -> str:
    """The page of a case, with the table of its letters."""
    record, case, words = done.record, done.case, desk.words
    names = "、".join(applicant.name for applicant in record.request.applicants)
    head = f"{record.ref}  {names}  {record.request.subject}"
    state = desk.word(case.outcome or case.state)
    reply = case.clock.reply
    light = standing(desk.lang, reply.due_on or reply.missed_on, case.clock.workdays, desk.today)
    served = words("Closed on {day}.", day=case.clock.stopped_on) if case.closed else light
    deadlines = table(
        [words("Deadline"), words("Last day"), words("Article"), ""],
        (
            (
                desk.word(d.kind),
                due_words(desk.lang, d),
                d.sentence.article,
                words("running") if d.running else "",
            )
            for d in case.clock.deadlines
        ),
    )
    standing_entries = {entry.line: entry for entry in as_corrected(record.entries)}
    entries = table(
        ["#", words("Day"), words("Action"), words("By"), "", words("Facts")],
        (_entry_row(desk, entry, standing_entries.get(entry.line)) for entry in record.entries),
    )
    possible = "、".join(f"{desk.word(action)} {action.value}" for action in case.possible())
    lines = [
        head,
        f"{state} · {served}",
        _particulars(desk, done),
        _after_service(desk, case),
        "",
        deadlines,
        _proceedings(desk, case),
        entries,
        letters,
        words("Possible now: {list}", list=possible),
    ]
    return "\n".join(line for n, line in enumerate(lines) if line or n == BLANK)


#: The place of the empty line between the head and the tables.
BLANK = 4


def _particulars(desk: Desk, done: Done) -> str:
    """What else was written down when the request came in."""
    request, people = done.record.request, done.record.request.applicants
    told = {
        desk.words("Contact"): "、".join(filter(None, (person.contact for person in people))),
        desk.words("Address"): "、".join(filter(None, (_address(person) for person in people))),
        desk.words("Identity document"): "、".join(filter(None, (person.id_document for person in people))),
        desk.words("Agent"): "、".join(dict.fromkeys(filter(None, (person.agent for person in people)))),
        desk.words("Arrived"): str(request.arrived_on or ""),
        desk.words("Topic"): request.topic,
        desk.words("Wanted as"): "，".join(filter(None, (request.form_of_supply, request.way))),
        desk.words("Note"): request.note,
    }
    return "  ".join(f"{name}：{value}" for name, value in told.items() if value)


def _address(person: Applicant) -> str:
    return " ".join(filter(None, (person.postcode, person.address)))


def _after_service(desk: Desk, case: Case) -> str:
    """What became of the reply, and until when the applicant may act on it."""
    if case.delivery is None:
        return ""
    signed = f" {case.signed_on}" if case.signed_on else ""
    ways = [_way(desk, way) for way in recourses(case)]
    return " · ".join([desk.word(case.delivery) + signed, *ways])


def _way(desk: Desk, way: OpenUntil) -> str:
    """A way that is open until a day, or was taken on one."""
    kind = desk.word(way.kind)
    if way.filed_on:
        return desk.words("{way} filed on {day}", way=kind, day=way.filed_on)
    return desk.words("{way} until {day}", way=kind, day=way.until or desk.words("not known yet"))


def _proceedings(desk: Desk, case: Case) -> str:
    """Reviews, suits and complaints, where there are any."""
    if not case.proceedings:
        return ""
    return proceedings_table(desk.lang, case.proceedings, case.clock.workdays, desk.today)


def _entry_row(desk: Desk, entry: Entry, now: Entry | None) -> tuple[str, ...]:
    """A line of the ledger as it was written, and what has become of it since."""
    mark = ""
    if now is None:
        mark = desk.words("taken back")
    elif now != entry:
        mark = desk.words("corrected")
    elif entry.irregular:
        mark = desk.words("irregular")
    facts = "  ".join(f"{name}={_fact(value)}" for name, value in entry.facts.items())
    return (str(entry.line), str(entry.on), desk.word(entry.action), entry.by, mark, facts)


def _fact(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    items = [" | ".join(f"{name}={told}" for name, told in item.items()) for item in value]
    return "；".join(items)
