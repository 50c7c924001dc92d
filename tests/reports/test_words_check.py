"""A text somebody wrote is held against the figures: what none of them supports is named."""

import pytest

from reports.count import count
from reports.form import form_names, load_form
from reports.words import figures_of
from reports.words_check import unsupported
from reports.words_digits import typed_numbers
from reports.words_figures import Year
from tests.reports.samples import TOWN
from tests.reports.test_answer import SEED
from workflow.survey import Survey

OLD, MIDDLE, NEW = (load_form(name) for name in form_names())
TOPICS = Survey(topics={"房屋拆迁与补偿": 10, "劳动就业和社会保障": 1, "其他": 1})
# What a district entered for the year whose words are held against its table below.
ENTERED = {"1.1": 12838, "1.2.1": 45, "1.2.2": 8400, "1.2.3": 620, "1.2.4": 460, "1.2.5": 3313}
THEN = figures_of(
    Year(count(OLD, 2018, SEED, {code: {"total": n} for code, n in ENTERED.items()}), SEED, TOPICS)
)
TOWN_FIGURES = figures_of(Year(count(NEW, 2018, TOWN), TOWN), Year(count(NEW, 2017, TOWN)))


def misses(text, figures):
    return [(miss.line, miss.shown) for miss in unsupported(text, figures)]


def test_the_words_of_a_published_report_are_held_against_its_table():
    text = (
        "全年受理政府信息公开申请 12 件。从申请形式来看，网络申请 3 件，占申请总数的 25%，\n"
        "信函申请 8 件，占申请总数的 67%，其他方式 1 件，占申请总\n\n"
        "数的 8%；从申请公开的内容来看，主要涉及房屋拆迁与补偿的占 90%，\n"
        "劳动就业和社会保障类信息 7%，其他信息占 3%，全部信件均得到了及时答复。"
    )

    assert misses(text, THEN) == [(2, "1"), (4, "8%"), (4, "90%"), (5, "7%"), (5, "3%")]


def test_the_nearest_figure_is_named():
    (miss,) = unsupported("主要涉及房屋拆迁与补偿的占90%。", THEN)

    assert (miss.source, miss.nearest) == ("topic/房屋拆迁与补偿:topic/", "83.3%")


@pytest.mark.parametrize(
    ("text", "source", "nearest"),
    [
        ("全年新收政府信息公开申请15件。", "1/total", "13"),
        ("全年收到政府信息公开申请15件。", "1/total", "13"),  # carried over and new told as new
        ("予以公开7件。", "3.1/total", "6"),
        ("予以公开6件，占47%。", "3.1/total:3.7/total", "54.5%"),
        ("新收申请13件，同比增长20%。", "1/total~", "116.7%"),
        ("新收申请13件，同比下降116.7%。", "1/total~", "-116.7%"),
        ("结转下年度三件。", "4/total", "4"),
    ],
)
def test_a_number_that_belongs_to_another_label_is_found(text, source, nearest):
    (miss,) = unsupported(text, TOWN_FIGURES)

    assert (miss.source, miss.nearest) == (source, nearest)


@pytest.mark.parametrize(
    "text",
    [
        "全年新收政府信息公开申请13件，比上年的6件增长116.7%。",
        "全年新收政府信息公开申请13件，比上年增长117%。",
        "通过微博、微信主动公开政府信息13件。",
        "全年办结11件，其中予以公开6件，占55%。",
        "新收申请13件中，自然人7件，约占54%；法人或其他组织６件，占百分之四十六。",
        "予以公开和部分公开共7件。",
        "结转下年度继续办理四件。",
        "网络申请6件，占46.1%。",
        "网络申请6件，占46.2%。",
        "按照〔2021〕30号文件要求，2018年3月5日召开第3次会议。",
    ],
)
def test_what_a_figure_supports_is_not_named(text):
    assert misses(text, TOWN_FIGURES) == []


def test_a_sum_under_one_label_is_supported():
    assert misses("通过微博、微信主动公开政府信息1080条；通过其他方式公开政府信息3313条。", THEN) == []


def test_a_label_without_a_figure_has_no_nearest():
    (miss,) = unsupported("网络申请3件。", figures_of(Year(count(NEW, 2018, TOWN))))

    assert (miss.source, miss.nearest) == ("", "")


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("收到1,208件", "1208", "1,208"),
        ("收到１２０８件", "1208", "１２０８"),
        ("收到一千二百零八件", "1208", "一千二百零八"),
        ("占百分之八点三", "8.3", "百分之八点三"),
        ("占 8.3 ％", "8.3", "8.3 ％"),
        ("两万余条", "20000", "两万"),
        ("37 万余件", "370000", "37 万"),
    ],
)
def test_a_number_is_read_however_it_is_written(text, value, shown):
    (typed,) = typed_numbers(text)

    assert (str(typed.value), typed.shown) == (value, shown)


def test_a_comma_between_clauses_parts_two_numbers():
    assert [typed.shown for typed in typed_numbers("收到12，345件办结")] == ["12", "345"]
