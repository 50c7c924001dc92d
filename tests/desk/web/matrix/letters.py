"""Letters: wanted, drafted, worked on, taken along, known again. The case's receipt is letter 1, a draft."""

DRAFT = "/cases/2026-0001/letters/1/receipt"
ONE = ("/letters/{letter}", "/letters/{letter}/pdf", "/letters/{letter}/docx", "/letters/{letter}/sheet")
DEED = "/letters/{letter}/{deed}"

# fmt: off
MATRIX = {
    ("GET",  "/letters"):                           (200, 200, 200, 200, 200),
    ("GET",  "/letters/post"):                      (200, 200, 200, 200, 200),
    ("GET",  "/letters/post/labels"):               (403, 403, 403, 403, 403),
    ("GET",  "/letters/post/list"):                 (403, 403, 403, 403, 403),
    ("GET",  "/letters/verify"):                    (200, 200, 200, 200, 200),
    ("POST", "/letters/verify"):                    (422, 422, 422, 422, 422),
    **{("GET", path):                               (404, 200, 200, 200, 404) for path in ONE},
    ("POST", DEED):                                 (404, 303, 403, 403, 404),
    ("POST", "/cases/{ref}/case-file"):             (404, 200, 200, 200, 404),
    ("GET",  "/cases/{ref}/letters/{line}/{kind}"): (404, 200, 200, 200, 404),
    ("POST", "/cases/{ref}/letters/{line}/{kind}"): (404, 303, 303, 403, 404),
}
FORMS = {
    DEED:                     {"version": "1"},
    "/cases/{ref}/case-file": {"reason": "归档"},
}
#: What stands in these addresses, and what the clerk has posted before anybody asks for them.
NAMES = {"letter": "1", "deed": "sign", "line": "1", "kind": "receipt"}
BEFORE = dict.fromkeys((*ONE, DEED), (DRAFT,))
# fmt: on
