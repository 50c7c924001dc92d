"""What came in waits on a page of its own until it is confirmed; then it is a case of that day."""

import pytest

from tests.desk.web.matrix.arrivals import CAME
from tests.desk.web.test_walk import ASKED
from workflow.arrivals import ArrivalFilter, Standing

CONFIRM = {**ASKED, "received": "2026-03-04"}


@pytest.fixture
def came(visit):
    """A clerk's browser in an office with arrival 1."""
    clerk = visit("clerk")
    assert 200 == clerk.post("/arrivals/add", **CAME).status_code
    return clerk


def test_what_came_in_is_listed_and_who_sent_it_is_masked(came):
    page = came.get("/arrivals").text

    assert "城东片区征收补偿方案" in page
    assert "138****5678" in page
    assert "13800005678" not in page + came.get("/arrivals/1").text
    assert "110105199001011234" not in came.get("/arrivals/1").text
    assert 'href="/arrivals"' in came.get("/").text


def test_whoever_confirms_sees_whom_to_call_and_that_is_recorded(came, visit):
    assert "13800005678" in came.get("/arrivals/1/confirm").text
    assert "arrival_confirm" in visit("audit").get("/audit").text


def test_to_confirm_it_logs_it_on_that_day(came, staffed):
    told = came.post("/arrivals/1/confirm", **CONFIRM)

    assert "2026-0001" in told.text
    record = staffed.ledger.read("2026-0001")
    assert ("2026-03-04", "2026-03-02") == (str(record.entries[0].on), str(record.request.arrived_on))
    assert "email" == record.entries[0].facts["channel"]
    assert "2026-0001" in came.get("/arrivals?standing=confirmed").text
    assert str(came.get("/arrivals/1/confirm").url).endswith("/arrivals/1")


def test_a_second_confirmation_makes_no_second_case(came, staffed):
    for expected in (200, 409):
        seal = came.seal()
        told = came.http.post("/arrivals/1/confirm", data={"seal": seal, **CONFIRM})
        assert expected == told.status_code
    assert ["2026-0001"] == list(staffed.ledger.refs())


def test_what_is_refused_waits_on_and_what_was_typed_stands(came, staffed):
    for wrong in ({"received": "2026-03-01"}, {"received": "三月"}, {"kind": ""}, {"name0": ""}):
        told = came.post("/arrivals/1/confirm", **CONFIRM | wrong, note="电话已确认")
        assert 422 == told.status_code
        assert "电话已确认" in told.text
    assert Standing.WAITING is staffed.ledger.arrivals.read(1).standing
    assert [] == list(staffed.ledger.refs())


def test_it_is_dropped_for_a_reason_and_put_back_and_each_step_is_told(came):
    assert 422 == came.post("/arrivals/1/drop", page="/arrivals/1", reason=" ").status_code
    dropped = came.post("/arrivals/1/drop", page="/arrivals/1", reason="联系不上")
    assert "联系不上" in dropped.text
    assert "不予登记" in dropped.text
    assert 409 == came.post("/arrivals/1/drop", page="/arrivals/1", reason="又").status_code
    back = came.post("/arrivals/1/reopen", page="/arrivals/1", reason="申请人来电").text
    assert "申请人来电" in back
    assert "/arrivals/1/confirm" in back


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"channel": "in_person"}, "channel"),
        ({"channel": "pigeon"}, "channel"),
        ({"arrived": "2999-01-01"}, "arrived"),
        ({"arrived": "2026-02-31"}, "arrived"),
        ({"subject": ""}, "subject"),
        ({"unit": "2x"}, "unit"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(visit, staffed, wrong, field):
    told = visit("clerk").post("/arrivals/add", **CAME | wrong)

    assert told.status_code in {404, 422}
    if told.status_code == 422:
        assert f'href="#{field}"' in told.text
        assert "13800005678" in told.text
    assert [] == list(staffed.ledger.arrivals.page(ArrivalFilter()))


def test_a_clerk_of_another_unit_finds_no_arrival_of_ours(came, visit):
    other = visit("cg")

    assert "城东片区征收补偿方案" not in other.get("/arrivals").text
    for path in ("/arrivals/1", "/arrivals/1/confirm"):
        assert 404 == other.get(path).status_code
    for path in ("/arrivals/1/confirm", "/arrivals/1/drop"):
        told = other.http.post(path, data={"seal": other.seal(), **CONFIRM, "reason": "不是申请"})
        assert 404 == told.status_code
    assert other.post("/arrivals/add", **CAME).status_code in {404, 422}
    assert "张三" in came.get("/arrivals").text


@pytest.mark.parametrize(
    "path",
    [
        "/arrivals?standing=none", "/arrivals?after=x", "/arrivals?after=2026-03-02.99999999999999",
        "/arrivals?after=2026-03-02.٣", "/arrivals/0", "/arrivals/99999999999999999999", "/arrivals/abc",
        "/arrivals/2",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_read_is_said_to_be_so(came, path):
    assert came.get(path).status_code in {404, 422}


def test_a_mark_of_html_stays_text_in_an_arrival(came):
    hostile = "<script>alert(1)</script>"
    came.post("/arrivals/add", **CAME | {"subject": hostile, "name0": hostile, "note": hostile})

    for path in ("/arrivals", "/arrivals/2", "/arrivals/2/confirm"):
        assert "<script>alert" not in came.get(path).text


def test_a_long_list_goes_on_where_the_page_ends(came, staffed):
    first = staffed.ledger.arrivals.read(1)
    for _ in range(55):
        staffed.ledger.arrivals.add(first, staffed.ledger.arrivals.steps(1)[0])
    page = came.get("/arrivals").text

    assert 'href="/arrivals?standing=waiting&amp;after=2026-03-02.50"' in page
    assert 'href="/arrivals/56"' in came.get("/arrivals?after=2026-03-02.50").text
