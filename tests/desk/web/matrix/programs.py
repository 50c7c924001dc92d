"""What programs of somebody's ask for, and where they are let in."""

# fmt: off
MATRIX = {
    ("GET",  "/calendar"):               (200, 200, 200, 200, 200),
    ("GET",  "/feed/{token}.ics"):       (404, 404, 404, 404, 404),
    ("GET",  "/tokens"):                 (200, 200, 200, 200, 200),
    ("POST", "/tokens"):                 (200, 200, 200, 200, 200),
    ("POST", "/tokens/{number}/revoke"): (404, 404, 404, 404, 404),
}
NAMES = {"number": "1", "token": "none"}
FORMS = {
    "/tokens": {"label": "手机日历", "purpose": "calendar"},
}
# fmt: on
