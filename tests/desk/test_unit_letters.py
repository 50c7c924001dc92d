"""Letters of units: what each has of its own, what it has from above, and what is named when it cannot be."""

import pytest
from docx import Document

from tests.desk.conftest import LOG, configure, issued

TOWN = """
online_review = "https://example.gov.cn/fy"
[letters.units."乙镇人民政府"]
review_body = "甲区人民政府"
court = "丁市人民法院"
online_review = "https://town.example.gov.cn/fy"
contact = "乙镇办公室，0951-1111111"
prefix = "乙公开"
red_head = "乙镇人民政府文件"
seal = false
[letters.units."乙镇土地所"]
prefix = "乙土"
red_head = ""
"""


def text(foi, unit, ref):
    assert 0 == foi("log", *LOG, "--received", "2026-03-02", "--unit", unit).code
    foi(
        "answer",
        ref,
        "not_exist",
        "--on",
        "2026-03-10",
        "--fact",
        "search=档案室",
        "--fact",
        "send_by=online",
    )
    letter = issued(foi, ref)
    return letter["number"], "\n".join(p.text for p in Document(letter["docx"]).paragraphs)


@pytest.fixture
def town(office, tmp_path):
    """The command in an office with a town below it, and a station below the town."""
    configure(tmp_path, letters=TOWN)
    office("unit", "add", "乙镇人民政府", "--code", "Z")
    office("unit", "add", "乙镇土地所", "--code", "T", "--parent", "乙镇人民政府")
    return office


def test_a_unit_has_its_own_review_body_court_and_looks(town):
    number, said = text(town, "乙镇人民政府", "Z-2026-0001")

    assert "乙公开〔2026〕1号" == number
    for own in ("甲区人民政府申请", "丁市人民法院", "https://town.example", "1111111", "乙镇人民政府文件"):
        assert own in said
    assert "甲市" not in said


def test_a_unit_has_from_the_unit_above_it_what_it_has_not_itself(town):
    number, said = text(town, "乙镇土地所", "T-2026-0001")

    assert "乙土〔2026〕1号" == number
    assert "甲区人民政府申请" in said
    assert "丁市人民法院" in said
    assert "乙镇人民政府文件" not in said


def test_the_office_keeps_its_own(town):
    number, said = text(town, "甲区人民政府办公室", "2026-0001")

    assert "甲公开告〔2026〕1号" == number
    for own in ("甲市人民政府申请", "甲市人民法院", "https://example.gov.cn/fy"):
        assert own in said
    assert "乙镇" not in said


# fmt: off
BAD = {
    "units = 1":                                  "[letters.units]",
    '[letters.units]\n"乙镇" = "乙"':              '[letters.units."乙镇"]',
    '[letters.units."乙镇"]\nsael = true':         '[letters.units."乙镇"] sael',
    '[letters.units."乙镇"]\nseal = "no"':         '[letters.units."乙镇"] seal',
    '[letters.units."乙镇"]\ncourt = 1':           '[letters.units."乙镇"] court',
    '[letters.units."乙镇"]\nnumber = "{n}"':      '[letters.units."乙镇"] number',
    '[letters.prefixes]\n"乙镇" = "乙"':           "[letters] prefixes",
}
# fmt: on


@pytest.mark.parametrize(("lines", "key"), BAD.items(), ids=list(BAD.values()))
def test_a_fault_of_a_units_letters_names_its_key(foi, tmp_path, lines, key):
    configure(tmp_path, letters=lines)
    said = foi("--json", "init")

    assert (4, "bad_config") == (said.code, said.error["code"])
    assert key in said.error["message"]


def test_a_unit_that_is_not_there_is_named_before_a_letter_says_the_wrong_court(answered, tmp_path):
    configure(tmp_path, letters='[letters.units."乙振人民政府"]\ncourt = "丁市人民法院"')
    said = answered("--json", "letter", "draft", "2026-0001")

    assert (4, "no_such_unit_configured") == (said.code, said.error["code"])
    assert "乙振人民政府" in said.error["message"]
