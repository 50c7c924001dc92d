"""Attachments are kept by every ledger alike: their files whole, their entries chained."""

import hashlib
import io

import pytest

from tests.builders import entry, recorded
from tests.store.stories import act, falling, log
from workflow.attached import attachments
from workflow.errors import Broken
from workflow.file_words import AttachmentKind, FileType

CONTENT = "送达回证".encode() * 300_000


@pytest.fixture
def keeping(ledger, tmp_path):
    """A ledger that has a folder for files, where it needs one."""
    ledger._files = tmp_path / "files" if hasattr(ledger, "engine") else {}
    return ledger


def words(digest):
    return (
        f"attach 2018-03-06 attachment_kind=service_proof name=回证.pdf file_type=pdf bytes=9 sha256={digest}"
    )


def test_what_is_set_aside_is_kept_whole_under_its_digest(keeping):
    stream = io.BytesIO(CONTENT)
    stream.read(7)
    with keeping.set_aside(stream) as aside:
        aside.keep()
        aside.keep()

    assert hashlib.sha256(CONTENT).hexdigest() == aside.sha256
    assert CONTENT == keeping.file(aside.sha256)
    assert aside.sha256 == keeping.keep_file(CONTENT)


def test_what_is_set_aside_and_not_kept_is_gone_and_what_stood_there_stays(keeping):
    digest = keeping.keep_file(b"stays")
    for content in (b"stays", CONTENT):
        with keeping.set_aside(io.BytesIO(content)) as aside:
            pass

    assert b"stays" == keeping.file(digest)
    with pytest.raises(Broken):
        keeping.file(aside.sha256)


def test_an_attachment_is_read_as_it_was_told(keeping):
    record = act(keeping, log(keeping), words("a" * 64))
    (one,) = attachments(keeping.read(record.ref).entries)

    assert (AttachmentKind.SERVICE_PROOF, FileType.PDF) == (one.kind, one.type)
    assert ("回证.pdf", 9, "a" * 64) == (one.name, one.bytes, one.sha256)
    keeping.check(record.ref)


def test_an_attachment_of_a_transaction_that_fell_is_not_there(keeping):
    record = log(keeping)
    with falling(keeping):
        keeping.append(record, *_next(keeping, record))

    assert [] == attachments(keeping.read(record.ref).entries)


def _next(keeping, record):
    from tests.store.stories import reckoned

    taken = recorded(entry(words("b" * 64), 2))
    return taken, *reckoned([*record.entries, taken])
