"""Long work by browser: asked for, watched, stopped, taken up again, its file fetched by who asked for it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from desk.jobs.running import do_waiting
from desk.office import now
from desk.web.app import make_app
from tests.desk.jobs.conftest import rows
from tests.desk.web.conftest import Browser
from workflow.jobs import SILENCE, JobKind, JobState


def send(browser, ledger, name="台账.csv", **fields):
    """Choose a ledger and press the button."""
    data = ledger.encode() if isinstance(ledger, str) else ledger
    form = {"seal": browser.seal(), **fields}
    return browser.http.post("/import", data=form, files={"file": (name, data)})


def press(browser, path, **fields):
    return browser.http.post(path, data={"seal": browser.seal(), **fields})


@pytest.fixture
def work(staffed):
    """Have what waits done."""
    return lambda: do_waiting(staffed, pace=0)


@pytest.fixture
def jobs(staffed):
    return staffed.ledger.jobs


def test_a_ledger_is_tried_then_brought_in_then_taken_back_as_a_whole(visit, work, staffed):
    browser = visit("clerk")
    page = send(browser, rows(3))
    assert "/jobs/1" in str(page.url)
    assert "refresh" in page.headers
    work()
    tried = browser.get("/jobs/1")
    assert "还没有写入任何内容。正式导入将新增3件。" in tried.text
    assert "refresh" not in tried.headers
    assert [] == list(staffed.ledger.refs())

    assert "/jobs/2" in str(press(browser, "/jobs/1/import").url)
    work()
    assert "/imports/1" in browser.get("/jobs/2").text
    assert ["2026-0001", "2026-0002", "2026-0003"] == list(staffed.ledger.refs())

    assert "2026-0003" in browser.get("/imports/1").text
    assert "移出3件" in press(browser, "/imports/1").text
    assert [] == list(staffed.ledger.refs())
    assert 404 == browser.get("/imports/1").status_code


def test_a_bad_cell_is_named_with_what_would_be_right_and_nothing_can_be_brought_in(visit, work):
    browser = visit("clerk")
    send(browser, rows(1, channel="<b>飞鸽</b>"))
    work()
    page = browser.get("/jobs/1").text

    assert "C2" in page
    assert "&lt;b&gt;飞鸽" in page
    assert "/jobs/1/import" not in page
    given_back = browser.get("/jobs/1/file")
    assert "错误" in given_back.content.decode("utf-8-sig")
    assert given_back.headers["content-disposition"].startswith('attachment; filename="job-1.csv"')
    assert "nosniff" == given_back.headers["x-content-type-options"]


@pytest.mark.parametrize("name", ["../../etc/passwd", 'a"\r\nset-cookie: x=1\r\n.csv', "台" * 400, ".csv"])
def test_no_name_of_a_file_touches_a_path_or_a_header(visit, work, staffed, name):
    browser = visit("clerk")
    send(browser, rows(1, channel="飞鸽"), name)
    work()
    told = browser.get("/jobs/1/file")

    assert 200 == told.status_code
    assert "set-cookie" not in told.headers
    assert all(re.fullmatch(r"[0-9a-f]{32}(\.csv)?", p.name) for p in staffed.config.job_files.iterdir())


@pytest.mark.parametrize("data", [b"\x00\xff" * 40, b"PK\x03\x04 no book", b"\n\n"])
def test_a_file_that_is_no_ledger_is_told_of_in_words(visit, work, data):
    browser = visit("clerk")
    assert 200 == send(browser, data).status_code
    work()

    assert "没有成功" in browser.get("/jobs/1").text or "summary" in browser.get("/jobs/1").text


def test_a_form_without_a_file_stands_again_as_it_was(visit):
    browser = visit("clerk")
    told = press(browser, "/import", create_units="1")

    assert 422 == told.status_code
    assert 'name="create_units" value="1" checked' in told.text
    assert "请选择文件" in told.text


def test_a_ledger_that_is_too_large_is_refused(staffed, jobs):
    small = replace(staffed.config, web=replace(staffed.config.web, upload_mb=1))
    browser = Browser(make_app(small))
    browser.sign_in("clerk")

    assert 413 == send(browser, b"x" * (1 << 21)).status_code
    assert [] == list(jobs.page())


def test_anothers_job_is_not_there(visit, work, jobs):
    press(visit("clerk"), "/export", format="csv")
    work()
    other = visit("head")

    assert "台账-" not in other.get("/jobs").text
    for path in ("/jobs/1", "/jobs/1/file"):
        assert 404 == other.get(path).status_code
    for path in ("/jobs/1/stop", "/jobs/1/again", "/jobs/1/import"):
        assert 404 == press(other, path).status_code


def test_an_administrator_sees_how_far_it_has_come_and_nothing_of_any_case(visit, work, jobs):
    send(visit("clerk"), rows(2), "机密.csv")
    admin = visit("admin")
    listed, shown = admin.get("/jobs?all=1").text, admin.get("/jobs/1").text

    assert "clerk" in listed
    assert "机密" not in listed + shown
    assert 404 == admin.get("/jobs/1/file").status_code
    press(admin, "/jobs/1/stop")
    assert JobState.STOPPED is jobs.job(1).state


def test_progress_stands_in_the_row_and_survives_a_new_server(visit, staffed, jobs):
    press(visit("clerk"), "/export", format="csv")
    job = jobs.take("x", now() - timedelta(seconds=10))
    jobs.beat(job.id, "x", now(), (25, 100))
    browser = Browser(make_app(staffed.config))
    browser.sign_in("clerk")
    page = browser.get("/jobs/1").text

    assert "已写出25件，共100件" in page
    assert '<progress id="bar" max="100" value="25">' in page
    assert re.search("大约还要[0-9]+秒", page)


def test_a_stop_is_asked_for_and_said(visit, jobs):
    browser = visit("clerk")
    press(browser, "/export", format="csv")
    jobs.take("x", now())
    page = press(browser, "/jobs/1/stop").text

    assert "已经要求停止" in page
    assert jobs.beat(1, "x", now())


def test_an_interrupted_job_is_shown_as_such_and_taken_up_again(visit, work, jobs):
    browser = visit("clerk")
    press(browser, "/export", format="csv")
    jobs.take("x", now() - 2 * SILENCE)
    page = browser.get("/jobs/1")
    assert "已中断" in page.text
    assert "refresh" not in page.headers
    press(browser, "/jobs/1/again")
    work()

    assert JobState.DONE is jobs.job(1).state
    assert 409 == press(browser, "/jobs/1/again").status_code
    assert 409 == press(browser, "/jobs/1/stop").status_code


def test_a_page_that_is_to_stand_still_does(visit):
    browser = visit("clerk")
    press(browser, "/export", format="csv")

    assert "refresh" not in browser.get("/jobs/1?still=1").headers


def test_an_export_takes_the_filter_of_the_list_and_is_noted(visit, work, staffed, jobs):
    browser = visit("clerk")
    send(browser, rows(4))
    press(browser, "/jobs/1/import")
    work()
    work()
    assert "符合的有1件" in browser.get("/export?q=第2项&open_only=1").text
    press(browser, "/export", format="csv", q="第2项")
    work()
    told = browser.get("/jobs/3/file").content.decode("utf-8-sig")

    assert 2 == len(told.splitlines())
    looks = [(noted.look.by, noted.look.what) for noted in staffed.ledger.accounts.looks()]
    assert ("clerk", "export") in looks
    assert ("clerk", "download") in looks
    assert "第2项" in next(n.look.detail for n in staffed.ledger.accounts.looks() if n.look.what == "export")


def test_letters_are_shown_before_they_are_made(visit, work, jobs):
    browser = visit("clerk")
    send(browser, rows(2))
    work()
    press(browser, "/jobs/1/import")
    work()
    page = browser.get("/letter-batch?letter=receipt").text
    assert "政府信息公开申请登记回执" in page
    press(browser, "/letter-batch", letter="receipt")
    work()

    assert JobKind.LETTERS is jobs.job(3).ask.kind
    assert 2 == jobs.job(3).said["looked_at"]
    assert 200 == browser.get("/jobs/3").status_code


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/export", {"format": "exe"}),
        ("/export", {"format": "csv", "state": "nonsense"}),
        ("/export", {"format": "csv", "unit": "99"}),
        ("/export", {"format": "csv", "due_before": "yesterday"}),
        ("/letter-batch", {"letter": "nonsense"}),
        ("/letter-batch", {"issue": "1", "on": "x"}),
        ("/year-files", {"year": "２０２６"}),
        ("/year-files", {"year": "99999999999999999999"}),
    ],
)
def test_what_cannot_be_read_is_said_above_the_form(visit, jobs, path, fields):
    browser = visit("clerk")

    assert 422 == press(browser, path, **fields).status_code
    assert [] == list(jobs.page())


@pytest.mark.parametrize(
    "path",
    [
        "/jobs?before=-5",
        "/jobs?before=99999999999999999999",
        "/jobs/99999999999999999999",
        "/jobs/0",
        "/jobs/x",
        "/imports/99999999999999999999",
        "/export?unit=²&state=x",
        "/letter-batch?letter=%00",
        "/export?q=%00%ff",
    ],
)
def test_no_address_breaks_the_desk(visit, path):
    assert visit("clerk").get(path).status_code < 500


def test_an_import_of_another_is_taken_back_only_by_who_sees_the_whole_office(visit, work):
    browser = visit("cg")
    send(browser, rows(2, unit="城关镇"))
    work()
    press(browser, "/jobs/1/import")
    work()

    assert 200 == visit("head").get("/imports/1").status_code
    assert 200 == browser.get("/imports/1").status_code
    send(visit("clerk"), rows(2, 8))
    work()
    press(visit("clerk"), "/jobs/3/import")
    work()
    assert 404 == browser.get("/imports/2").status_code
    assert 404 == press(browser, "/imports/2").status_code


def test_an_import_somebody_has_worked_on_stays_and_the_page_says_why(visit, work, staffed):
    browser = visit("clerk")
    send(browser, rows(1))
    work()
    press(browser, "/jobs/1/import")
    work()
    browser.post("/cases/2026-0001/accept", on="2026-03-03")
    told = press(browser, "/imports/1")

    assert 409 == told.status_code
    assert ["2026-0001"] == list(staffed.ledger.refs())
