"""Each unit's table, the parent's as their exact sum; what is handed in is proved before it is added."""

import hashlib
import json

import pytest

from tests.desk.conftest import CONFIG, LOG

YEAR = "2026"


@pytest.fixture
def district(office):
    """The command in a district with two departments; each has a case of 2026, and entered figures."""
    for name, code in (("乙局", "B"), ("丙局", "C")):
        office("unit", "add", name, "--code", code)
    for unit in ((), ("--unit", "B"), ("--unit", "C")):
        office("log", *LOG, "--received", "2026-03-02", *unit)
        office("report", "enter", YEAR, "T2.20.5.xk/本年处理决定数量=10", *unit)
    return office


def cells(foi, *words):
    said = foi("report", "year", YEAR, "--format", "json", *words)
    assert 0 == said.code, said.err
    return said.json["cells"]


def totals(foi, *words):
    """New requests, and decisions entered."""
    found = cells(foi, *words)
    return found["1"]["total"], found["T2.20.5.xk"]["本年处理决定数量"]


def standing(foi):
    return {item["unit"]: item["standing"] for item in foi("--json", "report", "units", YEAR).json["items"]}


def test_the_parents_table_is_the_sum_of_its_own_and_its_units(district):
    assert ((3, 30), (1, 10)) == (totals(district), totals(district, "--unit", "B"))


def test_a_unit_that_froze_its_table_counts_as_it_froze_it(district):
    district("report", "freeze", YEAR, "--unit", "B")
    district("log", *LOG, "--received", "2026-05-06", "--unit", "B")
    district("log", *LOG, "--received", "2026-05-06", "--unit", "C")

    assert (4, 30) == totals(district)  # the new one of 丙局, not that of 乙局
    district("report", "restate", YEAR, "--unit", "B")
    assert (5, 30) == totals(district)


def test_the_units_are_listed_with_their_sum(district):
    district("report", "freeze", YEAR, "--unit", "B", "--signed-by", "李局")
    said = district("--json", "report", "units", YEAR).json

    assert ["itself", "frozen", "live"] == [item["standing"] for item in said["items"]]
    assert [1, 1, 1] == [item["received"] for item in said["items"]]
    assert ("李局", 64) == (said["items"][1]["signed_by"], len(said["items"][1]["sha256"]))
    assert (3, False, []) == (said["sum"]["1"]["total"], said["frozen"], said["differing"])
    page = district("report", "units", YEAR).out
    assert "未封存" in page
    assert "逐格相等（I5）" in page


def test_a_parent_frozen_before_a_unit_restates_is_told_to_differ(district):
    district("report", "freeze", YEAR, "--unit", "B")
    district("report", "freeze", YEAR, "--with-unfrozen")
    district("log", *LOG, "--received", "2026-05-06", "--unit", "B")
    assert [] == district("--json", "report", "units", YEAR).json["differing"]
    assert [] == district("--json", "report", "changes", YEAR).json["items"]

    district("report", "restate", YEAR, "--unit", "B")
    found = district("--json", "report", "units", YEAR).json["differing"]
    assert {("1", "total", 3, 4), ("4", "total", 3, 4)} <= {
        (each["code"], each["column"], each["was"], each["now"]) for each in found
    }
    assert "I5 不成立" in district("report", "units", YEAR).out
    assert ["B-2026-0002"] == [
        item["ref"] for item in district("--json", "report", "changes", YEAR).json["items"]
    ]


def test_a_parent_waits_for_its_units_once_one_has_frozen_unless_told_otherwise(district):
    district("report", "freeze", YEAR, "--unit", "B")
    said = district("--json", "report", "freeze", YEAR)

    assert (4, "units_behind", True) == (said.code, said.error["code"], "丙局" in said.error["message"])
    assert 0 == district("report", "freeze", YEAR, "--with-unfrozen").code


def test_an_office_whose_units_freeze_nothing_freezes_as_one(district):
    assert 0 == district("report", "freeze", YEAR).code


def test_a_unit_below_a_unit_counts_once(district):
    district("unit", "add", "丁所", "--code", "D", "--parent", "B")
    district("log", *LOG, "--received", "2026-03-02", "--unit", "D")
    assert ((4, 30), (2, 10)) == (totals(district), totals(district, "--unit", "B"))
    district("report", "freeze", YEAR, "--unit", "D")
    district("report", "freeze", YEAR, "--unit", "B")

    assert (4, 30) == totals(district)
    assert {"甲区人民政府办公室": "itself", "乙局": "frozen", "丙局": "live"} == standing(district)


def test_next_years_carry_over_is_held_against_the_sum(district):
    district("report", "freeze", YEAR, "--unit", "B")
    district("report", "freeze", YEAR, "--with-unfrozen")
    said = district("report", "year", "2027", "--format", "json").json

    assert 3 == said["cells"]["2"]["total"]
    assert [True] == [check["holds"] for check in said["checks"] if check["id"] == "I4"]


def test_a_figure_says_which_units_it_takes_from_their_tables(district):
    district("report", "freeze", YEAR, "--unit", "B")

    assert "乙局" in district("report", "year", YEAR, "--cell", "1").err


# Units that keep their cases elsewhere.


@pytest.fixture
def town(foi, tmp_path, monkeypatch):
    """The frozen file of a town that has a system of its own, the same as a workbook, and their digests."""
    home = tmp_path / "town"
    home.mkdir()
    (home / "config.toml").write_text(CONFIG.replace("甲区人民政府办公室", "乙镇人民政府"), encoding="utf-8")
    monkeypatch.chdir(home)
    foi("init")
    foi("log", *LOG, "--received", "2026-03-02")
    foi("answer", "2026-0001", "partial", "--on", "2026-03-10", "--fact", "way=邮寄")
    foi("serve", "2026-0001", "--method", "in_person", "--signed", "2026-03-10")
    foi("log", *LOG, "--received", "2026-03-02")
    foi(
        "report", "enter", YEAR, "T2.20.5.xk/本年处理决定数量=7", "T2.20.8.sf/本年收费金额（单位：万元）=1.25"
    )
    foi("report", "freeze", YEAR)
    out = foi("--json", "report", "hand-out", YEAR, "--out", tmp_path / "town.json").json
    foi("--json", "report", "year", YEAR, "--format", "xlsx", "--out", tmp_path / "town.xlsx")
    monkeypatch.chdir(tmp_path)
    return {
        "json": (tmp_path / "town.json", out["sha256"]),
        "xlsx": (tmp_path / "town.xlsx", hashlib.sha256((tmp_path / "town.xlsx").read_bytes()).hexdigest()),
    }


def take(foi, town, form="json", *words, path=None, digest=None, unit="乙镇人民政府"):
    known, right = town[form]
    return foi(
        "--json", "report", "hand-in", path or known, "--unit", unit, "--sha256", digest or right, *words
    )


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_a_table_handed_in_counts_in_the_table_above(district, town, form):
    said = take(district, town, form, "--create-unit")

    assert (0, 2026, "cn-2021") == (said.code, said.json["year"], said.json["form"]), said.err
    assert (5, 37) == totals(district)
    found = cells(district)
    assert (1, 1.25) == (found["3.2"]["natural"], found["T2.20.8.sf"]["本年收费金额（单位：万元）"])
    assert "handed_in" == standing(district)["乙镇人民政府"]
    assert [] == district("--json", "report", "units", YEAR).json["differing"]
    assert 0 == district("verify").code


def test_the_digest_on_the_cover_letter_must_be_that_of_the_file(district, town):
    _, right = town["json"]
    for digest, code in (("0" * 64, "other_file"), (right[:11], "short_digest")):
        assert code == take(district, town, "json", "--create-unit", digest=digest).error["code"]
    assert "乙镇人民政府" not in standing(district)
    assert 0 == take(district, town, "json", "--create-unit", digest=f"{right[:6]} {right[6:12]}").code


def spoiled(town, tmp_path, change):
    content = json.loads(town["json"][0].read_text(encoding="utf-8"))
    change(content)
    path = tmp_path / "spoiled.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return {"path": path, "digest": hashlib.sha256(path.read_bytes()).hexdigest()}


# fmt: off
SPOILED = [
    (lambda c: c["cells"]["3.2"].update(natural=9),     "table_contradicts_itself"),
    (lambda c: c["cells"]["3.2"].update(natural=-1),    "table_contradicts_itself"),
    (lambda c: c["cells"]["3.2"].update(natural="1"),   "table_malformed"),
    (lambda c: c["cells"]["1"].update(colour=1),        "table_malformed"),
    (lambda c: c["cells"].pop("4"),                     "table_malformed"),
    (lambda c: c["cells"].update({"9.9": {"total": 1}}), "no_line"),
    (lambda c: c.update(frozen=False),                  "not_a_frozen_table"),
    (lambda c: c.update(unit="戊镇人民政府"),           "other_unit"),
    (lambda c: c.update(year=2020),                     "other_form"),
    (lambda c: c.update(year="2026"),                   "table_malformed"),
    (lambda c: c.update(form="cn-1999"),                "no_form"),
    (lambda c: c.update(told=[-1]),                     "table_malformed"),
    (lambda c: c.update(cases=[]),                      "table_malformed"),
    (lambda c: c.pop("units"),                          "table_malformed"),
    (lambda c: c.pop("cells"),                          "no_table"),
]
# fmt: on


@pytest.mark.parametrize(("change", "code"), SPOILED)
def test_what_is_no_whole_table_without_contradiction_is_not_taken_in(district, town, tmp_path, change, code):
    said = take(district, town, "json", "--create-unit", **spoiled(town, tmp_path, change))

    assert code == said.error["code"]
    assert (3, 30) == totals(district)
    assert "乙镇人民政府" not in standing(district)


def test_what_is_no_file_of_ours_is_refused(district, town, tmp_path):
    for name, data in (("x.json", b"{"), ("x.xlsx", b"PK\x03\x04"), ("x.csv", b"\xff\xfe")):
        (tmp_path / name).write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        said = take(district, town, "json", "--create-unit", path=tmp_path / name, digest=digest)
        assert 4 == said.code
    assert 4 == district("report", "hand-in", "none.json", "--unit", "乙局").code
    assert 3 == take(district, town, unit="没有的局").code


def test_a_unit_whose_cases_are_here_hands_nothing_in(district, town, tmp_path):
    changed = spoiled(town, tmp_path, lambda c: c.update(unit="乙局"))

    assert "unit_counts_here" == take(district, town, unit="乙局", **changed).error["code"]


def test_a_table_is_replaced_with_a_reason_only_and_the_one_before_stays(district, town, tmp_path):
    take(district, town, "json", "--create-unit")
    assert (5, "handed_in_already") == ((again := take(district, town)).code, again.error["code"])

    def more(content):
        for code in ("1", "3.2", "3.7"):
            content["cells"][code]["natural"] += 1
            content["cells"][code]["total"] += 1

    changed = spoiled(town, tmp_path, more)
    assert "replaced_without_reason" == take(district, town, **changed).error["code"]
    said = take(district, town, "json", "--reason", "乙镇更正", **changed)
    assert (0, True) == (said.code, said.json["replaces"])
    assert (6, 37) == totals(district)
    (item,) = (
        item
        for item in district("--json", "report", "units", YEAR).json["items"]
        if item["unit"] == "乙镇人民政府"
    )
    assert "乙镇更正" == item["reason"]


def test_a_unit_that_has_not_handed_in_this_year_is_missing_and_waited_for(district, town):
    take(district, town, "json", "--create-unit")
    items = district("--json", "report", "units", "2027").json["items"]

    assert "missing" == next(item["standing"] for item in items if item["unit"] == "乙镇人民政府")
    district("report", "freeze", "2027", "--unit", "B")
    assert "乙镇人民政府" in district("--json", "report", "freeze", "2027").error["message"]


def test_a_file_handed_in_that_was_changed_is_found(district, town, tmp_path):
    take(district, town, "xlsx", "--create-unit")
    digest = town["xlsx"][1]
    place = tmp_path / "foi.db.files" / digest[:2] / digest
    place.write_bytes(b"PK")

    assert 6 == district("verify").code


def test_only_a_frozen_table_is_handed_out(district):
    assert (3, "not_frozen") == (
        (said := district("--json", "report", "hand-out", YEAR)).code, said.error["code"]
    )  # fmt: skip
