"""The engine and a deliberately stupid counter, written apart from the same rules, give one answer."""

import json
import os
import random

import pytest

from tests.oracle.counter import count
from tests.oracle.histories import random_history
from workflow.errors import CaseworkError
from workflow.history import answer
from workflow.law import open_law

LAW = open_law()


def engine_answer(history):
    """What the engine says to one line of the batch."""
    try:
        return answer(LAW, history)
    except CaseworkError as fault:
        return {"error": fault.code}


def said(answer):
    """What two answers must have in common; an error is an error, whatever its name."""
    if "error" in answer:
        return "impossible"
    known = {"statute": answer["statute"], "due": answer["reply"]["due"]}
    known["provisional"] = answer["reply"]["provisional"]
    if answer["statute"] == "cn-2019":
        known["notice"] = answer["clarification_notice"]["due"]
    return known


def differ(history):
    return said(engine_answer(history)) != said(count(history))


def smallest(history):
    """The history without every event it can lose and still divide the two."""
    events = history["events"]
    for i in range(len(events)):
        shorter = {**history, "events": events[:i] + events[i + 1 :]}
        if differ(shorter):
            return smallest(shorter)
    return history


def report(history):
    """Both answers to the smallest history that shows the difference."""
    least = smallest(history)
    return f"{json.dumps(least, ensure_ascii=False)}\nengine: {engine_answer(least)}\noracle: {count(least)}"


def test_the_engine_agrees_with_the_oracle_on_random_histories():
    seed = int(os.environ.get("FOI_SEED") or random.SystemRandom().randrange(10**9))

    for one in range(seed, seed + int(os.environ.get("FOI_HISTORIES", "20000"))):
        history = random_history(random.Random(one))
        again = f"FOI_SEED={one} FOI_HISTORIES=1 pytest tests/workflow/test_oracle.py -k random"
        try:
            agreed = not differ(history)
        except Exception as wrong:
            wrong.add_note(
                f"history {one - seed} of seed {seed}: {again}\n{json.dumps(history, ensure_ascii=False)}"
            )
            raise
        if not agreed:
            pytest.fail(f"history {one - seed} of seed {seed}: {again}\n{report(history)}")


# fmt: off
#: Receipt, statute, the last day for the notice to amend, the reply day, the same with the longest extension.
VECTORS = (
    ("2018-01-02", "cn-2008", None,         "2018-01-23", "2018-02-12"),
    ("2018-02-09", "cn-2008", None,         "2018-03-07", "2018-03-28"),
    ("2018-04-04", "cn-2008", None,         "2018-04-26", "2018-05-18"),
    ("2018-09-21", "cn-2008", None,         "2018-10-18", "2018-11-08"),
    ("2018-12-20", "cn-2008", None,         "2019-01-11", "2019-02-01"),
    ("2019-05-15", "cn-2019", "2019-05-24", "2019-06-13", "2019-07-11"),
    ("2019-09-20", "cn-2019", "2019-09-30", "2019-10-23", "2019-11-20"),
    ("2020-01-20", "cn-2019", "2020-02-06", "2020-02-25", "2020-03-24"),
    ("2023-09-25", "cn-2019", "2023-10-10", "2023-10-27", "2023-11-24"),
    ("2024-04-30", "cn-2019", "2024-05-13", "2024-05-30", "2024-06-28"),
    ("2025-09-28", "cn-2019", "2025-10-14", "2025-10-31", "2025-11-28"),  # a Sunday on which offices worked
    ("2026-01-30", "cn-2019", "2026-02-10", "2026-03-05", "2026-04-02"),
    ("2026-02-14", "cn-2019", "2026-03-03", "2026-03-20", "2026-04-20"),  # a Saturday on which offices worked
    ("2026-09-20", "cn-2019", "2026-09-30", "2026-10-23", "2026-11-20"),  # a Sunday on which offices worked
    ("2026-10-30", "cn-2019", "2026-11-10", "2026-11-27", "2026-12-25"),
    ("2026-11-23", "cn-2019", "2026-12-02", "2026-12-21", None),          # 40 days would run into 2027
)
# fmt: on


@pytest.mark.parametrize(("received", "statute", "notice", "due", "longest"), VECTORS)
def test_the_oracle_meets_the_vectors_of_two_calendars(received, statute, notice, due, longest):
    plain = count({"received": received, "events": []})
    extension = {"action": "extend", "on": due, "days": 15 if statute == "cn-2008" else 20}
    extended = count({"received": received, "events": [extension]})

    assert (statute, due, False) == (plain["statute"], plain["reply"]["due"], plain["reply"]["provisional"])
    assert notice == plain.get("clarification_notice", {}).get("due")
    assert longest in (None, extended["reply"]["due"])


def line(text):
    """A history from one line of words: `received [statute] [region]; action day fact=value …; …`."""
    first, *events = [part.split() for part in text.split(";")]
    history = {"received": first[0], "events": []}
    history["statute"] = next((word for word in first if word in ("cn-2008", "cn-2019", "uk-2000")), None)
    history["region"] = "cn-64" if "cn-64" in first else None
    for action, on, *facts in events:
        pairs = (fact.split("=") for fact in facts)
        found = {key: int(value) if value.isdigit() else value for key, value in pairs}
        history["events"].append({"action": action, "on": on, **found})
    return history


# fmt: off
#: Counted with a pencil on a wall calendar: "9 = 5" says that the 9th is the 5th day that counts.
BY_HAND = (
    # Mar 3-6, 9 = 5; 10-16 out; 17-20 = 9; 23-27 = 14; 30-Apr 3 = 19; Mon 6 Qingming; 7 = 20;
    # the extension: 8-10 = 23; 13-17 = 28; 20, 21 = 30
    ("2026-03-02; consult 2026-03-09; end_consultation 2026-03-16; extend 2026-03-20 days=10", "2026-04-21"),
    # asked on the 7th day, for offices worked on Sun Sep 29;
    # anew from Sat Oct 12, at work too: 14-18 = 5; 21-25 = 10; 28-Nov 1 = 15; 4-8 = 20
    ("2019-09-20; ask_clarification 2019-09-30; clarify 2019-10-12", "2019-11-08"),
    # Jan 3-5 = 3; 8, 9 = 5; 10-16 out (a pause in 2008); 17-19 = 8; 22-26 = 13; 29, 30 = 15
    ("2018-01-02; ask_clarification 2018-01-09; clarify 2018-01-16", "2018-01-30"),
    # Jun 2, 3 = 2; out: 4, 5, 8-12, 15-19, 22-24, the cap of 15; Dragon Boat 25-27; Sun 28 at work = 3;
    # 29-Jul 3 = 8; 6-10 = 13; 13-17 = 18; 20, 21 = 20; the opinion of Jul 20 is late and brings nothing back
    ("2020-06-01; accept 2020-06-01; consult 2020-06-03; end_consultation 2020-07-20", "2020-07-21"),
    # Mar 2, 3 = 2; 4-12 out once, not twice; 15-19 = 7; 22-26 = 12; 29-Apr 2 = 17; Mon 5 Qingming; 6-8 = 20
    (("2021-03-01; consult 2021-03-03 with=甲; consult 2021-03-05 with=乙;"
      " end_consultation 2021-03-10 with=甲; end_consultation 2021-03-12"), "2021-04-08"),
    # anew from Fri May 20, the extension forgotten:
    # 23-27 = 5; 30-Jun 2 = 9; Fri 3 Dragon Boat; 6-10 = 14; 13-17 = 19; 20 = 20
    ("2022-05-05; extend 2022-05-09 days=20; charge_fee 2022-05-10; pay_fee 2022-05-20", "2022-06-20"),
    # 20 on May 30, on which the extension is cut to 5: May 31 = 21; Jun 3-6 = 25
    ("2024-04-30; extend 2024-05-20 days=20; shorten_extension 2024-05-30 days=5", "2024-06-06"),
    # May 21-24 = 4; 27-31 = 9; Jun 3, 4 = 11; 5, 6 Eid in Ningxia; Fri 7 Dragon Boat; 10-14 = 16; 17-20 = 20
    ("2019-05-20 cn-64", "2019-06-20"),
    # Dec 3-6 = 4; 9-12 out, both ends; 13 = 5; 16-20 = 10; 23, 24 = 12; 27 = 13; 30, 31 = 15;
    # Thu Jan 2 off in Scotland; 3 = 16; 6-9 = 20
    ("2019-12-02 uk-2000; charge_fee 2019-12-09; pay_fee 2019-12-12", "2020-01-09"),
    # from Mon Dec 25, 10 days of the decision: 26-29 = 4; Mon Jan 1 off; 2-5 = 8; 8, 9 = 10
    ("2023-09-25; answer 2023-10-09; serve 2023-10-10; reopen 2023-12-25 days=10", "2024-01-09"),
    # extended by 5, for the 20 were a slip of the pen: Mar 4-7 = 4; 10-14 = 9; 17-21 = 14; 24-28 = 19;
    # 31 = 20; Apr 1-3 = 23; Fri 4 Qingming; 7, 8 = 25
    ("2025-03-03; extend 2025-03-10 days=20; correct_entry 2025-03-11 line=2 days=5", "2025-04-08"),
    # Dec 11 = 1; 14-18 = 6; 21-25 = 11; 28-31 = 15; no notice for 2027 yet: Jan 1 = 16; 4-7 = 20
    ("2026-12-10", "2027-01-07"),
    # the last working day cannot be known while another body is asked, whatever else is known
    ("2021-03-01; consult 2021-03-05 party=other_body; withdraw 2021-03-20", None),
)
# fmt: on


@pytest.mark.parametrize(("story", "due"), BY_HAND)
def test_the_oracle_counts_as_a_pencil_does(story, due):
    assert due == count(line(story))["reply"]["due"]


def test_the_oracle_calls_a_day_beyond_christmas_eve_2026_provisional():
    assert not count(line("2026-11-26"))["reply"]["provisional"]  # Dec 24
    assert count(line("2026-11-27"))["reply"]["provisional"]  # Dec 25


@pytest.mark.parametrize(
    "story",
    [
        "2019-09-20; ask_clarification 2019-10-08",  # the 8th working day
        "2024-04-30; extend 2024-05-31 days=5",  # the day after the limit
        "2024-04-30; extend 2024-05-06 days=21",
        "2024-04-30; extend 2024-05-06 days=5; extend 2024-05-07 days=5",
        "2024-04-30; extend 2024-05-06",
        "2024-04-30; end_consultation 2024-05-06",
        "2024-04-30; consult 2024-05-06 with=甲; consult 2024-05-06 with=乙; end_consultation 2024-05-07",
        "2024-04-30; answer 2024-04-29",
        "2024-04-30; withdraw 2024-05-06; answer 2024-05-06",
        "2024-04-30; approve 2024-05-06",
        "2008-04-30",
    ],
)
def test_the_oracle_refuses_what_cannot_have_happened(story):
    assert "error" in count(line(story))
