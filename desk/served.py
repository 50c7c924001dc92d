"""Which office the processes of `foi web` serve, and how those that it begins learn that it has gone.

Each of them reads the configuration itself.
"""

import json
import os
from pathlib import Path
from threading import Event

from desk.config import Config
from desk.config_file import configured

#: The variable by which they learn which configuration, and which database.
SERVED = "FOI_SERVED"


def serve(config_file: Path | None, database: str) -> None:
    """Say it to the processes that this one will begin."""
    os.environ[SERVED] = json.dumps([str(config_file or ""), database])


def served_config() -> Config:
    """The configuration of the office that is served."""
    path, url = json.loads(os.environ[SERVED])
    return configured(Path(path) if path else None, url)


def wait_for_its_end(gone: Event) -> None:
    """Set `gone` once whoever began this process has gone, however it went.

    Our standard input is a pipe of which it holds the other end.
    """
    while os.read(0, 1024):  # not sys.stdin, whose lock would outlive the main thread
        pass
    gone.set()
