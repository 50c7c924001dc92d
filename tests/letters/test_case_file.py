import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from letters.sheets import case_file as room
from letters.sheets.case_file import (
    ClockDay,
    CourseLine,
    OpinionHeard,
    ServiceProof,
    case_file,
)
from tests.letters.papers import A4, DAY, SHORT, enclosed, made, pages_of, read, squeezed
from workflow.errors import Refused

HOSTILE = '{{ 7*7 }} #emph[x] $x$ <b>&#x0; *a*_b_ // x "\\ @label = x'


def course(n):
    facts = (("对象", "第三方"), ("理由", f"理由{n}"))
    return CourseLine(line=n, on=DAY, recorded_at="2026-10-08 09:30", by="李四", what=f"事项{n}", facts=facts)


FULL = replace(
    SHORT,
    course=tuple(map(course, range(1, 61))),
    clock=tuple(
        ClockDay(
            on=DAY + timedelta(n), mark="计入", counted=n, total=20, article="第三十三条", is_due=n == 20
        )
        for n in range(60)
    ),
    opinions=(OpinionHeard(party="某某公司", asked_on=DAY, opinion="不同意公开", reason="商业秘密"),),
    proofs=(
        ServiceProof(letter="告知书", method="邮寄", signed_on=date(2026, 11, 15), tracking="EE123456789CN"),
    ),
    note="无",
)


def test_the_index_names_the_page_on_which_each_paper_begins():
    letters = [enclosed("甲告知书", made(A4, A4)), enclosed("乙告知书", made(A4), "乙信公开〔2026〕2号")]

    pdf = case_file(FULL, letters)

    reader, pages = read(pdf), pages_of(pdf)
    listed = re.findall(r"^\d+ (\S+).*? (\d+)(?:–(\d+))?$", reader.pages[1].extract_text(), re.MULTILINE)
    begins = {item.title: reader.get_destination_page_number(item) for item in reader.outline}
    assert ["申请登记表", "办理经过", "期限计算表", "征求意见情况", "送达情况", "甲告知书", "乙告知书"] == [
        title for title, _, _ in listed
    ]
    for title, first, last in listed:
        assert f"第{first}页" in pages[begins[title]]
        assert f"第{last or first}页" in pages[begins[title] + int(last or first) - int(first)]
    spans = [(int(first), int(last or first)) for _, first, last in listed]
    assert [first for first, _ in spans] == [1, *(last + 1 for _, last in spans[:-1])]


def test_an_index_of_several_pages_is_as_true():
    pdf = case_file(FULL, [enclosed(f"告知书{n}") for n in range(80)])

    reader, pages = read(pdf), pages_of(pdf)
    begins = {item.title: reader.get_destination_page_number(item) for item in reader.outline}
    index = "\n".join(page.extract_text() for page in reader.pages[1 : begins["申请登记表"]])
    assert begins["申请登记表"] > 2
    for n in range(80):
        (first,) = re.findall(rf"告知书{n} .*日 (\d+)$", index, re.MULTILINE)
        assert pages[begins[f"告知书{n}"]] == f"第{first}页"


def test_every_page_behind_the_index_bears_its_number_once():
    pages = pages_of(case_file(FULL, [enclosed(pdf=made(A4, A4, A4))]))

    numbered = pages[2:-1]
    assert [[str(n)] for n in range(1, len(numbered) + 1)] == [
        re.findall(r"第(\d+)页", page) for page in numbered
    ]
    assert f"本卷共6件，{len(numbered)}页" in pages[-1]


def test_all_that_is_on_record_stands_in_the_file():
    text = "".join(pages_of(case_file(FULL, [enclosed()])))

    assert "案由某路某号地块的土地征收批复申请人张三收到日期2026年10月8日办结日期2026年11月12日" in text
    assert "联系地址某省某市某路1号申请内容土地征收批复附图" in text
    assert all(f"事项{n}对象：第三方理由：理由{n}李四2026-10-0809:30" in text for n in range(1, 61))
    assert "2026年10月8日四计入0/20第三十三条" in text
    assert "2026年10月28日三计入（期限届满日）20/20第三十三条" in text
    assert "某某公司2026年10月8日不同意公开商业秘密" in text
    assert "告知书邮寄2026年11月15日EE123456789CN" in text
    assert "情况说明无立卷人李四检查人立卷日期2026年11月20日" in text


def test_what_nothing_is_on_record_about_is_left_out():
    pdf = case_file(replace(SHORT, closed_on=None), [])

    assert ["政府信息公开申请卷宗", "卷内目录", "申请登记表", "卷内备考表"] == [
        item.title for item in read(pdf).outline
    ]
    assert "办结日期尚未办结" in pages_of(pdf)[0]
    assert "本卷共1件，1页" in pages_of(pdf)[-1]


def test_the_bookmarks_lead_to_their_parts_and_the_screen_shows_the_same_numbers():
    reader = read(case_file(FULL, [enclosed(pdf=made(A4, A4))]))

    for item in reader.outline[:-2]:
        page = reader.pages[reader.get_destination_page_number(item)]
        assert item.title in squeezed(page.extract_text())
    labels = reader.page_labels
    assert ["封面", "目录 i", "1"] == labels[:3]
    assert [str(len(labels) - 3), "备考表"] == labels[-2:]


def test_the_pages_of_our_own_are_for_archives(monkeypatch):
    printed = {}

    def press(paper, *told):
        printed[paper] = pdf = kept(paper, *told)
        return pdf

    kept = room.press
    monkeypatch.setattr(room, "press", press)
    case_file(FULL, [enclosed()])

    for pdf in printed.values():
        assert "<pdfaid:part>2</pdfaid:part>" in read(pdf).trailer["/Root"]["/Metadata"].get_data().decode()
    assert {"case_file.typ", "stamps.typ", "back.typ"} == set(printed)


def test_the_same_file_gives_the_same_bytes_and_bears_its_own_day():
    first = case_file(FULL, [enclosed()])

    assert first == case_file(FULL, [enclosed()])
    assert date(2026, 11, 20) == read(first).metadata.creation_date.date()
    assert read(first).metadata.title == "2026-0012 某路某号地块的土地征收批复"


def test_markup_is_printed():
    told = replace(
        FULL,
        subject=HOSTILE,
        particulars=((HOSTILE, HOSTILE),),
        opinions=(OpinionHeard(party=HOSTILE, asked_on=DAY),),
    )

    pages = pages_of(case_file(told, [enclosed(HOSTILE)]))

    assert "".join(pages).count(squeezed(HOSTILE)) >= 3
    assert squeezed(HOSTILE) in pages[0]
    assert squeezed(HOSTILE) == squeezed(read(case_file(told, [enclosed(HOSTILE)])).outline[-2].title)


def test_a_character_no_font_has_is_named():
    with pytest.raises(Refused) as refused:
        case_file(replace(SHORT, applicant="张😀"), [])

    assert refused.value.code == "missing_glyph"
