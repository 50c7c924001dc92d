"""A desk to visit: an office with people, and browsers of its own for each of them."""

import re
from dataclasses import replace
from shutil import copyfile

import pytest
from fastapi.testclient import TestClient

from desk.config import Config, LettersConfig, OfficeConfig, SignoffConfig, StoreConfig
from desk.office import make_office, now, open_office
from desk.passwords import hashed
from desk.sign_in import Browser as Place
from desk.sign_in import let_in
from desk.web.app import make_app
from store.accounts import Password
from tests.desk.web.test_walk import ASKED
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

    def enter(self, house, login):
        """Begin a session without a password, which takes a while to prove."""
        told = let_in(house.ledger.accounts, login, Place("testclient", "test"), now(), given=False)
        for name, value in (("foi", told.token), ("foi-device", told.device)):
            self.http.cookies.set(name, value, domain="desk.example")
        return self

    def sign_in(self, login, password=SECRET):
        return self.post("/sign-in", login=login, password=password, to="/")


@pytest.fixture(scope="session")
def kept_password():
    """The one password of these tests: to hash it takes a while."""
    return Password(hashed(SECRET, "nobody"), given=False)


@pytest.fixture(scope="session")
def pattern(tmp_path_factory):
    """The database of an office with a unit below it, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("pattern")
    made = make_office(config_in(folder))
    made.ledger.add_unit("城关镇", "CG", 1)
    made.ledger.close()
    return folder / "foi.db"


def config_in(folder):
    return Config(OfficeConfig(name="甲区人民政府办公室"), StoreConfig(), folder=folder)


@pytest.fixture
def house(tmp_path, pattern):
    """An office with a unit below it, and nobody yet."""
    copyfile(pattern, tmp_path / "foi.db")
    opened = open_office(config_in(tmp_path))
    yield opened
    opened.ledger.close()


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
        return Browser(app).enter(staffed, login)

    return signed_in


@pytest.fixture
def stranger(house):
    """A browser in which nobody has signed in."""
    return Browser(make_app(house.config))


CASE = "/cases/2026-0001"
DRAFT = f"{CASE}/letters/3/granted"
LETTER = "/letters/1"
LETTERS = LettersConfig(review_body="甲市人民政府", court="甲市人民法院", prefix="甲公开告")


@pytest.fixture
def desk(staffed):
    """Browsers of an office that issues letters; `signoff` is what it wants signed."""

    def opened(signoff=None):
        config = replace(staffed.config, letters=LETTERS, signoff=signoff or SignoffConfig())
        app = make_app(config)

        def signed_in(login):
            browser = Browser(app)
            assert 200 == browser.sign_in(login).status_code
            return browser

        return signed_in

    return opened


@pytest.fixture
def answered(desk):
    """The same, with one case that has been answered; its reply is not drafted yet."""

    def opened(signoff=None):
        signed_in = desk(signoff)
        clerk, head = signed_in("clerk"), signed_in("head")
        clerk.post("/log", **ASKED)
        clerk.post(f"{CASE}/accept", on="2026-03-03")
        head.post(f"{CASE}/answer", on="2026-03-12", outcome0="provided", i0_way="电子邮件", version="2")
        return clerk, head, signed_in

    return opened
