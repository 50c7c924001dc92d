"""Figures that no case can tell: typed as the form wants them, carried over where it says so."""

import pytest

from reports.count import count
from reports.entered import carried, read_figure, to_be_entered
from reports.form import form_names, load_form
from reports.line import Column, FigureType
from workflow.errors import BadFacts

OLD, MIDDLE, NEW = (load_form(name) for name in form_names())
C, D, A = FigureType.COUNT, FigureType.CHANGE, FigureType.AMOUNT

# fmt: off
READ = [
    (C, "12", 12), (C, " 1,208 ", 1208), (C, "１２", 12), (C, "0", 0),
    (D, "-3", -3), (D, "－3", -3), (D, "4", 4),
    (A, "22.75", 22.75), (A, "3", 3), (A, "0.30", 0.3), (A, "1,000.5", 1000.5), (A, "5.00", 5),
]
REFUSED = [
    (C, "12.5"), (C, "-1"), (C, "many"), (C, ""), (C, "nan"), (C, "1e3"), (C, "1,20"), (C, "9" * 16),
    (C, "12件"),
    (D, "1.5"), (D, "--1"),
    (A, "0.295"), (A, "-0.5"), (A, "inf"), (A, "3万"), (A, "1."),
]
# fmt: on


@pytest.mark.parametrize(("wanted", "text", "figure"), READ)
def test_a_figure_of_its_type_is_read(wanted, text, figure):
    assert (figure, type(figure)) == (
        (found := read_figure(text, Column("x", "x", type=wanted))), type(found)
    )  # fmt: skip


@pytest.mark.parametrize(("wanted", "text"), REFUSED)
def test_what_is_no_figure_of_its_type_is_refused_with_what_would_be_right(wanted, text):
    with pytest.raises(BadFacts, match="like 12") as refused:
        read_figure(text, Column("x", "x", type=wanted))
    assert "bad_figure" == refused.value.code


def test_the_forms_say_the_type_of_every_figure_that_is_entered():
    found = {
        form.name: [(line.code, column.code) for line, column in to_be_entered(form) if column.type is A]
        for form in (OLD, MIDDLE, NEW)
    }

    assert found == {
        "cn-2014": [("7", "total"), ("8.4", "total")],
        "cn-2019": [("T2.20.9.cg", "采购总金额")],
        "cn-2021": [("T2.20.8.sf", "本年收费金额（单位：万元）")],
    }
    changes = [line.code for line, column in to_be_entered(MIDDLE) if column.type is D]
    assert changes == ["T2.20.5.xk", "T2.20.5.qt", "T2.20.6.cf", "T2.20.6.qz", "T2.20.8.sf"]


LAST = {"T2.20.1.gf": {"本年制发件数": 2, "本年废止件数": 0, "现行有效件数": 10}}


def test_a_stock_follows_from_last_years_until_somebody_enters_it():
    now = {"T2.20.1.gf": {"本年制发件数": 3, "本年废止件数": 1}}

    assert carried(NEW, now, LAST) == {"T2.20.1.gf": {"现行有效件数": 12}}
    assert carried(NEW, {}, LAST) == {"T2.20.1.gf": {"现行有效件数": 10}}
    assert carried(NEW, {"T2.20.1.gf": {"现行有效件数": 11}}, LAST) == {}
    assert carried(NEW, now, {}) == {}
    assert carried(NEW, {"T2.20.1.gf": {"本年废止件数": 11}}, LAST) == {}  # nought is the least


def test_the_number_of_items_of_the_year_before_follows_from_its_number_and_its_change():
    last = {"T2.20.5.xk": {"上一年项目数量": 40, "本年增/减": -3, "处理决定数量": 7}}

    assert carried(MIDDLE, {}, last) == {"T2.20.5.xk": {"上一年项目数量": 37}}


def test_a_stock_that_does_not_follow_is_a_hint_that_explains_itself():
    entered = {"T2.20.1.gf": {"本年制发件数": 3, "本年废止件数": 1, "现行有效件数": 20}}
    check = next(c for c in count(NEW, 2022, [], entered, LAST).checks if c.id == "K1" and not c.holds)

    assert ("soft", 20, 12, "T2.20.1.gf") == (check.strength, check.left, check.right, check.at)
    assert check.rights == (
        "<T2.20.1.gf/现行有效件数",
        "T2.20.1.gf/本年制发件数",
        "-T2.20.1.gf/本年废止件数",
    )
    assert check.why
