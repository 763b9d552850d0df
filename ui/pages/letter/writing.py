"""A letter being written: the author's edits, kept as a draft with every change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from boform_app.services.letter_drafts import edits_from_json, edits_to_json
from boform_app.services.views.letters import Basis, LetterEdits, LetterProposal
from ui.ports import DraftPort, DraftSlot


@dataclass(frozen=True, slots=True)
class Subject:
    """Which letter about whom."""

    kind: str
    person_id: UUID

    @property
    def slot(self) -> DraftSlot:
        """Where its draft is kept."""
        return DraftSlot(f"letter:{self.kind}", str(self.person_id))


class Writing(QObject):
    """The edits and their draft.

    Signals:
        changed: Something else would be printed; True when it was typed (wait for the next key).
    """

    changed = Signal(bool)

    def __init__(self, subject: Subject, drafts: DraftPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.subject, self._drafts = subject, drafts
        saved = drafts.get(subject.slot)
        self.edits = edits_from_json(saved.text) if saved is not None else LetterEdits()
        self.resumed = saved is not None

    def write(self, key: str, text: str, fetched: str) -> None:
        """The author's own text of a section; the fetched one again is no edit."""
        texts = {one: words for one, words in self.edits.texts.items() if one != key}
        if text != fetched:
            texts[key] = text
        self._take(replace(self.edits, texts=texts), typed=True)

    def leave_out(self, keys: Iterable[str], *, out: bool) -> None:
        """Leave sections out, or take them in again."""
        wanted = set(keys)
        kept = [key for key in self.edits.left_out if key not in wanted]
        self._take(replace(self.edits, left_out=(*kept, *sorted(wanted if out else ()))))

    def set_field(self, key: str, value: str, *, typed: bool = False) -> None:
        """A date, flag or line of the letter."""
        self._take(replace(self.edits, fields={**self.edits.fields, key: value}), typed=typed)

    def take_over(self, facts: Mapping[str, Any]) -> None:
        """Values that whoever leads here knows: what it is about, or fields by name."""
        about = str(facts.get("about") or "")
        given = {**({"about": about} if about else {}), **(facts.get("fields") or {})}
        for key, value in given.items():
            self.set_field(key, str(value))

    def send_to(self, key: str) -> None:
        """Another unit; the case worker of the first one does not sit there."""
        self._take(replace(self.edits, recipient_key=key, attention=""))

    def set_attention(self, name: str) -> None:
        """The *Att.* line."""
        self._take(replace(self.edits, attention=name), typed=True)

    def rest_on(self, ground: str, bases: dict[str, Basis]) -> None:
        """One ground for everything: ``consent``, ``law`` or ``danger``."""
        self._take(replace(self.edits, ground=ground, bases=bases))

    def rest_item_on(self, informations: Iterable[str], basis: Basis) -> None:
        """Another basis for single kinds of information."""
        bases = {**self.edits.bases, **dict.fromkeys(informations, basis)}
        self._take(replace(self.edits, bases=bases))

    def give_reason(self, reason: str) -> None:
        """Why it is acute; the same words for everything that rests on it."""
        bases = {
            key: replace(basis, reason=reason) if basis.kind == "danger" else basis
            for key, basis in self.edits.bases.items()
        }
        self._take(replace(self.edits, bases=bases), typed=True)

    def begin_with(self, edits: LetterEdits) -> None:
        """Start from another letter's words."""
        self._take(edits)

    def forget(self) -> None:
        """The letter was made: the draft is part of the record."""
        self._drafts.remove(self.subject.slot)

    def _take(self, edits: LetterEdits, *, typed: bool = False) -> None:
        if edits == self.edits:
            return
        self.edits = edits
        self._drafts.put(self.subject.slot, edits_to_json(edits))
        self.changed.emit(typed)


def bases_for(proposal: LetterProposal, ground: str, consent_id: UUID | None) -> dict[str, Basis]:
    """A basis for each kind of information that the ground can carry; the rest stays without.

    Args:
        proposal: The letter as it is.
        ground: ``consent``, ``law`` or ``danger``.
        consent_id: The chosen consent.
    """
    if ground == "danger":
        reason = next((v.basis.reason for v in proposal.disclosures if v.basis.reason), "")
        danger = Basis("danger", reason=reason)
        return {view.information: danger for view in proposal.disclosures}
    if ground == "consent":
        # Also where it is too narrow: then the list says so at that line.
        consent = Basis("consent", consent_id=consent_id)
        return {view.information: consent for view in proposal.disclosures} if consent_id else {}
    lawful = {
        view.information: next((one for one in view.offers if one.kind == "law"), None)
        for view in proposal.disclosures
    }
    return {key: basis for key, basis in lawful.items() if basis is not None}
