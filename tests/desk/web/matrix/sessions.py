"""Sessions: one's own for everybody, everybody's for an administrator."""

# fmt: off
MATRIX = {
    ("GET",  "/sessions"):                (200, 200, 200, 200, 200),
    ("POST", "/sessions"):                (303, 303, 303, 303, 303),
    ("GET",  "/people/{login}/sessions"): (200, 403, 403, 403, 403),
    ("POST", "/people/{login}/sessions"): (303, 403, 403, 403, 403),
}
FORMS: dict[str, dict[str, str]] = {}
# fmt: on
