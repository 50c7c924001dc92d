"""A desk to visit: an office with people, and browsers of its own for each of them."""

import re

import pytest
from fastapi.testclient import TestClient

from desk.config import Config, OfficeConfig, StoreConfig
from desk.office import make_office
from desk.passwords import hashed
from desk.web.app import make_app
from store.accounts import Password
from workflow.people import Person
from workflow.vocabulary import Role

SECRET = "一个很长的口令2026"
SEAL = re.compile(r'name="seal" value="([0-9a-f]{64})"')
#: (login, roles, whether of the unit below).
STAFF = (
    ("admin", {Role.ADMINISTRATOR}, False),
    ("head", {Role.HEAD}, False),
    ("clerk", {Role.CLERK}, False),
    ("audit", {Role.AUDITOR}, False),
    ("cg", {Role.CLERK}, True),
)


class Browser:
    """Somebody's browser: it follows where it is sent, and fills forms with the token they carry."""

    def __init__(self, app):
        self.http = TestClient(app, base_url="https://desk.example")

    def get(self, path):
        return self.http.get(path)

    def post(self, path, page="", **fields):
        found = SEAL.search(self.get(page or path).text)
        return self.http.post(path, data={"seal": found[1] if found else "", **fields})

    def seal(self):
        """The token that this browser's forms carry."""
        return SEAL.search(self.get("/password").text)[1]

    def sign_in(self, login, password=SECRET):
        return self.post("/sign-in", login=login, password=password, to="/")


@pytest.fixture(scope="session")
def kept_password():
    """The one password of these tests: to hash it takes a while."""
    return Password(hashed(SECRET, "nobody"), given=False)


@pytest.fixture
def house(tmp_path):
    """An office with a unit below it, and nobody yet."""
    made = make_office(Config(OfficeConfig(name="甲区人民政府办公室"), StoreConfig(), folder=tmp_path))
    made.ledger.add_unit("城关镇", "CG", 1)
    yield made
    made.ledger.close()


@pytest.fixture
def staffed(house, kept_password):
    """The same, with people."""
    for login, roles, below in STAFF:
        house.ledger.accounts.keep_person(Person(login, login, frozenset(roles), 2 if below else 1))
        house.ledger.accounts.keep_password(login, kept_password)
    return house


@pytest.fixture
def visit(staffed):
    """A browser in which somebody has signed in."""
    app = make_app(staffed.config)

    def signed_in(login):
        browser = Browser(app)
        assert 200 == browser.sign_in(login).status_code
        return browser

    return signed_in


@pytest.fixture
def stranger(house):
    """A browser in which nobody has signed in."""
    return Browser(make_app(house.config))
