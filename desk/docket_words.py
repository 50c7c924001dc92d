"""Reviews, suits and complaints in words, for people."""

from collections.abc import Iterable, Sequence
from datetime import date

from desk.language import phrase
from desk.words import standing, table
from workflow.docket import DocketRow
from workflow.errors import mark
from workflow.proceedings import Proceeding
from workflow.workdays import Workdays

#: Of the proceedings of one case; what a list of all cases begins with.
HEADINGS = (
    mark("Proceeding"),
    mark("Filed on"),
    mark("Copy received"),
    mark("Last day"),
    mark("How it stands"),
    mark("Decided on"),
    mark("Result"),
    mark("Body"),
)
LIST_HEADINGS = (
    mark("Number"),
    mark("Entry"),
    mark("Proceeding"),
    mark("Filed on"),
    mark("Last day"),
    mark("How it stands"),
    mark("Decided on"),
    mark("Result"),
    mark("Applicant"),
)


def proceedings_table(lang: str, told: Iterable[Proceeding], workdays: Workdays, today: date) -> str:
    """The proceedings over a case, each by the entry of its filing."""
    headings = ["#", *(phrase(lang, heading) for heading in HEADINGS)]
    return table(headings, (_row(lang, one, workdays, today) for one in told))


def _row(lang: str, one: Proceeding, workdays: Workdays, today: date) -> Sequence[str]:
    facts = one.filed.facts
    received = str(facts["received"]) if "received" in facts else phrase(lang, "not said")
    simple = phrase(lang, " (simple procedure)") if facts.get("simple") else ""
    result = one.result.label(lang)
    return (
        str(one.line),
        one.kind.label(lang) + simple,
        str(one.filed.on),
        received,
        str(one.due_on or "—"),
        _stands(lang, one, workdays, today),
        str(one.decided.on) if one.decided else "—",
        phrase(lang, "{result}, not taken up again yet", result=result) if one.unmended else result,
        " ".join(filter(None, (facts.get("body"), facts.get("case_number")))),
    )


def _stands(lang: str, one: Proceeding, workdays: Workdays, today: date) -> str:
    """How the office stands to its answer."""
    if one.responded:
        return phrase(lang, "answered on {day}", day=one.responded.on)
    return standing(lang, one.due_on, workdays, today) if one.due_on and one.awaited else ""


def docket_table(lang: str, rows: Iterable[DocketRow], workdays: Workdays, today: date) -> str:
    """Proceedings over all cases in a list."""
    headings = [phrase(lang, heading) for heading in LIST_HEADINGS]
    return table(headings, (_list_row(lang, row, workdays, today) for row in rows))


def _list_row(lang: str, row: DocketRow, workdays: Workdays, today: date) -> Sequence[str]:
    one = row.proceeding
    return (
        row.ref,
        str(one.line),
        one.kind.label(lang),
        str(one.filed_on),
        str(one.due_on or "—"),
        standing(lang, one.due_on, workdays, today) if one.due_on else "",
        str(one.decided_on or "—"),
        one.result.label(lang),
        row.applicant,
    )
