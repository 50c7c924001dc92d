"""The year on pages: every number opens its cases, and what contradicts itself is not written."""

import re
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.desk.web.test_walk import ASKED
from workflow.ledger import NewCase

YEAR = "/reports/2026"
MORE = ASKED | {"received": "2026-03-05", "subject": "又一件110105199001011234", "kind": "business"}


@pytest.fixture
def clerk(visit):
    """A clerk's browser in an office with two requests of 2026."""
    browser = visit("clerk")
    browser.post("/log", **ASKED)
    browser.post("/log", **MORE)
    return browser


def cells(page):
    """The cells of the official table that open cases: their address and their figure."""
    found = re.findall(r'<td[^>]*><a href="([^"]+)">(\d+)</a></td>', page)
    return {href.replace("&amp;", "&"): int(figure) for href, figure in found}


def test_every_number_opens_as_many_cases_as_it_says(clerk):
    opened = cells(clerk.get(YEAR).text)

    assert f"{YEAR}/cells/1?column=natural" in opened
    for href, figure in opened.items():
        assert figure == clerk.get(href).text.count('<th scope="row"><a href="/cases/'), href


def test_every_figure_names_heads_that_are_there(clerk):
    for form in ("cn-2014", "cn-2019", "cn-2021"):
        page = clerk.get(f"{YEAR}?form={form}").text
        ids = set(re.findall(r'<th id="([^"]+)"', page))
        told = {name for headers in re.findall(r'<td headers="([^"]*)"', page) for name in headers.split()}
        assert told
        assert told <= ids


def test_a_case_says_why_it_is_here_and_why_not_there(clerk):
    page = clerk.get(f"{YEAR}/cells/1?column=business&against=3.1").text

    assert "2026年3月5日收到" in page
    assert "2026年末未办结，不计入“三（一）予以公开”。" in page
    assert "110105199001011234" not in page


def test_the_cases_behind_a_number_come_a_page_at_a_time(clerk, staffed):
    ledger = staffed.ledger
    record = ledger.read("2026-0001")
    copies = ledger.copies(record)
    ledger.add_many([NewCase(record.request, record.entries, copies, None) for _ in range(60)])
    first = clerk.get(f"{YEAR}/cells/1?column=natural").text
    after = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")

    assert 50 == first.count('<th scope="row"><a href="/cases/')
    assert 11 == clerk.get(after).text.count('<th scope="row"><a href="/cases/')


def test_another_unit_sees_its_own_year_and_no_other(clerk, visit):
    other = visit("cg")
    assert {} == cells(other.get(YEAR).text)
    assert 404 == other.get(f"{YEAR}?unit=1").status_code
    assert 404 == other.get(f"{YEAR}/cells/1?unit=1").status_code
    assert "2026-0001" not in other.get(f"{YEAR}/cells/1").text


@pytest.mark.parametrize("layout", ["xlsx", "docx", "pdf", "html", "csv", "json"])
def test_a_file_is_kept_and_never_shown_as_a_page_of_ours(clerk, layout):
    told = clerk.get(f"{YEAR}/files/{layout}")

    assert 200 == told.status_code
    assert told.headers["content-disposition"].startswith(f'attachment; filename="report-2026.{layout}"')
    assert told.headers["content-disposition"].isascii()
    assert "nosniff" == told.headers["x-content-type-options"]


def test_a_table_that_contradicts_itself_is_shown_as_a_draft_and_not_written(clerk):
    asked = "?form=cn-2014"
    clerk.post(f"{YEAR}/figures{asked}", **of_2026(clerk, "主动公开规范性文件数", "9", asked))
    page = clerk.get(YEAR + asked).text

    assert "A8 不成立" in page
    assert "草表，不能公布" in page
    assert f"{YEAR}/files" not in page
    for layout in ("json", "csv", "xlsx", "pdf"):
        refused = clerk.get(f"{YEAR}/files/{layout}{asked}")
        assert 403 == refused.status_code
        assert "content-disposition" not in refused.headers


def test_an_address_nobody_made_is_answered_with_a_page(clerk):
    for path, status in (
        ("/reports?year=x", 422),
        ("/reports?year=1900", 422),
        ("/reports/1900", 422),
        ("/reports/x", 422),
        (f"{YEAR}?form=cn-1999", 404),
        (f"{YEAR}?unit=99999", 404),
        (f"{YEAR}?unit={'9' * 5000}", 404),
        (f"{YEAR}/files/exe", 404),
        (f"{YEAR}/cells/9.9.9", 404),
        (f"{YEAR}/cells/1?column=x", 404),
        (f"{YEAR}/cells/1?against=x", 404),
        (f"{YEAR}/charts/99.svg", 404),
        (f"{YEAR}/charts/x.svg", 422),
    ):
        assert status == clerk.get(path).status_code, path


def test_every_chart_stands_beside_a_table_of_its_numbers(clerk):
    page = clerk.get(f"{YEAR}/charts").text
    pictures = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)

    assert len(pictures) == page.count('<caption class="hidden">') > 2
    for src, alt in pictures:
        told = clerk.get(src.replace("&amp;", "&"))
        assert "image/svg+xml" == told.headers["content-type"]
        assert "<style" not in told.text
        assert "style=" not in told.text
        title = alt.partition("（")[0]
        assert title in told.text
        part = page.partition(f">{title}</h2>")[2].partition("</section>")[0]
        figures = re.findall(r"</th><td>(\d+)</td>", part)
        assert figures == re.findall(r" (\d+)(?:，|$)", alt)


def of_2026(browser, line, figure, asked=""):
    """The field of a line on the form of the figures."""
    page = browser.get(f"{YEAR}/figures{asked}").text
    name = re.search(rf'<label class="hidden" for="(f\d+)"><span lang="zh-CN">[^<]*{line}', page)[1]
    return {name: figure}


def test_figures_are_typed_kept_and_told_with_who_entered_them(clerk):
    told = clerk.post(f"{YEAR}/figures", **of_2026(clerk, "行政许可", "１，２０８"))

    assert "kept=1" in str(told.url)
    assert 'value="1208"' in told.text
    assert "clerk" in told.text


def test_a_wrong_figure_is_named_at_its_field_and_none_is_kept(clerk):
    fields = of_2026(clerk, "行政许可", "7") | of_2026(clerk, "行政处罚", "三")
    told = clerk.post(f"{YEAR}/figures", **fields)
    (wrong,) = of_2026(clerk, "行政处罚", "")

    assert 422 == told.status_code
    assert f'href="#{wrong}"' in told.text
    assert f'id="{wrong}-wrong"' in told.text
    assert 'value="三"' in told.text
    assert 'value="7"' in told.text
    assert 'value="7"' not in clerk.get(f"{YEAR}/figures").text


def test_a_figure_that_nobody_changed_stays_with_who_entered_it(clerk, visit):
    clerk.post(f"{YEAR}/figures", **of_2026(clerk, "行政许可", "7"))
    head = visit("head")
    head.post(f"{YEAR}/figures", **of_2026(head, "行政许可", "7"), **of_2026(head, "行政处罚", "2"))
    page = head.get(f"{YEAR}/figures").text

    assert 1 == page.count("· clerk ·")
    assert 1 == page.count("· head ·")


def upload(browser, path, file, **fields):
    return browser.http.post(path, data={"seal": browser.seal(), **fields}, files={"file": file})


def test_a_sheet_is_given_out_and_taken_in_or_refused_with_its_reason(clerk):
    sheet = clerk.get(f"{YEAR}/sheet")
    assert CalamineWorkbook.from_filelike(BytesIO(sheet.content)).sheet_names
    for name, data in (("figures.xlsx", sheet.content), ("x.xlsx", b"PK\x03\x04"), ("x.txt", b"\xff\xfe")):
        assert 422 == upload(clerk, f"{YEAR}/sheet", (name, data)).status_code


def test_words_are_filled_with_numbers_that_nobody_typed(clerk):
    page = clerk.get(f"{YEAR}/words").text
    assert "[1/total]" in page
    told = clerk.post(f"{YEAR}/words", text="一、总体情况\n全年新收[1/total]件。")
    assert "全年新收2件。" in told.text

    refused = clerk.post(f"{YEAR}/words", text="全年新收5件。")
    assert 422 == refused.status_code
    assert "全年新收5件。" in refused.text
    unknown = clerk.post(f"{YEAR}/words", text="全年新收[9.9/total]件。")
    assert 422 == unknown.status_code


def test_a_report_is_written_with_its_words_once_they_are_finished(clerk):
    fields = {"page": f"{YEAR}/words", "text": "一、总体情况\n全年新收[1/total]件。"}
    assert "全年新收2件。" in clerk.post(f"{YEAR}/words", **fields, **{"as": "html"}).text
    left = clerk.post(f"{YEAR}/words", text="一、总体情况\n〔待填：情况〕", **{"as": "html"})
    assert 422 == left.status_code
    assert "〔待填：情况〕" in left.text


def test_a_pasted_text_has_its_unsupported_numbers_named(clerk):
    told = clerk.post(
        f"{YEAR}/words/check", page=f"{YEAR}/words", pasted="全年新收政府信息公开申请97件。"
    ).text

    assert "97" in told.partition("</thead>")[2]
    assert "全年新收政府信息公开申请97件。" in told
