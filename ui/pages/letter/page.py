"""The letter editor (mockup 06): text by section, what it discloses, the true PDF, the strip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer

from boform_app.errors import ReasonNeeded, ValidationFailed
from boform_app.progress import Progress
from boform_app.services.views.letters import LetterEdits, LetterView
from boform_app.services.views.people import Identity
from models.values.changes import Changes
from ui import messages
from ui.forms.order import read_in_order
from ui.pages.base import Page
from ui.pages.letter import strip as foot
from ui.pages.letter.columns import Columns
from ui.pages.letter.contents import Contents
from ui.pages.letter.head import Head, ProtectedLine
from ui.pages.letter.left import Left, typing_elsewhere
from ui.pages.letter.outbox import Outbox
from ui.pages.letter.preview import Preview
from ui.pages.letter.proofs import Proof, Proofs
from ui.pages.letter.sending import Sending
from ui.pages.letter.shorten import Shortener
from ui.pages.letter.stored import Stored, first_gap, place_of, read_stored
from ui.pages.letter.strip import Strip
from ui.pages.letter.writing import Subject, Writing
from ui.session import Session


class LetterPage(Page):
    """One letter: being written, or stored. Facts: ``person_id`` and ``kind``, or ``letter_id``."""

    key = "letter"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._writing: Writing | None = None
        self._proof: Proof | None = None
        self._letter: LetterView | None = None
        self._identity: Identity | None = None
        self._left_on_disk: tuple[str, ...] = ()
        self._proofs = Proofs(session.services.letters, session.tasks, self)
        self._sending = Sending(session, self)
        self.outbox = Outbox(session, self)
        self.shortener = Shortener(session, self)
        self._head = Head(session.services.letters.kinds())
        self._head.changed.connect(self._change_kind)
        self._protected = ProtectedLine()
        self.left = Left(session.clock.today)
        self.contents = Contents()
        self.preview = Preview()
        self.strip = Strip()
        # The strip stays in view; what stands above it scrolls when the zoom is large.
        self._columns = Columns(((self.left, 372), (self.contents, 272), (self.preview, 474)))
        for widget in (self._head, self._protected):
            self.layout_.addWidget(widget)
        self.layout_.addWidget(self._columns, 1)
        self.layout_.addWidget(self.strip)
        self._wire()

    def title(self) -> str:
        """For the window's title: the kind, never the name."""
        return self.tr("Brev")

    @property
    def letter(self) -> LetterView | None:
        """The stored letter that is shown, None while one is written."""
        return self._letter

    @property
    def edits(self) -> LetterEdits:
        """What the author changed, empty for a stored letter."""
        return self._writing.edits if self._writing is not None else LetterEdits()

    @property
    def waiting(self) -> bool:
        """Whether a newer proof or a print is under way."""
        return self._proofs.waiting or self._sending.busy

    @property
    def proof_bytes(self) -> bytes:
        """The PDF that is shown while the letter is written."""
        return self._proof.pdf if self._proof is not None else b""

    @property
    def protected_words(self) -> str:
        """The strip about a protected address, "" when there is none."""
        return self._protected.words

    # -- coming and going ------------------------------------------------------------------------

    def restore(self, state: Mapping[str, Any]) -> None:
        """Open a stored letter, or the draft of a kind about a person."""
        letter_id, person_id = state.get("letter_id"), state.get("person_id")
        if letter_id is not None:
            if self._letter is None or self._letter.id != letter_id or not self.preview.count:
                self._open(letter_id)
        elif isinstance(person_id, UUID):
            subject = Subject(str(state["kind"]), person_id)
            if self._writing is None or self._writing.subject != subject:
                self._write(subject)
            elif not self.preview.count:
                self._ask()
            if self._writing is not None:
                self._writing.take_over(state)

    def rest(self) -> None:
        """Pages are some megabytes each; they are made again when somebody comes back."""
        self.preview.show_pages(())
        if self._proof is not None:
            self._proof = replace(self._proof, pages=())

    def state(self) -> Mapping[str, Any]:
        """What is shown, for the way back."""
        if self._letter is not None:
            return {"letter_id": self._letter.id}
        if self._writing is not None:
            subject = self._writing.subject
            came = {"about": "", "fields": {}}
            return {"letter_id": None, "person_id": subject.person_id, "kind": subject.kind, **came}
        return {}

    def refresh(self) -> None:
        """Read again; what is written stays."""
        if self._letter is not None:
            self._open(self._letter.id)
        elif self._writing is not None:
            self._show_who(self._writing.subject.person_id)
            self._ask()

    def apply_changes(self, changes: Changes) -> None:
        """A fact the letter fetches may be another now; a stored letter only changes its state."""
        del changes
        if self._letter is not None:
            self._show_state(self._session.services.register.get(self._letter.id))
        elif self._writing is not None:
            self._ask()

    def privacy_changed(self, *, on: bool) -> None:
        """Hide or show names, pages and texts."""
        del on
        self._fill_head()
        self.preview.refresh()
        if self._proof is not None and self._letter is None:
            self._show_proof(self._proof)
        elif self._letter is not None:
            self.left.sections.show_sections(self.left.views)

    def command(self, name: str) -> bool:
        """Ctrl+P prints."""
        if name != "print":
            return False
        button = self.strip.button("print") if self.strip.has("print") else None
        if button is not None and button.isEnabled():
            self._act("print")
        return True

    # -- writing ---------------------------------------------------------------------------------

    def _write(self, subject: Subject) -> None:
        self._letter, self._proof, self._left_on_disk = None, None, ()
        self._writing = Writing(subject, self._session.drafts, self)
        self._writing.changed.connect(lambda typed: self._ask(typed=typed))
        self.left.begin()
        self.preview.say(self.tr("Brevet bliver sat op …"))
        self._show_who(subject.person_id)
        self._ask()
        if self._writing.resumed:
            self._session.say(self.tr("Vi fandt din kladde til brevet."))

    def _ask(self, *, typed: bool = False) -> None:
        if self._writing is not None:
            self._proofs.ask(self._writing.subject, self._writing.edits, typed=typed)
            self._show_foot()

    def _show_proof(self, proof: Proof) -> None:
        if self._writing is None:
            return
        first = self._proof is None
        self._proof = proof
        proposal = proof.proposal
        self.left.show_proposal(proposal)
        self.contents.show_proposal(proposal, self._consents())
        if proof.pages:
            self.preview.show_pages(proof.pages)
        elif first:
            self.preview.say(self.tr("Brevet kan ikke sættes op, før tegnet er rettet."))
        self._protected.show_on(on="protected_address" in proposal.warnings)
        self._fill_head()
        self._show_foot()
        if first:
            self.left.open_first_section(proposal)
            # The sections have their places when the event loop comes round.
            QTimer.singleShot(0, self, self._order)
            if self.isVisible() and not typing_elsewhere(self):
                self.left.focus_text()

    def _order(self) -> None:
        """Tab goes as one reads: the text, what it contains, the pages, the strip."""
        read_in_order(self.left, self.contents, self.preview, self.strip)

    def _consents(self) -> tuple[Any, ...]:
        proof = self._proof
        if proof is None or proof.proposal.recipient is None:
            return ()
        to = proof.proposal.recipient
        found = self._session.services.consents.for_person(proof.proposal.person_id)
        return tuple(one for one in found if to.is_named(one.municipality_code, one.recipient))

    def _show_foot(self) -> None:
        if self._letter is not None:
            self.strip.show_says(foot.after_making(self._letter, self._left_on_disk))
        elif self._proof is not None:
            waiting = self._proofs.waiting or self._sending.busy
            pages = len(self._proof.pages)
            self.strip.show_says(foot.before_print(self._proof.proposal, pages, waiting=waiting))

    def _no_proof(self, error: Exception) -> None:
        if isinstance(error, ReasonNeeded):
            self.go("resident", person_id=error.person_id, tab="letters")
            return
        self.preview.say(messages.describe(error).text)

    # -- stored ----------------------------------------------------------------------------------

    def _open(self, letter_id: UUID) -> None:
        services = self._session.services

        def work(_progress: Progress) -> Stored:
            return read_stored(services, letter_id)

        self._session.tasks.run(work, self._show_stored, failed=self._no_proof, owner=self)

    def _show_stored(self, stored: Stored) -> None:
        self._stop_writing()
        self.preview.show_pages(stored.pages)
        self.left.show_stored(stored.letter, stored.sections)
        self._left_on_disk = ()
        self._show_who(stored.letter.person_id)
        self._protected.show_on(on=False)
        self._show_state(stored.letter)

    def _show_state(self, letter: LetterView) -> None:
        self._letter = letter
        self.contents.show_stored(letter.disclosures)
        self._fill_head()
        self._show_foot()

    def _became(self, letter: LetterView) -> None:
        """The letter was made or changed: the same pages, now stored."""
        fresh = self._letter is None
        if fresh and self._writing is not None:
            self._writing.forget()
            self._stop_writing()
            self.left.show_stored(letter, self._session.services.letters.sections(letter.id))
        self._left_on_disk = ()
        self._show_state(letter)
        if fresh and self.isVisible():
            # Not on a verb: the Enter that closed the print dialog must not answer the question.
            self.preview.images.setFocus()

    def _stop_writing(self) -> None:
        self._proofs.drop()
        self._writing, self._proof = None, None

    def _still_there(self, left: tuple[str, ...]) -> None:
        self._left_on_disk = left
        self._show_foot()

    # -- verbs -----------------------------------------------------------------------------------

    def _act(self, key: str) -> None:
        letter = self._letter
        if letter is None:
            verbs = {"fill": self._fill_in, "shorten": self._ask_shorter}
            verbs.get(key, lambda: self._make(key))()
        elif key == "print":
            self._sending.print_out(letter)
        elif key == "save":
            self._sending.save(letter)
        elif key == "sent":
            self._sending.mark_sent(letter, foot.default_channel(letter))
        elif key in {"remove", "annul"}:
            (self._sending.annul if key == "annul" else self._sending.remove_copies)(letter)
        elif key == "send":
            self.outbox.popup(self.strip.button("send"), letter, lambda: self._anew(letter))
        elif key in {"anew", "fill"}:
            self._anew(letter)
        elif key == "not_yet":
            self.go("letters")

    def _make(self, key: str) -> None:
        if self._writing is None or self._proof is None or self._proofs.waiting:
            return
        then = self._sending.print_out if key == "print" else self._sending.save
        self._sending.make(self._writing.subject, self._writing.edits, self._proof, then)
        self._show_foot()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, ValidationFailed):
            self._ask()
        messages.present(error, self)
        self._show_foot()

    def _anew(self, letter: LetterView) -> None:
        subject = Subject(letter.kind, letter.person_id)
        edits = self._session.services.letters.again(letter.id)
        self.go("letter", letter_id=None, person_id=subject.person_id, kind=subject.kind)
        if self._writing is None or self._writing.subject != subject:
            self._write(subject)
        if self._writing is not None and not self._writing.resumed:
            self._writing.begin_with(edits)

    def _fill_in(self) -> None:
        """To the first thing that keeps Print off."""
        if self._proof is None:
            return
        where, key = first_gap(self._proof.proposal)
        if where == "field":
            self.left.focus_field(key)
        elif where == "ground":
            self.contents.focus_ground()
        elif where == "text":
            self.left.focus_text()
        else:
            self.navigate.emit(place_of(where, self._proof.proposal.person_id))

    def _ask_shorter(self) -> None:
        if self._writing is not None:
            self.shortener.ask(self._writing, self._refused)

    # -- building --------------------------------------------------------------------------------

    def _wire(self) -> None:
        self._head.back.connect(lambda: self.go("letters"))
        self._proofs.ready.connect(self._show_proof)
        self._proofs.failed.connect(self._no_proof)
        self._sending.stored.connect(self._became)
        self._sending.refused.connect(self._refused)
        self._sending.left.connect(self._still_there)
        self.strip.pressed.connect(self._act)
        self.strip.sent.connect(self._sent_by)
        self.contents.consent_wanted.connect(self._to_consents)
        for signal, method in (
            (self.contents.grounded, "rest_on"),
            (self.contents.item_grounded, "rest_item_on"),
            (self.contents.reasoned, "give_reason"),
            (self.left.recipient_chosen, "send_to"),
            (self.left.attention_typed, "set_attention"),
            (self.left.sections.written, "write"),
        ):
            signal.connect(partial(self._tell, method))
        self.contents.cut.connect(lambda keys: self._leave_out(keys, out=True))
        self.left.sections.left_out.connect(lambda key, out: self._leave_out((key,), out=out))
        self.left.fields.edited.connect(self._set_field)

    def _tell(self, method: str, *values: Any) -> None:
        if self._writing is not None:
            getattr(self._writing, method)(*values)

    def _leave_out(self, keys: tuple[str, ...], *, out: bool) -> None:
        if self._writing is not None:
            self._writing.leave_out(keys, out=out)

    def _set_field(self, key: str, value: str, typed: bool) -> None:  # noqa: FBT001 (a Qt slot)
        if self._writing is not None:
            self._writing.set_field(key, value, typed=typed)

    def _sent_by(self, channel: str) -> None:
        if self._letter is not None:
            self._sending.mark_sent(self._letter, channel)

    def _to_consents(self) -> None:
        if self._writing is not None:
            self.go("consent", person_id=self._writing.subject.person_id)

    def _show_who(self, person_id: UUID) -> None:
        self._identity = self._session.services.people.identity(person_id)
        self._fill_head()

    def _fill_head(self) -> None:
        letter, writing = self._letter, self._writing
        if letter is not None:
            facts = foot.made_words(letter, self._session.clock.today())
            self._head.show_letter(letter.kind, self._identity, facts)
        elif writing is not None:
            self._head.show_writing(writing.subject.kind, self._identity)

    def _change_kind(self, kind: str) -> None:
        if self._writing is not None:
            person_id = self._writing.subject.person_id
            self.go("letter", letter_id=None, person_id=person_id, kind=kind)
