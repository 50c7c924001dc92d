"""The chain that ties the entries of a case together, with free text sealed outside it.

The chain keeps of every free text only a salted digest; the text itself lives in a table that may one day be
erased without breaking the chain.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted
from types import MappingProxyType
from typing import Any

from workflow.entries import GENESIS, Entry, Facts
from workflow.errors import Broken
from workflow.facts import kind_of
from workflow.items import ITEM, Item
from workflow.values import read_day
from workflow.vocabulary import Action


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry ready to be kept: `facts` as the chain has them, `words` the texts by digest (salt, text)."""

    entry: Entry
    facts: str
    words: Mapping[str, tuple[str, str]]


def seal(ref: str, entry: Entry, prev: str) -> Sealed:
    """Tie an entry to the one before it, whose hash is `prev`."""
    words: dict[str, tuple[str, str]] = {}
    kept: dict[str, Any] = {}
    for name, value in entry.facts.items():
        kind = kind_of(entry.action, name)
        if kind == "text":
            kept[name] = _closed(value, words)
        elif kind == "items":
            kept[name] = [_sealed_item(item, words) for item in value]
        else:
            kept[name] = value
    facts = _CANONICAL(kept) if kept else "{}"
    own = _chain_hash(ref, entry, prev, facts)
    tied = Entry(entry.line, entry.action, entry.on, entry.facts, entry.by, entry.recorded_at, prev, own)
    return Sealed(tied, facts, words)


def _closed(text: str, words: dict[str, tuple[str, str]]) -> dict[str, str]:
    """What the chain keeps of a text, which itself goes to the words."""
    salt = secrets.token_hex(8)
    digest = _digest(salt, text)
    words[digest] = (salt, text)
    return {"sealed": digest}


def _sealed_item(item: Item, words: dict[str, tuple[str, str]]) -> dict[str, Any]:
    return {n: _closed(v, words) if ITEM[n].kind == "text" else v for n, v in item.items()}


def unseal(action: Action, facts: str, words: Mapping[str, tuple[str, str]]) -> Facts:
    """The facts of an entry as they were given; an erased text reads as nothing.

    Raises:
        Broken: a text does not have the digest the chain keeps.
    """
    if facts == "{}":
        return MappingProxyType({})
    found: dict[str, Any] = {}
    for name, value in json.loads(facts).items():
        if isinstance(value, list):
            found[name] = tuple(_opened_item(item, words) for item in value)
        else:
            found[name] = _open(value, words, day=kind_of(action, name) == "day")
    return MappingProxyType(found)


def _opened_item(item: Mapping[str, Any], words: Mapping[str, tuple[str, str]]) -> Item:
    return MappingProxyType({n: _open(v, words, day=ITEM[n].kind == "day") for n, v in item.items()})


def _open(value: Any, words: Mapping[str, tuple[str, str]], *, day: bool) -> Any:
    if isinstance(value, dict):
        return _opened(value["sealed"], words)
    return read_day(value) if day else value


def _opened(digest: str, words: Mapping[str, tuple[str, str]]) -> str:
    salt, text = words.get(digest, ("", ""))
    if (salt or text) and _digest(salt, text) != digest:
        raise Broken("text_changed", "A text of the ledger has been changed.")
    return text


def check_chain(ref: str, kept: Iterable[tuple[Entry, str]]) -> None:
    """Prove that no entry of a case was changed, taken out or put in; each comes with the JSON kept of it.

    Raises:
        Broken: the chain does not hold; the message names the case and the line.
    """
    prev = GENESIS
    for line, (entry, facts) in enumerate(kept, start=1):
        if entry.line != line or entry.prev != prev or entry.hash != _chain_hash(ref, entry, prev, facts):
            raise Broken("chain_broken", "{ref}: the chain breaks at entry {line}.", ref=ref, line=line)
        prev = entry.hash


def _digest(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


#: A value as JSON in the one way that is hashed.
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode


def _chain_hash(ref: str, entry: Entry, prev: str, facts: str) -> str:
    # A list in canonical JSON, written out by hand: that takes a third of the time.
    what = f'{quoted(ref)},{entry.line},{quoted(entry.action)},"{entry.on}"'
    who = f'"{entry.recorded_at.isoformat()}",{quoted(entry.by)},{quoted(prev)}'
    return hashlib.sha256(f"[{what},{who}]\n{facts}".encode()).hexdigest()
