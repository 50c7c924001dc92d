"""A case's clock and its corrections: pages beside that of the case."""

# fmt: off
MATRIX = {
    ("GET",  "/cases/{ref}/clock"):    (404, 200, 200, 200, 404),
    ("GET",  "/cases/{ref}/what-if"):  (404, 200, 200, 200, 404),
    ("GET",  "/cases/{ref}/correct"):  (404, 303, 303, 403, 404),
    ("POST", "/cases/{ref}/correct"):  (404, 200, 200, 403, 404),
}
FORMS = {
    "/cases/{ref}/correct":  {"line": "1", "day": "2026-03-03", "reason": "看错了日期"},
}
# fmt: on
