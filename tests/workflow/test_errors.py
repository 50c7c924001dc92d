"""A fault can always be said, whatever it holds."""

from datetime import date

from workflow.copies import DeadlineCopy
from workflow.errors import Broken
from workflow.vocabulary import DeadlineKind


def test_a_fault_that_holds_several_deadlines_says_them():
    day = DeadlineCopy(DeadlineKind.REPLY, 1, date(2026, 3, 30), provisional=False, running=True)
    fault = Broken("copy_differs", "{ref}: {name} is kept as {kept}.", ref="R", name="deadlines", kept=(day,))

    assert "R: deadlines is kept as reply 2026-03-30." == str(fault)
