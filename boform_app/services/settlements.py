"""The monthly basis for invoices to each handlekommune (*afregningsgrundlag*); leaders only.

A basis is made once from what is counted that day, kept as the bytes that are printed, and said to
be sent. What changes after that comes as a correction in a later one; a wrong one is annulled with a
reason. It holds full CPR numbers, so there is no way to send it by open mail.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import NotFound, Problem, ValidationFailed
from boform_app.services import (
    _families,
    _settlement_document,
    _settlement_lines,
    _settlement_months,
)
from boform_app.services._blobs import read_blob, store_blob
from boform_app.services._changed import check_version
from boform_app.services._settlement_document import Basis
from boform_app.services._sight import SightService
from boform_app.services._stay_checks import key_problem
from boform_app.services._texts import required_problems
from boform_app.services.views.settlements import MonthView
from models import tables
from models.values import municipalities
from models.values.changes import Changes
from reports.lists import settlement as sheet

_VIEWED = "settlement"
_PURPOSE = "Afregning med handlekommunen"


class SettlementsService(SightService):
    """One month at a time, one basis for each municipality."""

    def month(self, month: date) -> MonthView:
        """The month as it is counted now, beside what was made of it.

        Raises:
            NotAllowed: Only leaders see it.
        """
        self._require("economy")
        with self._read() as session:
            view = _settlement_months.month_view(session, month, self._house.clock.today())
            hidden = self._hidden(session, view)
        return _settlement_months.without_names(view, hidden)

    def preview(self, code: str, month: date) -> bytes:
        """The document as it would be made now, to be looked at; it has the next number.

        Raises:
            NotAllowed: Only leaders make it.
            ValidationFailed: As ``make``.
        """
        from reports.render import proof  # noqa: PLC0415 - only whoever looks pays for it

        self._require("economy")
        with self._read() as session:
            basis = self._basis(session, code, month)
            facts = _settlement_document.facts(session, basis, self._house.clock.today())
        self._note(basis)
        return proof(sheet.compose(facts))

    def make(self, code: str, month: date) -> Changes:
        """Make the basis and keep it; one that was made and not sent gives way to it.

        Raises:
            MissingCharacters: The fonts lack characters of a name.
            ValidationFailed: ``month_not_over``, ``rate_missing``, ``nothing_to_settle`` or
                ``settlement_sent``.
            Conflict: It would be another by the time it is written.
        """
        from reports.render import render  # noqa: PLC0415 - only whoever makes one pays for it

        self._require("economy")
        today, now = self._house.clock.today(), self._house.clock.now()
        with self._read() as session:
            basis = self._basis(session, code, month)
            facts = _settlement_document.facts(session, basis, today)
        data = render(sheet.compose(facts))
        label = f"afregningsgrundlag {basis.number}"
        with self._write("settlement.make", label, undoable=False) as unit:
            if self._basis(unit.session, code, month) != basis:
                raise ValidationFailed(Problem("", "run_changed"))
            for old in _settlement_lines.valid(unit.session, code):
                if old.month == basis.month:
                    old.annulled_on, old.annulled_reason = today, "Lavet om, før det blev sendt"
            unit.session.add(
                tables.Settlement(
                    municipality_code=code,
                    month=basis.month,
                    number=basis.number,
                    lines=[_settlement_lines.as_json(one) for one in basis.lines],
                    corrections=[_settlement_lines.as_json(one) for one in basis.corrections],
                    rule_rows=list(basis.rows),
                    total_ore=basis.total_ore,
                    blob_id=store_blob(
                        self._house.blobs, unit.session, data, "application/pdf", now
                    ).id,
                    made_at=now,
                    made_by_id=self._actor.staff_id,
                )
            )
            changes = unit.commit()
        self._note(basis)
        return changes

    def mark_sent(self, settlement_id: UUID, version: int, sent_on: date, channel: str) -> Changes:
        """Say when and how it was sent.

        Raises:
            ValidationFailed: ``required`` or ``unknown_choice`` at ``channel``, ``in_the_future`` or
                ``end_before_start`` at ``sent_on``, ``settlement_sent``, ``annulled_already``.
        """
        self._require("economy")
        with self._write("settlement.sent", "afregningsgrundlag sendt", undoable=False) as unit:
            row = self._get(unit.session, tables.Settlement, settlement_id)
            check_version(unit.session, row, version)
            problems = self._sending_problems(row, sent_on, channel)
            if problems:
                raise ValidationFailed(*problems)
            row.sent_on, row.channel = sent_on, channel
            unit.relabel(f"afregningsgrundlag {row.number} sendt")
            return unit.commit()

    def annul(self, settlement_id: UUID, version: int, reason: str) -> Changes:
        """Let a basis count no more; it stays with its reason.

        Raises:
            ValidationFailed: ``required``, ``too_long`` or ``nul_character`` at ``reason``,
                ``annulled_already``.
        """
        self._require("economy")
        found = tuple(required_problems("reason", reason))
        if found:
            raise ValidationFailed(*found)
        with self._write("settlement.annul", "annulleret afregning", undoable=False) as unit:
            row = self._get(unit.session, tables.Settlement, settlement_id)
            check_version(unit.session, row, version)
            if row.annulled_on is not None:
                raise ValidationFailed(Problem("", "annulled_already"))
            row.annulled_on, row.annulled_reason = self._house.clock.today(), reason.strip()
            unit.relabel(f"annulleret afregningsgrundlag {row.number}")
            return unit.commit()

    def pdf(self, settlement_id: UUID) -> bytes:
        """The bytes that were made; printing again never renders again."""
        self._require("economy")
        with self._read() as session:
            row = self._get(session, tables.Settlement, settlement_id)
            blob = session.get(tables.Blob, row.blob_id) if row.blob_id else None
            if blob is None:
                raise NotFound(str(settlement_id))
            data = read_blob(self._house.blobs, blob)
            basis = _kept(row)
        self._note(basis)
        return data

    def spreadsheet(self, settlement_id: UUID) -> bytes:
        """The same rows as a spreadsheet, for whoever types the invoice."""
        from boform_app.exchange.spreadsheet import (  # noqa: PLC0415 - openpyxl is for this alone
            write_sheet,
        )

        self._require("economy")
        with self._read() as session:
            basis = _kept(self._get(session, tables.Settlement, settlement_id))
        self._note(basis)
        return write_sheet(*_settlement_document.table(basis))

    def _basis(self, session: Session, code: str, month: date) -> Basis:
        first, today = month.replace(day=1), self._house.clock.today()
        if municipalities.find(code) is None:
            raise NotFound(code)
        view = _settlement_months.month_view(session, first, today)
        row = next((one for one in view.rows if one.code == code), None)
        if not view.over:
            raise ValidationFailed(Problem("", "month_not_over"))
        if row is None or row.state == "later" or not row.everything:
            raise ValidationFailed(Problem("", "nothing_to_settle"))
        if row.settlement is not None and row.settlement.sent_on is not None:
            raise ValidationFailed(Problem("", "settlement_sent"))
        if any(line.rate_ore is None for line in row.lines):
            raise ValidationFailed(Problem("", "rate_missing"))
        used = _settlement_lines.count(session, first, today).rows.get(code, ())
        number = _settlement_months.next_number(session, code, first)
        return Basis(code, first, number, row.lines, row.corrections, used)

    def _hidden(self, session: Session, view: MonthView) -> frozenset[UUID]:
        """Protected residents who are not open: counted, and not named on the screen."""
        ids = {one.person_id for row in view.rows for one in row.everything}
        ids |= {one.person_id for one in view.unknown}
        people = session.scalars(select(tables.Person).where(tables.Person.id.in_(ids))).all()
        kept = _families.Kept(session)
        return frozenset(one.id for one in people if self._closed(kept.of(one.id)))

    def _sending_problems(
        self, row: tables.Settlement, sent_on: date, channel: str
    ) -> tuple[Problem, ...]:
        found = [
            Problem("channel", "required")
            if not channel
            else key_problem("channel", "letter_channels", channel),
            Problem("", "settlement_sent") if row.sent_on is not None else None,
            Problem("", "annulled_already") if row.annulled_on is not None else None,
            Problem("sent_on", "in_the_future") if sent_on > self._house.clock.today() else None,
            Problem("sent_on", "end_before_start") if sent_on < local_date(row.made_at) else None,
        ]
        return tuple(one for one in found if one is not None)

    def _note(self, basis: Basis) -> None:
        """Whoever stands on it can see that it was made, and why."""
        for person_id in {one.person_id for one in basis.everything}:
            self._log_view(person_id, _VIEWED, _PURPOSE)


def _kept(row: tables.Settlement) -> Basis:
    return Basis(
        row.municipality_code,
        row.month,
        row.number,
        tuple(_settlement_lines.line_of(one) for one in row.lines),
        tuple(_settlement_lines.correction_of(one) for one in row.corrections),
        tuple(row.rule_rows),
    )
