"""Arrivals, and the receipt of what was logged."""

from tests.desk.web.test_walk import ASKED

CAME = {
    "channel": "email", "subject": "城东片区征收补偿方案", "arrived": "2026-03-02", "unit": "1",
    "name0": "张三", "contact0": "13800005678", "id_document0": "110105199001011234",
}  # fmt: skip

# fmt: off
MATRIX = {
    ("GET",  "/arrivals"):                   (200, 200, 200, 200, 200),
    ("GET",  "/arrivals/add"):               (403, 200, 200, 403, 200),
    ("POST", "/arrivals/add"):               (403, 303, 303, 403, 303),
    ("GET",  "/arrivals/{number}"):          (404, 200, 200, 200, 404),
    ("GET",  "/arrivals/{number}/confirm"):  (404, 200, 200, 403, 404),
    ("POST", "/arrivals/{number}/confirm"):  (404, 303, 303, 403, 404),
    ("POST", "/arrivals/{number}/drop"):     (404, 303, 303, 403, 404),
    ("POST", "/arrivals/{number}/reopen"):   (404, 409, 409, 403, 404),
    ("GET",  "/cases/{ref}/receipt"):        (404, 200, 200, 200, 404),
    ("GET",  "/cases/{ref}/receipt/{kind}"): (404, 200, 200, 200, 404),
}
NAMES = {"number": "1", "kind": "docx"}
FORMS = {
    "/arrivals/add":              CAME,
    "/arrivals/{number}/confirm": ASKED,
    "/arrivals/{number}/drop":    {"reason": "不是申请"},
    "/arrivals/{number}/reopen":  {"reason": "申请人来电"},
}
# fmt: on
