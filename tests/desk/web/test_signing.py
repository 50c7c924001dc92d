"""Signing in by browser: the first person, the others, and what no other site can do in their name."""

from desk.sign_in import digest_of
from desk.web.app import make_app
from tests.desk.web.conftest import SECRET, Browser

PAGES = ("/", "/cases", "/log", "/password", "/cases/2026-0001")


def test_nothing_is_shown_to_a_stranger(stranger):
    for path in PAGES:
        told = stranger.http.get(path, follow_redirects=False)
        assert 303 == told.status_code
        assert told.headers["location"].startswith("/sign-in")


def test_the_first_person_is_let_in_once(stranger, house):
    told = stranger.post("/first", page="/sign-in", login="admin", name="管理员", password=SECRET)
    assert 200 == told.status_code
    again = stranger.post("/first", page="/sign-in", login="second", name="又一人", password=SECRET)

    assert ["admin"] == [person.login for person in house.ledger.accounts.people()]
    assert "sign-in" in str(again.url)
    assert 200 == stranger.sign_in("admin").status_code


def test_a_wrong_password_says_as_much_as_an_unknown_login(visit, staffed):
    browser = visit("clerk")
    told = [
        browser.post("/sign-in", login=login, password="wrong-wrong-wrong") for login in ("head", "nobody")
    ]

    assert [403, 403] == [each.status_code for each in told]
    assert (
        len({each.text.replace(login, "") for each, login in zip(told, ("head", "nobody"), strict=True)}) < 3
    )


def test_signing_out_ends_the_session(visit):
    browser = visit("clerk")
    token = browser.http.cookies["foi"]
    browser.post("/sign-out", page="/")
    browser.http.cookies.set("foi", token)

    assert 303 == browser.http.get("/", follow_redirects=False).status_code


def test_a_form_of_another_site_is_refused(visit):
    browser = visit("clerk")
    fields = {"channel": "letter", "kind": "natural", "subject": "x", "received": "2026-03-02", "name0": "x"}
    assert 403 == browser.http.post("/log", data=fields).status_code
    assert 403 == browser.http.post("/log", data=fields | {"seal": "0" * 64}).status_code
    seal = visit("head").get("/log").text.split('name="seal" value="')[1][:64]
    assert 403 == browser.http.post("/log", data=fields | {"seal": seal}).status_code
    for header in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        mine = browser.get("/log").text.split('name="seal" value="')[1][:64]
        told = browser.http.post("/log", data=fields | {"seal": mine}, headers=header)
        assert 403 == told.status_code


def test_every_answer_forbids_other_hosts_and_is_kept_nowhere(visit):
    browser = visit("clerk")
    for path in (*PAGES, "/nowhere", "/static/desk.css"):
        headers = browser.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "nosniff" == headers["x-content-type-options"]
    assert "no-store" == browser.get("/").headers["cache-control"]


def test_the_cookies_are_for_this_desk_alone(staffed):
    browser = Browser(make_app(staffed.config))
    browser.sign_in("clerk")
    cookies = {cookie.name: cookie for cookie in browser.http.cookies.jar}

    assert cookies["foi"].secure
    assert cookies["foi"].has_nonstandard_attr("HttpOnly")


def test_a_way_back_stays_in_this_desk(visit, staffed):
    for to in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        browser = Browser(make_app(staffed.config))
        browser.get("/sign-in")
        seal = browser.get("/sign-in").text.split('name="seal" value="')[1][:64]
        told = browser.http.post(
            "/sign-in",
            data={"seal": seal, "login": "clerk", "password": SECRET, "to": to},
            follow_redirects=False,
        )
        assert "/" == told.headers["location"]


def test_how_somebody_likes_the_pages_is_kept(visit):
    browser = visit("clerk")
    page = browser.post("/display", page="/", lang="en", size="huge", contrast="high", to="/cases").text

    assert 'lang="en"' in page
    assert 'data-size="huge"' in page
    assert "Log a request" in page


def test_the_desk_says_that_it_is_alive_and_ready(stranger):
    assert stranger.get("/healthz").json() == {"alive": True}
    assert stranger.get("/readyz").json()["ready"]


def test_the_frameworks_style_is_where_the_pages_look_for_it(stranger):
    assert 200 == stranger.get("/static/framework/tabler.min.css").status_code
    assert 200 == stranger.get("/static/desk.css").status_code


def test_after_a_new_password_one_signs_in_again_in_the_same_browser(visit):
    browser = visit("clerk")
    told = browser.post("/password", old=SECRET, new="a-new-secret-9")

    assert "sign-in" in str(told.url)
    assert "/sign-in" not in str(browser.sign_in("clerk", "a-new-secret-9").url)


def test_an_origin_that_is_none_is_refused(visit):
    browser = visit("clerk")
    told = browser.http.post("/stay", data={"seal": browser.seal()}, headers={"origin": "http://["})

    assert 403 == told.status_code


def test_no_more_of_a_form_is_read_than_a_form_has(stranger):
    def much():
        for _ in range(100):
            yield b"x" * 100_000

    told = stranger.http.post(
        "/sign-in", content=much(), headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert 413 == told.status_code


def test_a_form_sent_after_the_session_ended_leads_to_the_sign_in(visit, staffed):
    browser = visit("clerk")
    seal = browser.seal()
    staffed.ledger.accounts.end_session(digest_of(browser.http.cookies["foi"]))
    told = browser.http.post("/sign-out", data={"seal": seal}, follow_redirects=False)

    assert (303, "/sign-in") == (told.status_code, told.headers["location"])


def test_what_the_first_person_typed_stands_after_a_refusal(stranger):
    told = stranger.post(
        "/first", page="/sign-in", login="admin", name="管理员甲", password="short", every_role="1"
    )
    assert 422 == told.status_code
    assert 'value="管理员甲"' in told.text
    assert 'name="every_role" value="1" checked' in told.text
