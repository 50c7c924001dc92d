"""Messages on a page: what has not left stands first, and is sent again or given up."""

from datetime import UTC, date, datetime

import pytest

from workflow.outbox import Line, MessageState, Route, Told
from workflow.vocabulary import DeadlineKind

NOW = datetime(2026, 3, 16, 1, 0, tzinfo=UTC)
S = MessageState


@pytest.fixture
def outbox(staffed):
    """A message that could not be sent, one that waits, and one that has left."""
    kept = staffed.ledger.outbox
    for n in (1, 2, 3):
        line = Line(f"2026-000{n}", DeadlineKind.REPLY, 1, date(2026, 3, 30), 10)
        kept.put([Told(Route.MAIL, "clerk", f"alert {n}", f"{n:032x}", (line,))], NOW)
    kept.failed(kept.lease("a", NOW, NOW, [Route.MAIL]).id, "a", "没有这个邮箱", None)
    kept.sent(kept.lease("a", NOW, NOW, [Route.MAIL]).id, "a", NOW)
    return kept


def test_what_could_not_be_sent_stands_first_with_the_reason(visit, outbox):
    page = visit("admin").get("/outbox").text

    assert page.index("2026-0001") < page.index("2026-0003") < page.index("2026-0002")
    assert "没有这个邮箱" in page
    assert "2026-03-16 09:00" in page


def test_one_message_is_sent_again_or_given_up_and_it_is_recorded(visit, outbox, staffed):
    admin = visit("admin")
    assert 200 == admin.post("/outbox/1/resend", page="/outbox").status_code
    assert 200 == admin.post("/outbox/3/discard", page="/outbox").status_code

    assert (S.PENDING, S.DISCARDED) == (outbox.message(1).state, outbox.message(3).state)
    assert ["discard 3", "resend 1"] == [one.look.detail for one in staffed.ledger.accounts.looks()]
    assert 409 == admin.post("/outbox/2/discard", page="/outbox").status_code


def test_all_that_could_not_be_sent_is_sent_again_with_one_button(visit, outbox):
    admin = visit("admin")
    assert "/outbox/resend" in admin.get("/outbox").text
    admin.post("/outbox/resend", page="/outbox")

    assert S.PENDING is outbox.message(1).state
    assert 'action="/outbox/resend"' not in admin.get("/outbox").text


def test_a_message_is_shown_as_it_is_read(visit, outbox):
    page = visit("admin").get("/outbox/1").text

    assert "2026-0001  答复期限  2026-03-30 周一  还有10个工作日" in page
    assert "没有这个邮箱" in page
    assert 'action="/outbox/1/resend"' in page
    assert 'action="/outbox/2/resend"' not in visit("admin").get("/outbox/2").text
