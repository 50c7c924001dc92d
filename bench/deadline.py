"""`foi deadline --batch`: a line is answered, beside a loop that reads JSON and looks one day up."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from random import Random
from typing import Any

from bench.rounds import Race, share
from bench.workdays import RANK, TABLE
from workflow.history import answer
from workflow.law import open_law

LAW = open_law()
REPLY_DAYS = 20

# fmt: off
#: What happens to a request, how many days after the thing before, with which facts: one of each.
BEFORE: tuple[tuple[tuple[str, int, dict[str, Any]], ...], ...] = (
    (),
    (("accept",            1, {}),),
    (("accept",            1, {}), ("annotate",          2, {"text": "电话核实"})),
    (("ask_clarification", 3, {"what": "年份", "answer_within_days": 10}), ("clarify", 6, {})),
    (("consult",           4, {"with": "甲公司", "party": "third_party"}),
     ("end_consultation",  9, {"with": "甲公司", "opinion": "refuses"})),
    (("consult",           2, {"with": "甲公司"}), ("consult",           1, {"with": "乙公司"}),
     ("end_consultation",  5, {"with": "乙公司"}), ("end_consultation",  3, {"with": "甲公司"})),
)
AFTER: tuple[tuple[tuple[str, int, dict[str, Any]], ...], ...] = (
    (),
    (("extend", 5, {"days": 10, "reason": "数量较大"}),),
    (("answer", 5, {"outcome": "provided"}), ("serve", 1, {"method": "post"})),
    (("extend", 5, {"days": 15}), ("answer", 9, {"outcome": "partial"}), ("serve", 2, {"method": "post"})),
    (("withdraw", 3, {}),),
)
# fmt: on


def races(*, full: bool) -> Iterator[Race]:
    """Histories of a few thousand requests, of one line to nine."""
    many = 8_000 if full else 3_000
    random = Random(20260302)
    lines = [json.dumps(history(random, n), ensure_ascii=False).encode() for n in range(many)]
    yield Race(
        "answer a history", "JSON in, one look-up, JSON out",
        lambda: look_up(lines), lambda: answer_all(lines), many, share(0.3),
    )  # fmt: skip


def history(random: Random, number: int) -> dict[str, Any]:
    """A request that never was."""
    day = date(2008, 5, 1) + timedelta(random.randrange(6_800))
    told: dict[str, Any] = {"id": f"{day.year}-{number:06}", "received": day.isoformat()}
    events = []
    for action, later, facts in (*random.choice(BEFORE), *random.choice(AFTER)):
        day += timedelta(later)
        events.append({"action": action, "on": day.isoformat(), **facts})
    return told | {"events": events}


def look_up(lines: list[bytes]) -> None:
    """What cannot be left out, whatever the law says."""
    out = StringIO()
    rank, table = RANK, TABLE
    for raw in lines:
        line = json.loads(raw)
        received = date.fromisoformat(line["received"]).toordinal()
        due = date.fromordinal(table[rank[received] + REPLY_DAYS])
        told = {"id": line["id"], "reply": {"due": due.isoformat()}}
        out.write(json.dumps(told, ensure_ascii=False) + "\n")


def answer_all(lines: list[bytes]) -> None:
    """What the command does for each line."""
    out = StringIO()
    for raw in lines:
        out.write(json.dumps(answer(LAW, json.loads(raw)), ensure_ascii=False) + "\n")
