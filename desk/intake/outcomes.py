"""What ledgers call the outcomes: the rows of the official forms, and what people write for them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from workflow.errors import BadInput
from workflow.vocabulary import Outcome, State

Out, S = Outcome, State

# fmt: off
#: Rows of the forms of 2014 to 2021 that are finer than, or worded otherwise than, our own names; synonyms.
WORDINGS: Mapping[Outcome, tuple[str, ...]] = {
    Out.PROVIDED:                   ("同意公开", "公开", "全部公开", "依申请公开", "予以提供"),
    Out.ALREADY_PUBLIC:             ("已主动公开", "主动公开", "已公开", "属于主动公开范围"),
    Out.PARTIAL:                    ("同意部分公开", "部分予以公开", "区分处理"),
    Out.STATE_SECRET:               ("涉及国家秘密", "国家秘密"),
    Out.FORBIDDEN_BY_LAW:           ("其他法律行政法规禁止公开", "法律行政法规禁止公开"),
    Out.SECURITY_STABILITY:         ("危及国家安全、公共安全、经济安全和社会稳定", "危及国家安全",
                                   "三安全一稳定"),
    Out.TRADE_SECRET:               ("商业秘密", "属于商业秘密"),
    Out.PRIVACY:                    ("个人隐私", "属于个人隐私"),
    Out.THIRD_PARTY:                ("第三方合法权益",),
    Out.INTERNAL_AFFAIRS:           ("三类内部事务信息", "内部事务信息"),
    Out.PROCESS_INFORMATION:        ("四类过程性信息", "过程性信息"),
    Out.ENFORCEMENT_FILE:           ("行政执法案卷",),
    Out.REGISTRY_INQUIRY:           ("行政查询事项",),
    Out.NOT_GOVERNMENT_INFORMATION: ("不是政府信息", "不属于政府信息", "非政府信息"),
    Out.OTHER_LEGAL_GROUND:         (),
    Out.NOT_EXIST:                  ("申请信息不存在", "政府信息不存在", "不存在"),
    Out.NEEDS_MAKING:               ("需要另行制作", "没有现成信息"),
    Out.STILL_UNCLEAR:              ("申请内容仍不明确",),
    Out.NOT_OURS:                   ("不属于本机关公开", "非本机关公开", "不属于本机关", "不属于本行政机关"),
    Out.PETITION:                   ("信访、举报、投诉类申请", "信访", "信访举报投诉"),
    Out.REPEAT:                     ("重复", "不予重复处理"),
    Out.PUBLICATION:                ("公开出版物",),
    Out.EXCESSIVE:                  ("大量反复申请",),
    Out.RECONFIRM:                  ("要求确认或重新出具已获取信息",),
    Out.OTHER_CHANNEL:              ("通过其他途径办理",),
    Out.CLARIFICATION_LAPSED:       ("申请人无正当理由逾期不补正", "逾期不补正", "逾期未补正"),
    Out.FEE_LAPSED:                 ("申请人逾期未按收费通知要求缴纳费用", "逾期不缴费", "逾期未缴费"),
    Out.WITHDRAWN:                  ("撤回申请", "申请人撤回申请", "撤回", "主动撤回", "申请人主动撤回"),
    Out.OTHER:                      ("其它",),
}

#: Words that join several outcomes: which states they may mean, and what is assumed where no ground is named.
COARSE: Mapping[str, tuple[tuple[State, ...], Outcome | None]] = {
    "不同意公开":           ((S.WITHHELD,), None),
    "不予公开":             ((S.WITHHELD,), None),
    "无法提供":             ((S.NOT_HELD, S.REFERRED), None),
    "不予处理":             ((S.NOT_PROCESSED,), None),
    "本机关不掌握相关政府信息": ((S.NOT_HELD, S.REFERRED), Out.NOT_EXIST),
    "本机关不掌握":         ((S.NOT_HELD, S.REFERRED), Out.NOT_EXIST),
    # The form of 2019 has one row for every case that ended without an answer.
    "其他处理":             ((S.ENDED,), Out.OTHER),
    # A row of 2014 only: that notice was counted as the reply.
    "告知作出更改补充":     ((), Out.STILL_UNCLEAR),
}

#: What names a ground in words, in the order of the forms.
GROUNDS: Mapping[Outcome, str] = {
    Out.STATE_SECRET:               "国家秘密",
    Out.FORBIDDEN_BY_LAW:           "禁止公开",
    Out.SECURITY_STABILITY:         "危及|三安全|国家安全|公共安全|经济安全|社会稳定",
    Out.TRADE_SECRET:               "商业秘密",
    Out.PRIVACY:                    "个人隐私",
    Out.THIRD_PARTY:                "第三方",
    Out.INTERNAL_AFFAIRS:           "内部事务|人事管理|后勤管理|内部工作流程",
    Out.PROCESS_INFORMATION:        "过程性|讨论记录|过程稿|磋商信函|请示报告",
    Out.ENFORCEMENT_FILE:           "执法案卷",
    Out.REGISTRY_INQUIRY:           "行政查询|登记资料",
    Out.NOT_GOVERNMENT_INFORMATION: "所指政府信息|(?:不是|不属于|非)政府信息",
    Out.OTHER_LEGAL_GROUND:         "其他情形",
    Out.NOT_EXIST:                  "不存在",
    Out.NEEDS_MAKING:               "另行制作|没有现成|加工",
    Out.STILL_UNCLEAR:              "不明确",
    Out.NOT_OURS:                   "(?:不属于|非)本|负责公开",
    Out.PETITION:                   "信访|举报|投诉",
    Out.REPEAT:                     "重复",
    Out.PUBLICATION:                "出版物",
    Out.EXCESSIVE:                  "大量反复",
    Out.RECONFIRM:                  "重新出具|要求.*确认",
    Out.OTHER_CHANNEL:              "其他途径",
    Out.CLARIFICATION_LAPSED:       "[不未]补正",
    Out.FEE_LAPSED:                 "[不未]缴|[不未]按.*缴",
    Out.WITHDRAWN:                  "撤回",
}
# fmt: on

_NUMBER = re.compile(
    r"(?:其中:|\((?:[一二三四五六七八九十]+|\d+)\)"
    r"|(?:\d+(?:\.\d+)*(?:\.[a-z])?|[一二三四五六七八九十]+)(?:[.、]|\s+|(?<=\d)(?=\D)))\s*"
)
_MARKS = re.compile(r"[《》“”‘’\"'「」『』\[\]()\s]")
_NAMED = {
    o: re.compile(f"(?<!不涉及)(?<!未涉及)(?<!不属于)(?<!不是)(?:{words})") for o, words in GROUNDS.items()
}


@dataclass(frozen=True, slots=True)
class Reading:
    """An outcome as a cell tells it; `assumed` where the words leave a doubt."""

    outcome: Outcome
    assumed: bool = False


def read_outcome(text: str, ground: str) -> Reading:
    """The outcome that the cells 办理结果 and 理由依据 tell.

    >>> read_outcome("3.同意部分公开答复数", "").outcome.value
    'partial'
    >>> read_outcome("不同意公开", "涉及个人隐私").outcome.value
    'privacy'

    Raises:
        BadInput: no official form and no synonym says so, or the ground is missing.
    """
    words = _words(text)
    if words in COARSE:
        return _by_ground(text, words, ground)
    if words:
        return Reading(_OUTCOMES[words])
    raise BadInput(
        "unknown_outcome",
        "“{value}” is no outcome. Write a row of the official form, such as {examples}, or a code.",
        value=text,
        examples=(Out.PROVIDED, Out.ALREADY_PUBLIC, Out.NOT_EXIST, Out.NOT_OURS),
    )


def is_wording(text: str) -> bool:
    """Whether a text is the wording of an outcome, or of several."""
    return bool(_words(text))


@lru_cache(maxsize=1024)
def _words(text: str) -> str:
    """The words of our lists that a cell says, or nothing."""
    readings = _readings(unicodedata.normalize("NFKC", text))
    return next((words for words in readings if words in _OUTCOMES or words in COARSE), "")


def _by_ground(text: str, words: str, ground: str) -> Reading:
    """What a word that joins several outcomes means: the ground says, else what is assumed."""
    states, otherwise = COARSE[words]
    said = _MARKS.sub("", unicodedata.normalize("NFKC", f"{text} {ground}")).replace(words, "", 1)
    found = [o for o in GROUNDS if o.family in states and _NAMED[o].search(said)]
    if found:
        return Reading(found[0], assumed=len(found) > 1)
    if otherwise:
        return Reading(otherwise, assumed=True)
    raise BadInput(
        "no_ground",
        "“{value}” does not say why. Name the ground in 理由依据: {grounds}.",
        value=text,
        grounds=tuple(o for o in GROUNDS if o.family in states),
    )


def _readings(text: str) -> Iterator[str]:
    """The words as they stand, then without their number and what follows a bracket or a comma."""
    bare = text
    while match := _NUMBER.match(bare):
        bare = bare[match.end() :]
    for cut in (text, bare, *(re.split(marks, bare)[0] for marks in (r"\(", r"[(、]", r"[(、,;:\-—]"))):
        words = _MARKS.sub("", cut)
        yield words
        yield words.removesuffix("数").removesuffix("答复")


def _plain(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


_OUTCOMES = {
    _plain(words): outcome
    for outcome, wordings in WORDINGS.items()
    for words in (outcome.value, outcome.zh, *wordings)
}
