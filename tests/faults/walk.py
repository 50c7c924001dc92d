"""R9: random walks through the engine on SQLite: acts of every kind, jumps of the clock, restarts, sweeps.

Beside it stands the plainest model: how many entries each case has. An act that is done adds its one; one
that is refused adds none. At the end of every walk all the invariants are asked for.
"""

import shutil
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from desk.clerking import Clerk, issue_letter, make_drafts
from desk.config import Config
from desk.config_file import read_config
from desk.office import open_office
from desk.press import renderer
from tests.faults.forks import DONE, forked
from tests.faults.found import FULL, LONG, SHORT, Found
from tests.faults.invariants import violated
from tests.faults.place import HEAD, NOW, copied, log, make_place, scan, scene
from workflow.casework import Act, take
from workflow.errors import CaseworkError
from workflow.paperwork import latest, void
from workflow.reminding import remind
from workflow.vocabulary import Action

#: How many walks, of how many steps.
WALKS = {SHORT: (6, 25), LONG: (100, 50), FULL: (8_000, 50)}
# fmt: off
#: What somebody may try on a case, and with which facts; most of it is refused where it does not belong.
ACTS: Mapping[Action, Mapping[str, object]] = {
    Action.ACCEPT:               {},
    Action.ASK_CLARIFICATION:    {"what": "名称", "answer_within_days": 10},
    Action.CLARIFY:              {},
    Action.CONSULT:              {"with": "甲公司", "party": "third_party"},
    Action.END_CONSULTATION:     {"with": "甲公司", "opinion": "agrees"},
    Action.EXTEND:               {"days": 10, "reason": "情况复杂"},
    Action.SHORTEN_EXTENSION:    {"days": 3},
    Action.ASK_REASONS:          {"what": "数量"},
    Action.GIVE_REASONS:         {"reason": "研究"},
    Action.OVERRIDE_THIRD_PARTY: {"reason": "公共利益"},
    Action.ANSWER:               {"outcome": "provided", "way": "电子邮件"},
    Action.SERVE:                {"method": "in_person"},
    Action.WITHDRAW:             {},
    Action.CHARGE_FEE:           {"amount": "100", "basis": "按件"},
    Action.PAY_FEE:              {"amount": "100"},
    Action.LAPSE:                {},
    Action.REOPEN:               {"decision": "确认违法"},
    Action.CORRECT_ENTRY:        {"line": 2, "reason": "笔误"},
    Action.ANNOTATE:             {"text": "备注"},
    Action.ASSIGN:               {"to": "clerk"},
    Action.FILE_PROCEEDING:      {"proceeding_kind": "review"},
    Action.RESPOND:              {},
    Action.DECIDE_PROCEEDING:    {"proceeding_result": "upheld"},
}
# fmt: on


def walks(folder: Path, seed: int, size: str) -> Found:
    """So many walks from one office; the first that goes wrong is made as short as it can be."""
    found, first = Found(seed), folder / "first"
    assert forked(lambda: make_place(first)) == DONE
    many, steps = WALKS[size]
    here = {"first": read_config(first / "config.toml"), "found": found}
    machine = seeded(seed)(type("Walk", (Walk,), here))
    how = settings(
        max_examples=many,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        print_blob=False,
    )
    try:
        run_state_machine_as_test(machine, settings=how)
    except AssertionError as wrong:
        found.wrong.append(
            f"R9: {wrong}" + "".join(f"\n    {note}" for note in getattr(wrong, "__notes__", ()))
        )
    return found


class Walk(RuleBasedStateMachine):
    """One walk, in a copy of the `first` office; it counts in `found`."""

    first: Config
    found: Found

    def __init__(self) -> None:
        super().__init__()
        self.found.count("walks")
        self.folder = Path(tempfile.mkdtemp(prefix="foi-walk-"))
        self.config = copied(self.first, self.folder / "office")
        self.now, self.swept = NOW, None
        self.house = open_office(self.config)
        self.known = self.versions()

    def teardown(self) -> None:
        try:
            wrong = violated(scene(self.house, swept_on=self.swept))
            assert not wrong, wrong
        finally:
            self.house.ledger.close()
            shutil.rmtree(self.folder)

    @property
    def today(self):
        return (self.now + timedelta(hours=8)).date()

    def versions(self) -> dict[str, int]:
        return dict(scene(self.house).rows("SELECT ref, version FROM cases"))

    def does(self, more: int, work) -> None:
        """Whatever is done adds so many entries to one case; what is refused adds none, and no file."""
        self.found.count("steps")
        before = self.known
        try:
            ref = work()
        except CaseworkError:
            self.found.count("refused")
            assert self.versions() == before, "what was refused was written"
            return
        self.swept = None
        self.known = self.versions()
        wanted = {**before, ref: before.get(ref, 0) + more}
        assert self.known == wanted, f"{self.known} should be {wanted}"

    @rule(back=some.integers(0, 25))
    def log_request(self, back):
        on = self.today - timedelta(days=back)
        self.does(1, lambda: log(self.house.office, f"walk-{len(self.known)}", on, now=self.now))

    @rule(
        which=some.integers(0, 9),
        action=some.sampled_from(sorted(ACTS)),
        ahead=some.integers(-3, 3),
        irregular=some.booleans(),
    )
    def act(self, which, action, ahead, irregular):
        ref = self.ref(which)
        reason = "往年如此" if irregular else ""
        told = Act(Action(action), self.today + timedelta(days=ahead), ACTS[Action(action)], reason)
        self.does(1, lambda: take(self.house.office, ref, told, HEAD, now=self.now) and ref)

    @rule(which=some.integers(0, 9), content=some.binary(min_size=1, max_size=4))
    def attach(self, which, content):
        ref, paper = self.ref(which), b"%PDF-1.7 " + content
        self.does(1, lambda: scan(self.house.office, ref, paper, self.today, now=self.now) or ref)

    @rule(which=some.integers(0, 9))
    def draft(self, which):
        ref = self.ref(which)
        self.does(0, lambda: make_drafts(self.clerk(), ref) and ref)

    @rule(which=some.integers(0, 9))
    def issue(self, which):
        ref = self.ref(which)

        def issued():
            document = latest(self.house.ledger, ref)
            issue_letter(self.clerk(), document, max(self.today, document.drafted_at.date()))
            return ref

        self.does(1, issued)

    @rule(which=some.integers(0, 9))
    def take_letter_back(self, which):
        ref = self.ref(which)

        def voided():
            document = latest(self.house.ledger, ref)
            void(self.house.office, document, "印错", HEAD, on=self.today, now=self.now)
            return ref

        self.does(1, voided)

    @rule()
    def sweep(self):
        self.found.count("steps")
        swept = remind(self.house.office, self.today, self.now)
        assert not swept.failed, swept.failed
        again = remind(self.house.office, self.today, self.now)
        assert not again.raised, again.raised
        self.swept = self.today
        self.found.count("alerts raised", len(swept.raised))

    @rule(hours=some.sampled_from((1, 8, 24, 72, 240, 1000)))
    @precondition(lambda self: self.today.month < 11)
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)
        self.swept = None

    @rule()
    def restart(self):
        self.house.ledger.close()
        self.house = open_office(self.config)
        assert self.versions() == self.known

    def ref(self, which):
        refs = sorted(self.known)
        return refs[which % len(refs)]

    def clerk(self):
        with renderer(self.config) as fill:
            return Clerk(self.house, HEAD, fill, self.now)
