"""A made-up notice for 2027, and an office to which it has come."""

from dataclasses import replace

from workflow.calendars import read_notice

NOTICE = """
jurisdiction = "cn"
year = 2027
title = "关于2027年部分节假日安排的通知"
day = [
    { from = 2027-01-01, to = 2027-01-03, working = false, name = "元旦" },
    { date = 2027-01-31, working = true, name = "春节" },
    { from = 2027-02-05, to = 2027-02-11, working = false, name = "春节" },
    { date = 2027-04-05, working = false, name = "清明节" },
    { from = 2027-05-01, to = 2027-05-03, working = false, name = "劳动节" },
    { date = 2027-06-09, working = false, name = "端午节" },
    { date = 2027-09-15, working = false, name = "中秋节" },
    { from = 2027-10-01, to = 2027-10-07, working = false, name = "国庆节" },
]
"""


def told_of_2027(office):
    """The same office after the notice for 2027 has come: its ledger knows that other rules hold."""
    office.ledger.rules = "2027"
    return replace(office, law=office.law.with_notices([read_notice(NOTICE, "cn-2027.toml")]))
