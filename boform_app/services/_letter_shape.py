"""The shape of a letter being written: whom it can go to, the author's words in it, its sections."""

from __future__ import annotations

from boform_app.services._letter_common import typed_recipient
from boform_app.services._letter_kinds import KINDS
from boform_app.services._letter_sources import Sources
from boform_app.services.views.cases import (
    DisclosureView,
    LetterEdits,
    LetterKind,
    RecipientChoice,
    SectionView,
)
from reports.contexts import LetterContext


def needs_recipient(kind: str) -> bool:
    """Whether it goes to somebody but the resident."""
    return KINDS[kind].view.to != "resident"


def recipients_of(
    kind: LetterKind, sources: Sources, edits: LetterEdits
) -> tuple[RecipientChoice, ...]:
    """Whom the letter can go to; beside the municipality anybody whose address is typed."""
    if kind.to not in {"other", "either"}:
        return sources.recipients(kind.party)
    lines = typed_recipient(sources, edits, kind.party)
    support = sources.case.support
    known = support is not None and lines[:1] == (support.supplier,)
    name = support.supporter if support is not None and known else ""
    typed = (RecipientChoice("typed", lines[0], "", lines, name),) if lines else ()
    return (*typed, *(sources.recipients(kind.party) if kind.to == "either" else ()))


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
