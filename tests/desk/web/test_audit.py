"""The audit tells in words what was done, and when by the office's clock."""

import re
from datetime import UTC, datetime
from pathlib import Path

from desk.web.audit_words import WHAT
from store.accounts import Look
from workflow.jobs import JobKind

DESK = Path(__file__).parents[3] / "desk"
NOTED = re.compile(r'\bnote\(\s*f?"(\w+)|Look\((?:[^"()]|\([^)]*\))*"(\w+)"')


def test_whatever_is_noted_has_words():
    noted = {one or two for page in DESK.rglob("*.py") for one, two in NOTED.findall(page.read_text("utf-8"))}

    assert {"reveal", "feed", "restored", "clock_accepted", "api"} <= noted
    assert noted - {"letter_"} <= {*WHAT, *(kind.value for kind in JobKind)}


def test_what_was_done_stands_in_words_beside_its_code(visit, staffed):
    at = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    staffed.ledger.accounts.note_look(Look(at, "clerk", "reveal", "", "核对身份", ""))

    page = visit("audit").get("/audit").text

    assert "查看隐藏信息" in page
    assert "2026-03-02 07:30:00" in page
