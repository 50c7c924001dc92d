"""A finding in plain values."""

from typing import Any

from desk.doctor.findings import Finding
from desk.language import say_fault


def plain_finding(lang: str, finding: Finding) -> dict[str, Any]:
    """What is wrong and what to do, in words; `code` and `severity` for programs."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": say_fault(lang, finding.says),
        "do": say_fault(lang, finding.do),
    }
