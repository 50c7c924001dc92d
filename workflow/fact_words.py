"""What an office calls each fact, and how its value is told on paper."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflow.facts import COMMON, FACTS
from workflow.items import ITEM, Item
from workflow.vocabulary import Action, Word

# fmt: off
#: The Chinese word of every fact.
FACT_WORDS: Mapping[str, str] = {
    "channel": "来件方式", "kind": "申请人类别", "outcome": "结果", "items": "各项内容",
    "what": "内容", "with": "向谁", "party": "对象", "delivered": "送达日", "opinion": "意见",
    "consultation": "所答征求意见", "answer_within_days": "答复工作日数", "days": "工作日数", "until": "截至",
    "reason": "理由", "right_reason": "更正后的理由", "why": "原因", "signed_by": "签发人", "to": "交给",
    "send_by": "拟送达方式", "method": "送达方式", "posted": "交邮之日", "signed": "签收之日",
    "tracking": "邮件号",
    "way": "提供方式", "where": "获取途径", "given": "提供的内容", "withheld": "不予公开的内容",
    "ground": "不予公开的情形", "opinion_summary": "意见摘要", "forbidding_law": "禁止公开的依据",
    "special_law": "特别规定", "reasons_given": "申请人说明的理由", "result": "处理情况",
    "search": "检索情况", "search_where": "检索地点", "search_on": "检索日期", "search_by": "检索人",
    "search_words": "检索词", "right_body": "负责公开的机关", "right_body_contact": "该机关联系方式",
    "earlier_on": "前次答复日期", "earlier_number": "前次答复文号",
    "per": "计收方式", "count": "数量", "before": "本月此前件数", "amount": "金额（元）", "basis": "收费依据",
    "tariff": "收费标准", "how_to_pay": "缴纳方式", "decision": "决定书",
    "line": "所更正的记录", "day": "更正后的日期", "text": "内容", "note": "备注",
    "letter": "文书", "of": "所告知的记录", "number": "文号", "docx": "DOCX校验值", "pdf": "PDF校验值",
    "proceeding": "所涉复议诉讼", "proceeding_kind": "类型", "proceeding_result": "审理结果",
    "received": "收到副本之日", "simple": "简易程序", "body": "受理机关", "case_number": "案号",
    "issued": "所作废的记录", "assumed": "推定", "irregular": "不合规定的情况",
}
# fmt: on


def told(action: Action, facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The facts of an entry as pairs of Chinese text, in the order they stand."""
    return tuple((FACT_WORDS[name], told_value(action, name, value)) for name, value in facts.items())


def told_value(action: Action, name: str, value: Any) -> str:
    """One value in Chinese: words by their wording, money in yuan, items one a line."""
    if isinstance(value, tuple):
        return "\n".join(f"{n}. {told_item(item)}" for n, item in enumerate(value, start=1))
    return _plain(_kind(action, name), value)


def told_item(item: Item) -> str:
    """An item of an answer in Chinese: what was asked for, its outcome, and what is told of it."""
    rest = [
        f"{FACT_WORDS[name]}：{_plain(ITEM[name].kind, value)}"
        for name, value in item.items()
        if name not in ("what", "outcome")
    ]
    return "；".join([f"{item['what']}：{_plain(ITEM['outcome'].kind, item['outcome'])}", *rest])


def _kind(action: Action, name: str) -> object:
    # A correction holds the facts of the entry it mends.
    places = (COMMON, FACTS[action], *FACTS.values())
    return next(facts[name].kind for facts in places if name in facts)


def _plain(kind: object, value: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, Word):
        return kind.of(value).zh
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value / 100:.2f}".removesuffix(".00") if kind == "money" else str(value)
