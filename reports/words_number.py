"""A number in a sentence: its value, how it is printed and the figures it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from reports.checks import Figure
from reports.text import shown

#: Shares and changes are told in per cent with so many decimals.
DECIMALS = 1
#: Which way a change goes, by its sign; no change has no number beside it.
_GOES = {1: "增长", -1: "下降"}
_SAME = "持平"
_ALL = 100


class Kind(StrEnum):
    """What a number is, and so how it is printed."""

    COUNT = "count"  # 12
    SHARE = "share"  # 66.7%, or 100%: of two figures
    CHANGE = "change"  # 增长20.0%: against the year before


@dataclass(frozen=True, slots=True)
class Number:
    """A value with the `source` that names its figures: what stands between the brackets of a frame."""

    value: Figure | Decimal
    kind: Kind
    source: str

    @property
    def text(self) -> str:
        """The number as it is printed; a change says which way it goes.

        >>> Number(Decimal("-5.0"), Kind.CHANGE, "1/total~").text
        '下降5.0%'
        """
        if self.kind is Kind.SHARE:
            return "100%" if self.value == _ALL else f"{self.value}%"
        if self.kind is Kind.CHANGE:
            return f"{_GOES[1 if self.value > 0 else -1]}{abs(self.value)}%" if self.value else _SAME
        assert not isinstance(self.value, Decimal)
        return shown(self.value)


def shares(parts: Sequence[Figure], whole: Figure, decimals: int = DECIMALS) -> list[Decimal]:
    """Per cent of a whole, by largest remainder: those of a list that makes up the whole add up to 100.

    Every share is cut to its decimals; what is then lacking goes, a last place each, to those that lost the
    most by the cut, the larger part first among equals, then the earlier. A list that leaves something of
    the whole out is reckoned as if it had the rest as a last part; one that is more than the whole is
    rounded half up, part by part.

    >>> [str(share) for share in shares([1, 1, 1], 3)], [str(share) for share in shares([3, 8, 1], 12, 0)]
    (['33.4', '33.3', '33.3'], ['25', '67', '8'])
    """
    step = Decimal(1).scaleb(-decimals)
    rest = Fraction(whole) - sum(map(Fraction, parts))
    if rest < 0:
        return [rounded(Fraction(part) / Fraction(whole), decimals) for part in parts]
    exact = [Fraction(part) * 100 * 10**decimals / Fraction(whole) for part in (*parts, rest)]
    cut = [int(share) for share in exact]
    by_loss = sorted(range(len(exact)), key=lambda n: (cut[n] - exact[n], -exact[n], n))
    for n in by_loss[: 100 * 10**decimals - sum(cut)]:
        cut[n] += 1
    return [share * step for share in cut[: len(parts)]]


def rounded(ratio: Fraction, decimals: int = DECIMALS) -> Decimal:
    """A ratio in per cent, half up.

    >>> str(rounded(Fraction(1, 12))), str(rounded(Fraction(-1, 8), 0))
    ('8.3', '-13')
    """
    per_cent = Decimal(ratio.numerator * 100) / Decimal(ratio.denominator)
    return per_cent.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
