"""The year's table on the command line: every number opens its cases."""

import pytest

from tests.desk.conftest import LOG


@pytest.fixture
def year(office):
    """Two cases of 2026: one provided, one open."""
    for n, day in enumerate(("2026-03-02", "2026-03-03"), start=1):
        office("log", *LOG, "--received", day)
        office("act", f"2026-000{n}", "accept", "--on", day)
    office("answer", "2026-0001", "provided", "--on", "2026-03-10")
    office("serve", "2026-0001", "--method", "post", "--posted", "2026-03-10")
    return office


def test_the_table_is_counted_in_the_form_of_its_year(year):
    said = year("--json", "report", "year", "2026").json

    assert ("cn-2021", 2026, False, "甲区人民政府办公室") == tuple(
        said[k] for k in ("form", "year", "frozen", "unit")
    )
    cells = said["cells"]
    assert (2, 1, 1, 1) == tuple(cells[code]["natural"] for code in ("1", "3.1", "3.7", "4"))
    assert all(check["holds"] for check in said["checks"])


def test_the_next_year_carries_over_what_is_open(year):
    cells = year("--json", "report", "year", "2027").json["cells"]

    assert (0, 1, 1) == tuple(cells[code]["total"] for code in ("1", "2", "4"))


@pytest.mark.parametrize(
    ("cell", "refs"),
    [
        ("1", ["2026-0001", "2026-0002"]),
        ("1/natural", ["2026-0001", "2026-0002"]),
        ("1/business", []),
        ("3.1", ["2026-0001"]),
        ("4/total", ["2026-0002"]),
    ],
)
def test_every_number_opens_its_cases(year, cell, refs):
    items = year("--json", "report", "year", "2026", "--cell", cell).json["items"]

    assert refs == [item["ref"] for item in items]


def test_an_unknown_cell_or_form_is_not_found(year):
    assert 3 == year("report", "year", "2026", "--cell", "9.9").code
    assert 3 == year("report", "year", "2026", "--form", "cn-1999").code


def test_a_unit_is_counted_with_all_below_it(year):
    year("unit", "add", "甲局", "--code", "J")
    year("log", *LOG, "--received", "2026-03-04", "--unit", "J")

    assert 3 == year("--json", "report", "year", "2026").json["cells"]["1"]["total"]
    assert 1 == year("--json", "report", "year", "2026", "--unit", "J").json["cells"]["1"]["total"]


def test_the_table_is_written_as_a_file_wps_reads(year, tmp_path):
    path = tmp_path / "2026.csv"
    assert 0 == year("report", "year", "2026", "--format", "csv", "--out", path).code

    assert path.read_bytes().startswith("\ufeff".encode())
    assert "一、本年新收政府信息公开申请数量" in path.read_text(encoding="utf-8")
