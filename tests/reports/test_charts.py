"""The charts: they say what the table says, and bring nothing a page would have to fetch."""

import sys
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from reports.charts import charts_of
from reports.drawing import as_svg, scale
from reports.form import form_names, load_form
from tests.reports.samples import TOWN
from tests.reports.years import HOSTILE, SURVEY, empty, report
from workflow.survey import Survey

EVERY = pytest.mark.parametrize("name", form_names())
SVG = "{http://www.w3.org/2000/svg}"
MONTHS, CHANNELS, OUTCOMES, TOPICS, DAYS = range(5)


def charts(name="cn-2021", survey=SURVEY, tallies=TOWN):
    return charts_of(report(name).table, tallies, survey)


def figures(chart):
    return dict(zip(chart.labels, chart.figures, strict=True))


@EVERY
def test_the_outcomes_are_those_of_the_table(name):
    cells = report(name).table.cells
    total = {"cn-2014": "3.3"}.get(name, "3.7")

    assert sum(charts(name)[OUTCOMES].figures) == cells[total]["total"]


def test_the_outcomes_are_told_by_their_groups():
    by_group = {"予以公开": 6, "部分公开": 1, "不予公开": 1, "无法提供": 1, "不予处理": 0, "其他处理": 2}

    assert figures(charts("cn-2019")[OUTCOMES]) == by_group
    assert figures(charts("cn-2021")[OUTCOMES]) == by_group


def test_the_channels_are_those_of_the_table():
    cells = report("cn-2014").table.cells

    by_table = [cells[f"3.1.{n}"]["total"] for n in (1, 2, 3, 4)]
    assert figures(charts()[CHANNELS]) == dict(zip(("当面", "传真", "网络", "信函"), by_table, strict=True))


def test_the_commonest_topic_comes_first_and_the_unnamed_last():
    topics = {f"第{n:02}类": n for n in range(1, 12)} | {"": 50, "\u200b": 1}

    chart = charts(survey=Survey(topics=topics))[TOPICS]

    assert chart.labels[0] == "第11类"
    assert chart.labels[-2:] == ("其余各类", "未注明")
    assert chart.figures[-2:] == (1 + 2 + 3, 51)
    assert sum(chart.figures) == sum(topics.values())


def test_no_case_is_lost_between_the_days_used():
    chart = charts()[DAYS]

    assert sum(chart.figures) == sum(SURVEY.days.values())
    assert figures(chart)["0至5日"] == 5
    assert chart.figures[-chart.apart :] == (1, 0, 0, 2, 1)
    assert chart.labels[-1] == "41日以上"
    assert "20个工作日" in chart.note


@pytest.mark.parametrize("limit", [0, 1, 5, 15, 20, 23])
@pytest.mark.parametrize("used", [0, 1, 4, 5, 6, 15, 20, 21, 100])
def test_a_case_stands_within_the_limit_or_over_it(limit, used):
    chart = charts(survey=Survey(days={used: 1}, limit=limit))[3]

    place = chart.figures.index(1)
    over = place >= len(chart.figures) - chart.apart
    assert chart.title == "办理用时"
    assert sum(chart.figures) == 1
    assert over == (0 < limit < used)


@EVERY
def test_every_figure_and_label_is_printed(name):
    for chart in charts(name):
        drawn = [text.text for text in ET.fromstring(as_svg(chart)).iter(f"{SVG}text")]
        assert all(str(figure) in drawn for figure in chart.figures)
        assert all(label in drawn for label in chart.labels if len(label) <= 14)


def test_a_bar_is_as_long_as_its_figure():
    chart = replace(charts()[CHANNELS], labels=("甲", "乙", "丙"), figures=(1, 2, 4))

    bars = [float(bar.get("width")) for bar in ET.fromstring(as_svg(chart)).iter(f"{SVG}rect")]
    assert [round(bar / bars[-1], 3) for bar in bars] == [4, 2, 1]


def test_what_is_over_the_limit_is_white_and_the_rest_is_not():
    chart = charts()[DAYS]

    fills = [bar.get("fill") for bar in ET.fromstring(as_svg(chart)).iter(f"{SVG}rect")]
    assert fills.count("#ffffff") == chart.apart == 5
    assert fills[-5:] == ["#ffffff"] * 5


@EVERY
def test_a_chart_brings_no_script_no_style_and_nothing_to_fetch(name):
    for chart in (*charts(name), *empty(name).charts):
        svg = as_svg(chart)
        tags = {shape.tag.removeprefix(SVG) for shape in ET.fromstring(svg).iter()}
        assert tags == {"svg", "title", "g", "path", "rect", "text"}
        assert not any(word in svg for word in ("<!--", "href=", "class=", "id=", "style=", "url(", " on"))


def test_hostile_words_are_words():
    chart = next(chart for chart in charts() if chart.title == "申请内容")
    long = replace(chart, title=HOSTILE[:30], labels=("<b>&", *chart.labels[1:]))

    root = ET.fromstring(as_svg(long))
    assert root.find(f"{SVG}title").text == HOSTILE[:30]
    assert "<b>&" in [text.text for text in root.iter(f"{SVG}text")]


@EVERY
def test_a_year_without_cases_is_drawn_without_bars(name):
    made = empty(name).charts

    assert ["各月收到申请数", "申请渠道", "办理结果", "办理用时"] == [chart.title for chart in made]
    for chart in made:
        bars = ET.fromstring(as_svg(chart)).iter(f"{SVG}rect")
        assert {0.0} == {min(float(bar.get("width", 0)), float(bar.get("height"))) for bar in bars}


def test_the_same_chart_gives_the_same_picture():
    assert [as_svg(chart) for chart in charts()] == [as_svg(chart) for chart in charts()]


@pytest.mark.parametrize("most", [0, 1, 2, 5, 9, 10, 11, 99, 100, 101, 12345])
def test_a_scale_reaches_the_greatest_figure_in_few_whole_steps(most):
    marks = scale(most)

    assert marks[0] == 0
    assert marks[-1] >= max(most, 1)
    assert marks[-2] < max(most, 1)
    assert 2 <= len(marks) <= 6


def test_drawing_leaves_nothing_behind_in_the_way_modules_are_found():
    assert [] == [finder for finder in sys.meta_path if type(finder).__module__ == "pygal"]


def test_every_form_has_its_five_charts():
    assert {load_form(name).name: len(charts(name)) for name in form_names()} == dict.fromkeys(
        form_names(), 5
    )
