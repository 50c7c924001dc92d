"""The fee for handling information: progressive, by item or by page, never both (国办函〔2020〕109号)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from workflow.sentences import Sentence, read_sentences
from workflow.vocabulary import FeeBasis


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of a tariff: each unit from `first` to `last` costs `yuan`; no `last` goes on without end."""

    first: int
    last: int | None
    yuan: int


@dataclass(frozen=True, slots=True)
class Step:
    """What one tier adds to a fee, in whole yuan."""

    first: int
    last: int
    yuan: int

    @property
    def total(self) -> int:
        """Units times price."""
        return (self.last - self.first + 1) * self.yuan


@dataclass(frozen=True, slots=True)
class Scale:
    """How one basis is charged: tiers, and after the last of them one more every `step` units at `rise` more.

    `counts` says what is counted, `text` the scale in the words of a notice.
    """

    tiers: tuple[Tier, ...]
    step: int
    rise: int
    counts: str
    text: str
    sentence: Sentence

    def steps(self, count: int, before: int = 0) -> tuple[Step, ...]:
        """How the fee for units `before + 1` to `before + count` comes about, tier by tier, free ones too."""
        first, last = before + 1, before + count
        found = []
        for tier in self._every_tier():
            if tier.first > last:
                break
            end = last if tier.last is None else min(last, tier.last)
            if end >= first:
                found.append(Step(max(first, tier.first), end, tier.yuan))
        return tuple(found)

    def yuan(self, count: int, before: int = 0) -> int:
        """The fee for `count` units that come after `before` others, in whole yuan."""
        return sum(step.total for step in self.steps(count, before))

    def _every_tier(self) -> Iterator[Tier]:
        yield from self.tiers
        last = self.tiers[-1]
        while last.last is not None:
            last = Tier(last.last + 1, last.last + self.step, last.yuan + self.rise)
            yield last


@dataclass(frozen=True, slots=True)
class Tariff:
    """What may be charged from a day on, by each basis."""

    since: date
    scales: Mapping[FeeBasis, Scale]


def in_force(tariffs: Sequence[Tariff], day: date) -> Tariff | None:
    """The tariff of a day, if there was one."""
    found = [tariff for tariff in tariffs if tariff.since <= day]
    return max(found, key=lambda tariff: tariff.since) if found else None


def read_tariffs(data: Mapping[str, Any]) -> tuple[Tariff, ...]:
    """The tariffs of a file."""
    sentences = read_sentences(data)
    return tuple(
        Tariff(
            line["since"],
            {basis: _scale(line[basis.value], sentences) for basis in FeeBasis if basis.value in line},
        )
        for line in data["tariff"]
    )


def _scale(line: Mapping[str, Any], sentences: Mapping[str, Sentence]) -> Scale:
    ends = line["last"]
    tiers = zip_longest((1, *(end + 1 for end in ends)), ends, line["yuan"])
    return Scale(
        tuple(Tier(*tier) for tier in tiers if tier[2] is not None),
        line.get("step", 0),
        line.get("rise", 0),
        line["counts"],
        line["text"],
        sentences[line["sentence"]],
    )
