"""The office: its people, and who looked at what."""

# fmt: off
MATRIX = {
    ("GET",  "/people"):                  (200, 403, 403, 403, 403),
    ("POST", "/people"):                  (200, 403, 403, 403, 403),
    ("POST", "/people/{login}/password"): (200, 403, 403, 403, 403),
    ("GET",  "/audit"):                   (403, 403, 403, 200, 403),
}
FORMS = {
    "/people": {"login": "new", "name": "新人", "role_clerk": "1", "unit": "1"},
}
# fmt: on
