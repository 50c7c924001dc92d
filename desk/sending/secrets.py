"""Secrets, each the first line of a file of its own: a credential of systemd, or beside config.toml."""

import os
from pathlib import Path

from desk.config import Config
from workflow.errors import NotFound


def read_secret(config: Config, name: str) -> str:
    """The secret in a file called `name` there.

    Raises:
        NotFound: there is no such file, it cannot be read, or it is empty.
    """
    place = config.folder / name
    credentials = os.environ.get("CREDENTIALS_DIRECTORY", "")
    if credentials and (Path(credentials) / name).is_file():
        place = Path(credentials) / name
    try:
        told = place.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError):
        told = ""
    if not told:
        raise NotFound("no_secret", "The file {name} is missing, empty or not to be read.", name=name)
    return told
