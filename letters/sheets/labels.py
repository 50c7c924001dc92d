"""Envelope labels (信封标签): A4 sheets of 24 labels, 70 × 37 mm each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from letters.sheets.press import one_line, press
from workflow.errors import BadFacts, Refused

#: The labels of a sheet: three across, eight down.
ON_A_SHEET = 24
#: More characters than this cannot be read on a label, however small they are set.
LONGEST = 160
LONGEST_FOOT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Whom an envelope goes to, and the reference by which it is known when it comes back."""

    postcode: str
    address: str
    name: str
    ref: str


def write_labels(
    labels: Sequence[Label],
    *,
    sender: str,
    dated: date,
    skip: int = 0,
    font_dirs: Sequence[str | Path] = (),
) -> bytes:
    """The labels as PDF/A; the first `skip` places of the first sheet are used up and stay empty.

    A long address is turned and set smaller, until it fits; `sender` is the line at the foot of each.

    Raises:
        BadFacts: `skip` is not a place of a sheet.
        Refused: there is no label; one lacks its address or is too long to be read; no font has a character.
    """
    if not labels:
        raise Refused("no_labels", "There is no label to print.")
    if not 0 <= skip < ON_A_SHEET:
        raise BadFacts(
            "bad_skip", "A sheet has {places} labels: {skip} cannot be skipped.", places=ON_A_SHEET, skip=skip
        )
    told = [_told(label, one_line(sender)) for label in labels]
    return press("labels.typ", {"office": one_line(sender), "labels": told, "skip": skip}, dated, font_dirs)


def _told(label: Label, sender: str) -> dict[str, str]:
    to = {name: one_line(getattr(label, name)) for name in ("postcode", "address", "name")}
    foot = "　".join(part for part in (sender, one_line(label.ref)) if part)
    if sum(map(len, to.values())) > LONGEST or len(foot) > LONGEST_FOOT:
        raise Refused("label_too_long", "The label for {name} is too long to be read.", name=to["name"][:20])
    if not to["address"] or not to["name"]:
        raise Refused("label_incomplete", "The label {ref} lacks the address or the name.", ref=label.ref)
    return to | {"foot": foot}
