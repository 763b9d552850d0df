"""The true PDF of what is written, made on a worker, one at a time, the newest wins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from boform_app.services.letters import LettersService
from boform_app.services.page_images import Picture, pictures
from boform_app.services.views.letters import LetterEdits, LetterProposal
from ui.newest import NewestWins
from ui.pages.letter.writing import Subject
from ui.tasks import Tasks

SCREEN_DPI = 144
PRINT_DPI = 300


@dataclass(frozen=True, slots=True)
class Proof:
    """A letter as it would be printed.

    Attributes:
        pdf: Its bytes; empty while the fonts lack a character.
        pages: Its pages for the screen.
    """

    proposal: LetterProposal
    pdf: bytes
    pages: tuple[Picture, ...]


class Proofs(NewestWins):
    """``ready`` carries a ``Proof`` of the newest edits."""

    def __init__(self, letters: LettersService, tasks: Tasks, parent: QObject) -> None:
        super().__init__(tasks, parent)
        self._letters = letters

    def ask(self, subject: Subject, edits: LetterEdits, *, typed: bool = False) -> None:
        """Make a proof; after typing only when the keys rest."""
        self.wish(partial(make_proof, self._letters, subject, edits), typed=typed)


def make_proof(letters: LettersService, subject: Subject, edits: LetterEdits) -> Proof:
    """Proposal, bytes and pages; for a worker."""
    proposal = letters.propose(subject.kind, subject.person_id, edits)
    if proposal.missing_characters:
        return Proof(proposal, b"", ())
    pdf = letters.preview(subject.kind, subject.person_id, edits)
    return Proof(proposal, pdf, pictures(pdf, SCREEN_DPI))
