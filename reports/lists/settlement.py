"""Afregningsgrundlag pr. kommune (46): nights times rate for one month, to the handlekommune.

Full CPR, for the payer must know who it is: never by open mail. Not in it: why somebody was away,
health, room, refund. The sum is the sum of exactly the printed rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.values.danish import listed
from models.values.information import InformationKind
from models.values.money import amount, kroner
from reports.contexts import (
    Block,
    LetterContext,
    LetterMeta,
    Recipient,
    Section,
    Sender,
    Steps,
    Table,
    Text,
    plain,
)
from reports.danish import MONTHS, long_date, weekday_date
from reports.errors import MissingField
from reports.letters.base import HouseFacts
from reports.texts import fill, letter_texts, paragraphs

KIND = "settlement"
ALL_NIGHTS = 999
"""From so many paid nights in a row on, every night away is paid."""

_WIDTHS = (39.0, 31.0, 16.0, 15.0, 15.0, 25.0, 29.0)
_NARROW = (35.0, 27.5, 28.0, 10.5, 13.0, 13.0, 22.0, 21.0)
_ROOMY = 5
"""So many rows have the number below the name, as pictured; more have it beside, to fit a page."""


@dataclass(frozen=True, slots=True)
class NightsRow:
    """Nights of one resident at one rate; amounts in øre.

    Attributes:
        first, last: First and last night.
    """

    name: str
    cpr: str
    first: date
    last: date
    nights: int
    away: int
    paid: int
    rate_ore: int
    amount_ore: int


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A former month that came to more or less."""

    month: date
    name: str
    paid: int
    amount_ore: int


@dataclass(frozen=True, slots=True)
class RatePeriod:
    """A rate with its first day, and its last one where that is known."""

    ore: int
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class AwayRule:
    """How many nights away in a row are paid, from a day of the month on."""

    nights: int
    first: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementFacts:
    """Facts of the basis.

    Attributes:
        month: First day of it.
        number: ``2026-10-851``.
        day: Date of the sheet; answer_by: until when something that does not fit is told.
        recipient: Lines of the window address.
        rates: Rates in the month, oldest first.
        away: The house's rule for absences, with its changes within the month.
        own_home: Residents who kept an own home.
        ean: Where the municipality takes invoices, or "".
    """

    house: HouseFacts
    municipality: str
    recipient: tuple[str, ...]
    month: date
    number: str
    day: date
    answer_by: date
    rows: tuple[NightsRow, ...]
    corrections: tuple[CorrectionRow, ...]
    rates: tuple[RatePeriod, ...]
    away: tuple[AwayRule, ...]
    own_home: tuple[str, ...] = ()
    channel: str = ""
    ean: str = ""

    @property
    def total_ore(self) -> int:
        """What is asked for: the rows and the corrections."""
        rows = sum(row.amount_ore for row in self.rows)
        return rows + sum(row.amount_ore for row in self.corrections)

    @property
    def paid(self) -> int:
        """Nights asked for: those of the rows and of the corrections."""
        return sum(row.paid for row in self.rows) + sum(row.paid for row in self.corrections)


def compose(facts: SettlementFacts) -> LetterContext:
    """The basis as it would be printed.

    Raises:
        MissingField: The municipality has no address.
    """
    if not facts.recipient:
        raise MissingField("recipient")
    texts, common = letter_texts(KIND), letter_texts("common")
    values = _values(facts)
    house = facts.house
    contact = fill(common["contact"], {"navn": house.leader, "titel": "leder"})
    direct = fill(common["direct"], {"telefon": house.leader_phone})
    beside = (
        (contact, house.leader),
        (direct, house.leader_phone),
        (f"Sendes med {facts.channel}", facts.channel),
        (fill(texts["ean"], {"ean": facts.ean}), facts.ean),
    )
    meta = LetterMeta(
        kind=KIND,
        title=fill(texts["title"], values),
        subtitle=fill(texts["subtitle"], values),
        subject=fill(texts["subject"], values),
        number="",
        date=facts.day,
        confidentiality=common["confidential"],
        reference_lines=(fill(texts["number"], values),),
        contact_lines=tuple(line for line, said in beside if said),
    )
    sender = Sender(house.name, house.tagline or common["tagline"], house.address, house.phone)
    sections = (
        _pay(facts, values),
        _lines(facts, values),
        _text("counted", {**values, "fravær": _away(facts)}),
        _text("rate", {**values, "takster": _rates(facts)}),
        _text("payment", {**values, "bolig": _own_home(facts)}),
        _corrections(facts),
    )
    return LetterContext(sender, Recipient(facts.recipient), meta, sections)


def month_name(month: date) -> str:
    """``oktober 2026``."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def period(first: date, last: date) -> str:
    """``10.–31. oktober``; one night is its date."""
    if first == last:
        return f"{last.day}. {MONTHS[last.month - 1]}"
    return f"{first.day}.–{last.day}. {MONTHS[last.month - 1]}"


def _values(facts: SettlementFacts) -> dict[str, str]:
    texts = letter_texts(KIND)
    people = len({(row.name, row.cpr) for row in facts.rows})
    many = fill(texts["citizens"], {"antal": str(people)})
    return {
        "kommune": facts.municipality,
        "måned": month_name(facts.month),
        "nummer": facts.number,
        "hus": facts.house.name,
        "beløb": kroner(abs(facts.total_ore)),
        "døgn": fill(texts["nights"], {"antal": str(facts.paid)}),
        "svardato": weekday_date(facts.answer_by),
        "borgere": texts["citizen"] if people == 1 else many,
    }


def _pay(facts: SettlementFacts, values: dict[str, str]) -> Section:
    texts = letter_texts(KIND)["sections"]["pay"]
    template = texts["text_credit" if facts.total_ore < 0 else "text"]
    said = list(paragraphs(template, values))
    if facts.corrections:
        more = sum(row.amount_ore for row in facts.corrections)
        said.insert(1, plain(fill(texts["corrected"], {"rettelser": kroner(more)})))
    kinds = frozenset({InformationKind.PAYMENT, InformationKind.MUNICIPALITY})
    return Section("pay", texts["heading"], (Text(tuple(said)),), discloses=kinds)


def _lines(facts: SettlementFacts, values: dict[str, str]) -> Section:
    texts = letter_texts(KIND)
    roomy = len(facts.rows) <= _ROOMY
    blocks: tuple[Block, ...] = ()
    if facts.rows:
        total = (
            *((fill(texts["total"], values),) if roomy else (fill(texts["total"], values), "")),
            "",
            str(sum(row.nights for row in facts.rows)),
            str(sum(row.away for row in facts.rows)),
            str(sum(row.paid for row in facts.rows)),
            "",
            amount(sum(row.amount_ore for row in facts.rows)),
        )
        columns = tuple(texts["columns" if roomy else "columns_narrow"])
        blocks = (
            Table(
                columns,
                _WIDTHS if roomy else _NARROW,
                (*(_cells(row, roomy=roomy) for row in facts.rows), total),
                open_end=True,
                numbers=tuple(range(len(columns) - 5, len(columns))),
                names=(0,),
                total=True,
            ),
        )
    kinds = {InformationKind.IDENTITY, InformationKind.CPR, InformationKind.STAY}
    heading = texts["sections"]["lines"]["heading"]
    return Section("lines", heading, blocks, discloses=frozenset(kinds), wide=True)


def _cells(row: NightsRow, *, roomy: bool) -> tuple[str, ...]:
    cpr = row.cpr or letter_texts("common")["no_cpr"]
    return (
        *((f"{row.name}\n{cpr}",) if roomy else (row.name, cpr)),
        period(row.first, row.last),
        str(row.nights),
        str(row.away),
        str(row.paid),
        amount(row.rate_ore),
        amount(row.amount_ore),
    )


def _text(key: str, values: dict[str, str]) -> Section:
    texts = letter_texts(KIND)["sections"][key]
    return Section(key, texts["heading"], (Text(paragraphs(texts["text"], values)),))


def _away(facts: SettlementFacts) -> str:
    texts = letter_texts(KIND)["sections"]["counted"]
    said = []
    for place, rule in enumerate(facts.away):
        words = {0: texts["unpaid"], 1: texts["first_one"]}.get(rule.nights, "")
        if rule.nights >= ALL_NIGHTS:
            words = texts["paid"]
        words = words or fill(texts["first"], {"antal": str(rule.nights)})
        if place:
            small = f"{words[:1].lower()}{words[1:]}"
            words = fill(texts["from"], {"dato": long_date(rule.first), "regel": small})
        said.append(words)
    return " ".join(said)


def _rates(facts: SettlementFacts) -> str:
    texts = letter_texts(KIND)["sections"]["rate"]
    said = [
        fill(
            texts["row"],
            {
                "takst": kroner(one.ore),
                "fra": long_date(one.first),
                "til": long_date(one.last) if one.last else "",
            },
        )
        for one in facts.rates
    ]
    return " ".join([*said, texts["same"]] if len(said) == 1 else said)


def _own_home(facts: SettlementFacts) -> str:
    if not facts.own_home:
        return ""
    texts = letter_texts(KIND)["sections"]["payment"]
    return fill(texts["own_home"], {"navne": listed(facts.own_home)})


def _corrections(facts: SettlementFacts) -> Section:
    texts = letter_texts(KIND)["sections"]["corrections"]
    if not facts.corrections:
        return Section("corrections", texts["heading"], (Text((plain(texts["none"]),)),))
    rows = tuple(
        plain(
            fill(
                texts["row"],
                {
                    "måned": month_name(row.month).capitalize(),
                    "navn": row.name,
                    "døgn": f"{row.paid:+d}".replace("-", "−") if row.paid else "0",
                    "beløb": kroner(row.amount_ore),
                },
            )
        )
        for row in facts.corrections
    )
    kinds = frozenset({InformationKind.IDENTITY, InformationKind.PAYMENT})
    return Section("corrections", texts["heading"], (Steps(rows),), discloses=kinds)
