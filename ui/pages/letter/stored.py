"""A stored letter with its sections and pages, read beside the interface."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from boform_app.services.facade import Services
from boform_app.services.page_images import Picture, of_letter
from boform_app.services.views.letters import LetterProposal, LetterView, SectionView
from ui.pages.base import Target
from ui.pages.letter.proofs import SCREEN_DPI


@dataclass(frozen=True, slots=True)
class Stored:
    """What is shown of it."""

    letter: LetterView
    sections: tuple[SectionView, ...]
    pages: tuple[Picture, ...]


def read_stored(services: Services, letter_id: UUID) -> Stored:
    """For a worker."""
    pages = of_letter(services, letter_id, SCREEN_DPI)
    return Stored(services.register.get(letter_id), services.letters.sections(letter_id), pages)


_FIELDS = {"hearing": "heard_on"}
"""Where a required fact goes by another name than the field it is told in."""
_HOUSE = frozenset({"house_phone", "house_leader", "leader_phone"})


def first_gap(proposal: LetterProposal) -> tuple[str, str]:
    """Where to go for the first thing that keeps Print off.

    Either ``field``, ``ground``, ``facts``, ``house`` or ``text``. A required fact has a field of its
    own where the letter asks for it; else it stands in Stamdata, or is the house's own.
    """
    fields = {one.key for one in proposal.fields}
    for problem in proposal.problems:
        kind, _, named = problem.partition(":")
        key = named if named in fields else _FIELDS.get(named, named)
        if kind == "field" or (kind == "missing" and key in fields):
            return "field", key
        if kind == "missing" and key in _HOUSE:
            return "house", ""
        if kind == "basis":
            return "ground", ""
        if problem == "recipient_missing" and "recipient" in fields:
            return "field", "recipient"
        if problem == "recipient_missing" or kind == "missing":
            return "facts", ""
    return "text", ""


def place_of(where: str, person_id: UUID) -> Target:
    """Where facts of the house, or else of the person, are written."""
    if where == "house":
        return Target("settings", {"tab": "house"})
    return Target("resident", {"person_id": person_id, "tab": "facts"})
