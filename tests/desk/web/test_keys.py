"""Single keys: told on a page of their own, turned off for a browser, never needed."""

import re
from pathlib import Path

from desk.web.keys import KEYS_OF_PAGES

SCRIPT = Path(__file__).parents[3] / "desk" / "web" / "static" / "keys.js"


def test_the_page_tells_every_key_without_any_script(visit):
    page = visit("clerk").get("/keys").text

    for keys, _, _ in KEYS_OF_PAGES:
        assert "".join(f"<kbd>{key}</kbd> " for key in keys.split()) in page


def test_the_script_knows_the_keys_that_the_page_tells_and_no_others():
    table = SCRIPT.read_text(encoding="utf-8").partition("const KEYS = {")[2].partition("};")[0]
    known = {a or b for a, b in re.findall(r'^  (?:"(.+?)"|(\w)):', table, flags=re.MULTILINE)}

    assert {keys for keys, _, _ in KEYS_OF_PAGES} == known


def test_keys_are_turned_off_for_a_browser_and_on_again(visit):
    clerk, head = visit("clerk"), visit("head")
    for wanted, other in (("off", "on"), ("on", "off")):
        page = clerk.post("/display", page="/keys", keys=wanted, to="/keys").text
        assert f'data-keys="{wanted}"' in page
        assert f'name="keys" value="{other}"' in page
    clerk.post("/display", page="/keys", keys="off", to="/")
    assert 'data-keys="on"' in head.get("/").text
    clerk.post("/display", page="/keys", keys="<b>", to="/")
    assert 'data-keys="off"' in clerk.get("/").text


def test_every_page_of_somebody_signed_in_leads_to_the_keys_and_a_stranger_has_none(visit, stranger):
    assert 'href="/keys"' in visit("clerk").get("/").text
    assert "keys.js" not in stranger.get("/sign-in").text
