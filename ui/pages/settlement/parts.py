"""Lists and words of the page *Afregning*."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from boform_app.services.views.economy import BalanceRow, HouseLedger
from boform_app.services.views.settlements import (
    CorrectionLine,
    MunicipalityMonth,
    SettlementLine,
)
from models.values import dates
from models.values.dates import MONTHS
from models.values.money import amount, kroner
from ui.privacy import privacy
from ui.tablemodels.rows import Column, Strong
from ui.widgets.badge import BadgeKind, BadgeSpec
from ui.widgets.list_view import ListView

_BADGES: dict[str, tuple[BadgeKind, str]] = {
    "open": ("none", "Ikke lavet"),
    "late": ("soon", "Ikke lavet"),
    "later": ("ok", "Afregnet senere"),
    "no_rate": ("soon", "Takst mangler"),
    "made": ("wait", "Ikke sendt"),
    "changed": ("soon", "Ændret siden"),
    "sent": ("ok", "Sendt"),
    "sent_changed": ("ok", "Sendt, ændret"),
}


def month_name(month: date) -> str:
    """Oktober 2026."""
    name = MONTHS[month.month - 1]
    return f"{name[:1].upper()}{name[1:]} {month.year}"


def municipality_list(name: str) -> ListView:
    """One row for each municipality."""
    columns = (
        Column("name", _tr("Kommune"), lambda row: row.name, "strong", tip=lambda row: row.name),
        Column("people", _tr("Borgere"), lambda row: str(row.residents), "number", 58, spare=2),
        Column("nights", _tr("Døgn"), lambda row: str(row.nights), "number", 48),
        Column("away", _tr("Fravær"), lambda row: str(row.away), "number", 54, spare=1),
        Column("paid", _tr("Betales"), lambda row: str(row.paid), "number", 56),
        Column("amount", _tr("Beløb, kr."), _amount, "number", 104),
        Column("state", _tr("Tilstand"), badge, "badge", 132, spoken=lambda row: badge(row).text),
    )
    return ListView(columns, name=name, id_of=lambda row: row.code, gap=10, search_key="name")


def line_list(name: str) -> ListView:
    """Residents of one municipality, then the corrections of former months."""
    columns = (
        Column("who", _tr("Borger"), _who, "two", tip=lambda row: row.name),
        Column("nights", _tr("Betales"), lambda row: str(row.paid), "number", 56),
        Column("amount", _tr("Beløb, kr."), _of_line, "number", 96),
    )
    return ListView(columns, name=name, id_of=_key, gap=8, row_px=44)


def balance_list(name: str) -> ListView:
    """Accounts that are not 0."""
    columns = (
        Column("who", _tr("Beboer"), lambda row: privacy().name(row.name, ""), "text"),
        Column("balance", _tr("Konto, kr."), lambda row: amount(row.balance_ore), "number", 110),
        Column("side", "", _side, "muted", 84),
    )
    return ListView(columns, name=name, id_of=lambda row: row.person_id, gap=10, row_px=32)


def badge(row: MunicipalityMonth) -> BadgeSpec:
    """How far a municipality is."""
    kind, words = _BADGES[row.state]
    return BadgeSpec(kind, words)


def ledger_words(ledger: HouseLedger) -> tuple[tuple[str, str], ...]:
    """The accounts of the house over the month, name and amount."""
    return (
        (_tr("Ved start"), kroner(ledger.opening_ore)),
        (_tr("Opkrævet"), kroner(ledger.charged_ore)),
        (_tr("Indbetalt"), kroner(ledger.paid_ore)),
        (_tr("Udbetalt"), kroner(ledger.paid_out_ore)),
        (_tr("Ved slutning"), kroner(ledger.closing_ore)),
    )


def about(row: MunicipalityMonth) -> str:
    """What became of it, in one or two sentences."""
    made, said = row.settlement, []
    if made is not None:
        words = _tr("Nr. {number}, lavet {day} af {who}.")
        said.append(
            words.format(number=made.number, day=dates.short(made.made_on), who=made.made_by)
        )
    if made is not None and made.sent_on is not None:
        words = _tr("Sendt {day} ({how}).")
        said.append(words.format(day=dates.short(made.sent_on), how=made.channel))
    if made is not None and made.total_ore != row.amount_ore:
        said.append(_tr("Beløbet i det er {amount}").format(amount=kroner(made.total_ore)))
    said.append(_STATES.get(row.state, ""))
    if row.no_address:
        said.append(_tr("Kommunen har ingen adresse under Indstillinger."))
    said += [
        _tr("Nr. {number} er annulleret: {why}.").format(
            number=old.number, why=old.annulled_reason.rstrip(".")
        )
        for old in row.annulled[-1:]
    ]
    return " ".join(one for one in said if one)


_STATES = {
    "late": "Lav det her, eller lad døgnene komme som rettelser i kommunens næste grundlag.",
    "later": "Døgnene er taget med som rettelser i et senere grundlag.",
    "changed": "Tallene er ændret, siden det blev lavet. Lav det igen, før det sendes.",
    "sent_changed": "Tallene er ændret, siden det blev sendt. Forskellen kommer som rettelse næste gang.",
    "no_rate": "Taksten mangler for mindst et døgn, så beløbet kan ikke regnes ud.",
}


def _who(row: SettlementLine | CorrectionLine) -> tuple[str, str]:
    name = privacy().name(row.name, "")
    if isinstance(row, CorrectionLine):
        return name, _tr("Rettelse, {month}").format(month=month_name(row.month).lower())
    first = "" if row.first == row.last else f"{row.first.day}.–"
    period = f"{first}{row.last.day}. {MONTHS[row.last.month - 1]}"
    away = _tr(" · {n} fravær").format(n=row.away) if row.away else ""
    rate = f" · {amount(row.rate_ore)}" if row.rate_ore is not None else ""
    return name, f"{period}{away}{rate}"


def _of_line(row: SettlementLine | CorrectionLine) -> str:
    unknown = isinstance(row, SettlementLine) and row.rate_ore is None
    return "–" if unknown else amount(row.amount_ore)


def _key(row: SettlementLine | CorrectionLine) -> tuple[object, ...]:
    when = row.month if isinstance(row, CorrectionLine) else row.first
    return (isinstance(row, CorrectionLine), row.stay_id, when)


def _amount(row: MunicipalityMonth) -> str | Strong:
    return "–" if row.state == "no_rate" else Strong(amount(row.amount_ore))


def _side(row: BalanceRow) -> str:
    return _tr("skylder") if row.balance_ore > 0 else _tr("til gode")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Settlement", words)
