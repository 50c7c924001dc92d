"""Every line that counts a case is named with its reason, and no other."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.count import question_for
from reports.form import form_names, load_form
from reports.why import Story, label, why
from reports.why_not import why_not
from tests.reports.test_count_theorems import facets, years
from workflow.errors import NotFound
from workflow.question import Facets
from workflow.vocabulary import Action, ApplicantKind, Channel, Outcome, ServiceMethod, Timeliness

OLD, MIDDLE, NEW = FORMS = [load_form(name) for name in form_names()]
EVERY = pytest.mark.parametrize("form", FORMS, ids=["2014", "2019", "2021"])


@st.composite
def stories(draw):
    """A case as its year's table sees it, with days."""
    first = draw(facets())
    first = Facets(
        first.received,
        first.counted,
        first.outcome or None,
        first.timeliness or None,
        first.kind,
        first.channel,
    )
    noticed = draw(st.lists(years, max_size=2, unique=True))
    notices = [Facets(*_six(first), notice=year) for year in noticed]
    return Story(
        received_on=date(first.received, 12, 31),
        facets=(first, *notices),
        closed_on=date(first.counted, 12, 31) if first.counted else None,
        closed_by=draw(st.sampled_from([None, *ServiceMethod, Action.WITHDRAW, Action.LAPSE])),
    )


def _six(one):
    return one.received, one.counted, one.outcome, one.timeliness, one.kind, one.channel


def asks(questions, story, year):
    return any(question.asks_for(one, year) for question in questions for one in story.facets)


@EVERY
@given(stories(), years)
@settings(max_examples=150, deadline=None)
def test_the_lines_named_are_those_whose_questions_ask_for_the_case(form, story, year):
    found = why(form, year, story)

    assert list(found.lines) == [
        code for code, line in form.lines.items() if asks(line.questions, story, year)
    ]
    for code, columns in found.lines.items():
        assert list(columns) == [
            column.code
            for column in form.lines[code].columns
            if asks(question_for(form, code, column.code), story, year)
        ]
    named = [name for clause in found.clauses for name in clause.lines]
    assert sorted(named) == sorted(label(form, code) for code in found.lines)
    assert found.clauses


@EVERY
@given(stories(), years, st.data())
@settings(max_examples=150, deadline=None)
def test_a_reason_against_is_given_exactly_where_the_figure_does_not_count_the_case(form, story, year, data):
    code = data.draw(st.sampled_from([code for code, line in form.lines.items() if line.columns]))
    column = data.draw(st.sampled_from([column.code for column in form.lines[code].columns]))

    counted = asks(question_for(form, code, column), story, year)
    assert counted == (not why_not(form, year, code, column, story))


CASE = Story(
    received_on=date(2018, 3, 5),
    facets=(Facets(2018, 2018, Outcome.PARTIAL, Timeliness.IN_TIME, ApplicantKind.NATURAL, Channel.LETTER),),
    closed_on=date(2018, 3, 26),
    closed_by=ServiceMethod.POST,
)

# fmt: off
#: A figure of 2018, and the words for the first condition that fails.
FAILING = [
    ("3.1",          "total",    "the outcome"),
    ("3.2",          "business", "the applicant"),
    ("2",            "total",    "received on"),
    ("4",            "total",    "served on"),
    ("T2.20.5.xk",   "本年处理决定数量", "no case is counted"),
]
# fmt: on


@pytest.mark.parametrize(("code", "column", "told"), FAILING)
def test_the_first_condition_that_fails_is_told(code, column, told):
    assert why_not(NEW, 2018, code, column, CASE)[0].template.startswith(told)


def test_where_several_questions_are_asked_the_nearest_one_is_told():
    (said,) = why_not(OLD, 2018, "3.3.7", "total", CASE)

    assert said.values["own"] is Outcome.PARTIAL


def test_a_line_the_form_has_not_is_told_so():
    with pytest.raises(NotFound):
        why_not(NEW, 2018, "9.9", "total", CASE)


def test_a_withdrawal_that_no_line_of_answers_counts_says_what_the_form_says():
    withdrawn = Facets(2018, 2018, Outcome.WITHDRAWN, Timeliness.IN_TIME, ApplicantKind.NATURAL, Channel.FAX)
    found = why(
        OLD, 2018, Story(received_on=date(2018, 1, 2), facets=(withdrawn,), closed_on=date(2018, 2, 1))
    )

    assert OLD.uncounted[Outcome.WITHDRAWN] in [
        value for clause in found.clauses for said in clause.facts for value in said.values.values()
    ]
