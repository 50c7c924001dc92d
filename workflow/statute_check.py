"""Whether the statute files are complete and agree with themselves and with each other."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from workflow.sentences import Sentence
from workflow.statute import Statute, Statutes, statute_files
from workflow.vocabulary import Action, Effect, Outcome, ProceedingKind

#: A sentence nobody has looked at for so long is to be looked at again.
LOOK_AGAIN_AFTER = timedelta(days=366)


def check_statutes(statutes: Statutes, today: date) -> list[str]:
    """What is wrong with the statutes on file, a sentence each; nothing when all is well."""
    faults = [f"{s.id}: {fault}" for s in statutes for fault in _faults(s, today)]
    for path in statute_files():
        faults += [f"{path}: {fault}" for fault in _file_faults(path)]
    return faults


def _faults(statute: Statute, today: date) -> Iterator[str]:
    wanted_outcomes = Outcome if statute.complete else ()
    yield from (f"[clock] says nothing of {a}" for a in Action if a not in statute.clock)
    yield from (f"[outcomes] says nothing of {o}" for o in wanted_outcomes if o not in statute.outcomes)
    yield from (f"[limits] has no {name}" for name in ("reply", "extension") if name not in statute.limits)
    if statute.clock.get(Action.RECEIVE) and statute.clock[Action.RECEIVE].effect is not Effect.START:
        yield "[clock] receive does not start the clock"
    yield from _remedy_faults(statute)
    for key, sentence in statute.sentences.items():
        yield from _sentence_faults(f"[sentences.{key}]", sentence, today)
    for remedy in statute.remedies:
        yield from _sentence_faults(f"remedies {remedy.kind} from {remedy.since}", remedy.sentence, today)
    yield from _response_faults(statute)
    for limit in statute.responses:
        yield from _sentence_faults(f"responses {limit.deadline} from {limit.since}", limit.sentence, today)


def _sentence_faults(where: str, sentence: Sentence, today: date) -> Iterator[str]:
    if not sentence.article or not sentence.text:
        yield f"{where} is empty"
    if not today - LOOK_AGAIN_AFTER <= sentence.last_checked <= today:
        yield f"{where} was last looked at on {sentence.last_checked}"


def _remedy_faults(statute: Statute) -> Iterator[str]:
    """Every kind of remedy a statute names covers every day from its coming into force, once."""
    for kind in sorted({rule.remedy for rule in statute.outcomes.values()} - {"none"}):
        day = statute.in_force
        for remedy in sorted((r for r in statute.remedies if r.kind == kind), key=lambda r: r.since):
            if remedy.until < day:
                continue
            if remedy.since > day:
                break
            if statute.in_force < day and remedy.since < day:
                yield f"two remedies paragraphs {kind} for letters dated {remedy.since}"
            day = remedy.until if remedy.until == date.max else remedy.until + timedelta(days=1)
        if day != date.max:
            yield f"no remedies paragraph {kind} for letters dated {day}"


def _response_faults(statute: Statute) -> Iterator[str]:
    """The periods for an answer follow each other without a gap, to the end of time."""
    for kind in ProceedingKind:
        for simple in (False, True):
            limits = [r for r in statute.responses if kind in r.kinds and r.simple is simple]
            ends = [*(limit.since - timedelta(days=1) for limit in limits[1:]), date.max]
            for limit, end in zip(limits, ends, strict=False):
                if limit.until != end:
                    yield f"responses {limit.deadline} from {limit.since}: the next begins on another day"
            if limits and not simple and limits[0].since > statute.in_force:
                yield f"no response {limits[0].deadline} from {statute.in_force}"


def _file_faults(path: str) -> Iterator[str]:
    data = tomllib.loads((files("workflow") / "statutes" / path).read_text(encoding="utf-8"))
    named = set(_named_sentences(data))
    yield from (f"no rule rests on [sentences.{key}]" for key in data["sentences"] if key not in named)
    for name, line in data["limits"].items():
        if ("days" in line) == ("maximum" in line):
            yield f"[limits] {name} wants either days or maximum = “none”"


def _named_sentences(data: dict[str, Any]) -> Iterator[str]:
    yield data["in_force_sentence"]
    for table in ("limits", "yearly", "clock", "outcomes", "choices"):
        for line in data.get(table, {}).values():
            yield line["sentence"]
            yield from line.get("grounds", ())
