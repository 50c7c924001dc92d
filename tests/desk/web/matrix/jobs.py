"""Long work: nobody here has asked for any, so whoever may ask finds none."""

# fmt: off
MATRIX = {
    ("GET",  "/jobs"):                 (200, 200, 200, 200, 200),
    ("GET",  "/jobs/{number}"):        (404, 404, 404, 404, 404),
    ("POST", "/jobs/{number}/stop"):   (404, 404, 404, 404, 404),
    ("POST", "/jobs/{number}/again"):  (404, 404, 404, 404, 404),
    ("GET",  "/jobs/{number}/file"):   (404, 404, 404, 404, 404),
    ("POST", "/jobs/{number}/import"): (403, 404, 404, 403, 404),
    ("GET",  "/import"):               (403, 200, 200, 403, 200),
    ("POST", "/import"):               (403, 422, 422, 403, 422),
    ("GET",  "/imports/{number}"):     (403, 404, 404, 403, 404),
    ("POST", "/imports/{number}"):     (403, 404, 404, 403, 404),
    ("GET",  "/export"):               (403, 200, 200, 200, 200),
    ("POST", "/export"):               (403, 303, 303, 303, 303),
    ("GET",  "/letter-batch"):         (403, 200, 200, 403, 200),
    ("POST", "/letter-batch"):         (403, 303, 303, 403, 303),
    ("GET",  "/year-files"):           (403, 200, 200, 200, 200),
    ("POST", "/year-files"):           (403, 303, 303, 303, 303),
}
NAMES = {"number": "1"}
FORMS = {
    "/export":     {"format": "xlsx"},
    "/year-files": {"year": "2026"},
}
# fmt: on
