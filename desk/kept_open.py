"""An office that stays open while others change its settings and its calendar."""

import logging
from collections.abc import Callable
from threading import Lock

from desk.config import Config
from desk.config_file import reread
from desk.office import House, open_office
from desk.settings import file_of
from workflow.errors import CaseworkError

LOG = logging.getLogger("foi.office")


def keep_open(config: Config) -> Callable[[], House]:
    """The office whenever asked, opened again after a holiday notice or a setting came in from anywhere.

    Raises:
        NotFound: its database has not been made yet.
    """
    house = open_office(config)
    known = house.ledger.notices()
    stamp = stamp_of_settings(config)
    one_at_a_time = Lock()

    def current() -> House:
        nonlocal house, known, stamp
        with one_at_a_time:
            if (now := stamp_of_settings(config)) != stamp:
                stamp = now
                house, known = open_office(_reread(house.config)), house.ledger.notices()
            if (notices := house.ledger.notices()) != known:
                house, known = open_office(house.config), notices
            return house

    return current


def stamp_of_settings(config: Config) -> tuple[int, int] | None:
    """What tells that the file of the configuration was written again."""
    try:
        kept = file_of(config).stat()
    except OSError:
        return None
    return kept.st_mtime_ns, kept.st_ino


def _reread(config: Config) -> Config:
    """The configuration as it is now; as it was where somebody has made its file unreadable."""
    try:
        return reread(config)
    except CaseworkError as fault:
        LOG.warning("the settings stay as they were: %s", fault)
        return config
