"""What ledgers call the channels, the kinds of applicant and the ways of service."""

from collections.abc import Mapping
from typing import TypeVar

from workflow.errors import BadInput
from workflow.vocabulary import (
    ApplicantKind,
    Channel,
    Party,
    ProceedingKind,
    ProceedingResult,
    ServiceMethod,
    Word,
)

W = TypeVar("W", bound=Word)

#: What a ledger says of a reply that was written and has not gone out: the case is still open.
NOT_SERVED = "未送达"


def _by_name(words: Mapping[W, tuple[str, ...]]) -> Mapping[str, W]:
    """The words by everything they are called: their code, their wording, their synonyms."""
    named = ((name, word) for word, synonyms in words.items() for name in (word.value, word.zh, *synonyms))
    return {name.casefold(): word for name, word in named}


# fmt: off
CHANNELS = _by_name({
    Channel.IN_PERSON:          ("当面申请", "现场", "现场申请"),
    Channel.FAX:                ("传真申请",),
    Channel.ONLINE:             ("网络申请", "网上", "网上申请", "在线", "互联网", "网站"),
    Channel.LETTER:             ("信函申请", "邮寄", "信件", "来信"),
    Channel.EMAIL:              ("电子邮箱", "邮箱", "e-mail"),
})
KINDS = _by_name({
    ApplicantKind.NATURAL:      ("公民", "个人"),
    ApplicantKind.BUSINESS:     ("企业",),
    ApplicantKind.RESEARCH:     (),
    ApplicantKind.WELFARE:      ("公益组织",),
    ApplicantKind.LEGAL:        ("律师事务所",),
    ApplicantKind.OTHER:        ("其它",),
})
METHODS = _by_name({
    ServiceMethod.IN_PERSON:    ("当面送达", "直接送达", "现场领取"),
    ServiceMethod.POST:         ("邮寄送达", "信函", "快递", "挂号信", "EMS"),
    ServiceMethod.ONLINE:       ("网上", "电子邮件", "在线"),
    ServiceMethod.ENTRUSTED:    ("委托送达", "转交"),
})
PARTIES = _by_name({
    Party.THIRD_PARTY:          ("第三人",),
    Party.CO_AUTHOR:            (),
    Party.OTHER_BODY:           ("其他行政机关",),
})
PROCEEDING_KINDS = _by_name({
    ProceedingKind.REVIEW:            ("复议",),
    ProceedingKind.SUIT:              ("行政诉讼", "直接起诉"),
    ProceedingKind.SUIT_AFTER_REVIEW: ("复议后诉讼",),
    ProceedingKind.COMPLAINT:         ("举报", "投诉"),
})
PROCEEDING_RESULTS = _by_name({
    ProceedingResult.UPHELD:    ("维持",),
    ProceedingResult.CORRECTED: ("纠正",),
    ProceedingResult.OTHER:     ("其他",),
    ProceedingResult.PENDING:   ("未审结", "审理中"),
})
# fmt: on


def read_word(words: Mapping[str, W], text: str) -> W:
    """The word of a list that a cell means.

    >>> read_word(CHANNELS, "邮寄").value, read_word(KINDS, "公民").value
    ('letter', 'natural')

    Raises:
        BadInput: it means none of them.
    """
    word = words.get(text.casefold())
    if word is None:
        known = tuple(dict.fromkeys(words.values()))
        raise BadInput("unknown_word", "“{value}” is none of these: {known}.", value=text, known=known)
    return word
