"""A notice that an office adds: read whole, or refused with the line at fault."""

from datetime import date

import pytest

from workflow.calendars import Notice, read_notice
from workflow.errors import BadInput

HEAD = """\
jurisdiction = "cn"
year = 2027
title = "关于2027年部分节假日安排的通知"
"""
SEVEN = """\
[[day]]
date = 2027-01-01
working = false
name = "元旦"
[[day]]
from = 2027-02-05
to = 2027-02-11
working = false
name = "春节"
[[day]]
date = 2027-04-05
working = false
name = "清明节"
[[day]]
date = 2027-05-03
working = false
name = "劳动节"
[[day]]
date = 2027-06-09
working = false
name = "端午节"
[[day]]
from = 2027-10-01
to = 2027-10-07
working = false
name = "国庆节、中秋节"
"""
REGION = HEAD + 'region = "cn-64"\n'


OFF = "working = false; name = '元旦'"


def one_day(*lines: str) -> str:
    """A region's notice whose only day begins on line 5."""
    return f"{REGION}[[day]]\n" + "\n".join(lines).replace("; ", "\n")


def test_a_notice_is_read():
    text = HEAD + SEVEN
    notice = read_notice(text, "cn-2027.toml")

    assert (2027, "cn", "", text) == (notice.year, notice.jurisdiction, notice.region, notice.text)
    assert len(notice.days) == 18
    assert (date(2027, 2, 5), False, "春节") == notice.days[1]
    assert read_notice(text, "elsewhere.toml") == notice
    assert hash(read_notice(text, "elsewhere.toml")) == hash(notice)


def test_the_days_come_in_order_however_they_were_written():
    text = one_day("date = 2027-05-02", OFF, "[[day]]", "date = 2027-03-01", OFF)

    assert [day.month for day, _, _ in read_notice(text, "a.toml").days] == [3, 5]


def test_the_last_week_of_the_year_before_may_be_named():
    notice = read_notice(one_day("date = 2026-12-25", OFF), "a.toml")

    assert ((date(2026, 12, 25), False, "元旦"),) == notice.days


def test_a_mark_left_by_an_editor_does_no_harm():
    assert isinstance(read_notice("\ufeff" + (HEAD + SEVEN).replace("\n", "\r\n"), "a.toml"), Notice)


# fmt: off
BAD = [
    ("file_syntax",              2, "year = 2027\ntitle = \n"),
    ("file_syntax",              2, 'year = 2027\ntitle = """never closed'),
    ("file_syntax",              2, "year = 2027\nyear = 2028\n"),
    ("file_syntax",              6, one_day("date = 2027-02-30", OFF)),
    ("file_syntax",              1, "\x00"),
    ("file_key_missing",         1, ""),
    ("file_key_missing",         1, HEAD),
    ("file_key_missing",         5, one_day("date = 2027-05-03", "working = false")),
    ("file_key_missing",         5, one_day("date = 2027-05-03", "name = '元旦'")),
    ("file_key_unknown",         4, HEAD + "number = 7\n" + SEVEN),
    ("file_key_unknown",         7, one_day("date = 2027-05-03", "works = false", "name = '元旦'")),
    ("file_key_unknown",         4, HEAD + "[extra]\na = 1\n"),
    ("file_value",               2, HEAD.replace("2027\n", "'2027'\n") + SEVEN),
    ("file_value",               2, HEAD.replace("2027\n", "true\n") + SEVEN),
    ("file_value",               3, HEAD.replace("关于2027年部分节假日安排的通知", " ") + SEVEN),
    ("file_value",               4, HEAD + "day = []\n"),
    ("file_value",               4, HEAD + "day = [1]\n"),
    ("file_value",               4, HEAD + "[day]\ndate = 2027-05-03\n"),
    ("file_value",               6, one_day("date = '2027-05-03'", OFF)),
    ("file_value",               6, one_day("date = 2027-05-03T00:00:00", OFF)),
    ("file_value",               7, one_day("date = 2027-05-03", "working = 'no'", "name = '元旦'")),
    ("file_value",               7, one_day("date = 2027-05-03", "working = 0", "name = '元旦'")),
    ("file_value",               8, one_day("date = 2027-05-03", "working = false", "name = ''")),
    ("notice_jurisdiction",      1, HEAD.replace('"cn"', '"fr"') + SEVEN),
    ("notice_region",            4, HEAD + 'region = "uk-1"\n' + SEVEN),
    ("notice_year",              2, HEAD.replace("2027\n", "2100\n") + SEVEN),
    ("notice_year",              2, HEAD.replace("2027\n", "2000\n") + SEVEN),
    ("notice_date_or_range",     5, one_day(OFF)),
    ("notice_date_or_range",     5, one_day("from = 2027-05-03", OFF)),
    ("notice_date_or_range",     5, one_day("date = 2027-05-03", "to = 2027-05-03", OFF)),
    ("notice_range_backwards",   6, one_day("from = 2027-05-03", "to = 2027-05-01", OFF)),
    ("notice_range_long",        6, one_day("from = 2027-05-01", "to = 2027-06-01", OFF)),
    ("notice_range_long",        6, one_day("from = 0001-01-01", "to = 9999-12-31", OFF)),
    ("notice_day_outside",       5, one_day("date = 2026-12-24", OFF)),
    ("notice_day_outside",       5, one_day("date = 2028-01-01", OFF)),
    ("notice_day_outside",       5, one_day("from = 2027-12-30", "to = 2028-01-02", OFF)),
    ("notice_day_worked_anyway", 5, one_day("date = 2027-05-03", "working = true", "name = '元旦'")),
    ("notice_day_twice",        30, HEAD + SEVEN + "[[day]]\ndate = 2027-02-07\n" + OFF.replace("; ", "\n")),
    ("notice_not_whole",         2, HEAD + SEVEN.replace("、中秋节", "")),
]
# fmt: on


@pytest.mark.parametrize(("code", "line", "text"), BAD)
def test_a_bad_notice_is_refused_with_its_line(code, line, text):
    with pytest.raises(BadInput) as refusal:
        read_notice(text, "cn-2027.toml")

    assert code == refusal.value.code
    assert str(refusal.value).startswith(f"cn-2027.toml, line {line}: ")


def test_a_make_up_day_does_not_stand_for_the_holiday_itself():
    text = HEAD + SEVEN.replace("date = 2027-04-05\nworking = false", "date = 2027-04-04\nworking = true")

    with pytest.raises(BadInput, match="清明节"):
        read_notice(text, "cn-2027.toml")


def test_a_day_named_twice_is_told_where_it_stood_first():
    text = HEAD + SEVEN + "[[day]]\ndate = 2027-02-07\nworking = false\nname = '春节'"

    with pytest.raises(BadInput, match="2027-02-07 was already named on line 8"):
        read_notice(text, "cn-2027.toml")


def test_a_british_notice_need_not_name_chinese_holidays():
    text = """
        jurisdiction = "uk"
        year = 2028
        title = "Bank holidays for 2028"
        day = [{ date = 2028-12-25, working = false, name = "Christmas Day" }]
        """

    assert read_notice(text, "uk-2028.toml").jurisdiction == "uk"
