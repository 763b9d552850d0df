"""Shipped rows are read-only; a row of the house wins and stands beside them."""

from __future__ import annotations

from datetime import date

import pytest

from boform_app.errors import Conflict, NotAllowed, ValidationFailed
from boform_app.rules.rows import RuleValue, shipped_rows
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.rules import value_text
from boform_app.services.views.admin import RuleView
from tests import houses

TODAY = date(2026, 11, 23)


def of(services: Services, key: str, on: date | None = None) -> list[RuleView]:
    return [row for row in services.rules.rows(on) if row.key == key]


def save(services: Services, value: RuleValue, valid_from: date = TODAY) -> None:
    services.rules.save_house_row("notice_days_admission", value, valid_from, "Husmøde", "P", "")


def test_every_shipped_row_is_shown_and_exactly_one_wins(services: Services) -> None:
    rows = services.rules.rows()
    assert len(rows) == len(shipped_rows())
    assert all(row.origin == "shipped" and row.house_id is None for row in rows)
    winners = [row.key for row in rows if row.wins]
    assert len(winners) == len(set(winners))
    assert all(row.state == "valid" for row in rows if row.wins)
    new, old = of(services, "notice_days_admission")
    assert (new.value_text, new.state, new.wins) == ("3 hverdage", "valid", True)
    assert new.selected_by == "den dag, optagelsen blev besluttet"
    assert (old.state, old.wins) == ("past", False)


def test_unverified_rows_say_so(services: Services) -> None:
    assert {row.verified for row in of(services, "refund_cap_nights")} == {"U", "V"}


def test_a_superseded_row_is_past_although_it_has_no_end(services: Services) -> None:
    by_value = {row.value: row for row in of(services, "refund_cap_nights")}
    assert (by_value[90].state, by_value[120].state) == ("valid", "past")
    by_value = {row.value: row for row in of(services, "refund_cap_nights", date(2026, 1, 1))}
    assert (by_value[90].state, by_value[120].state) == ("coming", "valid")


def test_the_house_row_wins_and_the_shipped_one_stays_beside_it(services: Services) -> None:
    save(services, 2)
    house, shipped, _ = of(services, "notice_days_admission")
    assert (house.origin, house.wins, house.value_text) == ("house", True, "2 hverdage")
    assert (shipped.origin, shipped.wins, shipped.state) == ("shipped", False, "valid")
    found = services.rules.book().select("notice_days_admission", TODAY)
    assert (found.number, found.is_house) == (2, True)
    assert services.rules.book().row(house.id).value == 2
    before = services.rules.book().select("notice_days_admission", date(2026, 11, 22))
    assert (before.number, before.is_house) == (3, False)


def test_a_new_row_closes_nothing_and_the_latest_of_a_day_wins(services: Services) -> None:
    save(services, 2)
    save(services, 1)
    first, second = (row for row in of(services, "notice_days_admission") if row.house_id)
    assert {first.id, second.id} == {row.id for row in (first, second)}
    assert first.id != second.id
    assert (first.value, second.value) == (1, 2)
    assert (first.wins, second.wins) == (True, False)
    assert first.valid_to is None
    assert second.valid_to is None


def test_a_closed_house_row_lets_the_shipped_one_hold_again(services: Services) -> None:
    save(services, 2, date(2026, 11, 1))
    row = of(services, "notice_days_admission")[0]
    assert row.house_id is not None
    with pytest.raises(ValidationFailed, match="end_before_start"):
        services.rules.close_house_row(row.house_id, row.version, date(2026, 10, 31))
    services.rules.close_house_row(row.house_id, row.version, date(2026, 11, 22))
    assert services.rules.book().select("notice_days_admission", TODAY).number == 3
    assert of(services, "notice_days_admission")[0].state == "past"
    with pytest.raises(Conflict):
        services.rules.close_house_row(row.house_id, row.version, TODAY)


@pytest.mark.parametrize("value", [True, "3", 3.5, ("3",)])
def test_a_value_of_another_kind_is_refused(services: Services, value: RuleValue) -> None:
    with pytest.raises(ValidationFailed, match="value:wrong_type"):
        save(services, value)


def test_other_refusals(services: Services) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.rules.save_house_row("speed_of_light", 1, TODAY, " ", "X", "")
    assert {(p.field, p.code) for p in refused.value.problems} == {
        ("key", "unknown_rule"),
        ("source", "required"),
        ("verified", "unknown_choice"),
    }
    with pytest.raises(ValidationFailed, match="value:negative"):
        save(services, -1)


@pytest.mark.parametrize("role", ["staff", "temp"])
def test_only_leaders_change_rules(house: OpenHouse, role: str) -> None:
    with pytest.raises(NotAllowed):
        save(houses.services(house, role), 2)
    assert houses.services(house, role).rules.rows()


def test_values_read_as_words() -> None:
    assert value_text(96.71, "kr. pr. døgn") == "96,71 kr. pr. døgn"
    assert value_text(value=True, unit="ja/nej") == "Ja"
    assert value_text(("name", "cpr"), "liste") == "name, cpr"
    assert value_text("servicelovens § 142", "paragraf") == "servicelovens § 142"
