"""R6: a bell that was silent for hours or weeks, under a clock of our own, among many open cases.

What should have been raised is kept beside, reckoned by the oracle a day at a time: after every ring the
alerts of every case must be those and no others, each once, of each deadline the last standing and the others
superseded.
"""

import random
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from desk.config_file import read_config
from desk.office import make_office, open_office
from tests.faults.found import FULL, LONG, SHORT, Found
from tests.faults.invariants import owed, violated
from tests.faults.place import CONFIG, HEAD, scene
from tests.oracle.days import is_working
from workflow.casework import Act, Actor, Receipt, log_request, take
from workflow.errors import CaseworkError
from workflow.ledger import Applicant, Request
from workflow.reminding import remind
from workflow.vocabulary import Action, ApplicantKind, Channel, Role

CASES = {SHORT: 60, LONG: 1_000, FULL: 10_000}
GAPS = {SHORT: 12, LONG: 30, FULL: 60}
HOURS = (1, 8, 24, 72, 240, 1000)
CLERK = Actor("clerk", frozenset({Role.CLERK}))
#: Two in the morning in the office: the first case is logged then.
BEGIN = datetime(2025, 1, 5, 18, tzinfo=UTC)
HERE = timedelta(hours=8)
#: Where the calendar of 2026 ends: what lies beyond is provisional, and may be reckoned otherwise.
END = datetime(2026, 11, 20, tzinfo=UTC)


def gaps(folder: Path, seed: int, size: str) -> Found:
    """Rings after gaps of 1 to 1,000 hours, while cases come in and are worked on."""
    found, rng = Found(seed, {"alerts owed": 0, "missed": 0, "doubled": 0}), random.Random(seed)
    folder.mkdir(exist_ok=True)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    house = make_office(read_config(folder / "config.toml"))
    with closing(house.ledger):
        _pass(house, rng, found, CASES[size], GAPS[size])
        found.wrong += violated(scene(house))
    return found


def _pass(house, rng, found, cases, turns):
    now, expected = BEGIN, {}
    for _ in range(turns):
        # As many cases as the clock lets in, and some work on those there are.
        with house.ledger.transaction():
            for _ in range(cases // turns):
                _log(house, rng, now)
            _work(house, rng, now, found, cases // turns)
        now = min(now + timedelta(hours=rng.choice(HOURS), minutes=rng.randrange(60)), END)
        _ring(house, now, found, expected)
    assert found.figures["alerts owed"], "nothing was owed"


def _ring(house, now, found, expected):
    today = (now + HERE).date()
    # The office is opened anew, as a bell does that was off.
    bell = open_office(house.config)
    with closing(bell.ledger):
        swept = remind(bell.office, today, now)
    found.wrong += [f"R6: {ref}: {fault}" for ref, fault in swept.failed]
    found.count("rings")
    kept = {}
    for one in swept.raised:
        kept.setdefault((one.ref, *one.alert.key), []).append(one)
    # All of them: over a case long answered a review may be waiting for its answer.
    for ref in house.ledger.refs():
        record = house.ledger.read(ref)
        found.count("gaps of a case")
        wanted = {one[:4]: one[4] for one in owed(house.office, record, today)}
        fresh = {key: day for key, day in wanted.items() if (ref, *key) not in expected}
        found.count("alerts owed", len(fresh))
        _compare(ref, fresh, kept, today, found)
        expected |= {(ref, *key): day for key, day in fresh.items()}
    for key, several in kept.items():
        found.count("doubled", len(several) - 1)
        if key not in expected or len(several) > 1:
            found.wrong.append(f"R6: {key} was raised {len(several)} times, and not owed or owed once")


def _compare(ref, fresh, kept, today, found):
    last = {}
    for (kind, line, due, threshold), day in fresh.items():
        place = (kind, line, due)
        if place not in last or (day, -threshold) > last[place]:
            last[place] = (day, -threshold)
    for (kind, line, due, threshold), day in fresh.items():
        (one, *_) = kept.get((ref, kind, line, due, threshold)) or [None]
        if one is None:
            found.count("missed")
            found.wrong.append(f"R6: {ref} owed {kind} {due} {threshold} since {day}, unraised on {today}")
            continue
        stands = last[kind, line, due] == (day, -threshold)
        late = sum(is_working(day + timedelta(n), "cn") for n in range(1, (today - day).days + 1))
        if (one.alert.owed_on, one.late_by, one.superseded) != (day, late, not stands):
            found.wrong.append(f"R6: {ref} {one} should be of {day}, {late} late, standing: {stands}")


def _log(house, rng, now):
    today: date = (now + HERE).date()
    receipt = Receipt(today - timedelta(days=rng.randrange(20)), Channel.LETTER, ApplicantKind.NATURAL)
    log_request(house.office, Request(1, (Applicant("张三"),), "征地"), receipt, CLERK, now=now)


#: What may be done with a case: whatever is refused is left.
WORK = (
    (Action.ACCEPT, {}),
    (Action.ACCEPT, {}),
    (Action.EXTEND, {"days": 10}),
    (Action.CONSULT, {"with": "甲公司"}),
    (Action.END_CONSULTATION, {"with": "甲公司"}),
    (Action.ASK_CLARIFICATION, {"what": "名称", "answer_within_days": 10}),
    (Action.CLARIFY, {}),
    (Action.ANSWER, {"outcome": "provided", "way": "邮寄"}),
    (Action.FILE_PROCEEDING, {"proceeding_kind": "review"}),
    (Action.FILE_PROCEEDING, {"proceeding_kind": "suit"}),
    (Action.WITHDRAW, {}),
)


def _work(house, rng, now, found, acts):
    refs, today = list(house.ledger.refs()), (now + HERE).date()
    for _ in range(acts):
        action, facts = rng.choice(WORK)
        try:
            take(house.office, rng.choice(refs), Act(action, today, facts), HEAD, now=now)
        except CaseworkError:
            continue
        found.count("acts between")
