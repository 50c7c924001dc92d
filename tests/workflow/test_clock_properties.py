"""What is true of every clock, whatever happened."""

from datetime import date, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.builders import LAW, a_case, entries
from workflow.clock import read_clock
from workflow.errors import Refused
from workflow.explain import DayMark, explain
from workflow.replay import replay
from workflow.workdays import Exceptional, Workdays

CN = LAW.statutes.named("cn-2019")
WORKDAYS = LAW.workdays(CN)
DAY = timedelta(days=1)
RECEIVED = date(2026, 3, 2)
days = st.integers(0, 60).map(lambda n: RECEIVED + n * DAY)

# fmt: off
#: Each act in several ways; those that begin and end a pause more often than those that end a case.
ACTS = {
    "accept": "|", "ask_clarification": "| answer_within_days=5|", "clarify": "||||",
    "consult": "| party=other_body| party=co_author| with=甲| with=乙 party=other_body",
    "end_consultation": "| with=甲| with=乙| party=other_body||||", "extend": " days=3| days=20",
    "shorten_extension": "| days=2|", "defer": " until=2026-09-01", "charge_fee": "||", "pay_fee": "|||||",
    "answer": " outcome=partial", "serve": "|", "withdraw": "", "lapse": "|", "reopen": "| days=10",
}
WAYS = [(action, facts) for action, ways in ACTS.items() for facts in ways.split("|")]
# fmt: on


@st.composite
def stories(draw):
    """A possible history: on rising days, acts that the case offers and the law does not forbid."""
    told = []
    for on in sorted(draw(st.lists(days, min_size=1, max_size=15))):
        possible = a_case(*told, implied=False).possible()
        action, facts = draw(st.sampled_from([way for way in WAYS if way[0] in possible]))
        act = f"{action} {on}{facts}"
        try:
            a_case(*told, act)
        except Refused:
            continue
        told.append(act)
    return told


quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@quick
@given(stories())
def test_reading_a_case_twice_gives_the_same_case(story):
    assert a_case(*story) == a_case(*story)


@quick
@given(stories())
def test_the_clock_of_a_case_is_the_clock_of_its_entries(story):
    assert a_case(*story).clock == read_clock(CN, WORKDAYS, entries(*story))


@quick
@given(stories(), days, st.sampled_from(["", "party=other_body", "party=co_author"]))
def test_a_consultation_that_ends_the_same_day_changes_nothing(story, on, party):
    before = [act for act in story if act.split()[1] <= str(on)]
    try:
        paused = a_case(*before, f"consult {on} with=丁 {party}", f"end_consultation {on} with=丁")
    except Refused:
        assume(False)

    assert a_case(*before).clock.reply.due_on == paused.clock.reply.due_on


@quick
@given(stories(), st.integers(1, 20))
def test_an_extension_moves_the_last_day_by_exactly_its_working_days(story, k):
    plain = a_case(*story).clock
    today = story[-1].split()[1] if story else str(RECEIVED)
    try:
        extended = a_case(*story, f"extend {today} days={k}").clock
    except Refused:
        assume(False)
    counted = [line for line in explain(extended) if line.mark is DayMark.COUNTED]

    if plain.reply.due_on is None:
        assert extended.reply.due_on is None
        return
    assert k == sum(line.on > plain.reply.due_on for line in counted)
    assert k == WORKDAYS.between(plain.reply.due_on, extended.reply.due_on) or extended.pauses


@quick
@given(stories(), st.integers(0, 150).map(lambda n: RECEIVED + n * DAY))
def test_one_more_holiday_never_brings_a_day_forward(story, off):
    more = {**WORKDAYS.exceptions, off: Exceptional(working=False, name="假日", source="增设")}
    slower = Workdays("cn", more, range(2000, 2027))
    told = entries(*story)
    plain, later = read_clock(CN, WORKDAYS, told), read_clock(CN, slower, told)

    for one, other in zip(plain.deadlines, later.deadlines, strict=True):
        assert one.due_on is None or one.due_on <= other.due_on


@quick
@given(stories())
def test_a_reply_day_is_a_working_day_unless_somebody_named_it(story):
    clock = a_case(*story).clock
    named = clock.periods[-1].until is not None

    assert clock.reply.due_on is None or named or WORKDAYS.is_workday(clock.reply.due_on)


@quick
@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_writing_down_does_not_matter_but_for_the_acts_of_one_day(story, rng):
    one_a_day = list({act.split()[1]: act for act in story}.values())
    shuffled = rng.sample(one_a_day, len(one_a_day))
    try:
        in_order = a_case(*one_a_day)
    except Refused:
        assume(False)
    late = replay(LAW, entries(*shuffled), implied=True)

    assert in_order.state == late.state
    told = [[(d.kind, d.since, d.due_on, d.running) for d in c.clock.deadlines] for c in (in_order, late)]
    assert told[0] == told[1]


@quick
@given(stories())
def test_while_a_case_is_open_somebody_can_do_something_about_it(story):
    case = a_case(*story)

    assert len(case.possible()) > len(("correct_entry", "annotate", "assign"))
