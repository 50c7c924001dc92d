"""The day of receipt, told for each way a request can come in (2019 第三十一条)."""

from workflow.errors import mark
from workflow.vocabulary import Channel

# fmt: off
# ruff: noqa: E501  the table is read across
#: What the day is, by channel; a letter is signed for, or is not.
RECEIPT_DAYS = (
    (Channel.IN_PERSON, mark("In person: the day it was handed in (article 31 (1)).")),
    (Channel.LETTER,    mark("By mail that is signed for: the day it was signed for (article 31 (2)).")),
    (Channel.LETTER,    mark("By ordinary letter: the day of confirmation, which is to be the day it came in (article 31 (2)).")),
    (Channel.ONLINE,    mark("By web: the day both sides confirmed it (article 31 (3)).")),
    (Channel.EMAIL,     mark("By e-mail: the day both sides confirmed it (article 31 (3)).")),
    (Channel.FAX,       mark("By fax: the day both sides confirmed it (article 31 (3)).")),
)
# fmt: on
