"""An office in which something has happened, so that no page is empty. Nobody in it is real."""

import io
from datetime import date, timedelta

from desk.attachment_files import papers
from desk.clerking import Clerk, make_drafts
from desk.listing_moved import list_on
from desk.office import House, now, today
from desk.press import renderer
from desk.proposing import propose_notice
from tests.workflow.notices import NOTICE
from workflow.arrivals import Arrival, add_arrival
from workflow.attaching import Purpose, attach
from workflow.casework import Act, Actor, Receipt, log_request, take
from workflow.file_words import AttachmentKind
from workflow.ledger import Applicant, Request
from workflow.machine import EVERY_ROLE
from workflow.outbox import Line, Route, Told, code_of
from workflow.vocabulary import Action, ApplicantKind, Channel, DeadlineKind

EVERYBODY = Actor("all", EVERY_ROLE)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PEOPLE = (
    Applicant("张三", "110105199001011234", "13800005678", "甲区人民路1号", "750000"),
    Applicant("李四", "", "13900001234"),
    Applicant("某某环保公益中心", "", "0951-0000000", "甲区建设街9号", "750001"),
)
# fmt: off
#: (asked for, working days since its receipt, the steps taken, each so many working days after it).
STORY = (
    ("城东片区征收补偿方案及批复", 38, ()),
    ("义务教育经费使用情况",       7,  ((Action.ACCEPT, 1, {}),)),
    ("食品安全抽检结果",           9,  ((Action.ACCEPT, 1, {}),)),
    ("污水处理厂环评批复",         24, ((Action.ACCEPT, 1, {}),)),
    ("公租房轮候名单",             20, ((Action.ACCEPT, 1, {}),)),
    ("老旧小区改造年度计划",       18, ((Action.ACCEPT, 1, {}),
                                        (Action.CONSULT, 3, {"with": "某业主委员会", "what": "改造方案"}))),
    ("河道治理工程中标通知书",     17, ((Action.ACCEPT, 2, {}),)),
    ("城区公交线路调整依据",       12, ((Action.ASK_CLARIFICATION, 3, {"what": "线路名称和年份"}),)),
    ("乡镇卫生院采购合同",         15, ((Action.ACCEPT, 1, {}),
                                        (Action.EXTEND, 9, {"days": 10, "reason": "需要汇总各卫生院资料",
                                                            "signed_by": "head"}))),
)
# fmt: on
ITEMS = [
    {"what": "抽检结果", "outcome": "provided", "way": "电子邮件"},
    {"what": "内部会商记录", "outcome": "internal_affairs", "reason": "属于内部工作记录"},
]


def live_in(house: House) -> None:
    """Log and walk the cases of the story, the third answered and with a scan; propose a holiday notice."""
    refs = [_walk(house, n, *told) for n, told in enumerate(STORY)]
    list_on(house, propose_notice(house, NOTICE, "2027.toml", EVERYBODY).id)
    day, answered = today(house.config), refs[2]
    told = {"items": ITEMS, "outcome": "partial", "signed_by": "head"}
    take(house.office, answered, Act(Action.ANSWER, day, told), EVERYBODY, now=now())
    scan = papers(house.config, [("申请表（扫描件）.pdf", io.BytesIO(PDF))])
    purpose = Purpose(AttachmentKind.REQUEST, 1)
    attach(house.office, answered, scan, purpose, EVERYBODY, on=day, now=now())
    with renderer(house.config) as fill:
        make_drafts(Clerk(house, EVERYBODY, fill, now()), answered)
    for n, (channel, subject) in enumerate(
        ((Channel.EMAIL, "道路限行依据"), (Channel.ONLINE, "停车收费标准"))
    ):
        came = Arrival(1, channel, day - timedelta(2 - n), PEOPLE[n], subject)
        add_arrival(house.ledger.arrivals, came, EVERYBODY, today=day, now=now())
    _tell_outside(house, refs)


def _tell_outside(house: House, refs: list[str]) -> None:
    """Messages of which the first could not be sent, the second has left and the third waits."""
    at, outbox = now(), house.ledger.outbox
    for ref in refs[:3]:
        line = Line(ref, DeadlineKind.REPLY, 1, today(house.config), 0)
        name = f"{ref} reply 1"
        outbox.put([Told(Route.MAIL, "all", name, code_of("", Route.MAIL, "all", name), (line,))], at)
    for ended in (lambda n: outbox.failed(n, "a", "邮件服务器拒收：550 没有这个邮箱", None),
                  lambda n: outbox.sent(n, "a", at)):  # fmt: skip
        ended(outbox.lease("a", at, at + timedelta(minutes=10), [Route.MAIL]).id)


def _walk(house: House, n: int, subject: str, since: int, steps: tuple) -> str:
    law = house.office.law
    day = today(house.config)
    workdays = law.workdays(law.regime(day))
    received = workdays.back(day, since)

    def after(days: int) -> date:
        return workdays.add(received, days)

    kind = ApplicantKind.WELFARE if n % 3 == 2 else ApplicantKind.NATURAL
    asked = Request(unit=1, applicants=(PEOPLE[n % 3],), subject=subject, topic="综合")
    receipt = Receipt(received, Channel.LETTER, kind)
    ref = log_request(house.office, asked, receipt, EVERYBODY, now=now()).record.ref
    for action, days, facts in steps:
        take(house.office, ref, Act(action, after(days), facts), EVERYBODY, now=now())
    return ref
