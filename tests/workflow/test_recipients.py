"""Who is told of an alert."""

from workflow.ledger import Unit
from workflow.people import Person
from workflow.recipients import recipients
from workflow.vocabulary import Role

UNITS = {1: Unit(1, "区政府"), 2: Unit(2, "某镇", "ZJ", 1), 3: Unit(3, "某所", "ZS", 2)}
CLERK, AUDITOR = frozenset({Role.CLERK}), frozenset({Role.AUDITOR})
WANG, LI = Person("wang", "小王", CLERK, 1), Person("li", "小李", CLERK, 2)
PEOPLE = (WANG, LI, Person("shen", "老沈", AUDITOR, 2), Person("zhao", "小赵", CLERK, 2, active=False))


def test_whoever_the_case_was_given_to_is_told_by_login_or_by_name() -> None:
    assert recipients(2, "wang", PEOPLE, UNITS) == ("wang",)
    assert recipients(2, "小王", PEOPLE, UNITS) == ("wang",)


def test_else_everybody_at_work_on_cases_of_the_unit_and_no_auditor() -> None:
    assert recipients(2, "", PEOPLE, UNITS) == ("li",)


def test_whoever_has_left_is_told_nothing_and_the_unit_hears_in_their_place() -> None:
    assert recipients(2, "zhao", PEOPLE, UNITS) == ("li",)


def test_a_unit_where_nobody_works_is_heard_by_the_unit_above() -> None:
    assert recipients(3, "", PEOPLE, UNITS) == ("li",)
    assert recipients(3, "", (WANG,), UNITS) == ("wang",)


def test_nobody_is_told_only_where_nobody_is() -> None:
    assert recipients(1, "", (), UNITS) == ()
