"""Document numbers: each unit's, year's and series' own, without gaps or repeats."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from desk.clerking import Clerk, issue_letter, make_drafts
from desk.config_file import read_config
from desk.office import now, open_office
from letters.render import render
from tests.desk.conftest import LOG, ON, configure, issued
from workflow.casework import Actor
from workflow.machine import EVERY_ROLE


def test_two_units_count_each_for_itself_or_together_as_they_write(office, tmp_path):
    configure(tmp_path, letters='[letters.units."乙局"]\nprefix = "乙公开"')
    for name, code in (("乙局", "B"), ("丙局", "C")):
        office("unit", "add", name, "--code", code)
    numbers = []
    for unit, ref in (("甲区人民政府办公室", "2026-0001"), ("乙局", "B-2026-0001"), ("丙局", "C-2026-0001")):
        office("log", *LOG, "--received", "2026-03-02", "--unit", unit)
        office("answer", ref, "provided", "--on", "2026-03-10", "--fact", "way=邮寄")
        numbers.append(issued(office, ref)["number"])

    assert ["甲公开告〔2026〕1号", "乙公开〔2026〕1号", "甲公开告〔2026〕2号"] == numbers


def test_the_practice_pattern_has_a_word_for_each_kind_of_letter(answered, tmp_path):
    pattern = 'number = "{prefix}〔{year}〕第{n}号-{word}"\n[letters.words]\nreceipt = "收"'
    configure(tmp_path, letters=pattern)
    answered("letter", "draft", "2026-0001", "--all")
    kinds = ("receipt", "granted")
    numbers = [
        answered("--json", "letter", "issue", "2026-0001", "--kind", kind, *ON).json["items"][0]["number"]
        for kind in kinds
    ]

    assert ["甲公开告〔2026〕第1号-收", "甲公开告〔2026〕第1号-公告"] == numbers


@pytest.mark.parametrize(
    "number",
    ["{n}号", "〔{year}〕", "{year}{n}{n}", "{year}{n}{colour}", "{year}{n", "{year:>9}{n}", "{year}{n!r}"],
)
def test_a_pattern_that_could_repeat_a_number_is_refused(foi, tmp_path, number):
    configure(tmp_path, letters=f'number = "{number}"')
    said = foi("--json", "init")

    assert (4, "bad_config") == (said.code, said.error["code"])
    assert "[letters] number" in said.error["message"]


def test_numbers_have_no_gaps_when_many_clerks_issue_at_once(office, tmp_path):
    configure(tmp_path)
    for n in range(12):
        office("log", *LOG, "--received", "2026-03-02")
        office("answer", f"2026-{n + 1:04}", "provided", "--on", "2026-03-10", "--fact", "way=邮寄")
    house = open_office(read_config(tmp_path / "config.toml"))

    def issue(n):
        clerk = Clerk(house, Actor(f"经办{n}", EVERY_ROLE), render, now())
        (draft,) = make_drafts(clerk, f"2026-{n + 1:04}")
        return issue_letter(clerk, draft, date(2026, 3, 11))[0].number

    with ThreadPoolExecutor(4) as clerks:
        numbers = set(clerks.map(issue, range(12)))

    assert {f"甲公开告〔2026〕{n}号" for n in range(1, 13)} == numbers
    assert 0 == office("verify").code
