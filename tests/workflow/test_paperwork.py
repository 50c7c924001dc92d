"""Letters from draft to issued: what may be done with them, by whom, and what becomes a fact."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import day
from tests.offices import AUDITOR, CLERK, HEAD, NOW, act, an_office, log
from workflow.casework import Act, Signoff, take
from workflow.errors import Conflict, NotFound, Refused
from workflow.filing import check_letters
from workflow.paperwork import Printed, Series, Told, discard, draft, edit, find, issue, latest, sign, void
from workflow.upkeep import verify
from workflow.vocabulary import Action
from workflow.vocabulary import DocumentStatus as S

SERIES = Series("甲信公开〔2026〕{n}号", 2026)
ON = day("2026-03-10")


def press(number):
    return Printed(f"docx {number}".encode(), f"pdf {number}".encode())


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def told(office):
    ref = log(office).record.ref
    act(office, ref, "answer 2026-03-09 outcome=provided")
    return Told(ref, 2, "granted")


def drafted(office, told, words="一", actor=CLERK):
    return draft(office, told, words, actor, now=NOW)


def issued(office, document, actor=CLERK, press=press, seen=0):
    seen = seen or office.ledger.read(document.ref).version
    return issue(office, document, SERIES, press, actor, on=ON, now=NOW, seen=seen)


def test_a_draft_is_no_fact(office, told):
    drafted(office, told)

    assert 2 == office.ledger.read(told.ref).version


def test_drafting_again_replaces_the_draft_and_the_same_words_keep_their_signature(office, told):
    signed = sign(office, drafted(office, told), HEAD, now=NOW)

    assert signed == drafted(office, told)
    again = drafted(office, told, "二")
    assert (S.DRAFT, "", "二") == (again.status, again.signed_by, again.words)
    assert [again] == list(office.ledger.documents(told.ref))


def test_a_letter_finished_by_hand_needs_a_new_signature(office, told):
    signed = sign(office, drafted(office, told), HEAD, now=NOW)
    changed = edit(office, signed, "二", CLERK, now=NOW)

    assert (S.DRAFT, "", True) == (changed.status, changed.signed_by, changed.edited)
    assert not signed.edited


def test_issuing_takes_a_number_freezes_both_files_and_becomes_a_fact(office, told):
    document, done = issued(office, sign(office, drafted(office, told), HEAD, now=NOW))
    entry = done.record.entries[-1]

    assert (S.ISSUED, "甲信公开〔2026〕1号", ON, 3) == (
        document.status, document.number, document.issued_on, document.issued
    )  # fmt: skip
    assert (Action.ISSUE, ON, CLERK.name) == (entry.action, entry.on, entry.by)
    assert dict(entry.facts) == {
        "letter": "granted", "of": 2, "number": document.number, "signed_by": HEAD.name,
        "docx": document.docx, "pdf": document.pdf,
    }  # fmt: skip
    for digest, content in ((document.docx, "docx"), (document.pdf, "pdf")):
        assert hashlib.sha256(office.ledger.file(digest)).hexdigest() == digest
        assert f"{content} {document.number}".encode() == office.ledger.file(digest)
    assert document == office.ledger.issued_file(document.pdf)
    assert [] == list(verify(office).faults)


def test_a_letter_that_cannot_be_printed_uses_up_no_number(office, told):
    def no_ink(_number):
        raise Refused("missing_glyph", "No font has {characters}.", characters=("𠮷",))

    document = drafted(office, told)
    with pytest.raises(Refused, match="𠮷"):
        issued(office, document, press=no_ink)

    assert 2 == office.ledger.read(told.ref).version
    assert "甲信公开〔2026〕1号" == issued(office, document)[0].number


def test_what_was_issued_is_not_drafted_edited_thrown_away_signed_or_issued_again(office, told):
    document, _ = issued(office, drafted(office, told))

    assert document == drafted(office, told)
    for job in (
        lambda: drafted(office, told, "二"),
        lambda: edit(office, document, "二", CLERK, now=NOW),
        lambda: discard(office, document, CLERK),
        lambda: sign(office, document, HEAD, now=NOW),
        lambda: issued(office, document),
    ):
        with pytest.raises(Refused, match="甲信公开〔2026〕1号 has been issued") as refused:
            job()
        assert "issued_already" == refused.value.code


def test_a_void_letter_keeps_its_number_and_makes_room_for_another(office, told):
    first, _ = issued(office, drafted(office, told))
    voided, done = void(office, first, "印错日期", HEAD, on=ON, now=NOW)
    second, _ = issued(office, drafted(office, told))

    assert (S.VOID, first.number) == (voided.status, voided.number)
    assert {"issued": 3, "reason": "印错日期"} == dict(done.record.entries[-1].facts)
    assert "甲信公开〔2026〕2号" == second.number
    assert second == latest(office.ledger, told.ref)
    assert [] == verify(office).faults


def test_only_what_was_issued_is_made_void_and_once(office, told):
    document = drafted(office, told)
    with pytest.raises(Refused, match="has not been issued"):
        void(office, document, "误", HEAD, on=ON, now=NOW)

    document, _ = issued(office, document)
    document, _ = void(office, document, "误", HEAD, on=ON, now=NOW)
    with pytest.raises(Refused, match="has not been issued"):
        void(office, document, "误", HEAD, on=ON, now=NOW)


def test_where_the_office_wants_a_signature_nothing_is_issued_without(office, told):
    strict = replace(office, signoff=Signoff(needed=True))
    document = drafted(strict, told)

    with pytest.raises(Refused) as refused:
        issued(strict, document)
    assert "not_signed" == refused.value.code
    assert S.ISSUED is issued(strict, sign(strict, document, HEAD, now=NOW))[0].status


def test_where_the_office_wants_two_people_nobody_signs_a_letter_of_their_own(office, told):
    strict = replace(office, signoff=Signoff(needed=True, two_people=True))

    with pytest.raises(Refused, match="another must sign"):
        sign(strict, drafted(strict, told, actor=HEAD), HEAD, now=NOW)
    touched = edit(strict, drafted(strict, told), "二", HEAD, now=NOW)
    with pytest.raises(Refused, match="another must sign"):
        sign(strict, touched, HEAD, now=NOW)
    assert HEAD.name == sign(office, touched, HEAD, now=NOW).signed_by


@pytest.mark.parametrize("name", [" li", "Li", "LI "])
def test_nobody_is_two_people_by_typing_a_name_otherwise(office, told, name):
    strict = replace(office, signoff=Signoff(needed=True, two_people=True))
    document = drafted(strict, told, actor=replace(HEAD, name="li"))

    with pytest.raises(Refused) as refused:
        sign(strict, document, replace(HEAD, name=name), now=NOW)
    assert "same_person" == refused.value.code


def test_only_heads_sign_and_make_void_and_auditors_change_nothing(office, told):
    document = drafted(office, told)

    for job in (
        lambda: sign(office, document, CLERK, now=NOW),
        lambda: drafted(office, told, actor=AUDITOR),
        lambda: edit(office, document, "二", AUDITOR, now=NOW),
        lambda: discard(office, document, AUDITOR),
        lambda: issued(office, document, AUDITOR),
        lambda: void(office, issued(office, document)[0], "误", CLERK, on=ON, now=NOW),
    ):
        with pytest.raises(Refused) as refused:
            job()
        assert "role_not_allowed" == refused.value.code


def test_a_page_gone_stale_issues_nothing(office, told):
    document = drafted(office, told)
    edit(office, document, "二", CLERK, now=NOW)

    with pytest.raises(Conflict):
        issued(office, document)
    assert 2 == office.ledger.read(told.ref).version
    assert 1 == office.ledger.next_number(SERIES.pattern, 2026)


def test_a_case_that_moves_between_the_last_look_and_the_issue_numbers_nothing(office, told):
    document = drafted(office, told)
    act(office, told.ref, "correct_entry 2026-03-10 line=2 way=邮寄")

    with pytest.raises(Conflict) as conflict:
        issued(office, document, seen=2)
    assert ("stale", 3) == (conflict.value.code, office.ledger.read(told.ref).version)
    assert document == find(office.ledger, told)
    assert 1 == office.ledger.next_number(SERIES.pattern, 2026)


@pytest.mark.parametrize("action", [Action.ISSUE, Action.VOID])
def test_nobody_writes_by_hand_that_a_letter_was_issued(office, told, action):
    facts = {"letter": "granted", "of": 2, "number": "甲1号", "docx": "a" * 64, "pdf": "b" * 64}
    with pytest.raises(Refused) as refused:
        take(office, told.ref, Act(action, ON, facts), HEAD, now=NOW)
    assert "not_by_hand" == refused.value.code


def test_what_was_issued_cannot_be_corrected_away(office, told):
    issued(office, drafted(office, told))

    with pytest.raises(Refused) as refused:
        act(office, told.ref, "correct_entry 2026-03-11 line=3 reason=误")
    assert "issued_stays" == refused.value.code


def test_a_letter_is_found_by_what_it_tells(office, told):
    assert find(office.ledger, told) is None
    with pytest.raises(NotFound, match="no such letter"):
        latest(office.ledger, told.ref)

    document = drafted(office, told)
    assert document == find(office.ledger, told) == latest(office.ledger, told.ref, "granted", 2, (S.DRAFT,))
    with pytest.raises(NotFound):
        latest(office.ledger, told.ref, "receipt")
    with pytest.raises(NotFound):
        latest(office.ledger, told.ref, line=1)
    with pytest.raises(NotFound):
        latest(office.ledger, told.ref, statuses=(S.ISSUED,))


# fmt: off
MEDDLED = {
    "another number":  lambda d: replace(d, number="甲信公开〔2026〕9号"),
    "another day":     lambda d: replace(d, issued_on=date(2026, 3, 11)),
    "another file":    lambda d: replace(d, pdf=d.docx),
    "another letter":  lambda d: replace(d, kind="partial"),
    "made void":       lambda d: replace(d, status=S.VOID),
}
# fmt: on


@pytest.mark.parametrize("meddle", MEDDLED.values(), ids=list(MEDDLED))
def test_a_letter_on_file_that_is_not_the_one_issued_is_found(office, told, meddle):
    document, done = issued(office, drafted(office, told))
    office.ledger.keep_document(meddle(document))

    assert ["letter_differs"] == [fault.code for fault in check_letters(office.ledger, done.record)]


def test_a_letter_issued_without_an_entry_is_found(office, told):
    document = drafted(office, told)
    forged = replace(document, status=S.ISSUED, number="甲9号", issued=2, issued_on=ON, docx="d", pdf="p")
    office.ledger.keep_document(forged)

    assert ["letter_differs"] == [fault.code for fault in verify(office).faults]


def test_a_file_that_is_lost_is_found(office, told, monkeypatch):
    issued(office, drafted(office, told))
    monkeypatch.setattr(office.ledger, "_files", {})

    assert ["file_broken"] * 2 == [fault.code for fault in verify(office).faults]
