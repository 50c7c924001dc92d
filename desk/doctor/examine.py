"""The doctor looks at everything there is to look at; what cannot be looked at is a finding, too."""

from collections.abc import Callable, Iterator
from typing import Final

from desk.doctor import kept, machine, work
from desk.doctor.findings import Finding, Severity, found
from desk.doctor.patient import Patient
from desk.office import open_office
from workflow.errors import CaseworkError

Check = Callable[[Patient], Iterator[Finding]]
#: What can be looked at whether the office opens or not.
OF_MACHINE: Final[tuple[Check, ...]] = (machine.disk, machine.permissions, machine.fonts, machine.tls)
OF_OFFICE: Final[tuple[Check, ...]] = (kept.database, kept.records, work.people, work.messages)
#: What is judged by the clock, and by one that has gone back wrongly.
BY_THE_CLOCK: Final[tuple[Check, ...]] = (
    kept.ahead,
    kept.calendar,
    kept.saved,
    work.bell,
    work.tasks,
    work.jobs,
)


def examine(patient: Patient) -> list[Finding]:
    """Everything that is wrong, the most pressing first."""
    checks = (*OF_MACHINE, *(OF_OFFICE if patient.opened else (_opening,)))
    findings = [finding for check in checks for finding in _looked_at(check, patient)]
    if patient.opened:
        behind = list(_looked_at(kept.clock, patient))
        timed = () if behind else BY_THE_CLOCK
        findings += [*behind, *(finding for check in timed for finding in _looked_at(check, patient))]
    pressing = list(Severity)
    return sorted(findings, key=lambda finding: pressing.index(finding.severity))


def _opening(patient: Patient) -> Iterator[Finding]:
    try:
        open_office(patient.config).ledger.close()
    except CaseworkError as fault:
        yield found("not_open", fault=fault)


def _looked_at(check: Check, patient: Patient) -> Iterator[Finding]:
    try:
        yield from check(patient)
    except CaseworkError as fault:
        yield found("not_looked_at", fault=fault)
    except OSError as fault:
        yield found("not_looked_at", fault=str(fault))
