"""The office's configuration as one frozen value: what there is to choose, and what holds by default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path

from workflow.vocabulary import DeadlineKind
from workflow.watching import STEPS, Step

#: How a connection to the mail server may be kept private.
TLS = ("starttls", "tls", "none")
#: The robots whose posts we know.
WEBHOOKS = ("plain", "wecom", "dingtalk", "feishu")
#: What a unit may have of its own: it signs its letters, so its review body and its court may be others too.
OF_UNITS = ("review_body", "court", "online_review", "contact", "prefix", "red_head", "seal")


@dataclass(frozen=True, slots=True)
class OfficeConfig:
    """Who the office is."""

    name: str = "本机关"
    jurisdiction: str = "cn"
    region: str = ""
    timezone: str = "Asia/Shanghai"
    lang: str = "zh"


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """Where the office remembers; paths are relative to the configuration file.

    `files` is the folder of issued letters and attachments; beside a SQLite database where nothing is said.
    """

    url: str = "sqlite:///foi.db"
    files: str = ""


@dataclass(frozen=True, slots=True)
class AlertsConfig:
    """When the office wants to be told, and who as well once a deadline comes near.

    `days_before` are those of the reply; `kinds` those of other deadlines, where they are not those of
    `workflow.watching`. Outside the house it is told on working days from `at`, when the digest leaves, to
    `until`; an `urgent` office is told of a last day that has come or passed at any hour.
    """

    at: str = "08:30"
    days_before: tuple[int, ...] = (10, 5, 3, 1, 0)
    kinds: Mapping[DeadlineKind, tuple[int, ...]] = field(default_factory=dict)
    escalation: tuple[Step, ...] = STEPS
    until: str = "20:00"
    urgent: bool = False

    @property
    def time(self) -> time:
        """The time of day at which the bell rings."""
        return time.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class MailConfig:
    """The server that takes the office's mail; with no `server`, none is sent.

    `tls` is how the connection is kept private (see `TLS`). `sender` is the address mail comes from. The
    password of `login` stands in a file (see `desk.sending.secrets`).
    """

    server: str = ""
    port: int = 587
    tls: str = "starttls"
    login: str = ""
    password_file: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class WebhookConfig:
    """The robot of a group chat, of a `kind` (see `WEBHOOKS`); with no `url_file`, there is none.

    Its address proves who posts, so it stands in a file of its own, as does what its posts are signed with.
    """

    kind: str = "plain"
    url_file: str = ""
    secret_file: str = ""


@dataclass(frozen=True, slots=True)
class DropConfig:
    """The folder where each message is laid down as a file for another program; with no `folder`, none is."""

    folder: str = ""


@dataclass(frozen=True, slots=True)
class LettersConfig:
    """What every letter of the office says alike, how it is numbered, and how it looks.

    `number` is the pattern of document numbers, `prefix` what stands in it for the office; `words` what
    `{word}` is for a kind of letter, where it is another than ours. `units` is what a unit has of its own, by
    its name (see `OF_UNITS` and `desk.unit_letters`).
    """

    review_body: str = ""
    court: str = ""
    online_review: str = ""
    contact: str = ""
    number: str = "{prefix}〔{year}〕{n}号"
    prefix: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, str | bool]] = field(default_factory=dict)
    red_head: str = ""
    seal: bool = True
    fonts: str = ""
    templates: str = ""


@dataclass(frozen=True, slots=True)
class SignoffConfig:
    """Whether letters must be signed before they are issued, and by another than who drafted them."""

    needed: bool = False
    two_people: bool = False


@dataclass(frozen=True, slots=True)
class LedgerConfig:
    """What the office's own spreadsheet calls its columns and the words in them, each with ours.

    The keys of `values` name the column too: `申请渠道:政务平台`.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AttachmentsConfig:
    """How large a file may be that is attached to a case."""

    megabytes: int = 20


@dataclass(frozen=True, slots=True)
class BackupConfig:
    """Where backups are made, relative to the configuration file, when, and how many of them are kept.

    The bell makes one every day `at` that hour of the office; none by itself where it is empty.
    """

    folder: str = "backups"
    keep: int = 14
    at: str = "02:00"

    @property
    def time(self) -> time | None:
        """The time of day at which the bell makes a backup, if it does."""
        return time.fromisoformat(self.at) if self.at else None


@dataclass(frozen=True, slots=True)
class WebConfig:
    """Where the desk is served, how long a session may lie idle, and what long work may bring and leave.

    `plain_http` lets it be served to other machines without TLS; a banner then says so on every page.
    `address` is where people find it: the links in what is sent begin with it.
    `upload_mb` is how large a ledger may be; `job_days` for how many days the files of a job are kept after
    its end was seen.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    idle_minutes: int = 15
    plain_http: bool = False
    address: str = ""
    upload_mb: int = 20
    job_days: int = 30


@dataclass(frozen=True, slots=True)
class Config:
    """One office; `folder` is where its paths begin, `file` what says so, none where nothing does."""

    office: OfficeConfig = field(default_factory=OfficeConfig)
    store: StoreConfig = field(default_factory=StoreConfig)
    alerts: AlertsConfig = field(default_factory=AlertsConfig)
    letters: LettersConfig = field(default_factory=LettersConfig)
    signoff: SignoffConfig = field(default_factory=SignoffConfig)
    ledger: LedgerConfig = field(default_factory=LedgerConfig)
    web: WebConfig = field(default_factory=WebConfig)
    attachments: AttachmentsConfig = field(default_factory=AttachmentsConfig)
    backup: BackupConfig = field(default_factory=BackupConfig)
    mail: MailConfig = field(default_factory=MailConfig)
    webhook: WebhookConfig = field(default_factory=WebhookConfig)
    drop: DropConfig = field(default_factory=DropConfig)
    law: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    folder: Path = Path()
    file: Path | None = None

    @property
    def fonts(self) -> Path | None:
        """The folder of the office's own fonts, if it has one."""
        return self._folder(self.letters.fonts)

    @property
    def templates(self) -> Path | None:
        """The folder of the office's own templates, if it has one."""
        return self._folder(self.letters.templates)

    @property
    def files(self) -> Path | None:
        """The folder of issued letters and attachments; a database on a server has none of its own."""
        head, _, path = self.database.partition(":///")
        beside = f"{path}.files" if head.startswith("sqlite") and path else ""
        return self._folder(self.store.files or beside)

    @property
    def job_files(self) -> Path | None:
        """The folder of what jobs read and write: beside the files, and cleaned where those are kept."""
        return self.files.with_name(f"{self.files.name}.jobs") if self.files else None

    @property
    def backups(self) -> Path:
        """The folder of the office's backups."""
        return (self.folder / self.backup.folder).resolve()

    def _folder(self, name: str) -> Path | None:
        return (self.folder / name).resolve() if name else None

    @property
    def database(self) -> str:
        """The address of the database, with a SQLite path made absolute."""
        head, slashes, path = self.store.url.partition(":///")
        if not head.startswith("sqlite") or not path or Path(path).is_absolute():
            return self.store.url
        return f"{head}{slashes}{(self.folder / path).resolve()}"


SECTIONS = {
    "office": OfficeConfig,
    "store": StoreConfig,
    "alerts": AlertsConfig,
    "letters": LettersConfig,
    "signoff": SignoffConfig,
    "ledger": LedgerConfig,
    "web": WebConfig,
    "attachments": AttachmentsConfig,
    "backup": BackupConfig,
    "mail": MailConfig,
    "webhook": WebhookConfig,
    "drop": DropConfig,
}
