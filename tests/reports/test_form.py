"""The forms are complete: every outcome has its line, every line its wording, every identity its figures."""

from importlib.resources import files

import pytest

from reports.count import count
from reports.form import default_form, form_names, load_form, parse_form
from reports.form_check import check_form
from reports.line import Layout, LineKind
from workflow.errors import NotFound
from workflow.question import Facets
from workflow.vocabulary import ApplicantKind, Channel, Outcome, Timeliness

# fmt: off
#: The line of each outcome in the forms of 2014, 2019 and 2021.
LINE_OF = [
    ("provided",                    "3.3.2",   "3.1",   "3.1"),
    ("already_public",              "3.3.1",   "3.1",   "3.1"),
    ("partial",                     "3.3.3",   "3.2",   "3.2"),
    ("state_secret",                "3.3.4.a", "3.3.1", "3.3.1"),
    ("forbidden_by_law",            "3.3.4.f", "3.3.2", "3.3.2"),
    ("security_stability",          "3.3.4.d", "3.3.3", "3.3.3"),
    ("trade_secret",                "3.3.4.b", "3.3.4", "3.3.4"),
    ("privacy",                     "3.3.4.c", "3.3.4", "3.3.4"),
    ("third_party",                 "3.3.4.f", "3.3.4", "3.3.4"),
    ("internal_affairs",            "3.3.4.f", "3.3.5", "3.3.5"),
    ("process_information",         "3.3.4.f", "3.3.6", "3.3.6"),
    ("enforcement_file",            "3.3.4.f", "3.3.7", "3.3.7"),
    ("registry_inquiry",            "3.3.8",   "3.3.8", "3.3.8"),
    ("not_government_information",  "3.3.4.e", "3.6",   "3.6.3"),
    ("other_legal_ground",          "3.3.4.f", "3.3.2", "3.3.2"),
    ("not_exist",                   "3.3.6",   "3.4.1", "3.4.1"),
    ("needs_making",                "3.3.6",   "3.4.2", "3.4.2"),
    ("still_unclear",               "3.3.7",   "3.4.3", "3.4.3"),
    ("not_ours",                    "3.3.5",   "3.4.1", "3.4.1"),
    ("petition",                    "3.3.8",   "3.5.1", "3.5.1"),
    ("repeat",                      "3.3.8",   "3.5.2", "3.5.2"),
    ("publication",                 "3.3.8",   "3.5.3", "3.5.3"),
    ("excessive",                   "3.3.8",   "3.5.4", "3.5.4"),
    ("reconfirm",                   "3.3.8",   "3.5.5", "3.5.5"),
    ("other_channel",               "3.3.8",   "3.5.1", "3.5.1"),
    ("clarification_lapsed",        "3.3.7",   "3.6",   "3.6.1"),
    ("fee_lapsed",                  "3.3.8",   "3.6",   "3.6.2"),
    ("withdrawn",                   "",        "3.6",   "3.6.3"),
    ("other",                       "3.3.8",   "3.6",   "3.6.3"),
]
# fmt: on


def closed_as(outcome: str) -> Facets:
    return Facets(2020, 2020, Outcome.of(outcome), Timeliness.IN_TIME, ApplicantKind.NATURAL, Channel.LETTER)


def lines_of(form, outcome):
    """The lines that go by outcome and count such a case, but for the sums."""
    cells = count(form, 2020, [(closed_as(outcome), 1)]).cells
    return [
        code
        for code, line in form.lines.items()
        if any(question.outcomes for question in line.questions) and cells[code]["total"]
    ]


@pytest.mark.parametrize(("outcome", "in_2014", "in_2019", "in_2021"), LINE_OF)
def test_every_outcome_lands_in_its_line_and_in_no_other(outcome, in_2014, in_2019, in_2021):
    assert ([in_2014] if in_2014 else []) == lines_of(load_form("cn-2014"), outcome)
    assert [in_2019] == lines_of(load_form("cn-2019"), outcome)
    assert [in_2021] == lines_of(load_form("cn-2021"), outcome)


def test_the_table_above_has_every_outcome():
    assert [outcome.value for outcome in Outcome] == [line[0] for line in LINE_OF]


def test_only_a_withdrawal_is_uncounted_and_the_form_says_why():
    assert {Outcome.WITHDRAWN} == set(load_form("cn-2014").uncounted)
    assert not load_form("cn-2019").uncounted
    assert not load_form("cn-2021").uncounted


@pytest.mark.parametrize("name", form_names())
def test_a_form_on_file_has_no_fault(name):
    assert check_form(load_form(name)) == []


@pytest.mark.parametrize("name", form_names())
def test_no_line_is_without_wording(name):
    assert all(line.wording.strip() for line in load_form(name).lines.values())


def test_the_form_of_2014_prints_65_lines():
    assert len(load_form("cn-2014").lines) == 65


@pytest.mark.parametrize(("name", "rows"), [("cn-2019", 23), ("cn-2021", 25)])
def test_table_three_has_its_rows_and_seven_columns(name, rows):
    section = next(s for s in load_form(name).sections if s.layout is Layout.LINES)
    figures = [line for line in section.lines if line.kind is not LineKind.HEADING]

    assert rows == len(figures)
    assert {"natural business research welfare legal other total"} == {
        " ".join(column.code for column in line.columns) for line in figures
    }


@pytest.mark.parametrize("name", ["cn-2019", "cn-2021"])
def test_table_four_has_fifteen_cells(name):
    section = next(s for s in load_form(name).sections if s.layout is Layout.ACROSS)

    assert sum(len(line.columns) for line in section.lines) == 15


@pytest.mark.parametrize("name", form_names())
def test_a_sum_that_an_identity_states_has_the_same_parts(name):
    form = load_form(name)
    stated = {i.left[0]: i.right for i in form.identities if i.op == "=" and i.strength == "hard"}

    for code, line in form.lines.items():
        if line.parts:
            assert line.parts == stated[code]


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (2008, "cn-2014"),
        (2018, "cn-2014"),
        (2019, "cn-2019"),
        (2020, "cn-2019"),
        (2021, "cn-2021"),
        (2030, "cn-2021"),
    ],
)
def test_a_year_is_reported_on_the_form_of_its_time(year, name):
    assert name == default_form(year)


def test_an_unknown_form_and_an_unknown_line_are_told_so():
    with pytest.raises(NotFound, match="cn-2014, cn-2019, cn-2021"):
        load_form("cn-1999")
    with pytest.raises(NotFound, match=r"9\.9"):
        load_form("cn-2014").line("9.9")


# fmt: off
#: What stands in the file, what is put in its place, and the fault that must be found.
FAULTS = [
    ('"1.当面申请数"',            '""',                     "3.1.1 has no wording"),
    ('["not_ours"]',              '["not_exist"]',          "not_ours is counted in 0 lines, not in 1"),
    ('["not_ours"]',              '["not_exist"]',          "not_exist is counted in 2 lines, not in 1"),
    ('"3.2"   = ["3.2.1", ',      '"3.2"   = ["3", ',       "3.2 adds up 3, which has no such figures"),
    ('"3.1.2"   = [{',            '"1"   = [{',             "3.1.2 is of kind count with 0 questions"),
    ('"3.1.2"   = [{',            '"1"   = [{',             "1 is of kind heading with 1 questions"),
    ('left = ["8.3"], ',          'left = ["8"], ',         "A7 names 8, which has no figures"),
    ('op = ">=max"',              'op = "~"',               "A13 cannot be worked out"),
    ('"soft", left = ["2.1"]',    '"", left = ["2.1"]',     "A14 is neither hard nor soft"),
    ('"9.3",     parent = "9"',   '"9.2",     parent = "9"', "9.2 stands there 2 times"),
    ('"9.3",     parent = "9"',   '"9.3",     parent = "x"', "9.3 stands under x, which is no line"),
]
# fmt: on


@pytest.mark.parametrize(("right", "wrong", "fault"), FAULTS)
def test_a_fault_in_a_form_is_found(right, wrong, fault):
    text = (files("reports") / "forms" / "cn-2014.toml").read_text(encoding="utf-8")
    spoiled = text.replace(right, wrong)

    assert text != spoiled
    assert fault in check_form(parse_form(spoiled))


def test_a_review_that_no_line_counts_is_found():
    text = (files("reports") / "forms" / "cn-2021.toml").read_text(encoding="utf-8")
    faults = check_form(parse_form(text.replace('results = ["upheld"]', 'results = ["other"]', 1)))

    assert {
        "review upheld is counted in 0 lines, not in 1",
        "review other is counted in 2 lines, not in 1",
    } == set(faults)
