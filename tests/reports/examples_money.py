"""The sheets about money: as pictured, the least and the most; names and numbers are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reports.contexts import LetterContext
from reports.letters.base import HouseFacts
from reports.lists import account_statement, payment_receipt, settlement
from reports.lists.account_statement import StatementFacts, StatementRow
from reports.lists.payment_receipt import ReceiptFacts
from reports.lists.settlement import (
    AwayRule,
    CorrectionRow,
    NightsRow,
    RatePeriod,
    SettlementFacts,
)
from reports.sample_house import HOUSE, TODAY
from tests.reports.basics import BARE_HOUSE

OCTOBER, RATE = date(2026, 10, 1), 146_200
LONG_NAME = "Anne-Margrethe Kristiansdatter von Bülow-Vestergaard"


def nights(name: str, cpr: str, first: int, last: int, away: int = 0) -> NightsRow:
    """Nights of October at the rate of the picture."""
    count = last - first + 1
    paid = count - away
    days = date(2026, 10, first), date(2026, 10, last)
    return NightsRow(name, cpr, *days, count, away, paid, RATE, paid * RATE)


SETTLED = SettlementFacts(
    house=replace(HOUSE, leader="Mette Krogh", leader_phone="12 34 56 71"),
    municipality="Aalborg Kommune",
    recipient=("Aalborg Kommune", "Socialafdelingen, voksne", "Prøvegade 12, 2.", "9000 Aalborg"),
    month=OCTOBER,
    number="2026-10-851",
    day=TODAY,
    answer_by=date(2026, 12, 7),
    rows=(
        nights("Ole Bach", "140682-0000", 10, 31),
        nights("Karl Holst", "230459-0000", 1, 13),
        nights("Ibrahim Said", "170585-0000", 1, 31, 3),
        nights("Vibeke Sandgren", "081266-0000", 1, 31),
    ),
    corrections=(),
    rates=(RatePeriod(RATE, date(2026, 1, 1), date(2026, 12, 31)),),
    away=(AwayRule(0, OCTOBER),),
    own_home=("Karl Holst",),
    channel="Digital Post",
    ean="0000000000000",
)
PAID = ReceiptFacts(
    house=HOUSE,
    name="Jonas Lund",
    number=12,
    day=TODAY,
    amount_ore=24_000,
    paid_out=False,
    what="Kost",
    how="Kontant",
    by="Ali Demir",
    balance_ore=18_000,
)
_ROWS = (
    StatementRow(
        day=date(2026, 11, 2),
        kind="charge",
        what="Kost, oktober 2026: 31 morgenmad, 31 frokost, 31 aftensmad",
        amount_ore=248_000,
        balance_ore=248_000,
    ),
    StatementRow(
        day=date(2026, 11, 3),
        kind="payment",
        what="kost",
        amount_ore=-248_000,
        balance_ore=0,
        receipt=11,
    ),
    StatementRow(
        day=date(2026, 11, 4),
        kind="payment",
        what="kost",
        amount_ore=42_000,
        balance_ore=42_000,
        receipt=12,
        correction="talt forkert",
    ),
    StatementRow(
        day=TODAY, kind="payment", what="kost", amount_ore=-24_000, balance_ore=18_000, receipt=13
    ),
)
STATED = StatementFacts(house=HOUSE, name="Jonas Lund", day=TODAY, balance_ore=18_000, rows=_ROWS)
_BARE: HouseFacts = BARE_HOUSE


def pictured() -> dict[str, LetterContext]:
    """Sheet 46 as in its picture; receipt and statement with full content."""
    return {
        "settlement": settlement.compose(SETTLED),
        "payment_receipt": payment_receipt.compose(PAID),
        "account_statement": account_statement.compose(STATED),
    }


def minimal() -> dict[str, LetterContext]:
    """Corrections alone, money paid back, an account without lines."""
    alone = replace(
        SETTLED,
        house=_BARE,
        recipient=("Læsø Kommune",),
        rows=(),
        corrections=(CorrectionRow(date(2026, 9, 1), "Bo", -1, -RATE),),
        rates=(),
        own_home=(),
        channel="",
        ean="",
    )
    return {
        "settlement": settlement.compose(alone),
        "payment_receipt": payment_receipt.compose(
            replace(PAID, house=_BARE, paid_out=True, balance_ore=0)
        ),
        "account_statement": account_statement.compose(
            StatementFacts(house=_BARE, name="Bo", day=TODAY, balance_ore=0, rows=())
        ),
    }


def maximal() -> dict[str, LetterContext]:
    """Twenty-four residents, long names, two rates, a changed rule, corrections; a long account."""
    many = tuple(nights(f"{LONG_NAME} {n}", "", 1, 31, n) for n in range(24))
    return {
        "settlement": settlement.compose(
            replace(
                SETTLED,
                rows=many,
                corrections=tuple(
                    CorrectionRow(date(2026, n, 1), LONG_NAME, n, n * RATE) for n in range(1, 9)
                ),
                rates=(
                    RatePeriod(RATE, date(2026, 1, 1), date(2026, 10, 15)),
                    RatePeriod(150_050, date(2026, 10, 16)),
                ),
                away=(AwayRule(0, OCTOBER), AwayRule(3, date(2026, 10, 16))),
                own_home=(LONG_NAME, "Karl Holst", "Bo"),
            )
        ),
        "payment_receipt": payment_receipt.compose(
            replace(
                PAID,
                name=LONG_NAME,
                text="Betalt af kommunen på vegne af beboeren efter aftale på mødet i fredags",
                earlier=11,
                balance_ore=-123_456_789,
            )
        ),
        "account_statement": account_statement.compose(
            replace(STATED, name=LONG_NAME, rows=_ROWS * 20, balance_ore=-6_000)
        ),
    }
