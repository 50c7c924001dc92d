"""Which act a service is, by what is told of it: handed over, posted, signed for, returned, served again."""

from dataclasses import dataclass
from datetime import date

from desk.handing_over import service_act
from workflow.casework import Act
from workflow.errors import BadFacts
from workflow.vocabulary import Action, Delivery, ServiceMethod

#: What can be told together with what makes the step: a service, a signature, a return.
BELONGS = {
    "--method": ("--posted", "--signed", "--tracking"),
    "--signed": ("--signed",),
    "--returned": ("--returned", "--reason"),
}


@dataclass(frozen=True, slots=True)
class Service:
    """What somebody tells of a service: by which method, and the days it was posted, signed for, returned."""

    method: ServiceMethod | None = None
    posted: date | None = None
    signed: date | None = None
    returned: date | None = None
    reason: str = ""
    tracking: str = ""


def act_of(service: Service, delivery: Delivery | None) -> Act:
    """The act, of a reply that has come as far as `delivery`.

    Raises:
        BadFacts: it says too little, or what does not go together.
    """
    if service.method:
        act = service_act(delivery, service.method, service.posted, service.signed, service.tracking)
    elif service.returned:
        act = Act(Action.RETURN_MAIL, service.returned, {"reason": service.reason} if service.reason else {})
    elif service.signed:
        act = Act(Action.SIGN_FOR, service.signed, {})
    else:
        raise BadFacts(
            "no_service_method",
            "Service wants --method; of a reply on its way, --signed or --returned alone.",
        )
    _check_strays(service)
    return act


def _check_strays(service: Service) -> None:
    given = {"--posted": service.posted, "--signed": service.signed, "--tracking": service.tracking}
    given |= {"--returned": service.returned, "--reason": service.reason}
    step = "--method" if service.method else "--returned" if service.returned else "--signed"
    strays = [option for option, value in given.items() if value and option not in BELONGS[step]]
    if strays:
        raise BadFacts("stray_option", "{option} does not go with {step}.", option=strays[0], step=step)
