"""People on a page: what cannot be a person of this office is refused, and nobody is kept by half."""

import pytest

LONG = "9" * 5000


@pytest.fixture
def admin(visit):
    return visit("admin")


def add(browser, login, **fields):
    return browser.post(
        "/people", **{"login": login, "name": login, "role_clerk": "1", "unit": "1", **fields}
    )


@pytest.mark.parametrize("unit", ["77", "0", "x", "٣", "9" * 30, LONG])
def test_nobody_is_let_in_to_a_unit_that_is_none(admin, staffed, unit):
    assert 422 == add(admin, "new", unit=unit).status_code
    assert staffed.ledger.accounts.person("new") is None


def test_no_number_in_an_address_or_a_form_is_too_long(visit):
    clerk, audit = visit("clerk"), visit("audit")
    assert 422 == audit.get("/audit?before=" + "9" * 30).status_code
    told = clerk.post(
        "/chosen/do", page="/log", what="annotate", on="2026-03-02", note="x", pick=f"{LONG} 2026-0001"
    )
    assert 200 == told.status_code
