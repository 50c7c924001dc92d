"""People come in, and what everybody may see."""

from tests.desk.web.conftest import SECRET

# fmt: off
MATRIX = {
    ("GET",  "/healthz"):  (200, 200, 200, 200, 200),
    ("GET",  "/readyz"):   (503, 503, 503, 503, 503),  # an alert is owed, and nobody rings
    ("GET",  "/sign-in"):  (200, 200, 200, 200, 200),
    ("POST", "/sign-in"):  (403, 403, 403, 403, 403),
    ("POST", "/first"):    (303, 303, 303, 303, 303),
    ("POST", "/sign-out"): (303, 303, 303, 303, 303),
    ("POST", "/display"):  (303, 303, 303, 303, 303),
    ("GET",  "/keys"):     (200, 200, 200, 200, 200),
    ("GET",  "/password"): (200, 200, 200, 200, 200),
    ("POST", "/password"): (422, 422, 422, 422, 422),
    ("POST", "/drafts"):   (204, 204, 204, 204, 204),
    ("POST", "/drafts/end"): (303, 303, 303, 303, 303),
    ("POST", "/stay"):     (204, 204, 204, 204, 204),
}
FORMS = {
    "/sign-in":  {"login": "nobody", "password": "nothing"},
    "/drafts": {"draft": "/log"},
    "/drafts/end": {"draft": "/log"},
    "/password": {"old": "not it", "new": SECRET},
}
# fmt: on
