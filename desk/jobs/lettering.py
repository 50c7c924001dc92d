"""Letters in bulk by a page: what each case would get, then the letters, and their files in one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from desk.asking import filter_of
from desk.batch import Made, Order, refs_of, run
from desk.clerking import Clerk
from desk.jobs.errand import Errand
from desk.jobs.zipped import zip_up
from desk.letterbox import called_for, pick
from desk.office import House, now
from desk.press import renderer
from letters.catalogue import Letter
from workflow.casework import look
from workflow.documents import Document
from workflow.listing import Filter
from workflow.vocabulary import DocumentStatus

#: So many letters, and so many refusals, stand on the page of a job; the files hold all.
MOST = 200


@dataclass(frozen=True, slots=True)
class Coming:
    """What a case would get: its letters, each with the one that was issued already."""

    ref: str
    letters: tuple[tuple[Letter, Document | None], ...]


def coming(house: House, wanted: Filter, kind: str, most: int) -> list[Coming]:
    """What the first cases of a filter would get; nothing is written."""
    return [_coming(house, row.ref, kind) for row in house.ledger.rows(replace(wanted, limit=most))]


def _coming(house: House, ref: str, kind: str) -> Coming:
    issued = {
        (document.line, document.kind): document
        for document in house.ledger.documents(ref)
        if document.status is DocumentStatus.ISSUED
    }
    wanted = pick(called_for(house.office.law, look(house.office, ref)), kind=kind)
    return Coming(ref, tuple((called.letter, issued.get(called.place)) for called in wanted))


def write_letters(errand: Errand) -> None:
    """Draft or issue the letters of many cases; what is done stays done, and is in the file."""
    wanted, house = errand.wanted, errand.house
    errand.told(0, 0)
    refs = refs_of(house, filter_of(wanted, house.ledger.units()))
    on = date.fromisoformat(wanted["issue_on"]) if wanted.get("issue_on") else None
    errand.folder.path.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=errand.folder.path) as made_in, renderer(house.config) as fill:
        clerk = Clerk(house, errand.actor, fill, now())
        made: list[Made] = []
        try:
            for done, one in enumerate(run(clerk, refs, Order(wanted["letter"], Path(made_in), on)), start=1):
                made.append(one)
                errand.told(done, len(refs))
        finally:
            _tell(errand, made, len(refs))
            files = sorted(Path(made_in).iterdir())
            if files:
                errand.result = zip_up(errand, files, f"文书-{errand.job.ask.at:%Y-%m-%d}.zip")
    if made and made[-1].stops and made[-1].fault:
        raise made[-1].fault


def _tell(errand: Errand, made: Iterable[Made], cases: int) -> None:
    made = list(made)
    errand.said |= {
        "cases": cases,
        "looked_at": len(made),
        "letters": sum(len(one.letters) for one in made),
        "items": list(islice(_items(made), MOST)),
        "refused": [
            {"ref": one.ref, "message": errand.say(one.fault)} for one in made if one.fault and not one.stops
        ][:MOST],
        "refused_count": sum(one.fault is not None for one in made),
    }


def _items(made: Iterable[Made]) -> Iterator[dict[str, str]]:
    for one in made:
        for document, _ in one.letters:
            yield {"ref": one.ref, "kind": document.kind, "number": document.number}
