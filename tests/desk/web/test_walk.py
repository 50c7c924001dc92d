"""A request goes its way through the pages."""

ASKED = {
    "channel": "letter", "kind": "natural", "subject": "城东片区征收补偿方案", "received": "2026-03-02",
    "unit": "1", "name0": "张三", "contact0": "13800005678", "id_document0": "110105199001011234",
}  # fmt: skip


def test_a_request_is_logged_accepted_answered_and_served(visit):
    clerk, head = visit("clerk"), visit("head")
    logged = clerk.post("/log", **ASKED)
    assert "2026-0001" in logged.text
    assert "2026-03-30" in logged.text

    assert 200 == clerk.post("/cases/2026-0001/accept", on="2026-03-03").status_code
    answered = head.post(
        "/cases/2026-0001/answer", on="2026-03-12", outcome0="provided", i0_way="电子邮件", version="2"
    )
    assert "予以公开" in answered.text
    served = clerk.post(
        "/cases/2026-0001/serve", on="2026-03-13", method="post", posted="2026-03-13", tracking="EX1"
    )
    assert "已寄出" in served.text or "2026-03-13" in served.text
    assert "2026-0001" in clerk.get("/cases?q=张三").text


def test_numbers_that_identify_somebody_are_masked(visit):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED)
    page = clerk.get("/cases/2026-0001").text

    assert "110105********1234" in page
    assert "138****5678" in page
    assert "110105199001011234" not in page
    assert "13800005678" not in page


def test_what_is_refused_is_said_and_what_was_typed_stands(visit):
    clerk = visit("clerk")
    refused = clerk.post("/log", **ASKED | {"received": "2026-02-31"})
    assert 422 == refused.status_code
    assert "城东片区征收补偿方案" in refused.text
    assert "2026-02-31" in refused.text

    clerk.post("/log", **ASKED)
    early = clerk.post("/cases/2026-0001/ask_clarification", on="2026-05-04", what="年份")
    assert 422 == early.status_code
    assert "年份" in early.text


def test_the_second_of_two_clerks_loses_nothing(visit):
    clerk, head = visit("clerk"), visit("head")
    clerk.post("/log", **ASKED)
    clerk.post("/cases/2026-0001/accept", on="2026-03-03")
    head.post("/cases/2026-0001/annotate", on="2026-03-04", text="电话联系")
    stale = clerk.post(
        "/cases/2026-0001/consult", on="2026-03-04", what="施工合同", version="2", **{"with": "某公司"}
    )

    assert 409 == stale.status_code
    assert "备注" in stale.text
    assert "施工合同" in stale.text
    assert 'name="version" value="3"' in stale.text


def test_todays_work_shows_what_is_overdue(visit):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED)
    page = clerk.get("/").text

    assert "2026-0001" in page
    assert "逾期" in page


def test_a_mark_of_html_stays_text(visit):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED | {"subject": "<script>alert(1)</script>", "name0": "<b>张</b>"})

    for path in ("/", "/cases", "/cases/2026-0001"):
        page = clerk.get(path).text
        assert "<script>alert" not in page
        assert "<b>张" not in page


def test_an_answer_asks_what_its_letter_must_tell(visit):
    clerk, head = visit("clerk"), visit("head")
    clerk.post("/log", **ASKED)
    clerk.post("/cases/2026-0001/accept", on="2026-03-03")
    page = head.get("/cases/2026-0001/answer?outcome=not_exist&outcome=not_ours").text
    assert 'name="i0_search"' in page
    assert 'name="i1_right_body"' in page
    assert 'name="i0_right_body"' not in page

    told = head.post(
        "/cases/2026-0001/answer", on="2026-03-12", outcome0="provided", outcome1="privacy", send_by="post",
        i0_what="补偿方案", i0_way="邮寄", i1_what="住户名单", i1_reason="涉及个人隐私",
    )  # fmt: skip
    assert "部分公开" in told.text
    assert "住户名单" in told.text


def test_what_is_hidden_is_shown_to_whoever_says_why_and_that_is_recorded(visit):
    clerk, audit = visit("clerk"), visit("audit")
    clerk.post("/log", **ASKED)
    assert 422 == clerk.post("/cases/2026-0001/reveal", page="/cases/2026-0001").status_code
    shown = clerk.post("/cases/2026-0001/reveal", page="/cases/2026-0001", reason="核对身份证明").text

    assert "110105199001011234" in shown
    assert "核对身份证明" in audit.get("/audit?ref=2026-0001").text
    assert "110105199001011234" not in clerk.get("/cases/2026-0001").text
