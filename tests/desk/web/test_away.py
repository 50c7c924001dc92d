"""Away: one notes one's own absence, a head that of their people, and it is on record."""


def note(browser, **changed):
    typed = {"login": "clerk", "since": "2126-03-09", "until": "2126-03-13", "deputy": "head"}
    return browser.post("/away", **typed | changed)


def test_an_absence_noted_is_shown_to_whoever_may_note_it_and_recorded(visit):
    clerk = visit("clerk")
    assert 200 == note(clerk).status_code

    assert "2126-03-13" in clerk.get("/away").text
    assert "2126-03-13" in visit("head").get("/away").text
    assert "2126-03-13" not in visit("cg").get("/away").text
    assert "clerk: 2126-03-09 – 2126-03-13, head" in visit("audit").get("/audit").text


def test_whoever_will_not_be_away_after_all_is_struck_off(visit):
    clerk = visit("clerk")
    note(clerk)
    clerk.post("/away/back", "/away", login="clerk", since="2126-03-09")

    assert "2126-03-13" not in clerk.get("/away").text


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(visit):
    head = visit("head")
    for changed, field in (
        ({"until": "2126-03-01"}, "until"),
        ({"since": "soon"}, "since"),
        ({"deputy": "clerk"}, "deputy"),
        ({"login": "admin", "deputy": "clerk", "since": "2126-13-01"}, "since"),
    ):
        told = note(head, **changed)
        assert 422 == told.status_code
        assert f'id="{field}-wrong"' in told.text
        assert 'value="2126-03-' in told.text


def test_two_absences_of_one_person_do_not_meet(visit):
    clerk = visit("clerk")
    note(clerk)
    told = note(clerk, since="2126-03-13", until="2126-03-20")

    assert 422 == told.status_code
    assert 'id="since-wrong"' in told.text
