"""Who may ask for what: the tables of every address, a file for each family of pages.

`MATRIX` says for (method, address) what each of `WHO` is answered; the case asked about is of the office, so
the clerk of another unit does not find it. `FORMS` says what is posted there, `NAMES`, where a family has it,
what stands for the holes of its addresses.
"""

from tests.desk.web.matrix import (
    alerts,
    arrivals,
    attachments,
    away,
    calendars,
    cases,
    clock,
    doctor,
    entrance,
    jobs,
    letters,
    lists,
    office,
    outbox,
    programs,
    reports,
    sessions,
    settings,
)

#: Who asks: an administrator, a head, a clerk and an auditor of the office, and a clerk of another unit.
WHO = ("admin", "head", "clerk", "audit", "cg")
FAMILIES = (
    entrance,
    cases,
    office,
    settings,
    arrivals,
    clock,
    lists,
    reports,
    letters,
    jobs,
    attachments,
    sessions,
    programs,
    away,
    doctor,
    alerts,
    outbox,
    calendars,
)
MATRIX = {address: told for family in FAMILIES for address, told in family.MATRIX.items()}
FORMS = {path: form for family in FAMILIES for path, form in family.FORMS.items()}
#: What the clerk has posted before anybody asks.
PREPARED = ("/log", "/arrivals/add")
#: What the clerk has posted to before one address is asked for.
BEFORE = {path: told for family in FAMILIES for path, told in getattr(family, "BEFORE", {}).items()}
NAMES = {"ref": "2026-0001", "action": "accept", "login": "cg"}
#: What stands for the holes of each address.
HOLES = {
    path: NAMES | getattr(family, "NAMES", {}) for family in FAMILIES for _, path in family.MATRIX
}  # fmt: skip
