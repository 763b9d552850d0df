"""Items of the timeline, each from its own table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date
from boform_app.rules import instrument
from boform_app.services import _caseworkers, _families, _rooms
from boform_app.services._letter_rows import staff_names
from boform_app.services.views.people import StaffName
from boform_app.services.views.records import NoteView, TimelineItem
from models import tables
from models.values import dates, lists
from models.values.information import ConsentTopic

_ASKED = ("Handleplan anmodet", "Kommunen rykket for handleplan")
_PLAN_DATES = (
    ("requested_on", _ASKED[0]),
    ("reminded_on", _ASKED[1]),
    ("received_on", "Handleplan modtaget"),
    ("active_from", "Handleplan i gang"),
)


def from_notes(notes: Sequence[NoteView]) -> Iterator[TimelineItem]:
    """Notes that stand on the file; the trace of a moved one says only that it was moved."""
    for note in notes:
        label = lists.label("note_kinds", note.kind) if note.kind else ""
        title = f"Notat – {label.lower()}" if label else "Notat"
        if note.corrects_id is not None:
            title = "Rettelse til notat"
        if note.moved_at is not None:
            title = "Notat flyttet"
        yield TimelineItem(
            at=note.happened_at,
            day=local_date(note.happened_at),
            has_time=True,
            kind="note",
            title=title,
            text=note.text,
            author=note.author.name,
            important=note.important,
            ref_id=note.id,
        )


def from_stays(session: Session, stays: Sequence[tables.Stay]) -> Iterator[TimelineItem]:
    """The latest stay step by step, earlier ones folded.

    Args:
        session: An open session.
        stays: Newest first, without annulled ones.
    """
    if not stays:
        return
    latest = stays[0]
    staff = staff_names(
        session, {i for s in stays for i in (s.registered_by_id, s.end_registered_by_id)}
    )
    yield _admission(latest, staff)
    if latest.ended_at is not None:
        yield _end(latest, staff)
    yield from _moves(session, latest)
    yield from _absences(session, latest)
    yield from _plan(session, latest)
    for stay in stays[1:]:
        yield _past(stay)


def from_consents(session: Session, family: Sequence[UUID]) -> Iterator[TimelineItem]:
    """Consents given and withdrawn."""
    rows = session.scalars(select(tables.Consent).where(tables.Consent.person_id.in_(family))).all()
    staff = staff_names(
        session, {i for r in rows for i in (r.noted_by_id, r.withdrawn_noted_by_id)}
    )
    for row in rows:
        topics = ", ".join(ConsentTopic(key).short for key in row.information)
        how = "Samtykke underskrevet" if row.form == "written" else "Mundtligt samtykke noteret"
        text = f"{row.recipient}. {topics.capitalize()}."
        yield _dated(row.given_on, "consent", (how, text), _name(staff, row.noted_by_id), row.id)
        if row.withdrawn_on is not None:
            who = _name(staff, row.withdrawn_noted_by_id)
            title = "Samtykke tilbagekaldt"
            yield _dated(row.withdrawn_on, "consent", (title, row.recipient), who, row.id)


def from_letters(session: Session, family: Sequence[UUID]) -> Iterator[TimelineItem]:
    """Letters by what became of them: sent, annulled, or only made."""
    rows = session.scalars(select(tables.Letter).where(tables.Letter.person_id.in_(family))).all()
    staff = staff_names(session, {i for r in rows for i in (r.made_by_id, r.annulled_by_id)})
    for row in rows:
        if row.status == "annulled":
            author, text = _name(staff, row.annulled_by_id), row.annulled_reason
            at = row.annulled_at or row.made_at
            yield _timed(at, "letter", (f"{row.title} annulleret", text), author, row.id)
        elif row.sent_on is not None:
            channel = lists.label("letter_channels", row.channel) if row.channel else ""
            text = f"Til {row.recipient_name}"
            title = f"{row.title} sendt"
            yield _dated(row.sent_on, "letter", (title, text), channel, row.id)
        else:
            author, text = _name(staff, row.made_by_id), f"Til {row.recipient_name}"
            yield _timed(row.made_at, "letter", (f"{row.title} lavet", text), author, row.id)


def from_overviews(session: Session, family: Sequence[UUID]) -> Iterator[TimelineItem]:
    """Finished Udflytningsoverblik."""
    rows = session.scalars(
        select(tables.Overview).where(tables.Overview.person_id.in_(family))
    ).all()
    staff = staff_names(session, {row.finished_by_id for row in rows})
    for row in rows:
        who = _name(staff, row.finished_by_id)
        title = "Udflytningsoverblik udfyldt"
        text = instrument.load(row.instrument_version).categories.get(row.category, "")
        yield _dated(row.assessed_on, "overview", (title, text), who, row.id)


def without_doubles(items: Sequence[TimelineItem]) -> list[TimelineItem]:
    """A plan that was asked for by a sent letter is told by the letter alone."""
    letter_days = {item.day for item in items if item.kind == "letter" and not item.has_time}
    return [
        item
        for item in items
        if not (item.kind == "plan" and item.title in _ASKED and item.day in letter_days)
    ]


def _admission(stay: tables.Stay, staff: dict[UUID, StaffName]) -> TimelineItem:
    text = lists.label("arrival_ways", stay.came) if stay.came else ""
    who = _name(staff, stay.registered_by_id)
    return _timed(stay.arrived_at, "admission", ("Indskrevet", text), who, stay.id)


def _end(stay: tables.Stay, staff: dict[UUID, StaffName]) -> TimelineItem:
    title = lists.label("stay_end_kinds", stay.end_kind) if stay.end_kind else "Opholdet slut"
    text = lists.label("destinations", stay.destination) if stay.destination else ""
    who = _name(staff, stay.end_registered_by_id)
    return _timed(stay.ended_at or stay.arrived_at, "end", (title, text), who, stay.id)


def _moves(session: Session, stay: tables.Stay) -> Iterator[TimelineItem]:
    for period, place, room in _rooms.all_places(session, [stay.id]).get(stay.id, [])[1:]:
        title = f"Flyttet til vær. {_rooms.place_label(room, place)}"
        yield _timed(period.starts_at, "move", (title, ""), "", period.id, important=False)


def _absences(session: Session, stay: tables.Stay) -> Iterator[TimelineItem]:
    rows = session.scalars(select(tables.Absence).where(tables.Absence.stay_id == stay.id))
    for row in rows:
        until = f"til {dates.short(row.to_night)}" if row.to_night else "ikke tilbage endnu"
        text = f"Fra {dates.short(row.from_night)}, {until}. {row.note}".strip()
        title = f"Fravær – {lists.label('absence_kinds', row.kind).lower()}"
        yield _dated(row.from_night, "absence", (title, text), "", row.id, important=False)


def _plan(session: Session, stay: tables.Stay) -> Iterator[TimelineItem]:
    plan = session.scalars(
        select(tables.ActionPlan).where(tables.ActionPlan.stay_id == stay.id)
    ).first()
    if plan is None:
        return
    worker = _caseworkers.of(session, plan.caseworker_id)
    for column, title in _PLAN_DATES:
        day: date | None = getattr(plan, column)
        if day is not None:
            yield _dated(day, "plan", (title, ""), worker.name if worker else "", plan.id)


def _past(stay: tables.Stay) -> TimelineItem:
    ended = stay.ended_at or stay.arrived_at
    first, last = local_date(stay.arrived_at), local_date(ended)
    text = f"{dates.short(first)} til {dates.short(last)}"
    where = f" ({stay.other_house})" if stay.other_house else ""
    return _timed(ended, "past_stay", (f"Tidligere ophold{where}", text), "", stay.id)


def from_elsewhere(session: Session, family: Sequence[UUID]) -> Iterator[TimelineItem]:
    """Stays in other houses, and the files that told of them or that we sent."""
    yield from (_past(stay) for stay in _families.stays_elsewhere(session, family))
    rows = session.scalars(
        select(tables.Transfer).where(tables.Transfer.person_id.in_(family))
    ).all()
    staff = staff_names(session, (row.by_id for row in rows))
    for row in rows:
        way = "Sendt til" if row.direction == "out" else "Modtaget fra"
        what = ("Flyttefil", f"{way} {row.other_house}")
        yield _timed(row.at, "document", what, _name(staff, row.by_id), row.id)


def _name(staff: dict[UUID, StaffName], staff_id: UUID | None) -> str:
    found = staff.get(staff_id) if staff_id else None
    return found.name if found else ""


def _timed(
    at: datetime,
    kind: str,
    what: tuple[str, str],
    author: str,
    ref: UUID,
    *,
    important: bool = True,
) -> TimelineItem:
    return TimelineItem(
        at=at, day=local_date(at), has_time=True, kind=kind, title=what[0], text=what[1],
        author=author, important=important, ref_id=ref,
    )  # fmt: skip


def _dated(
    day: date, kind: str, what: tuple[str, str], author: str, ref: UUID, *, important: bool = True
) -> TimelineItem:
    # A fact that has a day only stands at noon among those that have a time.
    return TimelineItem(
        at=from_local(day), day=day, has_time=False, kind=kind, title=what[0], text=what[1],
        author=author, important=important, ref_id=ref,
    )  # fmt: skip
