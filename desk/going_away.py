"""Somebody goes away or comes back, noted in one transaction by whoever has the office before them."""

from datetime import date

from desk.watched import WatchedLedger
from workflow.absences import Absence, note_absence, note_return
from workflow.again import until_kept
from workflow.casework import Actor


@until_kept
def go_away(ledger: WatchedLedger, absence: Absence, actor: Actor) -> Absence:
    """Note that somebody will be away; refused as `note_absence` refuses it."""
    with ledger.transaction():
        return note_absence(ledger.accounts.absences, ledger.accounts, ledger.units(), absence, actor)


@until_kept
def come_back(ledger: WatchedLedger, login: str, day: date, actor: Actor) -> Absence:
    """Note that somebody is back on a day; refused as `note_return` refuses it."""
    with ledger.transaction():
        return note_return(ledger.accounts.absences, ledger.accounts, ledger.units(), login, actor, day=day)
