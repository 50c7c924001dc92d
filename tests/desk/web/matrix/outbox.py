"""What leaves the house: nothing has, in this office, so whoever may ask for a message finds none."""

# fmt: off
MATRIX = {
    ("GET",  "/outbox"):                  (200, 403, 403, 403, 403),
    ("POST", "/outbox/resend"):           (303, 403, 403, 403, 403),
    ("GET",  "/outbox/{number}"):         (404, 403, 403, 403, 403),
    ("POST", "/outbox/{number}/resend"):  (404, 403, 403, 403, 403),
    ("POST", "/outbox/{number}/discard"): (404, 403, 403, 403, 403),
}
NAMES = {"number": "1"}
FORMS: dict[str, dict[str, str]] = {}
# fmt: on
