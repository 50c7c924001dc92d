"""A folder another program reads: each message is a file, whole when it appears, never written over."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.config import Config
from desk.sending.carrying import Carry, Undelivered
from desk.sending.words import plain_lines, subject, text
from workflow.errors import CaseworkError, mark
from workflow.outbox import Message
from workflow.people import Person


@contextmanager
def drop(config: Config) -> Iterator[Carry]:
    """Lays messages down in the office's folder."""
    folder = (config.folder / config.drop.folder).resolve()

    def carry(message: Message, person: Person | None) -> None:
        try:
            _lay_down(folder / f"{message.told.code}.json", _content(config, message, person))
        except OSError as fault:
            why = CaseworkError(
                "cannot_drop",
                mark("The folder for messages cannot be written: {fault}"),
                fault=fault.strerror,
            )
            raise Undelivered(why, down=True) from fault

    yield carry


def _lay_down(file: Path, content: bytes) -> None:
    """Write a file aside, and name it when it is whole; one that lies there says the same already."""
    if file.exists():
        return
    aside = file.with_suffix(".part")
    with aside.open("wb") as page:
        page.write(content)
        page.flush()
        os.fsync(page.fileno())
    aside.rename(file)


def _content(config: Config, message: Message, person: Person | None) -> bytes:
    told = {
        "id": message.told.code,
        "kind": message.told.kind.value,
        "to": message.told.recipient,
        "mail": person.mail if person else "",
        "office": config.office.name,
        "at": message.at.isoformat(),
        "subject": subject(config, message),
        "text": text(config, message),
        "lines": plain_lines(config, message.told.lines),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
