"""Personal data as lists and pages show it: enough to tell two people apart, not enough to use."""

import re
from dataclasses import replace

from workflow.ledger import Applicant

#: Digits that identify somebody: a document, a telephone.
_NUMBER = re.compile(r"[0-9Xx]{7,}")


def masked(applicant: Applicant) -> Applicant:
    """An applicant whose documents and telephones are hidden but for their ends.

    >>> masked(Applicant("张三", "110105199001011234", "13800005678")).id_document
    '110105********1234'
    """
    return replace(applicant, id_document=hidden(applicant.id_document), contact=hidden(applicant.contact))


def hidden(text: str) -> str:
    """A text with its long numbers hidden: 110105********1234, 138****5678."""
    return _NUMBER.sub(lambda found: _ends(found[0]), text)


def _ends(number: str) -> str:
    first = 6 if len(number) >= 15 else 3
    return number[:first] + "*" * (len(number) - first - 4) + number[-4:]
