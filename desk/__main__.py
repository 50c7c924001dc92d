"""The command `foi`."""

import sys

from desk.cli import run


def main() -> None:
    """Run `foi` with the words of the command line."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
