"""Every number in the words is a figure, and stays one however an office edits around it."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.count import count
from reports.words import draft, figures_of, write
from reports.words_check import unsupported
from reports.words_digits import typed_numbers
from reports.words_figures import Year
from reports.words_frame import fill, frame
from reports.words_number import Kind, Number, shares
from reports.words_source import cells_of, look_up
from tests.reports.samples import TOWN
from tests.reports.test_count_theorems import tallies, years
from tests.reports.test_words import FORMS, NEW, UNIT, year
from workflow.errors import BadInput, NotFound, Refused
from workflow.survey import Survey

TOPICS = ["征地", "7号楼[1]", "a:b+c~", "１２３热线", "三件套", "7", "{unit}", "{part}", "其他", ""]


@pytest.mark.parametrize("form", FORMS, ids=["2014", "2019", "2021"])
@given(
    tallies,
    years,
    st.dictionaries(st.sampled_from(TOPICS), st.integers(0, 9)),
)
@settings(max_examples=40, deadline=None)
def test_no_digit_stands_outside_a_number(form, cases, number, topics):
    now = Year(
        count(form, number, cases),
        cases,
        Survey(topics=topics, days={3: 2}, limit=15, fees_paid=1, fen_paid=1),
    )
    figures = figures_of(now, Year(count(form, number - 1, cases)), "第2街道办事处")
    paragraphs = write(figures, "第2街道办事处")
    names = re.compile("|".join(map(re.escape, sorted(filter(None, figures.names), key=len, reverse=True))))

    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if isinstance(piece, Number):
                assert piece == look_up(figures, piece.source)
            else:
                assert not re.search(r"\d", names.sub("", piece)), piece
    assert paragraphs == fill(frame(paragraphs), figures)
    assert [] == unsupported("\n".join(p.text for p in paragraphs), figures)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any), st.integers(0, 2))
def test_the_shares_of_a_list_add_to_a_hundred(parts, decimals):
    found = shares(parts, sum(parts), decimals)

    assert sum(found) == 100
    for part, share in zip(parts, found, strict=True):
        assert abs(share - Decimal(part) * 100 / Decimal(sum(parts))) < Decimal(1).scaleb(-decimals)


def test_the_shares_of_a_part_of_a_whole_do_not_reach_a_hundred():
    assert [str(share) for share in shares([1, 1], 3, 0)] == ["34", "33"]


def test_a_share_in_two_lists_is_that_of_its_own():
    figures = figures_of(year(NEW, 2018, TOWN))

    assert look_up(figures, "channel/online:channel/total").text == "46.1%"
    assert look_up(figures, "channel/online:1/total").text == "46.2%"


@pytest.mark.parametrize("form", FORMS, ids=["2014", "2019", "2021"])
def test_every_number_opens_the_cells_it_is_made_of(form):
    now = year(form, 2018, TOWN)
    for paragraph in write(figures_of(now), UNIT):
        for number in (piece for piece in paragraph.pieces if isinstance(piece, Number)):
            opened = cells_of(form, number.source)
            beside = number.source.split("/")[0] in {"year", "channel", "timeliness"}
            assert bool(opened) != beside
            if opened and number.kind is Kind.COUNT:
                assert number.value == sum(now.table.cells[code][column] for code, column in opened)


def test_an_office_edits_the_words_and_the_numbers_come_back():
    figures = figures_of(year(NEW, 2018, TOWN), year(NEW, 2017, TOWN))
    (paragraph,) = fill("\n今年共收到[1/total]件（[1/natural:1/total]为个人），比上年[1/total~]。\n", figures)

    assert paragraph.text == "今年共收到13件（53.8%为个人），比上年增长116.7%。"
    assert paragraph.pieces[1] == Number(13, Kind.COUNT, "1/total")


def test_the_frame_has_a_placeholder_for_each_number():
    figures = figures_of(year(NEW, 2018, TOWN))

    assert "全年办结申请[3.7/total]件，其中予以公开[3.1/total]件，占[3.1/total:3.7/total]；" in draft(
        figures, UNIT
    )
    assert frame(write(figures, UNIT)) == draft(figures, UNIT)


@pytest.mark.parametrize(
    "source", ["9.9/total", "1/nobody", "3.1", "", "1/total:9.9/total", "<1/total", "1/total~"]
)
def test_an_unknown_placeholder_is_refused_by_its_line(source):
    with pytest.raises(BadInput, match="Line 2: ") as caught:
        fill(f"一、总体情况\n共[{source}]件", figures_of(year(NEW, 2018, TOWN)))

    assert isinstance(caught.value.values["fault"], NotFound)


@pytest.mark.parametrize("source", ["1/total:1/total", "1/total~"])
def test_a_share_or_a_change_of_nothing_is_refused(source):
    figures = figures_of(year(NEW, 2024, []), year(NEW, 2023, []))

    with pytest.raises(BadInput) as caught:
        fill(f"占[{source}]", figures)
    assert isinstance(caught.value.values["fault"], Refused)


@pytest.mark.parametrize(
    "typed",
    [
        "收到12件",
        "占 8%",
        "１２件",
        "三件",
        "二十余件",
        "百分之八",
        "1,208条",
        "3.5万元",
        "两次",
        "十一份",
        "传真3件",
        "“12”件",
        "联系a@b.cn收到12件",
        "开展培训2次",
    ],
)
def test_a_number_typed_by_hand_is_refused_by_its_line(typed):
    with pytest.raises(BadInput, match=r"Line 3: .* is typed by hand"):
        fill(f"一、总体情况\n\n全年[1/total]件，{typed}。", figures_of(year(NEW, 2018, TOWN)))


@pytest.mark.parametrize(
    "typed",
    [
        "2018年", "2018—2020年", "3月5日", "5月底", "2019-03-05", "国办公开办函〔2021〕30号",
        "国办发[2014]32号", "国务院令第711号",
        "第二十条", "第3次会议", "第1、2项", "一次性告知", "一是加强培训", "五个方面",
        "三安全一稳定", "（一）主动公开", "第三方", "“521”体系", "邮编：750021", "电话0951—2078503",
        "a1@b2.cn",
    ],
)  # fmt: skip
def test_years_days_ordinals_and_document_numbers_may_be_typed(typed):
    assert fill(f"按照{typed}的要求", figures_of(year(NEW, 2018, TOWN)))
    assert typed_numbers(typed) == []


def test_a_number_that_begins_a_list_item_may_be_typed():
    assert typed_numbers("1.加强领导\n2、加强培训\n（3）加强考核\n - 4. 加强监督") == []
    assert [typed.shown for typed in typed_numbers("1.5倍")] == ["1.5"]


def test_digits_in_the_names_of_the_office_may_be_typed():
    figures = figures_of(year(NEW, 2018, TOWN, Survey(topics={"12345热线": 13})), unit="第101医院")

    assert fill("第101医院的12345热线", figures)
