"""What must hold whatever breaks: I1 to I12, each found out apart from the engine where that is cheap.

Every check tells what it finds wrong, a sentence each; nothing told is nothing found.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from tests.faults.scene import Scene
from tests.oracle.bells import crossed
from tests.oracle.counter import count
from tests.workflow.test_machine import WHO, places
from workflow.errors import CaseworkError
from workflow.upkeep import verify
from workflow.vocabulary import Action, State
from workflow.weighing import recall

Check = Callable[[Scene], Iterator[str]]
#: A reference as we write it.
NUMBERED = re.compile(r"(?:(?P<prefix>.+)-)?(?P<year>[12]\d{3})-(?P<number>\d{4,15})", re.ASCII)


def check_acknowledged_cases(scene: Scene) -> Iterator[str]:
    """I1: a case somebody was told of is there, once; one nobody was told of is there once at most."""
    found = defaultdict(list)
    for ref, subject in scene.rows("SELECT ref, subject FROM cases"):
        found[subject].append(ref)
    for mark, ref in scene.told.cases.items():
        if found[mark] != [ref]:
            yield f"I1: {ref} ({mark}) was acknowledged; the database has {found[mark]}"
    for mark in scene.told.sent - scene.told.cases.keys():
        if len(found[mark]) > 1:
            yield f"I1: {mark} was sent once and stands {len(found[mark])} times"
    for group, rows in scene.told.groups.items():
        there = sum(len(refs) for subject, refs in found.items() if subject.startswith(f"{group}/"))
        if there not in {rows} | (set() if group in scene.told.whole else {0}):
            yield f"I1: {there} of the {rows} rows of {group} are there"


def check_acknowledged_acts(scene: Scene) -> Iterator[str]:
    """I2: an act somebody was told of stands where they were told, exactly once."""
    texts = Counter(text for (text,) in scene.rows("SELECT text FROM texts"))
    for mark, (ref, line) in scene.told.acts.items():
        if texts[mark] != 1:
            yield f"I2: {mark} was acknowledged and stands {texts[mark]} times"
            continue
        entries = scene.office.ledger.read(ref).entries
        there = entries[line - 1].facts.get("text") if line <= len(entries) else None
        if there != mark:
            yield f"I2: {mark} was acknowledged as {ref}, entry {line}, where {there} stands"
    for mark in scene.told.sent - scene.told.acts.keys():
        if texts[mark] > 1:
            yield f"I2: {mark} was sent once and stands {texts[mark]} times"


def check_versions(scene: Scene) -> Iterator[str]:
    """I3: the lines of a case count from one without a gap, and its version is the last."""
    told = "SELECT c.ref, c.version, count(e.line), min(e.line), max(e.line) FROM cases c"
    told += " LEFT JOIN entries e ON e.case_id = c.id GROUP BY c.id, c.ref, c.version"
    for ref, version, many, first, last in scene.rows(told):
        if not version == many == last or first != 1:
            yield f"I3: {ref} is at version {version} with {many} entries, {first} to {last}"
    lost = "SELECT DISTINCT case_id FROM entries WHERE case_id NOT IN (SELECT id FROM cases)"
    yield from (f"I3: there are entries of a case {case} that is not there" for (case,) in scene.rows(lost))


def check_paths(scene: Scene) -> Iterator[str]:
    """I4: the way of every case is one the mirror of THE TABLE knows, each step by somebody who may."""
    roles = {one.login: one.roles for one in scene.office.ledger.accounts.people()}
    states = dict(scene.rows("SELECT ref, state FROM cases"))
    for ref, state in states.items():
        entries = [entry for entry in scene.office.ledger.read(ref).entries if not entry.irregular]
        for entry in entries:
            if entry.by in roles and not roles[entry.by] & set(WHO[entry.action.value].split()):
                yield f"I4: {entry.by} may not {entry.action} ({ref}, entry {entry.line})"
        if not any(entry.action is Action.CORRECT_ENTRY for entry in entries):
            yield from _walked(ref, entries, state)


def _walked(ref, entries, state):
    reached = {"received"}
    for entry in sorted(entries[1:], key=lambda one: (one.on, one.line)):
        action = entry.action.value
        # An acceptance that nobody wrote down is taken for granted where there must have been one.
        start = reached | {"accepted"} if reached == {"received"} else reached
        now = set().union(*(places(State.of(one), entry.action) for one in start))
        if not now:
            yield f"I4: {ref} cannot {action} at entry {entry.line}, being {reached}"
            return
        reached = now
    if state not in reached:
        yield f"I4: {ref} is kept as {state}; its entries lead to {sorted(reached)}"


def check_chains(scene: Scene) -> Iterator[str]:
    """I5: the hash of every entry is that of what it says and of the one before; the case knows the last."""
    heads = {case: (ref, head) for case, ref, head in scene.rows("SELECT id, ref, head FROM cases")}
    told = 'SELECT case_id, line, action, "on", recorded_at, "by", facts, prev, hash FROM entries'
    last = {}
    for case, line, action, on, at, by, facts, prev, kept in scene.rows(f"{told} ORDER BY case_id, line"):
        ref = heads.get(case, ("?", ""))[0]
        what = [ref, line, action, str(on), _instant(at), by, prev]
        own = json.dumps(what, ensure_ascii=False, separators=(",", ":"))
        if kept != hashlib.sha256(f"{own}\n{facts}".encode()).hexdigest() or prev != last.get(case, "0" * 64):
            yield f"I5: the chain of {ref} breaks at entry {line}"
        last[case] = kept
    for case, (ref, head) in heads.items():
        if last.get(case) != head:
            yield f"I5: {ref} ends in another entry than it says"


def _instant(at):
    return (datetime.fromisoformat(at) if isinstance(at, str) else at).replace(tzinfo=UTC).isoformat()


def check_copies(scene: Scene) -> Iterator[str]:
    """I6: what is kept beside the entries is what they say; proved by `foi verify`, files and all."""
    for fault in verify(scene.office).faults:
        yield f"I6: {fault}"


def check_one_alert_a_key(scene: Scene) -> Iterator[str]:
    """I7: no alert stands twice."""
    key = "case_id, kind, line, due_on, threshold"
    for row in scene.rows(f"SELECT {key}, count(*) FROM alerts GROUP BY {key} HAVING count(*) > 1"):
        yield f"I7: an alert stands {row[-1]} times: {row[:-1]}"


def check_thresholds(scene: Scene) -> Iterator[str]:
    """I8: after a sweep every threshold crossed has its alert, on its day; and none was raised before it."""
    for row in scene.rows("SELECT case_id, kind, threshold FROM alerts WHERE owed_on > raised_on"):
        yield f"I8: an alert was raised before it was owed: {row}"
    if scene.swept_on is None:
        return
    for ref in scene.office.ledger.refs():
        record = scene.office.ledger.read(ref)
        raised = {(*one.alert.key, one.alert.owed_on) for one in scene.office.ledger.alerts(record)}
        for missing in sorted(map(str, owed(scene.office, record, scene.swept_on) - raised)):
            yield f"I8: {ref} has crossed {missing}, and nobody was told"


def owed(office, record, today):
    """What a case owes by the end of a day: (kind, line, last day, threshold, day it was crossed)."""
    case = recall(office.law, record)
    found = set()
    for one in case.clock.deadlines:
        due = one.due_on or one.missed_on
        if one.running and due:
            days = crossed(one.kind.value, one.since, due, today, office.policy.days(one.kind))
            found |= {(one.kind.value, one.line, due, n, day) for n, day in days.items()}
    return found


def check_days(scene: Scene) -> Iterator[str]:
    """I9: the last day of every reply is the one the independent counter finds."""
    for ref in scene.office.ledger.refs():
        record = scene.office.ledger.read(ref)
        kept = scene.office.ledger.copies(record).deadlines[0].due_on
        said = count(told_plainly(record.entries))
        wanted = said.get("error") or said["reply"]["due"]
        if wanted != (kept and kept.isoformat()):
            yield f"I9: {ref} is due on {kept}; the counter says {wanted}"


def told_plainly(entries):
    """A case as the counter is told one; what was irregular has no effect, but keeps its line."""
    first, *others = [_event(entry) for entry in entries]
    return {"received": first["on"], "events": others}


def _event(entry):
    if entry.irregular:
        return {"action": "annotate", "on": entry.on.isoformat()}
    facts = {name: _plain(value) for name, value in entry.facts.items() if name != "received"}
    return {**facts, "action": entry.action.value, "on": entry.on.isoformat()}


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def check_numbers(scene: Scene) -> Iterator[str]:
    """I10: every number given stands once, and none is missing; of cases and of letters."""
    given = defaultdict(list)
    for (ref,) in scene.rows("SELECT ref FROM cases"):
        if like := NUMBERED.fullmatch(ref):
            given[like["prefix"] or "", int(like["year"])].append(int(like["number"]))
    letters = Counter(number for (number,) in scene.rows("SELECT number FROM documents WHERE number <> ''"))
    yield from (f"I10: two letters are {number}" for number, many in letters.items() if many > 1)
    undone = scene.rows("SELECT id FROM imports WHERE undone_at IS NOT NULL")
    for prefix, year, last in scene.rows("SELECT prefix, year, last FROM series"):
        if prefix.startswith("№ "):
            there = [n for n in range(1, last + 1) if prefix[2:].replace("{n}", str(n)) in letters]
        else:
            there = sorted(given[prefix, year])
        if there != list(range(1, last + 1)) and not undone:
            missing = sorted(set(range(1, last + 1)) - set(there))
            yield f"I10: of {prefix or '—'} {year} {last} were given, {missing} are nowhere"


def check_files(scene: Scene) -> Iterator[str]:
    """I11: every file an entry or a letter names is there, byte for byte; and hardly any other."""
    named = {digest for pair in scene.rows("SELECT docx, pdf FROM documents") for digest in pair if digest}
    for (facts,) in scene.rows("SELECT facts FROM entries WHERE action = 'attach'"):
        named.add(json.loads(facts)["sha256"])
    for (one,) in scene.rows("SELECT content FROM frozen UNION SELECT handed_in FROM frozen"):
        named |= {one} - {"", None}
    for digest in sorted(named):
        try:
            scene.office.ledger.file(digest)
        except CaseworkError as fault:
            yield f"I11: {fault}"
    try:
        folder = scene.office.ledger._kept.folder
    except CaseworkError:
        return
    there = {path.name for path in folder.glob("*/*")}
    if len(there - named) > scene.strays:
        yield f"I11: {len(there - named)} files belong to nothing; {scene.strays} are explained"


# fmt: off
CHECKS: dict[str, Check] = {
    "I1":  check_acknowledged_cases,
    "I2":  check_acknowledged_acts,
    "I3":  check_versions,
    "I4":  check_paths,
    "I5":  check_chains,
    "I6":  check_copies,
    "I7":  check_one_alert_a_key,
    "I8":  check_thresholds,
    "I9":  check_days,
    "I10": check_numbers,
    "I11": check_files,
}
# fmt: on


def violated(scene: Scene) -> list[str]:
    """Everything that does not hold."""
    return [sentence for check in CHECKS.values() for sentence in check(scene)]
