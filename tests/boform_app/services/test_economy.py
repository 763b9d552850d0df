"""A resident's account: what is agreed, booked, taken back and printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import (
    BoformError,
    Conflict,
    NotAllowed,
    NotFound,
    ReasonNeeded,
    ValidationFailed,
)
from boform_app.services._field_names import field_name, value_text
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.economy import MoneyCommand, RunLine, TermCommand
from models import tables
from tests import houses
from tests.boform_app.services import money_house as given
from tests.boform_app.services.letter_house import text_of_document
from tests.boform_app.services.money_house import OCTOBER


@pytest.fixture
def jonas(services: Services) -> UUID:
    """Here since 1 October; the stay's id. Prices are those of the hand calculations."""
    given.priced(services)
    return given.living(services, "Jonas Lund", 1, OCTOBER)


def codes(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[tuple[str, str]]:
    return {(one.field, one.code) for one in refused.value.problems}


def run(services: Services, month: date = OCTOBER) -> tuple[RunLine, ...]:
    lines = services.month_runs.proposed(month)
    services.month_runs.book(month, lines)
    return lines


def balance(services: Services, stay_id: UUID) -> int:
    return services.economy.account(given.person(services, stay_id)).balance_ore


def test_a_month_is_booked_once(services: Services, jonas: UUID) -> None:
    # 31 x 80,00 = 2.480,00 and washes on the 1st, 8th, 15th, 22nd and 29th: 5 x 20,00 = 100,00.
    lines = run(services)
    assert [(one.part, one.amount_ore) for one in lines] == [("food", 248_000), ("laundry", 10_000)]
    assert lines[0].text == "Kost, oktober 2026: 31 morgenmad, 31 frokost, 31 aftensmad"
    assert balance(services, jonas) == 258_000
    assert services.month_runs.proposed(OCTOBER) == ()
    with pytest.raises(ValidationFailed) as refused:
        services.month_runs.book(OCTOBER, ())
    assert codes(refused) == {("", "nothing_to_book")}


def test_a_later_absence_and_opt_out_give_back(services: Services, jonas: UUID) -> None:
    # Away 8..10 October: 3 x 80,00 and the wash of the 8th, -240,00 and -20,00. No lunch from the
    # 21st: 11 days x 25,00 = -275,00. Found by the run of the next month, too.
    run(services)
    given.away(services, jonas, date(2026, 10, 8), 3)
    services.economy.set_term(
        TermCommand(jonas, "food", "agreed", date(2026, 10, 21), meals=("breakfast", "dinner"))
    )
    found = {
        (one.month, one.part): one.amount_ore
        for one in services.month_runs.proposed(date(2026, 11, 1))
    }
    assert found[OCTOBER, "food"] == -24_000 - 27_500
    assert found[OCTOBER, "laundry"] == -2_000
    # November so far: nights 1..22 without lunch = 22 x 55,00 = 1.210,00; washes on day 36, 43, 50
    # of the stay (5, 12, 19 November): 3 x 20,00.
    assert found[date(2026, 11, 1), "food"] == 121_000
    assert found[date(2026, 11, 1), "laundry"] == 6_000
    lines = run(services, date(2026, 11, 1))
    assert any(one.text == "Rettelse: kost, oktober 2026" for one in lines)
    assert services.month_runs.proposed(date(2026, 11, 1)) == ()


def test_a_stay_that_never_counted_is_given_back(services: Services, jonas: UUID) -> None:
    run(services)
    services.stays.annul(jonas, "Forkert person.")
    assert sum(one.amount_ore for one in services.month_runs.proposed(OCTOBER)) == -258_000


def test_what_is_booked_is_what_was_seen(services: Services, jonas: UUID) -> None:
    seen = services.month_runs.proposed(OCTOBER)
    given.away(services, jonas, date(2026, 10, 8), 1)
    with pytest.raises(ValidationFailed) as refused:
        services.month_runs.book(OCTOBER, seen)
    assert codes(refused) == {("", "run_changed")}
    assert balance(services, jonas) == 0


def test_a_charge_that_was_waived_stays_waived(services: Services, jonas: UUID) -> None:
    run(services)
    account = services.economy.account(given.person(services, jonas))
    food = next(one for one in account.lines if one.part == "food")
    services.economy.reverse(food.id, "Huset betaler i oktober.")
    assert balance(services, jonas) == 10_000
    assert services.month_runs.proposed(OCTOBER) == ()


def waive(services: Services, stay_id: UUID, part: str = "food") -> UUID:
    """The leader takes back what the run booked; the line that was taken back."""
    lines = services.economy.account(given.person(services, stay_id)).lines
    line = next(one for one in lines if one.part == part and one.may_reverse)
    services.economy.reverse(line.id, "Huset betaler i oktober.")
    return line.id


def test_what_was_waived_is_not_given_back_once_more(services: Services, jonas: UUID) -> None:
    # Food 2.480,00 was waived, laundry 100,00 stands. Away 8..10 October: the wash of the 8th is
    # given back, 20,00, and no food that nobody paid: 80,00 is owed.
    run(services)
    waive(services, jonas)
    given.away(services, jonas, date(2026, 10, 8), 3)
    lines = run(services)
    assert [(one.part, one.amount_ore) for one in lines] == [("laundry", -2_000)]
    assert balance(services, jonas) == 8_000
    assert services.month_runs.proposed(OCTOBER) == ()


def test_what_was_given_back_first_and_waived_then_leaves_nothing_owed(
    services: Services, jonas: UUID
) -> None:
    # 2.480,00 booked, 240,00 given back for three nights, then the line of 2.480,00 taken back: the
    # house would owe 240,00 for food that was never paid. The next run books them again.
    given.living(services, "Eva Holm", 2, date(2026, 11, 23))
    run(services)
    given.away(services, jonas, date(2026, 10, 8), 3)
    run(services)
    lines = services.economy.account(given.person(services, jonas)).lines
    first = next(one for one in lines if one.amount_ore == 248_000)
    services.economy.reverse(first.id, "Huset betaler i oktober.")
    found = run(services)
    assert [(one.part, one.amount_ore) for one in found] == [("food", 24_000)]
    assert balance(services, jonas) == 8_000
    assert services.month_runs.proposed(OCTOBER) == ()


def test_half_of_what_was_waived_stays_given(services: Services, jonas: UUID) -> None:
    # Laundry of 5 x 20,00 waived; food stands: an absence of one night gives 80,00 back of it.
    run(services)
    waive(services, jonas, "laundry")
    given.away(services, jonas, date(2026, 10, 10), 1)
    assert [(one.part, one.amount_ore) for one in run(services)] == [("food", -8_000)]
    assert balance(services, jonas) == 240_000


def test_who_turns_up_after_the_run_is_charged_by_the_next_one(
    services: Services, jonas: UUID
) -> None:
    # Per came on 25 October and was written in after October was run: 25..31 October is 7 x 80,00 =
    # 560,00 and the wash of the 25th, 20,00.
    run(services)
    per = given.living(services, "Per Friis", 2, date(2026, 10, 25))
    lines = [one for one in run(services, date(2026, 11, 1)) if one.stay_id == per]
    assert [(one.part, one.amount_ore) for one in lines if one.month == OCTOBER] == [
        ("food", 56_000),
        ("laundry", 2_000),
    ]
    assert lines[0].text == "Kost, oktober 2026: 7 morgenmad, 7 frokost, 7 aftensmad"
    assert services.month_runs.proposed(date(2026, 11, 1)) == ()


def test_who_took_part_after_all_is_charged_by_the_next_run(
    services: Services, jonas: UUID
) -> None:
    # No food in all of October, so the run had no line of it; taken back afterwards: 2.480,00.
    october = (OCTOBER, date(2026, 10, 31))
    services.economy.set_term(TermCommand(jonas, "food", "opted_out", *october))
    assert [one.part for one in run(services)] == ["laundry"]
    services.economy.set_term(TermCommand(jonas, "food", "agreed", *october))
    found = services.month_runs.proposed(date(2026, 11, 1), given.person(services, jonas))
    assert [one.amount_ore for one in found if one.month == OCTOBER] == [248_000]


def test_a_month_that_nobody_was_charged_for_is_run_by_its_own_name(
    services: Services, jonas: UUID
) -> None:
    found = services.month_runs.proposed(date(2026, 11, 1))
    assert {one.month for one in found} == {date(2026, 11, 1)}


def test_payments_have_receipts_without_gaps(services: Services, jonas: UUID) -> None:
    person = given.person(services, jonas)
    first = given.paid(services, person, 24_000)
    with pytest.raises(ValidationFailed):
        services.economy.book(MoneyCommand(person, "payment", 0, "food", "cash"))
    services.economy.reverse(first, "Talt forkert.")
    given.paid(services, person, 20_000)
    lines = services.economy.account(person).lines
    assert sorted(one.receipt or 0 for one in lines) == [1, 2, 3]
    assert [(one.amount_ore, one.balance_ore) for one in reversed(lines)] == [
        (-24_000, -24_000),
        (24_000, 0),
        (-20_000, -20_000),
    ]
    assert [one.reversed for one in reversed(lines)] == [True, False, False]
    # They stand: Ctrl+Z reaches past them and never takes one back.
    assert len(services.undo.state().standing) == 3


def test_a_line_is_taken_back_once(services: Services, jonas: UUID) -> None:
    first = given.paid(services, given.person(services, jonas), 24_000)
    with pytest.raises(ValidationFailed) as refused:
        services.economy.reverse(first, " ")
    assert codes(refused) == {("reason", "required")}
    back = services.economy.reverse(first, "Forkert beboer.").first("ledger_entry")
    for line in (first, back):
        with pytest.raises(ValidationFailed) as refused:
            services.economy.reverse(line, "En gang til.")
        assert codes(refused) == {("", "already_reversed")}


def test_no_more_is_paid_back_than_is_owed_to_the_resident(services: Services, jonas: UUID) -> None:
    person = given.person(services, jonas)
    given.paid(services, person, 6_000)
    with pytest.raises(ValidationFailed) as refused:
        services.economy.book(MoneyCommand(person, "payout", 6_001, "food", "cash"))
    assert codes(refused) == {("amount_ore", "more_than_credit")}
    services.economy.book(MoneyCommand(person, "payout", 6_000, "food", "cash"))
    assert balance(services, jonas) == 0


def test_what_a_payment_needs(services: Services, jonas: UUID) -> None:
    person = given.person(services, jonas)
    with pytest.raises(ValidationFailed) as refused:
        services.economy.book(MoneyCommand(person, "payment", 100, "rent", ""))
    assert codes(refused) == {("part", "unknown_choice"), ("method", "required")}
    with pytest.raises(ValidationFailed) as refused:
        services.economy.book(MoneyCommand(person, "charge", 100, "other"))
    assert codes(refused) == {("text", "required")}


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("Tak \N{GRINNING FACE}", "glyph_missing"),
        ("Tak\x00", "nul_character"),
        ("a" * 201, "too_long"),
    ],
)
def test_what_can_never_be_printed_is_not_booked(
    services: Services, jonas: UUID, typed: str, problem: str
) -> None:
    person = given.person(services, jonas)
    with pytest.raises(ValidationFailed) as refused:
        services.economy.book(MoneyCommand(person, "payment", 5_000, "food", "cash", typed))
    assert codes(refused) == {("text", problem)}
    line = given.paid(services, person, 5_000)
    with pytest.raises(ValidationFailed) as refused:
        services.economy.reverse(line, typed)
    assert codes(refused) == {("reason", problem)}
    assert balance(services, jonas) == -5_000


def test_the_longest_note_is_on_the_receipt_and_the_statement(
    services: Services, jonas: UUID
) -> None:
    person, note = given.person(services, jonas), ("Blåbærgrød, " * 20)[:200].strip()
    command = MoneyCommand(person, "payment", 5_000, "food", "cash", note)
    line = services.economy.book(command).first("ledger_entry")
    services.economy.reverse(line, note)
    for paper in (services.account_prints.receipt(line), services.account_prints.statement(person)):
        assert text_of_document(paper).count("Blåbærgrød") >= 16


def test_who_leaves_pays_up_to_the_day(services: Services, jonas: UUID, clock: FixedClock) -> None:
    # Left 3 October: nights of the 1st and 2nd, 2 x 80,00 + one wash = 180,00.
    given.left(services, jonas, date(2026, 10, 3))
    person = given.person(services, jonas)
    desk = houses.services(services.open_house, "staff")
    lines = desk.month_runs.proposed(OCTOBER, person)
    desk.month_runs.book(OCTOBER, lines, person)
    assert balance(services, jonas) == 18_000
    clock.set(clock.now() + timedelta(days=1))
    assert services.month_runs.proposed(OCTOBER) == ()


def test_a_term_takes_the_place_of_its_days_and_gives_the_rest_back(
    services: Services, jonas: UUID
) -> None:
    only_dinner = TermCommand(jonas, "food", "agreed", OCTOBER, meals=("dinner",))
    services.economy.set_term(only_dinner)
    services.economy.set_term(
        TermCommand(jonas, "food", "opted_out", date(2026, 10, 10), date(2026, 10, 12))
    )
    terms = services.economy.account(given.person(services, jonas)).terms
    assert [(one.kind, one.from_on.day, one.to_on and one.to_on.day) for one in terms] == [
        ("agreed", 1, 9),
        ("opted_out", 10, 12),
        ("agreed", 13, None),
    ]
    services.undo.undo()
    terms = services.economy.account(given.person(services, jonas)).terms
    assert [(one.kind, one.to_on) for one in terms] == [("agreed", None)]


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ({"from_on": date(2026, 9, 30)}, ("from_on", "before_arrival")),
        ({"to_on": date(2026, 10, 1)}, ("to_on", "end_before_start")),
        ({"kind": "own_home"}, ("kind", "unknown_choice")),
        ({"rate_ore": -1}, ("rate_ore", "negative")),
        ({"meals": ("supper",)}, ("meals", "unknown_choice")),
        ({"rate_ore": 10**18}, ("rate_ore", "out_of_range")),
        ({"note": "Vasker\x00"}, ("note", "nul_character")),
        ({"note": "a" * 201}, ("note", "too_long")),
    ],
)
def test_what_a_term_may_not_be(
    services: Services, jonas: UUID, command: dict[str, object], problem: tuple[str, str]
) -> None:
    facts = {"part": "food", "kind": "agreed", "from_on": date(2026, 10, 2), **command}
    with pytest.raises(ValidationFailed) as refused:
        services.economy.set_term(TermCommand(jonas, **facts))  # type: ignore[arg-type]  # by name
    assert codes(refused) == {problem}


def test_a_term_does_not_begin_after_the_stay(services: Services, jonas: UUID) -> None:
    given.left(services, jonas, date(2026, 10, 20))
    services.economy.set_term(TermCommand(jonas, "food", "opted_out", date(2026, 10, 20)))
    with pytest.raises(ValidationFailed) as refused:
        services.economy.set_term(TermCommand(jonas, "food", "agreed", date(2026, 10, 21)))
    assert codes(refused) == {("from_on", "after_end")}


def test_two_desks_do_not_agree_over_each_other(services: Services, jonas: UUID) -> None:
    # Both look; one writes that he eats dinner alone, the other that he eats nothing here.
    person, desk = given.person(services, jonas), houses.services(services.open_house, "staff")
    ours, theirs = services.economy.account(person), desk.economy.account(person)
    desk.economy.set_term(
        TermCommand(
            jonas, "food", "agreed", OCTOBER, meals=("dinner",), note="Spiser ude",
            seen=theirs.seen("food"),
        )
    )  # fmt: skip
    nothing = TermCommand(jonas, "food", "opted_out", OCTOBER, seen=ours.seen("food"))
    with pytest.raises(Conflict) as refused:
        services.economy.set_term(nothing)
    assert refused.value.changed_by == houses.STAFF["staff"][1]
    # Laundry is another matter, and who looks again may write.
    services.economy.set_term(
        TermCommand(jonas, "laundry", "opted_out", OCTOBER, seen=ours.seen("laundry"))
    )
    seen = services.economy.account(person).seen("food")
    services.economy.set_term(replace(nothing, seen=seen))
    terms = services.economy.account(person).terms
    assert [(one.part, one.kind) for one in terms] == [
        ("laundry", "opted_out"), ("food", "opted_out"),
    ]  # fmt: skip


def test_who_collects_what(services: Services, jonas: UUID) -> None:
    services.economy.set_term(TermCommand(jonas, "lodging", "own_home", date(2026, 10, 5)))
    parts = {one.part: one for one in services.economy.account(given.person(services, jonas)).parts}
    assert parts["lodging"].collected_by == "Aalborg Kommune"
    assert not parts["lodging"].by_house
    assert parts["lodging"].term is not None
    # The rate of 2026 is not known and is not guessed.
    assert parts["lodging"].prices == (("day", None),)
    assert parts["food"].collected_by == "Havnehuset"
    assert dict(parts["food"].prices)["dinner"] == 4_000


def test_the_house_is_the_sum_of_its_residents(services: Services, jonas: UUID) -> None:
    # Jonas owes 2.580,00 and pays 2.000,00; Eva pays 60,00 ahead.
    run(services)
    eva = given.person(services, given.living(services, "Eva Holm", 2, date(2026, 11, 23)))
    given.paid(services, given.person(services, jonas), 200_000)
    given.paid(services, eva, 6_000)
    ledger = services.month_runs.house(date(2026, 11, 30))
    assert (ledger.opening_ore, ledger.charged_ore) == (0, 258_000)
    assert (ledger.paid_ore, ledger.paid_out_ore) == (-206_000, 0)
    assert ledger.closing_ore == 52_000
    assert [(one.name, one.balance_ore) for one in ledger.balances] == [
        ("Jonas Lund", 58_000),
        ("Eva Holm", -6_000),
    ]


def test_two_records_of_one_person_have_one_account(services: Services, jonas: UUID) -> None:
    kept = given.person(services, jonas)
    given.left(services, jonas, date(2026, 10, 3))
    other = given.person(services, given.living(services, "Jonas Lund", 2, date(2026, 11, 1)))
    given.paid(services, kept, 6_000)
    given.paid(services, other, 4_000)
    services.people.join(kept, other)
    assert services.economy.account(kept).balance_ore == -10_000


def test_who_may_do_what(house: OpenHouse, services: Services, jonas: UUID) -> None:
    person = given.person(services, jonas)
    run(services)
    desk, temp = houses.services(house, "staff"), houses.services(house, "temp")
    given.paid(desk, person, 5_000)
    account = desk.economy.account(person)
    assert not account.may_settle
    assert [one.may_reverse for one in account.lines if one.by_run] == [False, False]
    charge = next(one for one in account.lines if one.by_run)
    for refused in (
        lambda: temp.economy.account(person),
        lambda: temp.economy.book(MoneyCommand(person, "payment", 100, "food", "cash")),
        lambda: desk.economy.reverse(charge.id, "Nej."),
        lambda: desk.economy.set_term(TermCommand(jonas, "lodging", "exempt", OCTOBER)),
        lambda: desk.month_runs.proposed(OCTOBER),
        lambda: desk.month_runs.house(OCTOBER),
        lambda: desk.settlements.month(OCTOBER),
        lambda: desk.settlements.make("0851", OCTOBER),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_protected_account_is_opened_with_a_reason(services: Services, jonas: UUID) -> None:
    person = given.person(services, jonas)
    given.paid(services, person, 5_000)
    version = services.people.facts(person).version
    services.people.set_fact(person, version, "protected_address", True)
    another = houses.services(services.open_house, log_in=2)
    with pytest.raises(ReasonNeeded):
        another.economy.account(person)
    (row,) = another.month_runs.house(date(2026, 11, 1)).balances
    assert "Lund" not in row.name


def test_a_protected_resident_has_no_name_in_the_run(services: Services, jonas: UUID) -> None:
    given.living(services, "Svend Aa", 2, OCTOBER)
    person = given.person(services, jonas)
    version = services.people.facts(person).version
    services.people.set_fact(person, version, "protected_address", True)
    another = houses.services(services.open_house, log_in=2)
    seen = another.month_runs.proposed(OCTOBER)
    assert [one.name for one in seen] == ["Beskyttet beboer"] * 2 + ["Svend Aa"] * 2
    # Opened meanwhile: the lines are the same, and are booked.
    another.people.open(person, "Opkrævning")
    assert "Jonas Lund" in {one.name for one in another.month_runs.proposed(OCTOBER)}
    another.month_runs.book(OCTOBER, seen)
    assert balance(services, jonas) == 258_000


def test_the_receipt_and_the_statement_say_the_same(services: Services, jonas: UUID) -> None:
    # Owes 2.580,00, pays 2.400,00: owes 180,00 after it.
    run(services)
    person = given.person(services, jonas)
    line = given.paid(services, person, 240_000)
    receipt = text_of_document(services.account_prints.receipt(line))
    assert "Kvittering nr. 1" in receipt
    assert "2.400,00 kr." in receipt
    assert "Efter betalingen skylder du 180,00 kr." in receipt
    statement = text_of_document(services.account_prints.statement(person))
    assert "Du skylder 180,00 kr." in statement
    charge = next(one for one in services.economy.account(person).lines if one.kind == "charge")
    with pytest.raises(NotFound):
        services.account_prints.receipt(charge.id)
    back = services.economy.reverse(line, "Talt forkert.").first("ledger_entry")
    again = text_of_document(services.account_prints.receipt(back))
    assert "Kvittering nr. 1 gælder ikke mere" in again


def test_an_admission_with_money_on_it_is_not_undone(services: Services, jonas: UUID) -> None:
    person = given.person(services, jonas)
    given.paid(services, person, 5_000)
    with pytest.raises(BoformError):
        services.undo.undo()
    assert services.economy.account(person).balance_ore == -5_000


def test_history_tells_agreements_in_the_words_of_the_page(services: Services, jonas: UUID) -> None:
    services.economy.set_term(TermCommand(jonas, "food", "agreed", OCTOBER, meals=("dinner",)))
    services.economy.set_term(TermCommand(jonas, "food", "opted_out", date(2026, 10, 10)))
    person = services.stays.get(jonas).person_id
    told = {field for item in services.history.for_person(person) for field in item.fields}
    assert ("gælder til", "", "09-10-2026") in told


@pytest.mark.parametrize(
    ("entity", "column", "value", "said"),
    [
        ("payment_term", "rate_ore", 9_671, "96,71 kr."),
        ("payment_term", "rate_ore", 0, "0,00 kr."),
        ("payment_term", "kind", "own_home", "nej, bevarer egen bolig"),
        ("payment_term", "meals", ["breakfast", "dinner"], "morgenmad, aftensmad"),
        ("ledger_entry", "amount_ore", -24_000, "−240,00 kr."),
        ("ledger_entry", "part", "laundry", "Tøjvask"),
        ("settlement", "month", "2026-10-01", "oktober 2026"),
        ("settlement", "municipality_code", "0851", "Aalborg"),
    ],
)
def test_money_as_a_person_reads_it(entity: str, column: str, value: object, said: str) -> None:
    assert value_text(entity, column, value, {}) == said


@pytest.mark.parametrize("table", [tables.PaymentTerm, tables.LedgerEntry, tables.Settlement])
def test_every_money_column_that_people_write_has_a_name(table: type[tables.PaymentTerm]) -> None:
    hidden = {
        "id", "version", "stay_id", "person_id", "at", "by_id", "reverses_id", "blob_id", "made_at",
        "made_by_id", "lines", "corrections", "rule_rows",
    }  # fmt: skip
    columns = {column.name for column in table.__table__.columns} - hidden
    assert not [name for name in sorted(columns) if not field_name(table.__tablename__, name)]
