"""The check of an office's own templates: every fault of every file, before a letter meets it."""

import pytest

from letters.catalogue import LETTERS
from letters.own_check import _samples, check_templates
from letters.own_folder import export
from letters.render import TEMPLATES
from tests.letters.own_folders import ENDLESS, LETTER, Folder


@pytest.fixture
def own(tmp_path):
    return Folder(tmp_path / "own")


def test_our_own_templates_have_no_faults(own):
    export(own.path)

    assert own.said() == []


def test_every_template_of_ours_is_printed_by_the_check():
    printed = {template for letter in LETTERS for template, _ in _samples(letter)}

    assert printed == {letter.template for letter in LETTERS}


def test_every_fault_is_listed_once_in_the_order_of_files_and_lines(own):
    own.letter("{{ office }}", "{{ nope }}{{ reason }}\n{{ office|nope }}")
    own.write("cn-2019/granted.j2", '{% extends "letter.j2" %}\n{% if %}')
    own.write("cn-2019/Granted.j2.txt", "")
    own.write("cn-2019/privacy.j2", '{% extends "nope.j2" %}')
    at = next(n for n, line in enumerate(LETTER.splitlines(), start=1) if "{{ office }}" in line)

    assert own.said() == [
        "cn-2019/Granted.j2.txt: no letter uses a template of this name",
        "cn-2019/granted.j2, line 2: Expected an expression, got 'end of statement block'",
        "cn-2019/privacy.j2, line 1: there is no template “nope.j2”",
        f"letter.j2, line {at}: no letter is given nope",
        f"letter.j2, line {at}: the letter receipt is not given reason",
        f"letter.j2, line {at + 1}: there is no filter nope",
    ]


def test_a_name_in_a_branch_nobody_takes_is_found(own):
    own.write(
        "cn-2019/granted.j2",
        '{% extends "letter.j2" %}\n{% block title %}书{% endblock %}\n'
        "{% block decision %}根据第三十六条，{{ way | clause }}。{% endblock %}\n"
        '{% block finding %}审查。{% if way == "x" %}\n{{ wya }}{{ way | clouse }}{% endif %}{% endblock %}',
    )

    assert own.said() == [
        "cn-2019/granted.j2, line 5: there is no filter clouse",
        "cn-2019/granted.j2, line 5: no letter is given wya",
    ]


def test_what_our_skeleton_prints_no_more_is_held_against_the_template_that_is_the_offices(own):
    own.write("cn-2019/granted.j2", '{% extends "letter.j2" %}\n{% block title %}书{% endblock %}')

    assert "cn-2019/granted.j2: its block body prints nothing" in own.said()


def test_a_letter_that_no_longer_tells_its_decision_or_its_article_is_found(own):
    own.write(
        "cn-2019/granted.j2",
        '{% extends "letter.j2" %}\n{% block title %}书{% endblock %}\n'
        "{% block finding %}可以公开。{% endblock %}",
    )

    assert own.said() == [
        "cn-2019/granted.j2: its block body no longer prints way",
        "cn-2019/granted.j2: its block body cites none of 第三十六条、第四十条",
    ]


def test_a_fault_that_surfaces_in_our_skeleton_is_held_against_the_template_that_is_the_offices(own):
    own.write(
        "cn-2019/granted.j2", '{#\n#}\n{% extends "withheld.j2" %}{% block basis %}第十四条{% endblock %}'
    )

    assert own.said() == ["cn-2019/granted.j2, line 3: 'reason' is undefined"]


def test_a_fault_that_shows_only_without_the_facts_a_letter_can_do_without_is_found(own):
    text = (TEMPLATES / "cn-2019/receipt.j2").read_text(encoding="utf-8")
    own.write("cn-2019/receipt.j2", text + "{% block note %}{{ 1 // (due | length) }}{% endblock %}")

    (said,) = own.said()

    assert "ZeroDivisionError" in said


def test_an_endless_loop_is_not_waited_for_in_every_letter(own):
    own.write("letter.j2", f"{ENDLESS}\n{LETTER}")

    (fault,) = check_templates(own.path, seconds=1)

    assert "template_too_slow" == fault.code


def test_a_letter_ended_from_outside_is_not_tried_again_in_every_letter(own, monkeypatch):
    monkeypatch.setattr("letters.minder.GRACE", -0.8)
    own.write("letter.j2", f"{ENDLESS}\n{LETTER}")

    (fault,) = check_templates(own.path, seconds=1)

    assert ("template_too_slow", None) == (fault.code, fault.line)
