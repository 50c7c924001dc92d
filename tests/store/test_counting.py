"""The year counted: a number and the list behind it are the same question."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from tests.builders import entry, recorded
from tests.fake_docket import told_of
from tests.store.stories import a_request, log, reckoned, tell, the_unit
from workflow.copies import ProceedingCopy
from workflow.question import Facets, Measure, Question
from workflow.vocabulary import (
    ApplicantKind,
    Channel,
    Outcome,
    ProceedingKind,
    ProceedingResult,
    Timeliness,
)

YEARS = range(2017, 2021)


def a_random_case(chance: Random):
    """Copies as no story would tell them, but as a question may ask for them."""
    receipt = recorded(entry(f"receive {chance.choice(YEARS)}-03-05", 1))
    copies, following = reckoned([receipt])
    closed = chance.random() < 0.7
    year = chance.choice([y for y in YEARS if y >= receipt.on.year])
    return receipt, following, replace(
        copies,
        kind=chance.choice(list(ApplicantKind)),
        channel=chance.choice(list(Channel)),
        counted_outcome=chance.choice(list(Outcome)[:6]) if closed else None,
        counted_on=date(year, 12, 31) if closed else None,
        timeliness=chance.choice(list(Timeliness)) if closed else None,
        unanswered_notices=tuple(sorted(chance.sample(YEARS, chance.choice([0, 0, 0, 1, 2])))),
        proceedings=tuple(a_random_proceeding(chance, n) for n in range(2, chance.choice([2, 2, 3, 5]))),
    )  # fmt: skip


def a_random_proceeding(chance: Random, line: int):
    filed = date(chance.choice(YEARS), 6, 1)
    decided = (
        date(chance.choice([y for y in YEARS if y >= filed.year]), 12, 31) if chance.random() < 0.5 else None
    )
    result = chance.choice(list(ProceedingResult)[:3]) if decided else ProceedingResult.PENDING
    return ProceedingCopy(line, chance.choice(list(ProceedingKind)), filed, decided, result, None)


def all_facets(copies):
    return [
        facets_of(copies),
        *(facets_of(copies, year) for year in copies.unanswered_notices),
        *(replace(facets_of(copies), proceeding=told_of(one)) for one in copies.proceedings),
    ]


def facets_of(copies, notice=None):
    counted = None if copies.counted_on is None else copies.counted_on.year
    return Facets(
        copies.received_on.year, counted, copies.counted_outcome, copies.timeliness, copies.kind,
        copies.channel, notice,
    )  # fmt: skip


def a_random_question(chance: Random, measure: Measure) -> Question:
    def some(words):
        return frozenset(chance.sample(list(words), chance.choice([0, 0, 1, 3])))

    return Question(
        measure, some(list(Outcome)[:6]), some(ApplicantKind), some(Channel), some(Timeliness),
        some(ProceedingKind), some(list(ProceedingResult)[:3]),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_the_number_the_list_and_the_question_agree(ledger, seed):
    chance = Random(seed)
    units = [the_unit(ledger), ledger.add_unit("甲").id, ledger.add_unit("乙").id]
    written = []
    with ledger.transaction():
        for _ in range(120):
            receipt, following, copies = a_random_case(chance)
            unit = chance.choice(units)
            record = ledger.add(a_request(unit), [receipt], copies, following)
            written.append((record.ref, unit, copies))

    for year in (*YEARS, 2016, 2021):
        for measure in Measure:
            question = a_random_question(chance, measure)
            within = frozenset(chance.sample(units, chance.choice([0, 1, 2])))
            expected = sorted(
                ref
                for ref, unit, copies in written
                if not within or unit in within
                for facets in all_facets(copies)
                if question.asks_for(facets, year)
            )
            tally = ledger.tally(year, within)
            found = [row.ref for row in ledger.cases(question, year, within, limit=500)]

            # A case with several proceedings that are counted is listed once.
            assert sorted(set(expected)) == found
            assert len(expected) == sum(n for facets, n in tally if question.asks_for(facets, year))


def test_the_cases_of_a_cell_come_in_pages(ledger):
    for _ in range(5):
        log(ledger)
    question = Question(Measure.NEW)

    first = ledger.cases(question, 2018, frozenset(), limit=3)
    second = ledger.cases(question, 2018, frozenset(), after=first[-1].ref, limit=3)

    assert [f"2018-{n:04}" for n in range(1, 6)] == [row.ref for row in (*first, *second)]


def test_cases_with_the_same_facets_are_counted_together(ledger):
    for _ in range(4):
        tell(ledger, "receive 2018-03-05", "answer 2018-03-06 outcome=provided", "serve 2018-03-07")
    log(ledger)
    given = Facets(
        2018, 2018, Outcome.PROVIDED, Timeliness.IN_TIME, ApplicantKind.NATURAL, Channel.LETTER
    )  # fmt: skip

    assert {given: 4, replace(given, counted=None, outcome=None, timeliness=None): 1} == dict(
        ledger.tally(2018, frozenset())
    )


def test_a_notice_unanswered_at_the_end_of_the_year_is_counted_apart(ledger):
    tell(ledger, "receive 2017-12-20", "ask_clarification 2017-12-25", "clarify 2018-01-10")
    question = Question(Measure.UNANSWERED_NOTICE)

    assert {2017: 1, 2018: 0} == {
        year: len(ledger.cases(question, year, frozenset())) for year in (2017, 2018)
    }
    assert [2017] == [facets.notice for facets, _ in ledger.tally(2017, frozenset()) if facets.notice]


def test_a_notice_answered_in_time_after_all_is_counted_no_more(ledger):
    record = tell(ledger, "receive 2017-12-20", "ask_clarification 2017-12-25", "clarify 2018-01-10")
    copies, following = reckoned(record.entries)
    ledger.refresh(record, replace(copies, unanswered_notices=()), following)

    assert [] == list(ledger.cases(Question(Measure.UNANSWERED_NOTICE), 2017, frozenset()))
    assert () == ledger.copies(record).unanswered_notices


def test_an_empty_year_counts_nothing(ledger):
    assert [] == list(ledger.tally(2018, frozenset()))
