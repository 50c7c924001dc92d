"""What a page says in the language its reader did not ask for; official wording and people's own apart."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

from tests.browser.conftest import STAFF
from workflow import file_words, jobs, outbox, proposals, vocabulary
from workflow.vocabulary import Word

PO = Path(__file__).parents[2] / "desk/locale/zh_CN/LC_MESSAGES/foi.po"
#: The texts of a page, each with the language its place bears; not what is typed, and no codes shown as such.
TEXTS = """() => {
    const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const place = walk.currentNode.parentElement, text = walk.currentNode.nodeValue.trim();
        if (text && !place.closest("script, textarea, code, pre, .hint, .value, .display, dialog"))
            found.push([place.closest("[lang]").lang, text]);
    }
    return found;
}"""
#: A word of the code: arrival_confirm, third_party; not a hole of a sentence.
CODE = re.compile(r"(?<!\{)\b[a-z]+(_[a-z]+)+\b")
CJK = re.compile(r"[\u4e00-\u9fff]")


def _messages():
    """The sentences without values in them, English and Chinese."""
    with PO.open("rb") as told:
        return {one.id: one.string for one in read_po(told) if isinstance(one.id, str) and "{" not in one.id}


def _words():
    """The words of closed lists, English and Chinese."""
    lists = {
        each
        for module in (vocabulary, file_words, jobs, outbox, proposals)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Word) and each is not Word
    }
    return {(word.label("en"), word.label("zh")) for words in lists for word in words}


#: What the desk itself says in one language and would say otherwise in the other.
PAIRS = {(en, zh) for en, zh in {*_messages().items(), *_words()} if en and CJK.search(zh)}
ENGLISH = {en for en, _ in PAIRS}
CHINESE = {zh for _, zh in PAIRS}


def foreign(page, lang):
    """The texts of a page that are in the other language though the desk has them in this one; and codes."""
    theirs = {told for login, name, _ in STAFF for told in (login, name)}
    told = page.evaluate(TEXTS)
    texts = [text for bears, text in told if bears.startswith(lang) and text not in theirs]
    if lang == "en":
        return [text for text in texts if text in CHINESE]
    return [text for text in texts if text in ENGLISH or CODE.search(text)]
