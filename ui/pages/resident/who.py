"""A resident as the identity bar shows them: words for what is unknown, chips in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QCoreApplication

from boform_app.clock import local_time
from boform_app.services.views.people import AlertView, Identity
from boform_app.services.views.today import DeadlineRow
from models.values import dates, lists
from ui.widgets import identity_bar
from ui.widgets.badge import BadgeKind, BadgeSpec

ALERT_ICONS = {
    "safety": "warning",
    "animal": "animal_paw_print",
    "interpreter": "local_language",
    "health": "pill",
    "contact_rule": "info",
}
_ORDER = ("safety", "protected", "animal", "interpreter", "health", "contact_rule")


def bar(who: Identity, deadlines: Sequence[DeadlineRow] = ()) -> identity_bar.Identity:
    """The identity bar of an open or closed resident."""
    if who.closed:
        room = who.room
        return identity_bar.Identity(_tr("Navn skjult"), "", "", room, "", (protected(),))
    return identity_bar.Identity(
        name=who.list_name,
        born=born(who),
        cpr_masked=who.cpr_masked or _no_cpr(who.cpr_kind),
        room=who.room,
        key_worker=who.key_worker.name if who.key_worker else "",
        chips=(*chips(who), *_deadline(deadlines)),
        note=_opened(who),
    )


def born(who: Identity) -> str:
    """Write "14-06-1982 (44 år)"."""
    if who.birth_date is None:
        return ""
    return _tr("{day} ({age} år)").format(day=dates.short(who.birth_date), age=who.age)


def chips(who: Identity) -> tuple[BadgeSpec, ...]:
    """Allergy first, then safety, protected address, animal, interpreter and the rest."""
    found = [(_ORDER.index(alert.kind), alert_chip(alert)) for alert in who.alerts]
    if who.protected:
        found.append((_ORDER.index("protected"), protected()))
    found.sort(key=lambda pair: pair[0])
    return (allergy(who.allergy_status, who.allergy), *(chip for _, chip in found))


def allergy(status: str, text: str) -> BadgeSpec:
    """Known, none known and not asked are three different facts."""
    if status == "known":
        return BadgeSpec("alert", _tr("Allergi: {text}").format(text=text))
    words = _tr("Allergi: ingen kendte")
    if status != "none_known":
        words = _tr("Allergi: ikke spurgt endnu")
    return BadgeSpec("info", words, icon="pill")


def protected() -> BadgeSpec:
    """The chip of a protected address."""
    return BadgeSpec("prot", _tr("Beskyttet adresse"))


def alert_chip(alert: AlertView) -> BadgeSpec:
    """One consideration; its own words where it has any."""
    label = lists.label("alerts", alert.kind)
    words = f"{label}: {alert.text}" if alert.text else label
    return BadgeSpec("info", words, icon=ALERT_ICONS.get(alert.kind, "info"))


def badge_kind(kind: str) -> BadgeKind:
    """A kind of a service as a step of the ladder."""
    known: dict[str, BadgeKind] = {
        "over": "over", "soon": "soon", "wait": "wait", "ok": "ok", "none": "none",
    }  # fmt: skip
    return known.get(kind, "none")


def badge(row: DeadlineRow) -> BadgeSpec:
    """A deadline's badge; a screen reader gets the day as well."""
    spoken = f"{row.badge_text}, {row.what}"
    if row.due is not None:
        spoken += _tr(", frist {day}").format(day=dates.long(row.due))
    return BadgeSpec(badge_kind(row.badge_kind), row.badge_text, spoken=spoken)


def initial_lower(text: str) -> str:
    """Make "i dag" of "I dag" inside a sentence."""
    return text[:1].lower() + text[1:]


def _deadline(rows: Sequence[DeadlineRow]) -> tuple[BadgeSpec, ...]:
    """Only what is late or due: the first row, when it presses."""
    pressing = [row for row in rows if row.badge_kind in {"over", "soon"}][:1]
    kinds: dict[str, Literal["over", "soon"]] = {"over": "over", "soon": "soon"}
    return tuple(
        BadgeSpec(
            kinds[row.badge_kind],
            f"{row.what.partition(',')[0]}: {initial_lower(row.badge_text)}",
            spoken=row.why,
        )
        for row in pressing
    )


def _no_cpr(kind: str) -> str:
    return {"none": _tr("har ikke"), "unknown": _tr("kendes ikke endnu")}.get(kind, "")


def _opened(who: Identity) -> str:
    if who.opened_at is None or not who.protected:
        return ""
    when = dates.clock(local_time(who.opened_at).time())
    words = _tr("Åbnet kl. {when}.").format(when=when)
    if who.opened_reason:
        words += " " + _tr("Din grund: {reason}").format(reason=initial_lower(who.opened_reason))
    return words


def _tr(words: str) -> str:
    return QCoreApplication.translate("Resident", words)
