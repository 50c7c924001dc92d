"""Proof that an office's own templates can be used: every fault of every file, before a letter meets it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from letters.catalogue import ITEMS, LETTERS, Letter
from letters.compose import Facts, LetterContext, compose
from letters.minder import Minder
from letters.own import SECONDS, ask, existing, lineage, overridden, own_process, render_own, stands
from letters.promises import betrayed_names, broken_promises
from letters.render import Blocks, ours, render
from letters.template_faults import FAULT, TemplateFault, template_fault
from workflow.vocabulary import Action, Outcome

#: A template and what it is asked to print.
Sample = tuple[str, Mapping[str, object]]

SOME_DAY = date(2026, 3, 2)
#: How the names of facts that are days end.
DAYS = ("_on", "_by", "due", "until")
#: Two unlike answers, for the letter that is written from items only.
UNLIKE = (Outcome.PROVIDED, Outcome.NOT_EXIST)


def check_templates(folder: Path, seconds: float = SECONDS) -> list[TemplateFault]:
    """Every fault of the templates of a folder, once each, in the order of files and lines.

    Each must bear the name of one of ours, be readable, name only what its letters are given, and print every
    letter that uses it from made-up facts: from all it may be told, from what it needs, and from items.

    Raises:
        NotFound: the folder is not there.
    """
    used = [letter for letter in LETTERS if overridden(folder, letter.template)]
    found = strange_files(folder)
    with own_process(folder, seconds) as process:
        for name in sorted(name for name in ours() if stands(folder / name)):
            found += _faults_of_names(process, name)
        named = {_place(fault) for fault in found}
        # A name nobody is given is found again as soon as it is printed.
        found += [f for f in _faults_of_letters(process, folder, used) if _place(f) not in named]
    once = {str(fault): fault for fault in found}
    return sorted(once.values(), key=lambda fault: (fault.file, fault.line or 0))


def _place(fault: TemplateFault) -> tuple[str, int | None]:
    return fault.file, fault.line


def strange_files(folder: Path) -> list[TemplateFault]:
    """Links that lead elsewhere, and templates under names nobody would look for.

    Raises:
        NotFound: the folder is not there.
    """
    found = []
    for path in sorted(existing(folder).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            found.append(template_fault("link", name))
        elif ".j2" in path.name.lower() and not path.name.startswith(".") and name not in ours():
            found.append(template_fault("unused", name))
    return found


def _faults_of_names(process: Minder, template: str) -> Iterator[TemplateFault]:
    """The filters there are none of, and the values its letters are not given."""
    try:
        named = ask(process, template)
    except TemplateFault as fault:
        yield fault
        return
    for line, name in named["tools"]:
        yield template_fault("no_filter", template, line, detail=name)
    users = {letter.kind: _given(letter) for letter in LETTERS if template in lineage(letter.template)}
    for line, name in named["names"]:
        without = [kind for kind, given in users.items() if name not in given]
        if len(without) == len(users):
            yield template_fault("no_value", template, line, detail=name)
        elif without:
            yield template_fault("not_given", template, line, detail=name, letter=without[0])


def _faults_of_letters(process: Minder, folder: Path, letters: Iterable[Letter]) -> Iterator[TemplateFault]:
    """What goes wrong when the letters are printed from made-up facts."""
    given_up: set[str] = set()
    for template, values in (sample for letter in letters for sample in _samples(letter)):
        if not overridden(folder, template) or not given_up.isdisjoint(lineage(template)):
            continue
        try:
            own, places = render_own(process, folder, template, values)
        except TemplateFault as fault:
            yield fault
            if fault.code != FAULT:
                # It would hold up, or wear out a process for, every letter that uses it.
                given_up |= {fault.file} if fault.line else _of_office(folder, template)
        else:
            yield from broken_promises(render(template, values), own, values, places)
            yield from betrayed_names(render(template, values), own, values, places)


def _of_office(folder: Path, template: str) -> set[str]:
    """The office's templates a letter is made from."""
    return {name for name in lineage(template) if stands(folder / name)}


def _given(letter: Letter) -> frozenset[str]:
    """What every made-up letter of a kind is given."""
    return frozenset.intersection(
        *(frozenset(values) for template, values in _samples(letter) if template == letter.template)
    )


@cache
def _samples(letter: Letter) -> tuple[Sample, ...]:
    """What the templates of a letter are given for made-up facts."""
    samples: list[Sample] = []

    def keep(template: str, values: Mapping[str, object]) -> Blocks:
        samples.append((template, values))
        return render(template, values)

    for facts, items in _tellings(letter):
        compose(letter, _context(facts, items), keep)
    return tuple(samples)


def _tellings(letter: Letter) -> Iterator[tuple[Facts, tuple[Facts, ...]]]:
    """Facts and items: all a letter may be told, only what it needs, and an answer to two things."""
    if ITEMS not in letter.needs:
        yield _made_up(letter.facts), ()
        yield _made_up(need.split("|")[0] for need in letter.needs), ()
    if letter.action is Action.ANSWER:
        outcomes = (letter.outcome, letter.outcome) if letter.outcome else UNLIKE
        every = [name for other in LETTERS for name in other.facts]
        yield _made_up(every), tuple({**_made_up((*every, "what")), "outcome": of} for of in outcomes)


def _made_up(names: Iterable[str]) -> Facts:
    return {name: SOME_DAY if name.endswith(DAYS) else f"〔{name}〕" for name in names}


def _context(facts: Facts, items: tuple[Facts, ...]) -> LetterContext:
    return LetterContext(
        office="〔office〕",
        ref="〔ref〕",
        number="〔number〕",
        applicant="〔applicant〕",
        organisation=False,
        subject="〔subject〕",
        received_on=SOME_DAY,
        channel="〔channel〕",
        dated=date(2026, 3, 20),
        remedies="〔remedies〕",
        facts=facts,
        items=items,
    )
