"""Which service is of which reply, and what became of it."""

from datetime import date

from tests.builders import entries
from workflow.service import services
from workflow.vocabulary import Delivery, ServiceMethod

TWICE = (
    "answer 2026-03-10 outcome=provided",
    "serve 2026-03-12 method=post posted=2026-03-12",
    "return_mail 2026-03-20 reason=查无此人",
    "serve_again 2026-03-23 method=post posted=2026-03-23",
    "sign_for 2026-03-25",
    "reopen 2026-06-01",
    "answer 2026-06-10 outcome=not_exist",
    "serve 2026-06-11 method=online signed=2026-06-11",
)


def told(*happened):
    return [(s.answer, s.entry.line, s.delivery, s.signed_on) for s in services(entries(*happened))]


def test_each_service_is_of_the_reply_before_it():
    assert told(*TWICE) == [
        (2, 3, Delivery.RETURNED, None),
        (2, 5, Delivery.SIGNED, date(2026, 3, 25)),
        (8, 9, Delivery.SIGNED, date(2026, 6, 11)),
    ]


def test_only_by_post_is_a_reply_on_its_way():
    answer = TWICE[0]

    assert [(2, 3, Delivery.SENT, None)] == told(answer, "serve 2026-03-12 method=post")
    assert [(2, 3, Delivery.SENT, None)] == told(answer, "serve 2026-03-12")
    (in_person,) = services(entries(answer, "serve 2026-03-12 method=in_person"))
    assert (ServiceMethod.IN_PERSON, Delivery.SIGNED) == (in_person.method, in_person.delivery)


def test_a_service_taken_back_or_irregular_served_nothing():
    answer, serve = TWICE[:2]

    assert [] == told(answer, serve, "correct_entry 2026-03-13 line=3 reason=误")
    assert [] == told(answer, f"{serve} irregular=误")
