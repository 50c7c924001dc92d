"""What each calendar knows, and what an office's own notices do to it."""

from datetime import date, timedelta

import pytest

from workflow.calendars import load_calendar, read_notice, regions
from workflow.errors import NotFound
from workflow.workdays import DayKind

NOTICE_2027 = """
jurisdiction = "cn"
year = 2027
title = "关于2027年部分节假日安排的通知"
day = [
    { date = 2026-12-31, working = false, name = "元旦" },
    { from = 2027-01-01, to = 2027-01-02, working = false, name = "元旦" },
    { date = 2027-01-03, working = true, name = "元旦" },
    { from = 2027-02-05, to = 2027-02-11, working = false, name = "春节" },
    { date = 2027-04-05, working = false, name = "清明节" },
    { from = 2027-05-01, to = 2027-05-03, working = false, name = "劳动节" },
    { date = 2027-06-09, working = false, name = "端午节" },
    { date = 2027-09-15, working = false, name = "中秋节" },
    { from = 2027-10-01, to = 2027-10-07, working = false, name = "国庆节" },
]
"""
FOR_2027 = read_notice(NOTICE_2027, "cn-2027.toml")


def days_of(calendar, year, kind):
    first = date(year, 1, 1)
    every = [first + timedelta(n) for n in range(365)]
    return [f"{day:%m-%d}" for day in every if calendar.explain(day).kind is kind]


@pytest.mark.parametrize(
    ("year", "worked"),
    [
        (2018, "02-11 02-24 04-08 04-28 09-29 09-30 12-29"),
        (2026, "01-04 02-14 02-28 05-09 09-20 10-10"),
    ],
)
def test_the_weekends_that_are_worked(year, worked):
    assert worked.split() == days_of(load_calendar("cn"), year, DayKind.MAKEUP)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "元旦"),
        ("2026-02-17", "春节"),
        ("2026-04-05", "清明节"),
        ("2026-05-05", "劳动节"),  # a day off in exchange for a weekend
        ("2026-06-19", "端午节"),
        ("2026-09-25", "中秋节"),
        ("2026-10-07", "国庆节"),
        ("2015-09-03", "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"),
    ],
)
def test_a_holiday_bears_its_full_chinese_name(day, name):
    assert name == load_calendar("cn").explain(date.fromisoformat(day)).name


def test_a_day_in_the_last_week_of_december_is_credited_to_the_year_it_leads_into():
    cn = load_calendar("cn")

    assert "2019年" in cn.explain(date(2018, 12, 29)).source
    assert "2018年" in cn.explain(date(2018, 9, 29)).source


def test_the_same_question_gives_the_same_calendar():
    assert load_calendar("cn") is load_calendar("cn", "", [])
    assert load_calendar("cn", "cn-64") is not load_calendar("cn")


@pytest.mark.parametrize(
    ("received", "national", "ningxia"),
    [
        ("2019-05-20", "2019-06-18", "2019-06-20"),
        ("2020-05-11", "2020-06-08", "2020-06-10"),
        ("2021-05-06", "2021-06-02", "2021-06-04"),
    ],
)
def test_ningxia_has_more_days_off(received, national, ningxia):
    day = date.fromisoformat(received)

    assert national == str(load_calendar("cn").add(day, 20))
    assert ningxia == str(load_calendar("cn", "cn-64").add(day, 20))


def test_a_day_read_in_a_reprint_says_so():
    ningxia = load_calendar("cn", "cn-64")

    assert ningxia.explain(date(2019, 6, 5)).source == "宁政办发〔2018〕137号（据转载，未核对原文）"


def test_ningxia_works_a_saturday_for_its_holiday_of_2016():
    ningxia = load_calendar("cn", "cn-64")

    assert ningxia.explain(date(2016, 9, 10)).kind is DayKind.MAKEUP
    assert ningxia.explain(date(2016, 9, 12)).name == "古尔邦节"
    assert not load_calendar("cn").is_workday(date(2016, 9, 10))


def test_ningxia_differs_on_no_other_day():
    cn, ningxia = load_calendar("cn"), load_calendar("cn", "cn-64")
    every = [date(2004, 1, 1) + timedelta(n) for n in range(365 * 24)]
    unlike = [day for day in every if cn.is_workday(day) != ningxia.is_workday(day)]

    assert {year: sum(day.year == year for day in unlike) for year in {day.year for day in unlike}} == {
        2016: 4,
        2019: 4,
        2020: 4,
        2021: 4,
        2022: 2,
    }


def test_the_regions_that_come_with_the_program():
    assert regions() == ("cn-64",)


@pytest.mark.parametrize(("name", "region"), [("fr", ""), ("cn", "cn-99"), ("uk", "cn-64"), ("../cn", "")])
def test_an_unknown_calendar_or_region_is_not_found(name, region):
    with pytest.raises(NotFound, match="Known: c"):
        load_calendar(name, region)


def test_a_year_without_a_notice_has_plain_weeks_and_is_provisional():
    cn = load_calendar("cn")

    assert cn.is_workday(date(2027, 10, 1))
    assert cn.is_provisional(date(2027, 10, 1))
    assert days_of(cn, 2027, DayKind.HOLIDAY) == []


def test_a_notice_makes_its_year_firm():
    cn = load_calendar("cn", notices=[FOR_2027])

    assert cn.published_through == 2027
    assert not cn.is_provisional(date(2027, 10, 8))
    assert cn.explain(date(2027, 10, 1)).source == FOR_2027.title
    assert cn.explain(date(2027, 1, 3)).kind is DayKind.MAKEUP
    assert not cn.is_workday(date(2026, 12, 31))
    assert load_calendar("cn").is_provisional(date(2027, 10, 8))


def test_a_notice_for_a_known_year_replaces_the_whole_year():
    text = NOTICE_2027.replace("2027-", "2019-").replace("2026-12-31", "2018-12-31").replace("2027", "2019")
    text = text.replace("2019-01-03, working = true", "2019-01-05, working = true")
    cn = load_calendar("cn", notices=[read_notice(text, "cn-2019.toml")])

    assert cn.published_through == 2026
    assert not cn.is_workday(date(2018, 12, 29))  # a working Saturday by the arrangement that was replaced
    assert not cn.is_workday(date(2018, 12, 31))
    assert cn.is_workday(date(2019, 2, 4))
    assert cn.explain(date(2018, 9, 29)).kind is DayKind.MAKEUP


def test_a_notice_leaves_the_next_years_december_alone():
    text = NOTICE_2027.replace("2027-", "2018-").replace("2026-12-31", "2017-12-31").replace("2027", "2018")
    text = text.replace("2018-01-03, working = true", "2018-01-06, working = true")
    cn = load_calendar("cn", notices=[read_notice(text, "cn-2018.toml")])

    assert cn.explain(date(2018, 12, 29)).kind is DayKind.MAKEUP
    assert not cn.is_workday(date(2018, 12, 31))
    assert cn.is_workday(date(2018, 2, 15))


def test_of_two_notices_for_a_year_the_later_holds():
    amended = NOTICE_2027.replace("to = 2027-02-11", "to = 2027-02-12")
    later = read_notice(amended, "cn-2027b.toml")

    assert not load_calendar("cn", notices=[FOR_2027, later]).is_workday(date(2027, 2, 12))
    assert load_calendar("cn", notices=[later, FOR_2027]).is_workday(date(2027, 2, 12))


def test_a_year_stays_provisional_while_the_one_before_it_is_unknown():
    text = NOTICE_2027.replace("2027-", "2028-").replace("2026-", "2027-").replace("2027年", "2028年")
    text = text.replace("year = 2027", "year = 2028").replace(
        "2028-01-03, working = true", "2028-01-08, working = true"
    )

    assert load_calendar("cn", notices=[read_notice(text, "cn-2028.toml")]).published_through == 2026


def test_a_notice_of_a_region_adds_days_there_and_nowhere_else():
    text = """
        jurisdiction = "cn"
        region = "cn-64"
        year = 2026
        title = "宁夏2026年放假通知"
        day = [{ date = 2026-05-27, working = false, name = "古尔邦节" }]
        """
    notice = read_notice(text, "cn-64-2026.toml")
    ningxia = load_calendar("cn", "cn-64", [notice])

    assert ningxia.explain(date(2026, 5, 27)).name == "古尔邦节"
    assert ningxia.explain(date(2026, 10, 10)).kind is DayKind.MAKEUP
    assert not ningxia.is_workday(date(2019, 6, 5))
    assert load_calendar("cn", "", [notice]) is load_calendar("cn")


def test_a_notice_may_open_a_region_of_its_own():
    text = """
        jurisdiction = "cn"
        region = "cn-15"
        year = 2027
        title = "放假通知"
        day = [{ date = 2027-07-12, working = false, name = "那达慕" }]
        """
    calendar = load_calendar("cn", "cn-15", [read_notice(text, "cn-15.toml")])

    assert not calendar.is_workday(date(2027, 7, 12))
    assert calendar.published_through == 2026


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-02", "New Year Holiday (Scotland)"),
        ("2026-11-30", "Saint Andrew's Day (Scotland)"),
        ("2026-03-17", "Saint Patrick's Day (Northern Ireland)"),
        ("2027-07-12", "Battle of the Boyne (Northern Ireland)"),
        ("2026-08-31", "Late Summer Bank Holiday (England, Wales, Northern Ireland)"),
        ("2026-04-03", "Good Friday"),
        ("2026-12-28", "Boxing Day (observed)"),
        ("2022-09-19", "State Funeral of Queen Elizabeth II"),
    ],
)
def test_a_bank_holiday_in_any_country_is_no_working_day_in_the_kingdom(day, name):
    uk = load_calendar("uk")
    day = date.fromisoformat(day)

    assert not uk.is_workday(day)
    assert (DayKind.HOLIDAY, name) == (uk.explain(day).kind, uk.explain(day).name)


def test_the_british_list_settles_its_whole_year():
    uk = load_calendar("uk")

    assert uk.published_through == 2027
    assert [uk.is_provisional(day) for day in (date(2027, 12, 31), date(2028, 1, 1))] == [False, True]
    assert not uk.is_workday(date(2028, 12, 25))


def test_chinese_notices_do_not_touch_the_british_calendar():
    assert load_calendar("uk", notices=[FOR_2027]) is load_calendar("uk")


def test_an_amended_notice_leaves_nothing_of_the_one_before_even_in_the_last_week_of_its_year():
    earlier = NOTICE_2027.replace(
        "day = [", 'day = [\n{ date = 2027-12-30, working = false, name = "元旦" },'
    )
    calendar = load_calendar("cn", "", [read_notice(earlier, "cn-2027.toml"), FOR_2027])

    assert calendar.is_workday(date(2027, 12, 30))
