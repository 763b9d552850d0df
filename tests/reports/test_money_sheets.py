"""Sheet 46, receipt and statement: what they say, and what they never say."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from models.values.money import parse_ore
from reports.contexts import LetterContext, Table
from reports.errors import MissingField
from reports.letter import draw
from reports.lists import account_statement, payment_receipt, settlement
from reports.preview import page_count
from reports.reading import spoken
from tests.reports import examples_money as made


def table(context: LetterContext) -> Table:
    (found,) = [one for one in context.section("lines").blocks if isinstance(one, Table)]
    return found


@pytest.mark.parametrize("residents", range(1, 9))
def test_eight_residents_fit_a_page(residents: int) -> None:
    rows = tuple(made.nights(f"Beboer Navn {n}", "140682-0000", 1, 31, n) for n in range(residents))
    assert page_count(draw(settlement.compose(replace(made.SETTLED, rows=rows)))[0]) == 1


def test_every_further_eight_take_a_page_more() -> None:
    rows = tuple(made.nights(f"Beboer Navn {n}", "140682-0000", 1, 31) for n in range(24))
    assert page_count(draw(settlement.compose(replace(made.SETTLED, rows=rows)))[0]) <= 3


@pytest.mark.parametrize("count", [1, 4, 5, 6, 9])
def test_the_sum_is_the_sum_of_the_rows(count: int) -> None:
    rows = tuple(made.nights(f"Beboer {n}", "", 1, 10 + n, n) for n in range(count))
    *lines, total = table(settlement.compose(replace(made.SETTLED, rows=rows))).rows
    assert parse_ore(total[-1]) == sum(parse_ore(line[-1]) or 0 for line in lines)
    for column in (-5, -4, -3):
        assert int(total[column]) == sum(int(line[column]) for line in lines)
    for line in lines:
        assert parse_ore(line[-1]) == int(line[-3]) * (parse_ore(line[-2]) or 0)


def test_the_picture() -> None:
    said = " ".join(spoken(settlement.compose(made.SETTLED)))
    assert "137.428,00 kr. for 94 døgn." in said.replace("\u00a0", " ")
    assert "Ingen rettelser til tidligere måneder." in said


def test_less_than_nothing_is_credit() -> None:
    said = " ".join(spoken(made.minimal()["settlement"])).replace("\u00a0", " ")
    assert "1.462,00 kr. til gode for kommunen." in said
    assert "Kreditnotaen" in said


def test_the_number_for_the_invoice_stands_where_there_is_one() -> None:
    assert "EAN 0000000000000" in spoken(settlement.compose(made.SETTLED))
    assert not any("EAN" in said for said in spoken(made.minimal()["settlement"]))


def test_without_an_address_there_is_no_sheet() -> None:
    with pytest.raises(MissingField):
        settlement.compose(replace(made.SETTLED, recipient=()))


@pytest.mark.parametrize(
    ("nights", "words"),
    [
        (0, "Fravær betales ikke."),
        (1, "Fravær betales den første nat i træk."),
        (3, "Fravær betales de første 3 nætter i træk."),
        (999, "Fravær betales. "),
    ],
)
def test_the_houses_rule_of_absence_is_said(nights: int, words: str) -> None:
    away = (settlement.AwayRule(nights, made.OCTOBER),)
    said = " ".join(spoken(settlement.compose(replace(made.SETTLED, away=away))))
    assert words in said


def test_what_never_stands_on_them() -> None:
    """No reason for an absence, no room, no refund; and no CPR where the resident reads it."""
    for context in made.maximal().values():
        said = " ".join(spoken(context)).casefold()
        for word in ("refusion", "hospital", "fængsel", "værelse nr", "vær. "):
            assert word not in said
    for kind in ("payment_receipt", "account_statement"):
        assert not re.search(r"\d{6}-\d{4}", " ".join(spoken(made.maximal()[kind])))


@pytest.mark.parametrize(
    ("balance", "words"),
    [
        (18_000, "skylder du 180,00 kr."),
        (-6_000, "har du 60,00 kr. til gode."),
        (0, "Din konto er i nul."),
    ],
)
def test_the_account_after_a_payment(balance: int, words: str) -> None:
    receipt = payment_receipt.compose(replace(made.PAID, balance_ore=balance))
    said = " ".join(spoken(receipt)).replace("\u00a0", " ")
    assert words in said
    assert "kr.." not in said


def test_a_statement_adds_up() -> None:
    *_, last = table(account_statement.compose(made.STATED)).rows
    assert parse_ore(last[-1]) == made.STATED.balance_ore


def test_a_receipt_is_one_page() -> None:
    for size in (made.minimal(), made.pictured(), made.maximal()):
        assert page_count(draw(size["payment_receipt"])[0]) == 1
