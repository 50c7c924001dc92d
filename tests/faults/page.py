"""Writes docs/reliability.md from a run; nothing in it is typed by hand."""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.faults import FAULTS
from tests.faults.found import LONG, Found
from tests.faults.invariants import CHECKS
from tests.postgres import binaries

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
HEAD = """# 可靠性：故意弄坏之后

*What held when the office was broken on purpose: the figures of a run, written by itself (`./run faults`).*

每一行是一种故障：随机地、反复地弄坏，再逐件核对。“不符”是零，才算通过。同样的种子再跑一遍，是同样的故障。

"""
TABLE = """
| 故障 | 做了什么 | 数字 | 不符 | 秒 |
| --- | --- | --- | --- | --- |
"""


def page(results: Mapping[str, Found], size: str) -> str:
    """The page of a run."""
    (seed,) = {found.seed for found in results.values()}
    words = "" if size == LONG else f" --{size}"
    rows = [_row(name, found) for name, found in results.items()]
    wrong = [f"- {name}: {one}" for name, found in results.items() for one in found.wrong]
    parts = [HEAD, *(f"- {line}\n" for line in _machine(size, seed)), TABLE, *rows]
    parts += ["\n## 不符之处\n\n", *(f"{line}\n" for line in wrong)] if wrong else []
    parts += ["\n## 每次都核对的\n\n*The invariants, checked after every fault.*\n\n"]
    parts += [f"- {_first_sentence(check.__doc__)}\n" for check in CHECKS.values()]
    parts += [f"\n再跑一遍：`./run faults --seed {seed}{words}`；只跑一种：加 `--only R2`。\n"]
    return "".join(parts)


def _machine(size: str, seed: int) -> list[str]:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return [
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, seed {seed}, size {size}, commit {_commit()}",
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, load {load}",
        f"Python {platform.python_version()}, SQLite {_sqlite()}, PostgreSQL {_postgresql()}, {_strace()}",
    ]


def _row(name: str, found: Found) -> str:
    fault = FAULTS[name]
    figures = "; ".join(f"{what}: {_figure(many)}" for what, many in found.figures.items())
    return f"| {name} {fault.zh} | {fault.title} | {figures} | {len(found.wrong)} | {found.seconds:.0f} |\n"


def _figure(many: float | str) -> str:
    return f"{many:,}" if isinstance(many, int) else str(many)


def _first_sentence(text: str | None) -> str:
    return (text or "").partition("\n\n")[0].replace("\n    ", " ")


def _commit() -> str:
    return _told("git", "-C", str(PAGE.parent), "describe", "--always", "--dirty")


def _sqlite() -> str:
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return sqlite3.sqlite_version
    return str(dbapi2.sqlite_version)


def _postgresql() -> str:
    home = binaries()
    return _told(str(home / "postgres"), "--version").rpartition(") ")[2].split()[0] if home else "—"


def _strace() -> str:
    return _told("strace", "--version").splitlines()[0].replace(" -- version", "")


def _told(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip() or "—"
