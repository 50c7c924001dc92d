"""Job D: a letter as Word, as PDF and in words, beside what an office would otherwise run."""

import multiprocessing
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typst
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bench.peers import build, fill_in, make_sheet, make_template, read, told_by
from bench.rounds import NO_TARGET, ROUNDS, Race, Target, share, times
from letters import fonts
from letters.catalogue import letter_of_kind
from letters.compose import LetterContext, compose
from letters.own import own_renderer
from letters.own_folder import export
from letters.parts import Parts
from letters.pdf import write_pdf
from letters.render import TEMPLATES, Blocks, clause, render
from letters.word import write_docx
from workflow.law import open_law
from workflow.vocabulary import Outcome

LETTER = letter_of_kind("cn-2019", "privacy")
RECEIVED, DATED = date(2026, 3, 2), date(2026, 3, 30)
REMEDIES = open_law().regime(RECEIVED).strictest([Outcome.PRIVACY], DATED)
FACTS = {
    "opinion_summary": "不同意公开，理由是协议载有其住址和银行账号",
    "reason": "补偿协议载有村民的家庭住址、身份证件号码和银行账号，公开会损害其合法权益",
    "clerk_contact": "某市自然资源局办公室，0000-1234567",
}
#: So many letters two processes make, each so many at a time.
THOUSAND, CHUNK = 1_000, 25
#: For runs that take seconds.
FEW_ROUNDS = 7
#: No letter is made twice: typst would remember it.
NUMBERS = count(1)

#: Makes of a letter what its limit is given, and what ours is, before the clock runs.
Given = Callable[[LetterContext], tuple[Any, Any]]
Job = Callable[[Any], object]


def races(*, full: bool) -> Iterator[Race]:
    """Letters one after the other; with `full`, a thousand by two processes as well."""
    many = 40 if full else 15
    yield from _word(many)
    yield from _pdf(many)
    yield from _words(10 * many)
    if full:
        yield from _thousands()


def context(n: int) -> LetterContext:
    """What a letter that never was is told: a refusal for the sake of a third party."""
    assert REMEDIES
    return LetterContext(
        office="某市自然资源局",
        ref=f"2026-{n:06}",
        number=f"某自然资公开〔2026〕{n}号",
        applicant=f"张三（第{n}位）",
        organisation=False,
        subject=f"城东片区第{n}户征收补偿协议",
        received_on=RECEIVED,
        channel="信函",
        dated=DATED,
        remedies=REMEDIES.text.format(review_body="某市人民政府"),
        facts=FACTS,
    )


def worded(told: LetterContext) -> Parts:
    """The letter in words."""
    return compose(LETTER, told)


def _race(
    names: tuple[str, str],
    limit: Job,
    ours: Job,
    given: Given,
    *,
    many: int,
    target: Target,
    rounds: int = ROUNDS,
) -> Race:
    """Letter by letter, others in every run."""
    letters: list[tuple[Any, Any]] = []

    def renew() -> None:
        letters[:] = [given(context(next(NUMBERS))) for _ in range(many)]

    return Race(
        *names, lambda: [limit(bare) for bare, _ in letters], lambda: [ours(told) for _, told in letters],
        many, target, renew, rounds,
    )  # fmt: skip


# As Word.


def _word(many: int) -> Iterator[Race]:
    sample = worded(context(0))
    sheet = make_sheet(write_docx(sample))
    built, rendered = partial(build, sheet), partial(fill_in, make_template(sheet))
    assert read(built(sample)) == read(rendered(sample)) == read(write_docx(sample))
    most = Target("at most 5 ms", " ms", lambda _, ours: ours * 1e3, lambda found: found <= 5)
    yield _race(("letter as DOCX", "python-docx"), built, write_docx, _parts, many=many, target=most)
    yield _race(("letter as DOCX", "docxtpl"), rendered, write_docx, _parts, many=many, target=share(4))


def _parts(told: LetterContext) -> tuple[Parts, Parts]:
    parts = worded(told)
    return parts, parts


# As PDF: typst is asked what ours asks it.


def _pdf(many: int) -> Iterator[Race]:
    with ThreadPoolExecutor(1) as aside:
        # Each thread has a compiler of its own: the one there compiles nothing, and keeps what it was asked.
        with patch.object(typst, "Compiler") as made:
            made.return_value.compile.return_value = b""
            aside.submit(write_pdf, worded(context(0))).result()
        settings = made.call_args.kwargs
        compiler = typst.Compiler(**settings)
        anew = settings | {"font_paths": list(fonts.folders(())), "ignore_system_fonts": False}

        def asked(told: LetterContext) -> tuple[Mapping[str, Any], Parts]:
            parts = worded(told)
            aside.submit(write_pdf, parts).result()
            return made.return_value.compile.call_args.kwargs, parts

        def reused(question: Mapping[str, Any]) -> Any:
            return compiler.compile(**question)

        def fresh(question: Mapping[str, Any]) -> Any:
            return typst.compile(**anew, **question)

        question, parts = asked(context(0))
        assert reused(question) == fresh(question) == write_pdf(parts)
        yield _race(
            ("letter as PDF", "typst, one compiler"), reused, write_pdf, asked, many=many, target=times(1.2)
        )
        yield _race(
            ("letter as PDF", "typst.compile"), fresh, write_pdf, asked,
            many=many // 5, target=NO_TARGET, rounds=FEW_ROUNDS,
        )  # fmt: skip


# In words: Jinja is given the values ours gives it.


def _words(many: int) -> Iterator[Race]:
    bare = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    bare.filters["clause"] = clause

    def rendered(values: Mapping[str, object]) -> str:
        return bare.get_template(LETTER.template).render(values)

    values, told = _values(context(0))
    lines = [line.strip() for line in rendered(values).splitlines() if line.strip()]
    assert lines == told_by(worded(told))
    yield _race(("letter in words", "Jinja2"), rendered, worded, _values, many=many, target=NO_TARGET)
    with tempfile.TemporaryDirectory(prefix="foi-bench-") as folder, own_renderer(Path(folder)) as own:
        export(Path(folder))
        job = ("letter in words, by an office's templates", "by ours")
        yield _race(job, worded, partial(compose, LETTER, fill=own), _contexts, many=many, target=NO_TARGET)


def _values(told: LetterContext) -> tuple[Mapping[str, object], LetterContext]:
    given: dict[str, object] = {}

    def fill(template: str, values: Mapping[str, object]) -> Blocks:
        given.update(values)
        return render(template, values)

    compose(LETTER, told, fill)
    return given, told


def _contexts(told: LetterContext) -> tuple[LetterContext, LetterContext]:
    return told, told


# A thousand, worded and written, by two processes that stand ready.


def _thousands() -> Iterator[Race]:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        yield _thousand("DOCX", write_docx, 2, pool)
        yield _thousand("PDF", write_pdf, 5, pool)


def _thousand(paper: str, write: Job, most: int, pool: ProcessPoolExecutor) -> Race:
    chunks: list[list[int]] = []

    def renew() -> None:
        chunks[:] = [[next(NUMBERS) for _ in range(CHUNK)] for _ in range(THOUSAND // CHUNK)]

    part = partial(_write, write)
    target = Target(f"at most {most} s", " s", lambda _, ours: ours, lambda found: found <= most)
    return Race(
        f"1,000 letters as {paper}, by two processes", "by one", lambda: list(map(part, chunks)),
        lambda: list(pool.map(part, chunks)), 1, target, renew, FEW_ROUNDS,
    )  # fmt: skip


def _write(write: Job, numbers: Sequence[int]) -> None:
    for n in numbers:
        write(worded(context(n)))
