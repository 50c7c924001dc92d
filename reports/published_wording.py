"""The wording of a published table, matched with tolerance: numbering, brackets, spaces and widths vary."""

import re
import unicodedata
from collections.abc import Mapping
from math import isfinite

from reports.checks import Figure
from reports.form import Form
from reports.line import Line

_NUMERALS = "一二三四五六七八九十"
#: What stands before a wording: 一、 （一） 1. 1） 其中：
_NUMBERING = re.compile(rf"^(?:[{_NUMERALS}]+[、.]|\([{_NUMERALS}\d]+\)|\d{{1,2}}[.、)]|其中:?)+")
_ASIDE = re.compile(r"\([^()]*\)")
_NOT_WORDS = re.compile(r"[\s“”\"'‘’《》〈〉、,。.:;·•\-—–_/\\|]+")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def plain(wording: object) -> str:
    """A wording bare of numbering, asides in brackets, punctuation and spaces, in half width.

    >>> plain("１．当面 申请数"), plain("（三）危及“三安全一稳定”"), plain("其中：主动公开（计 1 条）数")
    ('当面申请数', '危及三安全一稳定', '主动公开数')
    """
    return _NOT_WORDS.sub("", _ASIDE.sub("", _NUMBERING.sub("", _half(wording))))


def column_wording(cell: object) -> str:
    """What a head says of its own column, without the group before it.

    >>> column_wording("法人或其他组织·商业企业")
    '商业企业'
    """
    return plain(str(cell).rpartition("·")[2])


def by_wording(form: Form) -> Mapping[str, tuple[Line, ...]]:
    """The lines of a form by their plain wording, in order; some wordings stand there several times."""
    found: dict[str, tuple[Line, ...]] = {}
    for line in form.lines.values():
        found[plain(line.wording)] = (*found.get(plain(line.wording), ()), line)
    return found


def figure_of(cell: object) -> Figure | None:
    """The figure in a cell, however it is written; None where there is none.

    >>> figure_of("１，２０８ "), figure_of(12.0), figure_of("0.5"), figure_of("无")
    (1208, 12, 0.5, None)
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        if not isfinite(cell):
            return None
        return int(cell) if cell == cell // 1 else cell
    text = _half(cell)
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", ""))
    return int(text.replace(",", "").partition(".")[0]) if value.is_integer() else value


def is_figure(cell: object) -> bool:
    """Whether a cell has a figure."""
    return figure_of(cell) is not None


def _half(text: object) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text)))
