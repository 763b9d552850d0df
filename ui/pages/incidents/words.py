"""Incidents, conflicts and expulsions in words, for the lists and for the pane beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from boform_app.clock import local_date, local_time
from boform_app.services.views.day_log import Subject
from boform_app.services.views.incidents import ConflictView, ExpulsionView, IncidentView
from models.values import dates
from models.values.lists import label
from ui.pages.day_log.rows import joined, name_of
from ui.pages.detail_pane import Shown
from ui.pages.resident import moments
from ui.privacy import privacy
from ui.widgets.badge import BadgeSpec

HIDDEN = "Teksten er skjult. Åbn beboeren for at læse den."


def when(row: IncidentView) -> str:
    """``man. 23-11 21.40``."""
    local = local_time(row.happened_at)
    return f"{dates.dense(local.date())} {dates.clock(local.time())}"


def names(about: Sequence[Subject]) -> str:
    """Who was there; the house where nobody was."""
    return joined([name_of(one) for one in about]) if about else _tr("Huset")


def what(row: IncidentView) -> str:
    """The first line of what was seen."""
    if row.hidden:
        return _tr(HIDDEN)
    return privacy().text(row.what.splitlines()[0] if row.what else "")


def review_badge(row: IncidentView, today: date) -> BadgeSpec:
    """Read by a leader, or how long it has waited; our own reminders never turn red."""
    if row.reviewed_on is not None:
        return BadgeSpec("ok", _tr("Gennemgået"))
    late = row.review_due is not None and row.review_due < today
    return BadgeSpec("soon" if late else "wait", _tr("Til gennemgang"))


def uth_badge(row: IncidentView) -> BadgeSpec | None:
    """Only where it is or shall be reported."""
    if row.adverse_event == "to_report":
        return BadgeSpec("soon", _tr("UTH: indberet"))
    return BadgeSpec("ok", _tr("UTH indberettet")) if row.adverse_event == "reported" else None


def state_badge(row: IncidentView, today: date) -> BadgeSpec:
    """In the list what is still to be done comes first; the pane beside it has both."""
    uth = uth_badge(row)
    if uth is not None and row.reported_on is None:
        return uth
    return review_badge(row, today)


def incident(row: IncidentView, today: date) -> Shown:
    """An incident as it was told, and what was written about it afterwards."""
    badges = [review_badge(row, today), uth_badge(row)]
    text = privacy().text
    small = moments.full(row.happened_at)
    return Shown(
        title=names(row.about),
        small=f"{small}, {row.place}" if row.place and not privacy().on else small,
        badges=[one for one in badges if one is not None],
        parts=(
            (_tr("Hvad der skete"), _tr(HIDDEN) if row.hidden else text(row.what)),
            (_tr("Hvad vi gjorde"), text(row.done)),
            (_tr("Skade"), label("incident_harms", row.harm) if row.harm != "none" else ""),
            (_tr("Politi"), _tr("Blev tilkaldt") if row.police_called else ""),
            (_tr("Nødværge eller nødret"), text(row.force)),
            (_tr("Utilsigtet hændelse"), _uth(row)),
            *((_tr("Rettelse, {who}").format(who=one.author.initials), text(one.text))
              for one in row.corrections),
            (_tr("Skrevet af"), _written(row)),
            (_tr("Gennemgået"), _reviewed(row)),
        ),
    )  # fmt: skip


def _uth(row: IncidentView) -> str:
    if row.adverse_event == "not_relevant":
        return ""
    if row.reported_on is None:
        return _tr("Skal indberettes til DPSD")
    return _tr("Indberettet {day}").format(day=dates.short(row.reported_on))


def _written(row: IncidentView) -> str:
    return f"{row.author.name}, {moments.full(row.written_at)}"


def _reviewed(row: IncidentView) -> str:
    if row.reviewed_on is None or row.reviewed_by is None:
        if row.review_due is None:
            return ""
        due = dates.with_weekday(row.review_due)
        return _tr("Ikke endnu. Husets egen påmindelse: {day}.").format(day=due)
    who = f"{row.reviewed_by.name}, {dates.short(row.reviewed_on)}"
    review = privacy().text(row.review)
    return f"{who}\n{review}" if review else who


def pair(row: ConflictView) -> str:
    """Both, in the order they were written."""
    return names((row.first, row.second))


def conflict_note(row: ConflictView) -> str:
    """Why, in neutral words."""
    return _tr(HIDDEN) if row.hidden else privacy().text(row.note)


def conflict(row: ConflictView) -> Shown:
    """A conflict, since when, and whether it still holds."""
    ended = row.ended_on is not None
    badge = BadgeSpec("none", _tr("Slut")) if ended else BadgeSpec("info", _tr("Gælder nu"))
    over = (
        f"{dates.short(row.ended_on)}, {row.ended_by.name}" if row.ended_on and row.ended_by else ""
    )
    hint = _tr(
        "Vi siger det, før de to får værelse ved siden af hinanden. Det forbyder ikke noget."
    )
    return Shown(
        title=pair(row),
        small=_tr("siden {day}").format(day=dates.with_weekday(row.since)),
        badges=(badge,),
        parts=(
            (_tr("Hvorfor"), conflict_note(row)),
            (_tr("Skrevet af"), row.author.name),
            (_tr("Slut"), over),
            ("", "" if ended else hint),
        ),
    )


def period(row: ExpulsionView) -> str:
    """``23-11-2026 til 30-11-2026``; open until the leader ends it."""
    start = dates.short(row.from_on)
    if row.until_on is None:
        return _tr("{start}, til lederen ophæver den").format(start=start)
    return _tr("{start} til {end}").format(start=start, end=dates.short(row.until_on))


def stops(row: ExpulsionView) -> str:
    """What it stops, as a line."""
    return ", ".join(label("expulsion_stops", key) for key in row.stops)


def expulsion_badge(row: ExpulsionView) -> BadgeSpec:
    """A proposal waits; a decision holds; the rest is over."""
    return {
        "proposed": BadgeSpec("wait", _tr("Forslag")),
        "decided": BadgeSpec("info", _tr("Besluttet")),
        "lifted": BadgeSpec("none", _tr("Ophævet")),
    }.get(row.state, BadgeSpec("none", _tr("Slut")))


def expulsion(row: ExpulsionView) -> Shown:
    """What was proposed, decided and lifted, by whom."""
    return Shown(
        title=name_of(row.who),
        small=period(row),
        badges=(expulsion_badge(row),),
        parts=(
            (_tr("Gælder"), stops(row)),
            (_tr("Hvorfor"), _tr(HIDDEN) if row.hidden else privacy().text(row.reason)),
            (_tr("Foreslået af"), row.proposed_by.name),
            *_decided(row),
            ("", _tr("Lederen beslutter bortvisning (servicelovens § 110, stk. 4).")),
        ),
    )


def _decided(row: ExpulsionView) -> Iterator[tuple[str, str]]:
    if row.decided_on is not None and row.decided_by is not None:
        yield _tr("Besluttet"), f"{row.decided_by.name}, {dates.short(row.decided_on)}"
    if row.lifted_on is not None:
        reason = privacy().text(row.lifted_reason)
        day = dates.short(row.lifted_on)
        yield _tr("Ophævet"), f"{day}. {reason}" if reason else day


def counted(one: str, many: str, number: int) -> str:
    """``1 til gennemgang``, ``3 konflikter``."""
    return (one if number == 1 else many).format(n=number)


def day_of(row: IncidentView) -> date:
    """The local day it happened."""
    return local_date(row.happened_at)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Incidents", words)
