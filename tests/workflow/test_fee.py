"""The fee for handling information, by the tariff of 国办函〔2020〕109号."""

from datetime import date

import pytest

from tests.builders import LAW, entry
from tests.offices import act, an_office, log
from workflow.charging import fee_of, fee_steps
from workflow.errors import BadFacts, CaseworkError, Refused
from workflow.fee import in_force
from workflow.vocabulary import FeeBasis

CN = LAW.statutes.named("cn-2019")
SCALES = in_force(CN.tariffs, date(2026, 3, 2)).scales


@pytest.mark.parametrize(
    ("items", "yuan"), [(10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300), (50, 7000)]
)
def test_a_fee_by_item_is_progressive(items, yuan):
    assert yuan == SCALES[FeeBasis.ITEM].yuan(items)


@pytest.mark.parametrize(
    ("pages", "yuan"), [(30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740)]
)
def test_a_fee_by_page_is_progressive(pages, yuan):
    assert yuan == SCALES[FeeBasis.PAGE].yuan(pages)


@pytest.mark.parametrize("before", [0, 5, 10, 29, 30, 35, 40, 60])
@pytest.mark.parametrize("count", [1, 5, 12, 40])
def test_items_of_one_month_are_charged_once(before, count):
    scale = SCALES[FeeBasis.ITEM]

    assert scale.yuan(before + count) - scale.yuan(before) == scale.yuan(count, before)


def test_a_fee_is_told_tier_by_tier():
    steps = SCALES[FeeBasis.ITEM].steps(count=33, before=9)

    assert [(10, 10, 0), (11, 30, 100), (31, 40, 200), (41, 42, 300)] == [
        (step.first, step.last, step.yuan) for step in steps
    ]


@pytest.mark.parametrize(
    ("told", "fen"),
    [("per=item count=1 before=30", 20000), ("per=page count=120", 110000), ("per=page count=3", 0)],
)
def test_the_amount_of_a_notice_follows_from_what_was_counted(told, fen):
    assert fen == fee_of(CN, entry(f"charge_fee 2026-03-09 {told}"))


@pytest.mark.parametrize("told", ["per=item", "per=page count=40 before=2"])
def test_a_notice_that_does_not_say_what_was_counted_is_refused(told):
    with pytest.raises(BadFacts):
        fee_steps(CN, entry(f"charge_fee 2026-03-09 {told}"))


def test_an_amount_that_is_not_the_tariffs_is_refused():
    with pytest.raises(Refused, match="makes it 1100 yuan, not 900"):
        fee_of(CN, entry("charge_fee 2026-03-09 per=page count=120 amount=900"))


@pytest.mark.parametrize(("statute", "day"), [("cn-2019", "2020-12-31"), ("cn-2008", "2026-03-09")])
def test_before_the_tariff_there_is_no_fee_by_it(statute, day):
    with pytest.raises(Refused) as refused:
        fee_of(LAW.statutes.named(statute), entry(f"charge_fee {day} per=item count=40"))
    assert "no_tariff" == refused.value.code


def test_a_notice_is_kept_with_its_amount():
    office = an_office()
    ref = log(office).record.ref

    done = act(office, ref, "accept 2026-03-03", "charge_fee 2026-03-09 per=item count=2 before=30")

    assert 40000 == done.record.entries[-1].facts["amount"]


def test_a_notice_the_tariff_does_not_allow_is_not_kept():
    office = an_office()
    ref = log(office).record.ref
    act(office, ref, "accept 2026-03-03")

    with pytest.raises(Refused):
        act(office, ref, "charge_fee 2026-03-09 per=item count=2 before=30 amount=1")
    assert 2 == office.ledger.read(ref).version


def test_a_corrected_count_wants_its_amount():
    office = an_office()
    ref = log(office).record.ref
    act(office, ref, "accept 2026-03-03", "charge_fee 2026-03-09 per=item count=5 before=10")

    with pytest.raises(Refused, match="makes it 3000 yuan, not 500"):
        act(office, ref, "correct_entry 2026-03-10 line=3 count=25")
    done = act(office, ref, "correct_entry 2026-03-10 line=3 count=25 amount=3000 reason=数错")
    assert 4 == done.record.version


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("per=page count=30", "nothing_to_pay"),
        ("per=item count=10", "nothing_to_pay"),
        ("amount=0", "nothing_to_pay"),
        ("per=page count=1000001", "fee_counts_too_much"),
        ("per=item count=1 before=1000001", "fee_counts_too_much"),
        ("per=page count=40 tariff=另一标准", "fee_told_twice"),
        ("per=item count=40 basis=按件", "fee_told_twice"),
    ],
)
def test_a_notice_without_sense_is_not_kept(told, code):
    office = an_office()
    ref = log(office).record.ref
    act(office, ref, "accept 2026-03-03")

    with pytest.raises(CaseworkError) as refused:
        act(office, ref, f"charge_fee 2026-03-09 {told}")
    assert code == refused.value.code
    assert 2 == office.ledger.read(ref).version
