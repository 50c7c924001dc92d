"""A holiday notice and a unit, changed from the command line."""


def test_a_notice_is_tried_without_being_kept_and_moves_the_same_once_added(office, notice_2027):
    log = ("log", "--channel", "letter", "--kind", "natural", "--applicant", "张三", "--subject", "某公告")
    assert office(*log, "--received", "2026-12-10").code == 0
    tried = office("--json", "calendar", "what-if", notice_2027).json
    again = office("--json", "calendar", "what-if", notice_2027).json
    added = office("--json", "calendar", "add", notice_2027).json

    assert ["2026-0001"] == [item["ref"] for item in tried["items"]]
    assert tried == again == added
    assert [] == office("--json", "calendar", "what-if", notice_2027).json["items"]


def test_a_unit_is_renamed_and_never_stands_below_itself(office):
    assert office("unit", "add", "某镇", "--code", "MZ").code == 0
    assert office("unit", "add", "某村", "--parent", "某镇").code == 0

    assert "某某镇" == office("--json", "unit", "change", "MZ", "--name", "某某镇").json["name"]
    assert 4 == office("unit", "change", "某某镇", "--parent", "某村").code
