import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from letters.sheets.approval import ApprovalSheet, write_approval
from letters.sheets.labels import Label, write_labels
from letters.sheets.posting import Posting, ServiceList, write_service_list
from workflow.errors import BadFacts, Refused

DAY = date(2026, 11, 2)
HOSTILE = [
    "{{ 7*7 }}",
    "#emph[x]",
    "$x$",
    "<b>&#x0;",
    "*a*_b_",
    "// x",
    '"\\',
    "#sys.inputs",
    "@label",
    "= x",
]


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def squeezed(text):
    return re.sub(r"\s", "", text)


def text_of(pdf):
    return squeezed("".join(page.extract_text() for page in read(pdf).pages))


def size_of(page):
    return tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:])


def is_for_archives(pdf):
    return "<pdfaid:part>2</pdfaid:part>" in read(pdf).trailer["/Root"]["/Metadata"].get_data().decode()


APPROVAL = ApprovalSheet(
    office="乙市某局",
    ref="2026-0012",
    received_on=date(2026, 10, 8),
    channel="网络",
    due_on=date(2026, 11, 5),
    due_note="暂定",
    applicant="张三",
    applicant_kind="自然人",
    request="某路某号地块的土地征收批复及附图",
    outcome="部分公开",
    reason="附图涉及国家秘密",
    items=("土地征收批复：予以公开。", "附图：不予公开。"),
    letter="政府信息部分公开告知书",
    handled_by="李四",
    dated=DAY,
)


def label(**but):
    return Label(
        **{"postcode": "750000", "address": "某省某市某路1号", "name": "张三", "ref": "2026-0012"} | but
    )


def posting(n=1, **but):
    told = {
        "ref": f"2026-{n:04}",
        "number": f"乙信公开〔2026〕{n}号",
        "letter": "政府信息公开告知书",
        "name": "张三",
        "address": "某省某市某路1号",
        "postcode": "750000",
        "method": "邮寄",
    }
    return Posting(**told | but)


def listed(*postings):
    return ServiceList(office="乙市某局", day=DAY, postings=postings)


def test_the_heads_find_everything_on_one_page_and_room_to_sign():
    pdf = write_approval(APPROVAL)

    text = text_of(pdf)
    assert [(210, 297)] == [size_of(page) for page in read(pdf).pages]
    assert is_for_archives(pdf)
    for told in (
        "乙市某局政府信息公开申请办理呈批表",
        "登记编号2026-0012收到日期2026年10月8日",
        "来件方式网络答复期限2026年11月5日（暂定）",
        "申请人张三（自然人）",
        "申请内容某路某号地块的土地征收批复及附图",
        "拟答复：部分公开。理由：附图涉及国家秘密1．土地征收批复：予以公开。2．附图：不予公开。",
        "文书名称政府信息部分公开告知书文号经办人李四呈批日期2026年11月2日",
        "审核意见审核人（签名）：年月日",
        "负责人审批意见负责人（签名）：年月日备注",
    ):
        assert told in text


def test_a_reply_day_that_cannot_be_known_is_said_to_be_unknown():
    assert "答复期限暂不能确定" in text_of(write_approval(replace(APPROVAL, due_on=None, due_note="")))


def test_a_long_request_goes_on_over_the_page_and_nothing_is_lost():
    long = "\n".join(f"第{n}项：某路某号地块的土地征收批复及附图、征地补偿安置方案。" for n in range(80))

    pdf = write_approval(replace(APPROVAL, request=long, items=("另一项。",) * 40))

    text = text_of(pdf)
    pages = len(read(pdf).pages)
    assert pages > 1
    assert f"第{pages}页，共{pages}页" in text
    assert all(f"第{n}项：" in text for n in range(80))
    assert "40．另一项。" in text


def test_labels_begin_behind_those_already_used():
    pdf = write_labels([label(name=f"收件人{n}") for n in range(40)], sender="乙市某局", dated=DAY, skip=5)

    pages = [squeezed(page.extract_text()) for page in read(pdf).pages]
    assert [19, 21] == [page.count("乙市某局2026-0012") for page in pages]
    assert all(f"收件人{n}收" in "".join(pages) for n in range(40))
    assert is_for_archives(pdf)


def places(page):
    """Where every run of text begins, stands and ends: millimetres from the left and from the lower edge."""
    found = []

    def note(text, user, matrix, font, size):
        if text.strip():
            wide = sum(1 if "\u2e80" < mark else 0.45 for mark in text.strip()) * size
            x, y = matrix[4] * user[0] + user[4], matrix[5] * user[3] + user[5]
            found.append(tuple(round(points / 72 * 25.4, 1) for points in (x, y, x + wide)))

    page.extract_text(visitor_text=note)
    return found


def test_the_first_label_stands_in_the_first_place_that_is_left():
    page = read(write_labels([label()], sender="乙市某局", dated=DAY, skip=23)).pages[0]

    assert places(page)
    assert all(x >= 145 and 4.5 <= y <= 33.5 and end <= 205 for x, y, end in places(page))


@pytest.mark.parametrize(
    "long",
    [
        {"address": "某省某市某区某路" * 18},
        {"address": "W" * 100, "name": "W" * 54},
        {"address": "\u2e3b" * 100, "name": "甲" * 54, "ref": "丙" * 70},
        {"name": "某市某公司" * 25},
    ],
    ids=["address", "latin", "wide", "name"],
)
def test_a_long_address_is_set_smaller_and_stays_on_its_label(long):
    pdf = write_labels([label(**long)], sender="乙市某局", dated=DAY)

    page = read(pdf).pages[0]
    assert len(read(pdf).pages) == 1
    assert all(5 <= x and 297 - 33.5 <= y <= 297 - 4.5 and end <= 65.1 for x, y, end in places(page))
    assert squeezed("".join(long.values())[:20]) in text_of(pdf)


@pytest.mark.parametrize("skip", [-1, 24])
def test_a_sheet_has_24_labels(skip):
    with pytest.raises(BadFacts) as refused:
        write_labels([label()], sender="乙市某局", dated=DAY, skip=skip)

    assert refused.value.code == "bad_skip"


@pytest.mark.parametrize(
    ("labels", "code"),
    [
        ([], "no_labels"),
        ([label(address="某" * 200)], "label_too_long"),
        ([label(ref="2" * 200)], "label_too_long"),
        ([label(address=" ")], "label_incomplete"),
        ([label(name="\u200f")], "label_incomplete"),
    ],
)
def test_a_label_that_could_not_be_delivered_is_refused(labels, code):
    with pytest.raises(Refused) as refused:
        write_labels(labels, sender="乙市某局", dated=DAY)

    assert refused.value.code == code


def test_the_post_room_finds_what_goes_where():
    sent = posting(tracking="EE123456789CN", posted_on=date(2026, 11, 3), received="签收", remark="加急")

    pdf = write_service_list(listed(sent))

    text = text_of(pdf)
    assert [(297, 210)] == [size_of(page) for page in read(pdf).pages]
    assert "送达清单单位：乙市某局日期：2026年11月2日共1件" in text
    assert "12026-0001乙信公开〔2026〕1号政府信息公开告知书张三某省某市某路1号750000邮寄" in text
    assert "EE123456789CN2026年11月3日签收加急" in text
    assert "收发室接收人（签名）：" in text
    assert "第1页，共1页" in text
    assert is_for_archives(pdf)


def test_every_page_of_a_long_list_has_its_head_and_its_number():
    pdf = write_service_list(listed(*map(posting, range(1, 501))))

    pages = [squeezed(page.extract_text()) for page in read(pdf).pages]
    assert len(pages) > 20
    assert all("序号登记编号文号文书收件人地址邮编方式" in page for page in pages)
    assert all(f"第{n}页，共{len(pages)}页" in page for n, page in enumerate(pages, start=1))
    assert list(range(1, 501)) == [int(n) for n in re.findall(r"2026-(\d{4})", "".join(pages))]
    assert "共500件" in pages[0]


def test_a_list_of_nothing_is_refused():
    with pytest.raises(Refused) as refused:
        write_service_list(listed())

    assert refused.value.code == "nothing_to_send"


WRITERS = pytest.mark.parametrize(
    "write",
    [
        lambda text: write_approval(replace(APPROVAL, applicant=text, request=text, items=(text,))),
        lambda text: write_labels([label(name=text)], sender="乙市某局", dated=DAY),
        lambda text: write_service_list(listed(posting(name=text, address=text))),
    ],
    ids=["approval", "labels", "list"],
)


@WRITERS
@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_printed(write, text):
    assert squeezed(text) in text_of(write(text))


@WRITERS
def test_a_character_no_font_has_is_named_and_never_a_box(write):
    with pytest.raises(Refused) as refused:
        write("张😀")

    assert ("missing_glyph", ("😀",)) == (refused.value.code, refused.value.values["characters"])


@WRITERS
def test_the_same_data_give_the_same_bytes_and_bear_their_own_day(write):
    first = write("张三")

    assert first == write("张三")
    assert DAY == read(first).metadata.creation_date.date()


def test_a_word_without_a_break_stays_in_its_column_and_can_still_be_copied():
    pdf = write_service_list(listed(posting(ref="W" * 300, postcode="9" * 300, tracking="EE123456789CN")))

    printed = [run for page in read(pdf).pages for run in page.extract_text().split()]
    for mark in "W9":
        runs = [len(run) for run in printed if not run.strip(mark)]
        assert sum(runs) == 300
        assert max(runs) <= 8
    assert "EE123456789CN" in printed


def test_many_clerks_may_print_at_once():
    with ThreadPoolExecutor(3) as clerks:
        printed = list(clerks.map(lambda _: write_approval(APPROVAL), range(9)))

    assert {write_approval(APPROVAL)} == set(printed)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Refused, match=r"There is no font folder .*nowhere"):
        write_approval(APPROVAL, font_dirs=[tmp_path / "nowhere"])
