"""Service: the reply handed over, posted, signed for, returned, and served again."""

from datetime import date
from typing import Annotated

import typer
from typer import Option

from desk.cli.cases import Ref, VersionOption, take_act
from desk.cli.desk import Desk
from desk.cli.options import day_option, word_option
from desk.handing_over import untold_online
from desk.service_told import Service, act_of
from workflow.casework import look
from workflow.vocabulary import ServiceMethod


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
    service = Service(method, posted, signed, returned, reason, tracking)
    act = act_of(service, look(desk.house.office, ref).case.delivery)
    done = take_act(desk, ref, act, if_version)
    for number in untold_online(desk.house, done) if method else ():
        desk.say(
            "Mind: {number} went by net, but does not tell where review is asked for online, as it must"
            " (《中华人民共和国行政复议法》第二十二条第二款): tell the applicant in writing.",
            number=number,
        )
