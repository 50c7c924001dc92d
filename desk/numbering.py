"""Document numbers (文号): the office's pattern, filled but for the running number.

What is left around the number names its series: two units that write alike count on together, and no number
is ever written twice.
"""

from desk.config import LettersConfig
from workflow.errors import Refused
from workflow.paperwork import Series

#: What stands for `{word}`, as offices write it after the number: 〔2018〕第1号-部公告.
# fmt: off
WORDS = {
    "receipt":                  "收件",
    "correction_notice":        "补告",
    "extension_notice":         "延答告",
    "deferral_notice":          "缓答告",
    "reasons_notice":           "理由告",
    "consultation_notice":      "征告",
    "third_party_consultation": "意征单",
    "co_author_consultation":   "协征单",
    "other_body_consultation":  "协办单",
    "third_party_disclosure":   "权告",
    "fee_notice":               "费告",
    "granted":                  "公告",
    "already_public":           "公告",
    "partial":                  "部公告",
    "not_exist":                "不存告",
    "not_ours":                 "非答告",
    "repeat":                   "重信告",
    "petition":                 "非申告",
    "not_government_information": "非信告",
}
# fmt: on
#: The word of every other reply.
REPLY_WORD = "不告"


def series_of(letters: LettersConfig, kind: str, year: int) -> Series:
    """The series a letter of this kind takes its number from in a year; `letters` as they hold for its unit.

    Raises:
        Refused: the pattern holds a prefix, and the configuration gives none.
    """
    if "{prefix}" in letters.number and not letters.prefix:
        raise Refused(
            "no_number_prefix",
            "A document number needs [letters] prefix in the configuration, such as 西公开告.",
        )
    word = letters.words.get(kind) or WORDS.get(kind, REPLY_WORD)
    filled = {"prefix": letters.prefix, "year": str(year), "word": word}
    pattern = letters.number
    for name, value in filled.items():
        # A value's own braces must not be taken for the running number.
        pattern = pattern.replace(f"{{{name}}}", value.replace("{", "｛").replace("}", "｝"))
    return Series(pattern, year)
