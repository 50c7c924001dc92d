"""What is due is told day by day, as far as somebody sees it."""

from datetime import date

from tests.store.stories import log, tell, the_unit
from workflow.vocabulary import DeadlineKind

MAY = date(2026, 5, 1), date(2026, 5, 31)


def told(ledger, each=9, days=MAY):
    return [
        (str(day.on), day.count, [due.ref for due in day.dues]) for day in ledger.diary.between(*days, each)
    ]


def test_a_running_reply_stands_on_its_last_day(sql_ledger):
    log(sql_ledger, "receive 2026-04-15")
    log(sql_ledger, "receive 2026-04-20")
    log(sql_ledger, "receive 2026-05-20")

    assert [("2026-05-15", 1, ["2026-0001"]), ("2026-05-20", 1, ["2026-0002"])] == told(sql_ledger)


def test_a_reply_that_was_served_or_pauses_stands_nowhere(sql_ledger):
    tell(
        sql_ledger,
        "receive 2026-04-15",
        "answer 2026-04-20 outcome=provided",
        "serve 2026-04-21 method=post posted=2026-04-21",
    )
    tell(sql_ledger, "receive 2026-04-15", "ask_clarification 2026-04-16")

    assert [] == told(sql_ledger)


def test_a_full_day_tells_the_first_and_how_many_there_are(sql_ledger):
    for _ in range(4):
        log(sql_ledger, "receive 2026-04-15")

    assert [("2026-05-15", 4, ["2026-0001", "2026-0002"])] == told(sql_ledger, each=2)


def test_the_answer_to_a_review_stands_beside_the_replies(sql_ledger):
    tell(
        sql_ledger, "receive 2026-04-01", "answer 2026-04-20 outcome=provided",
        "serve 2026-04-21 method=post posted=2026-04-21",
        "file_proceeding 2026-05-06 proceeding_kind=review",
    )  # fmt: skip
    ((day,),) = [sql_ledger.diary.between(*MAY, 9)]

    assert ("review_reply", 4) == (day.dues[0].kind.value, day.dues[0].line)


def test_what_is_due_elsewhere_is_not_told(sql_ledger):
    other = sql_ledger.add_unit("城关镇", "CG", the_unit(sql_ledger)).id
    log(sql_ledger, "receive 2026-04-15")
    log(sql_ledger, "receive 2026-04-15", unit=other)

    assert [("2026-05-15", 1, ["CG-2026-0001"])] == told(sql_ledger.within(frozenset({other})))
    assert [] == told(sql_ledger.within(frozenset()))


def test_what_was_given_to_somebody_stands_on_the_offices_own_day_until_it_is_answered(sql_ledger):
    given = ("receive 2026-05-06", "assign 2026-05-07 to=小王 until=2026-05-15")
    tell(sql_ledger, *given)
    tell(sql_ledger, *given, "answer 2026-05-08 outcome=provided")
    ((day,),) = [sql_ledger.diary.between(*MAY, 9)]

    assert [("2026-05-15", "2026-0001", DeadlineKind.HAND_OUT)] == [
        (str(due.on), due.ref, due.kind) for due in day.dues
    ]
