"""The cells of one row, read by field; what cannot be read becomes a fault that names its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from unicodedata import normalize

from desk.intake.headings import Layout, tidy
from desk.intake.own_words import NO_OWN_WORDS, OwnWords
from desk.intake.sheet import COVERED, UNRECKONED, Row
from desk.intake.words import W, read_word
from workflow.errors import BadInput, CaseworkError
from workflow.values import UNWRITABLE

#: More than this in one cell is a mistake, not a request.
LONGEST = 10_000

#: Words that are numbers: a spreadsheet that took them for such has spoiled them.
DIGITS = ("ref", "id_document", "contact", "tracking")

_DAY = re.compile(
    r"(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})[日号]|(\d{4})(\d\d)(\d\d))"
    r"(?:[\sT]*\d{1,2}[:时]\d{2}(?:[:分]\d{2}秒?(?:\.\d+)?)?分?)?"
)
#: Days that stand as numbers, from 2000 to 2063; fewer digits are no day, more are 20180305.
_SERIAL = re.compile(r"(?:3[5-9]|4\d|5\d)\d{3}(?:\.\d+)?")
#: What spreadsheet programs write in place of a value that could not be worked out.
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:5\d\d")
_SHORTENED = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{2}")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that must be mended: its row and letter as the spreadsheet shows them, its heading and why.

    `sheet` is empty where the file has one sheet only, `letter` where the sheet lacks the column.
    """

    row: int
    column: str
    value: str
    message: CaseworkError
    sheet: str = ""
    letter: str = ""

    @property
    def cell(self) -> str:
        """The cell as spreadsheets call it."""
        return f"{self.letter}{self.row}" if self.letter else ""


@dataclass(slots=True)
class Cells:
    """One row while it is read; `told` has what its cells say, `faults` gathers what is wrong with them."""

    layout: Layout
    row: Row
    sheet: str = ""
    epoch: date | None = None
    own_words: OwnWords = field(default_factory=lambda: NO_OWN_WORDS)
    told: dict[str, str] = field(init=False)
    faults: list[Fault] = field(default_factory=list)
    #: What the row tells although it cannot have been so, where it is to be kept as recorded.
    irregular: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        cells = [cell.strip() for cell in self.row.cells]
        here = len(cells)
        self.told = {name: cells[at] for name, at in self.layout.places.items() if at < here and cells[at]}
        for name, text in self.told.items():
            if "\r" in text:
                self.told[name] = text.replace("\r\n", "\n")

    def text(self, name: str) -> str:
        """What the cell of a field says, or nothing."""
        return self.told.get(name, "")

    def said(self, name: str) -> str:
        """What the cell of a closed list says, in a word of ours where the office has another for it."""
        text, own = self.text(name), self.own_words.get(name.rstrip("0123456789"))
        return own.get(tidy(text), text) if own else text

    def fault(self, name: str, message: CaseworkError) -> None:
        """Hold something against the cell of a field."""
        self._fault_at(self.layout.places.get(name), self.layout.heading(name), self.text(name), message)

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
        day = read_day(text, self.epoch)
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
        text = self.said(name)
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
            self._fault_at(at, headings[at], value, _ragged(len(cells), len(headings)))
            return False
        return True

    def _fault_at(self, at: int | None, heading: str, value: str, message: CaseworkError) -> None:
        letter = "" if at is None else column_letter(at)
        if letter and any(fault.letter == letter for fault in self.faults):
            return  # what is wrong with the cell is said; the rest follows from it
        self.faults.append(Fault(self.row.number, heading, value, message, self.sheet, letter))

    def check_values(self) -> None:
        """Hold it against a cell that it is too long, or that the spreadsheet has spoiled it."""
        for at, said in self.row.valueless.items():
            if at < len(self.layout.headings) and (said != COVERED or at not in self.layout.unknown):
                shown = "" if said == COVERED else said
                self._fault_at(at, self.layout.headings[at], shown, valueless(said))
        every = "".join(self.row.cells)
        if len(every) > LONGEST or not every.isprintable() or _ERROR.search(every):
            self._check_texts()
        for name in DIGITS:
            text = self.told.get(name)
            if text and len(text) < 24 and _SHORTENED.fullmatch(text):
                self.fault(name, _spoiled())

    def _check_texts(self) -> None:
        for at, (heading, cell) in enumerate(zip(self.layout.headings, self.row.cells, strict=False)):
            if len(cell) > LONGEST:
                self._fault_at(at, heading, f"{cell[:50]}…", _long())
            elif _ERROR.fullmatch(cell.strip()):
                self._fault_at(at, heading, cell, valueless(cell.strip()))
            elif UNWRITABLE.search(cell.replace("\r\n", "\n")):
                self._fault_at(at, heading, cell[:50], _unwritable())

    def unknown(self) -> str:
        """What the columns say that mean nothing to us."""
        told = ((self.layout.headings[at], self.row.cells[at].strip()) for at in self.layout.unknown)
        return "\n".join(f"{heading}：{text}" if heading else text for heading, text in told if text)


@lru_cache(maxsize=4096)
def read_day(text: str, epoch: date | None = None) -> date | None:
    """The day a cell says, in one of the ways people write days, or None; the time of day is not asked for.

    Where `epoch` is known, a number of five digits is a day so many days after it.

    >>> print(read_day("2018年1月8日"), read_day("2018/1/8"), read_day("20180108"), read_day("8.1.2018"))
    2018-01-08 2018-01-08 2018-01-08 None
    """
    plain = normalize("NFKC", text)
    if epoch and _SERIAL.fullmatch(plain):
        return epoch + timedelta(int(float(plain)))
    match = _DAY.fullmatch(plain)
    if not match:
        return None
    year, _, month, day, *others = match.groups()
    told = (year, month, day) if year else [part for part in others if part]
    try:
        return date(*map(int, told))
    except ValueError:
        return None


def column_letter(at: int) -> str:
    """The letter of a column by its place.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


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


def valueless(said: str) -> BadInput:
    """What is wrong with a cell that has no value of its own, by what it says instead."""
    if said == COVERED:
        return BadInput(
            "cell_covered",
            "The cell is merged with the one beside it, so nothing of its own stands here. Unmerge it.",
        )
    if said == UNRECKONED:
        return BadInput(
            "formula_without_value",
            "The cell holds a formula that has not been worked out. Open the file, let it reckon, save it.",
        )
    return BadInput("error_value", "The cell holds a formula that gives an error: {error}.", error=said)


def _unwritable() -> BadInput:
    return BadInput("unwritable_cell", "The cell holds characters that cannot be written.")
