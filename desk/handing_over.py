"""A reply handed over: the act that a service is, and what a reply sent by net must have told."""

from datetime import date

from desk.letterbox import called_for, pick
from desk.office import House
from desk.wording import lacks_online_review
from letters.kept import recall
from workflow.casework import Act, Done
from workflow.errors import BadFacts, Bilingual
from workflow.paperwork import Told, find
from workflow.service import services
from workflow.vocabulary import Action, Delivery, ServiceMethod


def service_act(
    delivery: Delivery | None, method: ServiceMethod, posted: date | None, signed: date | None, tracking: str
) -> Act:
    """The service of a reply, or its service anew where the post brought it back (`delivery`).

    By post the day of posting ends the clock, otherwise the day it was signed for
    (国办公开办函〔2016〕235号第四条).

    Raises:
        BadFacts: that day is missing.
    """
    action = Action.SERVE_AGAIN if delivery is Delivery.RETURNED else Action.SERVE
    days = {"posted": posted, "signed": signed}
    facts = {"method": method.value} | {name: str(day) for name, day in days.items() if day}
    facts |= {"tracking": tracking} if tracking else {}
    by_post = method is ServiceMethod.POST
    ends, fact = (posted, POSTED) if by_post else (signed, SIGNED)
    if ends is None:
        raise BadFacts("no_service_day", "{method} wants its day: {fact}.", method=method, fact=fact)
    return Act(action, ends, facts)


POSTED, SIGNED = Bilingual("posted", "交邮之日（posted）"), Bilingual("signed", "签收之日（signed）")


def untold_online(house: House, done: Done) -> list[str]:
    """The numbers of the letters last served, by net, that do not tell where review is asked for online.

    《中华人民共和国行政复议法》（2023年修订）第二十二条第二款: they must; the applicant is told in writing.
    """
    served = services(done.record.entries)
    if not served or served[-1].method is not ServiceMethod.ONLINE:
        return []
    called = pick(called_for(house.office.law, done), line=served[-1].answer)
    letters = [(each, find(house.ledger, Told(done.record.ref, *each.place))) for each in called]
    return [
        letter.number
        for each, letter in letters
        if letter and letter.number and lacks_online_review(each, recall(letter.words))
    ]
