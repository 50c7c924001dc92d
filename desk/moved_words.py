"""What counts otherwise than it did, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desk.language import phrase
from desk.office import House
from desk.watched import Was
from desk.year_moved import Moved
from desk.year_told import Told, changed
from workflow.errors import mark
from workflow.ledger import Unit
from workflow.vocabulary import (
    ApplicantKind,
    Channel,
    Outcome,
    ProceedingKind,
    ProceedingResult,
    Timeliness,
    Word,
)

#: So many are told one by one; `foi report changes` has them all.
MOST = 10
# fmt: off
#: What decides where a case is counted: its name, and the closed list of its words.
_NAMES: Mapping[str, tuple[str, type[Word] | None]] = {
    "case":            (mark("the case itself"),   None),
    "kind":            (mark("kind of applicant"), ApplicantKind),
    "channel":         (mark("channel"),           Channel),
    "received_on":     (mark("day of receipt"),    None),
    "counted_on":      (mark("day of closing"),    None),
    "counted_outcome": (mark("outcome"),           Outcome),
    "timeliness":      (mark("time limit"),        Timeliness),
    "notice":          (mark("amendment awaited"), None),
    "proceeding":      (mark("the proceeding itself"), None),
    "proceeding_kind": (mark("kind of proceeding"), ProceedingKind),
    "filed_on":        (mark("day of filing"),     None),
    "decided_on":      (mark("day of decision"),   None),
    "proceeding_result": (mark("result"),          ProceedingResult),
}
# fmt: on


def moved_row(lang: str, moved: Moved) -> tuple[str, ...]:
    """A case with what differs, what it was and what it is."""
    name, words = _NAMES[moved.name]
    was, now = (_value(lang, words, value) for value in (moved.was, moved.now))
    return (moved.ref, phrase(lang, name), was, "→", now)


def _value(lang: str, words: type[Word] | None, value: str | None) -> str:
    return "—" if value is None else words.of(value).label(lang) if words else value


def changed_words(lang: str, found: Sequence[Told]) -> Iterator[str]:
    """A sentence for each change in a frozen year."""
    for told in found[:MOST]:
        yield told_words(lang, told)
    if len(found) > MOST:
        yield phrase(lang, "… and {n} more.", n=len(found) - MOST)


def commands_then(lang: str, found: Sequence[Told]) -> Iterator[str]:
    """With which commands the changes are looked at and each table is published anew."""
    yield from _publish_anew(lang, dict.fromkeys((told.unit, told.year, told.form) for told in found))


def _publish_anew(lang: str, tables: Iterable[tuple[Unit, int, str]]) -> Iterator[str]:
    for unit, year, form in tables:
        more = f" --unit {unit.name}" if unit.parent is not None else ""
        words = f"{year} --form {form}{more}"
        yield phrase(
            lang,
            "The frozen table stays as it is. See: foi report changes {words}; to publish anew: "
            "foi report restate {words}",
            words=words,
        )


@dataclass(slots=True)
class Minding:
    """What counts otherwise in frozen years: the first of it, how much there is, and in which tables."""

    first: list[Told] = field(default_factory=list)
    many: int = 0
    tables: dict[tuple[Unit, int, str], None] = field(default_factory=dict)

    def take(self, house: House, written: Mapping[str, Was]) -> None:
        """Look at cases that were written to."""
        for told in changed(house, written):
            self.many += 1
            self.first += [told] if self.many <= MOST else []
            self.tables.setdefault((told.unit, told.year, told.form))

    def words(self, lang: str) -> Iterator[str]:
        """A sentence for each change, and what to do about them."""
        for told in self.first:
            yield told_words(lang, told)
        if self.many > MOST:
            yield phrase(lang, "… and {n} more.", n=self.many - MOST)
        yield from _publish_anew(lang, self.tables)


def told_words(lang: str, told: Told) -> str:
    """A sentence for a case that counts otherwise in a frozen year."""
    ref, name, was, _, now = moved_row(lang, told.moved)
    return phrase(
        lang,
        "Mind: the table of {year} ({unit}) is frozen, and {ref} now counts otherwise: {name} {was} → {now}",
        year=told.year,
        unit=told.unit.name,
        ref=ref,
        name=name,
        was=was,
        now=now,
    )
