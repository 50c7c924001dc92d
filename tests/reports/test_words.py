"""The words of a report, as an official reads them."""

import re
from dataclasses import replace

import pytest

from reports.count import count
from reports.form import form_names, load_form
from reports.words import figures_of, write
from reports.words_figures import Year
from reports.words_wording import wording_for
from tests.reports.samples import TOWN, disputes
from tests.reports.test_answer import SEED
from workflow.question import Facets
from workflow.survey import Survey
from workflow.vocabulary import ApplicantKind, Channel, Outcome, Timeliness

OLD, MIDDLE, NEW = FORMS = [load_form(name) for name in form_names()]
UNIT = "西夏区人民政府"


def year(form, number, cases, survey=None, **figures):
    """A year with these figures: those of table four come about by proceedings, the others are entered."""
    entered = {code: {"total": n} for code, n in figures.items() if not code.startswith("T4")}
    cases = [*cases, *disputes({code: n for code, n in figures.items() if code not in entered}, number)]
    table = count(form, number, cases, entered)
    return Year(table, cases, survey or Survey())


def told(now, before=None):
    return [p.text for p in write(figures_of(now, before, UNIT), UNIT)]


def one_case(outcome=Outcome.PROVIDED, timeliness=Timeliness.IN_TIME, n=1):
    facets = Facets(2024, 2024, outcome, timeliness, ApplicantKind.NATURAL, Channel.ONLINE)
    return [(facets, n)]


def after(lines, start):
    return next(line for line in lines if line.startswith(start))


def test_a_town_reads_like_an_annual_report():
    survey = Survey(
        topics={"房屋拆迁": 10, "12345热线": 2, "": 1},
        days={9: 5, 20: 6},
        limit=20,
        fees_charged=2,
        fen_charged=29500,
    )
    now = year(NEW, 2018, TOWN, survey, **{"T4.fy.wc": 1, "T4.ss1.jz": 2})

    assert told(now, year(NEW, 2017, TOWN)) == [
        "一、总体情况",
        "2018年，西夏区人民政府按照《中华人民共和国政府信息公开条例》的规定开展政府信息公开工作。本报告所列数据的统计期限为2018年全年。",
        "（一）主动公开。全年未制发、废止行政规范性文件。全年未作出行政许可、行政处罚和行政强制决定。",
        (
            "（二）依申请公开。全年新收政府信息公开申请13件，上年为6件，同比增长116.7%；上年结转2件，全年应办理15件。"
            "按申请人分，自然人申请7件，占53.8%；法人或其他组织申请6件，占46.2%，"
            "其中商业企业3件、科研机构1件、法律服务机构1件、其他组织1件。"
            "按申请渠道分，当面申请1件，占7.7%；传真申请1件，占7.7%；网络申请6件，占46.1%；信函申请5件，占38.5%。"
            "按申请内容分，主要涉及房屋拆迁10件，占76.9%；12345热线2件，占15.4%；未标明内容1件，占7.7%。"
        ),
        (
            "全年办结申请11件，其中予以公开6件，占54.5%；部分公开1件，占9.1%；不予公开1件，占9.1%；"
            "无法提供1件，占9.1%；其他处理2件，占18.2%。不予公开的申请，理由为保护第三方合法权益。"
            "无法提供的申请，原因为本机关不掌握相关政府信息。其他处理的2件中，申请人无正当理由逾期不补正1件，其他1件。"
        ),
        (
            "按期办结10件，占办结总数的90.9%；超过法定期限办结1件，占9.1%。按期办结的申请中，依法延长期限后办结2件。"
            "办结的申请平均用时15个工作日（法定期限为20个工作日，依法不计入的时间已扣除）。结转下年度继续办理4件。"
        ),
        "（三）政府信息管理。〔待填：政府信息制作、审查、更新和规范性文件管理情况〕",
        "（四）政府信息公开平台建设。〔待填：政府网站、政务新媒体和公开专区建设情况〕",
        "（五）监督保障。〔待填：组织领导、业务培训、考核评议和责任追究情况〕",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "因政府信息公开申请行政复议1件，结果维持。因政府信息公开提起行政诉讼2件（未经复议直接起诉），均为结果纠正。",
        "五、存在的主要问题及改进情况",
        (
            "全年有1件申请超过法定期限办结。行政复议、行政诉讼中结果纠正2件。"
            "“其他处理”2件。〔待填：按其他处理办结的原因〕〔待填：存在的主要问题和改进情况〕"
        ),
        "六、其他需要报告的事项",
        "本年度发出收费通知2件，金额295元；本年度未收取到信息处理费。",
        "〔待填：其他需要报告的事项，没有的写“无”〕",
    ]


def test_the_published_year_of_2018_is_told_from_its_cells():
    lines = told(
        year(OLD, 2018, SEED, Survey(topics={"房屋拆迁与补偿": 10, "劳动就业和社会保障": 1, "其他": 1}))
    )

    assert after(lines, "全年收到") == (
        "全年收到政府信息公开申请12件。按申请形式分，传真申请1件，占8.3%；网络申请3件，占25.0%；信函申请8件，占66.7%。"
        "按申请内容分，主要涉及房屋拆迁与补偿10件，占83.4%；劳动就业和社会保障1件，占8.3%；其他1件，占8.3%。"
    )
    assert after(lines, "全年办结") == (
        "全年办结申请12件，无延期办结，按时办结率100%。"
        "全年答复申请12件，其中属于已主动公开范围3件，占25.0%；同意公开7件，占58.3%；不属于本行政机关公开2件，占16.7%。"
    )
    assert "全年依申请公开信息未收取任何费用。" in lines
    assert "全年无因政府信息公开引起的行政复议和行政诉讼。全年未收到举报投诉。" in lines


def test_a_year_without_a_request_says_so():
    lines = told(year(NEW, 2024, []), year(NEW, 2023, []))

    assert "（二）依申请公开。全年未收到政府信息公开申请，与上年相同。" in lines
    assert "全年无因政府信息公开引起的行政复议和行政诉讼。" in lines
    assert "本年度无收取信息处理费情况。" in lines
    assert not any("%" in line for line in lines)


def test_one_case_is_told_without_shares_and_without_all():
    lines = told(year(NEW, 2024, one_case(), Survey(topics={"征地": 1})))

    assert after(lines, "（二）") == (
        "（二）依申请公开。全年新收政府信息公开申请1件。申请人为自然人。申请通过网络提出。申请内容涉及征地。"
    )
    assert after(lines, "全年办结") == "全年办结申请1件，办理结果为予以公开。"
    assert (
        after(lines, "未发生")
        == "未发生超过法定期限办结的情形，按期办结率100%。年末无结转下年度继续办理的申请。"
    )


def test_organisations_of_one_kind_are_told_once():
    firm = replace(one_case()[0][0], kind=ApplicantKind.BUSINESS)

    assert "申请人均为法人或其他组织（商业企业）。" in "".join(told(year(NEW, 2024, [(firm, 2)])))
    mixed = [(firm, 2), *one_case(n=2)]
    assert "法人或其他组织申请2件，占50.0%（均为商业企业）。" in "".join(told(year(NEW, 2024, mixed)))


def test_many_of_one_kind_are_told_as_all():
    lines = told(year(NEW, 2024, one_case(Outcome.ENFORCEMENT_FILE, n=8)))

    assert after(lines, "（二）") == (
        "（二）依申请公开。全年新收政府信息公开申请8件。申请人均为自然人。申请均通过网络提出。"
    )
    assert after(lines, "全年办结") == (
        "全年办结申请8件，办理结果均为不予公开。不予公开的申请，理由均为属于行政执法案卷。"
    )


def test_what_is_only_carried_over_is_told():
    waiting = [(replace(one_case()[0][0], counted=None, outcome=None, timeliness=None), 3)]
    lines = told(year(NEW, 2024, waiting))
    next_year = told(year(NEW, 2025, waiting), year(NEW, 2024, waiting))

    assert "收到的申请至年末仍在办理中，结转下年度继续办理3件。" in lines
    assert (
        after(next_year, "（二）") == "（二）依申请公开。全年未收到政府信息公开申请，上年为3件；上年结转3件。"
    )


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (12, 10, "新收政府信息公开申请12件，上年为10件，同比增长20.0%。"),
        (9, 10, "新收政府信息公开申请9件，上年为10件，同比下降10.0%。"),
        (10, 10, "新收政府信息公开申请10件，上年为10件，同比持平。"),
        (5, 0, "新收政府信息公开申请5件，上年未收到申请。"),
        (0, 5, "全年未收到政府信息公开申请，上年为5件。"),
    ],
)
def test_a_year_is_set_beside_the_year_before(now, then, words):
    last = [(replace(one_case()[0][0], received=2023, counted=2023), then)]

    assert words in "".join(told(year(NEW, 2024, one_case(n=now)), year(NEW, 2023, last)))


def test_the_form_of_2014_is_not_set_beside_that_of_2019():
    lines = told(year(MIDDLE, 2019, TOWN), year(OLD, 2018, TOWN))

    figures = figures_of(year(MIDDLE, 2019, TOWN), year(OLD, 2018, TOWN))
    assert figures.get("<3.1/total") is None  # 收到申请数 then, 予以公开 now
    assert "上年为" not in "".join(lines)
    assert "上年结转4件" in "".join(lines)


def test_a_year_on_the_form_of_2021_is_set_beside_one_on_that_of_2019():
    assert "同比" in "".join(told(year(NEW, 2018, TOWN), year(MIDDLE, 2017, TOWN)))


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({}, "全年无因政府信息公开引起的行政复议和行政诉讼。"),
        (
            {"T4.fy.wc": 1, "T4.fy.wj": 2},
            "因政府信息公开申请行政复议3件，其中结果维持1件、尚未审结2件。全年无因政府信息公开提起的行政诉讼。",
        ),
        (
            {"T4.ss2.qt": 1},
            "全年无因政府信息公开申请的行政复议。因政府信息公开提起行政诉讼1件（复议后起诉），其他结果。",
        ),
        (
            {"T4.ss1.wc": 1, "T4.ss2.wc": 1},
            (
                "全年无因政府信息公开申请的行政复议。"
                "因政府信息公开提起行政诉讼2件（未经复议直接起诉1件，复议后起诉1件），均为结果维持。"
            ),
        ),
    ],
)
def test_reviews_and_suits_are_told_as_table_four_has_them(figures, words):
    assert words in told(year(NEW, 2024, one_case(), **figures))


def test_fees_are_told_in_section_six():
    paid = Survey(fees_charged=3, fen_charged=60050, fees_paid=2, fen_paid=40050)
    lines = told(year(NEW, 2024, one_case(), paid))

    assert lines[lines.index("六、其他需要报告的事项") + 1] == (
        "本年度发出收费通知3件，金额600.5元；本年度收取信息处理费2件，金额400.5元。"
    )


def test_cases_that_disagree_with_a_frozen_table_are_not_told():
    now = Year(year(NEW, 2018, TOWN).table, TOWN[:-3])

    assert "按申请渠道分" not in "".join(told(now))
    assert "按期办结" not in "".join(told(replace(now, tallies=())))


def test_the_headings_have_the_titles_of_the_tables():
    titles = {section.title for section in NEW.sections}

    assert titles <= {p.text for p in write(figures_of(year(NEW, 2024, [])), UNIT) if p.heading}


def named_in(wording):
    """Every source that a wording names, sums and shares taken apart."""
    clauses = [clause for _, paragraphs in wording.sections for said in paragraphs for clause in said]
    found = [source for told in wording.lists.values() for source in (told.whole, *dict(told.parts).values())]
    found += [source for sources in wording.labels.values() for source in sources]
    for clause in clauses:
        texts = [clause.text, clause.each, clause.alone, clause.single]
        found += [source for text in texts for source in re.findall(r"\[([^{}\]]+)\]", text)]
        found += [*clause.some, *clause.every, *clause.none]
    return {atom.strip("<~") for source in found for atom in re.split(r"[:+]", source)}


@pytest.mark.parametrize("form", FORMS, ids=["2014", "2019", "2021"])
def test_the_wordings_name_nothing_that_no_form_of_theirs_has(form):
    wording = wording_for(form.name)
    survey = Survey(topics={"征地": 13}, days={1: 11}, limit=20)
    known = {
        name
        for f in FORMS
        if f.name in wording.forms
        for name in figures_of(year(f, 2018, TOWN, survey)).by_name
    }

    assert form.name in wording.forms
    assert named_in(wording) - known == set()
    for _, paragraphs in wording.sections:
        for clause in (clause for said in paragraphs for clause in said):
            assert not clause.list or clause.list in wording.lists
