"""Lists: what is done to many requests at once."""

# fmt: off
MATRIX = {
    ("POST", "/chosen"):    (403, 200, 200, 403, 422),
    ("POST", "/chosen/do"): (403, 200, 200, 403, 200),
}
FORMS = {
    "/chosen":    {"ref": "2026-0001", "what": "assign"},
    "/chosen/do": {"pick": "1 2026-0001", "what": "assign", "on": "2026-03-03", "to": "小王"},
}
# fmt: on
