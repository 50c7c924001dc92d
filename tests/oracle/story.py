"""A request told forward, one thing after another, each such as the law allows as far as the teller sees."""

from datetime import date

from tests.oracle.counter import count
from tests.oracle.days import ONE_DAY, working_day_after
from tests.oracle.paper import LAWS

GAPS = (0, 0, 0, 1, 1, 2, 3, 4, 5, 7, 9, 12, 20, 35)
PEOPLE = ("甲公司", "乙公司", "丙局", "丁厅")
PARTIES = (None, None, "third_party", "co_author", "other_body")
OUTCOMES = ("provided", "partial", "trade_secret", "not_exist", "not_ours")

# fmt: off
#: What may follow in each state; a word that stands twice is twice as likely.
NEXT = {
    "received": "accept accept accept ask_clarification ask_clarification consult consult extend charge_fee "
                "defer answer withdraw note",
    "clarifying": "clarify clarify clarify clarify clarify pay_fee lapse withdraw note",
    "accepted": "ask_clarification ask_clarification consult consult consult extend extend extend defer "
                "charge_fee charge_fee pay_fee pay_fee give_reasons lapse answer withdraw note",
    "consulting": "consult consult end_consultation end_consultation end_consultation end_consultation "
                  "extend shorten_extension defer pay_fee pay_fee lapse withdraw note",
    "extended": "consult consult shorten_extension shorten_extension defer charge_fee pay_fee pay_fee "
                "override_third_party lapse answer withdraw note",
    "answered": "serve serve note",
    "served": "reopen note rest rest rest",
    "ended": "reopen note rest rest rest",
}
# fmt: on
NEXT = {state: words.split() for state, words in NEXT.items()}


class Story:
    """A history in the making, and the little its teller must remember to stay within the law."""

    def __init__(self, rng, received, statute, region):
        self.rng, self.day, self.zero, self.text = rng, received, received, received
        self.events = []
        self.history = {"id": "1", "received": received.isoformat(), "statute": statute, "region": region}
        self.history["events"] = self.events
        self.statute = statute or ("cn-2019" if received >= LAWS["cn-2019"]["since"] else "cn-2008")
        self.law = LAWS[self.statute]
        self.calendar = "uk" if self.statute == "uk-2000" else region or "cn"
        self.state, self.back, self.period = "received", "received", self.law["reply"]
        self.open, self.extension, self.deferred, self.fee, self.asked = [], 0, False, None, None

    def go_on(self):
        """Let one more thing happen, if the one drawn can."""
        getattr(self, self.rng.choice(NEXT[self.state]))()

    def tell(self, action, on=None, **facts):
        """Write one event down, on that day or some days after the last."""
        self.day = max(self.day, on or self.day + self.rng.choice(GAPS) * ONE_DAY)
        facts = {key: fact for key, fact in facts.items() if fact is not None}
        self.events.append({"action": action, "on": self.day.isoformat(), **facts})

    def due(self):
        """The reply day so far, or None."""
        day = count(self.history)["reply"]["due"]
        return day and date.fromisoformat(day)

    def not_after(self, limit):
        """A day up to the limit, often the very last one; None when it has passed."""
        if self.day > limit:
            return None
        return limit if self.rng.random() < 0.3 else min(limit, self.day + self.rng.choice(GAPS) * ONE_DAY)

    def calm(self):
        return "extended" if self.extension or self.deferred else "accepted"

    def accept(self):
        self.tell("accept")
        self.state = "accepted"

    def ask_clarification(self):
        limit = self.law["notice"] and working_day_after(self.text, self.law["notice"], self.calendar)
        on = self.not_after(limit) if limit else None
        if on or not limit:
            within = self.rng.choice((None, 5, 10))
            self.tell("ask_clarification", on, what="所需信息的名称", answer_within_days=within)
            self.asked = (self.day, within)
            self.back, self.state = self.state, "clarifying"

    def clarify(self):
        self.tell("clarify")
        self.state, self.text = self.back, self.day
        if self.law["text"] == "restarts":
            self.zero = self.day

    def consult(self):
        someone = next((p for p in PEOPLE if p not in [c[0] for c in self.open]), None)
        party = self.rng.choice(PARTIES)
        if not self.open and self.rng.random() < 0.5:
            someone = None
        elif not someone:
            return
        self.tell("consult", **{"with": someone}, party=party)
        if self.rng.random() < 0.15:
            self.events[-1]["delivered"] = (self.day + self.rng.choice((0, 1, 2, 5)) * ONE_DAY).isoformat()
        self.open.append((someone, party or "third_party", self.day))
        self.state = "consulting"

    def end_consultation(self):
        ended = self.rng.choice(self.open)
        alone, unique = len(self.open) == 1, [c[1] for c in self.open].count(ended[1]) == 1
        draw = self.rng.random()
        name = {"with": ended[0]} if ended[0] else {"party": ended[1]}
        if not ended[0] and not (unique or alone):
            return
        if (alone and draw < 0.6) or (unique and draw < 0.3):
            name = {} if alone else {"party": ended[1]}
        cap = working_day_after(ended[2], 15, self.calendar) + self.rng.randint(-1, 1) * ONE_DAY
        self.tell("end_consultation", cap if self.rng.random() < 0.2 else None, **name, opinion="agrees")
        self.open.remove(ended)
        self.state = "consulting" if self.open else self.calm()

    def extend(self):
        due = self.due()
        on = self.not_after(due) if due else None
        if not self.extension and not self.deferred and (on or not due):
            self.extension = self.rng.choice((1, 5, 10, 15, self.law["longest"] or 60))
            self.tell("extend", on, days=self.extension, reason="情况复杂")
            self.state = "consulting" if self.open else "extended"

    def shorten_extension(self):
        on = self.not_after(working_day_after(self.zero, self.period, self.calendar))
        if on and self.extension:
            self.extension = self.rng.choice((0, self.rng.randrange(self.extension)))
            self.tell("shorten_extension", on, days=self.extension or self.rng.choice((None, 0)))
            self.state = "consulting" if self.open else self.calm()

    def defer(self):
        due = self.due()
        if self.rng.random() < 0.5 and not (due and self.day > due):
            until = max(due or self.day, self.day) + self.rng.randint(1, 60) * ONE_DAY
            self.tell("defer", self.day, until=until.isoformat(), reason="数量过大")
            self.deferred = True
            self.state = "consulting" if self.open else "extended"

    def charge_fee(self):
        due = self.due()
        on = self.not_after(due) if due else None
        if not self.fee and (on or not due):
            self.tell("charge_fee", on, amount=100, basis="item")
            self.fee = self.day
            self.state = self.calm()

    def pay_fee(self):
        if self.fee:
            self.tell("pay_fee", amount=100)
            self.fee = None
            if self.law["fee"] == "restarts":
                self.zero, self.extension, self.deferred = self.day, 0, False
                self.state = "accepted" if self.state == "extended" else self.state

    def give_reasons(self):
        self.tell(self.rng.choice(("ask_reasons", "give_reasons")))

    def override_third_party(self):
        self.tell("override_third_party", reason="公共利益")

    def lapse(self):
        asked, within = self.asked if self.state == "clarifying" else (self.fee, 20)
        if self.state == "clarifying" or (asked and self.statute == "cn-2019"):
            soonest = working_day_after(asked, within, self.calendar) + ONE_DAY if within else None
            self.tell("lapse", soonest)
            self.state = "ended"

    def withdraw(self):
        self.tell("withdraw")
        self.state = "ended"

    def answer(self):
        self.tell("answer", outcome=self.rng.choice(OUTCOMES))
        self.state = "answered"

    def serve(self):
        self.tell("serve", method="in_person")
        self.state = "served"

    def note(self):
        self.tell(self.rng.choice(("annotate", "assign")))

    def rest(self):
        """Nothing more happens for a while."""

    def reopen(self):
        days = self.rng.choice((None, None, 5, 10, 30))
        self.tell("reopen", decision="确认违法", days=days)
        self.period = days or self.law["reply"]
        self.zero, self.state = self.day, "accepted"
        self.open, self.extension, self.deferred, self.fee = [], 0, False, None
