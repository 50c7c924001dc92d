import pytest

from desk.intake.cells import read_day
from desk.intake.outcomes import WORDINGS, Reading, read_outcome
from desk.intake.words import CHANNELS, KINDS, METHODS, read_word
from workflow.errors import BadInput
from workflow.vocabulary import ApplicantKind, Channel, Outcome, ServiceMethod

# fmt: off
#: Every row of the official forms that tells an outcome by itself, as it is printed.
PRINTED = {
    "1.属于已主动公开范围数": "already_public",
    "2.同意公开答复数": "provided",
    "3.同意部分公开答复数": "partial",
    "其中：涉及国家秘密": "state_secret",
    "涉及商业秘密": "trade_secret",
    "涉及个人隐私": "privacy",
    "危及国家安全、公共安全、经济安全和社会稳定": "security_stability",
    "不是《条例》所指政府信息": "not_government_information",
    "法律法规规定的其他情形": "other_legal_ground",
    "5.不属于本行政机关公开数": "not_ours",
    "6.申请信息不存在数": "not_exist",
    "8.告知通过其他途径办理数": "other_channel",
    "（一）予以公开": "provided",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "partial",
    "1.属于国家秘密": "state_secret",
    "2.其他法律行政法规禁止公开": "forbidden_by_law",
    "3.危及“三安全一稳定”": "security_stability",
    "4.保护第三方合法权益": "third_party",
    "5.属于三类内部事务信息": "internal_affairs",
    "6.属于四类过程性信息": "process_information",
    "7.属于行政执法案卷": "enforcement_file",
    "8.属于行政查询事项": "registry_inquiry",
    "2.没有现成信息需要另行制作": "needs_making",
    "3.补正后申请内容仍不明确": "still_unclear",
    "1.信访举报投诉类申请": "petition",
    "2.重复申请": "repeat",
    "3.要求提供公开出版物": "publication",
    "4.无正当理由大量反复申请": "excessive",
    "5.要求行政机关确认或重新出具已获取信息": "reconfirm",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "clarification_lapsed",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "fee_lapsed",
    "3.其他": "other",
}
#: Words people write, with a ground where they need one.
WRITTEN = (
    ("撤回申请",              "",                       "withdrawn"),
    ("信息不存在",            "",                       "not_exist"),
    ("3.3.1 属于国家秘密",    "",                       "state_secret"),
    ("（三）1.属于国家秘密",  "",                       "state_secret"),
    ("不同意公开",            "涉及国家秘密",           "state_secret"),
    ("4.不同意公开答复数",    "公开会危及社会稳定",     "security_stability"),
    ("不同意公开（个人隐私）", "",                      "privacy"),
    ("不予公开-属于行政执法案卷", "",                   "enforcement_file"),
    ("不予公开",              "不涉及国家秘密，但涉及商业秘密", "trade_secret"),
    ("无法提供",              "需要另行制作",           "needs_making"),
    ("不予处理",              "重复申请",               "repeat"),
    ("其他处理",              "申请人撤回",             "withdrawn"),
    ("本机关不掌握相关政府信息", "由某局负责公开",      "not_ours"),
    ("本机关不掌握相关政府信息", "经检索，信息不存在",  "not_exist"),
)
DOUBTFUL = (
    ("1.本机关不掌握相关政府信息", "",                  "not_exist"),
    ("（六）其他处理",        "",                       "other"),
    ("7.告知作出更改补充数",  "",                       "still_unclear"),
    ("不同意公开",            "涉及国家秘密、商业秘密", "state_secret"),
)
# fmt: on


@pytest.mark.parametrize(("wording", "outcome"), PRINTED.items())
def test_every_row_of_the_official_forms_is_understood(wording, outcome):
    assert Reading(Outcome(outcome)) == read_outcome(wording, "")


@pytest.mark.parametrize("outcome", Outcome)
def test_our_own_names_and_codes_are_understood(outcome):
    said = (outcome.value, outcome.zh)

    assert [Reading(outcome)] * 2 == [read_outcome(words, "") for words in said]


def test_no_wording_stands_for_two_outcomes():
    every = [words for wordings in WORDINGS.values() for words in wordings]

    assert len(set(every)) == len(every)


@pytest.mark.parametrize(("words", "ground", "outcome"), WRITTEN)
def test_what_people_write_is_understood(words, ground, outcome):
    assert Reading(Outcome(outcome)) == read_outcome(words, ground)


@pytest.mark.parametrize(("words", "ground", "outcome"), DOUBTFUL)
def test_words_that_leave_a_doubt_are_read_as_assumed(words, ground, outcome):
    assert Reading(Outcome(outcome), assumed=True) == read_outcome(words, ground)


@pytest.mark.parametrize("words", ["不同意公开", "不予公开", "无法提供", "不予处理"])
def test_a_word_that_joins_several_outcomes_needs_a_ground(words):
    with pytest.raises(BadInput) as refused:
        read_outcome(words, "依法")

    assert refused.value.code == "no_ground"


@pytest.mark.parametrize("words", ["已办结", "三", "数", "（）"])
def test_other_words_are_no_outcome(words):
    with pytest.raises(BadInput) as refused:
        read_outcome(words, "")

    assert refused.value.code == "unknown_outcome"


@pytest.mark.parametrize(
    ("words", "text", "word"),
    [
        (CHANNELS, "邮寄", Channel.LETTER),
        (CHANNELS, "电子邮件", Channel.EMAIL),
        (CHANNELS, "online", Channel.ONLINE),
        (KINDS, "公民", ApplicantKind.NATURAL),
        (KINDS, "法律服务机构", ApplicantKind.LEGAL),
        (METHODS, "网络", ServiceMethod.ONLINE),
        (METHODS, "委托", ServiceMethod.ENTRUSTED),
        (METHODS, "ems", ServiceMethod.POST),
    ],
)
def test_words_of_closed_lists_are_known_by_wording_code_and_synonym(words, text, word):
    assert word is read_word(words, text)


def test_an_unknown_word_is_told_what_would_be_right():
    with pytest.raises(BadInput) as refused:
        read_word(KINDS, "法人")

    assert tuple(ApplicantKind) == refused.value.values["known"]


@pytest.mark.parametrize(
    "text", ["2018-01-08", "2018/1/8", "2018年1月8日", "2018.1.8", "２０１８－０１－０８", "2018/1/8 0:00"]
)
def test_a_day_is_read_in_every_way_people_write_it(text):
    day = read_day(text)

    assert (day.year, day.month, day.day) == (2018, 1, 8)


@pytest.mark.parametrize("text", ["2018-02-30", "43108", "08/01/2018", "2018-1/8", "一月八日", "20180230"])
def test_what_is_no_day_is_not_guessed_at(text):
    assert read_day(text) is None
