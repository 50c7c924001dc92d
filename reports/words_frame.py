"""The words of a report as an office edits them: text with placeholders, and the numbers put back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.words_digits import typed_numbers
from reports.words_number import Number
from reports.words_source import Figures, look_up
from workflow.errors import BadInput, CaseworkError

Piece = str | Number
#: A year in such brackets belongs to a document number.
_PLACEHOLDER = re.compile(r"\[(?!(?:19|20)\d\d\])([^\[\]\n]*)\]")
#: How a place begins that somebody is to fill with words.
TO_WRITE = "〔待填"
_SENTENCE = re.compile(r"(?:〔[^〕]*〕|[^。；〔])+[。；]?")
#: A line that begins so and ends in no full stop is a heading.
_HEADING = re.compile(r"^[一二三四五六七八九十]+、[^。]*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading or a paragraph, made of plain words and numbers.

    A heading that is the title of a section of the form has that table under it.
    """

    pieces: tuple[Piece, ...]
    heading: bool

    @property
    def text(self) -> str:
        """The paragraph as it is printed."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)


def frame(paragraphs: Sequence[Paragraph]) -> str:
    """The words with a placeholder for each number, a line for a paragraph: for an office to edit."""
    return "".join("".join(map(_framed, paragraph.pieces)) + "\n" for paragraph in paragraphs)


def fill(text: str, figures: Figures) -> tuple[Paragraph, ...]:
    """The paragraphs of an edited frame, its numbers put back; empty lines are left out.

    Raises:
        BadInput: a placeholder names no figure, a share or a change has nothing to be of, or a number was
            typed by hand (which ones may be: `typed_numbers`).
    """
    return tuple(
        Paragraph(tuple(_pieces(line.strip(), n, figures)), bool(_HEADING.match(line.strip())))
        for n, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    )


def unfinished(texts: Iterable[str]) -> list[str]:
    """The sentences that still say what somebody is to write.

    >>> unfinished(["（五）监督保障。〔待填：考核评议情况〕年内无追责。", "全年新收2件。"])
    ['〔待填：考核评议情况〕年内无追责。']
    """
    sentences = (found for text in texts for found in _SENTENCE.findall(text))
    return [sentence for sentence in sentences if TO_WRITE in sentence]


def _framed(piece: Piece) -> str:
    return piece if isinstance(piece, str) else f"[{piece.source}]"


def _pieces(line: str, number: int, figures: Figures) -> Iterator[Piece]:
    # A source has digits that nobody typed.
    bare = _PLACEHOLDER.sub(lambda found: "\x00" * len(found.group()), line)
    for typed in typed_numbers(bare, figures.names):
        raise BadInput(
            "number_typed",
            "Line {line}: “{number}” is typed by hand; put the placeholder of a figure in its place.",
            line=number,
            number=typed.shown,
        )
    at = 0
    for found in _PLACEHOLDER.finditer(line):
        if found.start() > at:
            yield line[at : found.start()]
        yield _number(found[1], number, figures)
        at = found.end()
    if at < len(line):
        yield line[at:]


def _number(source: str, line: int, figures: Figures) -> Number:
    try:
        return look_up(figures, source.strip())
    except CaseworkError as fault:
        raise BadInput("placeholder", "Line {line}: {fault}", line=line, fault=fault) from fault
