"""What was begun about a matter: letters printed and not answered for, and the actor's own drafts.

A resident waits for several things at once, so a reminder belongs to the matter it is about and to
no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from boform_app.services import _letter_subjects, _stored_letters
from boform_app.services._contact_items import first_letter
from boform_app.services.views.records import DraftView
from models import tables

_REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Unsent:
    """A letter that was printed and that nobody has answered for yet.

    Attributes:
        about: What a reminder is about: codes of prerequisites, and the id of the letter before it.
    """

    letter_id: UUID
    kind: str
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Begun:
    """An own draft of a letter; ``about`` as for ``Unsent``, empty while nobody has chosen."""

    kind: str
    about: frozenset[str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Pending:
    """What was begun about a stay, the latest last."""

    unsent: Sequence[Unsent] = ()
    drafts: Sequence[Begun] = ()

    def printed(self, kind: str, *subjects: str) -> UUID | None:
        """The letter of this kind about one of these that was printed last."""
        found = [one.letter_id for one in self.unsent if _is_about(one, kind, subjects)]
        return found[-1] if found else None

    def drafted(self, kind: str, *subjects: str) -> datetime | None:
        """When the own draft of this kind about one of these was last written."""
        found = [one.at for one in self.drafts if _is_about(one, kind, subjects)]
        return found[-1] if found else None


def _is_about(one: Unsent | Begun, kind: str, subjects: Iterable[str]) -> bool:
    return one.kind == kind and (kind != _REMINDER or not one.about.isdisjoint(subjects))


def of_stays(
    session: Session,
    persons: Mapping[UUID, UUID],
    drafts: Iterable[DraftView],
    read_about: Callable[[Session, tables.Letter], str],
) -> Mapping[UUID, Pending]:
    """What was begun, by stay; the number of queries does not grow with the stays.

    Args:
        session: An open session.
        persons: Person of each stay.
        drafts: The actor's own.
        read_about: What a stored reminder that no letter went before is about.
    """
    begun = _letter_drafts(drafts)
    printed = _printed(session, persons)
    reminding = {row.stay_id for row in printed if row.kind == _REMINDER}
    reminding |= {stay for stay, person in persons.items() if _REMINDER in begun.get(person, {})}
    letters = _letters(session, reminding)
    found: dict[UUID, list[Unsent]] = {}
    for row in printed:
        if row.stay_id is None:
            continue
        about = str(row.about_id or "")
        if row.kind == _REMINDER and not about:
            about = read_about(session, row)
        one = Unsent(row.id, row.kind, _subjects(about, letters))
        found.setdefault(row.stay_id, []).append(one)
    return {
        stay: Pending(
            found.get(stay, ()),
            [
                Begun(kind, _subjects(about, letters), at)
                for kind, (about, at) in begun.get(person, {}).items()
            ],
        )
        for stay, person in persons.items()
    }


def _letter_drafts(drafts: Iterable[DraftView]) -> dict[UUID, dict[str, tuple[str, datetime]]]:
    """What each draft of a letter is about, and when it was last written, by person and kind."""
    found: dict[UUID, dict[str, tuple[str, datetime]]] = {}
    for draft in drafts:
        place, _, kind = draft.kind.partition(":")
        if place != "letter" or draft.person_id is None:
            continue
        edits = _stored_letters.edits_from_json(draft.fields.get("", "{}"))
        about = edits.fields.get("about", "")
        found.setdefault(draft.person_id, {})[kind] = (about, draft.updated_at)
    return found


def _printed(session: Session, stays: Iterable[UUID]) -> Sequence[tables.Letter]:
    return session.scalars(
        select(tables.Letter)
        .options(load_only(*_SHORT, raiseload=True))
        .where(
            tables.Letter.stay_id.in_(stays),
            tables.Letter.status == "made",
            tables.Letter.printed_at.is_not(None),
        )
        .order_by(tables.Letter.printed_at)
    ).all()


def _letters(session: Session, stays: Iterable[UUID | None]) -> dict[str, tables.Letter]:
    """Letters of stays with a reminder under way, to follow what each one goes back to."""
    rows = session.scalars(
        select(tables.Letter)
        .options(load_only(*_SHORT, raiseload=True))
        .where(tables.Letter.stay_id.in_(stays))
    )
    return {str(row.id): row for row in rows}


_SHORT = (
    tables.Letter.kind,
    tables.Letter.stay_id,
    tables.Letter.about_id,
    tables.Letter.context_blob_id,
)


def _subjects(about: str, letters: Mapping[str, tables.Letter]) -> frozenset[str]:
    """A code is itself; a letter is itself and what the first of its chain asked for."""
    if not about:
        return frozenset()
    letter = letters.get(about)
    if letter is None:
        return frozenset({about})
    by_id = {row.id: row for row in letters.values()}
    codes = _letter_subjects.CODES.get(first_letter(letter, by_id).kind, ())
    return frozenset({about, *codes})
