"""The folder of what jobs read and write: no name that somebody typed ever becomes a path."""

import hashlib
import secrets
from dataclasses import replace
from pathlib import Path
from typing import IO

from desk.config import Config
from workflow.errors import BadInput, Broken, NotFound, Refused
from workflow.jobs import Stored

#: How much is read at a time.
CHUNK = 1 << 20
#: So much of a file's own name is kept.
LONGEST = 120


class Folder:
    """Files under made-up names, each with the name its owner knows it by and its SHA-256."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def take_in(self, file: IO[bytes], name: str, most: int) -> Stored:
        """Keep a file of at most so many bytes, a piece at a time.

        Raises:
            BadInput: it is larger, or there is no room for it.
        """
        place = self.new_place("")
        digest, size = hashlib.sha256(), 0
        try:
            with place.open("xb") as kept:
                while piece := file.read(CHUNK):
                    size += len(piece)
                    if size > most:
                        raise too_large(most)
                    digest.update(piece)
                    kept.write(piece)
        except OSError as fault:
            place.unlink(missing_ok=True)
            raise BadInput(
                "unwritable", "{path} cannot be written: {fault}", path=name, fault=fault
            ) from None
        except BadInput:
            place.unlink(missing_ok=True)
            raise
        return Stored(place.name, name[-LONGEST:], digest.hexdigest())

    def new_place(self, suffix: str) -> Path:
        """A path that nothing stands under yet; `suffix` is one of ours."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self.path / f"{secrets.token_hex(16)}{suffix}"

    def made(self, place: Path, name: str) -> Stored:
        """A file that was written at one of these places."""
        with place.open("rb") as file:
            return Stored(place.name, name, hashlib.file_digest(file, "sha256").hexdigest())

    def copy(self, stored: Stored) -> Stored:
        """The same file once more, for another job: each cleans its own away."""
        place = self.new_place("")
        place.write_bytes(self.read(stored))
        return replace(stored, place=place.name)

    def read(self, stored: Stored) -> bytes:
        """What a file holds.

        Raises:
            NotFound: it was cleaned away.
            Broken: it is not what was kept.
        """
        if not stored.place:
            raise NotFound("job_file_gone", "The file {name} was cleaned away.", name=stored.name)
        try:
            content = (self.path / stored.place).read_bytes()
        except OSError:
            raise NotFound("job_file_gone", "The file {name} was cleaned away.", name=stored.name) from None
        if hashlib.sha256(content).hexdigest() != stored.digest:
            raise Broken("file_changed", "The file {digest} has been changed.", digest=stored.digest)
        return content

    def drop(self, stored: Stored) -> None:
        """Clean a file away."""
        if stored.place:
            (self.path / stored.place).unlink(missing_ok=True)


def folder_of(config: Config) -> Folder:
    """The folder of an office.

    Raises:
        Refused: a database on a server has none of its own, and none is configured.
    """
    if config.job_files is None:
        raise Refused("no_files", "The configuration names no folder for files: [store] files.")
    return Folder(config.job_files)


def too_large(most: int) -> BadInput:
    """What is said of a file of more bytes than an office takes."""
    return BadInput(
        "file_too_large", "The file is larger than {most} MB: [web] upload_mb.", most=most // (1 << 20)
    )
