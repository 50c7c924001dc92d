"""Each invariant finds what breaks it: planted by SQL, past the engine, in an office where all is well."""

from contextlib import closing

import pytest

from desk.config_file import read_config
from desk.office import open_office
from store.engine import open_engine
from tests.faults.invariants import CHECKS, violated
from tests.faults.place import BELL, NOW, copied, make_place, scene
from tests.faults.scene import Told
from workflow.reminding import remind


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """An office whose bell has rung."""
    config = make_place(tmp_path_factory.mktemp("faults") / "first")
    house = open_office(config)
    remind(house.office, BELL, NOW)
    house.ledger.close()
    return config


@pytest.fixture
def config(kept, tmp_path):
    return copied(kept, tmp_path / "here")


def told():
    return Told(sent={"case-0", "nobody"}, cases={"case-0": "2026-0001"})


def found(config, what=None, **more):
    house = open_office(config)
    with closing(house.ledger):
        return violated(scene(house, what or told(), swept_on=BELL, **more))


def spoil(config, *statements):
    engine = open_engine(config.database)
    with engine.connect() as connection:
        # A table that others point to is put in the place of another: outside a transaction only.
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        for statement in ("PRAGMA ignore_check_constraints=ON", *statements):
            connection.exec_driver_sql(statement)
        connection.commit()
    engine.dispose()


def test_nothing_is_found_where_all_is_well(config):
    assert [] == found(config)


UNLOCK = ("DROP TRIGGER entries_no_update", "DROP TRIGGER entries_no_delete")
FREE = ("DROP INDEX ix_documents_number", "DROP INDEX ix_documents_standing")
#: A second of a unique key is put in after the key has been given up.
TWICE = (
    "CREATE TABLE free AS SELECT * FROM alerts",
    "DROP TABLE alerts",
    "ALTER TABLE free RENAME TO alerts",
    "INSERT INTO alerts SELECT * FROM alerts WHERE id = (SELECT min(id) FROM alerts)",
)
MOVED = """UPDATE cases SET reply_due_on = '2026-05-06',
           deadlines = replace(deadlines, reply_due_on, '2026-05-06')
           WHERE ref = '2026-0003'"""
# fmt: off
PLANTED = (
    ("I1",  ("UPDATE cases SET subject = 'lost' WHERE ref = '2026-0001'",)),
    ("I1",  ("UPDATE cases SET subject = 'nobody' WHERE ref IN ('2026-0003', '2026-0004')",)),
    ("I3",  ("UPDATE cases SET version = version + 1 WHERE ref = '2026-0003'",)),
    ("I3",  (*UNLOCK, "DELETE FROM entries WHERE case_id = 1 AND line = 2")),
    ("I4",  (*UNLOCK, "UPDATE entries SET \"by\" = 'clerk' WHERE case_id = 1 AND action = 'answer'")),
    ("I4",  ("UPDATE cases SET state = 'extended' WHERE ref = '2026-0003'",)),
    ("I5",  (*UNLOCK, "UPDATE entries SET \"on\" = '2026-03-03' WHERE case_id = 3 AND line = 1")),
    ("I5",  ("UPDATE cases SET head = 'another' WHERE ref = '2026-0003'",)),
    ("I6",  ("UPDATE cases SET received_on = '2026-03-03' WHERE ref = '2026-0003'",)),
    ("I7",  TWICE),
    ("I8",  ("DELETE FROM alerts WHERE id = (SELECT max(id) FROM alerts)",)),
    ("I8",  ("UPDATE alerts SET raised_on = '2026-01-01' WHERE id = (SELECT max(id) FROM alerts)",)),
    ("I9",  (MOVED,)),
    ("I10", (*FREE, "UPDATE documents SET number = 'x'")),
    ("I10", ("UPDATE series SET last = last + 1",)),
    ("I10", ("UPDATE cases SET ref = '2026-0009' WHERE ref = '2026-0004'",)),
    ("I11", ("UPDATE documents SET docx = pdf WHERE number <> ''",)),
)
# fmt: on


@pytest.mark.parametrize(("number", "statements"), PLANTED)
def test_what_breaks_an_invariant_is_found_by_its_own_check(config, number, statements):
    spoil(config, *statements)

    assert [one for one in found(config) if one.startswith(f"{number}: ")]


def test_an_act_that_was_acknowledged_and_is_lost_or_stands_twice_is_found(config):
    lost = Told(sent={"gone"}, acts={"gone": ("2026-0003", 2)})

    assert ["I2: gone was acknowledged and stands 0 times"] == found(config, lost)

    digests = ("one", "two")
    spoil(
        config, *(f"INSERT INTO texts VALUES (3, '{digest}', '', 'twice')" for digest in digests)
    )  # fmt: skip

    assert "I2: twice was sent once and stands 2 times" in found(config, Told(sent={"twice"}))


def test_half_a_group_of_rows_is_found(config):
    spoil(config, "UPDATE cases SET subject = 'group/1' WHERE ref = '2026-0004'")

    assert ["I1: 1 of the 2 rows of group are there"] == found(config, Told(groups={"group": 2}))
    assert ["I1: 1 of the 2 rows of group are there"] == found(
        config, Told(groups={"group": 2}, whole={"group"})
    )


def test_a_file_that_is_changed_or_belongs_to_nothing_is_found(config):
    (path, *_) = sorted(config.files.glob("*/*"))
    path.with_name("ff" * 32).write_bytes(b"stray")

    assert ["I11: 1 files belong to nothing; 0 are explained"] == found(config)
    assert [] == found(config, strays=1)

    path.write_bytes(b"changed")

    assert [one for one in found(config, strays=1) if one.startswith("I11: ")]


def test_every_invariant_was_broken_here():
    assert {*CHECKS} == {number for number, _ in PLANTED} | {"I2"}


def test_the_office_of_the_faults_is_an_office_like_any_other(config):
    assert read_config(config.folder / "config.toml").office.name == "甲区人民政府办公室"
