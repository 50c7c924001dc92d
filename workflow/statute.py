"""A statute as data: limits, clock effects, outcomes and remedies, each with the sentence it obeys."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from workflow.errors import NotFound, Refused
from workflow.fee import Tariff, read_tariffs
from workflow.remedies import ONLINE, Remedy, read_remedies
from workflow.responses import ResponseLimit, read_responses
from workflow.sentences import Sentence, read_sentences
from workflow.vocabulary import Action, DeadlineKind, Effect, Outcome, Party, ProceedingKind

#: What an office chose: the id of a statute with its (question, answer) pairs.
Choices = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A period in working days; `days` is None where the law sets no maximum."""

    name: str
    days: int | None
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class YearDay:
    """The last day of every year, (month, day), by which something of the year before must be done."""

    month: int
    day: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class ClockRule:
    """What an action does to the clock.

    `counts_first_day` tells whether the day a pause begins still counts; `caps` names the limit after which
    a consultation of that party excludes no more days.
    """

    effect: Effect
    sentence: Sentence
    counts_first_day: bool
    caps: Mapping[Party, Limit]


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """An answer the law knows, with its grounds and the kind of remedies paragraph it carries."""

    outcome: Outcome
    sentence: Sentence
    grounds: tuple[Sentence, ...]
    remedy: str


@dataclass(frozen=True, slots=True)
class Statute:
    """One regime, as the file `statutes/<jurisdiction>/<year>.toml` states it."""

    id: str
    title: str
    instrument: str
    jurisdiction: str
    calendar: str
    in_force: date
    complete: bool
    limits: Mapping[str, Limit]
    yearly: Mapping[DeadlineKind, YearDay]
    clock: Mapping[Action, ClockRule]
    outcomes: Mapping[Outcome, OutcomeRule]
    remedies: tuple[Remedy, ...]
    tariffs: tuple[Tariff, ...]
    responses: tuple[ResponseLimit, ...]
    sentences: Mapping[str, Sentence]

    @property
    def reply_days(self) -> int:
        """The working days within which the applicant must have the reply."""
        return self.limits["reply"].days or 0

    def outcome(self, outcome: Outcome) -> OutcomeRule:
        """The rule for an answer.

        Raises:
            Refused: the statute knows no such answer.
        """
        rule = self.outcomes.get(outcome)
        if rule is None:
            raise Refused(
                "outcome_not_in_statute",
                "{title} knows no answer “{outcome}”.",
                title=self.title,
                outcome=outcome,
            )
        return rule

    def remedy(self, outcome: Outcome, dated: date) -> Remedy | None:
        """The remedies paragraph of a letter with this outcome and this date, if it carries one."""
        return self.strictest([outcome], dated)

    def strictest(self, outcomes: Iterable[Outcome], dated: date) -> Remedy | None:
        """The remedies paragraph of a letter that answers several things: the strictest of theirs."""
        kinds = {self.outcome(outcome).remedy for outcome in outcomes}
        return next((r for r in self.remedies if r.kind in kinds and r.since <= dated <= r.until), None)

    def online_remedy(self, dated: date) -> str:
        """The sentence a letter of this date that goes by net adds to its remedies paragraph; often none."""
        sentences = (r.text for r in self.remedies if r.kind == ONLINE and r.since <= dated <= r.until)
        return next(sentences, "")

    def response(self, kind: ProceedingKind, received: date, *, simple: bool) -> ResponseLimit | None:
        """How long the office has to answer a proceeding whose copy came on a day, if there is a limit."""
        return next(
            (limit for limit in self.responses if limit.holds_for(kind, received, simple=simple)), None
        )


@dataclass(frozen=True, slots=True)
class Statutes:
    """Every statute on file, as the office has chosen where the texts are silent.

    `choices` are what it chose: the id of a statute with its (question, answer) pairs, in order.
    """

    by_id: Mapping[str, Statute]
    choices: Choices = ()

    def __iter__(self) -> Iterator[Statute]:
        return iter(self.by_id.values())

    def named(self, statute: str) -> Statute:
        """The statute with this id.

        Raises:
            NotFound: no file states it.
        """
        if statute not in self.by_id:
            known = ", ".join(self.by_id)
            raise NotFound(
                "no_statute", "No statute is called “{name}”. On file: {known}.", name=statute, known=known
            )
        return self.by_id[statute]

    def in_force(self, jurisdiction: str, day: date) -> Statute:
        """The statute of a jurisdiction in force on a day.

        Raises:
            Refused: none was in force yet.
        """
        found = [s for s in self if s.jurisdiction == jurisdiction and s.in_force <= day]
        if not found:
            raise Refused(
                "no_statute_in_force",
                "No statute of “{jurisdiction}” was in force on {day}.",
                jurisdiction=jurisdiction,
                day=day,
            )
        return max(found, key=lambda s: s.in_force)


def load_statutes(choices: Mapping[str, Mapping[str, str]] | None = None) -> Statutes:
    """Read every statute file; `choices` maps a statute's id to what the office chose where it is silent.

    Raises:
        NotFound: a choice names a statute, a question or an answer that is not on file.
    """
    chosen = {name: tuple(sorted(answers.items())) for name, answers in (choices or {}).items()}
    return _load(tuple(sorted(chosen.items())))


@cache
def _load(choices: Choices) -> Statutes:
    asked = {name: dict(answers) for name, answers in choices}
    raw = [_toml(path) for path in _paths()]
    statutes = Statutes({data["id"]: _statute(data, asked.pop(data["id"], {})) for data in raw}, choices)
    for name in asked:
        statutes.named(name)
    return statutes


def statute_files() -> tuple[str, ...]:
    """The statute files, as paths under `workflow/statutes`."""
    return tuple(_paths())


@cache
def _paths() -> tuple[str, ...]:
    root = files("workflow") / "statutes"
    found = [f"{land.name}/{f.name}" for land in root.iterdir() if land.is_dir() for f in land.iterdir()]
    return tuple(sorted(path for path in found if path.rsplit("/")[-1][0].isdigit()))


def _toml(path: str) -> dict[str, Any]:
    return tomllib.loads((files("workflow") / "statutes" / path).read_text(encoding="utf-8"))


def _statute(data: dict[str, Any], answers: Mapping[str, str]) -> Statute:
    sentences = read_sentences(data)
    limits = {
        name: Limit(name, line.get("days"), sentences[line["sentence"]])
        for name, line in data["limits"].items()
    }
    effects = _chosen_effects(data, answers)
    return Statute(
        id=data["id"],
        title=data["title"],
        instrument=data["instrument"],
        jurisdiction=data["jurisdiction"],
        calendar=data["calendar"],
        in_force=data["in_force"],
        complete=data["complete"],
        limits=limits,
        yearly={
            DeadlineKind.of(name): YearDay(line["month"], line["day"], sentences[line["sentence"]])
            for name, line in data.get("yearly", {}).items()
        },
        clock={
            Action.of(name): _clock_rule(line, effects.get(name), sentences, limits)
            for name, line in data["clock"].items()
        },
        outcomes={
            Outcome.of(code): _outcome_rule(code, line, sentences) for code, line in data["outcomes"].items()
        },
        remedies=read_remedies(_toml(data["remedies"])),
        tariffs=read_tariffs(_toml(data["tariffs"])) if "tariffs" in data else (),
        responses=read_responses(_toml(data["proceedings"])) if "proceedings" in data else (),
        sentences=sentences,
    )


def _clock_rule(
    line: Mapping[str, Any],
    effect: str | None,
    sentences: Mapping[str, Sentence],
    limits: Mapping[str, Limit],
) -> ClockRule:
    caps = {Party.of(party): limits[name] for party, name in line.get("caps", {}).items()}
    counts_first_day = line.get("first_day", "counted") == "counted"
    return ClockRule(Effect.of(effect or line["effect"]), sentences[line["sentence"]], counts_first_day, caps)


def _outcome_rule(code: str, line: Mapping[str, Any], sentences: Mapping[str, Sentence]) -> OutcomeRule:
    grounds = tuple(sentences[key] for key in line.get("grounds", ()))
    return OutcomeRule(Outcome.of(code), sentences[line["sentence"]], grounds, line["remedy"])


def _chosen_effects(data: Mapping[str, Any], answers: Mapping[str, str]) -> dict[str, str]:
    """The effects of the actions that the office's choices change; the first answer is the default."""
    effects: dict[str, str] = {}
    questions = data.get("choices", {})
    for name, answer in answers.items():
        if answer not in questions.get(name, {}) or answer == "sentence":
            raise NotFound(
                "no_choice",
                "{statute} offers no choice {question} = “{answer}”.",
                statute=data["id"],
                question=name,
                answer=answer,
            )
        effects.update(questions[name][answer])
    return effects
