"""Prints the description of the API: `python -m desk.web.api > docs/openapi.json`."""

import json
import sys

from desk.web.api.app import described


def main() -> None:
    """Print it."""
    sys.stdout.write(json.dumps(described(), ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
