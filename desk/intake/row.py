"""A row as it tells the story of one request."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from desk.intake.cells import Cells
from desk.intake.headings import REQUIRED, is_day
from desk.intake.outcomes import Reading, read_outcome
from desk.intake.words import CHANNELS, KINDS, METHODS, NOT_SERVED, PARTIES
from workflow.casework import Receipt
from workflow.errors import BadInput, CaseworkError
from workflow.ledger import Applicant, Request
from workflow.vocabulary import Party, ServiceMethod

#: How a fault is worded where a row is kept as recorded.
Saying = Callable[[CaseworkError], str]


@dataclass(frozen=True, slots=True)
class Span:
    """Something asked of somebody and its answer; `ending` tells its columns from those of other spans."""

    ending: str
    asked: date | None
    by: date | None
    ended: date | None
    party: Party | None = None

    @property
    def number(self) -> int:
        """Which time it was asked: 1, 2 and so on."""
        return int(self.ending or 1)


@dataclass(frozen=True, slots=True)
class Service:
    """How the reply reached the applicant."""

    method: ServiceMethod | None
    posted: date | None
    signed: date | None
    tracking: str
    still_to_come: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a row tells, every cell read; a None was not told."""

    receipt: Receipt
    clarifications: tuple[Span, ...]
    consultations: tuple[Span, ...]
    extended: date | None
    extension: int | None
    charged: date | None
    paid: date | None
    amount: str
    answered: date | None
    reading: Reading | None
    words: str
    ground: str
    service: Service

    @property
    def paid_in_time(self) -> date | None:
        """The day of a payment that came before the reply; no clock waits for a later one."""
        late = self.paid and self.answered and self.paid > self.answered
        return None if late else self.paid


def read_row(cells: Cells, as_recorded: Saying | None = None) -> Told | None:
    """Read every cell of a row; None, and faults with the cells, where one cannot be read.

    A day that lies before the one it follows is a fault, or with `as_recorded` an irregularity: the row is
    read as if it were that day.
    """
    receipt, extended = _receipt(cells), cells.day("extended")
    if extended:
        cells.needed("extension", "extended")
    # Every cell is read before the first fault is told, so that one import names them all.
    read = partial(
        Told,
        clarifications=_spans(cells, cells.layout.clarifications, "asked", "asked_by", "clarified"),
        consultations=_consultations(cells),
        extended=extended,
        extension=cells.whole("extension"),
        charged=cells.day("charged"),
        paid=cells.day("paid"),
        amount=cells.yuan("amount"),
        answered=cells.day("answered"),
        reading=_reading(cells),
        words=cells.text("outcome"),
        ground=cells.text("ground"),
        service=_service(cells),
    )
    if cells.faults or receipt is None:
        return None
    told = read(receipt)
    wrong = dict(_out_of_order(cells))
    if not wrong:
        return told
    for name, (earlier, message) in wrong.items():
        if as_recorded:
            cells.irregular.append(f"{cells.layout.heading(name)}：{as_recorded(message)}")
            cells.told[name] = earlier.isoformat()
        else:
            cells.fault(name, message)
    return read_row(cells, as_recorded) if as_recorded else None


def read_request(cells: Cells, unit: int) -> Request:
    """What was asked and by whom; columns that mean nothing to us are kept in the note."""
    return Request(
        unit=unit,
        applicants=(
            Applicant(
                name=cells.text("applicant"),
                id_document=cells.text("id_document"),
                contact=cells.text("contact"),
                address=cells.text("address"),
                postcode=cells.text("postcode"),
                agent=cells.text("agent"),
            ),
        ),
        subject=cells.text("subject"),
        topic=cells.text("topic"),
        form_of_supply=cells.text("form_of_supply"),
        way=cells.text("way"),
        note="\n".join(filter(None, (cells.text("note"), cells.unknown()))),
    )


def _receipt(cells: Cells) -> Receipt | None:
    for name in REQUIRED:
        cells.needed(name)
    on, channel, kind = cells.day("received"), cells.word("channel", CHANNELS), cells.word("kind", KINDS)
    return Receipt(on, channel, kind) if on and channel and kind else None


def _reading(cells: Cells) -> Reading | None:
    """How the case ended, if it did: a day and an outcome, or neither."""
    if not cells.text("outcome"):
        for told in ("answered", "posted", "signed"):
            if cells.text(told):
                cells.needed("outcome", told)
                break
        return None
    cells.needed("answered", "outcome")
    try:
        return read_outcome(cells.said("outcome"), cells.text("ground"))
    except BadInput as message:
        cells.fault("outcome", message)
        return None


def _spans(cells: Cells, endings: tuple[str, ...], asked: str, by: str, ended: str) -> tuple[Span, ...]:
    spans = (
        Span(end, cells.day(asked + end), cells.day(by + end) if by else None, cells.day(ended + end))
        for end in endings
    )
    return tuple(span for span in spans if span.asked or span.ended)


def _consultations(cells: Cells) -> tuple[Span, ...]:
    spans = _spans(cells, cells.layout.consultations, "consulted", "", "opinion")
    return tuple(replace(span, party=cells.word(f"asked_whom{span.ending}", PARTIES)) for span in spans)


def _service(cells: Cells) -> Service:
    not_served = cells.said("method") == NOT_SERVED
    method = None if not_served else cells.word("method", METHODS)
    return Service(method, cells.day("posted"), cells.day("signed"), cells.text("tracking"), not_served)


def _out_of_order(cells: Cells) -> Iterator[tuple[str, tuple[date, BadInput]]]:
    """The later cells of pairs whose day is the earlier one, each with the day it cannot lie before."""
    days = {name: day for name in cells.told if is_day(name) and (day := cells.day(name))}
    wrong = set()
    for first, then in _pairs(cells.layout.clarifications, cells.layout.consultations):
        if first in days and then in days and days[then] < days[first] and then not in wrong:
            earlier, later = days[first], days[then]
            wrong.add(then)
            message = BadInput(
                "out_of_order",
                "{day} lies before {earlier} ({heading}).",
                day=later,
                earlier=earlier,
                heading=cells.layout.heading(first),
            )
            yield then, (earlier, message)


@cache
def _pairs(clarifications: tuple[str, ...], consultations: tuple[str, ...]) -> Sequence[tuple[str, str]]:
    """Which day cannot lie before which, by the endings of the columns a sheet has."""
    begun = ["extended", "charged"]
    begun += [f"{name}{end}" for end in clarifications for name in ("asked", "clarified")]
    begun += [f"consulted{end}" for end in consultations]
    pairs = [("received", name) for name in (*begun, "paid", "answered")]
    for end in clarifications:
        pairs += [(f"asked{end}", f"asked_by{end}"), (f"asked{end}", f"clarified{end}")]
    for end in consultations:
        pairs += [("received", f"opinion{end}"), (f"consulted{end}", f"opinion{end}")]
    pairs.append(("charged", "paid"))
    pairs += [(name, "answered") for name in begun]
    return (*pairs, ("answered", "posted"), ("answered", "signed"), ("posted", "signed"))
