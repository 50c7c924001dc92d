"""A deliberately stupid count of the reply day: calendar day by calendar day, with plain lists and sets.

It is another author's other algorithm: nothing here is shared with the engine it judges. Its rules:

- 《政府信息公开条例》 of 2019, 第三十条: the notice to amend goes out within 7 working days, and the amended
  text starts the count anew; 第三十二条, 第三十四条: a third party or a co-author body has 15 working days;
  第三十三条: 20 working days, 20 more at most, the time of asking others not counted; 第三十五条: an
  excessive request may get another reasonable day; 国办函〔2020〕109号: payment of the fee starts it anew.
- 《政府信息公开条例》 of 2008, 第二十四条: 15 working days, 15 more at most, the time of asking third
  parties not counted; by the practice of Shanghai neither the time of amending.
- Freedom of Information Act 2000, s. 1(3), 10: 20 working days, which a clarified request starts anew; the
  days from a fee notice to its payment are not counted.
"""

from datetime import date
from itertools import count as numbers

from tests.oracle.acts import Impossible, day_of, demand, take
from tests.oracle.days import LAST_PUBLISHED_YEAR, working_day_after
from tests.oracle.paper import LAWS, Paper


def corrected(lines):
    """The lines as they read once every correction is obeyed, in the order listed; line 1 is the receipt."""
    lines, gone = [dict(line) for line in lines], set()
    for number, line in zip(numbers(1), lines, strict=False):
        if line.get("action") != "correct_entry":
            continue
        wrong = line.get("line")
        demand(isinstance(wrong, int) and 1 <= wrong < number and wrong not in gone, "no_such_line")
        demand(lines[wrong - 1].get("action") != "correct_entry", "correction_of_a_correction")
        right = {key: line[key] for key in line if key not in ("action", "on", "line", "reason")}
        if not right:
            gone.add(wrong)
        lines[wrong - 1]["on"] = right.pop("day", lines[wrong - 1].get("on"))
        lines[wrong - 1].update(right)
    demand(1 not in gone, "never_received")
    return [line for number, line in zip(numbers(1), lines, strict=False) if number not in gone]


def statute_of(history, received):
    """The statute the line names, or else the one in force on the day of receipt."""
    in_force = [name for name, law in LAWS.items() if law["since"] and law["since"] <= received]
    statute = history.get("statute") or (in_force[-1] if in_force else None)
    demand(statute in LAWS, "no_statute")
    return statute


def walk(history):
    receipt, *events = corrected([{"action": "receive", "on": history["received"]}, *history["events"]])
    received = day_of(receipt["on"])
    statute = statute_of(history, received)
    calendar = "uk" if statute == "uk-2000" else (history.get("region") or "cn")
    demand(calendar in ("uk", "cn", "cn-64"), "no_region")
    paper = Paper(statute, calendar, received)
    for day, event in sorted(((day_of(e.get("on")), e) for e in events), key=lambda pair: pair[0]):
        demand(day >= received, "before_receipt")
        take(paper, day, event)
    return paper


def count(history):
    """Answer one line of the batch.

    >>> count({"received": "2019-09-20", "events": [{"action": "accept", "on": "2019-09-23"}]})["reply"]
    {'due': '2019-10-23', 'provisional': False}
    """
    try:
        paper = walk(history)
    except Impossible as reason:
        return {"error": str(reason)}
    due = paper.due()
    published = paper.calendar == "uk" or not due or due <= date(LAST_PUBLISHED_YEAR, 12, 24)
    answer = {
        "statute": paper.statute,
        "reply": {"due": due and due.isoformat(), "provisional": not published},
    }
    if paper.law["notice"]:
        notice = working_day_after(paper.last_text, paper.law["notice"], paper.calendar)
        answer["clarification_notice"] = {"due": notice.isoformat()}
    return answer
