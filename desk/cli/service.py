"""Service: the reply handed over, posted, signed for, returned, and served again."""

from datetime import date
from typing import Annotated

import typer
from typer import Option

from desk.cli.cases import Ref, VersionOption, take_act
from desk.cli.desk import Desk
from desk.cli.options import day_option, word_option
from desk.handing_over import service_act, untold_online
from workflow.casework import Act, look
from workflow.errors import BadFacts
from workflow.vocabulary import Action, ServiceMethod


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
    given = {"--posted": posted, "--signed": signed, "--tracking": tracking}
    given |= {"--returned": returned, "--reason": reason}
    step = "--method" if method else "--returned" if returned else "--signed"
    strays = [option for option, value in given.items() if value and option not in BELONGS[step]]
    if method:
        act = service_act(look(desk.house.office, ref).case.delivery, method, posted, signed, tracking)
    elif returned:
        act = Act(Action.RETURN_MAIL, returned, {"reason": reason} if reason else {})
    elif signed:
        act = Act(Action.SIGN_FOR, signed, {})
    else:
        raise BadFacts(
            "no_service_method",
            "Service wants --method; of a reply on its way, --signed or --returned alone.",
        )
    if strays:
        raise BadFacts("stray_option", "{option} does not go with {step}.", option=strays[0], step=step)
    done = take_act(desk, ref, act, if_version)
    for number in untold_online(desk.house, done) if method else ():
        desk.say(
            "Mind: {number} went by net, but does not tell where review is asked for online, as it must"
            " (《中华人民共和国行政复议法》第二十二条第二款): tell the applicant in writing.",
            number=number,
        )


#: What can be told together with what makes the step: a service, a signature, a return.
BELONGS = {
    "--method": ("--posted", "--signed", "--tracking"),
    "--signed": ("--signed",),
    "--returned": ("--returned", "--reason"),
}
