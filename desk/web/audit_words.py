"""What was done by whoever stands in the audit, in words; beside them stands the code of the manual."""

from collections.abc import Mapping

from desk.web.visit import Display
from workflow.errors import mark
from workflow.jobs import JobKind

# fmt: off
#: By what is noted with `Visit.note`, or where the office is looked after.
WHAT: Mapping[str, str] = {
    "alerts_taken_back": mark("Alerts of days to come taken back"),
    "api":               mark("Read by a program"),
    "approval_sheet":    mark("Approval sheet opened"),
    "arrival":           mark("Arrival opened"),
    "arrival_confirm":   mark("Arrival to be confirmed opened"),
    "attachment":        mark("Attachment taken out"),
    "away":              mark("Absence noted"),
    "back":              mark("Return noted"),
    "case":              mark("Request opened"),
    "case_file":         mark("File of the case bound"),
    "clock_accepted":    mark("The machine's clock accepted"),
    "document":          mark("Sought by the end of an identity document"),
    "download":          mark("File of long work taken out"),
    "end_sessions":      mark("Sessions ended"),
    "feed":              mark("Calendar feed read"),
    "labels":            mark("Labels printed"),
    "letter":            mark("Letter opened"),
    "letter_docx":       mark("Letter taken out as DOCX"),
    "letter_pdf":        mark("Letter opened as PDF"),
    "letter_verify":     mark("File checked, and known"),
    "logged":            mark("Page after logging opened"),
    "outbox":            mark("Messages sent again or given up"),
    "password_given":    mark("Password given"),
    "people":            mark("Person let in or changed"),
    "posting":           mark("Service list printed"),
    "print":             mark("List printed"),
    "receipt":           mark("Receipt opened"),
    "restored":          mark("Backup restored"),
    "reveal":            mark("Hidden data shown"),
    "settings":          mark("Settings changed"),
    "undo":              mark("Import taken back"),
    "what_if":           mark("Supposed what would happen"),
}
# fmt: on


def what_words(display: Display, what: str) -> str:
    """What was done, in the reader's language; nothing where it is noted under a code unknown here."""
    if what in WHAT:
        return display.words(WHAT[what])
    return next((display.word(kind) for kind in JobKind if kind.value == what), "")
