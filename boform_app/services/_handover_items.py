"""What the next shift should know: flagged notes, who came, who left, who moved within the house."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from boform_app.services import _families
from boform_app.services._deadline_rows import display_name
from boform_app.services._letter_rows import staff_names
from boform_app.services._log_notes import Sight, log_notes, root_of
from boform_app.services._rooms import all_places, place_label
from boform_app.services.views.day_log import LogNote, Subject
from boform_app.services.views.handover import HandoverItem
from models import tables
from models.values.lists import label

READER = "handover"
_KINDS = ("night", "incident", "house")
MOST = 200
"""Notes and movements that are looked at; a house writes some forty in a day."""


def items(session: Session, since: datetime, sight: Sight) -> list[HandoverItem]:
    """Everything since an instant, the latest first; at most ``MOST`` of a kind."""
    found = [*_from_notes(session, since, sight), *_from_stays(session, since, sight)]
    return sorted(found, key=lambda item: item.at, reverse=True)


def _from_notes(session: Session, since: datetime, sight: Sight) -> Iterable[HandoverItem]:
    """Notes that were written since, whenever they happened, and those corrected since."""
    query = (
        select(tables.Note)
        .where(tables.Note.written_at > since)
        .order_by(tables.Note.written_at.desc())
        .limit(MOST)
    )
    written = session.scalars(query).all()
    roots = _roots(session, written)
    for one in log_notes(session, roots, sight):
        if one.note.written_at > since and _is_told(one):
            yield _told(one)
        for correction in one.corrections:
            if correction.written_at > since and (_is_told(one) or correction.important):
                yield HandoverItem(
                    kind="correction",
                    at=correction.written_at,
                    about=one.about,
                    text=correction.text,
                    author=correction.author,
                    important=one.note.important or correction.important,
                    note_id=one.note.id,
                    written_at=correction.written_at,
                    by_id=correction.author.id,
                )


def _roots(session: Session, notes: Sequence[tables.Note]) -> list[tables.Note]:
    """The notes themselves, and for a correction the note that it corrects in the end."""
    found: dict[UUID, tables.Note] = {}
    for note in notes:
        root = root_of(session, note)
        found[root.id] = root
    return list(found.values())


def _is_told(one: LogNote) -> bool:
    note = one.note
    return note.important or READER in note.readers or note.kind in _KINDS or not one.about


def _told(one: LogNote) -> HandoverItem:
    return HandoverItem(
        kind="note",
        at=one.note.happened_at,
        about=one.about,
        text=one.note.text,
        author=one.note.author,
        important=one.note.important,
        note_id=one.note.id,
        written_at=one.note.written_at,
        by_id=one.note.author.id,
    )


def _stays_since(since: datetime) -> Select[tables.Stay]:
    """Three questions that each have an index; asked as one they read every stay there was."""
    stay, period = tables.Stay, tables.PlacePeriod
    goes_on = or_(period.ends_at.is_(None), period.ends_at > since)
    moved = select(period.stay_id).where(period.starts_at > since, goes_on)
    left = select(stay.id).where(stay.annulled_at.is_(None), stay.ended_at > since)
    # After midnight somebody may come who counts from the evening before.
    written = select(stay.id).where(stay.registered_at > since)
    touched = or_(stay.id.in_(moved), stay.id.in_(left), stay.id.in_(written))
    counts = (stay.annulled_at.is_(None), stay.other_house == "")
    return select(stay).where(touched, *counts).limit(MOST)


def _from_stays(session: Session, since: datetime, sight: Sight) -> Iterable[HandoverItem]:
    """Who came, left or moved to another room."""
    stays = session.scalars(_stays_since(since)).all()
    places = all_places(session, [stay.id for stay in stays])
    names = staff_names(session, [stay.registered_by_id for stay in stays])
    movers = _movers(session, [period.id for rows in places.values() for period, _, _ in rows[1:]])
    for stay in stays:
        person = _families.kept(session, stay.person_id)
        if sight.present_only and stay.ended_at is not None:
            continue
        periods = places.get(stay.id, [])
        labels = [place_label(room, place) for _, place, room in periods]
        room = labels[-1] if labels else ""
        subject = _subject(person, room, sight.closed)
        if max(stay.arrived_at, stay.registered_at) > since:
            text = f"Ny beboer på vær. {labels[0]}" if labels else "Ny beboer"
            yield HandoverItem(
                "arrival", stay.arrived_at, (subject,), text, names.get(stay.registered_by_id),
                written_at=stay.registered_at, by_id=stay.registered_by_id,
            )  # fmt: skip
        for (period, _, _), before, now in zip(periods[1:], labels, labels[1:], strict=False):
            if period.starts_at > since:
                text = f"Flyttet fra vær. {before} til vær. {now}"
                by_id = movers.get(period.id)
                yield HandoverItem("move", period.starts_at, (subject,), text, by_id=by_id)
        if stay.ended_at is not None and stay.ended_at > since:
            how = label("stay_end_kinds", stay.end_kind) if stay.end_kind else ""
            text = f"Ophold afsluttet: {how}" if how else "Ophold afsluttet"
            yield HandoverItem(
                "departure", stay.ended_at, (subject,), text, by_id=stay.end_registered_by_id
            )


def _movers(session: Session, period_ids: Sequence[UUID]) -> dict[UUID, UUID | None]:
    """Who began these periods, by the journal; nothing of what came from elsewhere."""
    rows = session.execute(
        select(tables.OperationSubject.entity_id, tables.Operation.actor_id)
        .join(tables.Operation, tables.Operation.id == tables.OperationSubject.operation_id)
        .where(
            tables.OperationSubject.entity == "place_period",
            tables.OperationSubject.entity_id.in_(period_ids),
        )
        # A period is begun by its first operation; the last row of a key is the one that stays.
        .order_by(tables.Operation.seq.desc())
    )
    return dict(rows.all())


def _subject(person: tables.Person, room: str, closed: Callable[[tables.Person], bool]) -> Subject:
    hidden = closed(person)
    return Subject(person.id, display_name(person, room, closed=hidden), room, hidden)
