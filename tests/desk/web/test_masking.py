"""Long numbers in what somebody typed are hidden on every list, and whole in the case."""

from tests.desk.web.test_walk import ASKED

NUMBERS = ("13800005678", "110105199001011234")
SUBJECT = f"本人电话{NUMBERS[0]}，身份证{NUMBERS[1]}名下房屋的征收档案"


def test_numbers_inside_a_subject_are_hidden_on_every_list_and_whole_in_the_case(visit):
    clerk = visit("clerk")
    clerk.post("/log", **ASKED | {"subject": SUBJECT})
    pages = [clerk.get(path) for path in ("/", "/cases", "/cases?q=征收档案")]
    pages.append(clerk.post("/log", **ASKED, look="1"))
    pages += [
        clerk.post("/chosen", page="/cases", what=what, ref="2026-0001") for what in ("print", "assign")
    ]

    for page in pages:
        assert "138****5678" in page.text, page.url
        assert f"电话{NUMBERS[0]}" not in page.text, page.url
        assert f"身份证{NUMBERS[1]}" not in page.text, page.url
    assert SUBJECT in clerk.get("/cases/2026-0001").text
