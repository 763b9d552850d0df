"""Writing letters: propose, preview the true PDF, make (issue G; architecture, decision 7)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import (
    _bases,
    _house_texts,
    _letter_length,
    _letter_shape,
    _letter_sources,
    _letter_workshop,
    _refused_contacts,
    _stack_bases,
    _stored_letters,
)
from boform_app.services._blobs import store_blob
from boform_app.services._decision_days import RECEIVED
from boform_app.services._letter_common import Composed, Draft, counter_of
from boform_app.services._letter_kinds import KINDS, Kind
from boform_app.services._letter_sight import LetterSight
from boform_app.services.consents import ConsentsService
from boform_app.services.context import OpenHouse
from boform_app.services.overviews import OverviewsService
from boform_app.services.register import RegisterService
from boform_app.services.views.admin import Actor
from boform_app.services.views.letter_length import ExcessView, ShorteningView
from boform_app.services.views.letters import (
    DisclosureView,
    LetterEdits,
    LetterKind,
    LetterProposal,
    LetterView,
    RecipientChoice,
)
from boform_app.services.views.records import ConsentView
from models import tables
from models.journal import next_number
from models.values.case_codes import RANDOM_BYTES, new_code, prefix_of
from models.values.changes import Changes
from reports import shortening
from reports.contexts import LetterContext, disclosures
from reports.render import missing_characters


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter as it would be made now."""

    kind: str
    draft: Draft
    composed: Composed
    context: LetterContext
    proposal: LetterProposal


class LettersService(LetterSight):
    """From facts and the author's edits to the bytes that are shown, printed and filed.

    Attributes:
        latest: What the last ``make`` wrote, for whoever tells the pages.
    """

    def __init__(self, house: OpenHouse, actor: Actor) -> None:
        super().__init__(house, actor)
        # The last few documents stay in memory for this log-in, so that print and file are the
        # preview's own bytes and nothing is rendered twice.
        self._rendered = lru_cache(maxsize=4)(_letter_workshop.render_stored)
        self._measured = lru_cache(maxsize=64)(_letter_workshop.measure)
        self._codes: dict[tuple[str, UUID], str] = {}
        self.latest: Changes | None = None

    def kinds(self) -> tuple[LetterKind, ...]:
        """Kinds the actor may write or prepare."""
        views = tuple(kind.view for kind in KINDS.values())
        if self._extent("write_letters") == "notices_only":
            return tuple(view for view in views if view.statutory)
        return views

    def propose(self, kind: str, person_id: UUID, edits: LetterEdits) -> LetterProposal:
        """The letter as it would be printed now, with what it discloses and on which basis.

        Raises:
            NotFound: The person has had no stay here.
            NotAllowed: A temp and a letter that is no statutory notice.
            ReasonNeeded: A protected resident that is not open.
        """
        return self._ready(kind, self._draft(kind, person_id, edits)).proposal

    def preview(self, kind: str, person_id: UUID, edits: LetterEdits) -> bytes:
        """The true PDF; what is made later are exactly these bytes.

        Raises:
            MissingCharacters: The fonts lack characters; they are told, never printed as boxes.
        """
        draft = self._draft(kind, person_id, edits)
        context = _letter_shape.edited(KINDS[kind].compose(draft).context, edits)
        return self._rendered(context.to_json())

    def proof(self, letter: Ready) -> bytes:
        """The true PDF of a letter that is ready; raises as ``preview``."""
        return self._rendered(letter.context.to_json())

    def make(
        self, kind: str, person_id: UUID, edits: LetterEdits, seen: bytes | None = None
    ) -> LetterView:
        """Store bytes and context with their hashes and draw a register number.

        Args:
            kind: Key of the letter kind.
            person_id: Whom it is about.
            edits: The author's own changes.
            seen: The preview the author saw; what is stored must be these bytes.

        Raises:
            NotAllowed: A decision that the role only prepares.
            ValidationFailed: Something has no basis, a required field is empty, the fonts lack a
                character, or facts changed since the preview (``preview_outdated``).
        """
        self._check_may_make(kind)
        return self.keep(self._ready(kind, self._draft(kind, person_id, edits)), seen)

    def ready(self, kind: str, person_id: UUID, edits: LetterEdits, ground: str = "") -> Ready:
        """A letter of a stack, composed once and read from the house once.

        Args:
            kind: Key of the letter kind.
            person_id: Whom it is about.
            edits: The author's own changes.
            ground: ``law`` or ``consent`` for everything in it that has no basis yet.
        """
        edits = replace(edits, ground=ground) if ground else edits
        draft = self._draft(kind, person_id, edits)
        if not ground:
            return self._ready(kind, draft)
        composed = KINDS[kind].compose(draft)
        context = _letter_shape.edited(composed.context, edits)
        chosen = _stack_bases.chosen(_disclosed(kind, draft, composed, context), ground)
        edits = replace(edits, bases={**chosen, **edits.bases})
        consent = self._consent(edits, draft.consents)
        return self._ready(kind, replace(draft, edits=edits, consent=consent))

    def keep(self, letter: Ready, seen: bytes | None = None) -> LetterView:
        """Make a letter that is ready; raises as ``make``."""
        self._check_may_make(letter.kind)
        proposal, context = letter.proposal, letter.context
        if proposal.problems:
            raise ValidationFailed(*(Problem("", code) for code in proposal.problems))
        data = self._rendered(context.to_json())
        if seen is not None and seen != data:
            raise ValidationFailed(Problem("", "preview_outdated"))
        data = _letter_workshop.checked(data)
        edits = _stored_letters.chosen(proposal.edits, letter.composed.fields)
        files = (
            data,
            _stored_letters.pack(context, edits),
            _letter_workshop.answer_form(letter.draft),
        )
        with self._write("letter.make", f"{proposal.title}", undoable=False) as unit:
            row = self._row(unit.session, proposal, files, letter.composed)
            values = {field.key: field.value for field in letter.composed.fields}
            _refused_contacts.of_letter(
                unit.session, row, values, row.made_at, self._actor.staff_id
            )
            unit.about(proposal.person_id)
            self.latest = unit.commit()
        self._codes.pop((letter.kind, proposal.person_id), None)
        return RegisterService(self._house, self._actor).get(row.id)

    def excess(self, kind: str, person_id: UUID, edits: LetterEdits) -> ExcessView:
        """How long the letter is, and where, against the page limit of its kind."""
        draft = self._draft(kind, person_id, edits)
        context = _letter_shape.edited(KINDS[kind].compose(draft).context, edits)
        return _letter_length.view(self._measured(context.to_json()))

    def shorten(self, kind: str, person_id: UUID, edits: LetterEdits) -> ShorteningView:
        """What the letter could do without, in a fixed order; changes nothing by itself."""
        draft = self._draft(kind, person_id, edits)
        composed = KINDS[kind].compose(draft)
        context = _letter_shape.edited(composed.context, edits)
        with _letter_workshop.TURN:
            found = shortening.shorten(context, composed.candidates)
        shorter = _letter_length.shortened(edits, context, found, composed.candidates)
        left_out = _letter_length.left_out(context, found)
        return ShorteningView(shorter, left_out, self.excess(kind, person_id, shorter))

    def _code(self, kind: str, person_id: UUID, edits: LetterEdits) -> str:
        """The letter's case code, the same for every preview of this log-in until it is made."""
        if not KINDS[kind].view.answers or edits.fields.get("answer_form") == "":
            return ""
        if (kind, person_id) not in self._codes:
            with self._read() as session:
                house = session.scalars(select(tables.House)).one()
            prefix = house.code_prefix or prefix_of(house.name)
            self._codes[kind, person_id] = new_code(prefix, os.urandom(RANDOM_BYTES))
        return self._codes[kind, person_id]

    def _draft(self, kind: str, person_id: UUID, edits: LetterEdits) -> Draft:
        self._check_allowed(kind)
        with self._read() as session:
            person_id = self._check_open(session, person_id)
        row = KINDS[kind]
        overview = None if row.view.without_stay else self._overview(person_id)
        with self._read() as session:
            sources = self._sources(session, row, person_id, overview)
            extra = row.gather(session, sources) if row.gather else None
        recipient = _letter_shape.chosen_recipient(row.view, sources, edits)
        consents = self._consents(kind, person_id, recipient)
        consent = self._consent(edits, consents)
        # Only a municipality answers on the form.
        answers = recipient is None or bool(recipient.municipality_code)
        code = self._code(kind, person_id, edits) if answers else ""
        return Draft(sources, edits, recipient, consent, code, extra, kind, consents)

    def _overview(self, person_id: UUID) -> _letter_sources.LastOverview | None:
        last = OverviewsService(self._house, self._actor).last(person_id)
        if last is None:
            return None
        return _letter_sources.LastOverview(last.version.assessed_on, last.answers, last.result)

    def _sources(
        self,
        session: Session,
        row: Kind,
        person_id: UUID,
        overview: _letter_sources.LastOverview | None,
    ) -> _letter_sources.Sources:
        today = self._house.clock.today()
        if row.view.without_stay:
            return _letter_sources.load_contact(session, person_id, self._actor, today)
        return _letter_sources.load(session, person_id, self._actor, today, overview)

    def _ready(self, kind: str, draft: Draft) -> Ready:
        """Composed with the author's words, and what keeps it from being made."""
        composed = KINDS[kind].compose(draft)
        context = _letter_shape.edited(composed.context, draft.edits)
        return Ready(kind, draft, composed, context, self._proposal(kind, draft, composed, context))

    def _consents(
        self, kind: str, person_id: UUID, recipient: RecipientChoice | None
    ) -> tuple[ConsentView, ...]:
        """Consents to this recipient, also those that no longer hold: the letter says why they do not."""
        if recipient is None or _bases.to_resident(kind, recipient):
            return ()
        if self._extent("consent") == "no":
            return ()
        found = ConsentsService(self._house, self._actor).for_person(person_id)
        return tuple(
            one for one in found if recipient.is_named(one.municipality_code, one.recipient)
        )

    @staticmethod
    def _consent(edits: LetterEdits, consents: tuple[ConsentView, ...]) -> ConsentView | None:
        """The chosen consent; while nothing is chosen, the newest valid one decides what is fetched."""
        chosen = {basis.consent_id for basis in edits.bases.values() if basis.kind == "consent"}
        if chosen:
            return next((one for one in consents if one.id in chosen), None)
        if edits.ground in {"law", "danger"}:
            return None
        return next((one for one in consents if one.state == "valid"), None)

    def _proposal(
        self, kind: str, draft: Draft, composed: Composed, context: LetterContext
    ) -> LetterProposal:
        views = _disclosed(kind, draft, composed, context)
        lacking = missing_characters(context)
        addressed = _letter_shape.needs_recipient(kind)
        recipients = _letter_shape.recipients_of(KINDS[kind].view, draft.sources, draft.edits)
        problems = [f"basis:{view.problem}" for view in views if view.problem]
        problems += _gaps(composed, context, lacking=bool(lacking))
        problems += ["recipient_missing"] if addressed and draft.recipient is None else []
        length = self._measured(context.to_json())
        # The two notices are owed by law, on one page or on two: there it is only said.
        statutory = KINDS[kind].view.statutory
        problems += ["too_long"] if length.over and not statutory else []
        law = list(composed.rule_rows)
        law += [basis.rule_row for view in views if (basis := view.basis).kind == "law"]
        return LetterProposal(
            kind=kind,
            title=context.meta.title,
            person_id=draft.sources.person.id,
            stay_id=draft.sources.lived.id if draft.sources.lived else None,
            recipient=draft.recipient if addressed else None,
            recipients=recipients if addressed else (),
            sections=_letter_shape.sections_of(
                composed.context, context, draft.edits, fixed=_bases.POLICIES[kind].to_resident
            ),
            disclosures=views,
            problems=tuple(dict.fromkeys(problems)),
            warnings=(
                *composed.warnings,
                *_house_texts.warnings(draft.sources.house_texts, kind),
            ),
            missing_characters=lacking,
            rule_rows=tuple(dict.fromkeys((*context.meta.law_rows, *law))),
            fields=composed.fields,
            edits=draft.edits,
            left_out_kinds=composed.left_out_kinds,
            case_code=draft.case_code,
            missing=composed.missing,
            lines_over=length.lines if length.over else 0,
            prepared=KINDS[kind].view.decision and self._extent("decision_letters") != "yes",
        )

    def _row(
        self,
        session: Session,
        proposal: LetterProposal,
        files: tuple[bytes, bytes, bytes | None],
        composed: Composed,
    ) -> tables.Letter:
        data, stored, answer_form = files
        now, today = self._house.clock.now(), self._house.clock.today()
        blob = store_blob(self._house.blobs, session, data, "application/pdf", now)
        context = store_blob(self._house.blobs, session, stored, "application/json", now)
        series = KINDS[proposal.kind].series
        number = next_number(session, counter_of(series, today.year))
        register_number = f"{series}{today.year}-{number:04d}"
        if composed.number and composed.number != register_number:
            # Somebody else drew the number that stands in the letter.
            raise ValidationFailed(Problem("", "preview_outdated"))
        recipient = proposal.recipient
        form = (
            store_blob(self._house.blobs, session, answer_form, "application/pdf", now)
            if answer_form
            else None
        )
        letter = tables.Letter(
            register_number=register_number,
            kind=proposal.kind,
            title=proposal.title,
            person_id=proposal.person_id,
            stay_id=proposal.stay_id,
            status="made",
            recipient_name=recipient.label if recipient else _letter_shape.RESIDENT_NAME,
            recipient=_recipient(recipient, composed.received_on),
            municipality_code=recipient.municipality_code if recipient else "",
            letter_date=today,
            answer_by=composed.answer_by,
            blob_id=blob.id,
            context_blob_id=context.id,
            sha256=blob.sha256,
            context_sha256=context.sha256,
            case_code=proposal.case_code or None,
            answer_form_blob_id=form.id if form else None,
            about_id=composed.about_id,
            disclosures=[_letter_shape.disclosed(view) for view in proposal.disclosures],
            rule_rows=list(proposal.rule_rows),
            made_at=now,
            made_by_id=self._actor.staff_id,
        )
        session.add(letter)
        session.flush()
        return letter


def _recipient(recipient: RecipientChoice | None, received_on: date | None) -> dict[str, Any]:
    """Whom it goes to, and when they are reckoned to have it where that is not the day of sending."""
    found: dict[str, Any] = {"lines": list(recipient.lines) if recipient else []}
    return found | ({RECEIVED: received_on.isoformat()} if received_on else {})


def _disclosed(
    kind: str, draft: Draft, composed: Composed, context: LetterContext
) -> tuple[DisclosureView, ...]:
    """What the letter tells of the resident, each with its basis."""
    return _bases.disclosures(
        composed.policy or kind,
        disclosures(context),
        draft.edits.bases,
        draft.consents,
        book=draft.sources.book,
        on=draft.sources.today,
    )


def _gaps(composed: Composed, context: LetterContext, *, lacking: bool) -> Iterator[str]:
    """What is not written yet, or cannot be printed as it is."""
    yield from (f"field:{one.key}" for one in composed.fields if one.problem)
    yield from (f"missing:{key}" for key, _name in composed.missing)
    if lacking:
        yield "missing_characters"
    for section in composed.context.sections:
        kept = section.key in _letter_shape.KEPT and not section.empty
        if kept and context.section(section.key).empty:
            yield "section_empty"
