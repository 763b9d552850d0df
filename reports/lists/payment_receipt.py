"""Kvittering: one page for the resident, with the number that the house keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.values.information import InformationKind
from models.values.money import kroner
from reports.contexts import (
    Fact,
    Facts,
    LetterContext,
    LetterMeta,
    Section,
    Sender,
    SignatureBlock,
    SignField,
    Text,
)
from reports.danish import long_date
from reports.letters.base import HouseFacts
from reports.texts import fill, letter_texts, paragraphs

KIND = "payment_receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFacts:
    """Facts of a receipt.

    Attributes:
        number: Its number; ``earlier`` that of the receipt it takes back, 0 for none.
        amount_ore: Above 0, whichever way the money went.
        paid_out: The house paid.
        balance_ore: The account after it; above 0 the resident owes.
        by: Who took or gave the money.
    """

    house: HouseFacts
    name: str
    number: int
    day: date
    amount_ore: int
    paid_out: bool
    what: str
    how: str
    by: str
    balance_ore: int
    text: str = ""
    earlier: int = 0


def compose(facts: ReceiptFacts) -> LetterContext:
    """The receipt as it would be printed."""
    texts, common = letter_texts(KIND), letter_texts("common")
    values = {
        "navn": facts.name,
        "hus": facts.house.name,
        "nummer": str(facts.number),
        "tidligere": str(facts.earlier),
        "dato": long_date(facts.day),
        "beløb": kroner(facts.amount_ore),
    }
    house = facts.house
    meta = LetterMeta(
        kind=KIND,
        title=fill(texts["title_out" if facts.paid_out else "title"], values),
        subtitle=fill(texts["subtitle"], values),
        subject=fill(texts["subject"], values),
        number=long_date(facts.day),
        date=facts.day,
        confidentiality=common["confidential"],
    )
    sender = Sender(house.name, house.tagline or common["tagline"], house.address, house.phone)
    sections = (_amount(facts, values), _facts(facts), _account(facts), _sign(facts))
    return LetterContext(sender, None, meta, sections)


def _amount(facts: ReceiptFacts, values: dict[str, str]) -> Section:
    texts = letter_texts(KIND)["sections"]["amount"]
    way = ("payout" if facts.paid_out else "payment") + ("_back" if facts.earlier else "")
    kinds = frozenset({InformationKind.IDENTITY, InformationKind.PAYMENT})
    made = Text(paragraphs(texts[way], values))
    return Section("amount", texts["heading"], (made,), discloses=kinds)


def _facts(facts: ReceiptFacts) -> Section:
    texts = letter_texts(KIND)["sections"]["facts"]
    rows = (
        Fact(texts["what"], facts.what),
        Fact(texts["text"], facts.text),
        Fact(texts["how"], facts.how),
        Fact(texts["by_out" if facts.paid_out else "by"], facts.by),
    )
    return Section("facts", texts["heading"], (Facts(tuple(row for row in rows if row.value)),))


def _account(facts: ReceiptFacts) -> Section:
    texts = letter_texts(KIND)["sections"]["account"]
    words = fill(texts[side(facts.balance_ore)], {"beløb": kroner(abs(facts.balance_ore))})
    kinds = frozenset({InformationKind.PAYMENT})
    return Section("account", texts["heading"], (Text(paragraphs(words, {})),), discloses=kinds)


def _sign(facts: ReceiptFacts) -> Section:
    texts = letter_texts(KIND)["sections"]["sign"]
    house = fill(texts["house"], {"hus": facts.house.name})
    fields = (SignField(house, 60.0), SignField(texts["resident"], 60.0))
    return Section("sign", texts["heading"], (SignatureBlock(fields),))


def side(balance_ore: int) -> str:
    """Which sentence an account has: ``owes``, ``credit`` or ``even``."""
    if not balance_ore:
        return "even"
    return "owes" if balance_ore > 0 else "credit"
