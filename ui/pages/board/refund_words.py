"""Sentences of the leader's panel about refund nights; every number is for guidance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from boform_app.rules.refund import RefundClock, RefundMark, RefundWindow
from boform_app.rules.refund_flags import RefundFlag
from boform_app.rules.support_refund import SupportRefund
from boform_app.services.views.refund import SupportRefundView
from models.values import dates


def used(clock: RefundClock) -> str:
    """The number of the running year: "Mindst 98 døgn"."""
    at_least = _tr("Mindst {n} døgn") if clock.at_least else _tr("{n} døgn")
    return at_least.format(n=clock.used)


def beside(window: RefundWindow) -> str:
    """Calendar days and what the nights are made of."""
    parts = [_tr("{n} kalenderdage").format(n=window.calendar_days)]
    for number, words in (
        (window.absent, _tr("heraf {n} døgn med fravær")),
        (window.told, _tr("heraf {n} døgn fortalt fra andre boformer")),
        (window.overlapped, _tr("{n} døgn talt i to huse tæller én gang")),
    ):
        if number:
            parts.append(words.format(n=number))
    return " · ".join(parts)


def year(window: RefundWindow) -> str:
    """First and last day of a running year."""
    last = window.end - timedelta(days=1)
    return _tr("{start} til {end}").format(start=dates.short(window.start), end=dates.short(last))


def mark(found: RefundMark) -> str:
    """One of the marks with its day."""
    names = {"safe": _tr("Sikker grænse"), "possible": _tr("Mulig overgangsgrænse")}
    name = _tr("{name}, {n} døgn").format(name=names[found.role], n=found.nights)
    if found.is_reached:
        day = dates.with_weekday(found.reached_on) if found.reached_on else ""
        return f"{name}: " + _tr("brugt {day}").format(day=day).strip()
    left = _tr("{n} døgn tilbage").format(n=found.left)
    if found.last_night is None:
        return f"{name}: {left}, " + _tr("nås ikke i det løbende år")
    day = dates.with_weekday(found.last_night)
    return f"{name}: {left}, " + _tr("sidste døgn {day}").format(day=day)


def flag(found: RefundFlag) -> str:
    """What rule E asks a leader to look at."""
    words = {
        "E1": _tr("Klar til at flytte og venter på andre. {n} døgn er brugt siden {day}."),
        "E2": _tr("Grænsen på {n} døgn nærmer sig, siden {day}."),
        "E3": _tr("De {n} døgn er brugt, {day}."),
    }[found.rule]
    return words.format(n=found.nights, day=dates.short(found.since))


def spoken(clock: RefundClock) -> str:
    """The painted track in words."""
    window = clock.current
    if window is None:
        return ""
    ticks = " ".join(f"{mark(one)}." for one in window.marks)
    return f"{used(clock)}. {ticks} {clock.guidance}."


def periods(found: SupportRefundView) -> Iterator[tuple[str, str]]:
    """§ 176 a: heading and sentence of both periods."""
    yield _tr("Støtte i egen bolig"), _period(found.own_home, planned=found.planned)
    yield _tr("Botilbud, § 107"), _period(found.residential, planned=found.planned)


def _period(found: SupportRefund, *, planned: bool) -> str:
    cover = {
        "yes": _tr("afgjort før udskrivningen"), "no": _tr("ikke afgjort før udskrivningen"),
        "ask": found.note, "open": _tr("der er ikke truffet en afgørelse endnu"),
    }[found.cover]  # fmt: skip
    if found.starts_on is None or found.last_day is None:
        return _tr("Begynder ved udskrivningen; {cover}").format(cover=cover)
    return _tr("{start} til {end}{planned}; {cover}").format(
        start=dates.short(found.starts_on), end=dates.short(found.last_day), cover=cover,
        planned=_tr(" (planlagt)") if planned else "",
    )  # fmt: skip


def asked(on: date | None) -> str:
    """Whether somebody has asked about other houses."""
    if on is None:
        return _tr("Der er ikke spurgt om andre boformer endnu. Tallet er derfor mindst.")
    return _tr("Spurgt om andre boformer {day}").format(day=dates.short(on))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Refund", words)
