"""`foi import`: every row or nothing, and bad cells named."""

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
    said = office("import", "ledger.csv")

    assert 4 == said.code
    assert "第3行“申请渠道”" in said.err
    assert "第3行“答复日期”" in said.err
    assert [] == office("--json", "list").json["items"]


def test_a_file_that_is_not_there_is_refused(office):
    assert 4 == office("import", "nowhere.csv").code
