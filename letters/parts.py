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

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands in the corner of each annex: a number only where there are several (7.3.7)."""
        if len(self.annexes) == 1:
            return ("附件",)
        return tuple(f"附件{n}" for n in range(1, len(self.annexes) + 1))

    @property
    def annex_note(self) -> tuple[tuple[str, str], ...]:
        """What the letter says of its annexes below the body: what leads to each, and its title (7.3.4)."""
        titles = [annex.title for annex in self.annexes]
        if len(titles) == 1:
            return (("附件：", titles[0]),)
        return tuple(("附件：" * (n == 1) + f"{n}.", title) for n, title in enumerate(titles, start=1))

    def text(self) -> str:
        """The letter as plain text, paragraphs set in by two characters."""
        head = [self.red_head, self.title, self.number, self.addressee]
        body = [f"　　{paragraph}" for paragraph in self.body]
        annexed = [f"　　{lead}{title}" for lead, title in self.annex_note]
        foot = [self.signoff, self.day, *self.note]
        behind = [
            line
            for label, annex in zip(self.labels, self.annexes, strict=True)
            for line in (label, annex.title, *annex.lines)
        ]
        return "\n".join(line for line in (*head, *body, *annexed, *foot, *behind) if line) + "\n"
