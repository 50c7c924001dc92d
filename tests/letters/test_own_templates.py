"""An office's own templates: obeyed where they are sound, refused by file and line where they are not."""

import sys

import pytest

from letters.catalogue import LETTERS, letter_of_kind
from letters.compose import compose
from letters.own import own_renderer
from letters.render import TEMPLATES
from tests.letters.own_folders import ENDLESS, LETTER, Folder
from workflow.errors import NotFound, Refused

GRANTED = letter_of_kind("cn-2019", "granted")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds the time only")


@pytest.fixture
def own(tmp_path):
    return Folder(tmp_path / "own")


@pytest.fixture
def fill(own):
    with own_renderer(own.path, seconds=2) as render:
        yield render


def pid(fill):
    return fill.args[0].pid


def fault_of(fill, context, letter=GRANTED):
    with pytest.raises(Refused) as refused:
        compose(letter, context, fill)
    return refused.value


# What an office may change.


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
def test_an_override_of_the_skeleton_changes_every_letter(own, fill, letter, context_of):
    own.letter("{{ office }}", "〔本府〕{{ office }}")

    parts = compose(letter, context_of(letter), fill)

    assert parts.signoff == "〔本府〕甲市乙区人民政府办公室"
    assert parts.text().replace("〔本府〕", "") == compose(letter, context_of(letter)).text()


def test_an_override_of_one_letter_changes_no_other(own, fill, context_of):
    ours_now = (TEMPLATES / GRANTED.template).read_text(encoding="utf-8")
    own.write(GRANTED.template, ours_now.replace("公开告知书", "公开答复书"))
    other = letter_of_kind("cn-2019", "privacy")

    assert compose(other, context_of(other), fill) == compose(other, context_of(other))
    assert pid(fill) is None
    assert compose(GRANTED, context_of(GRANTED), fill).title == "政府信息公开答复书"
    assert pid(fill) is not None


def test_an_edit_is_obeyed_at_once(own, fill, context_of):
    farewells = []
    for words in ("特此告知！", "特此函复。"):
        own.letter("特此告知。", words)
        farewells.append(compose(GRANTED, context_of(GRANTED), fill).body[-1])
    (own.path / "letter.j2").unlink()
    farewells.append(compose(GRANTED, context_of(GRANTED), fill).body[-1])

    assert farewells == ["特此告知！", "特此函复。", "特此告知。"]


def test_a_template_saved_by_notepad_is_read(own, fill, context_of):
    (own.path / "letter.j2").write_text(LETTER, encoding="utf-8-sig", newline="\r\n")

    assert compose(GRANTED, context_of(GRANTED), fill) == compose(GRANTED, context_of(GRANTED))


@pytest.mark.parametrize("hostile", ["{{ 7 * 7 }}", "{% if %}", "{# x #}", "{{ self }}", "%(a)s {a}"])
def test_what_people_wrote_is_printed_and_never_obeyed(own, fill, context_of, hostile):
    own.write("letter.j2", LETTER)
    context = context_of(GRANTED, applicant=hostile, subject=hostile)

    parts = compose(GRANTED, context, fill)

    assert parts.addressee == f"{hostile}："
    assert f"“{hostile}”" in parts.body[0]


def test_a_control_character_typed_in_a_template_reaches_no_paper(own, fill, context_of):
    own.letter("特此告知。", r'特此{{ "\u0000\u202e\ud800" }}告知。')

    assert compose(GRANTED, context_of(GRANTED), fill).body[-1] == "特此 告知。"


def test_a_folder_that_is_gone_does_not_give_way_to_ours(tmp_path, context_of):
    with own_renderer(tmp_path / "nowhere") as fill, pytest.raises(NotFound, match="nowhere"):
        compose(GRANTED, context_of(GRANTED), fill)


# What an office may not do.

#: What is written in line 3 of the skeleton, the code of the fault and a piece of its sentence.
# fmt: off
FAULTS = {
    "{{ office.__class__ }}":                              ("template_unsafe", "__class__"),
    "{{ office|attr('__class__') }}":                      ("template_unsafe", "__class__"),
    "{{ ''.format.__globals__ }}":                         ("template_unsafe", "__globals__"),
    "{{ '{0.__class__}'.format(office) }}":                ("template_unsafe", "__class__"),
    "{{ self._TemplateReference__context }}":              ("template_unsafe", "_TemplateReference__context"),
    "{{ self }}":                                          ("template_fault", "not TemplateReference"),
    "{{ range }}":                                         ("template_fault", "only text and numbers"),
    "{{ items }}":                                         ("template_fault", "only text and numbers"),
    "{{ office == '' }}":                                  ("template_fault", "only text and numbers"),
    "{{ 9 ** 9 ** 9 }}":                                   ("template_unsafe", "**"),
    "{{ cycler }}":                                        ("template_fault", "'cycler' is undefined"),
    "{{ joiner }}":                                        ("template_fault", "'joiner' is undefined"),
    "{{ lipsum() }}":                                      ("template_fault", "'lipsum' is undefined"),
    "{{ namespace() }}":                                   ("template_fault", "'namespace' is undefined"),
    "{{ dict }}":                                          ("template_fault", "'dict' is undefined"),
    "{{ nope }}":                                          ("template_fault", "'nope' is undefined"),
    "{{ office|nope }}":                                   ("template_fault", "nope"),
    "{{ '{x}'.format() }}":                                ("template_fault", "KeyError: 'x'"),
    "{% if %}":                                            ("template_fault", "Expected an expression"),
    "{% nope %}":                                          ("template_fault", "unknown tag 'nope'"),
    "{% block day %}{% endblock %}":                       ("template_fault", "'day' defined twice"),
    "{% include '../../../../../../../etc/passwd' %}":     ("template_fault", "no template “../../"),
    "{% include '/etc/passwd' %}":                         ("template_fault", "no template “/etc/passwd”"),
    "{% include 'nope.j2' %}":                             ("template_fault", "no template “nope.j2”"),
    "{% include 'letter.j2' %}":                           ("template_fault", "uses itself without end"),
    "{{ 1 // 0 }}":                                        ("template_fault", "ZeroDivisionError"),
    "{% for i in range(1000000000) %}{% endfor %}":        ("template_fault", "Range too big"),
    "{% for i in range(1200) %}{{ '文' * 1000 }}{% endfor %}": ("template_too_big", "1000000 characters"),
}
#: The same, where the system bounds the memory of a process.
BOMBS = ("{{ 'x' * 10000000000 }}", "{{ '%9999999999d' % 1 }}", "{{ [1] * 10000000000 }}")
# fmt: on


@pytest.mark.parametrize(("words", "told"), FAULTS.items(), ids=list(FAULTS))
def test_a_fault_is_refused_by_file_and_line(own, fill, context_of, words, told):
    own.write("letter.j2", f"{{# #}}\n\n{words}\n{LETTER}")

    fault = fault_of(fill, context_of(GRANTED))

    # The parser meets the second block of a name only further down, in the skeleton's own text.
    line = 3 if "block day" not in words else fault.line
    assert (told[0], "letter.j2", line) == (fault.code, fault.file, fault.line)
    assert told[1] in str(fault)


@POSIX
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_memory_bomb_is_refused_by_file_and_line(own, fill, context_of, bomb):
    own.write("letter.j2", f"\n{bomb}\n{LETTER}")

    fault = fault_of(fill, context_of(GRANTED))

    assert ("template_too_big", "letter.j2", 2) == (fault.code, fault.file, fault.line)
    own.write("letter.j2", LETTER)
    assert compose(GRANTED, context_of(GRANTED), fill) == compose(GRANTED, context_of(GRANTED))


@POSIX
def test_an_endless_loop_is_refused_by_file_and_line_and_the_next_letter_is_written(own, context_of):
    with own_renderer(own.path, seconds=1) as fill:
        own.write("letter.j2", f"\n{ENDLESS}\n{LETTER}")
        fault = fault_of(fill, context_of(GRANTED))
        assert pid(fill) is None
        own.write("letter.j2", LETTER)

        assert ("template_too_slow", "letter.j2", 2) == (fault.code, fault.file, fault.line)
        assert compose(GRANTED, context_of(GRANTED), fill) == compose(GRANTED, context_of(GRANTED))


@POSIX
def test_a_fault_that_shows_while_a_template_is_read_is_named_by_file_and_line(own, context_of):
    # What needs no value is reckoned before anything is printed.
    own.write("letter.j2", "\n\n{{ ('x\\n' * 2000000)|wordwrap(1)|length }}\n" + LETTER)
    with own_renderer(own.path, seconds=1) as fill:
        fault = fault_of(fill, context_of(GRANTED))

    assert ("template_too_slow", "letter.j2", 3) == (fault.code, fault.file, fault.line)


def test_a_process_that_no_clock_of_its_own_stops_is_ended_from_outside(own, context_of, monkeypatch):
    monkeypatch.setattr("letters.minder.GRACE", -0.8)  # the parent's clock strikes first
    own.write("letter.j2", f"{ENDLESS}\n{LETTER}")
    with own_renderer(own.path, seconds=1) as fill:
        fault = fault_of(fill, context_of(GRANTED))

    assert ("template_too_slow", GRANTED.template, None) == (fault.code, fault.file, fault.line)


def test_a_fault_in_a_letter_is_named_by_its_own_file(own, fill, context_of):
    own.write(GRANTED.template, '{% extends "letter.j2" %}\n{% block title %}\n{{ nope }}{% endblock %}')

    assert str(fault_of(fill, context_of(GRANTED))) == "cn-2019/granted.j2, line 3: 'nope' is undefined"


def test_a_link_out_of_the_folder_is_refused(own, fill, context_of, tmp_path):
    (tmp_path / "letter.j2").write_text(LETTER, encoding="utf-8")
    (own.path / "letter.j2").symlink_to(tmp_path / "letter.j2")

    fault = fault_of(fill, context_of(GRANTED))

    assert str(fault) == "letter.j2: it leads out of the folder of templates"
    assert own.said() == [str(fault)]


def test_a_folder_that_is_a_link_out_of_the_folder_is_refused(own, fill, context_of):
    (own.path / "cn-2019").symlink_to(TEMPLATES / "cn-2019", target_is_directory=True)

    assert "it leads out of the folder" in str(fault_of(fill, context_of(GRANTED)))
    assert "cn-2019: it leads out of the folder of templates" in own.said()


def test_a_template_in_another_encoding_is_refused_by_its_first_strange_line(own, fill, context_of):
    (own.path / "letter.j2").write_bytes(b"{# #}\n" + LETTER.encode("gbk"))

    assert str(fault_of(fill, context_of(GRANTED))) == "letter.j2, line 2: it is not UTF-8"


def test_a_template_of_enormous_size_is_not_even_parsed(own, fill, context_of):
    own.write("letter.j2", LETTER + "\n" * 200_000)

    assert str(fault_of(fill, context_of(GRANTED))) == "letter.j2: it is too large a file"


def test_a_template_without_the_parts_of_a_letter_is_refused(own, fill, context_of):
    own.write(GRANTED.template, "{% block title %}告知书{% endblock %}")

    said = str(fault_of(fill, context_of(GRANTED)))

    assert said == "cn-2019/granted.j2: it has no block number, addressee, body, signoff, day, note, annex"


#: What is changed in the skeleton, and what the letter has lost by it.
LOST = {
    ("{{ applicant }}：", "尊敬的申请人："): "its block addressee no longer prints applicant",
    ("{{ applicant }}：", ""): "its block addressee prints nothing",
    ("{{ remedies }}", ""): "its block body no longer prints remedies",
    ("{{ remedies }}", "可以依法申请行政复议。"): "its block body no longer prints remedies",
    ("{{ office }}", "本机关"): "its block signoff no longer prints office",
    ("{{ dated }}", "某日"): "its block day no longer prints dated",
    ("{% block annex %}", "{% block annex %}附件"): "its block annex does not begin with a title: # …",
}


@pytest.mark.parametrize(("change", "lost"), LOST.items(), ids=list(LOST.values()))
def test_a_letter_never_leaves_without_what_it_owes(own, fill, context_of, change, lost):
    own.letter(*change)

    fault = fault_of(fill, context_of(GRANTED))

    assert lost == str(fault.fault)
    assert "{% block " + lost.split()[2] in LETTER.splitlines()[fault.line - 1] or "body" in lost
    assert str(fault) in own.said()


def test_a_letter_to_a_third_party_must_name_it(own):
    text = (TEMPLATES / "outside.j2").read_text(encoding="utf-8")
    own.write("outside.j2", text.replace("{{ with }}：", "第三方："))

    assert [fault.split(": ")[1] for fault in own.said()] == ["its block addressee no longer prints with"]


@pytest.mark.parametrize(
    ("template", "name"),
    [("cn-2019/third_party_consultation.j2", "applicant"), ("cn-2019/consultation_notice.j2", "with")],
)
def test_nobody_is_named_to_whom_ours_would_not_name(own, template, name):
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    own.write(template, f"{text}\n{{% block note %}}\n{{{{ {name} }}}}{{% endblock %}}")

    (said,) = own.said()

    assert f"its block note prints {name}, whom this letter must not name" in said


def test_a_reply_must_tell_of_every_item(own):
    own.letter("{{ line }}", "")

    assert any("its block body no longer prints items" in fault for fault in own.said())
