"""Files kept outside the database, each under its SHA-256: what was issued, byte for byte."""

import hashlib
import io
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from workflow.errors import Broken, Busy

_BLOCK: Final = 1 << 20


class Files:
    """A folder of files that are written once and never changed; its processes may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, content: bytes) -> str:
        """Keep a file: it is on the disk, whole and under its name, when this returns; its SHA-256.

        Raises:
            Busy: the folder cannot be written: the disk is full, broken or read-only.
        """
        with self.set_aside(io.BytesIO(content)) as aside:
            aside.keep()
            return aside.sha256

    @contextmanager
    def set_aside(self, content: BinaryIO) -> Iterator["SetAside"]:
        """Write a file beside the others, read from its beginning, a megabyte at a time; gone unless kept.

        Raises:
            Busy: the folder cannot be written.
        """
        path = self.folder / f".{secrets.token_hex(8)}"
        try:
            with _said_plainly(self.folder):
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                written = SetAside(path, self.folder, _copied(content, path))
            yield written
        finally:
            with suppress(OSError):  # it has its name by now; or the disk refuses, and nobody asks for it
                path.unlink()

    def read(self, digest: str) -> bytes:
        """A file that was kept.

        Raises:
            Broken: it is missing, cannot be read, or is not what was kept.
        """
        try:
            content = self._place(digest).read_bytes()
        except FileNotFoundError:
            raise Broken("file_missing", "The file {digest} is missing.", digest=digest) from None
        except OSError as fault:
            raise Broken(
                "file_unreadable",
                "The file {path} cannot be read: {fault}",
                path=self._place(digest),
                fault=fault,
            ) from None
        if hashlib.sha256(content).hexdigest() != digest:
            raise Broken("file_changed", "The file {digest} has been changed.", digest=digest)
        return content

    def _place(self, digest: str) -> Path:
        return _place(self.folder, digest)


class SetAside:
    """A file written beside the others, under a name that nobody asks for."""

    def __init__(self, path: Path, folder: Path, sha256: str) -> None:
        self._path = path
        self._folder = folder
        self.sha256 = sha256

    def keep(self) -> None:
        """Give it its name, unless a file stands there that says the same.

        Raises:
            Busy: the folder cannot be written.
        """
        place = _place(self._folder, self.sha256)
        with _said_plainly(self._folder):
            # Renamed: a name in this folder never stands for half a file.
            if not _holds(place, self.sha256):
                place.parent.mkdir(exist_ok=True)
                self._path.replace(place)
            for folder in (place.parent, self._folder):
                settle(folder)


def _place(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest


@contextmanager
def _said_plainly(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Busy(
            "files_not_written",
            "The folder {path} cannot be written: {fault}. Nothing was kept; please try again.",
            path=folder,
            fault=fault,
        ) from None


def _copied(content: BinaryIO, aside: Path) -> str:
    """Write a new file and see it onto the disk; the SHA-256 of what was written."""
    told = hashlib.sha256()
    content.seek(0)
    with aside.open("xb") as file:
        while block := content.read(_BLOCK):
            told.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return told.hexdigest()


def _holds(place: Path, digest: str) -> bool:
    if not place.exists():
        return False
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def settle(folder: Path) -> None:
    """See the names in a folder onto the disk, or a power cut loses them (Windows does so by itself)."""
    if os.name == "nt":
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
