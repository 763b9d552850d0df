"""The forms of the account: money in and out, a correction, what is agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boform_app.services.views.economy import (
    AccountView,
    LedgerLine,
    MoneyCommand,
    PartView,
    RunLine,
    TermCommand,
)
from models.values import lists
from models.values.changes import Changes
from models.values.money import kroner
from ui.pages.resident import economy_words as say
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.form_parts import beside, day_field
from ui.pages.resident.ticks import Ticks
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field, Finding, MessageLine
from ui.widgets.line_edit import LineEdit
from ui.widgets.ore_field import OreField

_WIDTH = 640
_TITLES = {"payment": "Tag imod betaling", "payout": "Udbetal", "charge": "Opkræv"}


class MoneyForm(FormPanel):
    """Money in, money back, or something that is owed; ``booked`` is told which line it became."""

    def __init__(
        self, session: Session, page: QWidget, account: AccountView, kind: str,
        booked: Callable[[UUID], None],
    ) -> None:  # fmt: skip
        super().__init__(
            session, page, _tr(_TITLES[kind]), say.balance(account) + _full_stop(account),
            verb=_tr(_TITLES[kind]), act=self._write, width=_WIDTH,
        )  # fmt: skip
        self._economy, self._account, self._kind = session.services.economy, account, kind
        self._booked = booked
        self.amount = OreField()
        amount = Field(_tr("Beløb"), self.amount, required=True)
        part = Field(_tr("Hvad for"), _choices("payment_parts"), required=True)
        self.form.add("amount_ore", amount, required=_tr("et beløb"), **_ways(self.amount))
        self.form.add("part", part, required=_tr("hvad det er for"))
        fields = [amount, part]
        if kind != "charge":
            method = Field(_tr("Hvordan"), _choices("payment_methods"), required=True)
            self.form.add("method", method, required=_tr("hvordan det er betalt"))
            fields.append(method)
        self._row(fields)
        self.add("text", Field(_tr("Note (kan vente)"), LineEdit()))
        self.ahead = MessageLine()
        self.body.addWidget(self.ahead)
        self.form.load(
            {"amount_ore": self._proposed(), "part": "food", "method": "cash", "text": ""}
            if kind != "charge"
            else {"amount_ore": None, "part": "key_deposit", "text": ""}
        )
        self.amount.changed.connect(self._look)
        self._look()
        self.start("amount_ore")

    def _row(self, fields: list[Field]) -> None:
        row = QHBoxLayout()
        for field in fields:
            row.addWidget(field, 1)
        self.body.insertLayout(self.body.count() - 1, row)

    def _proposed(self) -> int | None:
        """What is owed, or what the house owes: the amount that is meant most often."""
        owed = self._account.balance_ore * (1 if self._kind == "payment" else -1)
        return owed if owed > 0 else None

    def _look(self) -> None:
        """A payment that reaches far ahead is said, and not refused."""
        limit, paid = self._account.ahead_ore, self.amount.value
        far = (
            self._kind == "payment"
            and limit is not None
            and paid is not None
            and paid - self._account.balance_ore > limit
        )
        words = _tr("Ser det rigtigt ud? Beløbet rækker mere end 31 dage frem med kost.")
        self.ahead.show_finding(Finding("ask", words) if far else None)

    def _write(self, values: Mapping[str, Any]) -> Changes:
        ore = values["amount_ore"]
        return self._economy.book(
            MoneyCommand(
                self._account.person_id,
                self._kind,
                ore if isinstance(ore, int) else 0,
                values["part"] or "",
                values.get("method") or "",
                values["text"],
            )
        )

    def _kept(self, changes: Changes) -> None:
        super()._kept(changes)
        self._booked(changes.first("ledger_entry"))


class ReverseForm(FormPanel):
    """Why a line is taken back; both lines stay."""

    def __init__(
        self, session: Session, page: QWidget, line: LedgerLine, booked: Callable[[UUID], None]
    ) -> None:
        super().__init__(
            session, page, _tr("Ret linjen?"),
            _tr("{what}, {amount}. Linjen bliver stående, og en ny linje trækker den fra.").format(
                what=say.what(line), amount=kroner(abs(line.amount_ore))
            ),
            verb=_tr("Ret"), act=self._write, width=_WIDTH,
        )  # fmt: skip
        self._economy, self._line, self._booked = session.services.economy, line, booked
        reason = Field(_tr("Hvorfor"), LineEdit(), required=True)
        self.add("reason", reason, required=_tr("hvorfor linjen rettes"))
        self.form.load({"reason": ""})
        self.start("reason")

    def _write(self, values: Mapping[str, Any]) -> Changes:
        return self._economy.reverse(self._line.id, values["reason"])

    def _kept(self, changes: Changes) -> None:
        super()._kept(changes)
        if self._line.receipt is not None:
            self._booked(changes.first("ledger_entry"))


class TermForm(FormPanel):
    """How a part is paid from a day on."""

    def __init__(
        self, session: Session, page: QWidget, stay_id: UUID, part: PartView, *,
        seen: frozenset[tuple[UUID, int]], today: date,
    ) -> None:  # fmt: skip
        super().__init__(
            session, page, _tr("{part}: sådan betales det").format(part=say.PARTS[part.part]),
            _HINTS[part.part], verb=_tr("Gem"), act=self._write, width=_WIDTH,
        )  # fmt: skip
        self._economy, self._seen = session.services.economy, seen
        self._stay_id, self._part = stay_id, part
        held, rate = part.term, OreField()
        self.kind = Combo([Option(key, label) for key, label in _KINDS[part.part]])
        beside(
            self,
            ("kind", Field(_tr("Aftale"), self.kind)),
            ("from_on", Field(_tr("Fra"), day_field(session, "any"), required=True)),
            ("to_on", Field(_tr("Til og med (kan vente)"), day_field(session, "any"))),
            required={"from_on": _tr("første dag")},
        )
        if part.part == "food":
            options = [Option(key, label) for key, label in say.MEALS]
            beside(self, ("meals", Field(_tr("Måltider"), Ticks(options, _tr("Alle måltider")))))
        words = _tr("Andet beløb (kan vente)")
        self.form.add("rate_ore", field := Field(words, rate), **_ways(rate))
        self.body.insertWidget(self.body.count() - 1, field)
        self.add("note", Field(_tr("Note (kan vente)"), LineEdit()))
        self.form.load(
            {
                "kind": held.kind if held else "agreed",
                "from_on": today,
                "to_on": None,
                "meals": list(held.meals) if held else [],
                "rate_ore": held.rate_ore if held else None,
                "note": "",
            }
        )
        self.start("kind")

    def _write(self, values: Mapping[str, Any]) -> Changes:
        ore = values["rate_ore"]
        return self._economy.set_term(
            TermCommand(
                stay_id=self._stay_id,
                part=self._part.part,
                kind=values["kind"],
                from_on=values["from_on"],
                to_on=values["to_on"],
                meals=tuple(values.get("meals") or ()),
                rate_ore=ore if isinstance(ore, int) else None,
                note=values["note"],
                seen=self._seen,
            )
        )


class ChargeForm(FormPanel):
    """Food and laundry up to today, seen before they are booked."""

    def __init__(
        self, session: Session, page: QWidget, person_id: UUID, month: date,
        lines: tuple[RunLine, ...],
    ) -> None:  # fmt: skip
        total = sum(line.amount_ore for line in lines)
        super().__init__(
            session, page, _tr("Bogfør {amount}?").format(amount=kroner(total)),
            _tr("Det er kost og tøjvask til og med i går. Resten af måneden kommer til sidst."),
            verb=_tr("Bogfør"), act=self._write, width=_WIDTH,
        )  # fmt: skip
        self._runs, self._person_id = session.services.month_runs, person_id
        self._month, self._lines = month, lines
        self.add_lines([f"{line.text} · {kroner(line.amount_ore)}" for line in lines])

    def _write(self, _values: Mapping[str, Any]) -> Changes:
        return self._runs.book(self._month, self._lines, self._person_id)


def _choices(name: str) -> Combo:
    return Combo([Option(row.key, row.label) for row in lists.load_list(name)])


def _ways(control: OreField) -> dict[str, Any]:
    return {"read": control.read, "write": control.write}


def _full_stop(account: AccountView) -> str:
    """An amount ends with "kr." and needs no second full stop."""
    return "" if account.balance_ore > 0 else "."


def _tr(words: str) -> str:
    return QCoreApplication.translate("Economy", words)


_KINDS = {
    "lodging": (
        ("agreed", "Betaler"),
        ("own_home", "Bevarer egen bolig"),
        ("exempt", "Fritaget eller nedsat"),
    ),
    "food": (("agreed", "Betaler"), ("opted_out", "Fravalgt"), ("exempt", "Fritaget")),
    "laundry": (("agreed", "Betaler"), ("opted_out", "Fravalgt"), ("exempt", "Fritaget")),
}
_HINTS = {
    "lodging": (
        "Handlekommunen opkræver egenbetaling for opholdet. Den, der bevarer egen bolig, betaler "
        "som regel ikke. Kommunen kan fritage eller nedsætte."
    ),
    "food": "Beboeren betaler til huset og kan fravælge enkelte måltider.",
    "laundry": "Beboeren betaler til huset og kan fravælge tøjvask.",
}
