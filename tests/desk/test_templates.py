"""The office's own templates on the command line: copied out, edited, checked, taken in."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer

from desk.cli import templates as commands
from desk.cli.desk import Desk
from desk.config_file import read_config
from letters.render import TEMPLATES, ours
from workflow.errors import CaseworkError

CONFIG = '[letters]\ntemplates = "own"\n'
FAULTY = '{% extends "letter.j2" %}\n{% block title %}{{ nope }}{% endblock %}'


@dataclass
class Said:
    """How a command ended, what it said, and the fault it ended with."""

    code: int
    out: str
    err: str
    fault: CaseworkError | None

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def office(tmp_path, monkeypatch, capsys):
    """`office("templates", "check")` in a folder whose office has templates of its own."""
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_text(CONFIG, encoding="utf-8")
    app = typer.Typer()
    commands.register(app)

    def call(*words):
        capsys.readouterr()
        as_json, fault = "--json" in words, None
        desk = Desk(config=read_config(None), lang="en", as_json=as_json)
        try:
            app([str(word) for word in words if word != "--json"], standalone_mode=False, obj=desk)
        except CaseworkError as ended:
            fault = ended
        captured = capsys.readouterr()
        return Said(fault.exit_code if fault else 0, captured.out, captured.err, fault)

    return call


def write(name, text):
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def names(folder):
    return {file.relative_to(folder).as_posix() for file in Path(folder).rglob("*.j2")}


def test_templates_are_copied_out_edited_checked_and_taken_in(office):
    assert "--json" not in office("templates", "export", "edit").out
    edited = Path("edit/letter.j2").read_text(encoding="utf-8").replace("特此告知。", "特此告知！")
    write("edit/letter.j2", edited)

    assert {"items": []} == office("--json", "templates", "check", "edit").json
    assert sorted(ours()) == office("--json", "templates", "import", "edit").json["imported"]
    assert Path("own/letter.j2").read_text(encoding="utf-8") == edited
    assert 0 == office("templates", "check").code


def test_a_folder_without_templates_is_bad_input(office, tmp_path):
    (tmp_path / "empty").mkdir()

    for folder, message in (("empty", "holds no templates"), ("nowhere", "There is no folder of templates")):
        said = office("templates", "check", folder)
        assert (4, "no_templates") == (said.code, said.fault.code)
        assert message in str(said.fault)
        assert not said.out


def test_the_templates_of_one_statute_come_with_their_skeletons(office):
    said = office("--json", "templates", "export", "edit", "--statute", "cn-2008")

    assert names("edit") == {name for name in ours() if not name.startswith("cn-2019")}
    assert sorted(names("edit")) == said.json["copied"]


def test_copying_out_overwrites_nothing_that_differs(office):
    write("edit/letter.j2", "my own")
    write("edit/notice.j2", (TEMPLATES / "notice.j2").read_text(encoding="utf-8"))

    said = office("--json", "templates", "export", "edit")

    assert Path("edit/letter.j2").read_text(encoding="utf-8") == "my own"
    assert said.json["kept"] == ["letter.j2"]
    assert {"letter.j2", "notice.j2"} == ours() - set(said.json["copied"])
    assert "Left as it is: letter.j2" in said.err


def test_a_statute_without_templates_is_refused_by_name(office):
    said = office("templates", "export", "edit", "--statute", "cn-1999")

    assert (3, "There are no templates of cn-1999.") == (said.code, str(said.fault))


def test_every_fault_is_listed_by_file_and_line(office):
    write("own/cn-2019/granted.j2", FAULTY)
    write("own/valentine.j2", "")

    said = office("--json", "templates", "check")

    assert (4, "templates_faulty") == (said.code, said.fault.code)
    assert said.json["items"] == [
        {"file": "cn-2019/granted.j2", "line": 2, "fault": "no letter is given nope"},
        {"file": "valentine.j2", "line": None, "fault": "no letter uses a template of this name"},
    ]
    assert "cn-2019/granted.j2, line 2: no letter is given nope" in office("templates", "check").out


def test_one_fault_and_nothing_is_taken_in(office):
    office("templates", "export", "edit", "--statute", "cn-2019")
    write("edit/cn-2019/granted.j2", FAULTY)

    said = office("templates", "import", "edit")

    assert (4, "templates_faulty") == (said.code, said.fault.code)
    assert "cn-2019/granted.j2, line 2: no letter is given nope" in said.err
    assert [2] == [fault["line"] for fault in said.fault.values["faults"]]
    assert not Path("own").exists()


@pytest.mark.parametrize("words", [("check",), ("import", "edit")])
def test_an_office_without_a_folder_is_told_which_key_to_set(office, words):
    write("config.toml", "")
    office("templates", "export", "edit")

    said = office("templates", *words)

    assert 3 == said.code
    assert "[letters] templates" in str(said.fault)


@pytest.mark.parametrize("words", [("check",), ("check", "nowhere"), ("import", "nowhere")])
def test_a_folder_that_is_not_there_is_named(office, words):
    said = office("templates", *words)

    assert (4, "no_templates") == (said.code, said.fault.code)
    assert "own" in str(said.fault) or "nowhere" in str(said.fault)


def test_a_folder_that_cannot_be_written_is_named(office):
    write("taken", "a file")

    said = office("templates", "export", "taken")

    assert (4, "unwritable") == (said.code, said.fault.code)
