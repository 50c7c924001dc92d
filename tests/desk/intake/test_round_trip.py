"""What goes out comes in again, and goes out the same."""

import random
from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from desk.intake.keep import bring_in
from desk.intake.plan import plan, read_ledger
from desk.outtake.ledger import export
from desk.outtake.proceedings import pleaded
from desk.outtake.telling import Telling
from tests.builders import LAW
from tests.fakes import MemoryLedger
from tests.oracle.story import Story
from workflow.alerts import AlertPolicy
from workflow.casework import Act, Actor, Office, Receipt, log_request, take
from workflow.errors import CaseworkError
from workflow.ledger import Applicant, Request
from workflow.machine import ABOUT_PROCEEDINGS, EVERY_ROLE
from workflow.upkeep import verify
from workflow.vocabulary import Action, ApplicantKind, Channel, ProceedingKind, ProceedingResult

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
RECEIVED = date(2020, 1, 6)
ACTOR = Actor("小王", EVERY_ROLE)
#: A ledger does not tell what came first on a day; of these it does not matter.
SAME_DAY = (
    Action.RECEIVE, Action.ACCEPT, Action.SERVE, Action.ANNOTATE, Action.ASSIGN, *ABOUT_PROCEEDINGS,
)  # fmt: skip
#: Words a spreadsheet might take for something else.
WORDS = (
    "某地块征收公告", "=1+1", "+86 951", "-", "@SUM(A1)", "'引号", "'=1", "两行\n两行", '他说"好"，走了',
    "007", "2018-01-08", "1e5", "_x0041_", "<b>&amp;", "640105199001010018", "㐂𠮷䶮", "TRUE",
    "，", " 前后有空格 ",
)  # fmt: skip


def an_office():
    ledger = MemoryLedger()
    ledger.add_unit("甲区人民政府办公室")
    ledger.add_unit("乙局", "YJ", 1)
    return Office(LAW, ledger, AlertPolicy())


def words(rng):
    return rng.choice(WORDS)


def tell(office, rng, story, ref):
    """Let a story happen in an office, as far as the office lets it."""
    person = Applicant(words(rng), words(rng), words(rng), words(rng), words(rng), words(rng))
    request = Request(rng.choice((1, 2)), (person,), words(rng), words(rng), words(rng), note=words(rng))
    receipt = Receipt(
        date.fromisoformat(story.history["received"]),
        rng.choice(list(Channel)),
        rng.choice(list(ApplicantKind)),
    )
    log_request(office, request, receipt, ACTOR, now=NOW, ref=ref)
    for event in story.events:
        facts = dict(event)
        act = Act(Action.of(facts.pop("action")), date.fromisoformat(facts.pop("on")), facts)
        try:
            take(office, ref, act, ACTOR, now=NOW)
        except CaseworkError:
            break
    dispute(office, rng, ref, receipt.on)


def dispute(office, rng, ref, received):
    """Let people turn to review, to court and to others, over the case or while it is still open."""
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        filed = received + timedelta(rng.randrange(400))
        facts = {"proceeding_kind": rng.choice(list(ProceedingKind)), "note": words(rng)}
        more = rng.choice((None, None, {"body": "甲市人民政府"}, {"received": str(filed)}))
        done = take(office, ref, Act(Action.FILE_PROCEEDING, filed, facts | (more or {})), ACTOR, now=NOW)
        line = done.record.version
        if rng.random() < 0.15:
            act = Act(Action.RESPOND, filed + timedelta(5), {"proceeding": line})
            take(office, ref, act, ACTOR, now=NOW)
        if rng.random() < 0.6:
            result = {"proceeding": line, "proceeding_result": rng.choice(list(ProceedingResult)[:3])}
            decided = filed + timedelta(rng.randrange(500))
            with suppress(CaseworkError):
                take(office, ref, Act(Action.DECIDE_PROCEEDING, decided, result), ACTOR, now=NOW)


def a_story(rng):
    received = date(2012, 1, 1) + (date(2025, 6, 1) - date(2012, 1, 1)) * rng.random()
    story = Story(rng, received, "", "")
    for _ in range(rng.randrange(12)):
        story.go_on()
    return story


def sent(office, path):
    exported = export(office, list(office.ledger.refs()), path)
    return path.read_bytes(), exported


def came_back(data, name, **more):
    office = an_office()
    work_out = partial(plan, office, read_ledger(data, name), **more)
    found, _ = bring_in(office, work_out, ACTOR, now=NOW)
    assert () == found.faults
    assert [] == verify(office).faults
    return office


def cells(data, name):
    book = read_ledger(data, name)
    sheets = [sheet for sheet in (book.requests, book.proceedings) if sheet]
    return [(sheet.headings, [row.cells for row in sheet.rows]) for sheet in sheets]


def many_cases(seed, *, plain):
    """An office with sixty cases; `plain` ones hold nothing that no column tells."""
    every, office = an_office(), an_office()
    for n in range(200 if plain else 60):
        ref = f"甲-{n:03}"
        for one in (every, office):
            rng = random.Random(f"{seed} {n}")
            if one is every or not (plain and is_more(every, ref)):
                tell(one, rng, a_story(rng), ref)
    return office


def is_more(office, ref):
    telling = Telling(office.ledger.read(ref), LAW.workdays(LAW.regime(RECEIVED)), "")
    telling.told()
    days = [entry.on for entry in office.ledger.read(ref).entries if entry.action not in SAME_DAY]
    return telling.more or pleaded(LAW, office.ledger.read(ref))[1] or len(set(days)) < len(days)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("seed", range(4))
def test_an_office_comes_back_as_it_went_and_its_years_count_the_same(tmp_path, seed, kind):
    office = many_cases(seed, plain=True)
    first, exported = sent(office, tmp_path / f"first.{kind}")
    other = came_back(first, f"first.{kind}")
    second, _ = sent(other, tmp_path / f"second.{kind}")

    assert cells(first, f"first.{kind}") == cells(second, f"second.{kind}")
    assert exported.cases > 60
    assert not exported.more
    assert exported.left_out + exported.proceedings > 15
    for year in range(2012, 2027):
        ours, theirs = (Counter(dict(o.ledger.tally(year, frozenset()))) for o in (office, other))
        assert told_in(kind, ours) == theirs


def told_in(kind, tally):
    """What a file of the kind tells of a year: CSV has no sheet for proceedings."""
    return tally if kind == "xlsx" else Counter({f: n for f, n in tally.items() if f.proceeding is None})


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("seed", range(4))
def test_what_no_column_tells_is_named_and_the_rest_comes_back_as_recorded(tmp_path, seed, kind):
    office = many_cases(seed, plain=False)
    first, exported = sent(office, tmp_path / f"first.{kind}")
    second, _ = sent(came_back(first, f"first.{kind}", as_recorded=str), tmp_path / f"second.{kind}")

    assert cells(first, f"first.{kind}") == cells(second, f"second.{kind}")
    assert exported.more
