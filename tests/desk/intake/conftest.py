"""An office for the ledgers to be read into."""

import pytest

from tests.builders import LAW
from tests.fakes import MemoryLedger
from workflow.alerts import AlertPolicy
from workflow.casework import Office


def an_office():
    """An office with one unit and no case."""
    ledger = MemoryLedger()
    ledger.add_unit("某区人民政府办公室")
    return Office(LAW, ledger, AlertPolicy())


@pytest.fixture
def office():
    """An office with one unit and no case."""
    return an_office()
