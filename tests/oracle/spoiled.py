"""What nobody may do: a short story with an ending the law refuses, or a long one with a flaw."""

from datetime import date

from tests.oracle.days import ONE_DAY, working_day_after


def spoiled_history(rng, story):
    """The story's history, made impossible."""
    if rng.random() < 0.3:
        flaw(rng, story.history)
        return story.history
    received = date.fromisoformat(story.history["received"])
    limit = working_day_after(received, story.law["reply"], story.calendar)
    notice = working_day_after(received, story.law["notice"] or 7, story.calendar)
    endings = impossible_endings(received, limit, story.law["longest"])
    if story.law["notice"]:
        endings.append([("ask_clarification", notice + ONE_DAY, {})])
    if story.statute == "cn-2019":
        last = working_day_after(received, 20, story.calendar)
        endings.append([("charge_fee", received, {}), ("lapse", last, {})])
    ten = working_day_after(received, 10, story.calendar)
    endings.append([("ask_clarification", received, {"answer_within_days": 10}), ("lapse", ten, {})])
    events = [{"action": a, "on": on.isoformat(), **facts} for a, on, facts in rng.choice(endings)]
    story.history["events"] = events
    return story.history


def impossible_endings(day, limit, longest):
    """Short stories from the day of receipt, each impossible in its last line whatever the statute."""
    one, other, some = {"with": "甲公司"}, {"with": "乙公司"}, {"party": "third_party"}
    too_long = {"days": longest + 1 if longest else 0}
    answered = ("answer", day, {"outcome": "provided"})
    served = ("serve", day + ONE_DAY, {"method": "in_person"})
    # fmt: off
    return [
        [("extend", day, {})],
        [("extend", day, too_long)],
        [("extend", day, {"days": 0})],
        [("extend", day, {"days": -3})],
        [("extend", limit + ONE_DAY, {"days": 5})],
        [("extend", day, {"days": 5}), ("extend", limit, {"days": 5})],
        [("consult", day, {}), ("extend", day, {"days": 5}), ("extend", day, {"days": 5})],
        [("extend", day, {"days": 5}), ("shorten_extension", day, {"days": 5})],
        [("extend", day, {"days": 5}), ("shorten_extension", limit + ONE_DAY, {"days": 2})],
        [("accept", day, {}), ("shorten_extension", day, {})],
        [("defer", day, {"until": limit.isoformat()})],
        [("defer", day, {})],
        [("end_consultation", day, {})],
        [("consult", day, {}), ("end_consultation", limit, {}), ("end_consultation", limit, {})],
        [("consult", day, one), ("consult", day, other), ("end_consultation", limit, {})],
        [("consult", day, one), ("consult", day, other), ("end_consultation", limit, some)],
        [("consult", day, one), ("consult", day, other), ("end_consultation", limit, {"with": "丙局"})],
        [("consult", day, {}), ("answer", limit, {"outcome": "provided"})],
        [("consult", day, {}), ("ask_clarification", day, {})],
        [("accept", day, {}), ("accept", limit, {})],
        [("clarify", day, {})],
        [("ask_clarification", day, {}), ("consult", limit, {})],
        [("accept", day, {}), ("pay_fee", limit, {})],
        [("accept", day, {}), ("lapse", limit, {})],
        [("accept", day, {}), ("serve", day, {})],
        [answered, answered],
        [answered, ("reopen", day, {})],
        [answered, ("withdraw", day, {})],
        [answered, served, served],
        [answered, served, ("extend", limit, {"days": 5})],
        [("withdraw", day, {}), ("answer", day, {"outcome": "provided"})],
    ]
    # fmt: on


def flaw(rng, history):
    """Put one thing into a whole history that cannot be there."""
    events, first = history["events"], history["received"]
    before = (date.fromisoformat(first) - ONE_DAY).isoformat()
    flaws = (
        {"action": "answer", "on": before, "outcome": "provided"},
        {"action": "annotate", "on": before},
        {"action": "approve", "on": first},
        {"action": "annotate", "on": "2024-02-30"},
        {"action": "annotate"},
        {"action": "correct_entry", "on": first, "line": 99, "day": first},
        {"action": "correct_entry", "on": first, "line": 1},
        {"on": first},
    )
    draw = rng.randrange(len(flaws) + 1)
    if draw == len(flaws):
        history["statute"] = "cn-1949"
    else:
        events.insert(rng.randint(0, len(events)), flaws[draw])
