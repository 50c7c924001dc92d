"""Lists: what is done to many requests at once."""

# fmt: off
MATRIX = {
    ("POST", "/chosen"):    (403, 200, 200, 403, 422),
    ("POST", "/chosen/do"): (403, 200, 200, 403, 200),
    ("GET",  "/lists"):                 (200, 200, 200, 200, 200),
    ("POST", "/lists"):                 (303, 303, 303, 303, 303),
    ("POST", "/lists/{number}/remove"): (404, 404, 404, 404, 404),
}
NAMES = {"number": "1"}
FORMS = {
    "/chosen":    {"ref": "2026-0001", "what": "assign"},
    "/lists":     {"name": "在办", "query": "open_only=1"},
    "/chosen/do": {"pick": "1 2026-0001", "what": "assign", "on": "2026-03-03", "to": "小王"},
}
# fmt: on
