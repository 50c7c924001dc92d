"""The papers beside the code: the manual leaves nothing out, every link leads somewhere, the examples run."""

import io
import re
import shlex
import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from typer.main import get_command

from desk.cli import _register, app, run
from desk.config import SECTIONS
from desk.intake.headings import COLUMNS
from desk.intake.words import CHANNELS, KINDS, METHODS
from desk.numbering import REPLY_WORD, WORDS
from letters.catalogue import CATALOGUE, LETTERS, letter_of_kind
from letters.compose import LetterContext, compose
from letters.own_check import check_templates
from letters.promises import PROMISED
from letters.render import BLOCKS, render
from workflow.facts import COMMON, FACTS
from workflow.statute import load_statutes, statute_files
from workflow.vocabulary import Action, Outcome

HOUSE = Path(__file__).parents[1]
PAPERS = (HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", *sorted((HOUSE / "docs").rglob("*.md")))
DECISIONS = sorted((HOUSE / "docs" / "decisions").glob("*.md"))
MANUAL = (HOUSE / "docs" / "manual.md").read_text(encoding="utf-8")
LETTERS_PAGE = (HOUSE / "docs" / "letters.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")
OPTION = re.compile(r"`(--[a-z][a-z0-9-]*)")


def commands(command, words=()):
    """Every command with the words that call it."""
    below = getattr(command, "commands", {})
    if not below:
        yield " ".join(words), command
    for name, child in below.items():
        yield from commands(child, (*words, name))


def long_options(command):
    found = (name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts))
    return {name for name in found if name.startswith("--")}


def blocks(path):
    """The fenced blocks of a paper, each as its lines."""
    text = path.read_text(encoding="utf-8")
    return [
        block.splitlines()
        for block in re.findall(r"^```\w*\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    ]


def section(text, heading):
    """What stands under a heading, up to the next of the same rank."""
    return text.partition(f"\n## {heading}")[2].partition("\n## ")[0]


def row_of(first):
    """The row of a table of the manual that begins with these words."""
    return next((line for line in MANUAL.splitlines() if line.startswith(f"| {first} |")), "")


_register()
ROOT = get_command(app)
COMMANDS = dict(commands(ROOT))


@pytest.mark.parametrize("words", COMMANDS)
def test_the_manual_names_every_command_with_its_options(words):
    rows = [line for line in section(MANUAL, "十二").splitlines() if f"`foi {words}`" in line]

    assert 1 == len(rows)
    assert set() == long_options(COMMANDS[words]) - set(OPTION.findall(rows[0]))


def test_the_manual_names_no_option_that_is_not_there():
    known = long_options(ROOT).union(*map(long_options, COMMANDS.values()), {"--help"})

    assert set() == set(OPTION.findall(MANUAL)) - known


def test_the_manual_names_what_stands_before_a_command():
    assert set() == long_options(ROOT) - set(OPTION.findall(section(MANUAL, "十二")))


@pytest.mark.parametrize("name", SECTIONS)
def test_the_manual_names_every_key_of_the_configuration(name):
    written = section(MANUAL, "十一").partition(f"| `[{name}]` |")[2]
    rows = f"| `[{name}]` |{written}".partition("\n| `[")[0] if written else ""

    assert [] == [field.name for field in fields(SECTIONS[name]) if f"| `{field.name}` |" not in rows]


def test_the_manual_names_every_choice_the_statutes_leave():
    for path in statute_files():
        statute = tomllib.loads((HOUSE / "workflow" / "statutes" / path).read_text(encoding="utf-8"))
        for question, answers in statute.get("choices", {}).items():
            row = next(
                line for line in MANUAL.splitlines() if f"[law.{statute['id']}]" in line and question in line
            )
            assert [] == [word for word in answers if word != "sentence" and f"`{word}`" not in row]


@pytest.mark.parametrize("action", Action)
def test_the_manual_explains_every_action_with_its_facts(action):
    row = row_of(f"{action.zh} `{action.value}`")

    assert row
    assert [] == [name for name in FACTS[action] if name not in COMMON and f"`{name}`" not in row]


def test_the_manual_names_what_any_entry_may_say():
    assert [] == [name for name in COMMON if f"`{name}`" not in section(MANUAL, "二")]


def test_the_manual_names_every_outcome():
    assert [] == [outcome.value for outcome in Outcome if f"`{outcome.value}`" not in section(MANUAL, "二")]


def test_the_manual_names_every_letter():
    assert [] == [kind for kind, *_ in CATALOGUE if not row_of(f"`{kind}`") and f"| `{kind}` |" not in MANUAL]


#: How the page of letters calls what a letter tells of remedies.
REMEDIES = {"R-A": "先复议", "R-B": "复议或者诉讼", "R-C": "只写复议", "none": "不写"}
TO = {"applicant": "申请人", "third_party": "第三方", "body": "机关"}


def told_of(kind):
    """The row of a letter on the page of letters, as the law and the letter itself have it."""
    old, new = (letter_of_kind(statute, kind) for statute in ("cn-2008", "cn-2019"))
    titles = dict.fromkeys((_title(new), _title(old)))
    of = new.outcome or new.party
    when = new.action.zh + (f" `{of.value}`" if of else "")
    (remedies,) = {_remedies(old), _remedies(new)}
    cells = (
        f"`{kind}`",
        "；2008年：".join(titles),
        TO[new.to],
        when,
        _articles(old),
        _articles(new),
        remedies,
    )
    return f"| {' | '.join(cells)} |"


def _title(letter):
    golden = HOUSE / "tests" / "letters" / "golden" / letter.statute / f"{letter.kind}.txt"
    return golden.read_text(encoding="utf-8").splitlines()[0]


def _articles(letter):
    if letter.kind == "mixed_reply":
        return "各项的条文"
    law = load_statutes().named(letter.statute)
    if letter.outcome is None:
        return law.clock[letter.action].sentence.article
    rule = law.outcome(letter.outcome)
    return "、".join(dict.fromkeys(sentence.article for sentence in (rule.sentence, *rule.grounds)))


def _remedies(letter):
    if letter.kind == "mixed_reply":
        return "按最严的一项"
    law, of = load_statutes().named(letter.statute), letter.remedy_of
    return REMEDIES[law.outcome(of).remedy if of else "none"]


def given_to_all():
    """What every template may name, besides the facts of its letter."""
    seen = []

    def keep(template, values):
        seen.extend(values)
        return render(template, values)

    letter = letter_of_kind("cn-2019", "granted")
    days = dict.fromkeys(("received_on", "dated"), date(2026, 3, 2))
    texts = dict.fromkeys(("office", "ref", "applicant", "subject", "channel"), "某")
    context = LetterContext(**days, **texts, organisation=False, facts={"way": "邮寄"})
    compose(letter, context, keep)
    return [name for name in seen if name not in letter.facts]


def test_the_page_of_letters_has_a_row_for_each_letter_and_no_other():
    kinds = list(dict.fromkeys(letter.kind for letter in LETTERS))
    rows = section(LETTERS_PAGE, "目录").splitlines()

    assert [told_of(kind) for kind in kinds] == [row for row in rows if row.startswith("| `")]


def test_the_page_of_letters_tells_whoever_edits_a_template_what_there_is():
    told = section(LETTERS_PAGE, "改一句话")

    assert [] == [name for name in (*BLOCKS, *given_to_all()) if f"`{name}`" not in told]
    assert [] == [f"{block}: {name}" for block, name in PROMISED if f"| `{block}` | `{name}`" not in told]


def test_the_picture_of_a_letter_is_light():
    assert (HOUSE / "docs" / "pictures" / "letter.png").stat().st_size < 150_000


def test_the_manual_names_every_column_and_word_of_the_ledger():
    told = section(MANUAL, "八").casefold()
    headings = [name for names in COLUMNS.values() for name in names]
    words = [name for words in (CHANNELS, KINDS, METHODS) for name in words if not name.isascii()]

    assert [] == [name for name in (*headings, *words) if name.casefold() not in told]


def test_the_worked_example_of_the_manual_is_what_the_program_prints(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (example,) = (
        lines for lines in blocks(HOUSE / "docs" / "manual.md") if lines[0].startswith("$ foi deadline")
    )

    assert 0 == run(shlex.split(example[0])[2:])
    assert example[1:] == capsys.readouterr().out.splitlines()


def test_the_fee_of_the_manual_is_what_the_program_works_out(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (example,) = (lines for lines in blocks(HOUSE / "docs" / "manual.md") if lines[0].startswith("$ foi fee"))

    assert 0 == run(["--today", "2026-11-23", *shlex.split(example[0])[2:]])
    assert example[1:] == capsys.readouterr().out.splitlines()


def test_the_template_of_the_page_of_letters_has_no_faults(tmp_path):
    (example,) = (lines for lines in blocks(HOUSE / "docs" / "letters.md") if "extends" in lines[0])
    (tmp_path / "cn-2019").mkdir()
    (tmp_path / "cn-2019" / "granted.j2").write_text("\n".join(example), encoding="utf-8")

    assert [] == check_templates(tmp_path)


def test_the_manual_names_the_word_of_every_letter_in_a_document_number():
    told = section(MANUAL, "六").partition("### 文号")[2]

    assert [] == [
        kind for kind, word in WORDS.items() if not re.search(rf"`{kind}`.*\| {word} \|$", told, re.MULTILINE)
    ]
    assert f"| 其他 | {REPLY_WORD} |" in told


def test_the_batch_line_of_the_manual_is_answered_as_it_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    ((asked, answered),) = (
        lines for lines in blocks(HOUSE / "docs" / "manual.md") if lines[0].startswith('{"id"')
    )
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(asked.encode()), encoding="utf-8"))

    assert 0 == run(["deadline", "--batch"])
    assert [answered] == capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: str(path.relative_to(HOUSE)))
def test_every_link_leads_to_a_file_that_is_there(path):
    links = LINK.findall(path.read_text(encoding="utf-8"))

    assert [] == [link for link in links if not (path.parent / link).exists()]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why_and_what_it_costs(path):
    text = path.read_text(encoding="utf-8")

    assert text.startswith(f"# {path.stem[:3]} ")
    assert len(text.splitlines()) <= 45
    for heading in ("Context", "Decision", "What became easier", "What became harder"):
        assert f"\n## {heading}" in text


def test_the_decisions_give_a_reason_for_every_dependency():
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (HOUSE / "docs" / "decisions" / "008-dependencies.md").read_text(encoding="utf-8")
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]

    assert [] == [name for name in wanted if f"`{re.split('[><=;]', name)[0]}`" not in text]


def test_the_five_minutes_of_the_readme_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text((HOUSE / "config.toml").read_text("utf-8"), encoding="utf-8")
    text = section((HOUSE / "README.md").read_text(encoding="utf-8"), "Five minutes")
    block = text.partition("```\n")[2].partition("```")[0]
    said = [shlex.split(line, comments=True)[1:] for line in block.splitlines() if line.startswith("./run ")]

    assert ["init"] == said[0]
    for words in said:
        assert 0 == run(["--today", "2026-11-23", *words]), (words, capsys.readouterr().err)
