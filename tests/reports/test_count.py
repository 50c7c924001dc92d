"""A small town's year, counted by hand."""

from dataclasses import replace

import pytest

from reports.count import count, question_for
from reports.form import form_names, load_form
from tests.reports.samples import TOWN, disputes
from tests.reports.test_count_theorems import holding
from workflow.errors import NotFound, Refused
from workflow.question import Measure, Question
from workflow.vocabulary import (
    ApplicantKind,
    Outcome,
    Timeliness,
)

OLD, MIDDLE, NEW = (load_form(name) for name in form_names())

# fmt: off
#: The form of 2014: every figure that is not nothing.
BY_HAND_2014 = {
    "3.1":     13,  # 1 + 1 + 6 + 5
    "3.1.1":   1,
    "3.1.2":   1,
    "3.1.3":   6,   # 3 online, 2 by e-mail, 1 reopened later
    "3.1.4":   5,   # withdrawn, lapsed, 2 open, 1 closed in 2019
    "3.2":     11,
    "3.2.1":   8,   # 1 of 2017, 3, 1, 1, 1, 1
    "3.2.2":   3,   # 2 extended, 1 late
    "3.3":     11,  # 11 closed, less 1 withdrawn, and 1 notice
    "3.3.1":   3,
    "3.3.2":   3,   # 1 of 2017, 2 by e-mail
    "3.3.3":   1,
    "3.3.4":   1,
    "3.3.4.b": 1,
    "3.3.5":   1,
    "3.3.7":   2,   # 1 lapsed, 1 notice unanswered
}
#: Table three of 2021: every row that is not nothing.
BY_HAND_2021 = {
    #        natural business research welfare legal other total
    "1":     (7,     3,       1,       0,      1,    1,    13),
    "2":     (1,     0,       0,       1,      0,    0,    2),
    "3.1":   (4,     2,       0,       0,      0,    0,    6),
    "3.2":   (1,     0,       0,       0,      0,    0,    1),
    "3.3.4": (0,     1,       0,       0,      0,    0,    1),
    "3.4.1": (0,     0,       0,       0,      1,    0,    1),
    "3.6.1": (0,     0,       0,       0,      0,    1,    1),
    "3.6.3": (1,     0,       0,       0,      0,    0,    1),
    "3.7":   (6,     3,       0,       0,      1,    1,    11),
    "4":     (2,     0,       1,       1,      0,    0,    4),
}
# fmt: on


def not_nothing(table):
    return {code: tuple(row.values()) for code, row in table.cells.items() if any(row.values())}


def test_the_form_of_2014_is_as_counted_by_hand():
    table = count(OLD, 2018, TOWN)

    assert {code: (figure,) for code, figure in BY_HAND_2014.items()} == not_nothing(table)


def test_the_form_of_2021_is_as_counted_by_hand():
    assert not_nothing(count(NEW, 2018, TOWN)) == BY_HAND_2021


def test_the_form_of_2019_has_one_row_for_what_2021_splits():
    by_hand = {code: row for code, row in BY_HAND_2021.items() if code not in {"3.6.1", "3.6.3"}}

    assert by_hand | {"3.6": (1, 0, 0, 0, 0, 1, 2)} == not_nothing(count(MIDDLE, 2018, TOWN))


def test_the_notes_name_the_late_the_withdrawn_and_the_waiting():
    said = count(OLD, 2018, TOWN).notes

    assert len(said) == 3
    assert all("1件" in note for note in said)


def test_a_note_with_nothing_to_tell_is_not_printed():
    assert count(OLD, 2018, []).notes == ()


@pytest.mark.parametrize("form", [OLD, MIDDLE, NEW], ids=["2014", "2019", "2021"])
def test_what_the_makers_must_know_is_no_note(form):
    table = count(form, 2018, TOWN)

    assert any("人工填报" in remark for remark in table.remarks)
    assert not any("人工填报" in note for note in table.notes)


def test_every_figure_is_there_in_an_empty_year():
    table = count(OLD, 2018, [])

    assert len(table.cells) == 58
    assert {0} == {figure for row in table.cells.values() for figure in row.values()}
    assert all(check.holds for check in table.checks)


def test_a_reopened_case_counts_once_in_the_year_it_was_first_closed():
    reopened = next(facets for facets, _ in TOWN if facets.outcome is Outcome.PARTIAL)

    assert count(NEW, 2018, [(reopened, 1)]).cells["3.7"]["total"] == 1
    assert count(NEW, 2019, [(reopened, 1)]).cells["3.7"]["total"] == 0
    assert count(NEW, 2019, [(reopened, 1)]).cells["2"]["total"] == 0


def test_a_notice_counts_only_as_the_last_word_of_its_own_year():
    waiting = next(facets for facets, _ in TOWN if facets.notice)

    assert not_nothing(count(OLD, 2018, [(waiting, 1)])) == {"3.3.7": (1,), "3.3": (1,)}
    assert not_nothing(count(OLD, 2019, [(waiting, 1)])) == {}
    assert not_nothing(count(NEW, 2018, [(waiting, 1)])) == {}


def test_what_is_carried_out_is_carried_in_the_year_after():
    before = count(NEW, 2018, TOWN)
    table = count(NEW, 2019, TOWN, before=before.cells)

    assert before.cells["4"] == table.cells["2"]
    assert holding(table)["I4"]


def test_a_year_that_does_not_begin_where_the_last_one_ended_is_told_so():
    published = {"4": {**count(NEW, 2018, TOWN).cells["4"], "research": 7}}
    check = next(c for c in count(NEW, 2019, TOWN, before=published).checks if c.id == "I4")

    assert not check.holds
    assert (check.left, check.right, check.at) == (1, 7, "research")


def test_without_the_year_before_nothing_is_said_of_it():
    assert "I4" not in holding(count(NEW, 2019, TOWN))


def test_what_the_office_enters_is_added_up_and_checked():
    entered = {"8.3.1": 35, "8.3.2": 98, "2.1": 9, "2.2.4": 16, "2.2.5": 9, "7": 0.295}
    table = count(OLD, 2018, [], {code: {"total": figure} for code, figure in entered.items()})

    assert table.cells["8.3"]["total"] == 133
    assert table.cells["7"]["total"] == 0.295
    assert [check.id for check in table.checks if not check.holds] == ["A14"]


def test_nobody_can_enter_what_is_counted():
    with pytest.raises(Refused) as refused:
        count(OLD, 2018, [], {"3.1": {"total": 13}})

    assert refused.value.code == "figure_counted"


@pytest.mark.parametrize(("code", "column"), [("3", "total"), ("3.1", "natural"), ("9.9", "total")])
def test_a_figure_the_form_has_not_is_told_so(code, column):
    with pytest.raises(NotFound):
        question_for(OLD, code, column)


def test_a_column_narrows_the_question_to_its_kind():
    asked = question_for(NEW, "1", "legal")

    assert [Question(Measure.NEW, kinds=frozenset({ApplicantKind.LEGAL}))] == asked


def test_a_sum_asks_once_for_what_its_parts_ask():
    closed = Question(Measure.CLOSED, timeliness=frozenset(Timeliness))

    assert [closed] == question_for(OLD, "3.2", "total")
    assert [Question(Measure.CLOSED, outcomes=frozenset(Outcome))] == question_for(NEW, "3.7", "total")
    assert [q.measure for q in question_for(OLD, "3.3", "total")] == [
        Measure.CLOSED,
        Measure.UNANSWERED_NOTICE,
    ]


def test_what_the_office_enters_opens_no_cases():
    assert question_for(OLD, "8.3", "total") == []
    assert question_for(NEW, "T2.20.1.gf", "现行有效件数") == []


def test_what_is_still_pending_is_told_under_the_table_of_2014():
    (note,) = (
        note for note in count(OLD, 2018, disputes({"T4.ss2.wj": 3}, 2018)).notes if "尚未审结" in note
    )

    assert "3件" in note


def test_the_kind_of_the_applicant_does_not_move_the_form_of_2014():
    others = [(replace(facets, kind=ApplicantKind.OTHER), n) for facets, n in TOWN]

    assert count(OLD, 2018, TOWN).cells == count(OLD, 2018, others).cells
