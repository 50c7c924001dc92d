"""By which way a reply goes, as far as the case tells."""

from desk.intake.words import METHODS
from workflow.entries import Entry
from workflow.ledger import Request
from workflow.vocabulary import Channel, ServiceMethod


def reply_way(request: Request, channel: Channel, told: Entry) -> ServiceMethod:
    """How the letter of an entry goes to the applicant, where it has not been served yet.

    As the answer says (`send_by`); else as the applicant asked, where that is exactly one of the ways as a
    ledger may call them; else as the request came in: by net to who wrote by net, to all others by post.
    """
    if "send_by" in told.facts:
        return ServiceMethod.of(told.facts["send_by"])
    asked = METHODS.get(request.way.strip().casefold())
    if asked is not None:
        return asked
    return ServiceMethod.ONLINE if channel in (Channel.ONLINE, Channel.EMAIL) else ServiceMethod.POST
