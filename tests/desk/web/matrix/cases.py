"""Cases: logged, found, walked from step to step."""

from tests.desk.web.test_walk import ASKED

# fmt: off
MATRIX = {
    ("GET",  "/"):                     (200, 200, 200, 200, 200),
    ("GET",  "/cases"):                (200, 200, 200, 200, 200),
    ("GET",  "/log"):                  (403, 200, 200, 403, 200),
    ("POST", "/log"):                  (403, 303, 303, 403, 303),
    ("GET",  "/cases/{ref}"):          (404, 200, 200, 200, 404),
    ("GET",  "/cases/{ref}/logged"):   (404, 200, 200, 200, 404),
    ("POST", "/cases/{ref}/reveal"):   (404, 200, 200, 200, 404),
    ("GET",  "/cases/{ref}/answer"):   (404, 200, 403, 403, 404),
    ("POST", "/cases/{ref}/answer"):   (404, 303, 403, 403, 404),
    ("GET",  "/cases/{ref}/{action}"): (404, 200, 200, 403, 404),
    ("POST", "/cases/{ref}/{action}"): (404, 303, 303, 403, 404),
}
FORMS = {
    "/log":                  ASKED,
    "/cases/{ref}/reveal":   {"reason": "核对身份"},
    "/cases/{ref}/answer":   {"on": "2026-03-12", "outcome0": "provided", "i0_way": "邮寄"},
    "/cases/{ref}/{action}": {"on": "2026-03-03"},
}
# fmt: on
