"""The heads of the official tables stand over the columns they are of."""

import pytest

from reports.count import count
from reports.form import load_form
from reports.spans import Cell, Role, placed, spanned
from tests.reports.samples import TOWN


@pytest.mark.parametrize("name", ["cn-2019", "cn-2021"])
def test_the_applicants_stand_under_one_head_as_in_the_official_table(name):
    (three,) = (one for one in spanned(count(load_form(name), 2018, TOWN)) if one.title.startswith("三、"))
    head = {cell.words: (row, col, cell) for row, col, cell in placed(three.head)}

    assert head["申请人情况"] == (0, three.named, Cell(Role.HEAD, "申请人情况", across=7))
    assert head["自然人"] == (1, three.named, Cell(Role.HEAD, "自然人", down=2))
    assert head["法人或其他组织"] == (1, three.named + 1, Cell(Role.HEAD, "法人或其他组织", across=5))
    assert head["商业企业"][:2] == (2, three.named + 1)
    assert head["总计"] == (1, three.named + 6, Cell(Role.HEAD, "总计", down=2))
    corner = next(cell for row, col, cell in placed(three.head) if (row, col) == (0, 0))
    assert (corner.down, corner.across) == (3, three.named)
