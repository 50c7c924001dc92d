"""Away: for everybody, who notes it for whom is asked of each."""

# fmt: off
MATRIX = {
    ("GET",  "/away"):      (200, 200, 200, 200, 200),
    ("POST", "/away"):      (422, 303, 303, 422, 422),
    ("POST", "/away/back"): (422, 422, 422, 422, 422),
}
FORMS = {
    "/away":      {"login": "clerk", "since": "2026-03-09", "until": "2026-03-13", "deputy": "head"},
    "/away/back": {"login": "clerk", "since": "2026-03-09"},
}
# fmt: on
