"""The made-up cases whose letters the golden files hold."""

from datetime import date

from letters.catalogue import Letter
from letters.compose import LetterContext

REMEDIES = (
    "如对本答复不服，可以自收到本答复之日起六十日内向甲市人民政府申请行政复议，"
    "或者自收到本答复之日起六个月内向甲市乙区人民法院提起行政诉讼。"
)

DAYS = {
    "cn-2008": {
        "received_on": date(2018, 1, 2),
        "due": date(2018, 1, 23),
        "clarify_by": date(2018, 1, 18),
        "old_due": date(2018, 1, 23),
        "new_due": date(2018, 2, 12),
        "days": 15,
        "dated": date(2018, 1, 4),
    },
    "cn-2019": {
        "received_on": date(2024, 4, 30),
        "due": date(2024, 5, 30),
        "clarify_by": date(2024, 5, 17),
        "old_due": date(2024, 5, 30),
        "new_due": date(2024, 6, 28),
        "days": 20,
        "dated": date(2024, 5, 6),
    },
}

WORDS = {
    "what": "请写明所需征地批复的文号或者地块的位置，以及需要的年份；另请注明获取信息的方式",
    "answer_within_days": 10,
    "reason": "所申请的档案存放在区档案馆，调取和整理需要较长时间",
    "way": "邮寄纸质复制件，共3页",
    "where": "甲市乙区人民政府门户网站“信息公开”栏目，网址为 https://example.gov.cn/zwgk/2017/12.html",
    "right_body": "甲市自然资源局",
    "right_body_contact": "甲市丙路8号，0000-0000000",
    "search": "于2018年1月3日在本机关档案室和公文系统中，以“丁村”“征地补偿”为关键词查找2010年至2017年的文件",
    "clerk_contact": "乙区政府办公室，0000-1234567",
}


def context_of(letter: Letter, **changes) -> LetterContext:
    """What a letter of this kind says in the made-up case, but for the changes."""
    days = DAYS[letter.statute]
    facts = WORDS | days
    if letter.kind == "not_ours":
        del facts["reason"]
    if letter.statute == "cn-2019":
        facts["search"] = str(facts["search"]).replace("2018年1月3日", "2024年5月6日")
    made = {
        "office": "甲市乙区人民政府办公室",
        "ref": f"{days['received_on'].year}-0001",
        "number": f"乙政信息公开〔{days['dated'].year}〕7号",
        "applicant": "张三",
        "organisation": False,
        "subject": "丁村2016年征地补偿安置方案及其批复",
        "received_on": days["received_on"],
        "channel": "信函",
        "dated": days["dated"],
        "remedies": REMEDIES,
        "facts": facts,
    }
    return LetterContext(**made | changes)
