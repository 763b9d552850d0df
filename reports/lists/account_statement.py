"""Kontoudtog: what the resident owes and has paid, in plain words, oldest line first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.values.information import InformationKind
from models.values.money import amount, kroner
from reports.contexts import Block, LetterContext, LetterMeta, Section, Sender, Table, Text, plain
from reports.danish import long_date, numeric_date
from reports.letters.base import HouseFacts
from reports.lists.payment_receipt import side
from reports.texts import fill, letter_texts, paragraphs

KIND = "account_statement"

_WIDTHS = (22.0, 73.0, 27.0, 25.0, 23.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One line of the account.

    Attributes:
        kind: ``charge``, ``payment`` or ``payout``.
        what: In words.
        amount_ore: Above 0 is owed more, below 0 less.
        balance_ore: The account after it.
        receipt: Its number, None for a charge.
        correction: Why it takes another line back, "" where it does not.
    """

    day: date
    kind: str
    what: str
    amount_ore: int
    balance_ore: int
    receipt: int | None = None
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    """Facts of the statement; rows oldest first."""

    house: HouseFacts
    name: str
    day: date
    balance_ore: int
    rows: tuple[StatementRow, ...]


def compose(facts: StatementFacts) -> LetterContext:
    """The statement as it would be printed."""
    texts, common, house = letter_texts(KIND), letter_texts("common"), facts.house
    values = {"navn": facts.name, "dato": long_date(facts.day), "hus": house.name}
    meta = LetterMeta(
        kind=KIND,
        title=texts["title"],
        subtitle=fill(texts["subtitle"], values),
        subject=texts["subject"],
        number=long_date(facts.day),
        date=facts.day,
        confidentiality=common["confidential"],
    )
    sender = Sender(house.name, house.tagline or common["tagline"], house.address, house.phone)
    help_ = texts["sections"]["help"]
    sections = (
        _now(facts, values),
        _lines(facts),
        Section("help", help_["heading"], (Text((plain(help_["text"]),)),)),
    )
    return LetterContext(sender, None, meta, sections)


def _now(facts: StatementFacts, values: dict[str, str]) -> Section:
    texts = letter_texts(KIND)["sections"]["now"]
    said = {"beløb": kroner(abs(facts.balance_ore))}
    words = (
        *paragraphs(texts[side(facts.balance_ore)], said),
        *paragraphs(texts["note"], values),
    )
    kinds = frozenset({InformationKind.IDENTITY, InformationKind.PAYMENT})
    return Section("now", texts["heading"], (Text(words),), discloses=kinds)


def _lines(facts: StatementFacts) -> Section:
    texts = letter_texts(KIND)
    words = texts["sections"]["lines"]
    blocks: tuple[Block, ...] = (Text((plain(words["none"]),)),)
    if facts.rows:
        cells = tuple(_cells(row) for row in facts.rows)
        columns = tuple(texts["columns"])
        blocks = (Table(columns, _WIDTHS, cells, open_end=True, numbers=(2, 3, 4)),)
    kinds = frozenset({InformationKind.PAYMENT})
    return Section("lines", words["heading"], blocks, discloses=kinds, wide=True)


def _cells(row: StatementRow) -> tuple[str, ...]:
    texts = letter_texts(KIND)
    words = texts["sections"]["lines"]
    what = fill(texts["kinds"][row.kind], {"hvad": row.what})
    what = f"{what[:1].upper()}{what[1:]}"
    more = [
        fill(words["receipt"], {"nummer": str(row.receipt)}) if row.receipt else "",
        fill(words["reversed"], {"tekst": row.correction}) if row.correction else "",
    ]
    # Money that changed hands stands in one column, what it was for in the other.
    owed = amount(row.amount_ore) if row.kind == "charge" else ""
    paid = amount(-row.amount_ore) if row.kind != "charge" else ""
    return (
        numeric_date(row.day),
        ", ".join((what, *(one for one in more if one))),
        owed,
        paid,
        amount(row.balance_ore),
    )
