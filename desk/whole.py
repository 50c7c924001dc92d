"""Files written whole, or not at all."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from workflow.errors import BadInput


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write files that belong together: until the last is on the disk, none has its name.

    Raises:
        BadInput: one cannot be written; the message names it.
    """
    asides = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in files}
    try:
        for path, aside in asides.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(files[path])
        for path in files:
            if path.is_dir():
                raise IsADirectoryError(path)
        for path, aside in asides.items():
            aside.replace(path)
    except OSError as fault:
        raise BadInput("unwritable", "{path} cannot be written: {fault}", path=path, fault=fault) from None
    finally:
        for aside in asides.values():
            with suppress(OSError):
                aside.unlink(missing_ok=True)
