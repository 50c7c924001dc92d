"""The command `foi`."""

import io
import sys

from desk.cli import run


def main() -> None:
    """Run `foi` with the words of the command line."""
    for stream in (sys.stdout, sys.stderr):
        # Bytes that are no characters are shown as such, and stop nothing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
