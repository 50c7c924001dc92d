"""Histories drawn at random: mostly such as the law allows, about one in eight spoiled."""

from datetime import date

from tests.oracle.days import NINGXIA, ONE_DAY
from tests.oracle.spoiled import spoiled_history
from tests.oracle.story import Story

# fmt: off
#: Where receipts crowd: the seams of the law, long holidays with their make-up weekends.
SEAMS = (
    date(2019, 5, 14), date(2018, 2, 11), date(2018, 9, 29), date(2019, 2, 2),
    date(2020, 1, 20), date(2020, 2, 1), date(2023, 9, 25), date(2024, 4, 28),
    date(2025, 9, 28), date(2026, 2, 14), date(2026, 2, 28), date(2026, 9, 20),
)
# fmt: on
SPOILED = 0.12
LENGTHS = (0, 1, 2, 3, 3, 4, 5, 6, 8, 10, 14)
FIRST_RECEIPT, LAST_RECEIPT = date(2008, 5, 1), date(2026, 12, 31)


def random_history(rng):
    """One line of a batch, as it might come from any office."""
    story = told(rng)
    spoil = rng.random() < SPOILED
    history = spoiled_history(rng, story) if spoil else story.history
    if rng.random() < 0.15:
        history["events"] = out_of_order(rng, history["events"])
    if not spoil and rng.random() < 0.2:
        make_corrections(rng, history)
    return history


def told(rng):
    """A story of a request from a random day of receipt."""
    region = "cn-64" if rng.random() < 0.1 else None
    received = receipt_day(rng, region)
    statute, draw = None, rng.random()
    if draw < 0.2 and not region:
        statute = "uk-2000"
    elif draw < 0.6:
        statute = rng.choice(("cn-2008", "cn-2019", "cn-2019", "cn-2019"))
    story = Story(rng, received, statute, region)
    for _ in range(rng.choice(LENGTHS)):
        story.go_on()
    return story


def receipt_day(rng, region):
    """A day of receipt: any day, or one where something is likely to go wrong."""
    draw = rng.random()
    if region and draw < 0.8:
        return rng.choice(list(NINGXIA)) - rng.randrange(45) * ONE_DAY
    if draw < 0.15:
        return date(2026, 11, 1) + rng.randrange(61) * ONE_DAY
    if draw < 0.3:
        return date(rng.randint(2008, 2025), 12, 1) + rng.randrange(31) * ONE_DAY
    if draw < 0.45:
        return rng.choice(SEAMS) + rng.randint(-4, 4) * ONE_DAY
    return FIRST_RECEIPT + rng.randrange((LAST_RECEIPT - FIRST_RECEIPT).days) * ONE_DAY


def out_of_order(rng, events):
    """The same events listed out of order; those of one day keep theirs, for it has a meaning."""
    rank = {event.get("on"): rng.random() for event in events}
    return sorted(events, key=lambda event: rank[event.get("on")])


def make_corrections(rng, history):
    """Misstate one or two lines, or add a false one, and mend each by a later line."""
    events = history["events"]
    last = max([history["received"], *(event.get("on", "") for event in events)])
    wrong = rng.sample(events, min(len(events), rng.choice((0, 1, 1, 2))))
    mends = [(event, misstate(rng, event)) for event in wrong]
    if rng.random() < 0.3:
        mends.append((None, {"day": history["received"]}))
        history["received"] = a_few_days_off(rng, history["received"])
    if rng.random() < 0.3:
        false = {"action": rng.choice(("extend", "answer", "clarify", "withdraw")), "on": last}
        false |= {"days": 9} if false["action"] == "extend" else {}
        events.insert(rng.randint(0, len(events)), false)
        mends.append((false, {}))
    for event, right in mends:
        mend = {"action": "correct_entry", "on": last, "line": event, "reason": "笔误", **right}
        events.insert(rng.randint(place(events, event) + 1, len(events)), mend)
    for mend in events:
        if "line" in mend:
            mend["line"] = place(events, mend["line"]) + 2


def place(events, wanted):
    """Where in the list that very event stands; the receipt stands before the first."""
    return next((i for i, event in enumerate(events) if event is wanted), -1)


def misstate(rng, event):
    """Write something false into the event; hand back what would mend it."""
    right = {}
    if "on" in event and (rng.random() < 0.7 or "days" not in event):
        right["day"], event["on"] = event["on"], a_few_days_off(rng, event["on"])
    if "days" in event:
        right["days"], event["days"] = event["days"], rng.randint(1, 40)
    return right or {"note": "无误"}


def a_few_days_off(rng, day):
    """Another day near that one."""
    return (date.fromisoformat(day) + rng.choice((-30, -3, -1, 1, 2, 7, 40)) * ONE_DAY).isoformat()
