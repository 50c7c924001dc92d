"""Where GB/T 9704-2012 puts each thing, measured on the printed page in points."""

import re
from dataclasses import replace

import pypdf
import pytest

from letters.layout import level
from letters.parts import Annex
from tests.pages import PLAIN, SLIP, SUMMARY, pages, printed, read, texts

MM = 72 / 25.4
#: The type area of A4 (5.2.1), from the lower left corner.
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (210 - 26) * MM, (297 - 37) * MM, 35 * MM
CHARACTER = 156 * MM / 28
LINE = 225 * MM / 22


def numbered(text):
    return re.fullmatch(r"— \d+ —", text.words)


def find(page, words):
    (found,) = (text for text in page if text.words == words)
    return found


def near(points, off=0.1):
    return pytest.approx(points, abs=off)


def characters(points):
    return points / CHARACTER


def test_a_page_holds_22_lines_of_28_characters_that_fill_the_type_area():
    full = replace(PLAIN, body=("测" * 28 * 60,))

    lines = [text for text in pages(full)[1] if not numbered(text)]

    assert {28} == {len(line.words) for line in lines}
    assert {round(LEFT, 1)} == {round(line.x, 1) for line in lines}
    assert [round(TOP - LINE * n, 1) for n in range(22)] == [round(line.top, 1) for line in lines]
    assert lines[-1].bottom > BOTTOM


def ends(page):
    """Where each line of a page ends: its beginning, its characters' widths and what justifying adds."""
    content, fonts = page.get_contents(), page["/Resources"]["/Font"]
    for operands, operator in pypdf.generic.ContentStream(content, page.pdf).operations:
        if operator == b"cm":
            x = float(operands[4])
        elif operator == b"Tf":
            name, size = operands
            wide = widths(fonts[name]["/DescendantFonts"][0].get_object()["/W"])
        elif operator == b"TJ":
            told = [
                -float(part) if isinstance(part, (int, float)) else advance(part.original_bytes, wide)
                for part in operands[0]
            ]
            yield x + float(size) * sum(told) / 1000


def widths(told):
    """A font's widths by glyph; the file says `first [w w …]`, or `first last w` where they are alike."""
    told, found = list(told), {}
    while told:
        first, second = told.pop(0), told.pop(0)
        alike = not isinstance(second, list)
        found |= (
            dict.fromkeys(range(first, second + 1), told.pop(0)) if alike else dict(enumerate(second, first))
        )
    return found


def advance(glyphs, wide):
    return sum(wide[int.from_bytes(glyphs[n : n + 2])] for n in range(0, len(glyphs), 2))


def test_every_line_that_turns_fills_the_width_whatever_stands_in_it():
    body = ("本机关于2018年1月2日收到您要求获取丁村2016年征地补偿安置方案及其批复的申请" * 4, "特此告知。")
    (page,) = read(printed(replace(PLAIN, number="", body=body))).pages

    lines = [end for end, text in zip(ends(page), texts(page), strict=True) if text.words in body[0]]

    assert len(lines) > 4
    assert [near(RIGHT, 0.5)] * (len(lines) - 1) == lines[:-1]


def test_a_paragraph_is_set_in_by_two_characters_and_turns_flush_left():
    first, second = (text for text in pages(replace(PLAIN, body=("测" * 30,)))[0] if "测" in text.words)

    assert near(2) == characters(first.x - LEFT)
    assert (26, near(LEFT)) == (len(first.words), second.x)


def test_page_numbers_stand_seven_millimetres_below_on_the_outer_side():
    odd, even = (next(filter(numbered, page)) for page in pages(replace(PLAIN, body=("测" * 800,)))[:2])

    for number in (odd, even):
        assert (14, near(7, off=0.3)) == (number.points, (BOTTOM - number.top) / MM)
    assert odd.x > even.x == near(LEFT + 14)


def test_the_title_has_its_line_and_the_addressee_stands_one_below():
    (page,) = pages(replace(PLAIN, number=""))

    assert 22 == find(page, PLAIN.title).points
    assert near(TOP) == find(page, PLAIN.title).top
    assert near(TOP - 2 * LINE) == find(page, PLAIN.addressee).top


def test_a_long_title_stands_in_two_lines_the_second_the_shorter():
    (page, *_) = pages(replace(PLAIN, title="关于" + "长" * 24))
    first, second = (text for text in page if text.points == 22)

    assert (14, 12) == (len(first.words), len(second.words))
    for line in (first, second):
        assert near((LEFT + RIGHT) / 2, off=1) == line.x + len(line.words) * 22 / 2


def test_a_sealed_letters_date_stands_four_characters_in_and_the_name_is_centred_above():
    (page,) = pages(PLAIN)
    name, day, last = (find(page, words) for words in (PLAIN.signoff, PLAIN.day, "特此告知。"))
    narrower = 11 * CHARACTER - (RIGHT - 4 * CHARACTER - day.x)

    assert near(3 * LINE) == last.y - name.y
    assert near(LINE) == name.y - day.y
    assert near((name.x + 5.5 * CHARACTER), off=CHARACTER / 2) == day.x + 3 * CHARACTER
    assert narrower > 0


def test_a_sealed_letters_short_name_leaves_the_date_four_characters_in():
    (page,) = pages(replace(PLAIN, signoff="甲局", day="二〇二四年五月六日"))

    assert near(4) == characters(RIGHT - find(page, "二〇二四年五月六日").x) - 9
    assert near(4 + 3.5) == characters(RIGHT - find(page, "甲局").x) - 2


def test_an_unsealed_letters_name_stands_two_characters_in_and_its_date_begins_two_later():
    (page,) = pages(replace(PLAIN, sealed=False))
    name, day, last = (find(page, words) for words in (PLAIN.signoff, PLAIN.day, "特此告知。"))

    assert near(2 * LINE) == last.y - name.y
    assert near(LINE) == name.y - day.y
    assert near(2) == characters(RIGHT - name.x) - 11
    assert near(2) == characters(day.x - name.x)


def test_an_unsealed_letters_date_longer_than_the_name_stands_two_in_and_the_name_gives_way():
    (page,) = pages(replace(PLAIN, sealed=False, signoff="甲局", day="二〇二四年五月六日"))
    name, day = find(page, "甲局"), find(page, "二〇二四年五月六日")

    assert near(2) == characters(RIGHT - day.x) - 9
    assert near(2) == characters(day.x - name.x)


LONE = {
    "一个段落": lambda n: ("测" * (28 * n - 3) + "。",),
    "特此告知": lambda n: ("测" * (28 * n - 3) + "。", "特此告知。"),
}


@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "unsealed"])
@pytest.mark.parametrize("body", LONE.values(), ids=LONE)
@pytest.mark.parametrize("changes", [{}, {"annexes": (SLIP,)}, {"red_head": "甲市"}], ids=str)
def test_a_signature_never_stands_alone_on_a_page(sealed, body, changes):
    lengths = set()

    for n in range(3, 25):  # 22 lengths: the end of the page is met in every way
        parts = replace(PLAIN, body=body(n), sealed=sealed, **changes)
        letter = pages(parts)[: -1 if parts.annexes else None]
        lengths.add(len(letter))
        assert any("测" in text.words for text in letter[0])
        before = [text.words for text in letter[-1]]
        told = before[: before.index(PLAIN.signoff)]
        assert any(words in ("特此告知。", *body(n)) or "测" in words for words in told)
        assert before[before.index(PLAIN.signoff) + 1 :][0] == PLAIN.day

    assert {1, 2} <= lengths


def test_a_red_head_stands_35_millimetres_down_with_number_rule_and_title_below():
    made = read(printed(replace(PLAIN, red_head="甲市乙区人民政府文件")))
    page = texts(made.pages[0])
    head, number, title = (find(page, words) for words in ("甲市乙区人民政府文件", PLAIN.number, PLAIN.title))
    drawn = made.pages[0].get_contents().get_data().decode("latin-1")
    x, rule, width = re.search(
        r"q 1 0 0 -1 ([\d.]+) ([\d.]+) cm/c0 CS [^q]*?0 0 m ([\d.]+) 0 l", drawn
    ).groups()

    assert 42 == near(head.points)
    assert near(TOP - 35 * MM, off=0.08 * head.points) == head.top
    assert near((LEFT + RIGHT) / 2) == head.x + 42 * 10 / 2
    assert near((LEFT + RIGHT) / 2, off=CHARACTER) == number.x + 6.5 * CHARACTER
    assert near(3 * LINE - 16, off=0.1 * head.points) == head.y - number.top
    assert near(4 * MM, off=0.1) == number.bottom - float(rule)
    assert [near(LEFT), near(156 * MM)] == [float(x), float(width)]
    assert near(2.3, off=0.2) == (float(rule) - title.top) / LINE
    assert "1 0 0 scn" in drawn


@pytest.mark.parametrize(
    "head", ["甲局", "甲市乙区人民政府办公室文件", "长" * 40, "DEPARTMENT OF TESTS " * 4]
)
def test_a_red_head_stands_on_one_line_however_long(head):
    page = pages(replace(PLAIN, red_head=head))[0]

    assert head.strip() == page[0].words
    assert LEFT <= page[0].x + 0.01


def test_a_draft_with_a_red_head_keeps_the_place_of_its_number():
    with_number, without = (
        find(pages(replace(PLAIN, red_head="甲市", number=number))[0], PLAIN.title).y
        for number in (PLAIN.number, "")
    )

    assert near(with_number) == without


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("一、丁村征地批复", 1),
        ("十二、“批复”", 1),
        ("（三）附图", 2),
        ("一、丁村征地批复。", 0),
        ("一、他说“不存在。”", 0),
        ("（一）下列内容：", 0),
        ("（一）不予公开；", 0),
        ("1.批复", 0),
        ("一审判决", 0),
        ("（联系方式）", 0),
        ("", 0),
    ],
)
def test_a_heading_is_told_from_text_by_its_number_and_its_stop(paragraph, expected):
    assert expected == level(paragraph)


def test_headings_are_set_in_their_fonts_and_stay_with_what_follows():
    body = ("测" * (28 * 16 - 3) + "。", "一、批复", "（一）正文", "本机关向您提供。" * 9, "测" * 200 + "。")

    first, second = pages(replace(PLAIN, body=body))

    assert "NotoSansSC" in find(second, "一、批复").font
    assert "NotoSerifSC" in find(second, "（一）正文").font
    assert "批复" not in "".join(text.words for text in first)
    assert near(TOP) == find(second, "一、批复").top


def test_headings_are_headings_to_a_screen_reader():
    made = read(printed(replace(PLAIN, body=("（一）甲", "一、乙", "（一）丙", "丁。"))))

    def tags(node):
        node = node.get_object()
        if not isinstance(node, dict):
            return
        yield node.get("/S")
        below = node.get("/K", [])
        for child in below if isinstance(below, list) else [below]:
            yield from tags(child)

    found = [tag for tag in tags(made.trailer["/Root"]["/StructTreeRoot"]) if re.fullmatch(r"/H\d", str(tag))]
    assert ["/H1", "/H2", "/H2", "/H3"] == found


def test_an_annex_has_a_page_of_its_own_its_name_on_line_one_and_its_title_on_line_three():
    _, page = pages(replace(PLAIN, annexes=(SLIP,)))
    label, title, first = (find(page, words) for words in ("附件", SLIP.title, SLIP.lines[0]))

    assert ("NotoSansSC", 16) == (label.font.partition("+")[2].partition("-")[0], label.points)
    assert (near(LEFT), near(TOP)) == (label.x, label.top)
    assert near(TOP - 2 * LINE + 3) == title.top
    assert near((LEFT + RIGHT) / 2) == title.x + 6 * 22 / 2
    assert (near(TOP - 4 * LINE), near(2)) == (first.top, characters(first.x - LEFT))


def test_the_letter_names_its_annexes_one_line_below_the_body():
    page, *_ = pages(replace(PLAIN, annexes=(SLIP,)))
    lead, name, last = (find(page, words) for words in ("附件：", SLIP.title, "特此告知。"))

    assert near(2 * LINE) == last.y - lead.y
    assert [near(2), near(5)] == [characters(text.x - LEFT) for text in (lead, name)]


def test_several_annexes_are_numbered_and_a_long_name_turns_below_itself():
    annexes = (Annex("很长的名称" * 6, ("甲",)), SUMMARY)
    page, one, two = pages(replace(PLAIN, annexes=annexes))
    turned = [text for text in page if "很长的名称" in text.words]
    second = find(page, SUMMARY.title)

    assert ["附件：1.", "2."] == [text.words for text in page if text.words.endswith(".")]
    assert [near(6)] * 3 == [characters(text.x - LEFT) for text in (*turned, second)]
    assert ["附件1", "附件2"] == [sheet[0].words for sheet in (one, two)]
