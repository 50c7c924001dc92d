"""Settings, units, the years and the law."""

# fmt: off
MATRIX = {
    ("GET",  "/settings"):           (200, 403, 403, 403, 403),
    ("GET",  "/settings/{section}"): (200, 403, 403, 403, 403),
    ("POST", "/settings/{section}"): (409, 403, 403, 403, 403),
    ("GET",  "/units"):              (200, 403, 403, 403, 403),
    ("POST", "/units"):              (303, 403, 403, 403, 403),
    ("GET",  "/years"):              (200, 200, 200, 200, 200),
    ("GET",  "/years/{year}"):       (200, 200, 200, 200, 200),
    ("GET",  "/statutes"):           (200, 200, 200, 200, 200),
    ("GET",  "/statutes/{statute}"): (200, 200, 200, 200, 200),
    ("GET",  "/duties"):             (200, 200, 200, 200, 200),
}
NAMES = {"section": "office", "year": "2026", "statute": "cn-2019"}
FORMS = {
    "/settings/{section}": {"name": "甲区", "lang": "zh", "stamp": "of another file"},
    "/units":              {"name": "某街道办事处", "code": "MJ", "parent": "1"},
}
# fmt: on
