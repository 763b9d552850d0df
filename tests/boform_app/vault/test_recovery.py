"""The printed recovery key: typed by a tired person, and told where to look again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boform_app.errors import RecoveryKeyMistyped
from boform_app.vault.recovery import ALPHABET, RecoveryKey

KEYS = st.binary(min_size=32, max_size=32).map(RecoveryKey)
FIXED = RecoveryKey(bytes(range(7, 39)))


@given(KEYS, st.sampled_from(["", " ", "-", "  ", "\n", " - "]), st.booleans())
def test_what_is_printed_can_be_typed_in_any_spacing_and_case(
    key: RecoveryKey, between: str, lower: bool
) -> None:
    typed = between.join(key.groups)
    assert RecoveryKey.parse(typed.lower() if lower else typed) == key


@given(KEYS)
def test_the_printed_form_is_fourteen_groups_without_lookalikes(key: RecoveryKey) -> None:
    assert [len(group) for group in key.groups] == [4] * 14
    assert set("".join(key.groups)) <= set(ALPHABET)
    assert not set("ILOU") & set("".join(key.groups))
    lookalike = " ".join(key.groups).replace("1", "l").replace("0", "o")
    assert RecoveryKey.parse(lookalike) == key
    assert RecoveryKey.parse(lookalike.replace("l", "I")) == key


def test_the_square_code_is_read_back() -> None:
    assert FIXED.qr_text.startswith("BOFORM:NOEGLE:1:")
    assert RecoveryKey.parse(FIXED.qr_text) == FIXED
    assert RecoveryKey.parse(FIXED.qr_text.lower() + "\r\n") == FIXED


@settings(max_examples=25)
@given(KEYS, st.integers(0, 55), st.integers(1, 31))
def test_one_wrong_character_is_refused_and_its_group_named(
    key: RecoveryKey, place: int, shift: int
) -> None:
    text = list("".join(key.groups))
    text[place] = ALPHABET[(ALPHABET.index(text[place]) + shift) % 32]
    with pytest.raises(RecoveryKeyMistyped) as caught:
        RecoveryKey.parse("".join(text))
    assert place // 4 + 1 in caught.value.groups


def test_swapped_neighbours_and_two_slips_in_one_group_are_named() -> None:
    text = list("".join(FIXED.groups))
    at = next(n for n in range(8, 55) if text[n] != text[n + 1] and n % 4 != 3)
    swapped = [*text[:at], text[at + 1], text[at], *text[at + 2 :]]
    double = [*text[:20], *("Z" if c != "Z" else "Y" for c in text[20:22]), *text[22:]]
    for typed, group in ((swapped, at // 4 + 1), (double, 6)):
        with pytest.raises(RecoveryKeyMistyped) as caught:
            RecoveryKey.parse("".join(typed))
        assert group in caught.value.groups


def test_slips_all_over_are_refused_without_pointing_anywhere_certain() -> None:
    text = list("".join(FIXED.groups))
    for place in (0, 13, 27, 41):
        text[place] = "Z" if text[place] != "Z" else "Y"
    with pytest.raises(RecoveryKeyMistyped) as caught:
        RecoveryKey.parse("".join(text))
    assert caught.value.missing == 0


def test_a_short_group_and_a_strange_letter_are_named() -> None:
    groups = list(FIXED.groups)
    groups[4] = groups[4][:3]
    with pytest.raises(RecoveryKeyMistyped) as caught:
        RecoveryKey.parse(" ".join(groups))
    assert (caught.value.groups, caught.value.missing) == ((5,), 1)
    groups[4] = FIXED.groups[4][:3] + "U"
    with pytest.raises(RecoveryKeyMistyped) as caught:
        RecoveryKey.parse(" ".join(groups))
    assert caught.value.groups == (5,)


def test_two_groups_typed_back() -> None:
    assert FIXED.has_group(3, f" {FIXED.groups[2].lower()} ")
    assert not FIXED.has_group(3, FIXED.groups[3])
    assert not FIXED.has_group(14, "")


def test_keys_are_random() -> None:
    assert RecoveryKey.generate() != RecoveryKey.generate()
