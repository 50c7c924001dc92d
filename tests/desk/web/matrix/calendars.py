"""Another calendar: who proposes, who approves."""

ONE = "/settings/calendars/{number}"
# fmt: off
MATRIX = {
    ("GET",  "/settings/calendars"):        (200, 200, 403, 403, 403),
    ("POST", "/settings/calendars"):        (422, 422, 403, 403, 403),
    ("POST", "/settings/calendars/reckon"): (303, 303, 403, 403, 403),
    ("GET",  ONE):                          (404, 404, 403, 403, 403),
    ("POST", f"{ONE}/list"):                (404, 404, 403, 403, 403),
    ("POST", f"{ONE}/approve"):             (403, 404, 403, 403, 403),
    ("POST", f"{ONE}/drop"):                (404, 404, 403, 403, 403),
}
NAMES = {"number": "1"}
FORMS = {
    "/settings/calendars": {"notice": "year = "},
    f"{ONE}/approve":      {"digest": "of another list"},
    f"{ONE}/drop":         {"reason": "稿子不对"},
}
# fmt: on
