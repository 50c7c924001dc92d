"""Which letters go with which action, outcome and statute, and to whom."""

from dataclasses import dataclass
from typing import Literal

from workflow.errors import Refused
from workflow.vocabulary import Action, Outcome, Party

#: Whom a letter is written to; any but the applicant is named by the fact `with`.
Addressee = Literal["applicant", "third_party", "body"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter of one statute: when it is written, to whom, from which template, and what it must be told."""

    kind: str
    statute: str
    to: Addressee
    action: Action
    outcome: Outcome | None
    party: Party | None  # whom the consultation asks, where the letter is for that consultation only
    template: str  # below letters/templates
    needs: tuple[str, ...]  # "a|b": one of the two is enough
    may: tuple[str, ...]  # printed when given, left out when not

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact the template may print, needed or not."""
        named = (name for need in self.needs if need != ITEMS for name in need.split("|"))
        return tuple(dict.fromkeys((*named, *self.may)))

    @property
    def remedy_of(self) -> Outcome | None:
        """The outcome whose remedies paragraph the letter carries; None where it carries none of its own.

        A reply of unlike items has no outcome of its own: what it carries follows from its items.

        A third party told of a disclosure against its will may go to review or to court as an applicant who
        is given the information may.
        """
        return Outcome.PROVIDED if self.action is Action.OVERRIDE_THIRD_PARTY else self.outcome


#: What any letter may add below its date.
ANYWHERE = ("clerk_contact",)
#: Needed by the letter that is written from items only; it is no fact.
ITEMS = "items"

A, O, P = Action, Outcome, Party  # noqa: E741  the table reads better with short names
OLD, NEW = ("cn-2008",), ("cn-2019",)
CN = OLD + NEW
ME: Addressee = "applicant"
THEM: Addressee = "third_party"
BODY: Addressee = "body"

#: To add a letter: a row here, and the template of its name in the folder of each statute.
#: Where several rows share an action and an outcome, the applicant's comes first. "a|b": one of the two is enough.
#: An answer of no outcome replies to unlike items. With items, an answer needs of each what that item's own letter needs.
# fmt: off
# ruff: noqa: E501  the table is read across
CATALOGUE: tuple[tuple[str, Addressee, Action, Outcome | Party | None, tuple[str, ...], str, str], ...] = (
    # kind                       to    action                  outcome or party              statutes  facts it needs                                           facts it may print
    ("receipt",                  ME,   A.RECEIVE,              None,                         CN,  "ref channel",                                                "due"),
    ("correction_notice",        ME,   A.ASK_CLARIFICATION,    None,                         CN,  "what answer_within_days",                                    "clarify_by"),
    ("extension_notice",         ME,   A.EXTEND,               None,                         CN,  "new_due|paused days reason",                                 "old_due"),
    ("deferral_notice",          ME,   A.DEFER,                None,                         CN,  "until reason",                                               "what"),
    ("reasons_notice",           ME,   A.ASK_REASONS,          None,                         CN,  "what",                                                       "answer_within_days"),
    ("consultation_notice",      ME,   A.CONSULT,              None,                         CN,  "",                                                           "party with"),
    ("third_party_consultation", THEM, A.CONSULT,              P.THIRD_PARTY,                OLD, "with",                                                       "what answer_within_days"),
    ("third_party_consultation", THEM, A.CONSULT,              P.THIRD_PARTY,                NEW, "with",                                                       "what"),
    ("co_author_consultation",   BODY, A.CONSULT,              P.CO_AUTHOR,                  OLD, "with",                                                       "what answer_within_days"),
    ("co_author_consultation",   BODY, A.CONSULT,              P.CO_AUTHOR,                  NEW, "with",                                                       "what"),
    ("other_body_consultation",  BODY, A.CONSULT,              P.OTHER_BODY,                 CN,  "with",                                                       "what answer_within_days"),
    ("third_party_disclosure",   THEM, A.OVERRIDE_THIRD_PARTY, None,                         CN,  "with given reason",                                          "opinion_summary"),
    ("fee_notice",               ME,   A.CHARGE_FEE,           None,                         OLD, "basis tariff amount_yuan how_to_pay",                        "pay_by fee_steps"),
    ("fee_notice",               ME,   A.CHARGE_FEE,           None,                         NEW, "basis tariff amount_yuan how_to_pay pay_by",                 "fee_steps"),
    ("granted",                  ME,   A.ANSWER,               O.PROVIDED,                   CN,  "way",                                                        ""),
    ("already_public",           ME,   A.ANSWER,               O.ALREADY_PUBLIC,             CN,  "where",                                                      ""),
    ("partial",                  ME,   A.ANSWER,               O.PARTIAL,                    CN,  "given withheld ground reason",                               "way opinion_summary forbidding_law"),
    ("mixed_reply",              ME,   A.ANSWER,               None,                         CN,  "items",                                                      ""),
    ("state_secret",             ME,   A.ANSWER,               O.STATE_SECRET,               CN,  "reason",                                                     ""),
    ("forbidden_by_law",         ME,   A.ANSWER,               O.FORBIDDEN_BY_LAW,           CN,  "forbidding_law reason",                                      ""),
    ("security_stability",       ME,   A.ANSWER,               O.SECURITY_STABILITY,         CN,  "reason",                                                     ""),
    ("trade_secret",             ME,   A.ANSWER,               O.TRADE_SECRET,               CN,  "opinion_summary reason",                                     ""),
    ("privacy",                  ME,   A.ANSWER,               O.PRIVACY,                    CN,  "opinion_summary reason",                                     ""),
    ("third_party",              ME,   A.ANSWER,               O.THIRD_PARTY,                CN,  "opinion_summary reason",                                     ""),
    ("internal_affairs",         ME,   A.ANSWER,               O.INTERNAL_AFFAIRS,           CN,  "reason",                                                     ""),
    ("process_information",      ME,   A.ANSWER,               O.PROCESS_INFORMATION,        CN,  "reason",                                                     ""),
    ("enforcement_file",         ME,   A.ANSWER,               O.ENFORCEMENT_FILE,           CN,  "reason",                                                     ""),
    ("registry_inquiry",         ME,   A.ANSWER,               O.REGISTRY_INQUIRY,           CN,  "special_law where",                                          ""),
    ("not_government_information", ME, A.ANSWER,               O.NOT_GOVERNMENT_INFORMATION, CN,  "reason",                                                     ""),
    ("other_legal_ground",       ME,   A.ANSWER,               O.OTHER_LEGAL_GROUND,         CN,  "forbidding_law reason",                                      ""),
    ("not_exist",                ME,   A.ANSWER,               O.NOT_EXIST,                  CN,  "search|search_where",                                        "search_on search_by search_words"),
    ("needs_making",             ME,   A.ANSWER,               O.NEEDS_MAKING,               CN,  "reason",                                                     ""),
    ("still_unclear",            ME,   A.ANSWER,               O.STILL_UNCLEAR,              CN,  "notice_on reason",                                           "clarified_on"),
    ("not_ours",                 ME,   A.ANSWER,               O.NOT_OURS,                   CN,  "right_body|reason",                                          "right_body_contact"),
    ("petition",                 ME,   A.ANSWER,               O.PETITION,                   CN,  "reason",                                                     "where"),
    ("repeat",                   ME,   A.ANSWER,               O.REPEAT,                     CN,  "earlier_on earlier_number",                                  ""),
    ("publication",              ME,   A.ANSWER,               O.PUBLICATION,                CN,  "where",                                                      ""),
    ("excessive",                ME,   A.ANSWER,               O.EXCESSIVE,                  CN,  "what reason",                                                "reasons_given"),
    ("reconfirm",                ME,   A.ANSWER,               O.RECONFIRM,                  CN,  "reason",                                                     "earlier_on earlier_number"),
    ("other_channel",            ME,   A.ANSWER,               O.OTHER_CHANNEL,              CN,  "where",                                                      "reason"),
    ("clarification_lapsed",     ME,   A.LAPSE,                O.CLARIFICATION_LAPSED,       CN,  "notice_on clarify_by",                                       ""),
    ("fee_lapsed",               ME,   A.LAPSE,                O.FEE_LAPSED,                 CN,  "notice_on pay_by",                                           ""),
    ("withdrawn",                ME,   A.WITHDRAW,             O.WITHDRAWN,                  CN,  "withdrawn_on",                                               "reason"),
    ("other",                    ME,   A.ANSWER,               O.OTHER,                      CN,  "reason result",                                              ""),
)
# fmt: on

LETTERS = tuple(
    Letter(
        kind=kind,
        statute=statute,
        to=to,
        action=action,
        outcome=of if isinstance(of, Outcome) else None,
        party=of if isinstance(of, Party) else None,
        template=f"{statute}/{kind}.j2",
        needs=tuple(needs.split()),
        may=(*may.split(), *ANYWHERE),
    )
    for kind, to, action, of, statutes, needs, may in CATALOGUE
    for statute in statutes
)


def letter_for(statute: str, action: Action, outcome: Outcome | None) -> Letter:
    """The letter that tells of this action under this statute, the applicant's where there are several.

    Raises:
        Refused: nobody is told of it.
    """
    return letters_for(statute, action, outcome)[0]


def letters_for(
    statute: str, action: Action, outcome: Outcome | None = None, party: Party | None = None
) -> tuple[Letter, ...]:
    """Every letter that tells of this action under this statute, the applicant's first where there is one.

    `party` is whom a consultation asks; without it only the applicant's letter is found.

    Raises:
        Refused: nobody is told of it.
    """
    wanted = (statute, action, outcome)
    found = tuple(
        letter
        for letter in LETTERS
        if (letter.statute, letter.action, letter.outcome) == wanted and letter.party in (None, party)
    )
    if not found:
        raise _no_letter(statute, outcome or action)
    return found


def letter_of_kind(statute: str, kind: str) -> Letter:
    """The letter an office calls by this word under this statute.

    Raises:
        Refused: there is none.
    """
    for letter in LETTERS:
        if (letter.statute, letter.kind) == (statute, kind):
            return letter
    raise _no_letter(statute, kind)


def _no_letter(statute: str, what: str) -> Refused:
    return Refused("no_letter", "There is no letter for {what} under {statute}.", what=what, statute=statute)
