"""Attachments are kept by every ledger alike: their files whole, their entries chained."""

import hashlib
import io

import pytest

from tests.builders import entry, recorded
from tests.store.stories import act, falling, log
from workflow.attached import attachments
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


def test_a_stream_is_kept_whole_under_its_digest(keeping):
    stream = io.BytesIO(CONTENT)
    stream.read(7)
    digest = keeping.keep_stream(stream)

    assert hashlib.sha256(CONTENT).hexdigest() == digest
    assert CONTENT == keeping.file(digest)
    assert digest == keeping.keep_file(CONTENT)


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
