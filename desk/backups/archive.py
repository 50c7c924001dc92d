"""A backup as a file: a plain tar, of which nothing is read but what its manifest announces."""

import hashlib
import io
import os
import tarfile
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO, Final

from desk.backups.manifest import Manifest, Member, as_json, manifest_from, no_backup
from workflow.errors import BadInput, Broken

MANIFEST: Final = "manifest.json"
#: The SHA-256 of the manifest, as `sha256sum -c` reads it.
SEAL: Final = "manifest.sha256"
#: No manifest is longer; it would name a million files.
LONGEST: Final = 256 << 20
_BLOCK: Final = 1 << 20
#: A tar ends with two empty blocks, and as many more as fill a record.
_SHORTEST_END: Final = 2 * tarfile.BLOCKSIZE
_LONGEST_END: Final = _SHORTEST_END + tarfile.RECORDSIZE - tarfile.BLOCKSIZE


def pack(path: Path, manifest: Manifest, sources: Mapping[str, Path]) -> None:
    """Write a new archive and see it onto the disk; its members come from `sources`, by their names.

    Raises:
        OSError: it cannot be written, or a source is shorter than the manifest says.
    """
    text = as_json(manifest)
    seal = f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n".encode()
    # It holds personal data: nobody else on the machine may read it.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.GNU_FORMAT) as archive:
            at = int(manifest.made_at.timestamp())
            for name, content in ((MANIFEST, text), (SEAL, seal)):
                archive.addfile(_info(name, len(content), at), io.BytesIO(content))
            for member in manifest.members:
                with sources[member.name].open("rb") as source:
                    archive.addfile(_info(member.name, member.bytes, at), source)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself, without looking at the rest of it.

    Raises:
        BadInput: it is no backup, or cannot be read.
        Broken: its manifest has been changed.
    """
    try:
        with path.open("rb") as file:
            return _manifest(file, path)
    except OSError as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=path, fault=fault) from None


def unpack(path: Path, into: Path | None = None) -> Manifest:
    """Prove every byte of a backup, and write its files to a folder where one is named.

    Only names a manifest may hold are written, each as a plain file of the size announced.

    Raises:
        BadInput: it is no backup.
        Broken: it has been changed, or ends too early.
        OSError: it cannot be read, or the folder not written.
    """
    with path.open("rb") as file:
        manifest = _manifest(file, path)
        for member in manifest.members:
            _take(file, path, member, into)
        rest = file.read(_LONGEST_END + 1)
        if not _SHORTEST_END <= len(rest) <= _LONGEST_END or any(rest):
            raise _damaged(path, path.name)
    return manifest


def _info(name: str, size: int, at: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, at, 0o600
    return info


def _manifest(file: BinaryIO, path: Path) -> Manifest:
    told = _header(file)
    if told is None or told.name != MANIFEST or not 0 < told.size <= LONGEST:
        raise no_backup(path)
    text = file.read(told.size)
    _skip_padding(file, path, MANIFEST, told.size)
    seal = _header(file)
    wanted = f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n".encode()
    if seal is None or (seal.name, seal.size) != (SEAL, len(wanted)) or file.read(seal.size) != wanted:
        raise _damaged(path, MANIFEST)
    _skip_padding(file, path, SEAL, seal.size)
    return manifest_from(text, path)


def _header(file: BinaryIO) -> tarfile.TarInfo | None:
    """The next header if it is that of a plain file: no link, no device, no header of another header."""
    try:
        told = tarfile.TarInfo.frombuf(file.read(tarfile.BLOCKSIZE), "ascii", "strict")
    except (tarfile.TarError, ValueError):
        return None
    return told if told.type == tarfile.REGTYPE else None


def _take(file: BinaryIO, path: Path, member: Member, into: Path | None) -> None:
    told = _header(file)
    if told is None or (told.name, told.size) != (member.name, member.bytes):
        raise _damaged(path, member.name)
    digest, left = hashlib.sha256(), member.bytes
    with nullcontext(None) if into is None else _new_file(into / member.name) as out:
        while left:
            block = file.read(min(left, _BLOCK))
            if not block:
                raise _damaged(path, member.name)
            left -= len(block)
            digest.update(block)
            if out is not None:
                out.write(block)
        if out is not None:
            out.flush()
            os.fsync(out.fileno())
    if digest.hexdigest() != member.sha256:
        raise _damaged(path, member.name)
    _skip_padding(file, path, member.name, member.bytes)


def _new_file(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("xb")


def _skip_padding(file: BinaryIO, path: Path, name: str, size: int) -> None:
    """A file fills whole blocks of a tar, the last one with noughts."""
    wanted = -size % tarfile.BLOCKSIZE
    if file.read(wanted) != bytes(wanted):
        raise _damaged(path, name)


def _damaged(path: Path, name: str) -> Broken:
    return Broken(
        "backup_damaged",
        "The backup {path} is damaged or cut short, at {name}. Take another one.",
        path=path.name,
        name=name,
    )
