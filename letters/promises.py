"""What an office's own template must still print, for the law's sake, and what it must not."""

import re
from collections.abc import Iterable, Iterator, Mapping

from letters.render import Blocks, clause
from letters.template_faults import TemplateFault, template_fault

#: The file in which each block begins, and the line where that is known.
Places = Mapping[str, tuple[str, int | None]]

#: The parts of a letter that are never empty.
ALWAYS = ("title", "addressee", "body", "signoff", "day")

#: What stands in which part, wherever our own template prints it there: to whom the letter goes, what was
#: decided of each item, how to go to review or to court, who answers, and when.
PROMISED = (
    ("addressee", "applicant"),
    ("addressee", "with"),
    ("body", "items"),
    ("body", "remedies"),
    ("signoff", "office"),
    ("day", "dated"),
)

#: What an office may leave out of the text, or say in its own way; every other fact it prints as ours does.
FREE = frozenset(
    (
        "you", "ref", "channel", "received_on", "subject", "number", "clerk_contact", "due", "item", "asked",
        "application",
    )
)  # fmt: skip
#: An article as letters cite it.
ARTICLE = re.compile("第[一二三四五六七八九十百]+条")

#: Who is named only in letters in which ours does: no applicant to others, no third party to the applicant.
NAMES = ("applicant", "with")


def broken_promises(
    ours: Blocks, own: Blocks, values: Mapping[str, object], places: Places
) -> Iterator[TemplateFault]:
    """What a letter of an office's own template has lost.

    `ours` is the letter of our template for the same values.
    """
    for block in ALWAYS:
        if ours[block] and not own[block]:
            yield template_fault("empty", *places[block], block=block)
    for block, name in PROMISED:
        told = _lines(values.get(name, ""))
        if own[block] and _prints(ours[block], told) and not _prints(own[block], told):
            yield template_fault("dropped", *places[block], block=block, detail=name)
    yield from _lost_words(ours["body"], own["body"], values, places)
    remedies = _lines(values.get("remedies", ""))
    if values.get("item") and _prints(own["body"], remedies) and not _prints(ours["body"], remedies):
        yield template_fault("repeated", *places["body"])
    if own["annex"] and not own["annex"][0].startswith("# "):
        yield template_fault("annex", *places["annex"])


def _lost_words(
    ours: tuple[str, ...], own: tuple[str, ...], values: Mapping[str, object], places: Places
) -> Iterator[TemplateFault]:
    """What the text no longer tells: a fact of the case, or any article of those it rests on."""
    if not own:
        return
    for name in sorted(values.keys() - FREE - {name for _, name in PROMISED}):
        told = tuple(map(clause, _lines(values[name])))
        if _prints(ours, told) and not _prints(own, told):
            yield template_fault("dropped", *places["body"], block="body", detail=name)
    articles = ARTICLE.findall("".join(ours))
    if articles and not set(articles) & set(ARTICLE.findall("".join(own))):
        cited = "、".join(dict.fromkeys(articles))
        yield template_fault("uncited", *places["body"], block="body", detail=cited)


def betrayed_names(
    ours: Blocks, own: Blocks, values: Mapping[str, object], places: Places
) -> Iterator[TemplateFault]:
    """Whom a letter of an office's own template names without leave.

    For made-up values only, which stand for nothing else: a real name may be part of another word.
    """
    for name in NAMES:
        told = _lines(values.get(name, ""))
        if not any(_prints(block, told) for block in ours.values()):
            for block in own:
                if _prints(own[block], told):
                    yield template_fault("betrayed", *places[block], block=block, detail=name)


def _lines(value: object) -> tuple[str, ...]:
    lines: Iterable[object] = value if isinstance(value, (tuple, list)) else (value,)
    return tuple(str(line) for line in lines if line)


def _prints(block: tuple[str, ...], told: tuple[str, ...]) -> bool:
    """Whether a block prints all that was told, if anything was."""
    return bool(told) and all(any(line in printed for printed in block) for line in told)
