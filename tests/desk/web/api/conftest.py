"""Programs that call the API, each with a token of somebody's."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from desk.config import LettersConfig
from desk.tokens import make_token
from desk.web.app import make_app
from workflow.vocabulary import TokenPurpose

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
NEW = {
    "channel": "letter", "kind": "natural", "subject": "城东片区征收补偿方案", "received": "2026-03-02",
    "applicants": [{"name": "张三", "contact": "13800005678", "id_document": "110105199001011234"}],
}  # fmt: skip


@pytest.fixture
def app(staffed):
    letters = LettersConfig(review_body="甲市人民政府", court="甲市人民法院", prefix="甲公开告")
    return make_app(replace(staffed.config, letters=letters))


@pytest.fixture
def program(app, staffed):
    """A program with somebody's token."""

    def of(login):
        secret = make_token(staffed.ledger.accounts, login, TokenPurpose.API, "程序", NOW).secret
        return TestClient(
            app, base_url="https://desk.example/api", headers={"authorization": f"Bearer {secret}"}
        )

    return of


@pytest.fixture
def clerk(program):
    """A clerk's program, which has logged a request."""
    calls = program("clerk")
    assert 201 == calls.post("/cases", json=NEW).status_code
    return calls
