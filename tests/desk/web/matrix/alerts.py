"""The alerts of a case, proved on a page beside it; and one's own, of which there are none here."""

# fmt: off
MATRIX = {
    ("GET",  "/cases/{ref}/alerts"):   (404, 200, 200, 200, 404),
    ("GET",  "/alerts"):               (200, 200, 200, 200, 200),
    ("POST", "/alerts/read"):          (303, 303, 303, 303, 303),
    ("POST", "/alerts/{number}/read"): (404, 404, 404, 404, 404),
}
NAMES = {"number": "1"}
FORMS = {"/alerts/read": {"last": "1"}}
# fmt: on
