"""The table's mirror, written out by hand: every state, every action, every role."""

from itertools import product

import pytest

from tests.builders import a_case
from workflow.errors import NotAllowed
from workflow.machine import advance, allowed, may
from workflow.vocabulary import ANSWERED_STATES, OPEN_STATES, Action, Role, State

# fmt: off
#: What is possible where: every action of the law (`receive` begins a case and is no step of one).
POSSIBLE = {
    "received":            "accept ask_clarification answer withdraw correct_entry annotate assign",
    "clarifying":          "clarify withdraw lapse pay_fee correct_entry annotate assign",
    "accepted":            "ask_clarification consult extend defer ask_reasons give_reasons"
                           " override_third_party answer withdraw lapse charge_fee pay_fee"
                           " correct_entry annotate assign",
    "consulting":          "consult end_consultation extend shorten_extension defer ask_reasons give_reasons"
                           " withdraw lapse pay_fee correct_entry annotate assign",
    "extended":            "consult shorten_extension defer ask_reasons give_reasons override_third_party"
                           " answer withdraw lapse charge_fee pay_fee correct_entry annotate assign",
    "disclosed":           "serve sign_for return_mail serve_again reopen correct_entry annotate assign",
    "partially_disclosed": "serve sign_for return_mail serve_again reopen correct_entry annotate assign",
    "withheld":            "serve sign_for return_mail serve_again reopen correct_entry annotate assign",
    "not_held":            "serve sign_for return_mail serve_again reopen correct_entry annotate assign",
    "referred":            "serve sign_for return_mail serve_again reopen correct_entry annotate assign",
    "not_processed":       "serve sign_for return_mail serve_again reopen correct_entry annotate assign",
    "ended":               "serve sign_for return_mail serve_again reopen correct_entry annotate assign",
}
#: Reviews, suits and complaints may be filed, answered and decided over a case wherever it stands.
POSSIBLE = {state: f"{acts} file_proceeding respond decide_proceeding" for state, acts in POSSIBLE.items()}
ANSWERS = "disclosed partially_disclosed withheld not_held referred not_processed ended"
#: Where a step leads. What is not listed leaves the case where it is.
LEADS = {
    ("received",   "accept"):            "accepted",
    ("received",   "ask_clarification"): "clarifying",
    ("accepted",   "ask_clarification"): "clarifying",
    ("clarifying", "clarify"):           "received accepted",
    ("accepted",   "consult"):           "consulting",
    ("extended",   "consult"):           "consulting",
    ("consulting", "end_consultation"):  "consulting accepted extended",
    ("accepted",   "extend"):            "extended",
    ("extended",   "shorten_extension"): "accepted extended",
    ("accepted",   "defer"):             "extended",
    ("received",   "answer"):            ANSWERS,
    ("accepted",   "answer"):            ANSWERS,
    ("extended",   "answer"):            ANSWERS,
    ("received",   "withdraw"):          "ended",
    ("clarifying", "withdraw"):          "ended",
    ("accepted",   "withdraw"):          "ended",
    ("consulting", "withdraw"):          "ended",
    ("extended",   "withdraw"):          "ended",
    ("clarifying", "lapse"):             "ended",
    ("accepted",   "lapse"):             "ended",
    ("consulting", "lapse"):             "ended",
    ("extended",   "lapse"):             "ended",
    ("extended",   "pay_fee"):           "accepted extended",
    ("disclosed",           "reopen"):   "accepted",
    ("partially_disclosed", "reopen"):   "accepted",
    ("withheld",            "reopen"):   "accepted",
    ("not_held",            "reopen"):   "accepted",
    ("referred",            "reopen"):   "accepted",
    ("not_processed",       "reopen"):   "accepted",
    ("ended",               "reopen"):   "accepted",
}
WRITERS = "clerk reviewer head"
#: Who may: whatever puts the head's name under something is the head's alone.
WHO = {
    "receive": WRITERS, "accept": WRITERS, "ask_clarification": WRITERS, "clarify": WRITERS,
    "consult": WRITERS, "end_consultation": WRITERS, "ask_reasons": WRITERS, "give_reasons": WRITERS,
    "serve": WRITERS, "withdraw": WRITERS, "lapse": WRITERS, "charge_fee": WRITERS, "pay_fee": WRITERS,
    "correct_entry": WRITERS, "annotate": WRITERS, "assign": WRITERS,
    "sign_for": WRITERS, "return_mail": WRITERS, "serve_again": WRITERS, "issue": WRITERS,
    "file_proceeding": WRITERS, "respond": WRITERS, "decide_proceeding": WRITERS,
    "attach": WRITERS, "withdraw_attachment": WRITERS,
    "extend": "head", "shorten_extension": "head", "defer": "head", "override_third_party": "head",
    "answer": "head", "reopen": "head", "void": "head",
}
# fmt: on

EVERYTHING = list(product(State, Action))


def places(state, action):
    """Every state the step can lead to, by the mirror."""
    if action in WITH_FILES:
        return {state}
    if action not in POSSIBLE[state].split():
        return set()
    return set(LEADS.get((state, action), state).split())


#: What happens to letters and attachments: possible at any time, leads nowhere, no step anybody takes next.
WITH_FILES = ("issue", "void", "attach", "withdraw_attachment")


def test_the_mirror_is_whole():
    assert list(POSSIBLE) == [state.value for state in State]
    assert set(WHO) == {action.value for action in Action}
    assert all(action in POSSIBLE[state].split() for state, action in LEADS)


def test_the_answers_of_the_mirror_are_the_answered_states():
    assert ANSWERS.split() == [state.value for state in ANSWERED_STATES]
    assert {*OPEN_STATES, *ANSWERED_STATES} == set(State)


@pytest.mark.parametrize(("state", "action"), EVERYTHING)
def test_a_step_leads_where_the_mirror_says_and_nowhere_else(state, action):
    reached = set()
    for target in (None, *State):
        try:
            reached.add(advance(state, action, target).value)
        except NotAllowed:
            continue

    assert places(state.value, action.value) == reached


@pytest.mark.parametrize(("state", "role"), list(product(State, Role)))
def test_a_role_may_do_what_the_mirror_says_and_nothing_else(state, role):
    expected = {a for a in POSSIBLE[state.value].split() if role.value in WHO[a].split()}

    assert expected == {action.value for action in allowed(state, {role})}


@pytest.mark.parametrize(("action", "role"), list(product(Action, Role)))
def test_who_may_take_an_action_at_all(action, role):
    assert (role.value in WHO[action.value].split()) == may(action, {role})


def test_several_roles_may_do_what_any_of_them_may():
    both = allowed(State.ACCEPTED, {Role.CLERK, Role.HEAD})

    assert Action.EXTEND in both
    assert Action.CONSULT in both
    assert len(both) == len(set(both))


def test_a_refused_action_is_told_what_is_possible_instead():
    with pytest.raises(NotAllowed) as refused:
        advance(State.CLARIFYING, Action.ANSWER)

    assert "action_not_allowed" == refused.value.code
    assert tuple(POSSIBLE["clarifying"].split()[:1]) == refused.value.possible[:1]
    assert set(POSSIBLE["clarifying"].split()) == set(refused.value.possible)
    assert str(refused.value) == (
        "“answer” cannot be taken while the case is clarifying. "
        "Possible now: clarify, withdraw, lapse, pay_fee, correct_entry, annotate, assign, "
        "file_proceeding, respond, decide_proceeding."
    )


@pytest.mark.parametrize(
    ("story", "present", "absent"),
    [
        ("accept 2026-03-03", "extend answer", "pay_fee lapse serve reopen"),
        ("charge_fee 2026-03-03", "pay_fee lapse", "serve reopen"),
        ("ask_clarification 2026-03-03", "clarify lapse", "pay_fee"),
        ("answer 2026-03-03 outcome=provided", "serve", "reopen answer"),
        ("withdraw 2026-03-03", "reopen", "serve answer"),
    ],
)
def test_a_case_offers_only_what_it_gives_occasion_for(story, present, absent):
    possible = {action.value for action in a_case(story).possible()}

    assert set(present.split()) <= possible
    assert not set(absent.split()) & possible


def test_an_auditor_is_offered_nothing():
    assert () == a_case("accept 2026-03-03").possible({Role.AUDITOR})


def test_a_served_case_is_not_served_again():
    with pytest.raises(NotAllowed):
        a_case("answer 2026-03-03 outcome=provided", "serve 2026-03-04", "serve 2026-03-05")
