"""The columns of the ledger: which heading means which field."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from workflow.errors import BadFacts, BadInput

# fmt: off
#: field: its heading, then what other ledgers call it.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ref":            ("登记号", "编号", "流水号", "事项流水号"),
    "unit":           ("受理单位", "登记部门", "办理部门"),
    "received":       ("收到日期", "申请时间"),
    "channel":        ("申请渠道", "申请方式", "受理方式"),
    "kind":           ("申请人类别",),
    "applicant":      ("申请人", "申请人姓名", "姓名/法人代表"),
    "id_document":    ("证件号码",),
    "contact":        ("联系方式",),
    "subject":        ("申请内容", "所需信息内容描述", "申请信息描述"),
    "topic":          ("主题分类",),
    "form_of_supply": ("提供方式",),
    "way":            ("获取方式",),
    "address":        ("通信地址",),
    "postcode":       ("邮编", "邮政编码"),
    "agent":          ("代理人",),
    "asked":          ("补正通知日期",),
    "asked_by":       ("补正期限",),
    "clarified":      ("补正收到日期",),
    "consulted":      ("征求意见日期",),
    "asked_whom":     ("征求意见对象",),
    "opinion":        ("意见收到日期",),
    "extended":       ("延期通知日期",),
    "extension":      ("延长工作日",),
    "charged":        ("收费通知日期",),
    "paid":           ("缴费日期",),
    "answered":       ("答复日期", "处理时间"),
    "outcome":        ("办理结果", "处理结果"),
    "ground":         ("理由依据",),
    "method":         ("送达方式",),
    "posted":         ("交邮日期",),
    "signed":         ("签收日期",),
    "tracking":       ("快递单号",),
    "amount":         ("收费金额",),
    "note":           ("备注",),
}
# fmt: on

REQUIRED = ("received", "channel", "kind", "applicant", "subject")
#: What may happen several times to a request: 补正通知日期, 补正通知日期2 and so on.
NUMBERED = frozenset({"asked", "asked_by", "clarified", "consulted", "asked_whom", "opinion"})
#: What holds a day.
DAYS = frozenset(
    {
        "received", "asked", "asked_by", "clarified", "consulted", "opinion", "extended", "charged", "paid",
        "answered", "posted", "signed",
    }
)  # fmt: skip
#: The column an import writes into the file it gives back; nothing it says is of the office's.
FAULTS = "错误"
#: What an office calls its columns beside the headings known to everybody: its heading, and one of ours.
Synonyms = Mapping[str, str]
NO_SYNONYMS: Synonyms = {}

_FIELDS = {name: field for field, names in COLUMNS.items() for name in names}
_NUMBERED = re.compile(r"(.*?\D)(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a sheet keeps what: the place of each field, and the columns that mean nothing to us."""

    headings: tuple[str, ...]
    places: Mapping[str, int]
    unknown: tuple[int, ...]
    clarifications: tuple[str, ...]  # the endings of the columns of each round, the first of them ""
    consultations: tuple[str, ...]

    @property
    def unknown_headings(self) -> tuple[str, ...]:
        """The headings of the columns that are kept as notes."""
        return tuple(self.headings[place] for place in self.unknown if self.headings[place])

    def heading(self, field: str) -> str:
        """What this sheet calls a field, or what it would be called if it had it."""
        place = self.places.get(field)
        if place is not None:
            return self.headings[place]
        stem = field.rstrip("0123456789")
        return COLUMNS[stem][0] + field.removeprefix(stem)


def read_headings(headings: Sequence[str], synonyms: Synonyms = NO_SYNONYMS) -> Layout:
    """Find the fields among the headings of a sheet.

    Raises:
        BadInput: a heading that every ledger needs is missing, or two columns say the same.
    """
    names = tuple(tidy(heading) for heading in headings)
    places: dict[str, int] = {}
    unknown = []
    for place, name in enumerate(names):
        field = field_of(name, synonyms)
        if not field and name != FAULTS:
            unknown.append(place)
        elif not field:
            continue
        elif field in places:
            raise _twice(names[places[field]], name)
        else:
            places[field] = place
    for place in unknown:
        if names[place] and names.index(names[place]) != place:
            raise _twice(names[place], names[place])
    missing = [COLUMNS[field][0] for field in REQUIRED if field not in places]
    if missing:
        raise BadInput(
            "missing_headings",
            "These headings are lacking: {headings}.",
            headings=tuple(missing),
        )
    rounds = _endings(places, "asked", "clarified"), _endings(places, "consulted", "opinion", "asked_whom")
    return Layout(names, places, tuple(unknown), *rounds)


def read_synonyms(told: Iterable[str]) -> Synonyms:
    """Synonyms as an office types them: 办件编号=登记号.

    Raises:
        BadFacts: what stands right of the sign is no heading of ours.
    """
    found = {}
    for text in told:
        theirs, sign, ours = (tidy(part) for part in text.partition("="))
        if not (theirs and sign and field_of(ours)):
            raise BadFacts("bad_synonym", "“{text}” is not like 办件编号=登记号.", text=text)
        found[theirs] = ours
    return found


def field_of(heading: str, synonyms: Synonyms = NO_SYNONYMS) -> str:
    """The field a heading means, numbered where it tells of a second time; empty where it means none.

    >>> field_of("补正通知日期2"), field_of("申请时间"), field_of("收费金额(元)"), field_of("序号")
    ('asked2', 'received', 'amount', '')
    """
    heading = synonyms.get(heading, heading)
    name = heading if heading in _FIELDS else heading.partition("(")[0]
    if name in _FIELDS:
        return _FIELDS[name]
    numbered = _NUMBERED.fullmatch(name)
    stem = _FIELDS.get(numbered[1], "") if numbered else ""
    if not numbered or stem not in NUMBERED or int(numbered[2]) == 0:
        return ""
    return stem if int(numbered[2]) == 1 else f"{stem}{int(numbered[2])}"


@cache
def is_day(field: str) -> bool:
    """Whether a field holds a day."""
    return field.rstrip("0123456789") in DAYS


def _endings(places: Mapping[str, int], *stems: str) -> tuple[str, ...]:
    found = {field.removeprefix(stem) for stem in stems for field in places if field.startswith(stem)}
    return tuple(sorted((end for end in found if not end or end.isdigit()), key=lambda end: int(end or 1)))


def tidy(heading: str) -> str:
    """A heading without its blanks and its wide letters."""
    return "".join(unicodedata.normalize("NFKC", heading).split())


def _twice(first: str, second: str) -> BadInput:
    return BadInput(
        "heading_twice",
        "Two columns say the same: “{first}” and “{second}”. Keep one of them, or rename the other.",
        first=first,
        second=second,
    )
