"""Opholdsdokumentation: nights, absences, rate and own payment of a period, kept apart from the rest.

All amounts are whole øre; the sums are made of the rows that are printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.values.information import InformationKind
from reports.contexts import Fact, Facts, LetterContext, Section, Table
from reports.danish import kroner, long_date, short_date
from reports.letters.base import Composer, LetterFacts, may_read_cpr
from reports.letters.decisions import require
from reports.letters.stay_confirmation import masked_cpr

KIND = "stay_documentation"

_ABSENCE_WIDTHS = (53.0, 53.0, 20.0)
_MONEY_WIDTHS = (62.0, 12.0, 26.0, 26.0)


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Nights away, first and last; never with a reason."""

    first: date
    last: date
    nights: int


@dataclass(frozen=True, slots=True)
class RateRow:
    """Nights at one rate: the house's for the municipality, or the resident's own payment.

    Attributes:
        first, last: Days the row covers.
        nights: Nights that are paid for.
        rate_ore: For one night, in øre.
    """

    first: date
    last: date
    nights: int
    rate_ore: int

    @property
    def amount_ore(self) -> int:
        """Nights times rate, in øre."""
        return self.nights * self.rate_ore


@dataclass(frozen=True, slots=True)
class StayDocumentationFacts:
    """Facts of the documentation.

    Attributes:
        letter: House, person, recipient (resident or municipality), signer.
        period_first, period_last: Period that is documented.
        nights: Nights of the stay in the period, absences among them.
        admitted: First day of the stay; ended: last day, None while it goes on.
        absences: Nights away.
        rates: Dated rates of the house with the nights that are paid at each.
        own_payment: Dated rates of the resident's own payment (*egenbetaling*).
        counted: The house's rule of counting, in a sentence or two.
        kept_home: The resident has told that an own home was kept.
    """

    letter: LetterFacts
    period_first: date
    period_last: date
    nights: int
    admitted: date
    ended: date | None = None
    absences: tuple[AbsenceRow, ...] = ()
    rates: tuple[RateRow, ...] = ()
    own_payment: tuple[RateRow, ...] = ()
    counted: str = ""
    kept_home: bool = False


def compose(facts: StayDocumentationFacts) -> LetterContext:
    """The documentation as it would be printed.

    Raises:
        MissingField: Neither a rate nor an own payment is given, or nobody signs.
    """
    require(rate=facts.rates or facts.own_payment, signer=facts.letter.signer)
    made = _composer(facts)
    stay = (InformationKind.STAY,)
    paid = (InformationKind.PAYMENT,)
    who = (InformationKind.IDENTITY, InformationKind.STAY)
    full = may_read_cpr(facts.letter) and bool(facts.letter.person.cpr)
    cpr = (InformationKind.CPR,) if full else ()
    sections = [
        made.section("short", discloses=who, editable=False),
        made.section("stay", _stay(made, facts), discloses=(*who, *cpr), editable=False),
        made.section("absence", _absence(made, facts), discloses=stay, editable=False),
    ]
    if facts.rates:
        rates = _money(made, facts.rates)
        sections.append(made.section("rate", rates, discloses=paid, editable=False))
    if facts.own_payment:
        sections.append(_payment(made, facts))
    sections.append(made.free_text("counted", facts.counted))
    return made.context(sections)


def _composer(facts: StayDocumentationFacts) -> Composer:
    values = {
        "fra": short_date(facts.period_first, facts.period_last),
        "til": long_date(facts.period_last),
    }
    made = Composer(KIND, facts.letter, values)
    away = sum(row.nights for row in facts.absences)
    made.add(døgn=_nights(made, facts.nights), fravær=_nights(made, away) if away else "")
    return made


def _nights(made: Composer, count: int) -> str:
    texts = made.texts["sections"]["short"]
    return str(texts["night"] if count == 1 else texts["nights"]).replace("{antal}", str(count))


def _stay(made: Composer, facts: StayDocumentationFacts) -> Facts:
    names, person = made.texts["sections"]["stay"], facts.letter.person
    cpr = person.cpr if may_read_cpr(facts.letter) else masked_cpr(person.cpr)
    ended = long_date(facts.ended) if facts.ended else names["goes_on"]
    rows = (
        Fact(names["name"], person.name),
        Fact(names["cpr"], cpr),
        Fact(names["admitted"], long_date(facts.admitted)),
        Fact(names["ended"], ended),
    )
    return Facts(tuple(row for row in rows if row.value))


def _absence(made: Composer, facts: StayDocumentationFacts) -> Table:
    columns = tuple(made.texts["sections"]["absence"]["columns"])
    rows = tuple(
        (long_date(row.first), long_date(row.last), str(row.nights)) for row in facts.absences
    )
    return Table(columns, _ABSENCE_WIDTHS, rows, open_end=True, numbers=(2,))


def _money(made: Composer, rates: Sequence[RateRow]) -> Table:
    """Rows with their amounts, and the sum of exactly these rows."""
    texts = made.texts["sections"]["rate"]
    rows = [
        (
            _period(row),
            str(row.nights),
            kroner(row.rate_ore),
            kroner(row.amount_ore),
        )
        for row in rates
    ]
    nights = str(sum(row.nights for row in rates))
    total = kroner(sum(row.amount_ore for row in rates))
    rows.append((str(texts["total"]), nights, "", total))
    columns = tuple(texts["columns"])
    return Table(columns, _MONEY_WIDTHS, tuple(rows), open_end=True, numbers=(1, 2, 3), total=True)


def _period(row: RateRow) -> str:
    if row.first == row.last:
        return long_date(row.last)
    return f"{short_date(row.first, row.last)} til {long_date(row.last)}"


def _payment(made: Composer, facts: StayDocumentationFacts) -> Section:
    variant = "text_kept" if facts.kept_home else "text"
    paid = (InformationKind.PAYMENT,)
    rates = _money(made, facts.own_payment)
    return made.section("payment", rates, variant=variant, discloses=paid, editable=False)
