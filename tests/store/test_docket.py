"""Reviews, suits and complaints are kept with their cases, proved equal to them, listed and counted."""

from dataclasses import replace
from datetime import date
from itertools import product
from random import Random

import pytest
from sqlalchemy import text

from tests.store.stories import act, log, reckoned, tell
from workflow.copies import ProceedingCopy
from workflow.docket import DocketFilter
from workflow.errors import Broken
from workflow.question import OF_PROCEEDINGS, Measure, Question
from workflow.vocabulary import ProceedingKind, ProceedingResult

K, R = ProceedingKind, ProceedingResult
SERVED = ("receive 2018-03-05", "answer 2018-03-12 outcome=privacy", "serve 2018-03-13")
REVIEW = "file_proceeding 2018-05-02 proceeding_kind=review"
SUIT = "file_proceeding 2018-11-05 proceeding_kind=suit_after_review"
DECIDED = "decide_proceeding 2018-06-29 proceeding_result=corrected"


@pytest.fixture
def told(ledger):
    """A ledger with a case of two proceedings, the first decided; one with a complaint; one with nothing."""
    tell(ledger, *SERVED, REVIEW, "respond 2018-05-08", DECIDED, SUIT)
    tell(ledger, "receive 2018-04-02", "file_proceeding 2019-01-08 proceeding_kind=complaint")
    log(ledger, "receive 2018-04-03")
    return ledger


def listed(ledger, **wanted):
    return [(row.ref, row.proceeding.line) for row in ledger.docket(DocketFilter(**wanted))]


ALL = [("2018-0001", 4), ("2018-0001", 7), ("2018-0002", 2)]


@pytest.mark.parametrize(
    ("wanted", "which"),
    [
        ({}, [0, 1, 2]),
        ({"pending": True}, [1, 2]),
        ({"kinds": frozenset({K.REVIEW, K.COMPLAINT})}, [0, 2]),
        ({"due_before": date(2018, 11, 20)}, []),
        ({"due_before": date(2018, 11, 21)}, [1]),
        ({"year": 2017}, []),
        ({"year": 2018}, [0, 1]),
        ({"year": 2019}, [1, 2]),
        ({"after": ("2018-0001", 4)}, [1, 2]),
        ({"after": ("2018-0001", 9)}, [2]),
        ({"limit": 2}, [0, 1]),
        ({"units": frozenset({99})}, []),
        ({"units": frozenset({1})}, [0, 1, 2]),
    ],
)
def test_a_list_shows_what_is_asked_for(told, wanted, which):
    assert [ALL[n] for n in which] == listed(told, **wanted)


def test_a_row_tells_whose_case_it_is_and_how_the_proceeding_stands(told):
    first, second, third = told.docket(DocketFilter())

    assert ("张三", K.REVIEW, R.CORRECTED, None) == (
        first.applicant, first.proceeding.kind, first.proceeding.result, first.proceeding.due_on,
    )  # fmt: skip
    assert (date(2018, 11, 5), None, date(2018, 11, 20)) == (
        second.proceeding.filed_on, second.proceeding.decided_on, second.proceeding.due_on,
    )  # fmt: skip
    assert R.PENDING is third.proceeding.result


def test_copies_of_proceedings_come_back_as_they_were_kept(told):
    for ref in told.refs():
        record = told.read(ref)
        assert reckoned(record.entries)[0] == told.copies(record)


def test_a_case_written_whole_keeps_its_proceedings(ledger):
    entries = tell(ledger, *SERVED, REVIEW).entries
    kept = ledger.add(ledger.read("2018-0001").request, entries, *reckoned(entries), "甲")

    assert reckoned(entries)[0].proceedings == ledger.copies(kept).proceedings
    assert ("甲", 4) in listed(ledger)


def test_a_proceeding_taken_back_is_listed_no_more(told):
    record = told.read("2018-0002")
    act(told, record, "correct_entry 2019-01-09 line=2 reason=录错")

    assert ALL[:2] == listed(told)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE proceedings SET kind = 2 WHERE line = 4",
        "DELETE FROM proceedings",
        "UPDATE cases SET proceedings = NULL",
    ],
)
def test_a_copy_changed_behind_the_ledgers_back_is_found(sql_ledger, statement):
    record = tell(sql_ledger, *SERVED, REVIEW)
    with sql_ledger.engine.begin() as connection:
        connection.execute(text(statement))

    with pytest.raises(Broken, match="proceedings"):
        sql_ledger.copies(record)


def test_the_database_keeps_no_decision_without_a_result(sql_ledger):
    record = tell(sql_ledger, *SERVED, REVIEW)
    copies, following = reckoned(record.entries)
    wrong = replace(copies.proceedings[0], decided_on=date(2018, 6, 29))

    with pytest.raises(Exception, match="decided_with_a_result"):
        sql_ledger.refresh(record, replace(copies, proceedings=(wrong,)), following)


def test_a_proceeding_counts_in_the_years_it_was_filed_decided_and_pending(told):
    def counted(measure, year, **asked):
        question = Question(measure, **asked)
        return sum(n for facets, n in told.tally(year, frozenset()) if question.asks_for(facets, year))

    assert [0, 2, 1, 0] == [counted(Measure.FILED, year) for year in range(2017, 2021)]
    assert [0, 1, 0] == [counted(Measure.DECIDED, year) for year in range(2017, 2020)]
    assert [0, 1, 2, 2] == [counted(Measure.PENDING, year) for year in range(2017, 2021)]
    assert 1 == counted(
        Measure.DECIDED, 2018, proceedings=frozenset({K.REVIEW}), results=frozenset({R.CORRECTED})
    )
    assert 0 == counted(Measure.DECIDED, 2018, results=frozenset({R.UPHELD}))
    assert 1 == len(
        told.cases(Question(Measure.PENDING, proceedings=frozenset({K.COMPLAINT})), 2019, frozenset())
    )


def random_proceedings(chance: Random, copy: ProceedingCopy):
    """A few proceedings as no case would have them, but as a table may count them."""
    for line in range(4, 4 + chance.choice((0, 0, 1, 2, 4))):
        filed = date(chance.randrange(2016, 2020), chance.choice((1, 12)), chance.choice((1, 31)))
        decided = chance.choice([None, date(chance.randrange(filed.year, 2021), 12, 31)])
        result = chance.choice((R.UPHELD, R.CORRECTED, R.OTHER)) if decided else R.PENDING
        told = {"filed_on": filed, "decided_on": decided, "result": result}
        yield replace(copy, line=line, kind=chance.choice(list(K)), **told)


def is_in(measure, one, year):
    """Whether a proceeding is counted, in plain words."""
    if measure is Measure.FILED:
        return one.filed_on.year == year
    if measure is Measure.DECIDED:
        return one.decided_on is not None and one.decided_on.year == year
    return one.filed_on.year <= year and (one.decided_on is None or one.decided_on.year > year)


@pytest.mark.parametrize("seed", range(2))
def test_the_tally_is_the_plain_count_of_the_proceedings(ledger, seed):
    chance, every = Random(seed), []
    (copy,) = reckoned(tell(ledger, *SERVED, REVIEW, ref="甲").entries)[0].proceedings
    ledger.refresh(ledger.read("甲"), *reckoned(ledger.read("甲").entries[:3]))
    for _ in range(25):
        record = log(ledger)
        copies, following = reckoned(record.entries)
        told = tuple(random_proceedings(chance, copy))
        ledger.refresh(record, replace(copies, proceedings=told), following)
        every += told

    for year, kind, measure in product(range(2015, 2022), K, OF_PROCEEDINGS):
        tally = ledger.tally(year, frozenset())
        for results in (frozenset(), *(frozenset({result}) for result in R)):
            asked = Question(measure, proceedings=frozenset({kind}), results=results)
            wanted = [
                one
                for one in every
                if one.kind is kind and is_in(measure, one, year) and (not results or one.result in results)
            ]
            assert len(wanted) == sum(n for facets, n in tally if asked.asks_for(facets, year))
