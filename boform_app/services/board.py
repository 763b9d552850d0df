"""Handleplaner: every open matter with who has the ball, since when, and its next step (issue E)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules.board import matters
from boform_app.rules.deadlines import deadlines
from boform_app.services import _board_rows
from boform_app.services._letter_rows import staff_names
from boform_app.services._rule_rows import rule_book
from boform_app.services._sight import SightService
from boform_app.services._stay_facts import Case, cases
from boform_app.services.drafts import DraftsService
from boform_app.services.today import rooms_by_stay
from boform_app.services.views.board import BoardView
from models import tables
from models.values import municipalities


class BoardService(SightService):
    """All cases of the house by who has the ball."""

    def view(self) -> BoardView:
        """Every open matter, read in a handful of queries however many cases there are."""
        self._require("see_residents")
        today = self._house.clock.today()
        drafts = self._drafts()
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

    def _shown(
        self,
        session: Session,
        by_stay: Mapping[str, Case],
        drafts: Mapping[UUID, Mapping[str, datetime]],
    ) -> dict[str, _board_rows.Shown]:
        """What each stay's rows are shown with; one query per table."""
        stays = {case.stay.id for case in by_stay.values()}
        rooms, unsent = rooms_by_stay(session), _unsent(session, stays)
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
                pending=_board_rows.Pending(
                    unsent.get(case.stay.id, {}), drafts.get(case.person.id, {})
                ),
            )
        return found

    def _drafts(self) -> dict[UUID, dict[str, datetime]]:
        """The actor's own unfinished letters by person and kind."""
        found: dict[UUID, dict[str, datetime]] = {}
        for draft in DraftsService(self._house, self._actor).mine():
            place, _, kind = draft.kind.partition(":")
            if place == "letter" and draft.person_id is not None:
                found.setdefault(draft.person_id, {})[kind] = draft.updated_at
        return found


def _unsent(session: Session, stays: set[UUID]) -> dict[UUID, dict[str, tuple[UUID, str]]]:
    """Letters that were printed and that nobody has answered for yet, by stay and kind."""
    rows = session.execute(
        select(tables.Letter.stay_id, tables.Letter.kind, tables.Letter.id, tables.Letter.title)
        .where(
            tables.Letter.stay_id.in_(stays),
            tables.Letter.status == "made",
            tables.Letter.printed_at.is_not(None),
        )
        .order_by(tables.Letter.printed_at)
    )
    found: dict[UUID, dict[str, tuple[UUID, str]]] = {}
    for stay_id, kind, letter_id, title in rows:
        if stay_id is not None:
            found.setdefault(stay_id, {})[kind] = (letter_id, title)
    return found


def _caseworkers(session: Session, stays: set[UUID]) -> dict[UUID, str]:
    rows = session.execute(
        select(tables.ActionPlan.stay_id, tables.Caseworker.name)
        .join(tables.Caseworker, tables.Caseworker.id == tables.ActionPlan.caseworker_id)
        .where(tables.ActionPlan.stay_id.in_(stays))
    )
    return dict(rows.all())
