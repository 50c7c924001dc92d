"""Attachments: taken in whole, withdrawn in the open, told by the entries alone."""

import io

import pytest

from tests.offices import AUDITOR, CLERK, NOW, act, an_office, log
from workflow.attached import attachments
from workflow.attaching import Paper, Purpose, attach, find_attachment, withdraw
from workflow.casework import Act, take
from workflow.errors import BadFacts, NotFound, Refused
from workflow.file_words import AttachmentKind, FileType
from workflow.filing import check_attachments
from workflow.vocabulary import Action

ON = NOW.date()
SCAN = Purpose(AttachmentKind.REQUEST)


@pytest.fixture
def office():
    made = an_office()
    log(made)
    return made


def paper(name="申请表.pdf", content=b"%PDF-1"):
    return Paper(name, FileType.PDF, len(content), io.BytesIO(content))


def attached(office, *papers, purpose=SCAN, actor=CLERK):
    done = attach(office, "2026-0001", papers or (paper(),), purpose, actor, on=ON, now=NOW)
    return attachments(done.record.entries)


def taken_out(office, line=2, reason="传错了", actor=CLERK):
    done = withdraw(office, "2026-0001", line, reason, actor, on=ON, now=NOW)
    return attachments(done.record.entries)


def test_what_is_attached_stands_on_the_case_with_who_and_when(office):
    (one,) = attached(office, purpose=Purpose(AttachmentKind.SEARCH, 1))

    assert (2, "申请表.pdf", FileType.PDF, 6, 1) == (one.line, one.name, one.type, one.bytes, one.proves)
    assert (CLERK.name, NOW, None) == (one.by, one.at, one.withdrawn)
    assert b"%PDF-1" == office.ledger.file(one.sha256)


def test_several_files_come_together_or_not_at_all(office):
    with pytest.raises(Refused) as refused:
        attached(office, paper(content=b"%PDF-1"), paper(content=b"%PDF-2"), paper("又一份.pdf", b"%PDF-1"))
    assert "attached_already" == refused.value.code
    assert 1 == office.ledger.read("2026-0001").version

    assert [2, 3] == [one.line for one in attached(office, paper(), paper(content=b"%PDF-2"))]


def test_a_withdrawn_attachment_stays_with_who_and_why(office):
    attached(office)
    (one,) = taken_out(office)

    assert (CLERK.name, "传错了") == (one.withdrawn.by, one.withdrawn.reason)
    assert b"%PDF-1" == office.ledger.file(one.sha256)
    with pytest.raises(Refused) as refused:
        taken_out(office)
    assert "withdrawn_already" == refused.value.code
    assert [True, False] == [bool(each.withdrawn) for each in attached(office)]


def test_nothing_is_withdrawn_without_a_reason_nor_what_is_not_there(office):
    attached(office)
    with pytest.raises(BadFacts) as bad:
        taken_out(office, reason=" ")
    assert "no_reason" == bad.value.code
    for line in (1, 3):
        with pytest.raises(NotFound):
            taken_out(office, line)
        with pytest.raises(NotFound):
            find_attachment(office.ledger, "2026-0001", line)


def test_an_auditor_neither_attaches_nor_withdraws(office):
    attached(office)
    for job in (
        lambda: attached(office, paper(content=b"x"), actor=AUDITOR),
        lambda: taken_out(office, actor=AUDITOR),
    ):
        with pytest.raises(Refused) as refused:
            job()
        assert "role_not_allowed" == refused.value.code


def test_an_attachment_proves_an_entry_that_is_there(office):
    with pytest.raises(BadFacts) as bad:
        attached(office, purpose=Purpose(AttachmentKind.SERVICE_PROOF, 7))
    assert ("no_entry", "proves") == (bad.value.code, bad.value.values["field"])
    with pytest.raises(BadFacts):
        attach(office, "2026-0001", (), SCAN, CLERK, on=ON, now=NOW)


def test_nobody_writes_by_hand_that_a_file_was_attached_nor_corrects_it_away(office):
    attached(office)
    for action in (Action.ATTACH, Action.WITHDRAW_ATTACHMENT):
        with pytest.raises(Refused) as refused:
            take(office, "2026-0001", Act(action, ON, {}), CLERK, now=NOW)
        assert "not_by_hand" == refused.value.code
    with pytest.raises(Refused) as refused:
        act(office, "2026-0001", "correct_entry 2026-03-02 line=2 reason=误")
    assert "attached_stays" == refused.value.code


def test_an_attachment_moves_neither_the_state_nor_the_clock(office):
    before = log(office).case
    after = attach(office, "2026-0002", (paper(),), SCAN, CLERK, on=ON, now=NOW).case

    assert (before.state, before.clock.reply.due_on) == (after.state, after.clock.reply.due_on)
    assert before.possible() == after.possible()


def test_a_missing_file_is_named_with_its_case_and_its_entry(office):
    (one,) = attached(office)
    record = office.ledger.read("2026-0001")
    assert [] == list(check_attachments(office.ledger, record))

    office.ledger._files.clear()
    (fault,) = check_attachments(office.ledger, record)
    assert ("2026-0001", one.line, "申请表.pdf") == tuple(fault.values[n] for n in ("ref", "line", "name"))
