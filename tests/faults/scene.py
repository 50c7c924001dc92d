"""What a fault leaves behind: an office, and what its clerks had been told before."""

from dataclasses import dataclass, field
from datetime import date

from workflow.casework import Office


@dataclass
class Told:
    """What clients sent and were told, each piece by a mark that nobody else uses.

    A case carries its mark as its subject, an act as the text of its annotation. What was `sent` and never
    acknowledged may be there once or not at all; of a group of rows, each with the subject `mark/n`, all are
    there or none, and all once it is `whole`.
    """

    sent: set[str] = field(default_factory=set)
    cases: dict[str, str] = field(default_factory=dict)
    acts: dict[str, tuple[str, int]] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def unanswered(self) -> "Told":
        """The same, had no answer come."""
        return Told(sent=self.sent, groups=self.groups)


@dataclass
class Scene:
    """An office to be looked at; its ledger is one in a database.

    `swept_on` is the day of a sweep that has just ended well, if one has; `strays` is how many files somebody
    who was killed may have left in the folder of files without an entry that names them.
    """

    office: Office
    told: Told = field(default_factory=Told)
    swept_on: date | None = None
    strays: int = 0

    def rows(self, sql: str) -> list[tuple]:
        """What the database itself says, asked past the engine."""
        with self.office.ledger.engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql)]
