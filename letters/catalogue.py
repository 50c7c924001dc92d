"""Which letter goes with which action, outcome and statute."""

from dataclasses import dataclass

from workflow.errors import Refused
from workflow.vocabulary import Action, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter of one statute: when it is written, from which template, and what it must be told."""

    kind: str
    statute: str
    action: Action
    outcome: Outcome | None
    template: str  # below letters/templates
    needs: tuple[str, ...]  # "a|b": one of the two is enough
    may: tuple[str, ...]  # printed when given, left out when not

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact the template may print, needed or not."""
        return tuple(name for need in self.needs for name in need.split("|")) + self.may


A, O = Action, Outcome  # noqa: E741  the table reads better with short names
CN = ("cn-2008", "cn-2019")

#: To add a letter: a row here, and its template in the folder of each statute.
#: Where two rows share an action and an outcome, the first is offered. "a|b": one of the two is enough.
# fmt: off
# ruff: noqa: E501  the table is read across
CATALOGUE: tuple[tuple[str, Action, Outcome | None, tuple[str, ...], str, str, str], ...] = (
    # kind                action               outcome           statutes, template           facts it needs                 facts it may print
    ("receipt",           A.RECEIVE,           None,             CN, "receipt.j2",           "ref channel",                 "due"),
    ("correction_notice", A.ASK_CLARIFICATION, None,             CN, "correction_notice.j2", "what answer_within_days",     "clarify_by"),
    ("extension_notice",  A.EXTEND,            None,             CN, "extension_notice.j2",  "old_due new_due days reason", ""),
    ("granted",           A.ANSWER,            O.PROVIDED,       CN, "granted.j2",           "way",                         ""),
    ("already_public",    A.ANSWER,            O.ALREADY_PUBLIC, CN, "already_public.j2",    "where",                       ""),
    ("not_ours",          A.ANSWER,            O.NOT_OURS,       CN, "not_ours.j2",          "right_body|reason",           "right_body_contact"),
    ("not_exist",         A.ANSWER,            O.NOT_EXIST,      CN, "not_exist.j2",         "search",                      ""),
)
# fmt: on

#: What any letter may add below its date.
ANYWHERE = ("clerk_contact",)

LETTERS = tuple(
    Letter(
        kind=kind,
        statute=statute,
        action=action,
        outcome=outcome,
        template=f"{statute}/{file}",
        needs=tuple(needs.split()),
        may=(*may.split(), *ANYWHERE),
    )
    for kind, action, outcome, statutes, file, needs, may in CATALOGUE
    for statute in statutes
)


def letter_for(statute: str, action: Action, outcome: Outcome | None) -> Letter:
    """The letter that tells the applicant of this action under this statute."""
    for letter in LETTERS:
        if (letter.statute, letter.action, letter.outcome) == (statute, action, outcome):
            return letter
    raise Refused(
        "no_letter", "There is no letter for {what} under {statute}.", what=outcome or action, statute=statute
    )


def letter_of_kind(statute: str, kind: str) -> Letter:
    """The letter an office calls by this word under this statute."""
    for letter in LETTERS:
        if (letter.statute, letter.kind) == (statute, kind):
            return letter
    raise _no_letter(statute, kind)


def _no_letter(statute: str, what: str) -> Refused:
    return Refused("no_letter", "There is no letter for {what} under {statute}.", what=what, statute=statute)
