"""The alerts of a case, proved on a page beside that of the case."""

# fmt: off
MATRIX = {
    ("GET",  "/cases/{ref}/alerts"):  (404, 200, 200, 200, 404),
}
FORMS: dict[str, dict[str, str]] = {}
# fmt: on
