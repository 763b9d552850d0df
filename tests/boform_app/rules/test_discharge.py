from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from boform_app.rules.discharge import Evidence, appeal, conditions, end_kind
from boform_app.rules.rows import RuleBook, RuleRow, shipped_book, shipped_rows
from models.values.lists import load_list

TODAY = date(2026, 11, 23)
BOOK = shipped_book()
LISE = Evidence(
    action_plan=date(2026, 9, 14),
    place_assigned=date(2026, 10, 26),
    tenancy_signed=date(2026, 11, 9),
    home_ready=TODAY,
)


def states(branch: str, evidence: Evidence) -> list[str]:
    assert branch in {"own_home", "residential_offer"}
    found = (
        conditions("own_home", evidence, TODAY, BOOK)
        if branch == "own_home"
        else conditions("residential_offer", evidence, TODAY, BOOK)
    )
    return [item.state for item in found.items]


def test_the_case_of_the_page() -> None:
    found = conditions("own_home", LISE, TODAY, BOOK)
    assert [item.state for item in found.items] == [
        "met",
        "met",
        "missing",
        "waiting",
        "not_relevant",
    ]
    assert (found.met, found.relevant, found.all_met) == (2, 4, False)
    assert found.items[3].since == date(2026, 11, 9)
    assert found.because == ("citation_municipal_discharge@2023-10-01",)


def test_own_home_with_everything() -> None:
    whole = replace(LISE, support_decision=TODAY)
    assert conditions("own_home", whole, TODAY, BOOK).all_met


@pytest.mark.parametrize(
    "later",
    [
        {"home_ready": None},
        {"home_ready": date(2026, 11, 24)},
        {"support_starts": date(2026, 11, 24)},
    ],
)
def test_a_tenancy_waits_for_the_door_and_for_the_support(later: dict[str, date | None]) -> None:
    waiting = replace(LISE, support_decision=TODAY, **later)
    assert states("own_home", waiting)[2:4] == ["met", "waiting"]


def test_support_that_has_begun_is_support() -> None:
    begun = replace(LISE, support_decision=TODAY, support_starts=TODAY)
    assert conditions("own_home", begun, TODAY, BOOK).all_met


def test_residential_offer_counts_one_two_and_five() -> None:
    assert states("residential_offer", LISE) == [
        "met",
        "met",
        "not_relevant",
        "not_relevant",
        "missing",
    ]
    found = conditions("residential_offer", replace(LISE, can_move_in=TODAY), TODAY, BOOK)
    assert (found.met, found.relevant, found.all_met) == (3, 3, True)


def test_what_comes_later_does_not_count_yet() -> None:
    late = replace(LISE, support_decision=date(2026, 11, 24))
    assert states("own_home", late)[2:4] == ["waiting", "waiting"]


def test_nothing_is_missing_but_everything() -> None:
    assert states("own_home", Evidence()) == ["missing"] * 4 + ["not_relevant"]


@pytest.mark.parametrize(
    ("key", "house", "appealable", "verified"),
    [
        ("moved_own_wish", False, None, True),
        ("own_home", False, None, True),
        ("residential_offer", False, None, True),
        ("house_decision_target_group", True, True, True),
        ("municipal_decision", False, None, True),
        ("expulsion", True, False, False),
        ("did_not_return", False, None, True),
        ("deceased", False, None, True),
    ],
)
def test_kinds_of_end(key: str, house: bool, appealable: bool | None, verified: bool) -> None:
    kind = end_kind(key, TODAY, BOOK)
    assert kind.is_house_decision is kind.needs_hearing is kind.needs_reason is house
    assert (kind.appealable, kind.verified) == (appealable, verified)
    assert bool(kind.because) is house


def test_every_kind_of_the_list_is_known() -> None:
    for row in load_list("stay_end_kinds"):
        assert end_kind(row.key, TODAY, BOOK).needs_destination is (row.key != "deceased")
    with pytest.raises(KeyError):
        end_kind("vanished", TODAY, BOOK)


def test_four_weeks_from_receipt() -> None:
    kind = end_kind("house_decision_target_group", TODAY, BOOK)
    found = appeal(kind, TODAY, BOOK)
    assert found is not None
    assert (found.last_day, found.weeks) == (date(2026, 12, 21), 4)
    assert found.because == (
        "target_group_discharge_appealable@2000-01-01",
        "appeal_weeks@2000-01-01",
    )


@pytest.mark.parametrize("key", ["expulsion", "municipal_decision", "moved_own_wish"])
def test_no_appeal_block_in_the_houses_letter(key: str) -> None:
    assert appeal(end_kind(key, TODAY, BOOK), TODAY, BOOK) is None


def test_a_house_that_reads_the_law_otherwise_is_followed() -> None:
    row = RuleRow(
        key="expulsion_appealable",
        title="Klage over bortvisning",
        value=True,
        unit="ja/nej",
        valid_from=date(2026, 1, 1),
        is_house=True,
    )
    book = RuleBook(shipped_rows(), [row])
    kind = end_kind("expulsion", TODAY, book)
    assert appeal(kind, TODAY, book) is not None
