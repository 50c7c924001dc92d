"""`foi jobs`: one's own are listed and stopped; an administrator's eye is on all."""

import pytest

from desk.config_file import configured
from desk.office import now, open_office
from workflow.jobs import Ask, JobKind


@pytest.fixture
def busy(office):
    """An office in which wang has asked for an export."""
    for login, role in (("guanli", "administrator"), ("wang", "clerk"), ("li", "clerk")):
        assert 0 == office("--as", "guanli", "user", "add", login, "--role", role).code
    house = open_office(configured(None, ""))
    house.ledger.jobs.add(Ask(JobKind.EXPORT, "wang", now(), {"format": "csv"}))
    house.ledger.close()
    return office


def test_ones_own_jobs_are_listed_and_everybodys_for_an_administrator(busy):
    def listed(login, *words):
        return [one["by"] for one in busy("--json", "--as", login, "jobs", "list", *words).json["items"]]

    assert [["wang"], [], ["wang"]] == [listed("wang"), listed("li"), listed("guanli", "--all")]
    assert 4 == busy("--as", "li", "jobs", "list", "--all").code


def test_a_job_is_stopped_by_its_owner_and_is_not_there_for_another(busy):
    assert 3 == busy("--as", "li", "jobs", "stop", "1").code
    assert "stopped" == busy("--json", "--as", "wang", "jobs", "stop", "1").json["state"]
    assert 5 == busy("--as", "wang", "jobs", "stop", "1").code
