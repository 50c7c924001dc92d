"""The cells of one row, read by field; what cannot be read becomes a fault that names its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from unicodedata import normalize

from desk.intake.headings import Layout
from desk.intake.sheet import Row
from desk.intake.words import W, read_word
from workflow.errors import BadInput, CaseworkError

#: More than this in one cell is a mistake, not a request.
LONGEST = 10_000

_DAY = re.compile(
    r"(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日)(?:\s+0?0:00(?::00)?)?"
)
_SHORTENED = re.compile(r"\d(?:\.\d+)?[Ee]\+\d+")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that must be mended: its row as the spreadsheet shows it, its heading, its value, and why."""

    row: int
    column: str
    value: str
    message: CaseworkError

    def __str__(self) -> str:
        return f"{self.row} {self.column} {self.message}"


@dataclass(slots=True)
class Cells:
    """One row while it is read; `told` has what its cells say, `faults` gathers what is wrong with them."""

    layout: Layout
    row: Row
    told: dict[str, str] = field(init=False)
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        cells = [cell.strip() for cell in self.row.cells]
        here = len(cells)
        self.told = {name: cells[at] for name, at in self.layout.places.items() if at < here and cells[at]}

    def text(self, name: str) -> str:
        """What the cell of a field says, or nothing."""
        return self.told.get(name, "")

    def fault(self, name: str, message: CaseworkError) -> None:
        """Hold something against the cell of a field."""
        self.faults.append(Fault(self.row.number, self.layout.heading(name), self.text(name), message))

    def needed(self, name: str, because: str = "") -> str:
        """What the cell says; an empty one is a fault. `because` is the field that asks for it."""
        text = self.text(name)
        if not text:
            heading = self.layout.heading(name)
            self.fault(name, _empty(heading, self.layout.heading(because) if because else ""))
        return text

    def day(self, name: str) -> date | None:
        """The day in the cell."""
        text = self.told.get(name)
        if text is None:
            return None
        day = read_day(text)
        if day is None:
            self.fault(
                name, BadInput("bad_day_cell", "“{value}” is not a day such as 2018-01-08.", value=text)
            )
        return day

    def whole(self, name: str) -> int | None:
        """The whole number in the cell."""
        text = normalize("NFKC", self.text(name)).removesuffix("个工作日")
        if text and not (text.isdigit() and len(text) < 5):
            self.fault(name, BadInput("bad_number_cell", "“{value}” is not a whole number.", value=text))
            return None
        return int(text) if text else None

    def yuan(self, name: str) -> str:
        """The amount in the cell, 0 as nothing."""
        text = normalize("NFKC", self.text(name)).removesuffix("元").replace(",", "")
        if text and not re.fullmatch(r"\d{1,9}(?:\.\d{1,2})?", text):
            self.fault(name, BadInput("bad_amount_cell", "“{value}” is not an amount in yuan.", value=text))
            return ""
        return text if text.strip("0.") else ""

    def word(self, name: str, words: Mapping[str, W]) -> W | None:
        """The word of a closed list in the cell."""
        text = self.text(name)
        try:
            return read_word(words, text) if text else None
        except BadInput as message:
            self.fault(name, message)
            return None

    def check_shape(self) -> bool:
        """Whether the row has a cell for each heading; if not, no cell of it can be trusted."""
        headings, cells = self.layout.headings, self.row.cells
        surplus = [cell for cell in cells[len(headings) :] if cell.strip()]
        if surplus or len(cells) < len(headings):
            at = len(headings) - 1 if surplus else len(cells)
            value = surplus[0] if surplus else ""
            self.faults.append(
                Fault(self.row.number, headings[at], value, _ragged(len(cells), len(headings)))
            )
            return False
        return True

    def check_size(self) -> None:
        """Hold it against a cell that it is too long, or that the spreadsheet has spoiled it."""
        if max(map(len, self.row.cells)) > LONGEST:
            for heading, cell in zip(self.layout.headings, self.row.cells, strict=False):
                if len(cell) > LONGEST:
                    self.faults.append(Fault(self.row.number, heading, f"{cell[:50]}…", _long()))
        if _SHORTENED.fullmatch(self.text("id_document")):
            self.fault("id_document", _spoiled())

    def unknown(self) -> str:
        """What the columns say that mean nothing to us."""
        told = ((self.layout.headings[at], self.row.cells[at].strip()) for at in self.layout.unknown)
        return "\n".join(f"{heading}：{text}" if heading else text for heading, text in told if text)


@lru_cache(maxsize=4096)
def read_day(text: str) -> date | None:
    """The day a cell says, in one of the ways people write days, or None.

    >>> print(read_day("2018年1月8日"), read_day("2018/1/8"), read_day("8.1.2018"))
    2018-01-08 2018-01-08 None
    """
    match = _DAY.fullmatch(normalize("NFKC", text))
    if not match:
        return None
    year, _, month, day, *chinese = match.groups()
    try:
        return date(*map(int, (year, month, day) if year else chinese))
    except ValueError:
        return None


def _empty(heading: str, because: str) -> BadInput:
    if because:
        return BadInput(
            "cell_empty_because",
            "{heading} is empty although {because} is given.",
            heading=heading,
            because=because,
        )
    return BadInput("cell_empty", "{heading} is empty; every request needs it.", heading=heading)


def _ragged(found: int, wanted: int) -> BadInput:
    return BadInput(
        "ragged_row",
        "The row has {found} cells, the headings are {wanted}: a comma or a quotation mark is out of place.",
        found=found,
        wanted=wanted,
    )


def _long() -> BadInput:
    return BadInput("long_cell", "The cell holds more than {most} characters.", most=LONGEST)


def _spoiled() -> BadInput:
    return BadInput(
        "number_spoiled",
        "The spreadsheet has shortened this number and lost its digits. Format the column as text.",
    )
