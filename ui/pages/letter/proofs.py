"""The true PDF of what is written, made on a worker, one at a time, the newest wins."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from boform_app.progress import Progress
from boform_app.services.letters import LettersService
from boform_app.services.page_images import Picture, pictures
from boform_app.services.views.cases import LetterEdits, LetterProposal
from ui.pages.letter.writing import Subject
from ui.tasks import Tasks

PAUSE_MS = 400
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


class Proofs(QObject):
    """Makes proofs. While one is made the newest wish waits; older ones are dropped.

    Signals:
        ready: A ``Proof`` of the newest edits.
        failed: Why there is none.
    """

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, letters: LettersService, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._letters, self._tasks = letters, tasks
        self._wish: tuple[Subject, LetterEdits] | None = None
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._start)

    @property
    def waiting(self) -> bool:
        """Whether what is shown is older than what is written."""
        return self._busy or self._wish is not None

    def ask(self, subject: Subject, edits: LetterEdits, *, typed: bool = False) -> None:
        """Make a proof; after typing only when the keys rest."""
        self._wish = (subject, edits)
        if typed:
            self._timer.start()
        else:
            self._timer.stop()
            self._start()

    def drop(self) -> None:
        """Nobody waits for a proof any more."""
        self._wish = None
        self._timer.stop()

    def _start(self) -> None:
        if self._busy or self._wish is None:
            return
        (subject, edits), self._wish, self._busy = self._wish, None, True
        letters = self._letters

        def work(_progress: Progress) -> Proof:
            return make_proof(letters, subject, edits)

        self._tasks.run(work, self._done, failed=self._refused, cancelled=self._free, owner=self)

    def _done(self, proof: Proof) -> None:
        self._busy = False
        if self._wish is None:
            self.ready.emit(proof)
        elif not self._timer.isActive():
            self._start()

    def _refused(self, error: Exception) -> None:
        self._busy = False
        if self._wish is None:
            self.failed.emit(error)
        elif not self._timer.isActive():
            self._start()

    def _free(self) -> None:
        self._busy = False


def make_proof(letters: LettersService, subject: Subject, edits: LetterEdits) -> Proof:
    """Proposal, bytes and pages; for a worker."""
    proposal = letters.propose(subject.kind, subject.person_id, edits)
    if proposal.missing_characters:
        return Proof(proposal, b"", ())
    pdf = letters.preview(subject.kind, subject.person_id, edits)
    return Proof(proposal, pdf, pictures(pdf, SCREEN_DPI))
