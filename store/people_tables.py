"""The tables of people: who works here, how they and their programs prove it, and what they looked at."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import UniqueConstraint as Unique
from sqlmodel import Field

from store.columns import METADATA, Row, long


class PersonRow(Row, table=True):
    """Somebody who works here, or did. `password` is the Argon2id hash, empty until there is one."""

    __tablename__ = "people"

    login: str = Field(primary_key=True)
    name: str
    roles: str
    unit_id: int = Field(foreign_key="units.id")
    active: bool = True
    password: str = ""
    #: A password somebody else has chosen is good for one sign-in, at which its owner chooses another.
    given: bool = False
    #: Where reminders are sent.
    mail: str = Field("", sa_column_kwargs={"server_default": ""})


class SessionRow(Row, table=True):
    """Somebody signed in. The browser holds the token, the table its SHA-256."""

    __tablename__ = "sessions"

    digest: str = Field(primary_key=True)
    login: str = Field(foreign_key="people.login", index=True)
    began_at: datetime
    seen_at: datetime
    address: str
    agent: str


class SignInRow(Row, table=True):
    """An attempt to sign in, from an address or from a browser that its owner has signed in with before.

    Failures are counted apart for each, so that nobody locks a colleague out (OWASP: device cookies).
    """

    __tablename__ = "sign_ins"
    __table_args__ = (
        Index("ix_sign_ins_address", "address", "at"),
        Index("ix_sign_ins_device", "device", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    login: str
    address: str
    device: str
    well: bool


class LookRow(Row, table=True):
    """Who looked at what personal data: a case opened, a field revealed, a file taken out."""

    __tablename__ = "looks"
    __table_args__ = (Index("ix_looks_ref", "ref", "at"), Index("ix_looks_by", "by", "at"))

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    by: str
    what: str
    ref: str
    detail: str
    address: str


class FilterRow(Row, table=True):
    """A list that somebody asks for again and again, as the query of its address.

    With a unit it is offered to everybody there, too.
    """

    __tablename__ = "filters"
    __table_args__ = (Unique("owner", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    owner: str = Field(foreign_key="people.login")
    name: str
    query: str = long()
    pinned: bool = False
    unit_id: int | None = Field(default=None, foreign_key="units.id")


class TokenRow(Row, table=True):
    """What a program of somebody's shows in the place of a password.

    It holds the token, the table its SHA-256. A revoked one stays, so that nobody wonders later what it was.
    """

    __tablename__ = "tokens"

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)
    login: str = Field(foreign_key="people.login", index=True)
    purpose: str
    label: str
    made_at: datetime
    used_at: datetime | None = None
    revoked: bool = False


class AbsenceRow(Row, table=True):
    """Somebody is away, both days included, and a deputy hears of their alerts."""

    __tablename__ = "absences"
    __table_args__ = (
        # Two who note the same absence at one moment: the second finds it noted.
        Unique("login", "since"),
        CheckConstraint("until >= since", "ends_after_it_begins"),
    )

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(foreign_key="people.login")
    since: date
    #: Indexed because whoever rings asks for those that have not ended.
    until: date = Field(index=True)
    deputy: str = Field(foreign_key="people.login")
    noted_by: str
    noted_at: datetime


PEOPLE = METADATA.tables["people"]
SESSIONS = METADATA.tables["sessions"]
SIGN_INS = METADATA.tables["sign_ins"]
LOOKS = METADATA.tables["looks"]
FILTERS = METADATA.tables["filters"]
TOKENS = METADATA.tables["tokens"]
ABSENCES = METADATA.tables["absences"]
