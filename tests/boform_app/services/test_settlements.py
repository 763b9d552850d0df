"""The monthly basis of each handlekommune, against cases calculated by hand."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.errors import Conflict, ValidationFailed
from boform_app.services.facade import Services
from boform_app.services.views.contacts import MunicipalityCommand
from boform_app.services.views.economy import TermCommand
from boform_app.services.views.settlements import MunicipalityMonth
from models import tables
from tests import houses
from tests.boform_app.services import letter_house
from tests.boform_app.services import money_house as given
from tests.boform_app.services.letter_house import text_of_document
from tests.boform_app.services.money_house import JANUARY, OCTOBER

AALBORG, RANDERS = "0851", "0730"
NOVEMBER = date(2026, 11, 1)
TODAY = date(2026, 11, 23)


@pytest.fixture
def bach(services: Services) -> UUID:
    """As on the picture: Bach since 10 October, Holst until the 14th, Said away three nights."""
    given.priced(services)
    letter_house.contact(services)
    bach = given.living(services, "Ole Bach", 1, date(2026, 10, 10), cpr="140682-0000")
    holst = given.living(services, "Karl Holst", 2, date(2026, 9, 1))
    given.left(services, holst, date(2026, 10, 14))
    said = given.living(services, "Ibrahim Said", 3, date(2026, 9, 1))
    given.away(services, said, date(2026, 10, 20), 3)
    given.living(services, "Vibeke Sandgren", 4, date(2026, 5, 1))
    return bach


def row(services: Services, code: str = AALBORG, month: date = OCTOBER) -> MunicipalityMonth:
    return next(one for one in services.settlements.month(month).rows if one.code == code)


def made(services: Services, month: date = OCTOBER, code: str = AALBORG) -> UUID:
    return services.settlements.make(code, month).first("settlement")


def sent(services: Services, month: date = OCTOBER, code: str = AALBORG) -> None:
    made(services, month, code)
    kept = row(services, code, month).settlement
    assert kept is not None
    services.settlements.mark_sent(kept.id, kept.version, TODAY, "digital_post")


def code_of(refused: pytest.ExceptionInfo[ValidationFailed]) -> str:
    return refused.value.problems[0].code


def test_the_month_of_the_picture(services: Services, bach: UUID) -> None:
    # 22 + 13 + 28 + 31 = 94 paid nights of 97; 94 x 1.462,00 = 137.428,00.
    found = row(services)
    assert [line.name for line in found.lines] == [
        "Ole Bach", "Karl Holst", "Ibrahim Said", "Vibeke Sandgren",
    ]  # fmt: skip
    assert (found.nights, found.away, found.paid) == (97, 3, 94)
    assert (found.amount_ore, found.state) == (13_742_800, "open")


def test_it_is_kept_as_it_was_printed(services: Services, bach: UUID) -> None:
    key = made(services)
    data = services.settlements.pdf(key)
    text = text_of_document(data)
    assert "Nr. 2026-10-851" in text
    assert "137.428,00 kr. for 94 døgn." in text
    assert "140682-0000" in text
    assert "1.462,00 kr. pr. døgn fra 1. januar 2026" in text
    assert "mandag den 7. december 2026" in text
    given.away(services, bach, date(2026, 10, 12), 2)
    assert services.settlements.pdf(key) == data
    seen = services.history.for_person(given.person(services, bach))
    assert any(one.is_view and one.reason == "Afregning med handlekommunen" for one in seen)


def test_the_invoice_number_of_the_unit_is_printed(services: Services, bach: UUID) -> None:
    assert "EAN" not in text_of_document(services.settlements.pdf(made(services)))
    (unit,) = services.municipalities.contacts(AALBORG)
    with pytest.raises(ValidationFailed) as refused:
        services.municipalities.save(replace(unit, ean="5790000000006"))
    assert [(one.field, one.code) for one in refused.value.problems] == [("ean", "ean_check")]
    services.municipalities.save(replace(unit, ean="57 90-000000 005"))
    services.settlements.make(AALBORG, OCTOBER)
    kept = row(services).settlement
    assert kept is not None
    assert "EAN 5790000000005" in text_of_document(services.settlements.pdf(kept.id))


def test_the_spreadsheet_has_the_same_sum(services: Services, bach: UUID) -> None:
    book = load_workbook(io.BytesIO(services.settlements.spreadsheet(made(services))))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    amounts = [Decimal(str(one[9])) for one in rows[1:]]
    assert amounts[-1] == sum(amounts[:-1]) == Decimal("137428.00")
    assert rows[1][2] == "140682-0000"


def test_sent_and_then_changed_comes_as_a_correction(services: Services, bach: UUID) -> None:
    # October sent with 22 nights for Bach. Then two nights away are told: -2 x 1.462,00 =
    # -2.924,00, which stands in November's basis, once.
    sent(services)
    given.away(services, bach, date(2026, 10, 12), 2)
    assert row(services).state == "sent_changed"
    (correction,) = row(services, month=NOVEMBER).corrections
    assert (correction.month, correction.name) == (OCTOBER, "Ole Bach")
    assert (correction.paid, correction.amount_ore) == (-2, -292_400)


def test_a_correction_is_asked_once(services: Services, bach: UUID, clock: FixedClock) -> None:
    # November: Bach and Said and Sandgren 30 nights each, 90 x 1.462,00 = 131.580,00; with the
    # correction 128.656,00. Then the absence is half taken back: +1 night in December's.
    sent(services)
    given.away(services, bach, date(2026, 10, 12), 2)
    clock.set(datetime(2026, 12, 3, 9, tzinfo=COPENHAGEN))
    key = made(services, NOVEMBER)
    assert row(services, month=NOVEMBER).amount_ore == 12_865_600
    assert "Oktober 2026: Ole Bach, −2 døgn, −2.924,00 kr." in text_of_document(
        services.settlements.pdf(key)
    )
    december = date(2026, 12, 1)
    assert row(services, month=december).corrections == ()
    absence = services.stays.get(bach).absences[0]
    services.absences.end_absence(absence.id, date(2026, 10, 12))
    # The November basis is not sent: it is the one that is counted otherwise now.
    (correction,) = row(services, month=NOVEMBER).corrections
    assert (correction.paid, correction.amount_ore) == (-1, -146_200)
    assert row(services, month=NOVEMBER).state == "changed"


def test_a_basis_that_was_not_sent_gives_way(services: Services, bach: UUID) -> None:
    made(services)
    given.away(services, bach, date(2026, 10, 12), 2)
    assert row(services).state == "changed"
    made(services)
    found = row(services)
    assert found.settlement is not None
    assert (found.settlement.number, found.state) == ("2026-10-851b", "made")
    assert found.settlement.total_ore == 13_742_800 - 292_400
    assert [one.number for one in found.annulled] == ["2026-10-851"]


def test_what_was_sent_is_annulled_with_a_reason(services: Services, bach: UUID) -> None:
    sent(services)
    with pytest.raises(ValidationFailed) as refused:
        made(services)
    assert code_of(refused) == "settlement_sent"
    kept = row(services).settlement
    assert kept is not None
    with pytest.raises(ValidationFailed) as refused:
        services.settlements.annul(kept.id, kept.version, "")
    assert code_of(refused) == "required"
    services.settlements.annul(kept.id, kept.version, "Forkert takst.")
    assert row(services).state == "open"
    made(services)
    assert not services.undo.state().undo_label.startswith("afregn")


@pytest.mark.parametrize(
    ("on", "channel", "code"),
    [
        (TODAY, "", "required"),
        (TODAY, "mail", "unknown_choice"),
        (date(2026, 11, 24), "digital_post", "in_the_future"),
        (date(2026, 11, 22), "digital_post", "end_before_start"),
    ],
)
def test_how_it_was_sent(services: Services, bach: UUID, on: date, channel: str, code: str) -> None:
    made(services)
    kept = row(services).settlement
    assert kept is not None
    with pytest.raises(ValidationFailed) as refused:
        services.settlements.mark_sent(kept.id, kept.version, on, channel)
    assert code_of(refused) == code


def test_nothing_is_made_of_a_month_that_runs(services: Services, bach: UUID) -> None:
    with pytest.raises(ValidationFailed) as refused:
        made(services, NOVEMBER)
    assert code_of(refused) == "month_not_over"
    with pytest.raises(ValidationFailed) as refused:
        made(services, code=RANDERS)
    assert code_of(refused) == "nothing_to_settle"


def test_without_a_rate_nothing_is_computed(services: Services) -> None:
    given.living(services, "Ole Bach", 1, date(2026, 10, 10))
    view = services.settlements.month(OCTOBER)
    assert (view.rate_known, view.ever, view.rows[0].state) == (False, False, "no_rate")
    with pytest.raises(ValidationFailed) as refused:
        made(services)
    assert code_of(refused) == "rate_missing"


def test_who_has_no_known_handlekommune_is_missing(services: Services, bach: UUID) -> None:
    stay = given.living(services, "Kim Dahl", 5, date(2026, 10, 30), code="")
    view = services.settlements.month(OCTOBER)
    assert [(one.name, one.nights) for one in view.unknown] == [("Kim Dahl", 2)]
    sent(services)
    # It becomes known later: two nights, 2.924,00, in the next basis of that municipality.
    version = services.stays.get(stay).version
    services.stays.set_fact(stay, version, "acting_municipality_code", AALBORG)
    assert services.settlements.month(OCTOBER).unknown == ()
    (correction,) = row(services, month=NOVEMBER).corrections
    assert (correction.name, correction.amount_ore) == ("Kim Dahl", 292_400)


def test_another_handlekommune_within_the_month(services: Services, bach: UUID) -> None:
    # Bach is Randers' from 20 October: nights 10..19 = 10 for Aalborg, 20..31 = 12 for Randers.
    services.case_municipalities.change(
        MunicipalityCommand(
            bach, services.stays.get(bach).version, "acting", RANDERS, date(2026, 10, 20)
        )
    )
    ours = next(one for one in row(services).lines if one.name == "Ole Bach")
    theirs = row(services, RANDERS)
    assert (ours.nights, theirs.nights) == (10, 12)
    assert theirs.amount_ore == 12 * 146_200
    assert theirs.no_address


def test_a_corrected_handlekommune_is_given_back_by_one_and_asked_of_the_other(
    services: Services, bach: UUID
) -> None:
    sent(services)
    since = date(2026, 10, 10)
    services.case_municipalities.change(
        MunicipalityCommand(bach, services.stays.get(bach).version, "acting", RANDERS, since)
    )
    # Aalborg gets 22 x 1.462,00 = 32.164,00 back in November; October of Randers is still open.
    (correction,) = row(services, month=NOVEMBER).corrections
    assert correction.amount_ore == -3_216_400
    assert row(services, RANDERS).amount_ore == 3_216_400


@pytest.fixture
def jonas(services: Services, clock: FixedClock) -> UUID:
    """Jonas Lund and Eva Holm since 1 October; both months sent to Aalborg, it is December."""
    given.priced(services)
    letter_house.contact(services)
    given.living(services, "Eva Holm", 1, OCTOBER)
    jonas = given.living(services, "Jonas Lund", 2, OCTOBER)
    clock.set(datetime(2026, 12, 10, 9, tzinfo=COPENHAGEN))
    for month in (OCTOBER, NOVEMBER):
        made(services, month)
        kept = row(services, month=month).settlement
        assert kept is not None
        services.settlements.mark_sent(kept.id, kept.version, date(2026, 12, 10), "digital_post")
    return jonas


def corrected(services: Services, stay_id: UUID, code: str, since: date = OCTOBER) -> None:
    version = services.stays.get(stay_id).version
    services.case_municipalities.change(
        MunicipalityCommand(stay_id, version, "acting", code, since)
    )


def told(found: MunicipalityMonth) -> list[tuple[date, str, int, int]]:
    return [(one.month, one.name, one.paid, one.amount_ore) for one in found.corrections]


def test_former_nights_come_with_the_next_basis_of_a_municipality_that_had_none(
    services: Services, jonas: UUID, clock: FixedClock
) -> None:
    # Jonas was Randers' from the first day. December: 31 nights of his, 45.322,00; with October,
    # 31 x 1.462,00 = 45.322,00, and November, 30 x 1.462,00 = 43.860,00: 134.504,00 in all.
    corrected(services, jonas, RANDERS)
    assert row(services, RANDERS).state == "late"
    clock.set(datetime(2027, 1, 6, 9, tzinfo=COPENHAGEN))
    december = date(2026, 12, 1)
    found = row(services, RANDERS, december)
    assert told(found) == [
        (OCTOBER, "Jonas Lund", 31, 4_532_200),
        (NOVEMBER, "Jonas Lund", 30, 4_386_000),
    ]
    assert found.amount_ore == 13_450_400
    assert told(row(services, month=december)) == [
        (OCTOBER, "Jonas Lund", -31, -4_532_200),
        (NOVEMBER, "Jonas Lund", -30, -4_386_000),
    ]
    text = text_of_document(services.settlements.pdf(made(services, december, RANDERS)))
    assert "134.504,00 kr. for 92 døgn." in text
    assert "Oktober 2026: Jonas Lund, +31 døgn, 45.322,00 kr." in text
    # October of Randers is asked for now: nobody can ask once more, and its row comes to nothing.
    october = row(services, RANDERS)
    assert (october.state, october.amount_ore) == ("later", 0)
    with pytest.raises(ValidationFailed) as refused:
        made(services, OCTOBER, RANDERS)
    assert code_of(refused) == "nothing_to_settle"
    assert row(services, RANDERS, date(2027, 1, 1)).corrections == ()


def test_former_nights_may_have_a_basis_of_their_own(services: Services, jonas: UUID) -> None:
    corrected(services, jonas, RANDERS)
    made(services, OCTOBER, RANDERS)
    assert row(services, RANDERS).amount_ore == 4_532_200
    assert told(row(services, RANDERS, date(2026, 12, 1))) == [
        (NOVEMBER, "Jonas Lund", 30, 4_386_000)
    ]


def test_what_turns_up_after_a_month_was_asked_for_later_is_asked_once(
    services: Services, jonas: UUID, clock: FixedClock
) -> None:
    # Randers' November holds October's 31 nights of Jonas. Then Per's five nights of October are
    # written in, 7.310,00: a basis of October's own would hold those alone, and so would December's.
    corrected(services, jonas, RANDERS)
    sent_late(services, NOVEMBER, RANDERS)
    per = given.living(services, "Per Friis", 3, date(2026, 10, 5), code=RANDERS)
    given.left(services, per, date(2026, 10, 10))
    assert row(services, RANDERS).amount_ore == 731_000
    assert told(row(services, RANDERS, date(2026, 12, 1))) == [(OCTOBER, "Per Friis", 5, 731_000)]


def sent_late(services: Services, month: date, code: str) -> None:
    made(services, month, code)
    kept = row(services, code, month).settlement
    assert kept is not None
    services.settlements.mark_sent(kept.id, kept.version, date(2026, 12, 10), "digital_post")


def asked_today(services: Services) -> list[str]:
    return [one.what for one in services.today.view().to_confirm if one.action == "open:settlement"]


def test_today_asks_for_nights_of_former_months(services: Services, jonas: UUID) -> None:
    # Everything was sent. Per was here five nights of October and nobody had written him in: the
    # only resident that Rebild ever had, and not one night in November.
    assert asked_today(services) == []
    per = given.living(services, "Per Friis", 3, date(2026, 10, 5), code="0840")
    given.left(services, per, date(2026, 10, 10))
    assert asked_today(services) == ["November er slut. 1 kommune mangler afregningsgrundlag"]
    assert told(row(services, "0840", NOVEMBER)) == [(OCTOBER, "Per Friis", 5, 731_000)]
    sent_late(services, NOVEMBER, "0840")
    assert asked_today(services) == []


def test_months_before_the_first_basis_are_nobodys_business(services: Services, bach: UUID) -> None:
    # Sandgren is here since May; the house began to settle with October.
    sent(services)
    assert row(services, month=NOVEMBER).corrections == ()
    assert row(services, month=date(2026, 9, 1)).state == "open"


def test_what_was_sent_is_what_the_month_came_to(
    services: Services, jonas: UUID, clock: FixedClock
) -> None:
    # October was sent with 2 x 31 nights, 90.644,00; two nights away less is 87.720,00 when it is
    # counted again. December, made in January: 62 nights, 90.644,00, less 2.924,00 of October.
    assert services.settlements.month(OCTOBER).amount_ore == 9_064_400
    given.away(services, jonas, date(2026, 10, 12), 2)
    found = row(services)
    assert (found.state, found.amount_ore, found.paid) == ("sent_changed", 9_064_400, 62)
    clock.set(datetime(2027, 1, 6, 9, tzinfo=COPENHAGEN))
    december = date(2026, 12, 1)
    made(services, december)
    assert row(services, month=december).amount_ore == 9_064_400 - 292_400
    assert services.settlements.month(OCTOBER).amount_ore == 9_064_400
    # The difference has been asked for: the month is done.
    assert row(services).state == "sent"


def test_a_sent_month_names_nobody_protected(services: Services, bach: UUID) -> None:
    sent(services)
    person = given.person(services, bach)
    version = services.people.facts(person).version
    services.people.set_fact(person, version, "protected_address", True)
    another = houses.services(services.open_house, log_in=2)
    assert "Bach" not in repr(row(another))
    assert "Bach" in repr(row(services))


def test_an_own_home_that_was_kept_stands_on_the_sheet(services: Services, bach: UUID) -> None:
    services.economy.set_term(TermCommand(bach, "lodging", "own_home", date(2026, 10, 10)))
    text = text_of_document(services.settlements.preview(AALBORG, OCTOBER))
    assert "Ole Bach har bevaret egen bolig under opholdet." in text
    assert "Karl Holst har bevaret" not in text


def test_a_new_rate_within_the_month_is_two_rows(services: Services, bach: UUID) -> None:
    # From 16 October 1.500,00. Bach: 6 x 1.462,00 + 16 x 1.500,00 = 8.772,00 + 24.000,00.
    services.rules.save_house_row("bed_rate", 150_000, date(2026, 10, 16), "Takstblad", "V", "")
    lines = [one for one in row(services).lines if one.name == "Ole Bach"]
    assert [(one.nights, one.amount_ore) for one in lines] == [(6, 877_200), (16, 2_400_000)]
    text = text_of_document(services.settlements.preview(AALBORG, OCTOBER))
    assert "1.462,00 kr. pr. døgn fra 1. januar 2026 til 15. oktober 2026" in text
    assert "1.500,00 kr. pr. døgn fra 16. oktober 2026" in text
    assert "Ingen ændring i måneden" not in text


def test_the_rule_rows_are_kept(services: Services, bach: UUID) -> None:
    key = made(services)
    with services.open_house.database.read() as session:
        kept = session.get_one(tables.Settlement, key)
        assert any(one.startswith(f"house:bed_rate@{JANUARY}") for one in kept.rule_rows)
        assert any(one.startswith("absence_paid_nights@") for one in kept.rule_rows)
        assert sum(one["amount_ore"] for one in kept.lines) == kept.total_ore


def test_a_protected_resident_is_counted_and_not_named(services: Services, bach: UUID) -> None:
    person = given.person(services, bach)
    version = services.people.facts(person).version
    services.people.set_fact(person, version, "protected_address", True)
    another = houses.services(services.open_house, log_in=2)
    found = row(another)
    assert found.amount_ore == 13_742_800
    assert "Bach" not in repr(found)
    # The payer must know who it is: the law names the handlekommune as recipient.
    assert "Ole Bach" in text_of_document(another.settlements.preview(AALBORG, OCTOBER))


def test_today_asks_for_it_when_the_month_is_over(services: Services, bach: UUID) -> None:
    def asked() -> list[str]:
        return [
            one.what for one in services.today.view().to_confirm if one.action == "open:settlement"
        ]

    assert asked() == ["Oktober er slut. 1 kommune mangler afregningsgrundlag"]
    desk = houses.services(services.open_house, "staff")
    assert not any(one.action == "open:settlement" for one in desk.today.view().to_confirm)
    made(services)
    assert asked() == []


def test_the_same_day_twice_is_the_same(services: Services, bach: UUID) -> None:
    first = services.settlements.month(OCTOBER)
    assert services.settlements.month(OCTOBER) == first
    assert replace(first, month=first.month) == first


def test_a_stay_that_was_settled_is_annulled_and_not_unmade(
    services: Services, clock: FixedClock
) -> None:
    # Ole was written in by mistake and October was sent, 31 x 1.462,00 = 45.322,00. Ctrl+Z leaves
    # the stay that the paper names; annulled, it is given back with the next basis.
    given.priced(services)
    ole = given.living(services, "Ole Bach", 1, OCTOBER)
    made(services)
    with pytest.raises(Conflict):
        services.undo.undo()
    assert row(services).state == "made"
    kept = row(services).settlement
    assert kept is not None
    services.settlements.mark_sent(kept.id, kept.version, TODAY, "digital_post")
    services.stays.annul(ole, "Forkert person.")
    clock.set(datetime(2026, 12, 10, 9, tzinfo=COPENHAGEN))
    assert told(row(services, month=NOVEMBER)) == [(OCTOBER, "Ole Bach", -31, -4_532_200)]
    assert asked_today(services) == ["November er slut. 1 kommune mangler afregningsgrundlag"]


def test_a_rate_that_was_taken_away_gives_nothing_back(services: Services, bach: UUID) -> None:
    sent(services)
    with services.open_house.database.write_unjournaled() as session:
        session.execute(delete(tables.RuleRow))
    assert services.settlements.month(NOVEMBER).rows[0].corrections == ()
