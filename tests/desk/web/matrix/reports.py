"""The year: seen by whoever sees cases, entered by those who write, frozen by heads; each in their units."""

# fmt: off
MATRIX = {
    ("GET",  "/reports"):                        (403, 303, 303, 303, 303),
    ("GET",  "/reports/{year}"):                 (403, 200, 200, 200, 200),
    ("GET",  "/reports/{year}/files/{layout}"):  (403, 200, 200, 200, 200),
    ("GET",  "/reports/{year}/cells/{code}"):    (403, 200, 200, 200, 200),
    ("GET",  "/reports/{year}/charts"):          (403, 200, 200, 200, 200),
    ("GET",  "/reports/{year}/charts/{n}.svg"):  (403, 200, 200, 200, 200),
    ("GET",  "/reports/{year}/figures"):         (403, 200, 200, 200, 200),
    ("POST", "/reports/{year}/figures"):         (403, 303, 303, 403, 303),
    ("GET",  "/reports/{year}/sheet"):           (403, 200, 200, 200, 200),
    ("POST", "/reports/{year}/sheet"):           (403, 422, 422, 403, 422),
    ("GET",  "/reports/{year}/words"):           (403, 200, 200, 200, 200),
    ("POST", "/reports/{year}/words"):           (403, 422, 422, 422, 422),
    ("POST", "/reports/{year}/words/check"):     (403, 200, 200, 200, 200),
    ("GET",  "/reports/{year}/units"):           (403, 200, 200, 200, 200),
    ("POST", "/reports/{year}/units"):           (403, 422, 422, 403, 422),
    ("GET",  "/reports/{year}/hand-out"):        (403, 404, 404, 404, 404),
    ("GET",  "/reports/{year}/changes"):         (403, 200, 200, 200, 200),
    ("POST", "/reports/{year}/freeze"):          (403, 303, 403, 403, 403),
    ("POST", "/reports/{year}/restate"):         (403, 422, 403, 403, 403),
}
FORMS = {
    "/reports/{year}/figures":     {"f0": "1"},
    "/reports/{year}/words":       {"text": "全年收到5件。"},
    "/reports/{year}/words/check": {"pasted": "全年收到5件。"},
}
#: What stands in the braces of these addresses.
NAMES = {"year": "2026", "layout": "json", "code": "1", "n": "0"}
# fmt: on
