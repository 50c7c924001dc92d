"""A TOML file that can say on which line each of its keys stands."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from workflow.errors import BadInput

_HEADER = re.compile(r"""\s*\[{1,2}\s*["']?([^\s"'\].]+)""")
_KEY = re.compile(r"""\s*["']?([^\s"'=.#]+)["']?\s*[=.]""")
_SYNTAX_LINE = re.compile(r"(.*) \(at line (\d+), column \d+\)", re.DOTALL)

#: Each key with its type, whether it must be there, and how it is written.
Keys = Mapping[str, tuple[type, bool, str]]


@dataclass(frozen=True)
class TomlFile:
    """What a file says, and where: `tomllib` gives lines for faults of syntax only."""

    name: str
    table: Mapping[str, Any]
    lines: Mapping[tuple[int, str], int]  # (number of the table in its list, key); -1 is the top of the file

    @classmethod
    def parse(cls, text: str, name: str) -> Self:
        """Read a file, or refuse it with the line of the fault."""
        text = text.removeprefix("\ufeff")  # the mark that some editors leave
        try:
            return cls(name, tomllib.loads(text), _find_lines(text))
        except tomllib.TOMLDecodeError as fault:
            found = _SYNTAX_LINE.fullmatch(str(fault))
            raise BadInput(
                "file_syntax",
                "{file}, line {line}: this cannot be read as TOML: {problem}.",
                file=name,
                line=int(found[2]) if found else max(1, len(text.splitlines())),
                problem=found[1] if found else str(fault),
            ) from None

    def at(self, key: str = "", nth: int = -1) -> dict[str, object]:
        """The file and the line of a key; of its table, when the key is not there."""
        fallback = self.lines.get((-1, "day"), 1) if nth >= 0 else 1
        line = self.lines.get((nth, key)) or self.lines.get((nth, ""), fallback)
        return {"file": self.name, "line": line}

    def checked(self, table: Any, nth: int, keys: Keys) -> Mapping[str, Any]:
        """The table, when every key is known, none is missing and each is of its type."""
        for key in table:
            if key not in keys:
                raise BadInput(
                    "file_key_unknown",
                    "{file}, line {line}: “{key}” has no meaning here. Known: {known}.",
                    **self.at(key, nth),
                    key=key,
                    known=", ".join(keys),
                )
        for key, (kind, needed, example) in keys.items():
            if key not in table:
                if needed:
                    raise BadInput(
                        "file_key_missing",
                        "{file}, line {line}: “{key}” is missing. Write it like this: {example}",
                        **self.at("", nth),
                        key=key,
                        example=example,
                    )
            elif not _fits(table[key], kind):
                raise BadInput(
                    "file_value",
                    "{file}, line {line}: “{key}” cannot be read. Write it like this: {example}",
                    **self.at(key, nth),
                    key=key,
                    example=example,
                )
        checked: Mapping[str, Any] = table
        return checked


def _fits(value: object, kind: type) -> bool:
    """Whether a value is not empty and of exactly this type: `true` is no number, an hour no date."""
    if kind is list:
        return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)
    return type(value) is kind and (kind is not str or bool(str(value).strip()))


def _find_lines(text: str) -> dict[tuple[int, str], int]:
    """Where each key stands, by a scan that knows `[[list]]` and `key =`, and nothing else of TOML."""
    lines: dict[tuple[int, str], int] = {}
    nth = -1
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            lines.setdefault((-1, header[1]), number)
            nth += 1
            lines[nth, ""] = number
        elif key := _KEY.match(line):
            lines.setdefault((nth, key[1]), number)
    return lines
