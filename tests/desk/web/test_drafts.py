"""What was typed survives a lost session, for its author alone."""

import pytest

from desk.web.drafts import LONGEST
from tests.desk.web.matrix.arrivals import CAME
from tests.desk.web.test_walk import ASKED


@pytest.fixture
def forget(staffed):
    """Let somebody's session end, as it does when nothing is done."""

    def end(login):
        accounts = staffed.ledger.accounts
        for session in accounts.sessions(login):
            accounts.end_session(session.digest)

    return end


def posted_dead(browser, forget, path, page="", login="clerk", **fields):
    """Fill a form, lose the session, send it; where one is sent."""
    seal = browser.seal()
    marker = browser.get(page or path).text.partition('name="draft" value="')[2].partition('"')[0]
    forget(login)
    told = browser.http.post(path, data={"seal": seal, "draft": marker, **fields}, follow_redirects=False)
    assert 303 == told.status_code
    return told.headers["location"]


def sign_in_to(browser, where, login="clerk"):
    """Sign in from where one was sent, and see the page one is led to."""
    from tests.desk.web.conftest import SEAL, SECRET

    page = browser.get(where).text
    to = page.partition('name="to" value="')[2].partition('"')[0]
    fields = {"seal": SEAL.search(page)[1], "login": login, "password": SECRET, "to": to}
    return browser.http.post("/sign-in", data=fields)


@pytest.mark.parametrize("path", ["/log", "/arrivals/add", "/arrivals/1/confirm"])
def test_a_form_sent_after_the_session_ended_stands_filled_again(visit, forget, staffed, path):
    clerk = visit("clerk")
    clerk.post("/arrivals/add", **CAME)
    where = posted_dead(clerk, forget, path, **ASKED | {"subject": "很长的一段话"})
    page = sign_in_to(clerk, where)

    assert 200 == page.status_code
    assert path in str(page.url)
    assert "很长的一段话" in page.text
    assert [] == list(staffed.ledger.refs())


def test_a_step_and_an_answer_stand_filled_again(visit, forget):
    clerk, head = visit("clerk"), visit("head")
    clerk.post("/log", **ASKED)
    clerk.post("/cases/2026-0001/accept", on="2026-03-03")
    step = "/cases/2026-0001/annotate"
    assert "电话联系" in sign_in_to(clerk, posted_dead(clerk, forget, step, text="电话联系")).text
    answer = "/cases/2026-0001/answer"
    where = posted_dead(
        head, forget, answer, page=f"{answer}?outcome=not_exist", login="head", outcome0="not_exist",
        i0_search="翻遍了档案室",
    )  # fmt: skip
    page = sign_in_to(head, where, "head").text

    assert "翻遍了档案室" in page
    assert 'name="outcome0" value="not_exist"' in page


def test_nobody_else_sees_what_was_typed_even_in_the_same_browser(visit, forget):
    clerk = visit("clerk")
    where = posted_dead(clerk, forget, "/log", **ASKED | {"subject": "别人的字"})
    page = sign_in_to(clerk, where, "head")

    assert 200 == page.status_code
    assert "别人的字" not in page.text + clerk.get("/log").text + clerk.get("/log?draft=1").text


def test_a_draft_is_offered_gone_on_with_and_thrown_away(visit):
    clerk = visit("clerk")
    seal = clerk.seal()
    kept = clerk.http.post("/drafts", data={"seal": seal, "draft": "/log", "subject": "写了一半"})
    assert 204 == kept.status_code
    offered = clerk.get("/log").text
    assert "/log?draft=1" in offered
    assert "写了一半" not in offered
    assert "写了一半" in clerk.get("/log?draft=1").text

    clerk.http.post("/drafts/end", data={"seal": seal, "draft": "/log"})
    assert "draft=1" not in clerk.get("/log").text
    assert "写了一半" not in clerk.get("/log?draft=1").text


def test_a_draft_ends_when_its_form_is_sent_and_not_when_it_is_refused(visit):
    clerk = visit("clerk")
    clerk.http.post("/drafts", data={"seal": clerk.seal(), "draft": "/log", "subject": "写了一半"})
    clerk.post("/log", **ASKED | {"received": "三月"})
    assert "draft=1" in clerk.get("/log").text

    clerk.post("/log", **ASKED)
    assert "draft=1" not in clerk.get("/log").text


def test_a_draft_tells_what_has_happened_to_the_case_since(visit):
    clerk, head = visit("clerk"), visit("head")
    clerk.post("/log", **ASKED)
    clerk.post("/cases/2026-0001/accept", on="2026-03-03")
    path = "/cases/2026-0001/consult"
    clerk.http.post("/drafts", data={"seal": clerk.seal(), "draft": path, "what": "合同", "version": "2"})
    head.post("/cases/2026-0001/annotate", on="2026-03-04", text="电话联系")
    page = clerk.get(f"{path}?draft=1").text

    assert "合同" in page
    assert "备注" in page.partition("since")[2]


def test_no_password_and_no_seal_is_ever_kept(visit, staffed):
    clerk = visit("clerk")
    seal = clerk.seal()
    secret = {"password": "p-secret", "old": "o-secret", "new": "n-secret"}
    clerk.http.post("/drafts", data={"seal": seal, "draft": "/log", "subject": "x", **secret})
    (fields,) = _kept(staffed)

    assert fields == '{"subject": "x"}'


def _kept(house):
    from sqlalchemy import text

    with house.ledger.engine.connect() as connection:
        return connection.execute(text("SELECT fields FROM drafts")).scalars().all()


@pytest.mark.parametrize("page", ["/password", "/people"])
def test_a_form_that_keeps_no_drafts_leaves_nothing_behind(visit, forget, staffed, page):
    admin = visit("admin")
    seal = admin.seal()
    forget("admin")
    told = admin.http.post(page, data={"seal": seal, "old": "x", "login": "new"}, follow_redirects=False)

    assert "/sign-in" == told.headers["location"]
    assert [] == _kept(staffed)


@pytest.mark.parametrize(
    "wrong",
    ["//evil.example", "/\\evil", "https://evil.example", "/a b", "", "/" + "x" * 400, "/log?x", "/lo\x00g"],
)
def test_what_is_no_form_of_ours_is_not_kept(visit, staffed, wrong):
    clerk = visit("clerk")
    for path in ("/drafts", "/drafts/end"):
        told = clerk.http.post(path, data={"seal": clerk.seal(), "draft": wrong}, follow_redirects=False)
        assert 422 == told.status_code
    assert [] == _kept(staffed)


def test_what_is_too_long_is_not_kept(visit, forget, staffed):
    clerk = visit("clerk")
    form = {"seal": clerk.seal(), "draft": "/log", "note": "x" * LONGEST}

    assert 422 == clerk.http.post("/drafts", data=form).status_code
    forget("clerk")
    assert "/sign-in" == clerk.http.post("/log", data=form, follow_redirects=False).headers["location"]
    broken = {"content": b"--x", "headers": {"content-type": "multipart/form-data"}}
    assert 303 == clerk.http.post("/log", follow_redirects=False, **broken).status_code
    assert [] == _kept(staffed)


def test_a_draft_of_another_site_is_refused_alive_or_dead(visit, forget, staffed):
    clerk = visit("clerk")
    for told in ({"draft": "/log"}, {"draft": "/log", "seal": "0" * 64}):
        assert 403 == clerk.http.post("/drafts", data=told).status_code
    forget("clerk")
    dead = clerk.http.post("/log", data={"draft": "/log", "seal": "0" * 64}, follow_redirects=False)
    assert "/sign-in" == dead.headers["location"]
    assert [] == _kept(staffed)


def test_a_browser_nobody_has_signed_in_with_leaves_nothing(visit, forget, staffed):
    clerk = visit("clerk")
    seal = clerk.seal()
    clerk.http.cookies.delete("foi-device")
    forget("clerk")
    dead = clerk.http.post("/log", data={"draft": "/log", "seal": seal}, follow_redirects=False)

    assert "/sign-in" == dead.headers["location"]
    assert [] == _kept(staffed)


def test_a_mark_of_html_in_a_draft_stays_text(visit):
    clerk = visit("clerk")
    hostile = {"subject": "<script>alert(1)</script>", "name0": '"><b>x', "kind": "<i>", "on": "x\x00"}
    clerk.http.post("/drafts", data={"seal": clerk.seal(), "draft": "/log", **hostile})
    page = clerk.get("/log?draft=1").text

    assert "<script>alert" not in page
    assert '"><b>x' not in page


def test_whoever_is_warned_can_stay_signed_in(visit):
    clerk = visit("clerk")

    assert 'data-minutes="15"' in clerk.get("/").text
    assert 204 == clerk.http.post("/stay", data={"seal": clerk.seal()}).status_code
    assert 403 == clerk.http.post("/stay").status_code
