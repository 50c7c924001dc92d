"""The sheets of the workbook that stand beside the official tables."""

from reports.report import CHARTS
from reports.workbook.cases import SHEET as CASES
from reports.workbook.checks import SHEET as CHECKS

OTHER_SHEETS = frozenset({CHARTS, CASES, CHECKS})
