"""Writing letters: propose, preview the true PDF, make (issue G; architecture, decision 7)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import Problem, ReasonNeeded, ValidationFailed
from boform_app.services import (
    _bases,
    _families,
    _letter_notices,
    _letter_requests,
    _letter_sources,
    _stored_letters,
)
from boform_app.services._blobs import read_blob, store_blob
from boform_app.services._letter_common import Composed, Draft
from boform_app.services._sight import SightService
from boform_app.services.consents import ConsentsService
from boform_app.services.context import OpenHouse
from boform_app.services.overviews import OverviewsService
from boform_app.services.register import STATUTORY, RegisterService
from boform_app.services.views.admin import Actor
from boform_app.services.views.cases import (
    DisclosureView,
    LetterEdits,
    LetterKind,
    LetterProposal,
    LetterView,
    RecipientChoice,
    SectionView,
)
from boform_app.services.views.records import ConsentView
from models import tables
from models.journal import next_number
from models.values.changes import Changes
from reports.contexts import LetterContext, disclosures
from reports.render import missing_characters, render

_KINDS = (
    LetterKind("admission_notice", "Orientering om optagelse", "municipality", statutory=True),
    LetterKind("discharge_notice", "Orientering om udskrivning", "municipality", statutory=True),
    LetterKind("plan_request", "Anmodning om handleplan", "municipality", statutory=False),
    LetterKind("referral", "Henvisning og indstilling", "municipality", statutory=False),
    LetterKind("consent_form", "Samtykkeerklæring", "resident", statutory=False),
    LetterKind("data_information", "Orientering om dine oplysninger", "resident", statutory=False),
)
_COMPOSERS: Mapping[str, Callable[[Draft], Composed]] = {
    "admission_notice": _letter_notices.admission,
    "discharge_notice": _letter_notices.discharge,
    "plan_request": _letter_requests.plan,
    "referral": _letter_requests.referral_letter,
    "consent_form": _letter_notices.consent,
    "data_information": _letter_notices.data_sheet,
}


class LettersService(SightService):
    """From facts and the author's edits to the bytes that are shown, printed and filed.

    Attributes:
        latest: What the last ``make`` wrote, for whoever tells the pages.
    """

    def __init__(self, house: OpenHouse, actor: Actor) -> None:
        super().__init__(house, actor)
        # The last few documents stay in memory for this log-in, so that print and file are the
        # preview's own bytes and nothing is rendered twice.
        self._rendered = lru_cache(maxsize=4)(_render)
        self.latest: Changes | None = None

    def kinds(self) -> tuple[LetterKind, ...]:
        """Kinds the actor may write."""
        if self._extent("write_letters") == "notices_only":
            return tuple(kind for kind in _KINDS if kind.statutory)
        return _KINDS

    def propose(self, kind: str, person_id: UUID, edits: LetterEdits) -> LetterProposal:
        """The letter as it would be printed now, with what it discloses and on which basis.

        Raises:
            NotFound: The person has had no stay here.
            NotAllowed: A temp and a letter that is no statutory notice.
            ReasonNeeded: A protected resident that is not open.
        """
        draft = self._draft(kind, person_id, edits)
        composed = _COMPOSERS[kind](draft)
        return self._proposal(kind, draft, composed, _edited(composed.context, edits))

    def preview(self, kind: str, person_id: UUID, edits: LetterEdits) -> bytes:
        """The true PDF; what is made later are exactly these bytes.

        Raises:
            MissingCharacters: The fonts lack characters; they are told, never printed as boxes.
        """
        draft = self._draft(kind, person_id, edits)
        return self._rendered(_edited(_COMPOSERS[kind](draft).context, edits).to_json())

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
            ValidationFailed: Something has no basis, a required field is empty, the fonts lack a
                character, or facts changed since the preview (``preview_outdated``).
        """
        draft = self._draft(kind, person_id, edits)
        composed = _COMPOSERS[kind](draft)
        context = _edited(composed.context, edits)
        proposal = self._proposal(kind, draft, composed, context)
        if proposal.problems:
            raise ValidationFailed(*(Problem("", code) for code in proposal.problems))
        stored = context.to_json()
        data = self._rendered(stored)
        if seen is not None and seen != data:
            raise ValidationFailed(Problem("", "preview_outdated"))
        kept = _stored_letters.pack(context, edits)
        with self._write("letter.make", f"{proposal.title}", undoable=False) as unit:
            letter = self._row(unit.session, proposal, (data, kept), composed)
            unit.about(proposal.person_id)
            self.latest = unit.commit()
        return RegisterService(self._house, self._actor).get(letter.id)

    def sections(self, letter_id: UUID) -> tuple[SectionView, ...]:
        """What a stored letter says, section by section, from the stored context."""
        context, edits = self._stored(letter_id)
        return _sections(context, context, edits)

    def again(self, letter_id: UUID) -> LetterEdits:
        """The edits of a stored letter, as the start of the next (*Lav ny ud fra dette*).

        Dates are proposed anew, and so is every basis: a consent may have ended since.
        """
        return _stored_letters.anew(self._stored(letter_id)[1])

    def _stored(self, letter_id: UUID) -> tuple[LetterContext, LetterEdits]:
        with self._read() as session:
            letter = self._get(session, tables.Letter, letter_id)
            self._check_open(session, letter.person_id)
            blob = self._get(session, tables.Blob, letter.context_blob_id)
        self._check_allowed(letter.kind)
        return _stored_letters.unpack(read_blob(self._house.blobs, blob))

    def _check_open(self, session: Session, person_id: UUID) -> UUID:
        """The kept record's id. A temp may send the last notice, so presence is not asked for."""
        person = _families.kept(session, person_id)
        if self._closed(person):
            raise ReasonNeeded(person.id)
        return person.id

    def _check_allowed(self, kind: str) -> None:
        if self._require("write_letters") == "notices_only" and kind not in STATUTORY:
            self._refuse("write_letters")

    def _draft(self, kind: str, person_id: UUID, edits: LetterEdits) -> Draft:
        self._check_allowed(kind)
        with self._read() as session:
            person_id = self._check_open(session, person_id)
        last = OverviewsService(self._house, self._actor).last(person_id)
        overview = (
            _letter_sources.LastOverview(last.version.assessed_on, last.answers, last.result)
            if last
            else None
        )
        with self._read() as session:
            sources = _letter_sources.load(
                session, person_id, self._actor, self._house.clock.today(), overview
            )
        recipients = sources.recipients()
        recipient = next((one for one in recipients if one.key == edits.recipient_key), None)
        recipient = recipient or (recipients[0] if recipients else None)
        return Draft(sources, edits, recipient, self._consent(kind, person_id, edits, recipient))

    def _consents(
        self, person_id: UUID, recipient: RecipientChoice | None
    ) -> tuple[ConsentView, ...]:
        """Consents to this recipient, also those that no longer hold: the letter says why they do not."""
        if recipient is None or self._extent("consent") == "no":
            return ()
        found = ConsentsService(self._house, self._actor).for_person(person_id)
        return tuple(one for one in found if one.municipality_code == recipient.municipality_code)

    def _consent(
        self, kind: str, person_id: UUID, edits: LetterEdits, recipient: RecipientChoice | None
    ) -> ConsentView | None:
        """The chosen consent; while nothing is chosen, the newest valid one decides what is fetched."""
        if _bases.POLICIES[kind].to_resident:
            return None
        consents = self._consents(person_id, recipient)
        chosen = {basis.consent_id for basis in edits.bases.values() if basis.kind == "consent"}
        if chosen:
            return next((one for one in consents if one.id in chosen), None)
        if edits.ground in {"law", "danger"}:
            return None
        return next((one for one in consents if one.state == "valid"), None)

    def _proposal(
        self, kind: str, draft: Draft, composed: Composed, context: LetterContext
    ) -> LetterProposal:
        views = _bases.disclosures(
            kind,
            disclosures(context),
            draft.edits.bases,
            self._consents(draft.sources.person.id, draft.recipient),
            book=draft.sources.book,
            on=draft.sources.today,
        )
        lacking = missing_characters(context)
        recipients = draft.sources.recipients()
        problems = [f"basis:{view.problem}" for view in views if view.problem]
        problems += [f"field:{one.key}" for one in composed.fields if one.problem]
        problems += ["missing_characters"] if lacking else []
        problems += [
            "section_empty"
            for section in composed.context.sections
            if section.key in _KEPT and not section.empty and context.section(section.key).empty
        ]
        problems += (
            ["recipient_missing"] if _needs_recipient(kind) and draft.recipient is None else []
        )
        law = list(composed.rule_rows)
        law += [basis.rule_row for view in views if (basis := view.basis).kind == "law"]
        return LetterProposal(
            kind=kind,
            title=context.meta.title,
            person_id=draft.sources.person.id,
            stay_id=draft.sources.stay.id,
            recipient=draft.recipient if _needs_recipient(kind) else None,
            recipients=recipients if _needs_recipient(kind) else (),
            sections=_sections(
                composed.context, context, draft.edits, fixed=_bases.POLICIES[kind].to_resident
            ),
            disclosures=views,
            problems=tuple(dict.fromkeys(problems)),
            warnings=composed.warnings,
            missing_characters=lacking,
            rule_rows=tuple(dict.fromkeys((*context.meta.law_rows, *law))),
            fields=composed.fields,
            edits=draft.edits,
            left_out_kinds=composed.left_out_kinds,
        )

    def _row(
        self,
        session: Session,
        proposal: LetterProposal,
        files: tuple[bytes, bytes],
        composed: Composed,
    ) -> tables.Letter:
        data, stored = files
        now, today = self._house.clock.now(), self._house.clock.today()
        blob = store_blob(self._house.blobs, session, data, "application/pdf", now)
        context = store_blob(self._house.blobs, session, stored, "application/json", now)
        number = next_number(session, f"letter-{today.year}")
        recipient = proposal.recipient
        letter = tables.Letter(
            register_number=f"B{today.year}-{number:04d}",
            kind=proposal.kind,
            title=proposal.title,
            person_id=proposal.person_id,
            stay_id=proposal.stay_id,
            status="made",
            recipient_name=recipient.label if recipient else "Beboeren",
            recipient={"lines": list(recipient.lines) if recipient else []},
            municipality_code=recipient.municipality_code if recipient else "",
            letter_date=today,
            answer_by=composed.answer_by,
            blob_id=blob.id,
            context_blob_id=context.id,
            sha256=blob.sha256,
            context_sha256=context.sha256,
            disclosures=[_disclosed(view) for view in proposal.disclosures],
            rule_rows=list(proposal.rule_rows),
            made_at=now,
            made_by_id=self._actor.staff_id,
        )
        session.add(letter)
        session.flush()
        return letter


def _needs_recipient(kind: str) -> bool:
    return not _bases.POLICIES[kind].to_resident


# What a letter cannot do without: the request, the facts, and why it is written.
_KEPT = frozenset({"ask", "stay", "facts", "why", "plan", "basis"})


def _edited(context: LetterContext, edits: LetterEdits) -> LetterContext:
    """The composed letter with the author's own prose; left out sections fall out of the print."""
    for section in context.sections:
        if section.key in edits.left_out and section.key not in _KEPT:
            context = context.without(section.key)
        elif section.editable and section.key in edits.texts:
            context = context.with_text(section.key, edits.texts[section.key])
    return context


def _sections(
    fetched: LetterContext, shown: LetterContext, edits: LetterEdits, *, fixed: bool = True
) -> tuple[SectionView, ...]:
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
            optional=not fixed and section.key not in _KEPT,
        )
        for section in fetched.sections
    )


def _disclosed(view: DisclosureView) -> dict[str, str]:
    basis = view.basis
    return {
        "information": view.information,
        "basis": basis.text,
        "kind": basis.kind,
        "rule_row": basis.rule_row,
        "consent": str(basis.consent_id or ""),
        "reason": basis.reason,
    }


# Fonts and the like are global in the PDF workshop: one letter at a time, whoever asks.
_TURN = threading.Lock()


def _render(stored: str) -> bytes:
    """Bytes of a stored context."""
    with _TURN:
        return render(LetterContext.from_json(stored))
