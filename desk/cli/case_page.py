"""A case on one page of the terminal: where it stands, its deadlines, what happened, what is possible."""

from desk.cli.desk import Desk
from desk.words import due_words, standing, table
from workflow.casework import Done
from workflow.corrections import as_corrected
from workflow.entries import Entry


def case_page(desk: Desk, done: Done) -> str:
    """The page of a case."""
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
        "",
        deadlines,
        entries,
        words("Possible now: {list}", list=possible),
    ]
    return "\n".join(lines)


def _entry_row(desk: Desk, entry: Entry, now: Entry | None) -> tuple[str, ...]:
    """A line of the ledger as it was written, and what has become of it since."""
    mark = ""
    if now is None:
        mark = desk.words("taken back")
    elif now != entry:
        mark = desk.words("corrected")
    elif entry.irregular:
        mark = desk.words("irregular")
    facts = "  ".join(f"{name}={value}" for name, value in entry.facts.items())
    return (str(entry.line), str(entry.on), desk.word(entry.action), entry.by, mark, facts)
