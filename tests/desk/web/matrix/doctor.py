"""What is wrong with the machine."""

# fmt: off
MATRIX = {
    ("GET", "/settings/health"): (200, 403, 403, 403, 403),
}
FORMS: dict[str, dict[str, str]] = {}
# fmt: on
