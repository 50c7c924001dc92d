"""Settings changed on a page: only what was typed moves, and only when the office could be opened with it."""

import re

import pytest

from desk.config import SECTIONS
from desk.config_file import read_config
from desk.office import make_office
from desk.web.app import make_app
from desk.web.setting_words import KEY_WORDS, SECTION_WORDS
from tests.desk.web.conftest import Browser
from tests.offices import log
from workflow.people import Person
from workflow.vocabulary import Role

FILE = """# 本机关的配置
[office]
name = "甲区人民政府办公室"   # 印在文书上

[letters]
number = "{prefix}〔{year}〕{n}号" # 式样
"""
STAMP = re.compile(r'name="stamp" value="([0-9a-f]{64})"')


@pytest.fixture
def admin(tmp_path, kept_password):
    """An administrator of an office that has a configuration file."""
    (tmp_path / "config.toml").write_text(FILE, encoding="utf-8")
    house = make_office(read_config(tmp_path / "config.toml"))
    house.ledger.accounts.keep_person(
        Person("admin", "管理员", frozenset({Role.ADMINISTRATOR, Role.AUDITOR}), 1)
    )
    house.ledger.accounts.keep_password("admin", kept_password)
    browser = Browser(make_app(house.config))
    browser.sign_in("admin")
    yield browser
    house.ledger.close()


def stamp(browser, section):
    return STAMP.search(browser.get(f"/settings/{section}").text)[1]


def test_only_what_was_typed_moves_in_the_file(admin, tmp_path):
    told = admin.post("/settings/office", name="乙区人民政府办公室", lang="zh", stamp=stamp(admin, "office"))
    assert 200 == told.status_code

    kept = (tmp_path / "config.toml").read_text(encoding="utf-8")
    assert FILE.replace("甲区", "乙区") == kept
    assert ["config.toml"] == [path.name for path in tmp_path.iterdir() if path.suffix == ".toml"]


def test_it_holds_at_once_and_is_recorded(admin):
    admin.post("/settings/office", name="乙区人民政府办公室", lang="zh", stamp=stamp(admin, "office"))

    assert "乙区人民政府办公室" in admin.get("/settings").text
    assert "甲区人民政府办公室 → 乙区人民政府办公室" in admin.get("/audit").text


def test_what_the_office_could_not_be_opened_with_is_refused_at_its_field(admin, tmp_path):
    for section, typed, field in (
        ("letters", {"number": "{year}"}, "number"),
        ("office", {"name": "甲", "lang": "fr"}, "lang"),
        ("web", {"idle_minutes": "soon"}, "idle_minutes"),
        ("alerts", {"at": "25:00", "days_before": "3"}, "at"),
        ("alerts", {"at": "08:30", "days_before": "3, x"}, "days_before"),
        ("alerts", {"at": "08:30", "days_before": ""}, "days_before"),
    ):
        told = admin.post(f"/settings/{section}", **typed, stamp=stamp(admin, section))
        assert 422 == told.status_code, section
        assert f'id="{field}-wrong"' in told.text
        assert FILE == (tmp_path / "config.toml").read_text(encoding="utf-8")


def test_other_days_of_reminding_hold_at_once_and_the_page_says_which_cases_follow(admin, tmp_path):
    house = make_office(read_config(tmp_path / "config.toml"))
    log(house.office)
    house.ledger.close()
    typed = {"at": "08:30", "days_before": "7、3, 0", "until": "20:00"}
    told = admin.post("/settings/alerts", **typed, stamp=stamp(admin, "alerts"))

    assert "days_before = [7, 3, 0]" in (tmp_path / "config.toml").read_text(encoding="utf-8")
    assert "还有1件没有按现行规则重新计算" in told.text
    admin.post("/settings/calendars/reckon", page="/settings/calendars")
    assert "没有按现行规则" not in admin.get("/settings").text


def test_what_another_changed_meanwhile_is_not_written_over(admin, tmp_path):
    seen = stamp(admin, "office")
    (tmp_path / "config.toml").write_text(FILE + '\n[alerts]\nat = "09:00"\n', encoding="utf-8")
    told = admin.post("/settings/office", name="乙区人民政府办公室", lang="zh", stamp=seen)

    assert 409 == told.status_code
    assert "乙区人民政府办公室" in told.text
    assert "甲区" in (tmp_path / "config.toml").read_text(encoding="utf-8")


def test_where_the_office_is_kept_is_not_changed_on_a_page(admin, tmp_path):
    assert 404 == admin.get("/settings/store").status_code
    admin.post("/settings/office", name="甲区人民政府办公室", lang="zh", region="cn-64", url="sqlite:///x.db",
               stamp=stamp(admin, "office"))  # fmt: skip
    assert FILE == (tmp_path / "config.toml").read_text(encoding="utf-8")


def test_a_file_made_unreadable_leaves_the_desk_as_it_was(admin, tmp_path):
    (tmp_path / "config.toml").write_text("[office\n", encoding="utf-8")

    assert "甲区人民政府办公室" in admin.get("/statutes").text


def test_a_unit_is_added_renamed_and_never_below_itself(admin):
    admin.post("/units", name="某镇", code="MZ", parent="1")
    admin.post("/units", name="某村", code="MC", parent="2")
    below = admin.post("/units", id="2", name="某镇", code="MZ", parent="3")
    renamed = admin.post("/units", id="2", name="某某镇", code="MMZ", parent="1")
    taken = admin.post("/units", id="3", name="某某镇", code="", parent="2")

    assert 422 == below.status_code
    assert "某某镇" in renamed.text
    assert 409 == taken.status_code


def test_the_law_stands_with_its_articles(admin):
    assert "第三十三条" in admin.get("/statutes/cn-2019").text
    assert 404 == admin.get("/statutes/cn-1900").status_code


def test_every_setting_has_its_words():
    assert set(SECTIONS) == set(SECTION_WORDS)
    assert {(section, key) for section, kind in SECTIONS.items() for key in kind.__slots__} == set(KEY_WORDS)
