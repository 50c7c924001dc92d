"""Everything the doctor may find, planted once each in an office in good health."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from sqlalchemy import text

from desk.backups.making import make_backup
from desk.config import LettersConfig, MailConfig, StoreConfig, WebConfig
from desk.doctor import examine, kept, machine
from desk.doctor.patient import Patient
from store.guard import BACK
from store.marks import Mark
from tests.virtual import Turned
from workflow.casework import Actor, Receipt, log_request
from workflow.errors import Busy
from workflow.jobs import Ask, JobKind
from workflow.ledger import Applicant, Request
from workflow.machine import EVERY_ROLE
from workflow.outbox import Line, Route, Told
from workflow.people import Person
from workflow.reminding import remind
from workflow.vocabulary import ApplicantKind, Channel, DeadlineKind, Role

#: A Monday, long before the notice of the next year is out.
NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
STANDS_IN = {"body": ("Noto Serif SC",)}
DAY, YEARS = timedelta(days=1), timedelta(days=5 * 365)


@dataclass
class Ground:
    """The office, the clock, and what can be made to lie."""

    patient: Patient
    clock: Turned
    patch: object

    @property
    def ledger(self):
        return self.patient.house.ledger

    @property
    def folder(self) -> Path:
        return self.patient.config.folder

    def at(self, now):
        self.clock.at = now
        self.patient = replace(self.patient, now=now)

    def configured(self, **sections):
        self.patient = replace(self.patient, config=replace(self.patient.config, **sections))

    def run(self, statement):
        with self.ledger.engine.begin() as connection:
            connection.execute(text(statement))

    def log(self):
        """A request received today."""
        request = Request(1, (Applicant("张三"),), "某地块征收公告")
        receipt = Receipt(self.patient.today, Channel.LETTER, ApplicantKind.NATURAL)
        log_request(
            self.patient.house.office, request, receipt, Actor("小王", EVERY_ROLE), now=self.patient.now
        )

    def ring(self):
        remind(self.patient.house.office, self.patient.today, self.patient.now)

    def back_up(self):
        make_backup(self.patient.config, self.patient.now)


def not_open(ground):
    ground.run("UPDATE alembic_version SET version_num = '0001'")
    ground.patient = replace(ground.patient, opened=None)


def not_looked_at(ground):
    def unreachable(_):
        raise Busy("database_in_use", "The database is in use. Nothing was written; please try again.")

    ground.patch.setattr(examine, "OF_OFFICE", (unreachable,))


def database_damaged(ground):
    ground.patient = replace(ground.patient, every=True)
    ground.patch.setattr(kept, "damage", lambda _: "row 7 missing from index ix_cases_open")


def not_proved(ground):
    ground.log()
    ground.run("UPDATE cases SET state = 'accepted'")


def no_backup(ground):
    for path in ground.patient.config.backups.iterdir():
        path.unlink()


def free(ground, many):
    ground.patch.setattr(machine.shutil, "disk_usage", lambda _: SimpleNamespace(free=many))


def may(path, mode):
    path.chmod(path.stat().st_mode | mode)


def clock_behind(ground):
    ground.log()
    ground.at(NOON - YEARS)


def alerts_ahead(ground):
    ground.log()
    ground.at(NOON + YEARS)
    ground.ring()
    ground.at(NOON)
    ground.run("UPDATE marks SET at = '2026-06-01 04:00:00.000000' WHERE name = 'recorded'")
    ground.run("UPDATE sweeps SET at = '2026-06-01 04:00:00.000000'")


def entries_ahead(ground):
    ground.at(NOON + timedelta(hours=1))
    ground.log()
    ground.at(NOON)
    ground.run("UPDATE marks SET at = '2026-06-01 04:00:00.000000' WHERE name = 'recorded'")


def on(ground, now):
    """Some other day, on which the bell has rung and a backup was made and proved."""
    ground.at(now)
    ground.ring()
    ground.back_up()
    ground.ledger.mark(Mark.BACKUP_PROVED, now)


def backup_old(ground):
    ground.at(NOON + 2 * DAY)
    ground.ring()


def backup_not_proved(ground):
    ground.at(NOON + 14 * DAY)
    ground.ring()
    ground.back_up()


def bell_never(ground):
    ground.run("DELETE FROM sweeps")
    ground.log()
    on_its_day = NOON + 28 * DAY
    ground.at(on_its_day)
    ground.back_up()
    ground.ledger.mark(Mark.BACKUP_PROVED, on_its_day)


def bell_late(ground):
    ground.ledger.sweeps.note(NOON - timedelta(hours=26))


def task_fails(ground):
    said = {"zh": "磁盘满了", "en": "the disk is full"}
    ground.ledger.bell_tasks.note("backup", NOON - timedelta(minutes=61), 7, {})
    ground.ledger.bell_tasks.note("backup", NOON, 7, said)


def cases_behind(ground):
    ground.log()
    ground.run("UPDATE cases SET rules = 'of last year'")


def messages_dead(ground):
    outbox = ground.ledger.outbox
    line = Line("2026-0001", DeadlineKind.REPLY, 1, ground.patient.today, 0)
    outbox.put([Told(Route.WEBHOOK, "", "2026-0001 reply", "d" * 32, (line,), about="2026-0001")], NOON)
    number = outbox.lease("holder", NOON, NOON + DAY, tuple(Route)).id
    outbox.failed(number, "holder", "机器人拒收：93000", None)


def no_address(ground):
    mailing = replace(ground.patient.config, mail=MailConfig("mail", sender="foi@example.gov.cn"))
    ground.ledger.accounts.keep_person(Person("li", "li", frozenset({Role.HEAD}), 1))
    ground.patient = replace(ground.patient, opened=replace(ground.patient.house, config=mailing))


def job(ground, *, begun):
    at = NOON - timedelta(hours=2)
    ground.ledger.jobs.add(Ask(JobKind.EXPORT, "小王", at))
    if begun:
        ground.ledger.jobs.take("holder", at)


def with_config(ground, text="[office]\n"):
    file = ground.folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    ground.configured(file=file)
    return file


# fmt: off
PLANTS = {
    "not_open":            not_open,
    "not_looked_at":       not_looked_at,
    "database_damaged":    database_damaged,
    "not_proved":          not_proved,
    "slow_journal":        lambda ground: ground.patch.setattr(kept, "is_slowed", lambda _: True),
    "disk_full":           lambda ground: free(ground, 99_999_999),
    "disk_short":          lambda ground: free(ground, 999_999_999),
    "folder_unwritable":   lambda ground: ground.patch.setattr(machine.os, "access", lambda *_: False),
    "writable_by_others":  lambda ground: may(with_config(ground), 0o002),
    "readable_by_others":  lambda ground: may(ground.folder / "foi.db", 0o004),
    "font_folder_missing": lambda ground: ground.configured(letters=LettersConfig(fonts="nowhere")),
    "no_fangsong":         lambda ground: ground.patch.setattr(machine, "families", lambda _: STANDS_IN),
    "plain_http":          lambda ground: ground.configured(web=WebConfig(plain_http=True)),
    "clock_behind":        clock_behind,
    "server_clock":        lambda ground: ground.patch.setattr(kept, "difference", lambda *_: 2 * BACK),
    "alerts_ahead":        alerts_ahead,
    "entries_ahead":       entries_ahead,
    "calendar_missing":    lambda ground: on(ground, datetime(2026, 11, 1, 4, tzinfo=UTC)),
    "calendar_overdue":    lambda ground: on(ground, datetime(2027, 1, 4, 4, tzinfo=UTC)),
    "backup_none":         no_backup,
    "backup_old":          backup_old,
    "backup_not_proved":   backup_not_proved,
    "backup_same_disk":    lambda ground: ground.patch.setattr(kept, "on_one_disk", lambda *_: True),
    "bell_never":          bell_never,
    "bell_late":           bell_late,
    "task_fails":          task_fails,
    "cases_behind":        cases_behind,
    "messages_dead":       messages_dead,
    "no_address":          no_address,
    "job_interrupted":     lambda ground: job(ground, begun=True),
    "job_waits":           lambda ground: job(ground, begun=False),
    "nobody_let_in":       lambda ground: ground.run("DELETE FROM people"),
}
# fmt: on


def a_password_in_the_configuration(ground):
    may(with_config(ground), 0o004)
    ground.patient = replace(ground.patient, opened=None)
    ground.configured(store=StoreConfig("postgresql+psycopg://foi:secret@127.0.0.1:1/foi"))
