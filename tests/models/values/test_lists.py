from __future__ import annotations

from datetime import date

import pytest

from models.values.lists import LIST_NAMES, entry, label, list_title, load_list

TODAY = date(2026, 11, 22)
FORBIDDEN = ("ugyldig", "fejl", "klient", "afslag", "underretning", "boligparat", "!")


@pytest.mark.parametrize("name", LIST_NAMES)
def test_every_list_is_whole(name: str) -> None:
    rows = load_list(name)
    assert list_title(name)
    assert len({row.key for row in rows}) == len(rows)
    assert all(row.key.isascii() and row.key == row.key.strip() for row in rows)
    assert all(row.valid_on(TODAY) for row in rows)
    words = " ".join([*(row.label for row in rows), *(row.full for row in rows)]).casefold()
    assert not [word for word in FORBIDDEN if word in words]


def test_the_nine_situations_in_vives_order() -> None:
    rows = load_list("homelessness_situations", TODAY)
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6, 7, 8, 9, None, None]
    assert label("homelessness_situations", "prison_release") == (
        "Kriminalforsorgen, løslades inden for 1 måned"
    )
    assert label("homelessness_situations", "prison_release", full=True) == (
        "Under Kriminalforsorgen, skal løslades inden for 1 måned, "
        "uden at der er iværksat en boligløsning"
    )


def test_other_always_takes_a_line_of_text() -> None:
    for name in LIST_NAMES:
        if name == "ball_owners":
            continue
        assert all(row.takes_text for row in load_list(name) if row.key == "other")


def test_counts_of_the_paper() -> None:
    assert len(load_list("note_kinds")) == 7
    assert len(load_list("stay_end_kinds")) == 8
    assert [row.key for row in load_list("prerequisites")] == [f"C{n}" for n in range(1, 13)]
    assert load_list("alerts")[0].key == "allergy"


def test_reasons_carry_a_sentence_for_the_notice() -> None:
    for row in load_list("admission_reasons"):
        assert bool(row.extra["sentence"]) == (row.key != "other")


def test_not_answered_and_unknown_keys() -> None:
    assert label("note_kinds", "") == ""
    for name, key in (("note_kinds", "gossip"), ("nothing", "day")):
        with pytest.raises(KeyError):
            label(name, key)
    with pytest.raises(KeyError):
        load_list("permissions")
    with pytest.raises(KeyError):
        list_title("../tokens")


def test_a_row_before_its_time_is_not_offered() -> None:
    assert load_list("homelessness_situations", date(2006, 12, 31)) == ()
    assert entry("homelessness_situations", "hostel").full.startswith("Overnatter")
