"""Figures entered by hand and tables frozen are kept and found."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert

from store.link import Link
from store.values import moment_out
from store.year_tables import FIGURES, FROZEN
from workflow.errors import Conflict
from workflow.yearbook import Entered, Figures, Frozen, Place

_F, _Z = FIGURES.c, FROZEN.c
_KEY = [_F.unit_id, _F.year, _F.form, _F.code, _F.column]
_ENTERED = insert(FIGURES)
ENTER = _ENTERED.on_conflict_do_update(
    index_elements=_KEY,
    set_={"figure": _ENTERED.excluded.figure, "by": _ENTERED.excluded.by, "at": _ENTERED.excluded.at},
)


def entered(link: Link, place: Place) -> Sequence[Entered]:
    """What a unit has entered for a year, by code and column."""
    asked = select(_F.code, _F.column, _F.figure, _F.by, _F.at).where(
        _F.unit_id == place.unit, _F.year == place.year, _F.form == place.form
    )
    return [
        Entered(row.code, row.column, _figure(row.figure), row.by, moment_out(row.at))
        for row in sorted(link.core.execute(asked), key=lambda row: (row.code, row.column))
    ]


def _figure(kept: str) -> int | float:
    figure = float(kept)
    return int(figure) if figure.is_integer() else figure


def enter(link: Link, place: Place, figures: Figures, by: str, at: datetime) -> None:
    """Keep figures, each in the place of the one entered there before."""
    rows = [
        {
            **_placed(place),
            "code": code,
            "column": column,
            "figure": str(figure),
            "by": by,
            "at": at,
        }
        for code, row in figures.items()
        for column, figure in row.items()
    ]
    if rows:
        link.core.execute(ENTER, rows)


def frozen(link: Link, unit: int, year: int) -> Sequence[Frozen]:
    """The tables a unit has frozen for a year, the one that holds last."""
    return _read(link, select(FROZEN).where(_Z.unit_id == unit, _Z.year == year))


def every_frozen(link: Link) -> Sequence[Frozen]:
    """Every table that was frozen, oldest first."""
    return _read(link, select(FROZEN))


def frozen_in(link: Link, year: int) -> frozenset[int]:
    """The units that have frozen a table of a year; no table is read."""
    return frozenset(link.core.execute(select(_Z.unit_id).where(_Z.year == year)).scalars())


def _read(link: Link, asked: Select[Any]) -> Sequence[Frozen]:
    return [
        Frozen(
            id=row.id,
            place=Place(row.unit_id, row.year, row.form),
            content=row.content,
            by=row.by,
            signed_by=row.signed_by,
            at=moment_out(row.at),
            restates=row.restates,
            handed_in=row.handed_in or "",
            reason=row.reason or "",
        )
        for row in link.core.execute(asked.order_by(_Z.id))
    ]


def freeze(link: Link, table: Frozen) -> Frozen:
    """Keep a frozen table.

    Raises:
        Conflict: that table has been frozen, or restated, by somebody else.
    """
    columns = {
        **_placed(table.place),
        "content": table.content,
        "by": table.by,
        "signed_by": table.signed_by,
        "at": table.at,
        "restates": table.restates,
        "handed_in": table.handed_in or None,
        "reason": table.reason or None,
    }
    made = insert(FROZEN).values(**columns).on_conflict_do_nothing().returning(_Z.id)
    kept = link.core.execute(made).scalar_one_or_none()
    if kept is None:
        raise Conflict(
            "frozen_already", "The table of {year} has been frozen already.", year=table.place.year
        )
    return replace(table, id=kept)


def _placed(place: Place) -> dict[str, object]:
    return {"unit_id": place.unit, "year": place.year, "form": place.form}
