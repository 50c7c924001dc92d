"""An office in which something has happened, so that no page is empty."""

from datetime import timedelta

from desk.office import House, now, today
from workflow.casework import Act, Actor, Receipt, log_request, take
from workflow.ledger import Applicant, Request
from workflow.machine import EVERY_ROLE
from workflow.vocabulary import Action, ApplicantKind, Channel

EVERYBODY = Actor("all", EVERY_ROLE)


def live_in(house: House) -> None:
    """Log three cases: one only received and overdue, one accepted, one answered in parts."""
    day = today(house.config)
    for n, (subject, days) in enumerate(
        (("城东片区征收补偿方案", 60), ("义务教育经费", 7), ("食品抽检结果", 9))
    ):
        applicant = Applicant("张三", "110105199001011234", "13800005678", "甲区人民路1号", "750000")
        asked = Request(unit=1, applicants=(applicant,), subject=subject, topic="教育")
        receipt = Receipt(day - timedelta(days), Channel.LETTER, ApplicantKind.NATURAL)
        ref = log_request(house.office, asked, receipt, EVERYBODY, now=now()).record.ref
        if n:
            take(house.office, ref, Act(Action.ACCEPT, day - timedelta(days - 1), {}), EVERYBODY, now=now())
    items = [
        {"what": "抽检结果", "outcome": "provided", "way": "电子邮件"},
        {"what": "举报人名单", "outcome": "privacy", "reason": "涉及个人隐私"},
    ]
    told = {"items": items, "outcome": "partial", "signed_by": "head"}
    take(house.office, ref, Act(Action.ANSWER, day, told), EVERYBODY, now=now())
