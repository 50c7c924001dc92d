"""Who is told of an alert."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.alerts import AlertPolicy
from workflow.ledger import Unit
from workflow.people import Person
from workflow.recipients import recipients
from workflow.vocabulary import DeadlineKind, Role
from workflow.watching import STEPS, Rank, Step

UNITS = {1: Unit(1, "区政府"), 2: Unit(2, "某镇", "ZJ", 1), 3: Unit(3, "某所", "ZS", 2)}
CLERK, AUDITOR = frozenset({Role.CLERK}), frozenset({Role.AUDITOR})
REVIEWER, HEAD = frozenset({Role.REVIEWER}), frozenset({Role.HEAD})
WANG, LI = Person("wang", "小王", CLERK, 1), Person("li", "小李", CLERK, 2)
PEOPLE = (WANG, LI, Person("shen", "老沈", AUDITOR, 2), Person("zhao", "小赵", CLERK, 2, active=False))
#: A town with a clerk, a reviewer and a head, under a district with a clerk, a reviewer and a head.
STAFFED = (
    *PEOPLE,
    Person("bai", "白主任", REVIEWER, 2),
    Person("he", "何镇长", HEAD, 2),
    Person("gao", "高主任", REVIEWER, 1),
    Person("ji", "纪区长", HEAD, 1),
)


def told(given_to="", *, unit=2, people=PEOPLE, ranks=(), away=None):
    """The logins of those told."""
    return [*recipients(unit, given_to, people, UNITS, ranks=ranks, away=away)]


def test_whoever_the_case_was_given_to_is_told_by_login_or_by_name():
    assert ["wang"] == told("wang")
    assert ["wang"] == told("小王")


def test_a_case_given_to_a_unit_is_told_to_whoever_works_there():
    assert ["li"] == told("某镇", unit=1)
    assert ["li"] == told("ZJ", unit=1)


def test_else_everybody_at_work_on_cases_of_the_unit_and_no_auditor():
    assert ["li"] == told()
    assert ["bai", "he", "li"] == told(people=STAFFED)


def test_whoever_has_left_is_told_nothing_and_the_unit_hears_in_their_place():
    assert ["li"] == told("zhao")


def test_a_unit_where_nobody_works_is_heard_by_the_unit_above():
    assert ["li"] == told(unit=3)
    assert ["wang"] == told(unit=3, people=(WANG,))


def test_nobody_is_told_only_where_nobody_is():
    assert [] == told(people=(), unit=1)
    assert [] == told(people=(), ranks=Rank)


@pytest.mark.parametrize(
    ("ranks", "unit", "expected"),
    [
        ((), 2, ["li"]),
        ((Rank.REVIEWER,), 2, ["bai", "li"]),
        ((Rank.HEAD,), 2, ["he", "li"]),
        ((Rank.ABOVE,), 2, ["ji", "li", "wang"]),
        ((Rank.REVIEWER, Rank.HEAD, Rank.ABOVE), 2, ["bai", "he", "ji", "li", "wang"]),
        # A station without a head of its own has that of the town.
        ((Rank.HEAD,), 3, ["he", "li"]),
        # Nobody is above the district.
        ((Rank.ABOVE,), 1, ["li"]),
    ],
)
def test_a_rank_is_told_as_well_as_whoever_has_the_case(ranks, unit, expected):
    assert expected == told("li", unit=unit, people=STAFFED, ranks=ranks)


@pytest.mark.parametrize(
    ("threshold", "ranks"),
    [
        (10, ()),
        (3, (Rank.REVIEWER,)),
        (2, (Rank.REVIEWER,)),
        (1, (Rank.REVIEWER, Rank.HEAD)),
        (0, (Rank.REVIEWER, Rank.HEAD)),
        (-1, (Rank.REVIEWER, Rank.HEAD, Rank.ABOVE)),
        (-7, (Rank.REVIEWER, Rank.HEAD, Rank.ABOVE)),
    ],
)
def test_every_step_crossed_so_far_is_told(threshold, ranks):
    assert ranks == AlertPolicy(escalation=STEPS).ranks(DeadlineKind.REPLY, threshold)


def test_what_another_is_to_do_climbs_to_nobody():
    assert () == AlertPolicy(escalation=STEPS).ranks(DeadlineKind.THIRD_PARTY, -7)


WORKING = [one.login for one in STAFFED if one.active and Role.AUDITOR not in one.roles]
aways = st.dictionaries(st.sampled_from(WORKING), st.sampled_from([*WORKING, "zhao", "nobody"]))
steps = st.lists(st.builds(Step, st.integers(-9, 9), st.sampled_from(Rank)), max_size=4).map(tuple)


@given(steps, st.integers(-9, 9), st.integers(0, 9), st.sampled_from(["", "li", "某镇"]), aways)
def test_a_later_alert_never_tells_fewer(climb, threshold, later, given_to, away):
    policy = AlertPolicy(escalation=climb)
    first, second = (
        recipients(2, given_to, STAFFED, UNITS, ranks=policy.ranks(DeadlineKind.REPLY, n), away=away)
        for n in (threshold, threshold - later)
    )

    assert all(set(behind) <= set(second.get(login, ())) for login, behind in first.items())
    assert first.keys() <= second.keys()


def test_the_deputy_of_whoever_is_away_is_told_in_their_place_and_for_whom():
    assert {"bai": ("li",)} == recipients(2, "li", STAFFED, UNITS, away={"li": "bai"})
    assert {"bai": ("li",), "he": ()} == recipients(2, "", STAFFED, UNITS, away={"li": "bai"})


def test_a_deputy_who_is_away_too_has_a_deputy():
    assert {"ji": ("li",)} == recipients(2, "li", STAFFED, UNITS, away={"li": "bai", "bai": "he", "he": "ji"})


@pytest.mark.parametrize(
    "away", [{"li": "bai", "bai": "li"}, {"li": "li"}, {"li": "zhao"}, {"li": "shen"}, {"li": "nobody"}]
)
def test_where_nobody_stands_in_the_others_of_the_unit_are_told(away):
    assert "li" not in told("li", people=STAFFED, away=away)
    assert "he" in told("li", people=STAFFED, away=away)


def test_where_a_whole_unit_is_away_the_unit_above_is_told():
    assert ["wang"] == told("li", away={"li": "zhao"})


def test_where_everybody_is_away_whoever_should_have_been_told_is_told_all_the_same():
    assert ["li"] == told("li", away={"li": "wang", "wang": "li"})


@given(st.sampled_from(["", "li", "某镇", "nobody"]), st.sampled_from([1, 2, 3]), aways)
def test_an_alert_finds_somebody_whoever_is_away(given_to, unit, away):
    found = told(given_to, unit=unit, people=STAFFED, away=away)

    assert found
    assert set(found) <= set(WORKING)
    # A unit below hears nothing of cases that are not its own, even where everybody above it is away.
    in_line = {one.login for one in STAFFED if one.login in WORKING and one.unit <= unit}
    assert all(login not in away for login in found) or in_line <= away.keys()


def test_where_a_unit_and_all_above_it_are_away_those_below_it_are_not_told_in_their_place():
    away = dict.fromkeys(("wang", "gao", "ji"), "wang")

    assert ["gao", "ji", "wang"] == told(unit=1, people=STAFFED, away=away)


def test_a_rank_that_is_away_is_told_through_its_deputy():
    away = {"he": "bai"}
    people = [replace(one) for one in STAFFED]

    assert {"bai": ("he",), "li": ()} == recipients(2, "li", people, UNITS, ranks=(Rank.HEAD,), away=away)
