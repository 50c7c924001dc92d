"""A letter taken apart: what every paper is given to print."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Annex:
    """A page of its own behind the letter: its title, and its lines one paragraph each."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A letter taken apart, ready for any paper.

    `red_head` is the name in red above the letter, empty for most; `sealed` leaves the place of a seal on the
    sign-off (GB/T 9704-2012 7.3.5.1), else the sign-off stands as 7.3.5.2 has it.
    """

    red_head: str = ""
    title: str
    number: str
    addressee: str
    body: tuple[str, ...]
    signoff: str
    day: str
    note: tuple[str, ...]
    annexes: tuple[Annex, ...] = ()
    sealed: bool = True
    dated: date

    def text(self) -> str:
        """The letter as plain text, paragraphs set in by two characters."""
        head = [self.red_head, self.title, self.number, self.addressee]
        body = [f"　　{paragraph}" for paragraph in self.body]
        foot = [self.signoff, self.day, *self.note]
        behind = [line for annex in self.annexes for line in ("附件", annex.title, *annex.lines)]
        return "\n".join(line for line in (*head, *body, *foot, *behind) if line) + "\n"
