"""The short case code: its check proved by trying all, reading tolerant and never guessing."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.case_codes import (
    ALPHABET,
    RANDOM_BYTES,
    from_qr,
    new_code,
    parse,
    prefix_of,
    qr_content,
)

LETTERS = [one for one in ALPHABET if one.isalpha()]
PREFIXES = st.text(LETTERS, min_size=2, max_size=4)
RANDOM = st.binary(min_size=RANDOM_BYTES, max_size=12)
CODES = st.builds(new_code, PREFIXES, RANDOM)


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("Havnehuset", "HVN"),
        ("Ly", "YX"),
        ("Åstedet", "AST"),
        ("Ørehuset", "ERH"),
        ("Udsigten", "DSG"),
        ("Café Parasollen", "CFP"),
        ("", "XX"),
        ("123 — ?", "XX"),
        ("Москва", "XX"),
    ],
)
def test_the_prefix_is_made_from_the_name(name: str, prefix: str) -> None:
    assert prefix_of(name) == prefix


@given(st.text())
def test_any_name_gives_a_prefix_that_makes_a_code(name: str) -> None:
    code = new_code(prefix_of(name), b"\x00\xff\x10\x80\x7f")
    assert parse(code).text == code


def test_a_code_is_written_as_in_the_letter() -> None:
    code = new_code("HVN", bytes(5))
    assert code[:12] == "HVN-0000-000"
    assert len(code) == 13
    assert parse(code).prefix == "HVN"


@given(CODES)
def test_the_code_uses_only_its_own_signs(code: str) -> None:
    prefix, middle, last = code.split("-")
    assert 2 <= len(prefix) <= 4
    assert len(middle) == len(last) == 4
    assert set(prefix + middle + last) <= set(ALPHABET)


@given(PREFIXES, RANDOM, RANDOM)
def test_35_random_bits_make_the_code(prefix: str, one: bytes, other: bytes) -> None:
    same = int.from_bytes(one[:5]) >> 5 == int.from_bytes(other[:5]) >> 5
    assert (new_code(prefix, one) == new_code(prefix, other)) is same


def test_the_code_of_the_letters_paper_is_right() -> None:
    assert parse("hvn 7k4p 92qd").text == "HVN-7K4P-92QD"


def test_too_few_random_bytes_and_a_foreign_prefix_are_refused() -> None:
    with pytest.raises(ValueError, match="random"):
        new_code("HVN", bytes(4))
    for prefix in ("H", "HVNAB", "HV1", "hvn", "HLN", ""):
        with pytest.raises(ValueError, match="prefix"):
            new_code(prefix, bytes(5))


@pytest.mark.parametrize("prefix", ["HV", "HVN", "KRGT"])
def test_every_single_wrong_sign_is_caught(prefix: str) -> None:
    code = new_code(prefix, b"\x9a\x01\xc7\x55\x20")
    for place, sign in enumerate(code):
        for other in (one for one in ALPHABET if sign not in {"-", one}):
            wrong = code[:place] + other + code[place + 1 :]
            expected = "not_a_code" if place < len(prefix) and other.isdigit() else "wrong_check"
            assert parse(wrong).stop == expected, wrong


def test_every_swap_of_two_different_signs_is_caught() -> None:
    """All 32 x 31 pairs on all pairs of places: the sum has no two equal weights."""
    for first, second in combinations(range(7), 2):
        for left in ALPHABET:
            for right in ALPHABET:
                if left == right:
                    continue
                signs = list("2345678")
                signs[first], signs[second] = left, right
                whole = _with_check("HVN", "".join(signs))
                body = list(whole[3:])
                body[first], body[second] = body[second], body[first]
                assert parse(f"HVN{''.join(body)}").stop == "wrong_check"


def _with_check(prefix: str, signs: str) -> str:
    number = 0
    for sign in signs:
        number = number << 5 | ALPHABET.index(sign)
    made = new_code(prefix, (number << 5).to_bytes(5)).replace("-", "")
    assert made.startswith(prefix + signs)
    return made


@given(CODES, st.data())
def test_a_swap_with_the_check_sign_or_inside_the_prefix_is_caught(
    code: str, data: st.DataObject
) -> None:
    signs = list(code.replace("-", ""))
    place = data.draw(st.integers(0, len(signs) - 2))
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    swapped = "".join(signs)
    if swapped == code.replace("-", ""):
        assert parse(swapped).text == code
    else:
        assert parse(swapped).stop in {"wrong_check", "not_a_code"}


@given(CODES, st.sampled_from(["", " ", "-", " - ", "–", "\u00a0", "."]), st.booleans())
def test_a_code_is_read_as_people_type_it(code: str, gap: str, small: bool) -> None:
    prefix, middle, last = code.split("-")
    typed = gap.join((prefix, middle.replace("0", "O").replace("1", "I"), last.replace("1", "l")))
    assert parse(f" {typed.lower() if small else typed}\n").text == code


@pytest.mark.parametrize(
    ("typed", "stop"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("HVN", "not_a_code"),
        ("7K4P-92QD", "not_a_code"),
        ("HVN-7K4P-92Q", "wrong_check"),
        ("HVNABC-7K4P-92QD", "not_a_code"),
        ("HVN-7K4P-92QU", "not_a_code"),
        ("HVN-7K4P-92Q٣", "not_a_code"),
        ("030191-0000", "not_a_code"),
    ],
)
def test_what_is_no_code_is_said_to_be_none(typed: str, stop: str) -> None:
    found = parse(typed)
    assert (found.text, found.stop, found.prefix) == ("", stop, "")


@given(st.text())
def test_any_text_is_read_without_breaking(text: str) -> None:
    for found in (parse(text), from_qr(text)):
        assert bool(found.text) is (found.stop is None)


@given(CODES)
def test_the_qr_code_holds_the_code_and_nothing_else(code: str) -> None:
    assert qr_content(code) == f"BOFORM:SVAR:1:{code}"
    assert from_qr(qr_content(code)).text == code


@pytest.mark.parametrize(
    ("content", "stop"),
    [
        ("", "empty"),
        ("https://example.org", "not_a_code"),
        ("BOFORM:NOEGLE:1:7K4P", "not_a_code"),
        ("BOFORM:SVAR:2:HVN-7K4P-92QD", "newer"),
        ("BOFORM:SVAR:x:HVN-7K4P-92QD", "not_a_code"),
        ("BOFORM:SVAR:1:", "empty"),
        ("BOFORM:SVAR:1:HVN", "not_a_code"),
    ],
)
def test_another_qr_code_is_not_taken_for_ours(content: str, stop: str) -> None:
    assert from_qr(content).stop == stop
