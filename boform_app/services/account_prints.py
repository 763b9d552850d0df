"""What a resident gets on paper: a receipt by its number, and the account in plain words."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import NotFound
from boform_app.services import _families, _ledger
from boform_app.services._letter_rows import staff_names
from boform_app.services._letterhead import letterhead
from boform_app.services._sight import SightService
from models import tables
from models.values.lists import label
from reports.lists import account_statement, payment_receipt
from reports.lists.account_statement import StatementFacts, StatementRow
from reports.lists.payment_receipt import ReceiptFacts


class AccountPrintsService(SightService):
    """Made when asked for and not kept: the lines of the account are what is kept."""

    def receipt(self, entry_id: UUID) -> bytes:
        """The receipt of a payment or of money paid back.

        Raises:
            NotFound: There is no such line, or no money changed hands with it.
        """
        from reports.render import render  # noqa: PLC0415 - only whoever prints pays for it

        self._require("take_payment")
        with self._read() as session:
            facts = self._receipt(session, self._get(session, tables.LedgerEntry, entry_id))
        return render(payment_receipt.compose(facts))

    def statement(self, person_id: UUID) -> bytes:
        """Every line of a resident's account, oldest first."""
        from reports.render import render  # noqa: PLC0415 - only whoever prints pays for it

        self._require("take_payment")
        with self._read() as session:
            person = self._opened(session, person_id)
            rows = _ledger.lines(session, _families.family(session, person.id))
            house = session.scalars(select(tables.House)).one()
            made, total = [], 0
            for row in rows:
                total += row.amount_ore
                made.append(_row(row, total))
            facts = StatementFacts(
                house=letterhead(house),
                name=_families.full_name(person),
                day=self._house.clock.today(),
                balance_ore=total,
                rows=tuple(made),
            )
        return render(account_statement.compose(facts))

    def _receipt(self, session: Session, row: tables.LedgerEntry) -> ReceiptFacts:
        if row.receipt is None:
            raise NotFound(str(row.id))
        person = self._opened(session, row.person_id)
        lines = _ledger.lines(session, _families.family(session, person.id))
        ids = [one.id for one in lines]
        after = lines[: ids.index(row.id) + 1]
        back = session.get(tables.LedgerEntry, row.reverses_id) if row.reverses_id else None
        names = staff_names(session, (row.by_id,))
        house = session.scalars(select(tables.House)).one()
        return ReceiptFacts(
            house=letterhead(house),
            name=_families.full_name(person),
            number=row.receipt,
            day=row.booked_on,
            amount_ore=abs(row.amount_ore),
            paid_out=row.kind == "payout",
            what=label("payment_parts", row.part),
            how=label("payment_methods", row.method),
            by=names[row.by_id].name,
            balance_ore=sum(one.amount_ore for one in after),
            text=row.text,
            earlier=back.receipt or 0 if back else 0,
        )


def _row(row: tables.LedgerEntry, total: int) -> StatementRow:
    part = label("payment_parts", row.part)
    takes_back = row.reverses_id is not None
    said = row.text if row.text and not takes_back and row.month is not None else part
    if row.text and row.month is None and not takes_back:
        said = f"{part} ({row.text})" if row.part != "other" else row.text
    return StatementRow(
        day=row.booked_on,
        kind=row.kind,
        what=said if row.kind == "charge" else f"{said[:1].lower()}{said[1:]}",
        amount_ore=row.amount_ore,
        balance_ore=total,
        receipt=row.receipt,
        correction=row.text if takes_back else "",
    )
