"""What each act does to the paper, and from where it is possible."""

from datetime import date

from tests.oracle.days import ONE_DAY, working_day_after


class Impossible(Exception):
    """This cannot have happened, or not on that day."""


def demand(fact, why):
    if not fact:
        raise Impossible(why)


def day_of(text):
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise Impossible("not_a_day") from None


def moves_to(state):
    """An act that only says where the case stands now."""
    return lambda paper, _day, _facts: setattr(paper, "state", state)


def stays(_paper, _day, _facts):
    """An act that changes nothing."""


def ask_clarification(paper, day, facts):
    notice = paper.law["notice"]
    demand(not notice or day <= working_day_after(paper.last_text, notice, paper.calendar), "notice_too_late")
    paper.text_awaited = {"on": day, "within": facts.get("answer_within_days"), "back": paper.state}
    paper.state = "clarifying"


def clarify(paper, day, _facts):
    asked, paper.text_awaited, paper.last_text = paper.text_awaited, None, day
    paper.state = asked["back"]
    if paper.law["text"] == "restarts":
        paper.restart(day)
    else:
        paper.pauses.append((asked["on"], day))


def consult(paper, day, facts):
    after = day_of(facts["delivered"]) if facts.get("delivered") else day
    party = facts.get("party") or "third_party"
    paper.consultations.append({"after": after, "with": facts.get("with"), "party": party, "ended": None})
    paper.state = "consulting"


def end_consultation(paper, day, facts):
    meant = [c for c in paper.consultations if not c["ended"]]
    for name in ("with", "party"):
        if facts.get(name):
            meant = [c for c in meant if c[name] == facts[name]]
    demand(len(meant) == 1, "which_consultation")
    meant[0]["ended"] = day
    if all(c["ended"] for c in paper.consultations):
        paper.state = paper.calm()


def extend(paper, day, facts):
    days = facts.get("days")
    demand(isinstance(days, int) and 1 <= days <= (paper.law["longest"] or days), "days")
    demand(not paper.extension and not paper.deferred_to, "extended_already")
    due = paper.due()
    demand(not due or day <= due, "extended_too_late")
    paper.extension = days
    if paper.state == "accepted":
        paper.state = "extended"


def shorten_extension(paper, day, facts):
    days = facts.get("days", 0)
    demand(isinstance(days, int) and 0 <= days < paper.extension, "days")
    first_limit = paper.limit(0)
    demand(not first_limit or day <= first_limit, "shortened_too_late")
    paper.extension = days
    if paper.state == "extended":
        paper.state = paper.calm()


def defer(paper, day, facts):
    until, due = day_of(facts.get("until")), paper.due()
    demand(until > day and (not due or until > due), "not_later")
    demand(not due or day <= due, "deferred_too_late")
    paper.deferred_to = until
    if paper.state == "accepted":
        paper.state = "extended"


def charge_fee(paper, day, _facts):
    due = paper.due()
    demand(paper.statute == "cn-2008" or not due or day <= due, "charged_too_late")
    paper.fee_asked = day


def pay_fee(paper, day, _facts):
    demand(paper.fee_asked, "no_fee")
    asked, paper.fee_asked = paper.fee_asked, None
    if paper.law["fee"] == "restarts":
        paper.restart(day)
        paper.state = "accepted" if paper.state == "extended" else paper.state
    if paper.law["fee"] == "pauses":
        paper.pauses.append((asked - ONE_DAY, day))


def lapse(paper, day, _facts):
    if paper.state == "clarifying":
        asked, within = paper.text_awaited["on"], paper.text_awaited["within"]
    else:
        demand(paper.fee_asked, "nothing_to_lapse")
        asked, within = paper.fee_asked, 20 if paper.statute == "cn-2019" else None
    demand(not within or day > working_day_after(asked, within, paper.calendar), "too_soon")
    paper.state = "ended"


def reopen(paper, day, facts):
    period = facts.get("days", paper.law["reply"])
    demand(isinstance(period, int) and period >= 1, "days")
    paper.begin(day, period, "accepted")


# fmt: off
OPEN = ("received", "clarifying", "accepted", "consulting", "extended")
HANDLED = ("accepted", "consulting", "extended")
ANY = (*OPEN, "answered", "served", "ended")
ACTS = {
    "accept":               (("received",),                        moves_to("accepted")),
    "ask_clarification":    (("received", "accepted"),             ask_clarification),
    "clarify":              (("clarifying",),                      clarify),
    "consult":              (HANDLED,                              consult),
    "end_consultation":     (("consulting",),                      end_consultation),
    "extend":               (("accepted", "consulting"),           extend),
    "shorten_extension":    (("extended", "consulting"),           shorten_extension),
    "defer":                (HANDLED,                              defer),
    "ask_reasons":          (HANDLED,                              stays),
    "give_reasons":         (HANDLED,                              stays),
    "override_third_party": (("accepted", "extended"),             stays),
    "charge_fee":           (("accepted", "extended"),             charge_fee),
    "pay_fee":              (("clarifying", *HANDLED),             pay_fee),
    "answer":               (("received", "accepted", "extended"), moves_to("answered")),
    "serve":                (("answered",),                        moves_to("served")),
    "withdraw":             (OPEN,                                 moves_to("ended")),
    "lapse":                (("clarifying", *HANDLED),             lapse),
    "reopen":               (("served", "ended"),                  reopen),
    "annotate":             (ANY,                                  stays),
    "assign":               (ANY,                                  stays),
    "correct_entry":        (ANY,                                  stays),
    "issue":                (ANY,                                  stays),
    "void":                 (ANY,                                  stays),
    "file_proceeding":      (ANY,                                  stays),
    "respond":              (ANY,                                  stays),
    "decide_proceeding":    (ANY,                                  stays),
    "attach":               (ANY,                                  stays),
    "withdraw_attachment":  (ANY,                                  stays),
}
# fmt: on


def take(paper, day, event):
    """Let one thing happen, with the `accept` nobody wrote down where there must have been one."""
    demand(event.get("action") in ACTS, "unknown_action")
    possible_from, act = ACTS[event["action"]]
    if paper.state == "received" and "received" not in possible_from and "accepted" in possible_from:
        paper.state = "accepted"
    demand(paper.state in possible_from, "not_possible_now")
    act(paper, day, event)
