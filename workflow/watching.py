"""What is watched: when the office is told of each kind of deadline, and what it does when one is missed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from workflow.vocabulary import DeadlineKind, Word

D = DeadlineKind


class Watch(NamedTuple):
    """How a kind of deadline is watched unless the office chooses otherwise.

    `days` are working days before the last day, 0 that day itself, negative after it. One that `rings_on`
    rings on every working day after it until somebody acts. The office's `own` duty is escalated; what the
    applicant or another body is to do is not.
    """

    days: tuple[int, ...]
    rings_on: bool
    own: bool


# fmt: off
#: A missed day rings on where nothing else would bring the case back to mind.
WATCHED: Mapping[DeadlineKind, Watch] = {
    # Told early enough to extend, which must be granted and told before the first limit ends (第三十三条).
    D.REPLY:                Watch((10, 5, 3, 1, 0),   rings_on=True,  own=True),
    # Seven working days in all. Once missed it cannot be made good: told once, the reply rings on by itself.
    D.CLARIFICATION_NOTICE: Watch((3, 1, 0, -1),      rings_on=False, own=True),
    # Whoever does not answer has given up (第三十条), but the clock stands still until somebody records it.
    D.CLARIFICATION:        Watch((3, 0),             rings_on=True,  own=False),
    # Silence is no consent (第三十二条): told once that the office decides; the reply day is known and rings.
    D.THIRD_PARTY:          Watch((3, 0, -1),         rings_on=False, own=False),
    # Silence is consent (第三十四条): told once that the clock runs again.
    D.CO_AUTHOR:            Watch((3, 0, -1),         rings_on=False, own=False),
    # Whoever does not pay has given up (国办函〔2020〕109号); here too the clock stands still until then.
    D.FEE:                  Watch((3, 0),             rings_on=True,  own=False),
    # Ten working days, five in the simple procedure.
    D.REVIEW_REPLY:         Watch((5, 3, 1, 0),       rings_on=True,  own=True),
    # Evidence that comes late counts as none (行政诉讼法第三十四条).
    D.EVIDENCE:             Watch((8, 5, 3, 1, 0),    rings_on=True,  own=True),
    # The office's own day, no limit of the law: it rings until the case is given anew or answered.
    D.HAND_OUT:             Watch((3, 1, 0),          rings_on=True,  own=False),
    # The office's own reminder: what is answered and lies on a desk has reached nobody.
    D.SERVICE:              Watch((0,),               rings_on=True,  own=False),
    # The unit's report of last year (第四十九条第一款), and that of the whole level (第二款).
    D.ANNUAL_REPORT:        Watch((10, 5, 3, 1, 0),   rings_on=True,  own=True),
    D.LEVEL_REPORT:         Watch((10, 5, 3, 1, 0),   rings_on=True,  own=True),
}
# fmt: on


class Rank(Word):
    """Who is told as well, once a deadline comes near or has passed."""

    REVIEWER = "reviewer", "审核人"
    HEAD = "head", "负责人"
    ABOVE = "above", "上级公开机构"


@dataclass(frozen=True, slots=True)
class Step:
    """From `when` on, in working days before the last day (negative after it), `to` is told as well."""

    when: int
    to: Rank

    def __str__(self) -> str:
        return f"{self.when} → {self.to}"


#: Who is told as well unless the office chooses otherwise: the head while an extension can still be granted,
#: the office above only of what has been missed.
STEPS = (Step(3, Rank.REVIEWER), Step(1, Rank.HEAD), Step(-1, Rank.ABOVE))
