"""Small ledgers, as an office might have kept them."""

import csv
import io
from pathlib import Path

from desk.intake.plan import plan, read_ledger

TWELVE = (Path(__file__).parent / "twelve.csv").read_bytes()

OLD = {"登记号": "2018-0001", "收到日期": "2018-03-12", "申请渠道": "信函", "申请人类别": "自然人"}
NEW = OLD | {"登记号": "2020-0001", "收到日期": "2020-03-02"}
ASKED = {"申请人": "申请人甲", "申请内容": "某项目的批复"}
PROVIDED = {"办理结果": "予以公开"}


def a_ledger(*rows, encoding="utf-8"):
    """A CSV file of these rows, with the columns they name."""
    rows = [ASKED | row for row in rows]
    headings = dict.fromkeys(heading for row in rows for heading in row)
    page = io.StringIO()
    sheet = csv.DictWriter(page, headings, lineterminator="\r\n")
    sheet.writeheader()
    sheet.writerows(rows)
    return page.getvalue().encode(encoding)


def planned(office, *rows):
    """What an import of these rows would do."""
    return plan(office, read_ledger(a_ledger(*rows), "台账.csv"))


def told(office, row):
    """The one case a row makes, as short words: its acts, days and facts after the receipt."""
    found = planned(office, row)
    assert () == found.faults
    (case,) = found.rows
    return [_short(entry) for entry in case.entries[1:]]


def _short(entry):
    facts = [name if said is True else f"{name}={said}" for name, said in entry.facts.items()]
    return " ".join([entry.action.value, f"{entry.on:%m-%d}", *facts])


def faults(office, *rows):
    """The faults of these rows: row, column, value and code."""
    return [
        (fault.row, fault.column, fault.value, fault.message.code) for fault in planned(office, *rows).faults
    ]
