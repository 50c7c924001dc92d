"""A dozen live cases around today, one for every place a case can stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from workflow.casework import Act, Actor, Office, Receipt, log_request, take
from workflow.ledger import Applicant, Request
from workflow.vocabulary import Action, ApplicantKind, Channel
from workflow.workdays import Workdays

A, C, K = Action, Channel, ApplicantKind
#: (working days after receipt, action, facts). The facts are as a clerk types them.
Step = tuple[int, Action, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Story:
    """A made-up case: received so many working days before today, and what happened since."""

    days_ago: int
    channel: Channel
    kind: ApplicantKind
    applicant: str
    subject: str
    topic: str
    steps: Sequence[Step]


def _answered(outcome: str, after: int = 6, **facts: str) -> tuple[Step, ...]:
    return (
        (1, A.ACCEPT, {}),
        (after, A.ANSWER, {"outcome": outcome, **facts}),
        (after, A.SERVE, {"method": "post"}),
    )


LAND, WORK, PLAN, OTHER = "房屋拆迁与补偿", "劳动就业和社会保障", "城市规划", "其他"
WHAT = {"what": "请写明所需文件的名称、文号或者形成的大致时间", "answer_within_days": 10}
ASKED = {"with": "某建筑公司", "party": "third_party"}
LONGER = {"days": 15, "reason": "所涉档案需向档案馆调取"}

#: A review whose answer is awaited, and a suit the applicant took back.
REVIEW: tuple[Step, ...] = ((11, A.FILE_PROCEEDING, {"proceeding_kind": "review", "body": "银川市人民政府"}),)
SUIT: tuple[Step, ...] = (
    (11, A.FILE_PROCEEDING, {"proceeding_kind": "suit", "body": "银川铁路运输法院"}),
    (14, A.RESPOND, {}),
    (17, A.DECIDE_PROCEEDING, {"proceeding_result": "other", "note": "原告撤回起诉"}),
)

# fmt: off
STORIES: tuple[Story, ...] = (
    Story(0,  C.ONLINE,    K.NATURAL,  "申请人寅", "某老旧小区改造项目的资金使用情况", PLAN, ()),
    Story(2,  C.LETTER,    K.NATURAL,  "申请人卯", "某地块土地征收公告", LAND, ((1, A.ACCEPT, {}),)),
    Story(8,  C.LETTER,    K.NATURAL,  "申请人辰", "有关拆迁的全部文件", LAND, ((3, A.ASK_CLARIFICATION, WHAT),)),
    Story(12, C.ONLINE,    K.BUSINESS, "某物流有限公司", "某道路施工合同", PLAN, ((1, A.ACCEPT, {}), (4, A.CONSULT, ASKED))),
    Story(24, C.LETTER,    K.NATURAL,  "申请人巳", "某村历年征地补偿发放明细", LAND, ((1, A.ACCEPT, {}), (15, A.EXTEND, LONGER))),
    Story(17, C.FAX,       K.RESEARCH, "某研究所", "近五年就业困难人员认定数据", WORK, ((1, A.ACCEPT, {}),)),
    Story(20, C.IN_PERSON, K.NATURAL,  "申请人午", "某项目环境影响评价批复", PLAN, ((1, A.ACCEPT, {}),)),
    Story(22, C.LETTER,    K.NATURAL,  "申请人未", "某安置房分房方案", LAND, ((1, A.ACCEPT, {}),)),
    Story(16, C.EMAIL,     K.LEGAL,    "某律师事务所", "某行政区划调整的请示", OTHER,
          _answered("provided", 9, way="以电子邮件提供复印件，共4页")),
    Story(15, C.ONLINE,    K.NATURAL,  "申请人申", "本年度保障性住房分配结果", LAND,
          _answered("already_public", where="区政府门户网站“住房保障”栏目")),
    Story(14, C.LETTER,    K.NATURAL,  "申请人酉", "某国道改线工程用地批准文件", OTHER,
          _answered("not_ours", right_body="自治区自然资源厅", right_body_contact="见该厅门户网站")),
    Story(18, C.LETTER,    K.WELFARE,  "某志愿者协会", "某社区2003年会议记录", OTHER,
          (*_answered("not_exist", 9, search="在本机关档案室和公文系统中以“某社区”“会议记录”为关键词检索2002年至2004年文件"), *SUIT)),
    Story(13, C.LETTER,    K.NATURAL,  "申请人戌", "某企业职工名册", WORK, (*_answered("privacy", 9, reason="名册含职工身份信息", opinion_summary="所涉职工书面表示不同意公开，理由合理"), *REVIEW)),
    Story(11, C.ONLINE,    K.OTHER,    "某合作社", "某补贴项目评审表", OTHER, ((1, A.ACCEPT, {}), (3, A.WITHDRAW, {"reason": "申请人自行撤回"}))),
)
# fmt: on


def tell_stories(office: Office, unit: int, actor: Actor, *, today: date, now: datetime) -> int:
    """Log the stories as if each had happened on its days; how many there are."""
    workdays = office.law.workdays(office.law.regime(today))
    for number, story in zip(count(1), STORIES, strict=False):
        received = workdays.back(today, story.days_ago)
        contact = f"电话 0951-{number:07}"
        request = Request(unit, (Applicant(story.applicant, contact=contact),), story.subject, story.topic)
        receipt = Receipt(received, story.channel, story.kind)
        done = log_request(office, request, receipt, actor, now=now)
        for act in _acts(story, received, workdays):
            take(office, done.record.ref, act, actor, now=now)
    return len(STORIES)


def _acts(story: Story, received: date, workdays: Workdays) -> Sequence[Act]:
    return [Act(action, workdays.add(received, after), facts) for after, action, facts in story.steps]
