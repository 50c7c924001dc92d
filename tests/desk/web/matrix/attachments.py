"""Attachments: whoever sees a case may take them out, whoever works on it may add and withdraw them."""

# fmt: off
MATRIX = {
    ("GET",  "/cases/{ref}/attach"):              (404, 200, 200, 403, 404),
    ("POST", "/cases/{ref}/attach"):              (404, 422, 422, 403, 404),
    ("GET",  "/cases/{ref}/attachments/{line}"):  (404, 404, 404, 404, 404),
    ("GET",  "/cases/{ref}/withdraw_attachment"): (404, 404, 404, 404, 404),
    ("POST", "/cases/{ref}/withdraw_attachment"): (404, 404, 404, 404, 404),
}
NAMES = {"line": "2"}
FORMS = {
    "/cases/{ref}/withdraw_attachment": {"attachment": "2", "reason": "传错"},
}
# fmt: on
