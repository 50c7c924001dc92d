"""The message catalogue: brought up to date with the code, or checked to be so and complete.

`./run messages` writes it; `./run check` runs it with --check.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HOUSE = Path(__file__).parent.parent
FOLDER = HOUSE / "desk" / "locale" / "zh_CN" / "LC_MESSAGES"
ROOMS = ("workflow", "letters", "store", "reports", "desk")
#: The files that say sentences, and how each kind is read.
SPEAKS = [("**.py", "python"), ("web/templates/**.html", "jinja2.ext:babel_extract")]
#: What says a sentence, and which of its arguments the sentence is.
KEYWORDS = {
    **dict.fromkeys(("say", "words", "mark", "_"), (1,)),
    **dict.fromkeys(
        ("BadFacts", "NotFound", "Refused", "NotAllowed", "BadInput", "Conflict", "Broken", "Busy", "phrase"),
        (2,),
    ),
}


def wanted():
    """Every sentence the code says."""
    found = set()
    for room in ROOMS:
        lines = extract_from_dir(HOUSE / room, SPEAKS, keywords=KEYWORDS, comment_tags=())
        found |= {message for _, _, message, _, _ in lines if message}
    return found


def kept():
    """The catalogue as it is."""
    path = FOLDER / "foi.po"
    if not path.exists():
        return Catalog(locale="zh_CN", domain="foi")
    with path.open("rb") as file:
        return read_po(file, locale="zh_CN", domain="foi")


def current():
    """The catalogue the code calls for: old sentences gone, new ones waiting for their words."""
    old, new = kept(), Catalog(locale="zh_CN", domain="foi", project="foi-desk", fuzzy=False)
    for sentence in sorted(wanted()):
        known = old.get(sentence)
        new.add(sentence, known.string if known else "")
    return new


def printed(write, catalogue):
    page = io.BytesIO()
    write(page, catalogue)
    return page.getvalue()


def po(page, catalogue):
    write_po(page, catalogue, width=0, omit_header=False, ignore_obsolete=True)


def faults():
    """What is wrong with the catalogue, a line each."""
    catalogue = kept()
    have = {message.id for message in catalogue if message.id}
    yield from (f"not in the catalogue: {sentence}" for sentence in sorted(wanted() - have))
    yield from (f"said nowhere: {sentence}" for sentence in sorted(have - wanted()))
    yield from (f"not translated: {message.id}" for message in catalogue if message.id and not message.string)
    if (FOLDER / "foi.mo").read_bytes() != printed(write_mo, catalogue):
        yield "foi.mo is older than foi.po"


def main():
    if "--check" in sys.argv:
        found = list(faults())
        print("\n".join(found) or "Messages: complete in both languages.")
        return 1 if found else 0
    catalogue = current()
    catalogue.creation_date = catalogue.revision_date = kept().creation_date
    (FOLDER / "foi.po").write_bytes(printed(po, catalogue))
    (FOLDER / "foi.mo").write_bytes(printed(write_mo, kept()))
    print(f"{len(wanted())} sentences; not translated: {sum(1 for m in kept() if m.id and not m.string)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
