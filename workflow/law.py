"""The law an office lives under: its statutes, its region and its calendars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from workflow.calendars import Notice, load_calendar
from workflow.statute import Statute, Statutes, load_statutes
from workflow.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Law:
    """Which statute governs a request, and which days are working days under it."""

    statutes: Statutes
    jurisdiction: str = "cn"
    region: str = ""
    notices: tuple[Notice, ...] = ()
    _workdays: dict[str, Workdays] = field(default_factory=dict, compare=False, repr=False)

    def regime(self, received_on: date) -> Statute:
        """The statute of a request for life: the one in force on its day of receipt.

        Raises:
            Refused: none was in force yet.
        """
        return self.statutes.in_force(self.jurisdiction, received_on)

    def workdays(self, statute: Statute) -> Workdays:
        """The working days a statute counts by, with the office's region and notices."""
        if statute.calendar not in self._workdays:
            region = self.region if statute.jurisdiction == self.jurisdiction else ""
            self._workdays[statute.calendar] = load_calendar(statute.calendar, region, self.notices)
        return self._workdays[statute.calendar]

    def in_region(self, region: str) -> "Law":
        """The same law with another region's days off."""
        return replace(self, region=region, _workdays={})

    def with_notices(self, notices: Sequence[Notice]) -> "Law":
        """The same law with these holiday notices instead."""
        return replace(self, notices=tuple(notices), _workdays={})


def open_law(
    jurisdiction: str = "cn",
    region: str = "",
    notices: Sequence[Notice] = (),
    choices: Mapping[str, Mapping[str, str]] | None = None,
) -> Law:
    """The law as the office has set it; `choices` answers the questions the statutes leave open."""
    return Law(load_statutes(choices), jurisdiction, region, tuple(notices))
