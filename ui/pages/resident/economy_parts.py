"""The list of an account's lines."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from boform_app.services.views.economy import LedgerLine
from models.values import dates
from models.values.money import amount
from ui.pages.resident import economy_words as say
from ui.tablemodels.rows import Column, Strong
from ui.widgets.list_view import ListView


def account_list(name: str) -> ListView:
    """Newest first: day, what, who, amount, the account after it."""
    columns = (
        Column("day", _tr("Dato"), lambda row: dates.short(row.booked_on), "muted", 92),
        Column("what", _tr("Hvad"), _what, "text", tip=say.what),
        Column("by", _tr("Af"), lambda row: row.by, "muted", 36, spare=2),
        Column("receipt", _tr("Kvit."), _receipt, "number", 44, spare=1),
        Column("amount", _tr("Beløb"), _amount, "number", 92),
        Column("balance", _tr("Konto"), lambda row: amount(row.balance_ore), "number", 92),
    )
    return ListView(columns, name=name, id_of=lambda row: row.id, row_px=36, gap=10)


def _what(row: LedgerLine) -> str:
    return say.what(row)


def _receipt(row: LedgerLine) -> str:
    return str(row.receipt) if row.receipt is not None else ""


def _amount(row: LedgerLine) -> str | Strong:
    words = amount(row.amount_ore)
    return words if row.reversed or row.reverses else Strong(words)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Economy", words)
