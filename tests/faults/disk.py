"""R2 and R5: every deed, killed or refused at every call that writes; then it is whole, or done again."""

import random
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from desk.backups import archive
from desk.config import Config
from desk.config_file import read_config
from desk.office import open_office
from tests.faults.deeds import DEEDS, Deed
from tests.faults.forks import DONE, FAILED, KILLED, REFUSED, Point, calls_of, forked
from tests.faults.found import FULL, LONG, SHORT, Found
from tests.faults.invariants import (
    check_acknowledged_acts,
    check_acknowledged_cases,
    check_thresholds,
    violated,
)
from tests.faults.place import copied, make_place, scene
from workflow.errors import CaseworkError

#: Of so many points one is tried.
STEP = {SHORT: 41, LONG: 3, FULL: 1}
REFUSING_STEP = {SHORT: 151, LONG: 9, FULL: 1}
# fmt: off
#: What a disk says that is full, broken, or no longer to be written on, and to which calls.
REFUSALS = {
    "ENOSPC": ("pwrite64", "write", "ftruncate", "mkdir"),
    "EIO":    ("pwrite64", "write", "fsync", "fdatasync"),
    "EROFS":  ("pwrite64", "write", "ftruncate", "mkdir", "rename", "unlink"),
}
# fmt: on


def kills_at_writes(folder: Path, seed: int, size: str) -> Found:
    """R2: SIGKILL at every call that writes, of every deed."""
    found = Found(seed)

    def points(calls):
        return [Point(call, n) for call, many in sorted(calls.items()) for n in range(1, many + 1)]

    _try(folder, found, points, STEP[size])
    return found


def refusals(folder: Path, seed: int, size: str) -> Found:
    """R5: from its nth call on the disk refuses to write: full, broken, or read-only."""
    found = Found(seed)

    def points(calls):
        return [
            Point(call, n, f"error={word}", on=True)
            for word, refused in REFUSALS.items()
            for call in refused
            for n in range(1, calls.get(call, 0) + 1)
        ]

    _try(folder, found, points, REFUSING_STEP[size])
    return found


def _try(folder, found, points, step):
    first = folder / "first"
    made = forked(lambda: make_place(first))
    assert made == DONE, made
    for deed, config in _ready(folder, first):
        every = points(calls_of(partial(deed.do, copied(config, folder / "counted")), folder / "calls.log"))
        found.count("places where it can break", len(every))
        for point in every[random.Random(f"{found.seed} {deed.name}").randrange(step) :: step]:
            found.count("broken there")
            told = _broken(deed, copied(config, folder / "here"), point, found)
            found.wrong += [f"{deed.name}, {point.words}: {sentence}" for sentence in told]


def _ready(folder: Path, first: Path) -> Iterator[tuple[Deed, Config]]:
    for deed in DEEDS.values():
        config = copied(read_config(first / "config.toml"), folder / deed.name)
        made = forked(partial(deed.before, config))
        assert made == DONE, (deed.name, made)
        yield deed, config


def _broken(deed: Deed, config: Config, point: Point, found: Found) -> Iterator[str]:
    """Let it break; what it left behind, and how it goes on."""
    ended = forked(lambda: deed.do(config), point)
    name = {DONE: "done all the same", REFUSED: "refused in plain words", KILLED: "killed"}.get(ended)
    if name is None:
        yield "it ended with a fault nobody has words for" if ended == FAILED else f"it ended with {ended}"
    else:
        found.count(name)
    if deed.name == "migrate":
        yield from _migrated(deed, config)
        return
    yield from _looked(deed, config, whole=ended == DONE)
    if ended != DONE and not _there(deed, config):
        again = forked(lambda: deed.do(config))
        if again != DONE:
            yield f"done again it ends with {again}"
        found.count("done again")
        yield from _looked(deed, config, whole=True)
    if not _there(deed, config):
        yield "it is not there"


def _looked(deed: Deed, config: Config, *, whole: bool) -> Iterator[str]:
    house = open_office(config)
    with closing(house.ledger):
        told = deed.told if whole else deed.told.unanswered()
        swept = deed.swept_on if whole else None
        yield from violated(scene(house, told, swept_on=swept, strays=deed.strays))
    for backup in _backups(config):
        try:
            archive.unpack(backup)
        except CaseworkError as fault:
            yield f"{backup.name}: {fault}"


def _there(deed: Deed, config: Config) -> bool:
    """Whether the deed is done."""
    if deed.name == "backup":
        return bool(_backups(config))
    house = open_office(config)
    with closing(house.ledger):
        here = scene(house, deed.told, swept_on=deed.swept_on)
        lacking = [*check_acknowledged_cases(here), *check_acknowledged_acts(here), *check_thresholds(here)]
        issued = bool(house.ledger.documents("2026-0001")[0].number)
        return not lacking and (issued or deed.name != "issue")


def _backups(config: Config) -> list[Path]:
    return sorted(config.backups.glob("foi-*.tar")) if config.backups.is_dir() else []


def _migrated(deed: Deed, config: Config) -> Iterator[str]:
    """The old tables are there or the new; to migrate again makes them new, and what was in them stays."""
    again = forked(lambda: deed.do(config))
    if again != DONE:
        yield f"migrated again it ends with {again}"
    house = open_office(config)
    with closing(house.ledger):
        if [unit.name for unit in house.ledger.units().values()] != ["甲区人民政府办公室"]:
            yield "the unit is not there"
        yield from violated(scene(house))
