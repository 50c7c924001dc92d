"""A case on one page of the terminal: where it stands, its deadlines, what happened, what is possible."""

from desk.cli.desk import Desk
from desk.words import due_words, standing, table
from workflow.casework import Done


def case_page(desk: Desk, done: Done) -> str:
    """The page of a case."""
    record, case, words = done.record, done.case, desk.words
    names = "、".join(applicant.name for applicant in record.request.applicants)
    head = f"{record.ref}  {names}  {record.request.subject}"
    state = desk.word(case.outcome or case.state)
    light = standing(desk.lang, case.clock.reply.due_on, case.clock.workdays, desk.today)
    served = words("Served on {day}.", day=case.clock.stopped_on) if case.closed else light
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
    entries = table(
        ["#", words("Day"), words("Action"), words("By"), ""],
        (
            (str(e.line), str(e.on), desk.word(e.action), e.by, words("irregular") if e.irregular else "")
            for e in record.entries
        ),
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
