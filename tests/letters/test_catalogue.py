import re

import pytest
from jinja2 import meta

from letters.catalogue import LETTERS, letter_for, letter_of_kind
from letters.compose import TEMPLATES, _environment, _values
from workflow.errors import Refused
from workflow.vocabulary import Action, Outcome

BY_NAME = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)


def source(letter):
    return (TEMPLATES / letter.template).read_text(encoding="utf-8")


def cited(text):
    return set(re.findall("第([一二三四五六七八九十]+)条", text))


@pytest.mark.parametrize(
    ("action", "outcome", "kind"),
    [
        (Action.RECEIVE, None, "receipt"),
        (Action.ASK_CLARIFICATION, None, "correction_notice"),
        (Action.EXTEND, None, "extension_notice"),
        (Action.ANSWER, Outcome.PROVIDED, "granted"),
        (Action.ANSWER, Outcome.ALREADY_PUBLIC, "already_public"),
        (Action.ANSWER, Outcome.NOT_OURS, "not_ours"),
        (Action.ANSWER, Outcome.NOT_EXIST, "not_exist"),
    ],
)
@pytest.mark.parametrize("statute", ["cn-2008", "cn-2019"])
def test_each_action_has_its_letter_under_each_statute(statute, action, outcome, kind):
    letter = letter_for(statute, action, outcome)

    assert (statute, kind) == (letter.statute, letter.kind)
    assert letter_of_kind(statute, kind) == letter


def test_an_act_without_a_letter_is_refused_by_name():
    with pytest.raises(Refused) as refused:
        letter_for("cn-2008", Action.ANSWER, Outcome.STATE_SECRET)

    assert refused.value.code == "no_letter"
    assert str(refused.value) == "There is no letter for state_secret under cn-2008."


def test_a_statute_without_letters_is_refused_by_name():
    with pytest.raises(Refused, match="receive under cn-1999"):
        letter_for("cn-1999", Action.RECEIVE, None)


def test_an_unknown_kind_is_refused_by_name():
    with pytest.raises(Refused, match="valentine under cn-2019"):
        letter_of_kind("cn-2019", "valentine")


def test_every_template_is_in_the_catalogue_and_every_row_has_its_template():
    on_file = {file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.glob("cn-*/*.j2")}

    assert {letter.template for letter in LETTERS} == on_file


def test_a_kind_names_one_letter_of_a_statute():
    names = [(letter.statute, letter.kind) for letter in LETTERS]

    assert len(set(names)) == len(names)


@BY_NAME
def test_a_template_names_only_what_it_is_given(letter, context_of):
    ancestry = [source(letter), *(file.read_text(encoding="utf-8") for file in TEMPLATES.glob("*.j2"))]
    named = {name for text in ancestry for name in meta.find_undeclared_variables(_environment().parse(text))}

    assert set() == named - set(_values(letter, context_of(letter)))


@BY_NAME
def test_a_template_prints_every_fact_its_row_asks_for(letter):
    named = meta.find_undeclared_variables(_environment().parse(source(letter)))

    assert set() == set(letter.facts) - {"clerk_contact"} - named


@BY_NAME
def test_a_template_cites_its_article_before_it_speaks(letter):
    comment = source(letter).partition("#}")[0]

    assert source(letter).startswith("{#")
    assert cited(comment)


#: What each statute's first letters rest on. 2007: 24 the period, 21 the answers, 26 the form of supply.
#: 2019: 10 who discloses, 30 correction, 31 receipt, 33 the period, 36 the answers, 40 form, 45 the register.
ARTICLES = {
    "cn-2008": {"二十一", "二十四", "二十六"},
    "cn-2019": {"十", "三十", "三十一", "三十三", "三十六", "四十", "四十五"},
}


@BY_NAME
def test_a_letter_cites_its_own_statute_and_no_other(letter):
    assert cited(source(letter)) <= ARTICLES[letter.statute]


def test_a_letter_of_the_old_text_names_its_decree():
    for letter in LETTERS:
        assert ("国务院令第492号" in source(letter)) == (letter.statute == "cn-2008")
