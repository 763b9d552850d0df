"""Pieces that the letters to the municipality have in common: the stay, the ball, marked notes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from types import MappingProxyType

from boform_app.services import _prerequisites
from boform_app.services._letter_case import MarkedNote
from boform_app.services._letter_common import Draft, consent_facts, covered
from boform_app.services._letter_sources import channel_words
from boform_app.services._plan_document import kinds_of
from models import tables
from models.values.information import InformationKind
from models.values.lists import label
from reports.letters.observed import How, NoteFacts, ThemeFacts
from reports.letters.referral import BallFacts
from reports.letters.stay import StayFacts

# Kinds of notes as letters print them: theme, what it discloses, and how the author knows it.
_NOTES: MappingProxyType[str, tuple[str, InformationKind, How]] = MappingProxyType(
    {
        "": ("Hverdagen", InformationKind.EVERYDAY, "seen"),
        "day": ("Hverdagen", InformationKind.EVERYDAY, "seen"),
        "night": ("Hverdagen", InformationKind.EVERYDAY, "seen"),
        "conversation": ("Samtaler", InformationKind.EVERYDAY, "told"),
        "agreement": ("Aftaler", InformationKind.EVERYDAY, "seen"),
        "health": ("Helbred", InformationKind.HEALTH, "seen"),
        "incident": ("Hændelser", InformationKind.EVERYDAY, "seen"),
    }
)
_AGREEMENT = "agreement"
_AGREEMENTS = 2
"""Agreements that *Det gør vi imens* starts from."""


def stay_facts(draft: Draft) -> StayFacts:
    """The rows *Borgeren og opholdet*."""
    sources = draft.sources
    came = label("arrival_ways", sources.stay.came) if sources.stay.came == "self" else ""
    return StayFacts(
        admitted=sources.admitted_on,
        nights=sources.nights,
        municipality=sources.municipality,
        how_came=came[:1].upper() + came[1:],
        notice_sent=sources.notice.sent_on if sources.notice else None,
        notice_channel=channel_words(sources.notice) if sources.notice else "",
        consent=consent_facts(draft.consent),
    )


def ball(draft: Draft) -> tuple[BallFacts, ...]:
    """What is missing or in progress, longest wait first; unknown items say nothing yet."""
    rows = [row for row in draft.sources.prerequisites if row.status in {"missing", "in_progress"}]
    ordered = sorted(rows, key=lambda one: one.since)
    return tuple(
        BallFacts(label("prerequisites", row.code), owner(draft, row), row.since) for row in ordered
    )


def owner(draft: Draft, row: tables.Prerequisite) -> str:
    """Who has the ball, as printed: the house by its name."""
    return draft.sources.house.name if row.owner == "us" else _prerequisites.owner_label(row.owner)


def item(draft: Draft, code: str) -> tables.Prerequisite | None:
    """One of the twelve prerequisites."""
    return next((row for row in draft.sources.prerequisites if row.code == code), None)


def marked_themes(
    draft: Draft, first: date, last: date, told: Collection[MarkedNote] = ()
) -> tuple[ThemeFacts, ...]:
    """Notes of a period that their authors marked for the municipality, by theme.

    Notes for the house only never come here, nor those that are about other residents, too. What
    the consent does not carry stays away.

    Args:
        draft: The letter; first and last: the period.
        told: Notes that stand elsewhere in it, under their goals.
    """
    found: dict[str, list[NoteFacts]] = {}
    kinds: dict[str, InformationKind] = {}
    for note in marked(draft, first, last):
        if note not in told:
            theme, kind, _how = _NOTES[note.kind]
            kinds[theme] = kind
            found.setdefault(theme, []).append(note_facts(note))
    return tuple(ThemeFacts(theme, kinds[theme], tuple(notes)) for theme, notes in found.items())


def marked(draft: Draft, first: date, last: date) -> Iterator[MarkedNote]:
    """Marked notes of a period that the consent carries, by their kind and by their goals."""
    allowed = covered(draft)
    plan = draft.sources.case.plan
    themes = {goal.id: goal.theme for goal in plan.goals} if plan else {}
    for note in draft.sources.case.notes:
        if note.kind not in _NOTES or not first <= note.day <= last:
            continue
        about = {kind for goal in note.goals if goal in themes for kind in kinds_of(themes[goal])}
        if note_kind(note) in allowed and about <= allowed:
            yield note


def meanwhile(draft: Draft, told: Collection[MarkedNote] = ()) -> str:
    """The newest marked agreements of the stay, as a start; the author edits them.

    Args:
        draft: The letter.
        told: Notes that stand elsewhere in it.
    """
    agreed = [note for note in agreements(draft) if note not in told]
    return "\n\n".join(note.text for note in agreed)


def agreements(draft: Draft) -> tuple[MarkedNote, ...]:
    """The two newest agreements that their authors marked for the municipality, newest first."""
    sources = draft.sources
    if sources.lived is None:
        return ()
    held = [
        note
        for note in marked(draft, sources.admitted_on, sources.today)
        if note.kind == _AGREEMENT
    ]
    return tuple(reversed(held[-_AGREEMENTS:]))


def note_kind(note: MarkedNote) -> InformationKind:
    """What a marked note discloses by its kind."""
    return _NOTES[note.kind][1]


def note_facts(note: MarkedNote) -> NoteFacts:
    """The note as it is printed: how its author knows it, the words, the author, the day."""
    return NoteFacts(_NOTES[note.kind][2], note.text, note.author, note.day)


def warnings(draft: Draft) -> tuple[str, ...]:
    """What is said to the author and does not keep Print off."""
    return tuple(_warnings(draft))


def _warnings(draft: Draft) -> Iterator[str]:
    sources, recipient = draft.sources, draft.recipient
    if draft.consent is None:
        yield "consent_missing"
    if sources.person.protected_address:
        yield "protected_address"
    typed = recipient is not None and not recipient.municipality_code
    if not sources.municipality and not typed:
        yield "municipality_unknown"
    if not sources.contacts and not typed:
        yield "contact_missing"


def stopped(text: str) -> str:
    """A text as a sentence: with a full stop, where it has no other end."""
    said = text.strip()
    return said if not said or said[-1] in ".!?" else f"{said}."
