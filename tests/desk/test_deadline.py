"""`foi deadline` and `foi clock`: one history, a file of histories, and every day explained."""

import json

import pytest

EVENTS = (
    "--event",
    "consult 2026-03-09",
    "--event",
    "end_consultation 2026-03-16",
    "--event",
    "extend 2026-03-20 days=10",
)


def test_a_history_typed_in_is_reckoned(foi):
    said = foi("--json", "deadline", "--received", "2026-03-02", *EVENTS)

    assert ("cn-2019", {"due": "2026-04-21", "provisional": False}) == (
        said.json["statute"],
        said.json["reply"],
    )


def test_another_statute_is_reckoned_by_its_own_calendar(foi):
    said = foi("--json", "deadline", "--received", "2026-03-02", "--statute", "uk-2000")

    # 17 March is a bank holiday in Northern Ireland, so nowhere a working day (s.10(6)).
    assert "2026-03-31" == said.json["reply"]["due"]


def test_every_day_is_explained_in_words_and_as_data(foi):
    said = foi("--json", "deadline", "--received", "2026-02-14", "--explain")
    words = foi("deadline", "--received", "2026-02-14", "--explain").out

    days = {day["on"]: day for day in said.json["days"]}
    assert ("zero", "makeup") == (days["2026-02-14"]["mark"], days["2026-02-14"]["why"])
    assert ("off", "春节") == (days["2026-02-16"]["mark"], days["2026-02-16"]["name"])
    assert (20, 20, True) == tuple(days["2026-03-20"][key] for key in ("counted", "of", "due"))
    assert "调休上班日" in words
    assert "第三十三条第二款" in words


def test_excluded_days_cite_the_article_that_excludes_them(foi):
    said = foi("--json", "deadline", "--received", "2026-03-02", *EVENTS, "--explain")

    excluded = [day for day in said.json["days"] if day["mark"] == "excluded"]
    assert ["2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13", "2026-03-16"] == [
        day["on"] for day in excluded
    ]
    assert {"第三十三条第三款"} == {day["article"] for day in excluded}


def test_a_day_beyond_the_published_calendar_is_provisional_never_refused(foi, tmp_path):
    assert {"due": "2026-12-31", "provisional": True} == foi(
        "--json", "deadline", "--received", "2026-12-03"
    ).json["reply"]
    assert "暂定" in foi("deadline", "--received", "2026-12-20").out


def test_a_notice_not_added_yet_can_be_tried(foi, notice_2027):
    said = foi("--json", "deadline", "--received", "2026-12-20", "--calendar", notice_2027)

    assert {"due": "2027-01-18", "provisional": False} == said.json["reply"]


def test_a_batch_answers_every_line_and_goes_on(foi):
    lines = [
        json.dumps({"id": 1, "received": "2026-03-02"}),
        "{not json",
        json.dumps(
            {"id": "x", "received": "2026-03-02", "events": [{"action": "clarify", "on": "2026-03-03"}]}
        ),
        "",
        json.dumps([1, 2]),
        json.dumps({"id": 2, "received": "2018-09-21", "region": None, "statute": None, "events": []}),
        json.dumps(
            {
                "id": 3,
                "received": "2026-03-02",
                "events": [{"action": "consult", "on": "2026-03-09", "party": "other_body"}],
            }
        ),
    ]
    said = foi("deadline", "--batch", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in said.out.splitlines()]

    assert 0 == said.code
    assert [1, None, "x", None, 2, 3] == [answer["id"] for answer in answers]
    assert {"due": "2026-03-30", "provisional": False} == answers[0]["reply"]
    assert {"due": "2026-03-11"} == answers[0]["clarification_notice"]
    assert (2, "malformed_line") == (answers[1]["line"], answers[1]["error"]["code"])
    assert "action_not_allowed" == answers[2]["error"]["code"]
    assert 5 == answers[3]["line"]
    assert ("cn-2008", "2018-10-18") == (answers[4]["statute"], answers[4]["reply"]["due"])
    assert answers[5]["reply"]["due"] is None


@pytest.mark.parametrize(
    "line",
    [
        {"received": None},
        {"received": 20260302},
        {"received": "2026-03-02", "events": {}},
        {"received": "2026-03-02", "events": [7]},
        {"received": "2026-03-02", "events": [{"action": ["consult"], "on": "2026-03-09"}]},
        {"received": "2026-03-02", "events": [{"action": "extend", "on": "2026-03-09", "days": True}]},
        {"received": "2026-03-02", "events": [{"action": "extend", "on": "2026-03-09", "days": 1.5}]},
        {"received": "2026-03-02", "events": [{"action": "extend", "on": "2026-03-09", "days": 10**30}]},
        {"received": "2026-03-02", "events": [{"action": "correct_entry", "on": "2026-03-09", "line": {}}]},
        {"received": "2026-03-02", "statute": ["cn-2019"]},
        {
            "received": "2026-03-02",
            "statute": "uk-2000",
            "events": [{"action": "extend", "on": "2026-03-09", "days": 99999}],
        },
        {"received": "2026-03-02", "region": "cn-00"},
        {"received": "2026-03-02", "region": 64},
        {"received": "2026-03-02", "when": "now"},
        {"received": "1999-03-02"},
        {"received": "9999-12-31"},
    ],
)
def test_a_bad_line_of_a_batch_is_answered_with_its_error(foi, line):
    said = foi("deadline", "--batch", stdin=json.dumps({"id": 1, **line}) + "\n")

    assert 0 == said.code
    assert {"id", "error"} == json.loads(said.out).keys()


def test_a_batch_takes_the_region_of_each_line(foi):
    lines = [json.dumps({"id": r, "received": "2019-05-20", "region": r}) for r in (None, "cn-64", None)]
    said = foi("deadline", "--batch", stdin="\n".join(lines))

    dues = [json.loads(line)["reply"]["due"] for line in said.out.splitlines()]
    assert ["2019-06-18", "2019-06-20", "2019-06-18"] == dues


def test_the_clock_of_a_case_explains_itself(logged):
    said = logged("--json", "clock", "2026-0001", "--explain")

    assert "2026-03-30" == said.json["reply"]["due"]
    assert 29 == len(said.json["days"])


def test_deadline_without_a_day_is_a_fault_of_usage(foi):
    assert 2 == foi("deadline").code
    assert 2 == foi("deadline", "--batch", "--received", "2026-03-02").code


@pytest.mark.parametrize("event", ["extend", "", "extend 2026-03-20 ten", "consult someday"])
def test_a_malformed_event_is_a_fault_of_usage(foi, event):
    assert 2 == foi("deadline", "--received", "2026-03-02", "--event", event).code
