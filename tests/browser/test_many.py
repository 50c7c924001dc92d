"""Many at once: a spreadsheet that comes in, requests given to a colleague, papers kept with a case."""

import csv

from playwright.sync_api import expect

from tests.browser.steps import ago, fill, log

HEADINGS = ("登记号", "收到日期", "申请渠道", "申请人类别", "申请人", "申请内容")


def ledger(folder, *rows):
    path = folder / "台账.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as page:
        csv.writer(page).writerows([HEADINGS, *rows])
    return path


def test_a_spreadsheet_is_tried_mended_brought_in_and_taken_back(served, somebody, tmp_path):
    clerk = somebody(served, "clerk")
    good = ("2025-0001", "2025-03-03", "信函", "公民", "赵六", "防洪规划")
    wrong = ("2025-0002", "2025-02-30", "信函", "公民", "钱七", "绿化面积")
    clerk.goto("/import")
    clerk.locator("#file").set_input_files(ledger(tmp_path, good, wrong))
    clerk.locator("main form .btn-primary").click()
    expect(clerk.locator("main")).to_contain_text("2025-02-30", timeout=90_000)
    expect(clerk.locator("main tbody th").first).to_have_text("B3")

    clerk.goto("/import")
    clerk.locator("#file").set_input_files(ledger(tmp_path, good))
    clerk.locator("main form .btn-primary").click()
    bring_in = clerk.locator("form[action$='/import'] .btn-primary")
    expect(bring_in).to_be_visible(timeout=90_000)
    bring_in.click()
    undo = clerk.locator("main a[href^='/imports/']")
    expect(undo).to_be_visible(timeout=90_000)
    clerk.goto("/cases/2025-0001")
    expect(clerk.locator("main")).to_contain_text("防洪规划")

    clerk.goto("/import")
    clerk.locator("main a[href^='/imports/']").click()
    clerk.locator("main form .btn-primary").click()
    assert clerk.goto("/cases/2025-0001").status == 404


def test_chosen_requests_are_given_to_somebody_after_a_look(served, somebody):
    clerk = somebody(served, "clerk")
    refs = [log(clerk, served, days) for days in (4, 5, 6)]
    clerk.goto("/cases")
    for ref in refs[:2]:
        clerk.locator(f"input[value='{ref}']").check()
    clerk.locator("button[value=assign]").click()
    fill(clerk, {"to": "mate"})
    clerk.locator("main form[action='/chosen'] .btn").first.click()
    expect(clerk.locator("main tbody tr")).to_have_count(2)
    clerk.locator("form[action='/chosen/do'] .btn-primary").click()

    clerk.goto("/cases?assigned_to=mate")
    expect(clerk.locator("main tbody tr")).to_have_count(2)


def test_a_scan_is_kept_with_the_case_and_comes_back_byte_for_byte(served, somebody, tmp_path):
    clerk = somebody(served, "clerk")
    ref = log(clerk, served)
    scan = tmp_path / "申请表 (扫描).pdf"
    scan.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    clerk.goto(f"/cases/{ref}/attach")
    clerk.locator("#files").set_input_files(scan)
    fill(clerk, {"attachment_kind": "request"})
    clerk.locator("main form .btn-primary").click()

    with clerk.expect_download() as kept:
        clerk.locator("#attachments a").first.click()
    assert scan.name == kept.value.suggested_filename
    assert scan.read_bytes() == kept.value.path().read_bytes()
    clerk.goto(f"/cases/{ref}/attach")
    pretends = tmp_path / "合同.pdf"
    pretends.write_bytes(b"MZ\x90\x00 not a paper")
    clerk.locator("#files").set_input_files(pretends)
    fill(clerk, {"attachment_kind": "other"})
    clerk.locator("main form .btn-primary").click()
    expect(clerk.get_by_role("alert")).to_contain_text("合同.pdf")


def test_the_days_are_counted_alike_on_every_page(served, somebody):
    clerk = somebody(served, "clerk")
    ref = log(clerk, served, received=ago(served, 12))
    clerk.goto(f"/cases/{ref}")
    last_day = clerk.locator("td.on").first.inner_text()
    clerk.goto(f"/cases?q={ref[:4]}")
    expect(clerk.locator("main")).to_contain_text(last_day)
    clerk.goto(f"/calendar?month={last_day[:7]}")
    expect(clerk.locator("main table")).to_contain_text(ref)
