"""Sentences of the card Støtte. Every row is (what is known, else what is missing, more lines …)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from boform_app.services.views.moving import AppealView, SupportView
from models.values import dates
from ui.pages.resident.case_rows import joined
from ui.widgets.badge import BadgeSpec


def badge(view: SupportView, today: date) -> BadgeSpec:
    """How it stands, in two or three words."""
    if view.decision == "refused":
        return BadgeSpec("none", _tr("Ikke bevilget"))
    if view.decision:
        day = dates.short(view.decided_on) if view.decided_on else ""
        return BadgeSpec("ok", _tr("Bevilget {day}").format(day=day).strip())
    if view.applied_on is None:
        return BadgeSpec("none", _tr("Ikke ansøgt"))
    if is_late(view, today) and view.promised_on is not None:
        return BadgeSpec("soon", _tr("Lovet til {day}").format(day=dates.dense(view.promised_on)))
    return BadgeSpec("wait", _tr("Afventer {n} døgn").format(n=view.waited_days or 0))


def is_late(view: SupportView, today: date) -> bool:
    """Whether the promised day has gone by without a decision."""
    return view.promised_on is not None and view.promised_on < today and not view.decision


def steps(view: SupportView) -> tuple[tuple[str, date | None, str], ...]:
    """The four steps: title, day, words while there is none."""
    assessed = view.proposal.assessed_on if view.proposal and view.proposal.method else None
    chosen = _tr("foreslået") if view.method else _tr("ikke endnu")
    return (
        (_tr("Foreslået"), assessed, chosen),
        (_tr("Ansøgt"), view.applied_on, _tr("ikke endnu")),
        (_tr("Lovet til"), view.promised_on, _tr("ikke oplyst")),
        (_tr("Afgjort"), view.decided_on if view.decision else None, _tr("ikke endnu")),
    )


def proposed(view: SupportView) -> tuple[str, ...]:
    """The method and its criterion; the overview's proposal until the house has written one."""
    if view.method:
        return view.method_label, "", view.criterion
    if view.proposal is None:
        return "", _tr("Ikke afklaret. Overblikket foreslår en støtte, når det er udfyldt.")
    day = dates.short(view.proposal.assessed_on)
    words = _tr("{label} efter overblikket {day}, ikke skrevet ned endnu")
    if not view.proposal.wanted and view.proposal.method:
        words = _tr("{label} efter overblikket {day}. Beboeren ønsker det ikke nu")
    return "", words.format(label=view.proposal.label, day=day), view.proposal.criterion


def wish(view: SupportView, *, hidden: bool) -> tuple[str, ...]:
    """Whom the resident wants, and what the municipality said to it."""
    wished = joined(view.wished_supplier, view.wished_person)
    if not wished:
        return "", _tr("Ikke noteret. Spørg, hvem støtten gerne må komme fra.")
    answer = _tr("Kommunen har ikke svaret på ønsket endnu")
    if view.wish_followed:
        answer = _tr("Kommunen har fulgt ønsket")
    elif view.wish_followed is False:
        why = view.wish_reason or _tr("begrundelse mangler, bed om den (§ 85 a, stk. 2)")
        answer = _tr("Ikke fulgt: {why}").format(why=why)
    return ("", _tr("Noteret"), "") if hidden else (wished, "", answer)


def named(view: SupportView) -> tuple[str, ...]:
    """The right to a named person, or that somebody must look whether the law is in force."""
    right = view.named_person
    if right.holds:
        words = _tr("Beboeren har ret til en fast, navngiven person")
        return words, "", right.paragraph
    return "", right.note or _tr("Kontrollér, om loven er trådt i kraft."), right.paragraph


def decided(view: SupportView, *, hidden: bool) -> tuple[str, ...]:
    """What was decided when and why, and until when it can be appealed."""
    if not view.decision:
        return "", _tr("Ikke truffet endnu. Den skal være truffet, før beboeren flytter.")
    what = {
        "granted": _tr("Bevilget som foreslået"),
        "granted_otherwise": _tr("Bevilget anden støtte: {label}"),
        "refused": _tr("Ikke bevilget"),
    }[view.decision].format(label=view.granted_label)
    days = joined(
        _tr("afgjort {day}").format(day=dates.short(view.decided_on)) if view.decided_on else "",
        _tr("modtaget {day}").format(day=dates.short(view.received_on))
        if view.received_on
        else _tr("dagen for modtagelsen mangler"),
    )
    reason = "" if hidden else view.reason
    if view.reason_missing:
        reason = _tr("Kommunens begrundelse mangler. Bed om den.")
    return what, "", days, reason, _appeal(view.appeal)


def given(view: SupportView, *, hidden: bool) -> tuple[str, ...]:
    """Who gives it, whether they have met, when it begins."""
    who = joined(view.supplier, view.supporter, view.supporter_phone)
    days = joined(
        _tr("har mødt beboeren {day}").format(day=dates.short(view.met_on))
        if view.met_on
        else (_tr("har ikke mødt beboeren endnu") if who else ""),
        _tr("begynder {day}").format(day=dates.dense(view.starts_on)) if view.starts_on else "",
    )
    if not who:
        return "", _tr("Ikke oplyst endnu"), days
    return ("", _tr("Oplyst"), days) if hidden else (who, "", days)


def _appeal(right: AppealView | None) -> str:
    if right is None:
        return ""
    day = dates.with_weekday(right.last_day)
    if right.days_left < 0:
        return _tr("Klagefristen var {day}").format(day=day)
    left = {0: _tr("i dag"), 1: _tr("om 1 dag")}.get(right.days_left)
    left = left or _tr("om {n} dage").format(n=right.days_left)
    return _tr("Kan påklages til og med {day} ({left}), {law}").format(
        day=day, left=left, law=right.paragraph
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("Support", words)
