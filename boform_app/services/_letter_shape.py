"""The shape of a letter being written: whom it can go to, the author's words in it, its sections."""

from __future__ import annotations

from boform_app.services import _letter_reminder
from boform_app.services._letter_common import lines_of, typed_recipient
from boform_app.services._letter_kinds import KINDS
from boform_app.services._letter_sources import Sources
from boform_app.services.views.letters import (
    DisclosureView,
    LetterEdits,
    LetterKind,
    RecipientChoice,
    SectionView,
)
from models import tables
from reports.contexts import LetterContext

RESIDENT = "resident"
"""Key of the resident among those a letter can go to."""
RESIDENT_NAME = "Beboeren"
"""Receiver of a letter that goes to nobody else."""
_MUNICIPAL = frozenset({"municipality", "housing", "benefits"})
"""Keys of ``ball_owners`` whose letters a unit of the municipality opens."""


def needs_recipient(kind: str) -> bool:
    """Whether it goes, or can go, to somebody but the resident."""
    return KINDS[kind].view.to != "resident"


def recipients_of(
    kind: LetterKind, sources: Sources, edits: LetterEdits
) -> tuple[RecipientChoice, ...]:
    """Whom the letter can go to; beside the municipality anybody whose address is typed."""
    if kind.key == "reminder":
        return _owing(sources, edits)
    if kind.to == "resident_first":
        # A municipality that is only the house's choice has nothing to collect.
        units = sources.recipients(kind.party) if sources.municipality else ()
        return (RecipientChoice(RESIDENT, RESIDENT_NAME, "", ()), *units)
    if kind.to not in {"other", "either"}:
        return sources.recipients(kind.party)
    typed = _typed(sources, typed_recipient(sources, edits, kind.party))
    return (*typed, *(sources.recipients(kind.party) if kind.to == "either" else ()))


def _typed(sources: Sources, lines: tuple[str, ...]) -> tuple[RecipientChoice, ...]:
    support = sources.case.support
    known = support is not None and lines[:1] == (support.supplier,)
    name = support.supporter if support is not None and known else ""
    return (RecipientChoice("typed", lines[0], "", lines, name),) if lines else ()


def _owing(sources: Sources, edits: LetterEdits) -> tuple[RecipientChoice, ...]:
    """Of a reminder: first whoever owes the answer, then the other units of the municipality."""
    owing = _letter_reminder.owing(sources, edits)
    typed = _typed(sources, lines_of(edits.fields.get("recipient", owing.address)))
    letter, party = owing.letter, owing.party
    if party and party not in _MUNICIPAL and not _contact_of(sources, party):
        # The doctor, the landlord: no unit of the municipality may read what is asked of them.
        return typed
    if letter is not None and not party:
        kind = KINDS.get(letter.kind)
        party = kind.view.party if kind else ""
    units = sources.recipients(party or "municipality")
    if owing.party and _contact_of(sources, owing.party):
        return (*typed, *units)
    return (*typed, *(_follows(letter, units) if letter is not None else units))


def _contact_of(sources: Sources, party: str) -> bool:
    return any(one.party == party for one in sources.contacts)


def _follows(
    letter: tables.Letter, units: tuple[RecipientChoice, ...]
) -> tuple[RecipientChoice, ...]:
    """The units, first the one that the letter went to, with the address it has today."""
    lines = tuple(line for line in letter.recipient.get("lines", ()) if line)
    code = letter.municipality_code
    if not code or not lines:
        return units
    same = [one for one in units if one.municipality_code == code]
    at = next((one for one in same if one.lines == lines), None)
    at = at or next((one for one in same if one.label == letter.recipient_name), None)
    if at is not None:
        return (at, *(one for one in units if one is not at))
    if same and len(lines) == 1:
        # It went to the municipality before any unit of it was known.
        return units
    return (RecipientChoice(f"letter:{letter.id}", letter.recipient_name, code, lines), *units)


def chosen_recipient(
    kind: LetterKind, sources: Sources, edits: LetterEdits
) -> RecipientChoice | None:
    """The author's choice, else the first that is proposed."""
    recipients = recipients_of(kind, sources, edits)
    chosen = next((one for one in recipients if one.key == edits.recipient_key), None)
    return chosen or (recipients[0] if recipients else None)


# What a letter cannot do without: the request, the facts, and why it is written.
KEPT = frozenset({"ask", "stay", "facts", "why", "plan", "basis"})


def edited(context: LetterContext, edits: LetterEdits) -> LetterContext:
    """The composed letter with the author's own prose; left out sections fall out of the print."""
    for section in context.sections:
        if section.key in edits.left_out and section.key not in KEPT:
            context = context.without(section.key)
        elif section.editable and section.key in edits.texts:
            context = context.with_text(section.key, edits.texts[section.key])
    return context


def sections_of(
    fetched: LetterContext, shown: LetterContext, edits: LetterEdits, *, fixed: bool = True
) -> tuple[SectionView, ...]:
    """The sections as the editor shows them.

    Args:
        fetched: As composed.
        shown: With the author's words.
        edits: The author's changes.
        fixed: No section may be left out (a stored letter, a form).
    """
    return tuple(
        SectionView(
            key=section.key,
            heading=section.heading,
            text=edits.texts.get(section.key, fetched.plain_text(section.key)),
            editable=section.editable,
            edited=section.editable and section.key in edits.texts,
            left_out=section.key in edits.left_out
            or (shown.section(section.key).empty and not section.empty),
            empty=shown.section(section.key).empty,
            fetched=fetched.plain_text(section.key),
            optional=not fixed and section.key not in KEPT,
        )
        for section in fetched.sections
    )


def disclosed(view: DisclosureView) -> dict[str, str]:
    """A line of the disclosure list as the register keeps it."""
    basis = view.basis
    return {
        "information": view.information,
        "basis": basis.text,
        "kind": basis.kind,
        "rule_row": basis.rule_row,
        "consent": str(basis.consent_id or ""),
        "reason": basis.reason,
    }
