"""A unit, changed from the command line."""


def test_a_unit_is_renamed_and_never_stands_below_itself(office):
    assert office("unit", "add", "某镇", "--code", "MZ").code == 0
    assert office("unit", "add", "某村", "--parent", "某镇").code == 0

    assert "某某镇" == office("--json", "unit", "change", "MZ", "--name", "某某镇").json["name"]
    assert 4 == office("unit", "change", "某某镇", "--parent", "某村").code
