"""A letter's parts as text, to be kept until it is issued, and read back."""

import json
from dataclasses import asdict
from datetime import date

from letters.parts import Annex, Parts


def keep(parts: Parts) -> str:
    """The parts as JSON; the same parts give the same text."""
    return json.dumps(asdict(parts), ensure_ascii=False, sort_keys=True, default=str)


def recall(text: str) -> Parts:
    """The parts that were kept."""
    told = json.loads(text)
    annexes = tuple(Annex(annex["title"], tuple(annex["lines"])) for annex in told["annexes"])
    lists = {name: tuple(told[name]) for name in ("body", "note")}
    return Parts(**{**told, **lists, "annexes": annexes, "dated": date.fromisoformat(told["dated"])})
