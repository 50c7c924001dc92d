"""One request on one sheet of paper."""

from datetime import date

from tests.oracle.days import ONE_DAY, working_day_after

# fmt: off
#: `longest` is the longest extension, `text` and `fee` what the amended text and the fee do to the count.
FIELDS = (    "since",            "reply", "longest", "notice", "text",     "cap", "fee")
TABLE = {
    "cn-2008": (date(2008, 5, 1),  15,      15,        None,     "pauses",   None,  "nothing"),
    "cn-2019": (date(2019, 5, 15), 20,      20,        7,        "restarts", 15,    "restarts"),
    "uk-2000": (None,              20,      None,      None,     "restarts", None,  "pauses"),
}
# fmt: on
LAWS = {name: dict(zip(FIELDS, row, strict=True)) for name, row in TABLE.items()}


class Paper:
    """One request on one sheet of paper: where it stands, and every fact that touches the count."""

    def __init__(self, statute, calendar, received):
        self.statute, self.law, self.calendar = statute, LAWS[statute], calendar
        self.last_text = received
        self.begin(received, self.law["reply"], "received")

    def begin(self, day, period, state):
        """Take a clean sheet: only the day of the last text of the request is carried over."""
        self.zero, self.period, self.state = day, period, state
        self.extension, self.deferred_to = 0, None
        self.consultations, self.pauses = [], []
        self.text_awaited, self.fee_asked = None, None

    def restart(self, day):
        """Count from the beginning, with no extension."""
        self.zero, self.extension, self.deferred_to = day, 0, None

    def calm(self):
        """The state of a case in which nobody is being asked."""
        return "extended" if self.extension or self.deferred_to else "accepted"

    def is_capped(self, consultation):
        return self.law["cap"] and consultation["party"] != "other_body"

    def excluded_days(self):
        """Every day that some pause takes out of the count, as a set of dates."""
        days = set()
        for after, last in self.pauses:
            days.update(after + n * ONE_DAY for n in range(1, (last - after).days + 1))
        for asked in self.consultations if self.statute != "uk-2000" else ():
            last = asked["ended"]
            if self.is_capped(asked):
                cap = working_day_after(asked["after"], self.law["cap"], self.calendar)
                last = min(last or cap, cap)
            days.update(asked["after"] + n * ONE_DAY for n in range(1, (last - asked["after"]).days + 1))
        return days

    def is_unknown(self):
        """Whether a pause is open whose end nobody can know."""
        if self.text_awaited or (self.fee_asked and self.law["fee"] != "nothing"):
            return True
        open_ones = [c for c in self.consultations if not c["ended"] and not self.is_capped(c)]
        return bool(open_ones) and self.statute != "uk-2000"

    def limit(self, extension):
        """The reply day with an extension of so many days; None while it is unknown."""
        if self.is_unknown():
            return None
        return working_day_after(self.zero, self.period + extension, self.calendar, self.excluded_days())

    def due(self):
        """The reply day as it stands."""
        return self.deferred_to or self.limit(self.extension)
