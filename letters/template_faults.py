"""What can be wrong with a template, said to the person who wrote it, with file and line."""

from collections.abc import Mapping

from workflow.errors import Refused, mark

FAULT, UNSAFE = "template_fault", "template_unsafe"
TOO_BIG, TOO_SLOW = "template_too_big", "template_too_slow"

# fmt: off
#: The code and the sentence of each fault.
FAULTS: Mapping[str, tuple[str, str]] = {
    "wrong":       (FAULT,    "{detail}"),  # in the words of Jinja
    "missing":     (FAULT,    mark("there is no template “{detail}”")),
    "unused":      (FAULT,    mark("no letter uses a template of this name")),
    "link":        (UNSAFE,   mark("it leads out of the folder of templates")),
    "encoding":    (FAULT,    mark("it is not UTF-8")),
    "escape":      (UNSAFE,   mark("it reaches for what a letter may not touch: {detail}")),
    "unprintable": (FAULT,    mark("only text and numbers can be printed, not {detail}")),
    "endless":     (FAULT,    mark("it uses itself without end")),
    "no_block":    (FAULT,    mark("it has no block {detail}")),
    "empty":       (FAULT,    mark("its block {block} prints nothing")),
    "dropped":     (FAULT,    mark("its block {block} no longer prints {detail}")),
    "uncited":     (FAULT,    mark("its block {block} cites none of {detail}")),
    "betrayed":    (FAULT,    mark("its block {block} prints {detail}, whom this letter must not name")),
    "repeated":    (FAULT,    mark("it prints the remedies in every item")),
    "annex":       (FAULT,    mark("its block annex does not begin with a title: # …")),
    "no_value":    (FAULT,    mark("no letter is given {detail}")),
    "not_given":   (FAULT,    mark("the letter {letter} is not given {detail}")),
    "no_filter":   (FAULT,    mark("there is no filter {detail}")),
    "gone":        (FAULT,    mark("its process ended before its time")),
    "large":       (TOO_BIG,  mark("it is too large a file")),
    "memory":      (TOO_BIG,  mark("it needs too much memory")),
    "long":        (TOO_BIG,  mark("it prints more than {most} characters")),
    "slow":        (TOO_SLOW, mark("it takes longer than {seconds} seconds")),
}
# fmt: on

IN_LINE = mark("{file}, line {line}: {fault}")
IN_FILE = mark("{file}: {fault}")


class TemplateFault(Refused):
    """A template that cannot be used; `line` is None where it cannot be told."""

    def __init__(self, fault: Refused, file: str, line: int | None) -> None:
        self.fault, self.file, self.line = fault, file, line
        sentence = IN_FILE if line is None else IN_LINE
        super().__init__(fault.code, sentence, file=file, line=line, fault=fault)


def template_fault(why: str, file: str, line: int | None = None, **values: object) -> TemplateFault:
    """The fault of a template, by its key in `FAULTS`."""
    code, sentence = FAULTS[why]
    return TemplateFault(Refused(code, sentence, **values), file, line)
