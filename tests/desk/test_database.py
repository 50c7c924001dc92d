"""An office moved to another database."""

from desk.office import open_office
from tests.desk.conftest import LOG


def test_an_office_is_copied_with_its_letters_and_proved_there(answered, tmp_path):
    foi = answered
    assert 0 == foi("letter", "draft", "2026-0001").code
    assert 0 == foi("letter", "issue", "2026-0001", "--on", "2026-03-11").code

    said = foi("--json", "db", "copy", "--to", "sqlite:///new.db")

    assert 0 == said.code, said.err
    assert 1 == said.json["cases"]
    assert str(tmp_path / "foi.db.files") == said.json["files"]
    assert 1 == said.json["tables"]["documents"]["rows"]
    assert "foi.db.files" in said.err
    config = (tmp_path / "config.toml").read_text(encoding="utf-8")
    store = '[store]\nurl = "sqlite:///new.db"\nfiles = "foi.db.files"\n'
    (tmp_path / "config.toml").write_text(config + store, encoding="utf-8")
    assert 0 == foi("verify").code
    assert "2026-0002" in foi("log", *LOG, "--received", "2026-03-02").out


def test_a_copy_of_a_register_that_does_not_hold_is_told(logged, tmp_path):
    from desk.config_file import read_config

    house = open_office(read_config(tmp_path / "config.toml"))
    with house.ledger.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET state = 'ended'")
    house.ledger.close()

    said = logged("db", "copy", "--to", "sqlite:///new.db")

    assert 6 == said.code
    assert "2026-0001" in said.err


def test_an_office_is_not_copied_over_another(logged):
    said = logged("--json", "db", "copy", "--to", "sqlite:///foi.db")

    assert 4 == said.code
    assert "database_not_empty" == said.error["code"]


def test_a_database_that_is_none_is_refused(logged):
    assert 4 == logged("db", "copy", "--to", "mysql://h/d").code
