"""To log a request: few fields, the day of receipt explained, earlier requests shown, a receipt to print."""

import re
from datetime import timedelta

from desk.office import today
from desk.receipt_days import RECEIPT_DAYS
from tests.desk.web.test_walk import ASKED
from workflow.vocabulary import Channel

#: How many fields a clerk must fill at most.
MOST = 12


def test_few_fields_must_be_filled(visit):
    form = visit("clerk").get("/log").text.partition('data-look="earlier"')[2]

    assert 0 < len(re.findall(r"\srequired\b", form)) <= MOST


def test_the_day_of_receipt_is_told_for_every_channel_without_a_script(visit):
    page = visit("clerk").get("/log").text

    assert set(Channel) == {channel for channel, _ in RECEIPT_DAYS}
    assert len(RECEIPT_DAYS) == page.count("data-for=")
    assert "hidden>" not in page.partition("data-of")[2].partition("</ul>")[0]
    assert page.count("第三十一条") >= len(RECEIPT_DAYS)


def test_earlier_requests_are_shown_before_it_is_logged(visit, staffed):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED)
    clerk.post("/log", **ASKED | {"subject": "某路施工合同"})
    looked = clerk.post("/log", **ASKED | {"look": "1"})

    assert 200 == looked.status_code
    assert 2 == len(list(staffed.ledger.refs()))
    before = looked.text.partition('id="earlier"')[2].partition("</section>")[0]
    assert before.index("2026-0001") < before.index("2026-0002")
    assert 1 == before.count("内容相近")
    assert "第三十六条第（六）项" in before
    assert ASKED["contact0"] in looked.text


def test_earlier_requests_are_shown_with_a_refusal_and_on_the_confirmation(visit):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED)
    refused = clerk.post("/log", **ASKED | {"received": ""})
    logged = clerk.post("/log", **ASKED, again="1")

    assert 422 == refused.status_code
    for page in (refused.text, logged.text):
        assert "2026-0001" in page.partition('id="earlier"')[2].partition("</section>")[0]


def test_nobody_sees_what_an_applicant_asked_of_another_unit(visit):
    visit("clerk").post("/log", **ASKED)
    looked = visit("cg").post("/log", **ASKED | {"look": "1", "unit": "2"}).text

    assert "2026-0001" not in looked
    assert "没有" in looked.partition('id="earlier"')[2].partition("</div>")[0]


def test_a_joint_applicant_and_an_agent_are_kept_and_found(visit, staffed):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED, name1="李四", contact1="0951-1", agent1="王律师")

    assert ["", "王律师"] == [one.agent for one in staffed.ledger.read("2026-0001").request.applicants]
    assert "2026-0001" in clerk.post("/log", **ASKED | {"name0": "李四", "look": "1"}).text


def test_the_confirmation_tells_the_number_the_last_day_and_why(visit):
    page = visit("clerk").post("/log", **ASKED).text

    assert "2026-0001" in page
    assert "2026-03-30" in page
    assert "第三十三条" in page
    assert "/cases/2026-0001/receipt" in page


def test_the_receipt_has_the_words_of_the_letter(visit):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED | {"subject": "<b>补偿方案</b>"})
    page = clerk.get("/cases/2026-0001/receipt").text

    for told in (
        "政府信息公开申请登记回执",
        "甲区人民政府办公室",
        "2026-0001",
        "2026年3月2日",
        "张三",
        "第三十三条第二款",
    ):
        assert told in page
    assert "2026年3月30日" in page
    assert "<b>补偿" not in page


def test_the_receipt_comes_as_files_too(visit):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED)

    assert clerk.get("/cases/2026-0001/receipt/pdf").content.startswith(b"%PDF")
    assert clerk.get("/cases/2026-0001/receipt/docx").content.startswith(b"PK")
    assert 404 == clerk.get("/cases/2026-0001/receipt/exe").status_code


def test_a_number_that_is_taken_is_said_at_its_field(visit):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED, number="甲1")
    again = clerk.post("/log", **ASKED, number="甲1")

    assert 409 == again.status_code
    assert 'href="#number"' in again.text


def test_a_form_sent_twice_is_logged_once_unless_the_clerk_says_that_it_is_another(visit, staffed):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED)
    twice = clerk.post("/log", **ASKED)

    assert 409 == twice.status_code
    assert "2026-0001" in twice.text.partition('id="summary"')[2].partition("</div>")[0]
    assert "--again" not in twice.text
    assert 'href="#again"' in twice.text
    assert 'id="again"' in twice.text
    assert clerk.post("/log", **ASKED, again="1").url.path == "/cases/2026-0002/logged"
    assert 2 == len(list(staffed.ledger.refs()))


def test_a_day_of_receipt_that_is_still_to_come_is_said_aloud(visit, staffed):
    clerk, now = visit("clerk"), today(staffed.config)
    coming = clerk.post("/log", **ASKED | {"received": (now + timedelta(days=1)).isoformat()})
    come = clerk.post("/log", **ASKED | {"received": now.isoformat()})

    assert "收到之日还没有到" in coming.text
    assert "收到之日还没有到" not in come.text
