"""What the desk says, in the reader's language: Chinese by catalogue, English as it stands in the code."""

import gettext
from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files

from desk.page_words import ON_PAGES
from workflow.errors import Bilingual, CaseworkError, mark
from workflow.fact_words import FACT_WORDS, fact_name
from workflow.vocabulary import Word

# fmt: off
#: The fields in which somebody types freely and that are no facts, as forms name them.
FIELDS = {
    "subject":        mark("What is asked for"),
    "topic":          mark("Topic"),
    "form_of_supply": mark("Wanted as"),
    "way":            mark("How it is to reach the applicant"),
    "note":           mark("Note"),
    "name":           mark("Name"),
    "id_document":    mark("Identity document"),
    "contact":        mark("Contact"),
    "address":        mark("Address"),
    "postcode":       mark("Postcode"),
    "agent":          mark("Agent"),
    "login":          mark("Login"),
}
# fmt: on


@cache
def catalogue(lang: str) -> gettext.NullTranslations:
    """The messages of a language; English needs none."""
    if lang == "en":
        return gettext.NullTranslations()
    with as_file(files("desk") / "locale") as folder:
        return gettext.translation("foi", str(folder), languages=["zh_CN"])


def phrase(lang: str, sentence: str, **values: object) -> str:
    """A sentence in the reader's language, its braces filled."""
    translated = catalogue(lang).gettext(sentence) if sentence else ""
    return translated.format(**values)


def say_fault(lang: str, fault: CaseworkError, *, codes: bool = True) -> str:
    """A fault in the reader's language, with the words and the faults inside it.

    Whoever types commands (`codes`) reads the code of a word beside it, and which command helps; on a page
    one would be English under Chinese, and the other nowhere to be typed (see `desk.page_words`).
    """
    told = {name: _said(lang, value, codes=codes) for name, value in fault.values.items()}
    # A fact is named by its word on the form; that of an item beside the number of the item.
    for name in ("fact", "name") if "n" in told else ("fact",):
        if name in told:
            told[name] = _fact(lang, str(told[name]), codes=codes)
    if "field" in told:
        told["field"] = _field(lang, str(told["field"]))
    sentence = fault.template if codes else ON_PAGES.get(fault.code, fault.template)
    return phrase(lang, sentence, **told)


def _field(lang: str, told: str) -> str:
    """A field as its form names it; those of joint applicants are numbered from nought: name1."""
    name = told.rstrip("0123456789")
    return phrase(lang, FIELDS[name]) if name in FIELDS else _fact(lang, told, codes=False)


def _fact(lang: str, told: str, *, codes: bool) -> str:
    """A fact as forms and commands know it: 工作日数（days）; `2: search_on` is that of the second item."""
    n, _, name = told.rpartition(": ")
    if name not in FACT_WORDS:
        return told
    word = fact_name(name, lang)
    if codes:
        word += f"（{name}）" if lang == "zh" else f" ({name})"
    return phrase(lang, "{fact} of item {n}", fact=word, n=n) if n else word


def say_words(lang: str, words: Iterable[object], *, codes: bool = True) -> str:
    """Words one after the other."""
    return ("、" if lang == "zh" else ", ").join(str(_said(lang, word, codes=codes)) for word in words)


def _said(lang: str, value: object, *, codes: bool) -> object:
    if isinstance(value, CaseworkError):
        return say_fault(lang, value, codes=codes)
    if isinstance(value, tuple):
        return say_words(lang, value, codes=codes)
    if isinstance(value, Word) and lang == "zh":
        return f"{value.zh}（{value}）" if codes else value.zh
    if isinstance(value, Bilingual) and lang == "zh":
        return value.zh
    return value
