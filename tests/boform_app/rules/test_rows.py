from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from boform_app.rules.rows import NoRule, RuleBook, RuleRow, shipped_book, shipped_rows

TODAY = date(2026, 11, 22)
PINNED = Path(__file__).with_name("shipped_rule_checksums.json")


def house_row(key: str, value: int, valid_from: date = date(2026, 1, 1)) -> RuleRow:
    return RuleRow(
        key=key, title="Husets", value=value, unit="dage", valid_from=valid_from, is_house=True
    )


def test_shipped_rows_are_never_altered_and_never_taken_away() -> None:
    """A release adds lines to the file; a line that must change means a row was altered."""
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))
    assert {row.row_id: row.checksum() for row in shipped_rows()} == pinned


def test_the_checksum_sees_every_word() -> None:
    row = shipped_rows()[0]
    changed = [
        replace(row, value=4),
        replace(row, note="Andet."),
        replace(row, verified="M"),
        replace(row, is_law=False),
        replace(row, valid_to=date(2030, 1, 1)),
    ]
    assert len({row.checksum(), *(other.checksum() for other in changed)}) == 6


def test_every_shipped_row_says_where_it_comes_from() -> None:
    rows = shipped_rows()
    assert len({row.row_id for row in rows}) == len(rows)
    for row in rows:
        assert row.source
        assert row.title
        assert row.unit
        assert row.selected_by
        assert row.release
        assert row.verified in {"V", "V2", "M", "U", "P"}
        assert not (row.verified == "P" and row.is_law)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("notice_days_admission", 3),
        ("notice_days_discharge", 3),
        ("saturday_counts", True),
        ("plan_reminder_first_days", 14),
        ("plan_reminder_second_days", 30),
        ("answer_days", 14),
        ("consent_months", 6),
        ("overview_first_day", 14),
        ("overview_again_days", 28),
        ("overview_clarifying_days", 14),
        ("refund_assessment_night", 60),
        ("appeal_weeks", 4),
        ("expulsion_appealable", False),
        ("named_supporter", False),
        ("plan_legal_days", "ingen"),
        ("citation_admission_notice", "servicelovens § 110, stk. 6"),
        ("citation_action_plan", "servicelovens § 142"),
        ("notice_minimum_content", ("name", "cpr", "date", "reason")),
    ],
)
def test_values_of_today(key: str, value: object) -> None:
    assert shipped_book().select(key, TODAY).value == value


def test_the_date_selects_the_row() -> None:
    book = shipped_book()
    assert book.select("refund_cap_nights", date(2026, 3, 31)).number == 120
    newer = book.select("refund_cap_nights", date(2026, 4, 1))
    assert (newer.number, newer.row.row_id) == (90, "refund_cap_nights@2026-04-01")
    assert newer.row.state == "unverified"


def test_before_any_row_there_is_no_rule() -> None:
    assert shipped_book().find("named_supporter", date(2026, 6, 30)) is None
    with pytest.raises(NoRule):
        shipped_book().select("named_supporter", date(2026, 6, 30))
    with pytest.raises(NoRule):
        shipped_book().select("unheard_of", TODAY)


def test_the_house_wins_and_the_shipped_row_stands_beside_it() -> None:
    book = RuleBook(shipped_rows(), [house_row("answer_days", 21)])
    found = book.select("answer_days", TODAY)
    assert (found.number, found.is_house, found.row.state) == (21, True, "house")
    assert found.shipped_row is not None
    assert found.shipped_row.value == 14
    assert found.row.row_id == "house:answer_days@2026-01-01"
    before = book.select("answer_days", date(2025, 12, 31))
    assert (before.number, before.is_house) == (14, False)


def test_of_two_house_rows_the_newest_holds() -> None:
    rows = [
        house_row("answer_days", 10, date(2026, 6, 1)),
        house_row("answer_days", 21),
        house_row("answer_days", 12, date(2026, 6, 1)),
    ]
    book = RuleBook(shipped_rows(), rows)
    assert book.select("answer_days", TODAY).number == 12
    assert [row.value for row in book.history("answer_days")] == [14, 21, 10, 12]


def test_a_house_row_of_its_own_has_no_shipped_one() -> None:
    found = RuleBook(shipped_rows(), [house_row("key_deposit", 200)]).select("key_deposit", TODAY)
    assert found.shipped_row is None


def test_stored_ids_lead_back_to_their_rows() -> None:
    book = RuleBook(shipped_rows(), [house_row("answer_days", 21)])
    for selected in book.in_force(TODAY):
        assert book.row(selected.row.row_id) is selected.row
    with pytest.raises(NoRule):
        book.row("answer_days@1999-01-01")


def test_states_of_the_settings_page() -> None:
    book = shipped_book()
    assert book.select("notice_days_admission", TODAY).row.state == "verified"
    assert book.select("notice_days_discharge", TODAY).row.state == "unverified"
    assert book.select("plan_reminder_first_days", TODAY).row.state == "house"


def test_a_value_of_another_kind_is_refused() -> None:
    book = shipped_book()
    with pytest.raises(TypeError):
        _ = book.select("saturday_counts", TODAY).number
    with pytest.raises(TypeError):
        _ = book.select("answer_days", TODAY).yes
    with pytest.raises(TypeError):
        _ = book.select("answer_days", TODAY).text


def test_house_and_shipped_rows_cannot_be_mixed_up() -> None:
    with pytest.raises(ValueError, match="apart"):
        RuleBook([house_row("answer_days", 21)])
    with pytest.raises(ValueError, match="apart"):
        RuleBook([], shipped_rows())
