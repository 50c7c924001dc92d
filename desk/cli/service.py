"""Service: the reply handed over, posted, signed for, returned, and served again."""

from datetime import date
from typing import Annotated

import typer
from typer import Option

from desk.cli.cases import Ref, VersionOption, take_act
from desk.cli.desk import Desk
from desk.cli.options import day_option, word_option
from workflow.casework import Act, look
from workflow.errors import BadFacts
from workflow.vocabulary import Action, Delivery, ServiceMethod


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("serve")(serve)


def serve(
    context: typer.Context,
    ref: Ref,
    method: Annotated[
        ServiceMethod | None, Option(parser=word_option(ServiceMethod), metavar="METHOD")
    ] = None,
    posted: Annotated[date | None, Option(parser=day_option, metavar="DATE", help="交邮之日")] = None,
    signed: Annotated[date | None, Option(parser=day_option, metavar="DATE", help="签收之日")] = None,
    returned: Annotated[date | None, Option(parser=day_option, metavar="DATE", help="退回之日")] = None,
    reason: Annotated[str, Option(help="Why the post brought it back.")] = "",
    tracking: Annotated[str, Option(help="The post's number.")] = "",
    if_version: VersionOption = None,
) -> None:
    """Record that the reply was served: posted on a day, or handed over, sent or signed for on one.

    By post the day of posting ends the clock, otherwise the day it was signed for
    (国办公开办函〔2016〕235号第四条). A reply on its way takes --signed, or --returned, alone; one that came
    back is served again with a --method, which moves no clock.
    """
    desk: Desk = context.obj
    if method is None:
        act = _news(signed, returned, reason)
    else:
        delivery = look(desk.house.office, ref).case.delivery
        action = Action.SERVE_AGAIN if delivery is Delivery.RETURNED else Action.SERVE
        act = _service(action, method, posted, signed, tracking)
    take_act(desk, ref, act, if_version)


def _news(signed: date | None, returned: date | None, reason: str) -> Act:
    """What the post tells of a reply on its way."""
    if signed and not returned:
        return Act(Action.SIGN_FOR, signed, {})
    if returned and not signed:
        return Act(Action.RETURN_MAIL, returned, {"reason": reason} if reason else {})
    raise BadFacts(
        "no_service_method", "Service wants --method; of a reply on its way, --signed or --returned alone."
    )


def _service(
    action: Action, method: ServiceMethod, posted: date | None, signed: date | None, tracking: str
) -> Act:
    days = {"posted": posted, "signed": signed}
    facts = {"method": method.value} | {name: str(day) for name, day in days.items() if day}
    facts |= {"tracking": tracking} if tracking else {}
    ends, option = (posted, "--posted") if method is ServiceMethod.POST else (signed, "--signed")
    if ends is None:
        raise BadFacts("no_service_day", "{method} wants its day: {option}.", method=method, option=option)
    return Act(action, ends, facts)
