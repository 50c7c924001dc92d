import re
from collections import Counter

import pytest
from jinja2 import meta

from letters.catalogue import LETTERS, letter_for, letter_of_kind, letters_for
from letters.compose import _values
from letters.render import TEMPLATES, environment
from workflow.errors import Refused
from workflow.vocabulary import Action, Outcome, Party

BY_NAME = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.template)
BY_STATUTE = pytest.mark.parametrize("statute", ["cn-2008", "cn-2019"])

#: What ends a request is an act of its own; every other outcome is an answer.
ACTS = {
    Outcome.CLARIFICATION_LAPSED: Action.LAPSE,
    Outcome.FEE_LAPSED: Action.LAPSE,
    Outcome.WITHDRAWN: Action.WITHDRAW,
}
#: The other acts somebody must be told of, and by which letters, the applicant's first.
# fmt: off
TOLD = {
    (Action.RECEIVE,              None):              ("receipt",),
    (Action.ASK_CLARIFICATION,    None):              ("correction_notice",),
    (Action.EXTEND,               None):              ("extension_notice",),
    (Action.DEFER,                None):              ("deferral_notice",),
    (Action.ASK_REASONS,          None):              ("reasons_notice",),
    (Action.CHARGE_FEE,           None):              ("fee_notice",),
    (Action.ANSWER,               None):              ("mixed_reply",),
    (Action.CONSULT,              None):              ("consultation_notice",),
    (Action.CONSULT,              Party.THIRD_PARTY): ("consultation_notice", "third_party_consultation"),
    (Action.CONSULT,              Party.CO_AUTHOR):   ("consultation_notice", "co_author_consultation"),
    (Action.CONSULT,              Party.OTHER_BODY):  ("consultation_notice", "other_body_consultation"),
    (Action.OVERRIDE_THIRD_PARTY, None):              ("third_party_disclosure",),
}
# fmt: on
#: The letters that are not the applicant's.
OTHERS = {
    "third_party_consultation": "third_party",
    "third_party_disclosure": "third_party",
    "co_author_consultation": "body",
    "other_body_consultation": "body",
}
#: What an office does without writing to anybody.
UNTOLD = {
    Action.ACCEPT,
    Action.CLARIFY,
    Action.END_CONSULTATION,
    Action.SHORTEN_EXTENSION,
    Action.GIVE_REASONS,
    Action.SERVE,
    Action.SIGN_FOR,
    Action.RETURN_MAIL,
    Action.SERVE_AGAIN,
    Action.PAY_FEE,
    Action.REOPEN,
    Action.CORRECT_ENTRY,
    Action.ANNOTATE,
    Action.ASSIGN,
    Action.ISSUE,
    Action.VOID,
    Action.FILE_PROCEEDING,
    Action.RESPOND,
    Action.DECIDE_PROCEEDING,
    Action.ATTACH,
    Action.WITHDRAW_ATTACHMENT,
}


def source(letter):
    return (TEMPLATES / letter.template).read_text(encoding="utf-8")


def ancestry(template):
    """A template's text with that of the skeletons it inherits."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    (*parents,) = meta.find_referenced_templates(environment().parse(text))
    return [text, *(older for parent in parents for older in ancestry(parent))]


def named_in(template):
    """Every value a template or its skeletons may print; a block may override what a skeleton names."""
    return {
        name
        for text in ancestry(template)
        for name in meta.find_undeclared_variables(environment().parse(text))
    }


def cited(text):
    return set(re.findall("第([一二三四五六七八九十]+)条", text))


@BY_STATUTE
@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_one_letter_under_each_statute(statute, outcome):
    (letter,) = letters_for(statute, ACTS.get(outcome, Action.ANSWER), outcome)

    assert (statute, "applicant", outcome) == (letter.statute, letter.to, letter.remedy_of)
    assert letter == letter_for(statute, letter.action, outcome)
    assert letter == letter_of_kind(statute, letter.kind)


@BY_STATUTE
@pytest.mark.parametrize(("act", "told"), TOLD.items(), ids=str)
def test_every_act_somebody_must_be_told_of_has_its_letters(statute, act, told):
    action, party = act

    letters = letters_for(statute, action, party=party)

    assert told == tuple(letter.kind for letter in letters)
    assert letters[0] == letter_for(statute, action, None)


def test_every_action_is_told_or_known_to_need_no_letter():
    told = {action for action, _ in TOLD} | set(ACTS.values())

    assert set(Action) == told | UNTOLD
    assert set() == told & UNTOLD
    assert told == {letter.action for letter in LETTERS}


@BY_STATUTE
@pytest.mark.parametrize("action", sorted(UNTOLD))
def test_an_act_nobody_is_told_of_is_refused_by_name(statute, action):
    with pytest.raises(Refused) as refused:
        letter_for(statute, action, None)

    assert refused.value.code == "no_letter"
    assert str(refused.value) == f"There is no letter for {action} under {statute}."


@BY_STATUTE
def test_no_letter_is_out_of_reach(statute):
    acts = [*TOLD, *((ACTS.get(outcome, Action.ANSWER), outcome) for outcome in Outcome)]
    asked = [(a, x if isinstance(x, Outcome) else None, x if isinstance(x, Party) else None) for a, x in acts]

    reached = {letter for ask in asked for letter in letters_for(statute, *ask)}

    assert {letter for letter in LETTERS if letter.statute == statute} == reached


@BY_NAME
def test_a_letter_to_another_than_the_applicant_names_whom(letter):
    assert OTHERS.get(letter.kind, "applicant") == letter.to
    assert ("with" in letter.needs) == (letter.kind in OTHERS)


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
    assert set() == named_in(letter.template) - set(_values(letter, context_of(letter)))


@BY_NAME
def test_a_template_prints_every_fact_its_row_asks_for(letter):
    assert set() == set(letter.facts) - named_in(letter.template)


def test_every_skeleton_is_inherited():
    inherited = {
        parent
        for file in TEMPLATES.rglob("*.j2")
        for parent in meta.find_referenced_templates(environment().parse(file.read_text(encoding="utf-8")))
    }

    assert {file.name for file in TEMPLATES.glob("*.j2")} == inherited


@BY_NAME
def test_a_template_cites_its_article_before_it_speaks(letter):
    assert source(letter).startswith("{#")
    assert cited(source(letter).partition("#}")[0])


#: The articles of each statute that letters rest on.
#: 2007: 2 government information, 8 security, 13 own needs, 14 secrets, 20 the application, 21 the answers,
#: 22 severance, 23 third parties, 24 the period, 26 the form of supply, 27 costs.
#: 2019: 10 who discloses, 14-16 the grounds, 29-30 the application, 32 third parties, 33 the period,
#: 34 joint documents, 35 excess, 36 the answers, 37 severance, 38 making, 39 petitions and publications,
#: 40 the form of supply, 42 the fee.
ARTICLES = {
    "cn-2008": "二 八 十三 十四 二十 二十一 二十二 二十三 二十四 二十六 二十七",
    "cn-2019": "十 十四 十五 十六 二十九 三十 三十二 三十三 三十四 三十五 三十六 三十七 三十八 三十九"
    " 四十 四十二",
}


@BY_NAME
def test_a_letter_cites_its_own_statute_and_no_other(letter):
    printed = "".join(text.partition("#}")[2] for text in ancestry(letter.template))

    assert cited(printed) <= set(ARTICLES[letter.statute].split())


@BY_STATUTE
def test_every_article_of_the_list_is_cited_somewhere(statute):
    printed = "".join(source(letter).partition("#}")[2] for letter in LETTERS if letter.statute == statute)

    assert set(ARTICLES[statute].split()) == cited(printed)


def test_a_letter_of_the_old_text_names_its_decree():
    for letter in LETTERS:
        assert ("国务院令第492号" in source(letter)) == (letter.statute == "cn-2008")
        named = "政府信息公开条例》" in source(letter)
        assert not named or ("条例》（国务院令第492号）" in source(letter)) == (letter.statute == "cn-2008")


#: What nobody has read in the original: these articles of the text of 2007, and these papers.
UNREAD = {"cn-2008": r"第(?:二|八|十四|二十一|二十二)条", "cn-2019": "(?!)"}
UNREAD_PAPERS = r"国办函〔2020〕109号|国办发〔2010〕5号|财税〔2017〕20号"


@BY_NAME
def test_a_template_says_what_nobody_has_read_in_the_original(letter):
    head, _, words = source(letter).partition("#}")

    if re.search(f"{UNREAD[letter.statute]}|{UNREAD_PAPERS}", words) or re.search(UNREAD_PAPERS, head):
        assert "未核对" in head


def test_a_fact_is_asked_for_once():
    for letter in LETTERS:
        names = Counter(name for need in letter.needs for name in need.split("|"))
        assert [] == [name for name, times in (names + Counter(letter.may)).items() if times > 1]
