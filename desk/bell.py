"""The bell: it rings the sweep at start and every day; the truth stays in the tables."""

import signal
from collections.abc import Callable
from datetime import datetime
from types import FrameType
from zoneinfo import ZoneInfo

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger

from desk.office import House, now, open_office, today
from workflow.reminding import Sweep, remind


def ring_daily(house: House, told: Callable[[Sweep], None]) -> None:
    """Ring at once and then every day at the office's hour; SIGTERM and Ctrl-C end it between two rings."""
    zone = ZoneInfo(house.config.office.timezone)
    scheduler = BlockingScheduler(timezone=zone)
    at = house.config.alerts.time

    def ring() -> None:
        # Opened anew: somebody may have added a holiday notice since the last ring.
        open_house = open_office(house.config)
        told(remind(open_house.office, today(house.config), now()))
        open_house.ledger.close()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        scheduler.shutdown(wait=False)

    # A ring missed while the machine slept is made up once: the sweep looks at the state, not at the clock.
    scheduler.add_job(
        ring,
        CronTrigger(hour=at.hour, minute=at.minute, timezone=zone),
        id="remind",
        next_run_time=datetime.now(zone),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    scheduler.start()
