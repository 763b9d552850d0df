"""Handleplaner: every open matter with who has the ball, since when, and its next step (issue E)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules.board import matters
from boform_app.rules.deadlines import deadlines
from boform_app.rules.weekdays import working_day_on_or_after
from boform_app.services import _board_pending, _board_rows, _prerequisites, _stored_letters
from boform_app.services import _caseworkers as _caseworker_rows
from boform_app.services._blobs import read_blob
from boform_app.services._letter_kinds import KINDS, Kind
from boform_app.services._letter_rows import staff_names
from boform_app.services._rule_rows import rule_book
from boform_app.services._sight import SightService
from boform_app.services._stay_facts import Case, cases
from boform_app.services.contact_log import ContactLogService
from boform_app.services.drafts import DraftsService
from boform_app.services.today import rooms_by_stay
from boform_app.services.views.board import BoardView, MatterDetail, MatterRow
from boform_app.services.views.contacts import ContactItem
from boform_app.services.views.records import DraftView
from models import tables
from models.values import municipalities
from models.values.lists import label

_LINES = 3


class BoardService(SightService):
    """All cases of the house by who has the ball."""

    def view(self) -> BoardView:
        """Every open matter, read in a handful of queries however many cases there are."""
        self._require("see_residents")
        today = self._house.clock.today()
        drafts = DraftsService(self._house, self._actor).mine()
        with self._read() as session:
            book = rule_book(session)
            by_stay = {str(case.stay.id): case for case in cases(session, today)}
            found = [case.facts for case in by_stay.values()]
            due = [one for one in deadlines(found, book, today) if one.audience == "all"]
            shown = self._shown(session, by_stay, drafts)
            rows = tuple(
                _board_rows.row(matter, shown[matter.stay_id], book, today)
                for matter in matters(found, due, today)
            )
        codes = {row.municipality_code for row in rows if row.municipality_code}
        return BoardView(
            today=today,
            rows=rows,
            municipalities=tuple(
                (one.code, one.name) for one in municipalities.municipalities() if one.code in codes
            ),
            caseworkers=tuple(sorted({row.caseworker for row in rows if row.caseworker})),
            key_workers=tuple(
                dict.fromkeys(
                    (row.key_worker_id, row.key_worker) for row in rows if row.key_worker_id
                )
            ),
        )

    def detail(self, row: MatterRow) -> MatterDetail:
        """What is known about a matter: whom to ask, what happened last, the next letter.

        Raises:
            NotFound: The stay is gone.
            ReasonNeeded: A protected resident that is not open.
        """
        log = ContactLogService(self._house, self._actor).entries(row.stay_id, limit=_LINES)
        today = self._house.clock.today()
        with self._read() as session:
            stay = self._get(session, tables.Stay, row.stay_id)
            plan = session.scalars(
                select(tables.ActionPlan).where(tables.ActionPlan.stay_id == stay.id)
            ).one_or_none()
            worker = _caseworker_rows.of(session, plan.caseworker_id if plan else None)
            item = _prerequisites.item(session, stay.id, row.code) if row.code else None
            days = rule_book(session).select("answer_days", today).number
            kind = KINDS.get(row.letter_kind)
            return MatterDetail(
                unit=_unit(session, stay, kind.view.party if kind else "municipality"),
                caseworker=worker.name if worker else "",
                caseworker_phone=worker.phone if worker else "",
                caseworker_hours=worker.phone_hours if worker else "",
                lines=tuple((one.day, _line(one)) for one in reversed(log) if one.day <= today),
                next_letter=kind.view.title if kind else "",
                answer_by=_answer_by(kind, today, days),
                refers_to=_last_about(log, row.code) if row.letter_kind == "reminder" else None,
                prerequisite_id=item.id if item else None,
                prerequisite_version=item.version if item else 0,
            )

    def _shown(
        self,
        session: Session,
        by_stay: Mapping[str, Case],
        drafts: Sequence[DraftView],
    ) -> dict[str, _board_rows.Shown]:
        """What each stay's rows are shown with; one query per table."""
        stays = {case.stay.id for case in by_stay.values()}
        rooms = rooms_by_stay(session)
        persons = {case.stay.id: case.person.id for case in by_stay.values()}
        pending = _board_pending.of_stays(session, persons, drafts, self._reminds_of)
        workers = _caseworkers(session, stays)
        staff = staff_names(session, (case.person.key_worker_id for case in by_stay.values()))
        found: dict[str, _board_rows.Shown] = {}
        for key, case in by_stay.items():
            contact = staff.get(case.person.key_worker_id) if case.person.key_worker_id else None
            found[key] = _board_rows.Shown(
                case=case,
                room=rooms.get(case.stay.id, ""),
                closed=self._closed(case.person),
                caseworker=workers.get(case.stay.id, ""),
                key_worker=contact.name if contact else "",
                mine=case.person.key_worker_id == self._actor.staff_id,
                pending=pending[case.stay.id],
            )
        return found

    def _reminds_of(self, session: Session, letter: tables.Letter) -> str:
        """What a stored reminder says it is about."""
        blob = self._get(session, tables.Blob, letter.context_blob_id)
        _, edits = _stored_letters.unpack(read_blob(self._house.blobs, blob))
        return edits.fields.get("about", "")


def _caseworkers(session: Session, stays: set[UUID]) -> dict[UUID, str]:
    rows = session.execute(
        select(tables.ActionPlan.stay_id, tables.Caseworker.name)
        .join(tables.Caseworker, tables.Caseworker.id == tables.ActionPlan.caseworker_id)
        .where(tables.ActionPlan.stay_id.in_(stays))
    )
    return dict(rows.all())


def _unit(session: Session, stay: tables.Stay, party: str) -> str:
    """Municipality and the unit that letters to this party go to."""
    code = stay.acting_municipality_code
    if not code:
        return ""
    contacts = session.scalars(
        select(tables.MunicipalityContact).where(
            tables.MunicipalityContact.municipality_code == code,
            tables.MunicipalityContact.closed_on.is_(None),
        )
    )
    ordered = sorted(contacts, key=lambda one: (one.party != party, not one.is_default, one.unit))
    name = municipalities.municipality(code).display
    return ", ".join(part for part in (name, ordered[0].unit if ordered else "") if part)


def _line(item: ContactItem) -> str:
    """A line of the log as the strip says it: what it was, and what came of it."""
    if item.source == "letter":
        return item.outcome
    what = label("contact_kinds", item.kind)
    return f"{what}: {item.outcome}" if item.outcome else what


def _last_about(log: Sequence[ContactItem], code: str) -> date | None:
    """The newest letter about a prerequisite, as a reminder names it."""
    return next((one.day for one in log if one.source == "letter" and code in one.codes), None)


def _answer_by(kind: Kind | None, today: date, days: int) -> date | None:
    """The day that the next letter asks for; a notice asks for nothing."""
    if kind is None or not kind.view.answers:
        return None
    return working_day_on_or_after(today + timedelta(days=days))
