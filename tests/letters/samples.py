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
        "until": date(2018, 3, 30),
        "notice_on": date(2018, 1, 4),
        "clarified_on": date(2018, 1, 12),
        "pay_by": date(2018, 2, 6),
        "withdrawn_on": date(2018, 1, 10),
        "earlier_on": date(2017, 11, 20),
        "dated": date(2018, 1, 4),
    },
    "cn-2019": {
        "received_on": date(2024, 4, 30),
        "due": date(2024, 5, 30),
        "clarify_by": date(2024, 5, 17),
        "old_due": date(2024, 5, 30),
        "new_due": date(2024, 6, 28),
        "days": 20,
        "until": date(2024, 8, 30),
        "notice_on": date(2024, 5, 6),
        "clarified_on": date(2024, 5, 14),
        "pay_by": date(2024, 6, 3),
        "withdrawn_on": date(2024, 5, 20),
        "earlier_on": date(2023, 11, 20),
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
    "fee_steps": "31至40件的部分，1件×200元=200元",
    "search": "于2018年1月3日在本机关档案室和公文系统中，以“丁村”“征地补偿”为关键词查找2010年至2017年的文件",
    "opinion_summary": "不同意公开，理由是协议载有其住址和银行账号",
    "forbidding_law": "《中华人民共和国测试法》第八条",
    "special_law": "《不动产登记资料查询暂行办法》",
    "given": "丁村2016年征地补偿安置方案正文及其批复，共12页",
    "withheld": "方案附件中各户的补偿协议，共34页",
    "ground": "privacy",
    "basis": "本月您向本机关提出申请共35件，本件为其中第31件，按件计收",
    "tariff": "同一申请人一个自然月内累计申请10件以下的不收费，11至30件的每件100元，"
    "31件以上的以10件为一档，每增加一档每件提高100元",
    "amount_yuan": "200",
    "how_to_pay": "凭本通知书到乙区政务服务中心财政窗口缴纳，或者通过非税收入电子缴款平台缴纳",
    "party": "third_party",
    "paused": "征求其他机关意见",
    "earlier_number": "乙政信息公开〔2023〕31号",
    "reasons_given": "了解各村征地补偿情况",
    "result": "将所附合同退还给您，该申请办理终结",
    "clerk_contact": "乙区政府办公室，0000-1234567",
}


#: What is said otherwise in some letters.
OWN_WORDS = {
    "third_party_consultation": {"with": "李四", "what": "补偿协议中贵方的住址、证件号码和银行账号"},
    "third_party_disclosure": {
        "with": "李四",
        "given": "补偿协议中的补偿面积、标准和金额，住址、证件号码和银行账号已作遮盖",
        "reason": "补偿标准是否统一关系到全村四百余户的切身利益",
    },
    "co_author_consultation": {"with": "甲市自然资源局", "what": "批复的附图"},
    "other_body_consultation": {"with": "甲市乙区档案馆", "what": "已移交档案的开放期限"},
    "reasons_notice": {"what": "自2024年1月1日以来，您就丁村征地事项向本机关提出申请46件"},
    "deferral_notice": {
        "what": "自2024年1月1日以来提出申请46件",
        "reason": "所涉案卷共210卷，需要逐卷调取、审查",
    },
    "excessive": {
        "what": "自2024年1月1日以来，您就丁村征地事项向本机关提出申请46件，其中内容相近的31件",
        "reason": "您已通过此前的答复获取全部相关政府信息，继续申请与所说明的理由没有关联",
    },
    "partial": {
        "way": "邮寄纸质复制件",
        "reason": "补偿协议载有村民的家庭住址、身份证件号码和银行账号",
        "forbidding_law": "",
    },
    "state_secret": {"reason": "该文件由乙区人民政府办公室依法定为秘密级国家秘密，尚在保密期限内"},
    "forbidden_by_law": {"reason": "该条规定此类普查资料不得对外提供"},
    "security_stability": {"reason": "该图标明城区供水管网的闸阀位置，公开后可能危及供水安全"},
    "trade_secret": {
        "opinion_summary": "不同意公开，理由是该报价文件载有其成本构成，从未对外公开",
        "reason": "报价文件载有第三方采取保密措施的成本构成，公开会损害其竞争利益",
    },
    "privacy": {"reason": "补偿协议载有村民的家庭住址、身份证件号码和银行账号"},
    "third_party": {
        "opinion_summary": "不同意公开，理由是该评估报告为其委托编制，尚在使用",
        "reason": "该评估报告由第三方提供给本机关审查之用，公开会损害其合法权益",
    },
    "internal_affairs": {"reason": "该文件是本机关工作人员的岗位分工和值班安排"},
    "process_information": {"reason": "该文件是方案批准前的讨论稿，内容尚未确定"},
    "enforcement_file": {"reason": "该材料是行政处罚案卷中的调查笔录"},
    "registry_inquiry": {"where": "乙区不动产登记中心查询窗口，地址为甲市丙路16号"},
    "not_government_information": {"reason": "该会议记录由丁村村民委员会在村民自治活动中形成"},
    "other_legal_ground": {"reason": "该档案尚未到开放期限"},
    "needs_making": {"reason": "需要从历年案卷中逐户摘录金额并分年汇总"},
    "still_unclear": {"reason": "仍未写明征地项目的名称、批复文号或者地块的位置"},
    "petition": {
        "reason": "要求本机关查处丁村村民委员会截留补偿款的行为",
        "where": "乙区信访局，地址为甲市丙路10号，电话0000-7654321",
    },
    "other_channel": {
        "reason": "要求本机关解释征地补偿政策，属于咨询",
        "where": "甲市12345政务服务便民热线",
    },
    "publication": {"where": "《甲市人民政府公报》2017年第4期，可以在甲市图书馆和乙区档案馆查阅"},
    "reconfirm": {"reason": "您要求在2017年已取得的批复复制件上重新加盖印章"},
    "withdrawn": {"reason": "已从其他途径获取所需信息"},
    "other": {"reason": "申请书只附有一份房屋租赁合同，没有提出获取政府信息的要求"},
}
#: What is said otherwise under the text of 2007.
OLD_WORDS = {
    "fee_notice": {
        "basis": "复制A4纸46页，挂号邮寄1件",
        "tariff": "复制费每页0.5元，邮寄费按邮政企业资费计收",
        "amount_yuan": "35.50",
        "fee_steps": "46页×0.5元=23元，挂号邮寄1件12.50元",
    },
    "reasons_notice": {"what": "申请书没有写明所需政府信息的用途"},
    "repeat": {"earlier_number": "乙政信息公开〔2017〕31号"},
    "reconfirm": {"earlier_number": "乙政信息公开〔2017〕31号"},
    "deferral_notice": {"what": "所需政府信息分散在210卷案卷中", "reason": "需要逐卷调取、审查"},
    "excessive": {"what": "自2017年1月1日以来，您就丁村征地事项向本机关提出申请46件，其中内容相近的31件"},
}


def replies(statute: str) -> dict[str, tuple[dict, ...]]:
    """The items of the made-up case, by the kind of the letter that answers them."""
    searched = DAYS[statute]["dated"]
    agreements = {
        "what": "丁村2016年征地各户补偿协议",
        "outcome": "privacy",
        "reason": "补偿协议载有村民的家庭住址、身份证件号码和银行账号",
        "opinion_summary": "不同意公开，理由是协议载有其住址和银行账号",
    }
    survey = {
        "what": "丁村2016年征地勘测定界图",
        "outcome": "not_ours",
        "right_body": "甲市自然资源局",
        "right_body_contact": "甲市丙路8号，0000-0000000",
    }
    minutes = {
        "what": "丁村2016年征地听证笔录",
        "outcome": "not_exist",
        "search_by": "档案室工作人员",
        "search_on": searched,
        "search_where": "本机关档案室和公文系统",
        "search_words": "丁村 听证",
    }
    register = {
        "what": "丁村2016年青苗补偿登记表",
        "outcome": "not_exist",
        "search": "查阅了丁村征地项目案卷全部12卷目录",
    }
    approval = {"what": "丁村2016年征地批复", "outcome": "provided", "way": "邮寄纸质复制件，共2页"}
    plan = {
        "what": "丁村2016年征地补偿安置方案",
        "outcome": "partial",
        "given": "方案正文，共10页",
        "withheld": "方案附图中的供水管网部分",
        "ground": "security_stability",
        "reason": "该部分标明城区供水管网的闸阀位置",
    }
    return {
        "not_exist": (minutes, register),
        "partial": (approval, plan, agreements, survey),
        "mixed_reply": (agreements, minutes, survey),
    }


#: The letters that are also shown as they are written from items.
ITEMISED = ("not_exist", "partial")


def itemised(letter: Letter) -> LetterContext:
    """What a letter says when all it tells of its answer stands in its items."""
    facts = {"clerk_contact": WORDS["clerk_contact"]}
    return context_of(letter, facts=facts, items=replies(letter.statute)[letter.kind])


def context_of(letter: Letter, **changes) -> LetterContext:
    """What a letter of this kind says in the made-up case, but for the changes."""
    days = DAYS[letter.statute]
    old = letter.statute == "cn-2008"
    facts = WORDS | days | OWN_WORDS.get(letter.kind, {}) | (OLD_WORDS.get(letter.kind, {}) if old else {})
    if letter.kind == "not_ours":
        del facts["reason"]
    if not old:
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
        "items": replies(letter.statute)["mixed_reply"] if letter.kind == "mixed_reply" else (),
    }
    return LetterContext(**made | changes)
