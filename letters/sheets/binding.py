"""How papers of any origin are bound into one PDF: numbered, bookmarked, and without what they could do."""

import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import accumulate

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.errors import PyPdfError
from pypdf.generic import Destination, DictionaryObject, IndirectObject, StreamObject

from letters.compose import plain
from workflow.errors import Refused

#: Where a page number stands: this far from the right and the upper edge (20 mm, 12 mm), as on our own pages.
RIGHT, TOP = 20 * 72 / 25.4, 12 * 72 / 25.4
#: What a mark on a page could do when it is shown or pressed, and the form it would do it for.
ACTIONS = ("/A", "/AA", "/PA", "/Parent")
#: How a PDF ends; one that is cut off may look whole up to there.
END = b"%%EOF"
#: Streams packed in one way only, which tells at its end whether it is whole.
FLATE = ("/FlateDecode", "['/FlateDecode']")
PIECE = 2**20
#: What a reader falls over when a file is not what it says it is.
FAULTS = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)


class Bound:
    """The papers in their order, and the numbers of their pages.

    Cover and index bear no number; the first page behind them is page 1.
    """

    def __init__(self, front: bytes, titles: Sequence[str], papers: Sequence[Sequence[PageObject]]) -> None:
        self.front = PdfReader(io.BytesIO(front))
        self.parts = _parts(self.front)
        self.unnumbered = self.parts[2][1]  # behind the cover and the index
        self.numbered = len(self.front.pages) - self.unnumbered
        self.pieces = len(self.parts) - 2 + len(papers)
        self.titles, self.papers = titles, papers
        self.last = self.numbered + sum(map(len, papers))

    def bookmarks(self) -> Iterator[tuple[str, int]]:
        """Every part with the page on which it begins, reckoned from zero."""
        yield from self.parts
        first = len(self.front.pages)
        starts = accumulate(map(len, self.papers), initial=first)
        yield from zip([*map(plain, self.titles), "卷内备考表"], starts, strict=True)


def open_paper(title: str, pdf: bytes) -> list[PageObject]:
    """The pages of a PDF, every one of them read.

    Raises:
        Refused: it is damaged, has no page, or is locked with a password.
    """
    with _reading(title):
        reader = PdfReader(io.BytesIO(pdf), strict=True)
        if reader.is_encrypted:
            raise Refused(
                "enclosure_locked", "“{paper}” is locked with a password: it cannot be bound.", paper=title
            )
        pages = list(reader.pages)
        if not pages or END not in pdf[-1024:]:
            raise PyPdfError
        _check_streams(reader)
        _check_pages(pages)
        PdfWriter().append(reader, import_outline=False)  # follows whatever the pages hold
    return pages


def bind(bound: Bound, *, stamps: bytes, back: bytes, title: str, author: str, day: date) -> bytes:
    """One PDF of all papers, each with its bookmark; `stamps` holds a page number for each enclosed page."""
    writer = PdfWriter()
    for page in bound.front.pages:
        _add(writer, page)
    numbers = iter(PdfReader(io.BytesIO(stamps)).pages if stamps else ())
    for name, paper in zip(bound.titles, bound.papers, strict=True):
        with _reading(name):
            for page in paper:
                _stamp(_add(writer, page), next(numbers))
    for page in PdfReader(io.BytesIO(back)).pages:
        _add(writer, page)
    for name, start in bound.bookmarks():
        writer.add_outline_item(title=name, page_number=start)
    _label(writer, bound)
    _describe(writer, title=title, author=author, day=day)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _parts(front: PdfReader) -> list[tuple[str, int]]:
    """The headings of our own pages, from the bookmarks the press has set."""
    told = [item for item in front.outline if isinstance(item, Destination)]
    pages = [front.get_destination_page_number(item) or 0 for item in told]
    return [(str(item.title), page) for item, page in zip(told, pages, strict=True)]


def _check_pages(pages: Sequence[PageObject]) -> None:
    for page in pages:
        contents = page.get_contents()
        if contents is not None:
            contents.get_data()
        if min(page.cropbox.width, page.cropbox.height) <= 0:
            raise PyPdfError


def _check_streams(reader: PdfReader) -> None:
    """See that what is packed can be unpacked to its end; pypdf itself would keep what it can and go on."""
    for generation, numbers in reader.xref.items():
        for number in numbers:
            held = reader.get_object(IndirectObject(number, generation, reader))
            if isinstance(held, StreamObject) and str(held.get("/Filter")) in FLATE:
                _unpack(held._data)  # noqa: SLF001  (its public door is the lenient one)


def _unpack(packed: bytes) -> None:
    flow = zlib.decompressobj()
    while not flow.eof:
        if not flow.decompress(packed, PIECE):
            raise PyPdfError
        packed = flow.unconsumed_tail


def _stamp(page: PageObject, number: PageObject) -> None:
    page.transfer_rotation_to_content()
    right, top = page.cropbox.upper_right
    page.merge_translated_page(
        number,
        float(right) - RIGHT - float(number.mediabox.width),
        float(top) - TOP - float(number.mediabox.height),
    )


def _add(writer: PdfWriter, page: PageObject) -> PageObject:
    """Add a page without what it could do, and without its place in a tagged whole that is not bound in."""
    page.pop("/StructParents", None)
    page.pop("/AA", None)
    for mark in page.get("/Annots") or ():
        held = mark.get_object()
        if isinstance(held, DictionaryObject):
            for action in ACTIONS:
                held.pop(action, None)
    return writer.add_page(page)


def _label(writer: PdfWriter, bound: Bound) -> None:
    """Let a reader of the screen find a page by the number it bears."""
    end = bound.unnumbered + bound.last
    writer.set_page_label(0, 0, prefix="封面")
    if bound.unnumbered > 1:
        writer.set_page_label(1, bound.unnumbered - 1, style=PageLabelStyle.LOWERCASE_ROMAN, prefix="目录 ")
    writer.set_page_label(bound.unnumbered, end - 1, style=PageLabelStyle.DECIMAL)
    writer.set_page_label(end, len(writer.pages) - 1, prefix="备考表")


def _describe(writer: PdfWriter, *, title: str, author: str, day: date) -> None:
    moment = f"D:{day:%Y%m%d}000000Z"
    writer.add_metadata(
        {
            "/Title": plain(title),
            "/Author": plain(author),
            "/Producer": "foi-desk",
            "/CreationDate": moment,
            "/ModDate": moment,
        }
    )
    writer.page_mode = "/UseOutlines"


@contextmanager
def _reading(title: str) -> Iterator[None]:
    try:
        yield
    except FAULTS as error:
        raise Refused(
            "enclosure_damaged", "“{paper}” is damaged: it cannot be bound.", paper=title
        ) from error
