"""The sentences of the law that rules rest on, each with how sure we are of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.vocabulary import Word


class Certainty(Word):
    """How sure we are of a sentence."""

    TEXT = "text", "原文已核对"
    SECONDARY = "secondary", "转引"
    UNVERIFIED = "unverified", "未核对"
    DESIGN = "design", "条文未规定"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words a rule rests on, and the day someone last looked at them."""

    article: str
    text: str
    verified: Certainty
    last_checked: date


def read_sentences(data: Mapping[str, Any]) -> dict[str, Sentence]:
    """The sentences of a file, by the names its rules call them."""
    return {
        key: Sentence(line["article"], line["text"], Certainty.of(line["verified"]), line["last_checked"])
        for key, line in data["sentences"].items()
    }
