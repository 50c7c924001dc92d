import random
from dataclasses import replace

import pytest

from letters.catalogue import LETTERS
from letters.compose import compose
from letters.parts import Annex
from letters.word import write_docx
from tests.letters.libreoffice import NEEDED, in_one, lines, save_as
from tests.pages import PLAIN, SLIP, SUMMARY, printed

IDEOGRAPHS = (
    "本机关于收到您要求获取丁村征地补偿安置方案及其批复的申请依据中华人民共和国政府信息公开条例规定不予向送达"
)
LONG = "关于《甲市乙区丁村2016年度第3批次征地补偿安置方案》的批复、附图（1∶2000）以及“四至”坐标"
VARIANTS = (
    replace(PLAIN, title=LONG, addressee=f"甲市{LONG * 2}有限责任公司：", number=""),
    replace(PLAIN, red_head="甲市乙区人民政府", signoff="甲市乙区人民政府" * 5),
    replace(PLAIN, sealed=False, signoff="甲市乙区人民政府" * 5),
    replace(PLAIN, annexes=(Annex(LONG, (LONG,)), SLIP, SUMMARY, replace(SUMMARY, title=LONG * 2))),
    replace(PLAIN, body=(f"一、{LONG}", "（一）" + LONG * 2, "甲" * 300, "测，" * 40), note=(LONG * 3,)),
)


def sensible(rng):
    """A paragraph as an office may write it."""
    told = (
        lambda n: f"{n(2008, 2026)}年{n(1, 12)}月{n(1, 31)}日",
        lambda n: f"〔{n(2008, 2026)}〕{n(1, 300)}号",
        lambda n: f"（{n(2008, 2026)}）第{n(1, 300)}号",
        lambda n: f"共{n(1, 9)}份、{n(10, 99)}页，每页{n(0, 9)}.{n(10, 99)}元",
        lambda n: f"（联系电话：{n(0, 9999):04}-{n(1000000, 9999999)}）",
        lambda n: f"登记编号{n(2008, 2026)}-{n(1, 9999):04}",
        lambda n: f"占{n(1, 99)}%，即{n(1, 30)}‰",
        lambda _: "《中华人民共和国政府信息公开条例》第三十六条第（七）项",
        lambda _: "“丁村”和‘甲、乙’两地——见附图……",
        lambda _: "PDF格式、Excel表各一份，A4纸",
        lambda _: "电子邮箱zhang-san@example.gov.cn",
        lambda _: "网址为 https://www.example.gov.cn/zwgk/2024/12.html",
        lambda _: "依照GB/T 9704-2012",
    )
    return "".join(
        "".join(rng.choices(IDEOGRAPHS, k=rng.randint(2, 14)))
        + rng.choice((*told, lambda _: ""))(rng.randint)
        + rng.choice("，，，。。、；：")
        for _ in range(rng.randint(6, 12))
    )


def senseless(rng):
    """Ideographs, figures, letters and marks as they come."""
    some = lambda marks: "".join(rng.choices(marks, k=rng.randint(1, 5)))  # noqa: E731  a word for a word
    kinds = (IDEOGRAPHS, IDEOGRAPHS, IDEOGRAPHS, "0123456789", "abcnoxAN", "，。、；：？！）》”（《“-/.%·@ ")
    return "甲" + "".join(some(rng.choice(kinds)) for _ in range(60)).strip() + "乙"


RNG = random.Random(9704)
SENSIBLE = tuple(sensible(RNG) for _ in range(300))
SENSELESS = tuple(senseless(RNG) for _ in range(120))


@pytest.fixture
def turned(tmp_path):
    """The lines of our PDF and of LibreOffice's for letters."""

    def read(papers):
        file = in_one([write_docx(parts) for parts in papers])
        theirs = save_as("pdf", tmp_path, {"letters": file})["letters"]
        return [line for parts in papers for line in lines(printed(parts))], lines(theirs)

    return read


@NEEDED
def test_every_letter_turns_where_libreoffice_turns_it(turned, context_of, itemised, samples):
    letters = [compose(letter, context_of(letter)) for letter in LETTERS]
    letters += [compose(letter, itemised(letter)) for letter in LETTERS if letter.kind in samples.ITEMISED]

    ours, theirs = turned([*letters, *VARIANTS])

    assert len(ours) > 1800
    assert ours == theirs


@NEEDED
def test_every_sensible_paragraph_turns_where_libreoffice_turns_it(turned):
    ours, theirs = turned([replace(PLAIN, body=SENSIBLE)])

    assert len(ours) > 6 * len(SENSIBLE)
    assert ours == theirs


@NEEDED
def test_of_senseless_paragraphs_nineteen_of_twenty_turn_alike(turned):
    ours, theirs = (ends(told) for told in turned([replace(PLAIN, body=SENSELESS)]))

    alike = sum(one == other for one, other in zip(ours, theirs, strict=True))
    assert len(SENSELESS) * 19 <= alike * 20


def ends(told):
    """The lines of each senseless paragraph."""
    told = iter(told)
    return [list(of_paragraph("".join(words.split()), told)) for words in SENSELESS]


def of_paragraph(words, told):
    """The lines that make up these words."""
    while words:
        line = next(told)
        if words.startswith(line):
            words = words.removeprefix(line)
            yield line
