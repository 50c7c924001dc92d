"""The folder of an office's own templates: ours copied out, edited ones taken in, all of them or none."""

from pathlib import Path

import pytest

from letters.own_folder import TemplatesRefused, export, take_in
from letters.render import TEMPLATES, ours
from tests.letters.own_folders import LETTER, Folder
from workflow.errors import BadInput, NotFound


@pytest.fixture
def own(tmp_path):
    return Folder(tmp_path / "own")


def test_templates_are_copied_out_and_what_is_there_is_kept(own):
    own.write("letter.j2", "my own")
    own.write("notice.j2", (TEMPLATES / "notice.j2").read_text(encoding="utf-8"))

    found = export(own.path, "cn-2019")

    assert found.kept == ("letter.j2",)
    assert {*found.copied, "letter.j2", "notice.j2"} == {n for n in ours() if not n.startswith("cn-2008")}
    assert (own.path / "letter.j2").read_text(encoding="utf-8") == "my own"
    with pytest.raises(NotFound, match="cn-1999"):
        export(own.path, "cn-1999")


def test_a_folder_without_templates_is_not_taken_in(own, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()

    for source in (empty, tmp_path / "nowhere"):
        with pytest.raises(BadInput, match=source.name):
            take_in(source, own.path)
    assert not list(own.path.iterdir())


def test_templates_are_taken_in_among_those_that_stay(own, tmp_path):
    edited = Folder(tmp_path / "edited")
    edited.letter("特此告知。", "特此告知！")
    own.write("notice.j2", (TEMPLATES / "notice.j2").read_text(encoding="utf-8"))
    own.write("README", "ours")

    assert take_in(edited.path, own.path) == ("letter.j2",)
    assert {file.name for file in own.path.iterdir()} == {"letter.j2", "notice.j2", "README"}
    assert "特此告知！" in (own.path / "letter.j2").read_text(encoding="utf-8")


@pytest.mark.parametrize("fault", ["broken", "link", "name"])
def test_one_fault_and_nothing_is_taken_in(own, tmp_path, fault):
    edited = Folder(tmp_path / "edited")
    edited.letter("特此告知。", "特此告知！")
    if fault == "link":
        (edited.path / "notice.j2").symlink_to("/etc/passwd")
    else:
        edited.write("notice.j2" if fault == "broken" else "notices.j2", "{{ nope }}")
    own.write("letter.j2", LETTER)

    with pytest.raises(TemplatesRefused) as refused:
        take_in(edited.path, own.path)

    assert {each.file[:6] for each in refused.value.each} >= {"notice"}
    assert LETTER == (own.path / "letter.j2").read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.rglob("*")} - {path.name for path in edited.path.iterdir()} == {
        "own",
        "edited",
    }


def test_a_folder_that_cannot_be_replaced_is_put_back(own, tmp_path, monkeypatch):
    edited = Folder(tmp_path / "edited")
    edited.write("letter.j2", LETTER)
    own.write("notice.j2", (TEMPLATES / "notice.j2").read_text(encoding="utf-8"))
    replace = Path.replace

    def refuse(self, target):
        if self.name == "new":
            raise OSError("no room")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="no room"):
        take_in(edited.path, own.path)

    assert [file.name for file in own.path.iterdir()] == ["notice.j2"]
