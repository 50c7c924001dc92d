"""THE FAULTS: what is done to the office, by its number in the table of faults, and what must hold."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.disk import kills_at_writes, refusals
from tests.faults.found import Found
from tests.faults.gaps import gaps
from tests.faults.kills import kills
from tests.faults.races import races
from tests.faults.server_kills import server_kills
from tests.faults.walk import walks


@dataclass(frozen=True)
class Fault:
    """A fault: in words, in Chinese too, and how it is run in an empty folder with a seed and a size."""

    title: str
    zh: str
    run: Callable[[Path, int, str], Found]


# fmt: off
FAULTS = {
    "R1":  Fault("The desk, the bell and an import killed under load", "负载下杀死网页、提醒和导入", kills),
    "R2":  Fault("SIGKILL at every call that writes to the disk", "每一次写盘时被杀死", kills_at_writes),
    "R4":  Fault("PostgreSQL killed under load, whole and in parts", "负载下杀死PostgreSQL", server_kills),
    "R5":  Fault("A disk that is full, broken or read-only", "磁盘满、损坏、只读", refusals),
    "R6":  Fault("A bell silent for 1 to 1,000 hours", "提醒停了1至1000小时", gaps),
    "R9":  Fault("Random walks: acts, letters, jumps of the clock, restarts", "随机办理、跳时、重启", walks),
    "R10": Fault("Eight clients at once on the same cases", "八个进程同时办同样的件", races),
}
# fmt: on
