"""By which way a reply goes, and what one that goes by net must tell."""

import pytest
from docx import Document

from tests.desk.conftest import LOG, configure, issued


def texts(path):
    return [p.text for p in Document(path).paragraphs]


def test_a_reply_sent_by_net_tells_where_review_is_asked_for_online(answered, tmp_path):
    net = ("answer", "2026-0002", "not_exist", "--on", "2026-03-10", "--fact", "search=档案室全部案卷")
    answered("log", *LOG, "--received", "2026-03-02")
    answered(*net, "--fact", "send_by=online")
    said = answered("--json", "letter", "draft", "2026-0002")
    assert "no_remedy_body" == said.error["code"]
    assert "online_review" in said.error["message"]

    configure(tmp_path, letters='online_review = "https://example.gov.cn/fy"')
    letter = answered("--json", "letter", "draft", "2026-0002").json["items"][0]
    assert any("https://example.gov.cn/fy" in text for text in texts(letter["docx"]))
    posted = answered("--json", "letter", "draft", "2026-0001").json["items"][0]
    assert not any("https://" in text for text in texts(posted["docx"]))


ONLINE = 'online_review = "https://example.gov.cn/fy"'
# fmt: off
WAYS = {
    "as the answer says":                (("--way", "邮寄"),     ("send_by=online",), True),
    "whatever was asked":                (("--way", "网上"),     ("send_by=post",),   False),
    "as was asked, word for word":       (("--way", "电子邮件"), (),                  True),
    "asked in words of their own":       (("--way", "请挂到网站上，不要邮件"), (),    False),
    "as the request came in":            (("--channel", "email"), (),                 True),
    "asked otherwise than it came in":   (("--channel", "online", "--way", "邮寄"), (), False),
}
# fmt: on


@pytest.mark.parametrize(("log", "facts", "by_net"), WAYS.values(), ids=list(WAYS))
def test_a_reply_tells_of_online_review_where_it_goes_by_net(office, tmp_path, log, facts, by_net):
    configure(tmp_path, letters=ONLINE)
    words = (*LOG, *log) if "--channel" not in log else (*log, *LOG[2:])
    office("log", *words, "--received", "2026-03-02")
    told = [word for fact in ("search=档案室", *facts) for word in ("--fact", fact)]
    office("answer", "2026-0001", "not_exist", "--on", "2026-03-10", *told)
    draft = office("--json", "letter", "draft", "2026-0001").json["items"][0]

    assert by_net == any("https://" in text for text in texts(draft["docx"]))


def test_a_reply_that_goes_by_net_without_the_online_channel_is_minded(answered, tmp_path):
    letter = issued(answered)
    said = answered("serve", "2026-0001", "--method", "online", "--signed", "2026-03-12")

    assert 0 == said.code
    assert letter["number"] in said.err
    assert "第二十二条第二款" in said.err


def test_a_reply_with_the_online_channel_goes_by_net_without_a_word(answered, tmp_path):
    configure(tmp_path, letters=ONLINE)
    answered("act", "2026-0001", "correct_entry", "--fact", "line=2", "--fact", "send_by=online")
    issued(answered)

    assert "" == answered("serve", "2026-0001", "--method", "online", "--signed", "2026-03-12").err


def test_only_the_applicants_letter_goes_as_the_applicant_asked(office, tmp_path):
    configure(tmp_path, letters=ONLINE)
    office("log", "--channel", "online", *LOG[2:], "--received", "2026-03-02")
    office("act", "2026-0001", "accept", "--on", "2026-03-03")
    office("act", "2026-0001", "consult", "--on", "2026-03-04", "--fact", "with=某公司")
    office("act", "2026-0001", "end_consultation", "--on", "2026-03-10", "--fact", "opinion=refuses")
    words = ("--fact", "given=合同", "--fact", "reason=公共利益")
    office("act", "2026-0001", "override_third_party", "--on", "2026-03-12", *words)
    draft = office("--json", "letter", "draft", "2026-0001").json["items"][0]

    assert "third_party_disclosure" == draft["kind"]
    assert not any("https://" in text for text in texts(draft["docx"]))
