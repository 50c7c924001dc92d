"""Letters are kept, found and numbered alike by every ledger."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.store.stories import falling, log, tell
from workflow.documents import Document, DocumentFilter
from workflow.errors import Conflict, NotFound
from workflow.vocabulary import DocumentStatus as S

NOW = datetime(2018, 3, 6, 1, 30, tzinfo=UTC)
SERIES = "甲信公开〔2018〕{n}号"


def a_draft(ref, **changes):
    made = {
        "ref": ref,
        "line": 1,
        "kind": "receipt",
        "words": "{}",
        "composed": "c",
        "drafted_by": "小王",
        "drafted_at": NOW,
    }
    return Document(**made | changes)


def issued(draft, number="甲1号", docx="d", pdf="p"):
    return replace(
        draft, status=S.ISSUED, number=number, issued=2, issued_on=date(2018, 3, 7), docx=docx, pdf=pdf
    )


def test_a_letter_is_read_as_it_was_kept(ledger):
    ref = log(ledger).ref
    draft = ledger.keep_document(a_draft(ref))
    signed = ledger.keep_document(replace(draft, status=S.SIGNED, signed_by="李局", signed_at=NOW))
    final = ledger.keep_document(issued(signed))

    assert (1, 2, 3) == (draft.version, signed.version, final.version)
    assert [final] == list(ledger.documents(ref))
    assert final.drafted_at.tzinfo is not None


def test_two_clerks_who_change_one_letter_do_not_lose_a_word(ledger):
    draft = ledger.keep_document(a_draft(log(ledger).ref))
    ledger.keep_document(replace(draft, words="first"))

    with pytest.raises(Conflict):
        ledger.keep_document(replace(draft, words="second"))
    with pytest.raises(Conflict):
        ledger.drop_document(draft)
    assert "first" == ledger.documents(draft.ref)[0].words


def test_one_letter_of_a_kind_stands_for_an_entry(ledger):
    ref = log(ledger).ref
    first = ledger.keep_document(issued(a_draft(ref)))

    with pytest.raises(Conflict):
        ledger.keep_document(a_draft(ref))
    ledger.keep_document(replace(first, status=S.VOID))
    ledger.keep_document(a_draft(ref))
    ledger.keep_document(a_draft(ref, kind="granted"))
    assert 3 == len(ledger.documents(ref))


def test_a_number_is_never_kept_twice(ledger):
    one, other = log(ledger).ref, log(ledger).ref
    ledger.keep_document(issued(a_draft(one)))

    with pytest.raises(Conflict):
        ledger.keep_document(issued(a_draft(other)))
    draft = ledger.keep_document(a_draft(other))
    with pytest.raises(Conflict):
        ledger.keep_document(issued(draft))


def test_a_draft_thrown_away_is_gone(ledger):
    ref = log(ledger).ref
    ledger.drop_document(ledger.keep_document(a_draft(ref)))

    assert [] == list(ledger.documents(ref))


def test_numbers_have_no_gaps_and_no_repeats_however_many_ask(ledger):
    ledger.next_number("other", 2018)

    def take(n):
        with falling(ledger):
            ledger.next_number(SERIES, 2018)
        with ledger.transaction():
            return ledger.next_number(SERIES, 2018 + n % 2)

    with ThreadPoolExecutor(6) as clerks:
        numbers = list(clerks.map(take, range(24)))

    assert list(range(1, 13)) == sorted(numbers[::2]) == sorted(numbers[1::2])


def test_a_number_taken_in_vain_is_given_again(ledger):
    with falling(ledger):
        assert 1 == ledger.next_number(SERIES, 2018)

    assert 1 == ledger.next_number(SERIES, 2018)


def test_letters_and_references_have_numbers_of_their_own(ledger):
    ledger.next_number("", 2018)

    assert "2018-0001" == log(ledger).ref


@pytest.mark.parametrize("digest", ["d", "p"])
def test_a_file_is_known_by_its_digest(ledger, digest):
    ref = log(ledger).ref
    kept = ledger.keep_document(issued(a_draft(ref)))
    ledger.keep_document(a_draft(ref, kind="granted"))

    assert kept == ledger.issued_file(digest)


@pytest.mark.parametrize("digest", ["", "x"])
def test_a_file_that_was_never_issued_is_not_found(ledger, digest):
    ledger.keep_document(a_draft(log(ledger).ref))

    with pytest.raises(NotFound):
        ledger.issued_file(digest)


def test_a_list_goes_on_where_the_page_before_ended(ledger):
    first = log(ledger).ref
    unit = ledger.add_unit("乙局", "B").id
    refs = [first, log(ledger, unit=unit).ref, log(ledger).ref]
    kept = [ledger.keep_document(a_draft(ref)) for ref in refs]
    kept[2] = ledger.keep_document(issued(kept[2]))

    def ids(**wanted):
        return [found.id for found in ledger.document_page(DocumentFilter(**wanted))]

    assert [kept[0].id, kept[1].id] == ids(limit=2)
    assert [kept[2].id] == ids(after=kept[1].id)
    assert [kept[1].id] == ids(units=frozenset({unit}))
    assert [kept[2].id] == ids(statuses=frozenset({S.ISSUED}))
    assert [kept[2].id] == ids(issued_on=date(2018, 3, 7))
    assert [] == ids(issued_on=date(2018, 3, 8))


def test_a_letter_is_found_by_its_id_alone(ledger):
    kept = ledger.keep_document(a_draft(log(ledger).ref))

    assert kept == ledger.document(kept.id)
    with pytest.raises(NotFound):
        ledger.document(kept.id + 1)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("甲1", ["甲1号"]),
        ("2018-000", ["甲1号", ""]),
        ("甲 0001", ["甲1号"]),
        ("乙", []),
        ("%", []),
        ("_", []),
    ],
)
def test_a_letter_is_found_by_parts_of_its_number_or_its_reference(ledger, words, found):
    ledger.keep_document(issued(a_draft(log(ledger).ref)))
    ledger.keep_document(a_draft(log(ledger).ref))

    assert found == [each.number for each in ledger.document_page(DocumentFilter(words=words))]


def test_the_letters_of_replies_that_wait_to_be_served_are_found(ledger):
    answer, serve = "answer 2018-03-12 outcome=provided", "serve 2018-03-14 method=post posted=2018-03-14"
    told = (("receive 2018-03-05",), ("receive 2018-03-05", answer), ("receive 2018-03-05", answer, serve))
    refs = [tell(ledger, *words).ref for words in told]
    for ref in refs:
        ledger.keep_document(a_draft(ref))

    assert [refs[1]] == [each.ref for each in ledger.document_page(DocumentFilter(unserved=True))]
