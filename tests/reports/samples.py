"""A small town's cases, as a store tallies them."""

from workflow.question import Facets, ProceedingFacets
from workflow.vocabulary import (
    ApplicantKind,
    Channel,
    Outcome,
    ProceedingKind,
    ProceedingResult,
    Timeliness,
)

As, In, Of, By = Outcome, Timeliness, ApplicantKind, Channel

# fmt: off
#: How many; received, counted in; as what, when, for whom, how it came; in the margin, what it is to 2018.
_CASES = [
    (4, 2017, 2017, As.PROVIDED,             In.IN_TIME,  Of.NATURAL,  By.LETTER),        # the year before
    (1, 2017, 2018, As.PROVIDED,             In.IN_TIME,  Of.NATURAL,  By.LETTER),        # carried in, closed
    (1, 2017, None, None,                    None,        Of.WELFARE,  By.ONLINE),        # carried in and out
    (3, 2018, 2018, As.ALREADY_PUBLIC,       In.IN_TIME,  Of.NATURAL,  By.ONLINE),
    (2, 2018, 2018, As.PROVIDED,             In.EXTENDED, Of.BUSINESS, By.EMAIL),         # counts as 网络
    (1, 2018, 2018, As.NOT_OURS,             In.LATE,     Of.LEGAL,    By.FAX),           # named in a note
    (1, 2018, 2018, As.TRADE_SECRET,         In.IN_TIME,  Of.BUSINESS, By.IN_PERSON),
    (1, 2018, 2018, As.WITHDRAWN,            In.IN_TIME,  Of.NATURAL,  By.LETTER),        # not answered
    (1, 2018, 2018, As.CLARIFICATION_LAPSED, In.IN_TIME,  Of.OTHER,    By.LETTER),
    (1, 2018, 2018, As.PARTIAL,              In.IN_TIME,  Of.NATURAL,  By.ONLINE),        # reopened in 2019
    (1, 2018, 2019, As.PARTIAL,              In.LATE,     Of.RESEARCH, By.LETTER),        # carried out
    (2, 2018, None, None,                    None,        Of.NATURAL,  By.LETTER),        # carried out:
    (1, 2018, None, None,                    None,        Of.NATURAL,  By.LETTER, 2018),  # … one to amend
    (5, 2019, 2019, As.PROVIDED,             In.IN_TIME,  Of.NATURAL,  By.LETTER),        # the year after
]
# fmt: on
TOWN = [(Facets(*facets), number) for number, *facets in _CASES]

_KIND = {"fy": "review", "ss1": "suit", "ss2": "suit_after_review"}
_RESULT = {"wc": "upheld", "jz": "corrected", "qt": "other", "wj": "pending"}


def disputes(figures, year):
    """The proceedings that make up table four: how many, by line (T4.fy.wc)."""
    for code, number in figures.items():
        _, of, result = code.split(".")
        decided = None if result == "wj" else year
        told = ProceedingFacets(
            ProceedingKind.of(_KIND[of]), ProceedingResult.of(_RESULT[result]), year, decided
        )  # fmt: skip
        over = Facets(year - 1, year - 1, As.PRIVACY, In.IN_TIME, Of.NATURAL, By.LETTER, proceeding=told)
        yield over, number
