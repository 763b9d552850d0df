"""*Alle breve til Aalborg*: several letters made, printed as one and marked as sent (issue E)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import NotAllowed, NotFound, Problem, ReasonNeeded, ValidationFailed
from boform_app.progress import Cancelled, Progress
from boform_app.services import _board_rows, _families, _letter_subjects, _stack_pages
from boform_app.services._blobs import read_blob
from boform_app.services._letter_kinds import KINDS
from boform_app.services._register_steps import RegisterSteps
from boform_app.services._stored_letters import edits_from_json
from boform_app.services.context import OpenHouse
from boform_app.services.drafts import DraftsService
from boform_app.services.letters import LettersService, Ready
from boform_app.services.views.admin import Actor
from boform_app.services.views.letters import LetterEdits, LetterProposal, LetterView
from boform_app.services.views.stacks import StackItem, StackMade, StackWish
from models import tables
from models.values.changes import Changes

_CODES = frozenset(f"C{number}" for number in range(1, 13))
_MAKING, _PRINTING = "Laver breve", "Samler breve"


class StacksService(RegisterSteps):
    """Several letters in one go; each is its own letter in the register.

    Attributes:
        latest: What each letter of the last ``make`` wrote, for whoever tells the pages.
    """

    def __init__(self, house: OpenHouse, actor: Actor) -> None:
        super().__init__(house, actor)
        # One workshop for the whole stack: the case code of a proposal is that of its letter.
        self._letters = LettersService(house, actor)
        self._drafts = DraftsService(house, actor)
        self.latest: tuple[Changes, ...] = ()

    def propose(self, wishes: Iterable[StackWish], ground: str = "") -> tuple[StackItem, ...]:
        """Each letter as it would be made now, in the order of the wishes.

        A letter that the actor has begun is made from that draft, basis and all; the others from
        what is known, on one ground.

        Args:
            wishes: Residents and kinds of letters.
            ground: ``consent``, ``law`` or "" for letters that have their basis already.
        """
        return tuple(self._item(wish, ground)[0] for wish in wishes)

    def preview(self, wish: StackWish, ground: str = "") -> bytes:
        """The true PDF of one letter, with the case code that it will have.

        Raises:
            MissingCharacters: The fonts lack characters.
            NotAllowed: The role may not write it.
            NotFound: The person has had no stay here.
            ReasonNeeded: A protected resident that is not open.
        """
        item, ready = self._item(wish, ground)
        if ready is None:
            # What kept it from being composed is raised anew, with whom to ask.
            return self._letters.preview(item.wish.kind, item.wish.person_id, LetterEdits())
        return self._letters.proof(ready)

    def make(self, wishes: Sequence[StackWish], progress: Progress, ground: str = "") -> StackMade:
        """Make each letter in a step of its own; those with problems are left and told.

        Args:
            wishes: As for ``propose``.
            progress: Cancelling stops between two letters; what was made stays made.
            ground: As for ``propose``.
        """
        made: list[LetterView] = []
        left: list[StackItem] = []
        changes: list[Changes] = []
        cancelled = False
        for number, wish in enumerate(wishes):
            try:
                progress.report(number, len(wishes), _MAKING)
            except Cancelled:
                cancelled = True
                break
            item, ready = self._item(wish, ground)
            if item.problems or ready is None:
                left.append(item)
                continue
            try:
                made.append(self._letters.keep(ready))
            except ValidationFailed as refused:
                codes = tuple(problem.code for problem in refused.problems)
                left.append(replace(item, problems=codes))
                continue
            if self._letters.latest is not None:
                changes.append(self._letters.latest)
            self._drafts.discard(f"letter:{wish.kind}", wish.person_id)
        self.latest = tuple(changes)
        return StackMade(tuple(made), tuple(left), cancelled)

    def pdf(self, letter_ids: Sequence[UUID], progress: Progress) -> bytes:
        """One document for one print job: the stored letters in order, each with its answer form.

        Raises:
            BlobDamaged: A stored file is missing or was changed.
            Cancelled: Somebody stopped it.
            NotAllowed: A temp and a letter that is no statutory notice.
            ReasonNeeded: A protected resident that is not open.
        """
        documents: list[bytes] = []
        for number, letter_id in enumerate(letter_ids):
            progress.report(number, len(letter_ids), _PRINTING)
            documents += self._files(letter_id)
        return _stack_pages.joined(documents)

    def mark_printed(self, letter_ids: Sequence[UUID]) -> Changes:
        """Note that the stack left the printer, in one step.

        Raises:
            ValidationFailed: ``letter_annulled`` at the letter's id.
        """
        with self._write("letter.print", f"print af {_count(letter_ids)}", undoable=False) as unit:
            for letter in self._these(unit.session, letter_ids):
                letter.printed_at = self._house.clock.now()
                unit.about(letter.person_id)
            return unit.commit()

    def mark_sent(self, letter_ids: Sequence[UUID], channel: str, on: date) -> Changes:
        """Mark all as sent in one step, each with what follows from it; all of it or nothing.

        Raises:
            ValidationFailed: Every problem, at the id of its letter or at ``channel``.
        """
        with self._write("letter.send", f"{_count(letter_ids)} sendt", undoable=False) as unit:
            letters = self._these(unit.session, letter_ids)
            found = {
                # The channel is that of the stack; everything else is the letter's own.
                ("channel" if one.field == "channel" else str(letter.id), one.code): one.facts
                for letter in letters
                for one in self._sending_problems(unit.session, letter, channel, on)
            }
            if found:
                problems = (Problem(*where, facts) for where, facts in found.items())
                raise ValidationFailed(*problems)
            for letter in letters:
                self._send(unit.session, letter, channel, on)
                unit.about(letter.person_id)
            return unit.commit()

    def _item(self, wish: StackWish, ground: str) -> tuple[StackItem, Ready | None]:
        """The letter as it would be made; None where the actor may not or it is about nobody."""
        edits, drafted = self._edits(wish)
        name = self._name(wish.person_id)
        title = KINDS[wish.kind].view.title
        try:
            ready = self._letters.ready(wish.kind, wish.person_id, edits, "" if drafted else ground)
        except (NotAllowed, NotFound, ReasonNeeded) as refused:
            return StackItem(wish, title, name, None, (_code(refused),)), None
        proposal = ready.proposal
        problems = proposal.problems or (("not_allowed",) if proposal.prepared else ())
        if self._is_about(proposal, wish.about):
            title = proposal.title
        else:
            about = _board_rows.short(wish.about) if wish.about in _CODES else ""
            title = f"{title}: {about}" if about else title
            problems = ("nothing_asked",)
        item = StackItem(
            wish,
            title,
            name,
            proposal.recipient,
            problems,
            proposal.warnings,
            proposal.missing,
            drafted,
        )
        return item, ready

    def _is_about(self, proposal: LetterProposal, about: str) -> bool:
        """Whether the letter is about what was wished, and not about what it chose in its place.

        A reminder of what nobody was asked for turns to the next request without answer; in a
        stack that would be the same reminder twice.
        """
        chosen = next((one.value for one in proposal.fields if one.key == "about"), about)
        if not about or chosen in {about, ""}:
            return True
        if chosen in _CODES:
            return False
        with self._read() as session:
            first = self._get(session, tables.Letter, UUID(chosen))
            while first.about_id is not None:
                first = self._get(session, tables.Letter, first.about_id)
            return about in _letter_subjects.CODES.get(first.kind, ())

    def _edits(self, wish: StackWish) -> tuple[LetterEdits, bool]:
        """The actor's own draft, where there is one about the same matter; else nothing yet."""
        draft = self._drafts.get(f"letter:{wish.kind}", wish.person_id)
        if draft is not None:
            edits = edits_from_json(draft.fields.get("", "{}"))
            if not wish.about or edits.fields.get("about", wish.about) == wish.about:
                return edits, True
        return LetterEdits(fields={"about": wish.about} if wish.about else {}), False

    def _name(self, person_id: UUID) -> str:
        with self._read() as session:
            person = _families.kept(session, person_id)
            if self._closed(person):
                return "Beskyttet"
            first = person.preferred_name or person.first_name
            return f"{person.last_name}, {first}" if person.last_name else first

    def _files(self, letter_id: UUID) -> list[bytes]:
        """The letter, then its answer form."""
        with self._read() as session:
            letter = self._get(session, tables.Letter, letter_id)
            self._check_kind(letter.kind)
            self._check_open(session, letter.person_id)
            wanted = [letter.blob_id, letter.answer_form_blob_id]
            blobs = [self._get(session, tables.Blob, one) for one in wanted if one is not None]
        return [read_blob(self._house.blobs, blob) for blob in blobs]

    def _these(self, session: Session, letter_ids: Sequence[UUID]) -> list[tables.Letter]:
        """The letters, none of them annulled."""
        letters = [self._get(session, tables.Letter, one) for one in dict.fromkeys(letter_ids)]
        for letter in letters:
            self._check_kind(letter.kind)
            self._check_open(session, letter.person_id)
        annulled = [one for one in letters if one.status == "annulled"]
        if annulled:
            raise ValidationFailed(*(Problem(str(one.id), "letter_annulled") for one in annulled))
        return letters


def _code(refused: Exception) -> str:
    if isinstance(refused, ReasonNeeded):
        return "reason_needed"
    return "not_allowed" if isinstance(refused, NotAllowed) else "stay_missing"


def _count(letter_ids: Sequence[UUID]) -> str:
    number = len(set(letter_ids))
    return "1 brev" if number == 1 else f"{number} breve"
