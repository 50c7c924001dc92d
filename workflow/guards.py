"""What the law forbids although the table allows it: days, maxima, and what must have come before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from workflow.charging import fee_of
from workflow.entries import NO_FACTS, Entry
from workflow.errors import Refused
from workflow.items import ANSWER_WORDS, Item, check_outcome
from workflow.proceedings import meant_by
from workflow.reckoning import Reckoning
from workflow.vocabulary import Action, Effect, Outcome, ProceedingKind, ProceedingResult, ServiceMethod

A = Action
Guard = Callable[[Reckoning, Entry], None]

#: Outcomes that an action of their own brings about.
NOT_ANSWERS = {
    Outcome.WITHDRAWN: A.WITHDRAW,
    Outcome.CLARIFICATION_LAPSED: A.LAPSE,
    Outcome.FEE_LAPSED: A.LAPSE,
}
#: The days an answer may tell of in words.
DAYS_TOLD = tuple(name for name, fact in ANSWER_WORDS.items() if fact.kind == "day")


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal is not None else None


def clarification_in_time(reckoning: Reckoning, entry: Entry) -> None:
    """2019 第三十条: …自收到申请之日起7个工作日内一次性告知申请人作出补正…."""
    due = reckoning.notice_due()
    if due is not None and entry.on.toordinal() > due:
        raise Refused(
            "clarification_too_late",
            "Clarification could be asked for until {due}; {on} is too late.",
            due=_day(due),
            on=entry.on,
        )


def extension_within_law(reckoning: Reckoning, entry: Entry) -> None:
    """2019 第三十三条第二款: …延长的期限最长不得超过20个工作日; granted once, and before the reply day."""
    maximum = reckoning.statute.limits["extension"].days
    days = entry.facts["days"]
    if maximum is not None and days > maximum:
        raise Refused(
            "extension_too_long",
            "An extension of {days} working days is more than the {maximum} the law allows ({article}).",
            days=days,
            maximum=maximum,
            article=reckoning.statute.limits["extension"].sentence.article,
        )
    if reckoning.periods[-1].extension or reckoning.periods[-1].until:
        raise Refused("extended_already", "The reply has been extended once already.")
    _before_reply_day(reckoning, entry, reckoning.reply_due())


def shortening_within_law(reckoning: Reckoning, entry: Entry) -> None:
    """An extension can be taken back, or shortened, until the first limit has passed."""
    extension, days = reckoning.periods[-1].extension, entry.facts.get("days", 0)
    if not extension:
        raise Refused("no_extension", "There is no extension to shorten.")
    if days >= extension:
        raise Refused(
            "not_shorter",
            "The extension is {extension} working days; {days} would not shorten it.",
            extension=extension,
            days=days,
        )
    _before_reply_day(reckoning, entry, reckoning.reply_due(extended=False))


def _before_reply_day(reckoning: Reckoning, entry: Entry, due: int | None) -> None:
    if due is not None and entry.on.toordinal() > due:
        raise Refused(
            "after_the_limit",
            "The reply was due on {due}; the period cannot be changed on {on} any more.",
            due=_day(due),
            on=entry.on,
        )


def deferral_is_later(reckoning: Reckoning, entry: Entry) -> None:
    """2019 第三十五条: …可以确定延迟答复的合理期限并告知申请人."""
    due, until = reckoning.reply_due(), entry.facts["until"]
    _before_reply_day(reckoning, entry, due)
    if until <= entry.on or (due is not None and until.toordinal() <= due):
        raise Refused("deferral_too_early", "{until} does not defer the reply.", until=until)


def letter_leaves_before_it_arrives(reckoning: Reckoning, entry: Entry) -> None:
    """A letter cannot arrive before it leaves."""
    delivered = entry.facts.get("delivered", entry.on)
    if delivered < entry.on:
        raise Refused(
            "delivered_before_sent",
            "The letter cannot be delivered on {delivered}, before it left on {on}.",
            delivered=delivered,
            on=entry.on,
        )


def consultation_is_known(reckoning: Reckoning, entry: Entry) -> None:
    """An opinion belongs to one open consultation; with several open it must say to which."""
    found = reckoning.find_consultation(entry)
    if len(found) != 1:
        known = ", ".join(str(p.entry.facts.get("with", p.party.value)) for p in reckoning.open(A.CONSULT))
        raise Refused(
            "which_consultation",
            "Which consultation has ended? Name it with the fact “with”; open are: {open}.",
            open=known,
        )


def applicant_has_let_the_time_pass(reckoning: Reckoning, entry: Entry) -> None:
    """2019 第三十条: 申请人无正当理由逾期不补正的，视为放弃申请."""
    asked = reckoning.open(A.ASK_CLARIFICATION) or reckoning.open(A.CHARGE_FEE)
    due = reckoning.asked_due(asked[-1])
    if due is not None and entry.on.toordinal() <= due:
        raise Refused("not_lapsed_yet", "The applicant has until {due}.", due=_day(due))


def answer_is_an_answer(reckoning: Reckoning, entry: Entry) -> None:
    """The statute knows the answer and its items lead to it; a withdrawal or a lapse is an act of its own."""
    items = entry.facts.get("items", ())
    outcome = Outcome.of(entry.facts["outcome"])
    for told in (outcome, *(Outcome.of(item["outcome"]) for item in items)):
        reckoning.statute.outcome(told)
        if told in NOT_ANSWERS:
            raise Refused(
                "not_an_answer",
                "“{outcome}” is not an answer: take the action {action} instead.",
                outcome=told,
                action=NOT_ANSWERS[told],
            )
    if items:
        check_outcome(outcome, items)
    _looks_back(entry, items)


def _looks_back(answer: Entry, items: Sequence[Item]) -> None:
    """An answer tells of a search, or of an earlier reply, of its own day or before."""
    told = [(name, answer.facts.get(name)) for name in DAYS_TOLD]
    told += [(f"{n}: {name}", item.get(name)) for n, item in enumerate(items, 1) for name in DAYS_TOLD]
    for name, day in told:
        if day and day > answer.on:
            raise Refused(
                "tells_of_a_later_day",
                "{fact} = {day} lies after the answer of {on}.",
                fact=name,
                day=day,
                on=answer.on,
            )


def service_has_its_day(reckoning: Reckoning, entry: Entry) -> None:
    """235号 四: 邮寄的以交邮之日, 其他方式以签收之日为期限计算时点."""
    posted, signed = entry.facts.get("posted"), entry.facts.get("signed")
    by_post = entry.facts.get("method") == ServiceMethod.POST
    ends = posted if by_post else signed
    if ends not in (None, entry.on):
        raise Refused(
            "service_on_another_day",
            "The day that counts for the period is {ends}, not {on}.",
            ends=ends,
            on=entry.on,
        )
    if posted and signed and signed < posted:
        raise Refused(
            "signed_before_posted",
            "It was posted on {posted}; nobody signed for it on {signed}.",
            posted=posted,
            signed=signed,
        )


def fee_notice_in_time(reckoning: Reckoning, entry: Entry) -> None:
    """国办函〔2020〕109号: 应当在政府信息公开申请处理期限内…向申请人发出收费通知."""
    by_tariff = "per" in entry.facts
    fen = fee_of(reckoning.statute, entry) if by_tariff else entry.facts.get("amount")
    if fen == 0:
        raise Refused("nothing_to_pay", "There is nothing to pay: the applicant needs no fee notice.")
    if reckoning.statute.clock[A.CHARGE_FEE].effect is Effect.PAUSE:
        _before_reply_day(reckoning, entry, reckoning.reply_due())


def filing_has_its_procedure(reckoning: Reckoning, entry: Entry) -> None:
    """The copy comes after the filing, and the simple procedure is one the law knows."""
    filed_as = ProceedingKind.of(entry.facts["proceeding_kind"])
    received = entry.facts.get("received", entry.on)
    if received < entry.on:
        raise Refused(
            "copy_before_filing",
            "The copy cannot have come on {received}, before the filing on {on}.",
            received=received,
            on=entry.on,
        )
    if entry.facts.get("simple") and reckoning.statute.response(filed_as, received, simple=True) is None:
        raise Refused(
            "no_simple_procedure",
            "The law knows no simple procedure for {kind} received on {received}.",
            kind=filed_as,
            received=received,
        )


def proceeding_is_open(reckoning: Reckoning, entry: Entry) -> None:
    """An answer and a decision belong to one proceeding that is open; with several open they say to which."""
    meant = meant_by(reckoning.proceedings, entry)
    if len(meant) == 1:
        return
    open_ = meant_by(reckoning.proceedings, replace(entry, facts=NO_FACTS))
    if not open_:
        raise Refused(
            "no_open_proceeding", "On {on} there is no proceeding to take this step in.", on=entry.on
        )
    raise Refused(
        "which_proceeding",
        "Which proceeding? Name the entry of its filing: --line, or the fact “proceeding”."
        " Open on {on}: {open}.",
        on=entry.on,
        open=tuple(str(one.line) for one in open_),
    )


def response_follows_the_copy(reckoning: Reckoning, entry: Entry) -> None:
    """The office answers what it has received."""
    proceeding_is_open(reckoning, entry)
    (meant,) = meant_by(reckoning.proceedings, entry)
    if entry.on < meant.received_on:
        raise Refused(
            "answered_before_copy",
            "The copy came on {received}; it cannot have been answered on {on}.",
            received=meant.received_on,
            on=entry.on,
        )


def decision_decides(reckoning: Reckoning, entry: Entry) -> None:
    """A proceeding is decided once, with a result."""
    if entry.facts["proceeding_result"] == ProceedingResult.PENDING:
        raise Refused("pending_is_no_result", "“{result}” is no result.", result=ProceedingResult.PENDING)
    proceeding_is_open(reckoning, entry)


def reopening_names_a_proceeding(reckoning: Reckoning, entry: Entry) -> None:
    """What a request is taken up again for has been filed."""
    line = entry.facts.get("proceeding")
    if line is not None and line not in reckoning.proceedings:
        raise Refused(
            "no_such_proceeding", "On {on} entry {entry} tells of no proceeding.", entry=line, on=entry.on
        )


GUARDS: Mapping[Action, Guard] = {
    A.ASK_CLARIFICATION: clarification_in_time,
    A.EXTEND: extension_within_law,
    A.SHORTEN_EXTENSION: shortening_within_law,
    A.DEFER: deferral_is_later,
    A.CONSULT: letter_leaves_before_it_arrives,
    A.END_CONSULTATION: consultation_is_known,
    A.LAPSE: applicant_has_let_the_time_pass,
    A.ANSWER: answer_is_an_answer,
    A.SERVE: service_has_its_day,
    A.SERVE_AGAIN: service_has_its_day,
    A.CHARGE_FEE: fee_notice_in_time,
    A.FILE_PROCEEDING: filing_has_its_procedure,
    A.RESPOND: response_follows_the_copy,
    A.DECIDE_PROCEEDING: decision_decides,
    A.REOPEN: reopening_names_a_proceeding,
}
