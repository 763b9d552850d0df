"""Instants as a person reads them in lists: "i dag 03.10", "i nat 01.40", "fre. 20-11"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from boform_app.clock import local_time
from models.values import dates

_NIGHT_ENDS = 6


def when(instant: datetime, today: date, *, has_time: bool = True) -> str:
    """The day, with the time only where it is known and recent."""
    local = local_time(instant)
    day, clock = local.date(), dates.clock(local.time())
    if day == today:
        if not has_time:
            return _tr("i dag")
        night = local.hour < _NIGHT_ENDS
        return (_tr("i nat {clock}") if night else _tr("i dag {clock}")).format(clock=clock)
    if day == today - timedelta(days=1):
        return _tr("i går {clock}").format(clock=clock) if has_time else _tr("i går")
    return dates.dense(day) if day.year == today.year else dates.short(day)


def full(instant: datetime) -> str:
    """Write "fredag 20-11-2026 kl. 14.32"."""
    local = local_time(instant)
    day, clock = dates.with_weekday(local.date()), dates.clock(local.time())
    return _tr("{day} kl. {clock}").format(day=day, clock=clock)


def nights(count: int) -> str:
    """Write "1 døgn", "44 døgn"."""
    return _tr("{count} døgn").format(count=count)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Resident", words)
