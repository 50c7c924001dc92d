"""Job E: the year's table, every figure and every check, beside one `count(*)` over the same index."""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.made import ACTOR, NOW, REQUEST, connect, make_office, multiply
from bench.rounds import NO_TARGET, Race, Target, times
from reports.count import Table, count
from reports.form import default_form, load_form
from workflow.casework import Office, Receipt, log_request
from workflow.question import Measure, Question
from workflow.vocabulary import ApplicantKind, Channel, Outcome

YEAR = 2026
#: How the cost grows; only the first where it must be quick.
SIZES = (("10⁵", 100_000), ("10⁶", 1_000_000), ("10⁷", 10_000_000))
TARGET: Target = times(2.8)
#: A number from 0 to k - 1 that looks drawn, but is the same in every run; another prime, other numbers.
_DRAWN = "((n * {prime}) >> 17) % {k}"
# One case in twenty came in the year before; one in twenty is not closed yet.
_OLD, _OPEN = _DRAWN.format(prime=2654435761, k=20) + " = 0", _DRAWN.format(prime=2246822519, k=20) + " = 0"
# fmt: off
#: The columns that are counted from: every case matters to the year, which is the dearest a year can be.
FACETS = {
    "channel":         f"1 + {_DRAWN.format(prime=3266489917, k=5)}",
    "kind":            f"1 + {_DRAWN.format(prime=668265263, k=6)}",
    "received_year":   f"{YEAR} - ({_OLD})",
    "state":           f"iif({_OPEN}, 'accepted', 'disclosed')",
    "closed_on":       f"iif({_OPEN}, NULL, '{YEAR}-11-02')",
    "counted_on":      f"iif({_OPEN}, NULL, '{YEAR}-11-02')",
    "counted_year":    f"iif({_OPEN}, NULL, {YEAR})",
    "counted_outcome": f"iif({_OPEN}, NULL, 1 + {_DRAWN.format(prime=374761393, k=29)})",
    "timeliness":      f"iif({_OPEN}, NULL, 1 + {_DRAWN.format(prime=2496678331, k=3)})",
}
# fmt: on
_COUNT = f"SELECT count(*) FROM cases INDEXED BY ix_cases_counted WHERE counted_year = {YEAR}"
ASKED = Question(Measure.CLOSED, frozenset({Outcome.NOT_EXIST}), frozenset({ApplicantKind.NATURAL}))


def races(*, full: bool) -> Iterator[Race]:
    """The table of a year in which all the cases were dealt with, and the first page behind a figure."""
    for told, many in SIZES if full else SIZES[:1]:
        yield from _races(told, many)


def _races(told: str, many: int) -> Iterator[Race]:
    with tempfile.TemporaryDirectory(prefix="foi-bench-") as folder:
        office = make_office(Path(folder) / "foi.db")
        receipt = Receipt(date(YEAR, 3, 2), Channel.LETTER, ApplicantKind.NATURAL)
        log_request(office, REQUEST, receipt, ACTOR, now=NOW)
        multiply(office, many, "1", FACETS, whole=False)
        raw = connect(office)
        yield Race(
            f"year's table of {told} cases", "count(*) over the index, that year",
            lambda: raw.execute(_COUNT).fetchone(), lambda: table(office), 1, TARGET,
        )  # fmt: skip
        yield Race(
            f"50 cases behind a figure of {told}", "count(*) over the index, that year",
            lambda: raw.execute(_COUNT).fetchone(), lambda: behind(office), 1, NO_TARGET,
        )  # fmt: skip
        raw.close()


def table(office: Office) -> Table:
    """Every figure of the year's form, with its checks."""
    return count(load_form(default_form(YEAR)), YEAR, office.ledger.tally(YEAR, frozenset()))


def behind(office: Office) -> None:
    """The first page of the cases behind one figure."""
    assert len(office.ledger.cases(ASKED, YEAR, frozenset())) == 50
