"""Everything the doctor may find: how pressing it is, what is wrong, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from workflow.errors import CaseworkError, mark
from workflow.vocabulary import Word


class Severity(Word):
    """How pressing it is, the most pressing first."""

    URGENT = "urgent", "立即处理"
    SOON = "soon", "尽快处理"
    NOTE = "note", "提示"


class Kind(NamedTuple):
    """What a finding says, and what to do about it; the braces are filled by its values."""

    severity: Severity
    says: str
    do: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor has found; `code` is its line in `FINDINGS`."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """How pressing it is."""
        return FINDINGS[self.code].severity

    @property
    def says(self) -> CaseworkError:
        """What is wrong, to be said in the reader's language."""
        return CaseworkError(self.code, FINDINGS[self.code].says, **self.values)

    @property
    def do(self) -> CaseworkError:
        """What to do about it."""
        return CaseworkError(self.code, FINDINGS[self.code].do, **self.values)


def found(code: str, **values: object) -> Finding:
    """A finding with what fills its braces."""
    return Finding(code, values)


U, S, N = Severity
# fmt: off
FINDINGS: Mapping[str, Kind] = {
    # The database.
    "not_open":            Kind(U, mark("The office cannot be opened: {fault}"),
                                   mark("Do what it says; then run foi doctor again.")),
    "not_looked_at":       Kind(U, mark("Something could not be looked at: {fault}"),
                                   mark("Mend that; then run foi doctor again.")),
    "database_damaged":    Kind(U, mark("The database is damaged: {reason}"),
                                   mark("Stop everything. Keep a copy of the folder, then restore the newest backup: foi backup restore")),
    "not_proved":          Kind(U, mark("The records do not agree: {fault}"),
                                   mark("Stop entering. Run foi backup make, then foi verify, and call whoever looks after the program.")),
    "slow_journal":        Kind(N, mark("This SQLite can corrupt a write-ahead log, so a slower journal is kept: {manners}"),
                                   mark("Nothing is at risk. A newer Python, or pysqlite3, makes writing faster.")),
    # The machine.
    "disk_full":           Kind(U, mark("{folder}: only {free} are left on the disk."),
                                   mark("Make room at once: without it nothing can be entered.")),
    "disk_short":          Kind(S, mark("{folder}: {free} are left on the disk, {wanted} are wanted."),
                                   mark("Make room, or move the folder to another disk; a backup needs twice the size of the office.")),
    "folder_unwritable":   Kind(U, mark("{folder} cannot be written."),
                                   mark("Give it to the account that runs foi web and foi bell.")),
    "writable_by_others":  Kind(U, mark("Anybody on this machine may change {path}."),
                                   mark("Run: chmod go-w “{path}”")),
    "readable_by_others":  Kind(S, mark("Anybody on this machine may read {path}, and what it holds is not for everybody."),
                                   mark("Run: chmod o-rwx “{path}”")),
    "font_folder_missing": Kind(U, mark("No letter can be set: there is no font folder {folder}."),
                                   mark("Put the fonts there, or correct [letters] fonts.")),
    "no_fangsong":         Kind(N, mark("Letters are set in {family}, since 仿宋 is not installed."),
                                   mark("Install 仿宋_GB2312, or name its folder in [letters] fonts.")),
    "plain_http":          Kind(S, mark("The pages are served to other machines without TLS."),
                                   mark("Put a TLS proxy before foi web and take [web] plain_http out; the manual shows how.")),
    # The clock.
    "clock_behind":        Kind(U, mark("{fault}"),
                                   mark("Until then nobody can enter anything.")),
    "server_clock":        Kind(S, mark("The clock of this machine and that of the database server differ by {minutes} minutes."),
                                   mark("Let both follow a time server.")),
    "alerts_ahead":        Kind(U, mark("{n} reminders stand as raised at a time that is still to come; they will not be raised when they are owed."),
                                   mark("If the clock is right now, an administrator runs: foi clock-accept")),
    "entries_ahead":       Kind(S, mark("{n} entries stand as recorded at a time that is still to come, in: {refs}"),
                                   mark("Look at the days of these cases and correct the wrong ones.")),
    # The calendar.
    "calendar_missing":    Kind(S, mark("The holiday notice for {year} is not on file; days in that year are provisional."),
                                   mark("It is published about this time: foi calendar add FILE")),
    "calendar_overdue":    Kind(U, mark("The holiday notice for this year, {year}, is not on file; last days may be wrong."),
                                   mark("Add it today: foi calendar add FILE")),
    # Backups.
    "backup_none":         Kind(U, mark("There is no backup in {folder}."),
                                   mark("Make one: foi backup make. foi bell makes one every day at [backup] at.")),
    "backup_old":          Kind(U, mark("The newest backup is {days} days old."),
                                   mark("Make one: foi backup make. foi bell makes one every day at [backup] at.")),
    "backup_not_proved":   Kind(S, mark("No backup has been restored on trial for {days} days."),
                                   mark("Prove the newest: foi backup verify {file}")),
    "backup_same_disk":    Kind(N, mark("The backups lie on the disk of the database; should it break, both are lost."),
                                   mark("Put another disk in [backup] folder, or carry a copy away.")),
    # What should go on by itself.
    "bell_never":          Kind(U, mark("Reminders are owed and the bell has never rung."),
                                   mark("Start it: foi bell")),
    "bell_late":           Kind(U, mark("The bell last rang at {last}."),
                                   mark("Start it: foi bell")),
    "task_fails":          Kind(S, mark("Since {since} the bell has not managed to {task}: {fault}"),
                                   mark("Mend what it says; the bell tries again every minute.")),
    "cases_behind":        Kind(S, mark("{n} cases are still to be reckoned by the rules that hold now; their last days may be wrong."),
                                   mark("The bell does it by itself while it rings; foi init does it at once.")),
    "messages_dead":       Kind(S, mark("{n} messages could not be sent, the last of them by {route}: {error}"),
                                   mark("Mend what it says, then send them again or give them up: foi outbox resend --all, foi outbox discard")),
    "no_address":          Kind(S, mark("Reminders leave by mail, and these people have no address: {people}"),
                                   mark("Give them one: foi user change LOGIN --mail ADDRESS")),
    "job_interrupted":     Kind(S, mark("Long work {job} ({kind}) has stopped by itself."),
                                   mark("Open it under “Long work” and let it go on, or stop it: foi jobs stop {job}")),
    "job_waits":           Kind(S, mark("Long work {job} ({kind}) has waited since {since}."),
                                   mark("Start foi web: it does the long work.")),
    # People.
    "nobody_let_in":       Kind(N, mark("Nobody has been let in: whoever is at this machine holds every role."),
                                   mark("Let in an administrator first: foi user add")),
}  # fmt: skip
# fmt: on
