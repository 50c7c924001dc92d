"""A small town's year as it is reported, plain and hostile."""

from dataclasses import replace
from datetime import date

from reports.charts import charts_of
from reports.count import count
from reports.form import load_form
from reports.report import Report
from reports.workbook.cases import Case
from tests.reports.samples import TOWN as CASES
from tests.reports.samples import disputes
from workflow.survey import Survey

HOSTILE = "=1+1</p><script>alert('&')</script>\u202e\x00{{7*7}}#x$y$"
WORDS = {
    "六、其他需要报告的事项": ("本年度无收取信息处理费情况。",),
    "一、总体情况": ("全年新收申请若干件。", HOSTILE),
}
SURVEY = Survey(
    months=(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8),
    topics={"房屋拆迁": 10, "劳动就业和社会保障": 3, "": 2, HOSTILE: 1},
    days={0: 1, 5: 4, 12: 4, 20: 3, 21: 1, 38: 2, 400: 1},
    limit=20,
)
#: The town, with what was disputed in it.
TOWN = [*CASES, *disputes({"T4.fy.wc": 2, "T4.ss1.jz": 1, "T4.ss2.wj": 1}, 2018)]
ENTERED = {
    "cn-2014": {"7": {"total": 0.295}, "8.3.1": {"total": 35}, "8.3.2": {"total": 98}},
    "cn-2019": {"T2.20.1.gf": {"本年新公开数量": 4}},
    "cn-2021": {"T2.20.8.sf": {"本年收费金额（单位：万元）": 12.5}},
}


def report(name="cn-2021", tallies=TOWN, survey=SURVEY, entered=None, **but):
    """The year 2018 as reported on a form."""
    table = count(load_form(name), 2018, tallies, ENTERED[name] if entered is None else entered)
    told = {"table": table, "unit": "乙市某局", "day": date(2019, 1, 31), "words": WORDS}
    return Report(**told | {"charts": charts_of(table, tallies, survey)} | but)


def empty(name="cn-2021"):
    """A year in which nothing happened."""
    return report(name, (), Survey(limit=20), {}, words={})


def cases():
    """The town's cases one by one; a notice is of a case that is counted besides."""
    told = [(facets, n) for facets, n in CASES if facets.notice is None]
    noticed = [facets for facets, _ in CASES if facets.notice]
    ref = 0
    for facets, number in told:
        for _ in range(number):
            ref += 1
            waiting = facets.counted is None and facets.received == 2018 and noticed
            every = (facets, noticed.pop()) if waiting else (facets,)
            closed = date(facets.counted, 3, 1) if facets.counted else None
            yield Case(
                f"{facets.received}-{ref:04}", date(facets.received, 1, 2), "已登记", closed, every, "…"
            )
    for over, number in TOWN[len(CASES) :]:
        for n in range(number):
            closed = replace(over, proceeding=None)
            ref = f"{over.proceeding.kind}-{over.proceeding.result}-{n}"
            yield Case(
                ref, date(over.received, 1, 2), "涉及个人隐私", date(over.counted, 3, 1), (closed, over), "…"
            )
