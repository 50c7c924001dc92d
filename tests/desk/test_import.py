"""`foi import`: every row or nothing, and bad cells named."""

import pytest

from desk.intake.plan import read_ledger
from tests.desk.intake.books import ROW, a_book

HEAD = "登记号,收到日期,申请渠道,申请人类别,申请人,申请内容,答复日期,办理结果,送达方式,交邮日期\n"
GOOD = "2018-0001,2018-03-05,信函,自然人,申请人甲,某征收公告,2018-03-12,同意公开,邮寄,2018-03-12\n"


def test_a_ledger_comes_in_once(office, tmp_path):
    (tmp_path / "ledger.csv").write_text(HEAD + GOOD, encoding="gb18030")

    first, second = (office("--json", "import", "ledger.csv").json for _ in range(2))

    assert (1, 0) == (first["imported"], first["already_there"])
    assert (0, 1) == (second["imported"], second["already_there"])
    assert 0 == office("verify").code


def test_a_dry_run_writes_nothing(office, tmp_path):
    (tmp_path / "ledger.csv").write_text(HEAD + GOOD, encoding="utf-8")
    said = office("--json", "import", "ledger.csv", "--dry-run")

    assert (1, 0) == (said.json["rows"], said.json["imported"])
    assert [] == office("--json", "list").json["items"]


def test_bad_cells_are_named_and_nothing_is_written(office, tmp_path):
    bad = (
        GOOD.replace("2018-0001", "2018-0002")
        .replace("信函", "飞鸽")
        .replace("2018-03-12,同意", "2018-02-30,同意")
    )
    (tmp_path / "ledger.csv").write_text(HEAD + GOOD + bad, encoding="utf-8")
    said = office("--json", "import", "ledger.csv")

    assert 4 == said.code
    assert [("C3", "申请渠道", "飞鸽"), ("G3", "答复日期", "2018-02-30")] == [
        (fault["cell"], fault["column"], fault["value"]) for fault in said.error["faults"]
    ]
    assert [] == office("--json", "list").json["items"]


def test_a_file_that_is_not_there_is_refused(office):
    assert 4 == office("import", "nowhere.csv").code


NO_NUMBER = GOOD.replace("2018-0001,", ",")


def told(office, *words):
    said = office("--json", "import", "ledger.csv", *words)
    assert 0 == said.code, said.err
    return said.json


def write_ledger(tmp_path, *rows, encoding="utf-8"):
    (tmp_path / "ledger.csv").write_text(HEAD + "".join(rows), encoding=encoding)


def test_rows_without_a_number_come_in_once(office, tmp_path):
    write_ledger(tmp_path, NO_NUMBER, NO_NUMBER)
    first, second = told(office), told(office)

    assert (2, 0) == (first["imported"], first["already_there"])
    assert (0, 2) == (second["imported"], second["already_there"])


def test_a_row_written_otherwise_in_another_file_is_still_the_same(office, tmp_path):
    write_ledger(tmp_path, NO_NUMBER)
    told(office)
    write_ledger(tmp_path, NO_NUMBER.replace("2018-03-05", "2018/3/5"), "甲" + NO_NUMBER, encoding="gb18030")
    again = told(office)

    assert (1, 1) == (again["imported"], again["already_there"])


def test_an_import_is_undone_and_comes_in_again(office, tmp_path):
    write_ledger(tmp_path, NO_NUMBER, GOOD)
    number = told(office)["import"]
    undone = office("--json", "import", "--undo", number)

    assert 2 == undone.json["taken_out"]
    assert [] == office("--json", "list").json["items"]
    assert 0 == office("verify").code
    assert 2 == told(office)["imported"]
    assert [2, 2] == [item["cases"] for item in office("--json", "import").json["items"]]
    assert 3 == office("import", "--undo", number).code


def test_an_import_somebody_has_worked_on_stays(office, tmp_path):
    write_ledger(tmp_path, GOOD, GOOD.replace("2018-0001", "2018-0002"))
    number = told(office)["import"]
    assert 0 == office("act", "2018-0002", "annotate", "--fact", "text=甲").code
    said = office("--json", "import", "--undo", number)

    assert (4, "import_worked_on") == (said.code, said.error["code"])
    assert 2 == len(office("--json", "list").json["items"])


BAD = GOOD.replace("2018-0001", "2018-0002").replace("信函", "飞鸽")


def test_good_rows_come_in_and_the_others_are_named(office, tmp_path):
    write_ledger(tmp_path, BAD, GOOD)
    said = office("--json", "import", "ledger.csv", "--good-rows")

    assert (4, "rows_left", ["C2"]) == (
        said.code,
        said.error["code"],
        [f["cell"] for f in said.error["faults"]],
    )
    assert 1 == said.json["imported"]


@pytest.mark.parametrize("back", ["nowhere/back.xlsx", "back.doc"])
def test_nothing_comes_in_when_the_faults_could_not_be_given_back(office, tmp_path, back):
    write_ledger(tmp_path, BAD, GOOD)

    assert 4 == office("import", "ledger.csv", "--good-rows", "--faults", back).code
    assert [] == office("--json", "list").json["items"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_comes_back_with_its_faults_and_comes_in_when_mended(office, tmp_path, kind):
    write_ledger(tmp_path, GOOD, BAD)
    office("--lang", "en", "import", "ledger.csv", "--faults", f"back.{kind}")
    book = read_ledger((tmp_path / f"back.{kind}").read_bytes(), "back")
    first, second = book.requests.rows

    assert "错误" == book.requests.headings[-1]
    assert ("", "申请渠道：“飞鸽” is none") == (first.cells[-1], second.cells[-1].partition(" of")[0])
    assert () == book.layout.unknown_headings


def test_what_the_law_forbids_comes_in_as_recorded_and_stays_visible(office, tmp_path):
    head = HEAD.replace("办理结果", "办理结果,延期通知日期,延长工作日")
    row = "2018-0001,2018-03-12,信函,自然人,申请人甲,某公告,2018-03-09,同意公开,2018-03-20,40,,\n"
    (tmp_path / "ledger.csv").write_text(head + row, encoding="utf-8")

    assert 4 == office("import", "ledger.csv").code
    assert ["2018-0001"] == told(office, "--as-recorded")["irregular"]
    assert ["2018-0001"] == office("--json", "verify").json["irregular"]
    assert "disclosed" == office("--json", "show", "2018-0001").json["state"]


def test_an_office_may_say_what_it_calls_its_columns(office, tmp_path):
    text = (HEAD + GOOD).replace("登记号", "办件编号").replace("申请内容", "诉求")
    (tmp_path / "ledger.csv").write_text(text, encoding="utf-8")

    assert 4 == office("import", "ledger.csv").code
    assert 1 == told(office, "--heading", "办件编号=登记号", "--heading", "诉求=申请内容")["imported"]
    assert ["2018-0001"] == [row["ref"] for row in office("--json", "list").json["items"]]
    assert 2 == office("import", "ledger.csv", "--heading", "甲=乙").code


def in_own_words(tmp_path, values='"申请渠道:政务平台" = "网络"\n"办理结果：办结" = "予以公开"'):
    text = (HEAD + GOOD).replace("登记号", "办件编号").replace("信函", "政务平台").replace("同意公开", "办结")
    (tmp_path / "ledger.csv").write_text(text, encoding="utf-8")
    config = tmp_path / "config.toml"
    names = f'[ledger.headings]\n"办件编号" = "登记号"\n[ledger.values]\n{values}\n'
    config.write_text(config.read_text(encoding="utf-8") + names, encoding="utf-8")


def test_an_office_is_understood_every_time_once_its_names_are_configured(office, tmp_path):
    in_own_words(tmp_path)

    assert (1, []) == (told(office)["imported"], told(office)["unknown_columns"])
    assert ("online", "provided") == tuple(
        office("--json", "show", "2018-0001").json[name] for name in ("channel", "outcome")
    )


def test_a_word_of_the_office_may_be_typed_for_one_file_and_how_to_keep_it_is_told(office, tmp_path):
    write_ledger(tmp_path, GOOD.replace("信函", "政务平台"))

    assert 4 == office("import", "ledger.csv").code
    said = office("import", "ledger.csv", "--value", "申请渠道:政务平台=网络")
    assert 0 == said.code
    assert '[ledger.values]\n"申请渠道:政务平台" = "网络"' in said.err


def test_a_row_is_still_known_when_a_word_for_it_has_been_configured_since(office, tmp_path):
    write_ledger(tmp_path, NO_NUMBER.replace("信函", "政务平台"))
    assert 1 == told(office, "--value", "申请渠道:政务平台=网络")["imported"]
    told_again = told(office, "--value", "申请渠道:政务平台=传真")

    assert (0, 1) == (told_again["imported"], told_again["already_there"])


@pytest.mark.parametrize("word", ["甲=乙", "申请内容:甲=乙", "申请渠道:政务平台=飞鸽", "申请渠道:=网络"])
def test_a_word_that_means_nothing_is_a_fault_of_usage(office, tmp_path, word):
    write_ledger(tmp_path, GOOD)

    assert (2, "bad_own_word") == (
        (said := office("--json", "import", "ledger.csv", "--value", word)).code,
        said.error["code"],
    )


def test_a_name_that_means_nothing_is_a_fault_of_the_configuration(office, tmp_path):
    in_own_words(tmp_path, '"申请渠道:政务平台" = "飞鸽"')
    said = office("--json", "import", "ledger.csv")

    assert (4, "bad_config") == (said.code, said.error["code"])
    assert "申请渠道:政务平台=飞鸽" in said.error["message"]


DISPUTED = ("2018-0001", "行政复议", "2018-05-02", "2018-06-29", "结果纠正")
PENDING = ("2018-0001", "复议后起诉", "2018-07-16", "", "")


def write_book(tmp_path, *disputes):
    def fill(book, _):
        sheet = book.add_worksheet("复议诉讼")
        for at, cells in enumerate((("登记号", "类型", "提起日期", "审结日期", "结果"), *disputes)):
            sheet.write_row(at, 0, cells)

    (tmp_path / "ledger.xlsx").write_bytes(a_book(ROW, fill=fill))


def listed(office):
    return [(one["kind"], one["result"]) for one in office("--json", "proceedings").json["items"]]


def test_proceedings_come_in_with_their_cases_once_and_go_out_with_the_import(office, tmp_path):
    write_book(tmp_path, DISPUTED, PENDING)
    first, second = (office("--json", "import", "ledger.xlsx").json for _ in range(2))

    assert [(1, 2, 0), (0, 0, 1)] == [
        (said["imported"], said["proceedings"], said["already_there"]) for said in (first, second)
    ]
    assert [("review", "corrected"), ("suit_after_review", "pending")] == listed(office)
    assert 0 == office("verify").code
    assert 1 == office("--json", "import", "--undo", first["import"]).json["taken_out"]
    assert [] == listed(office)
    assert 0 == office("verify").code


def test_a_proceeding_that_a_case_in_the_ledger_lacks_is_named_and_not_lost_unseen(office, tmp_path):
    write_book(tmp_path, DISPUTED)
    office("import", "ledger.xlsx")
    write_book(tmp_path, DISPUTED, PENDING)
    said = office("--json", "import", "ledger.xlsx")

    assert (4, [("复议诉讼", "B3", "proceeding_not_there")]) == (
        said.code,
        [(fault["sheet"], fault["cell"], fault["code"]) for fault in said.error["faults"]],
    )
    assert [("review", "corrected")] == listed(office)
