"""A file in hand, known again by its SHA-256."""

from desk.office import House
from workflow.documents import Document
from workflow.errors import Broken


def issued_as(house: House, digest: str) -> Document:
    """The letter that was issued as a file with this SHA-256, its case proved to agree with it.

    Raises:
        NotFound: none was.
        Broken: the record of the case has been changed, or tells of another file.
    """
    document = house.ledger.issued_file(digest)
    house.ledger.check(document.ref)
    entry = house.ledger.read(document.ref).entries[(document.issued or 1) - 1]
    if digest not in (entry.facts.get("docx"), entry.facts.get("pdf")):
        raise Broken("letter_differs", LETTER_DIFFERS, ref=document.ref, line=entry.line)
    return document


#: As `workflow.filing` says it of the letters it looks at.
LETTER_DIFFERS = "{ref}: the letter on file is not the one that entry {line} says was issued."
