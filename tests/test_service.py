"""The service on file is one that systemd reads, hardened, and stops no sooner than the desk does."""

import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from desk.cli.web import GRACE

UNIT = Path(__file__).parents[1] / "docs" / "foi-desk.service"
HARDENED = {
    "ProtectSystem": "strict",
    "NoNewPrivileges": "yes",
    "PrivateTmp": "yes",
    "ProtectHome": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "RestrictNamespaces": "yes",
    "UMask": "0077",
    "Restart": "on-failure",
}


def settings():
    """What the unit says, section by section; a word may be said twice."""
    found, section = defaultdict(lambda: defaultdict(list)), ""
    for line in UNIT.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            name, equals, value = line.partition("=")
            assert equals, line
            found[section][name].append(value)
    return found


def test_the_service_is_hardened():
    service = settings()["Service"]

    assert HARDENED == {name: service[name][0] for name in HARDENED}
    assert "AF_UNIX" in service["RestrictAddressFamilies"][0]
    assert any(value.startswith("@system-service") for value in service["SystemCallFilter"])


def test_the_service_writes_to_the_offices_folder_only():
    service = settings()["Service"]

    assert service["WorkingDirectory"] == service["ReadWritePaths"]
    assert f"--config {service['ReadWritePaths'][0]}/config.toml" in service["ExecStart"][0]


def test_the_service_waits_longer_than_the_desk_takes_to_stop():
    assert GRACE < int(settings()["Service"]["TimeoutStopSec"][0])


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_reads_the_service(tmp_path):
    text = UNIT.read_text(encoding="utf-8").replace("/opt/foi-desk/run", "/bin/true")
    copy = tmp_path / UNIT.name
    copy.write_text(
        text.replace("User=foi", "User=root").replace("Group=foi", "Group=root"), encoding="utf-8"
    )
    said = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True)

    assert UNIT.name not in said.stderr, said.stderr
