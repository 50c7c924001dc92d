"""Backups as the tests make and spoil them."""

import hashlib
import io
import json
import tarfile

from tests.desk.conftest import configure

PDF = b"%PDF-1.7 scan"


def with_a_scan(foi, tmp_path):
    """An office whose one case has an attachment."""
    (tmp_path / "scan.pdf").write_bytes(PDF)
    assert 0 == foi("attach", "add", "2026-0001", tmp_path / "scan.pdf").code
    return foi


def keeping(tmp_path, n):
    """The office keeps so many backups."""
    configure(tmp_path)
    with (tmp_path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f"[backup]\nkeep = {n}\n")


def members(path):
    """The files of a backup by their names, the manifest read."""
    with tarfile.open(path) as archive:
        found = {info.name: archive.extractfile(info).read() for info in archive}
    return json.loads(found.pop("manifest.json")), found.pop("manifest.sha256") and found


def pack_by_hand(path, manifest, entries):
    """A backup as somebody would forge it: `entries` are pairs of a header and its content."""
    text = json.dumps(manifest).encode()
    seal = f"{hashlib.sha256(text).hexdigest()}  manifest.json\n".encode()
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as archive:
        for info, content in [(plain("manifest.json"), text), (plain("manifest.sha256"), seal), *entries]:
            info.size = len(content) if info.isreg() else 0
            archive.addfile(info, io.BytesIO(content))
    return path


def plain(name, kind=tarfile.REGTYPE, link=""):
    """The header of a member."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def told(name, content):
    """A member as a manifest names it."""
    return {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
