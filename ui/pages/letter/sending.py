"""From a proof to paper or file: made once, then always the stored bytes (ux 3.10)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from boform_app.errors import EnvironmentTrouble, UserError
from boform_app.progress import Progress
from boform_app.services.page_images import Picture, of_letter, pictures
from boform_app.services.views.letters import LetterEdits, LetterView
from models.values.changes import Changes
from ui import messages
from ui.pages.letter.proofs import PRINT_DPI, Proof
from ui.pages.letter.strip import ended_words, known_words, sent_words
from ui.pages.letter.writing import Subject
from ui.pages.letters_parts import AnnulPanel
from ui.saved_files import target_of
from ui.session import Session

Then = Callable[[LetterView], None]
Refused = (UserError, EnvironmentTrouble)


class Sending(QObject):
    """Makes, prints, saves and marks letters.

    Attributes:
        busy: A letter is being made or printed.
        panel: The last question that was asked.

    Signals:
        stored: A letter was made or changed; from now on it is what is shown.
        refused: Why a letter could not be made.
        left: Saved PDFs that could not be removed.
    """

    stored = Signal(object)
    refused = Signal(object)
    left = Signal(object)

    def __init__(self, session: Session, where: QWidget) -> None:
        super().__init__(where)
        self._session, self._where = session, where
        self.busy = False
        self.panel: QWidget | None = None

    def make(self, subject: Subject, edits: LetterEdits, proof: Proof, then: Then) -> None:
        """Store the bytes of the proof; ``then`` prints or saves them."""
        if self.busy:
            return
        self.busy = True
        letters = self._session.services.letters

        def work(_progress: Progress) -> tuple[LetterView, Changes | None]:
            made = letters.make(subject.kind, subject.person_id, edits, proof.pdf)
            return made, letters.latest

        def done(found: tuple[LetterView, Changes | None]) -> None:
            self.busy = False
            made, changes = found
            self.stored.emit(made)
            if changes is not None:
                self._publish(changes)
            then(made)

        self._session.tasks.run(work, done, failed=self._failed, owner=self._where)

    def print_out(self, letter: LetterView) -> None:
        """The system's dialog; a cancelled print is no event."""
        if self.busy:
            return
        self.busy = True
        services = self._session.services

        def work(_progress: Progress) -> tuple[bytes, tuple[Picture, ...]]:
            pdf = services.register.pdf(letter.id)
            pages = of_letter(services, letter.id, PRINT_DPI)
            # One print job: the letter, then the form the municipality answers on.
            form = b""
            if letter.case_code and not letter.other_house:
                form = services.register.answer_form(letter.id)
            return pdf, pages + (pictures(form, PRINT_DPI) if form else ())

        def ready(found: tuple[bytes, tuple[Picture, ...]]) -> None:
            self.busy = False
            pdf, pages = found
            self._session.ports.printer.print_pdf(
                pdf, letter.register_number, lambda ok: self._printed(letter, ok=ok), pages=pages
            )

        self._session.tasks.run(work, ready, failed=self._failed, owner=self._where)

    def save(self, letter: LetterView) -> None:
        """A file with a neutral name: the number, no person."""
        self._session.ports.files.save(
            self.tr("Gem som PDF"),
            f"{letter.register_number}.pdf",
            "PDF (*.pdf)",
            lambda path: self._write(letter, path),
        )

    def mark_sent(self, letter: LetterView, channel: str) -> None:
        """The answer to the question: today, this way."""
        over = letter.consent_ended
        if over is None:
            self._mark(letter, channel)
            return
        # It may have left the house before the consent ended; then the register says so.
        self.panel = messages.confirm(
            self._where, self.tr("Er brevet allerede sendt?"),
            f"{ended_words(over)} {known_words(letter)}", self.tr("Ja, {how}").format(
                how=sent_words(channel)
            ),
            lambda: self._mark(letter, channel, frozenset({"consent_ended"})), danger=True,
        )  # fmt: skip

    def annul(self, letter: LetterView) -> None:
        """Take back a letter that must not be sent; the reason is asked for."""
        panel = AnnulPanel(self._session, self._where, letter)
        panel.start("reason")
        self.panel = panel

    def _mark(
        self, letter: LetterView, channel: str, accepted: frozenset[str] = frozenset()
    ) -> None:
        register, today = self._session.services.register, self._session.clock.today()
        self._do(
            letter,
            lambda: register.mark_sent(
                letter.id, letter.version, channel, today, accepted=accepted
            ),
        )

    def remove_copies(self, letter: LetterView) -> None:
        """Take saved PDFs away from the disk; what cannot be removed is listed."""
        register = self._session.services.register
        try:
            if letter.case_code:
                _remove_forms(letter, register.answer_form(letter.id))
            left = register.remove_copies(letter.id)
        except Refused as error:
            messages.present(error, self._where)
            return
        self.stored.emit(register.get(letter.id))
        if left:
            self.left.emit(left)
        else:
            self._session.say(self.tr("De gemte PDF-filer er fjernet."))

    def _printed(self, letter: LetterView, *, ok: bool) -> None:
        if not ok:
            self._session.say(
                self.tr("Brevet er ikke printet, men det ligger under Breve."),
                self.tr("Prøv igen"),
                lambda: self.print_out(letter),
            )
            return
        register = self._session.services.register
        version = register.get(letter.id).version
        self._do(
            letter,
            lambda: register.mark_printed(letter.id, version),
        )

    def _write(self, letter: LetterView, path: Path | None) -> None:
        target = target_of(self._session, path, ".pdf")
        if target is None:
            return
        register = self._session.services.register
        try:
            target.write_bytes(register.pdf(letter.id))
            if letter.case_code:
                form_path(target, letter).write_bytes(register.answer_form(letter.id))
        except OSError:
            self._session.say(
                self.tr("Filen kunne ikke gemmes der. Brevet ligger stadig under Breve."),
                self.tr("Vælg et andet sted"),
                lambda: self.save(letter),
            )
            return
        except Refused as error:
            messages.present(error, self._where)
            return
        self._do(letter, lambda: self._noted(letter, target))

    def _noted(self, letter: LetterView, target: Path) -> Changes:
        register = self._session.services.register
        changes = register.note_saved_copy(letter.id, target)
        if letter.case_code:
            self._session.say(
                self.tr("Svararket ligger ved siden af: {name}. Vedhæft begge filer.").format(
                    name=form_path(target, letter).name
                )
            )
        return changes

    def _do(self, letter: LetterView, act: Callable[[], Changes]) -> None:
        try:
            changes = act()
        except Refused as error:
            messages.present(error, self._where)
            # A colleague may have been quicker: show the letter as it is now.
            self.stored.emit(self._session.services.register.get(letter.id))
            return
        self.stored.emit(self._session.services.register.get(letter.id))
        self._publish(changes)

    def _publish(self, changes: Changes) -> None:
        """Tell the pages; the strip of the letter says it already, so no line repeats it."""
        self._session.services.search.apply(changes)
        self._session.bus.publish(changes)

    def _failed(self, error: Exception) -> None:
        self.busy = False
        self.refused.emit(error)


def form_path(target: Path, letter: LetterView) -> Path:
    """The answer form lies beside the letter; its name holds the case code and nobody's name."""
    return target.with_name(f"svarark-{letter.case_code}.pdf")


def _remove_forms(letter: LetterView, form: bytes) -> None:
    """The forms beside the saved letters; what somebody else put there stays, and tells nobody's name."""
    for copy in letter.copies:
        path = form_path(Path(copy), letter)
        with suppress(OSError):
            if path.read_bytes() == form:
                path.unlink()
