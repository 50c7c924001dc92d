"""What each fact is called in both languages, and how its value is told."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflow.facts import COMMON, FACTS
from workflow.items import ITEM, Item
from workflow.vocabulary import Action, Word

# fmt: off
#: What every fact is called, in Chinese and in English.
_WORDS: Mapping[str, tuple[str, str]] = {
    "channel":            ("来件方式", "How it came in"),
    "kind":               ("申请人类别", "Kind of applicant"),
    "outcome":            ("结果", "Outcome"),
    "items":              ("各项内容", "Items"),
    "what":               ("内容", "What it is about"),
    "with":               ("向谁", "Whom"),
    "party":              ("对象", "Kind of party"),
    "delivered":          ("送达日", "Delivered on"),
    "opinion":            ("意见", "Opinion"),
    "consultation":       ("所答征求意见", "Entry of the consultation"),
    "answer_within_days": ("答复工作日数", "Working days to answer"),
    "days":               ("工作日数", "Working days"),
    "until":              ("截至", "Until"),
    "reason":             ("理由", "Reason"),
    "right_reason":       ("更正后的理由", "Right reason"),
    "why":                ("原因", "Why"),
    "signed_by":          ("签发人", "Signed by"),
    "to":                 ("交给", "To"),
    "send_by":            ("拟送达方式", "To be served by"),
    "method":             ("送达方式", "Served by"),
    "posted":             ("交邮之日", "Posted on"),
    "signed":             ("签收之日", "Signed for on"),
    "tracking":           ("邮件号", "Tracking number"),
    "way":                ("提供方式", "Way of supply"),
    "where":              ("获取途径", "Where it can be had"),
    "given":              ("提供的内容", "What is given"),
    "withheld":           ("不予公开的内容", "What is withheld"),
    "ground":             ("不予公开的情形", "Ground for withholding"),
    "opinion_summary":    ("意见摘要", "Opinion in short"),
    "forbidding_law":     ("禁止公开的依据", "Law that forbids it"),
    "special_law":        ("特别规定", "Special law"),
    "reasons_given":      ("申请人说明的理由", "Applicant's reasons"),
    "result":             ("处理情况", "What was done"),
    "search":             ("检索情况", "Search"),
    "search_where":       ("检索地点", "Searched where"),
    "search_on":          ("检索日期", "Searched on"),
    "search_by":          ("检索人", "Searched by"),
    "search_words":       ("检索词", "Search words"),
    "right_body":         ("负责公开的机关", "Body in charge"),
    "right_body_contact": ("该机关联系方式", "Contact of that body"),
    "earlier_on":         ("前次答复日期", "Earlier reply on"),
    "earlier_number":     ("前次答复文号", "Number of the earlier reply"),
    "per":                ("计收方式", "Charged by"),
    "count":              ("数量", "How many"),
    "before":             ("本月此前件数", "Requests before in the month"),
    "amount":             ("金额（元）", "Amount (yuan)"),
    "basis":              ("收费依据", "Basis of the fee"),
    "tariff":             ("收费标准", "Tariff"),
    "how_to_pay":         ("缴纳方式", "How to pay"),
    "decision":           ("决定书", "Decision"),
    "line":               ("所更正的记录", "Entry that is corrected"),
    "day":                ("更正后的日期", "Right day"),
    "text":               ("内容", "Text"),
    "note":               ("备注", "Note"),
    "letter":             ("文书", "Letter"),
    "of":                 ("所告知的记录", "Entry it tells of"),
    "number":             ("文号", "Letter number"),
    "docx":               ("DOCX校验值", "Digest of the DOCX"),
    "pdf":                ("PDF校验值", "Digest of the PDF"),
    "proceeding":         ("所涉复议诉讼", "Entry of the filing"),
    "proceeding_kind":    ("类型", "Kind of proceeding"),
    "proceeding_result":  ("审理结果", "How it was decided"),
    "received":           ("收到副本之日", "Copy received on"),
    "simple":             ("简易程序", "Simple procedure"),
    "body":               ("受理机关", "Body"),
    "case_number":        ("案号", "Case number"),
    "issued":             ("所作废的记录", "Entry made void"),
    "assumed":            ("推定", "Assumed"),
    "irregular":          ("不合规定的情况", "Against the rules because"),
    "attachment_kind":    ("附件类别", "Kind of attachment"),
    "name":               ("文件名", "File name"),
    "file_type":          ("文件类型", "Type of file"),
    "bytes":              ("字节数", "Bytes"),
    "sha256":             ("文件校验值", "Digest of the file"),
    "proves":             ("所证明的记录", "Entry it proves"),
    "attachment":         ("所撤下的记录", "Entry withdrawn"),
}
# fmt: on

#: The Chinese word of every fact.
FACT_WORDS: Mapping[str, str] = {name: zh for name, (zh, _) in _WORDS.items()}


def fact_name(name: str, lang: str) -> str:
    """What a fact is called by a reader of `lang` (`zh` or `en`)."""
    zh, en = _WORDS[name]
    return zh if lang == "zh" else en


def told(action: Action, facts: Mapping[str, Any], lang: str = "zh") -> tuple[tuple[str, str], ...]:
    """The facts of an entry as pairs of text, in the order they stand; in Chinese for paper."""
    return tuple(
        (fact_name(name, lang), told_value(action, name, value, lang)) for name, value in facts.items()
    )


def told_value(action: Action, name: str, value: Any, lang: str = "zh") -> str:
    """One value: words by their wording, money in yuan, items one a line."""
    if isinstance(value, tuple):
        return "\n".join(f"{n}. {told_item(item, lang)}" for n, item in enumerate(value, start=1))
    return _plain(_kind(action, name), value, lang)


def told_item(item: Item, lang: str = "zh") -> str:
    """An item of an answer: what was asked for, its outcome, and what is told of it."""
    colon, stop = ("：", "；") if lang == "zh" else (": ", "; ")
    rest = [f"{name}{colon}{value}" for name, value in told_of_item(item, lang)]
    return stop.join([f"{item['what']}{colon}{_plain(ITEM['outcome'].kind, item['outcome'], lang)}", *rest])


def told_of_item(item: Item, lang: str) -> tuple[tuple[str, str], ...]:
    """What the letter tells of an item, beside what was asked for and its outcome."""
    return tuple(
        (fact_name(name, lang), _plain(ITEM[name].kind, value, lang))
        for name, value in item.items()
        if name not in ("what", "outcome")
    )


def _kind(action: Action, name: str) -> object:
    # A correction holds the facts of the entry it mends.
    places = (COMMON, FACTS[action], *FACTS.values())
    return next(facts[name].kind for facts in places if name in facts)


def _plain(kind: object, value: Any, lang: str) -> str:
    if isinstance(kind, type) and issubclass(kind, Word):
        return kind.of(value).label(lang)
    if isinstance(value, bool):
        return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日" if lang == "zh" else value.isoformat()
    return f"{value / 100:.2f}".removesuffix(".00") if kind == "money" else str(value)
