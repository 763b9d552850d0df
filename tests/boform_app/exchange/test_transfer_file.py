"""The container of a transfer file: opens with its code, and with nothing changed in it."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boform_app.errors import ForeignFile
from boform_app.exchange import foreign, transfer
from boform_app.exchange.child import kinds
from boform_app.exchange.transfer import Payload
from boform_app.exchange.transfer_code import TransferCode
from boform_app.vault.crypto import CHEAP_KDF
from boform_app.vault.recovery import ALPHABET

FILE_ID = UUID(int=0x7A)
CODE = TransferCode(0x5A5A_1234_5678_9ABC_DEF0_1234_5)
DOCUMENT = json.dumps({"navn": "Åse Ærø", "cpr": "140682-0000"}).encode()
LETTER = b"%PDF-1.7 Kim Dahl " + bytes(range(256)) * 600
PAYLOAD = Payload(DOCUMENT, {hashlib.sha256(one).hexdigest(): one for one in (LETTER, b"", b"x")})


@cache
def file() -> bytes:
    return transfer.write(PAYLOAD, CODE, FILE_ID, CHEAP_KDF)


def refused(data: bytes, code: TransferCode = CODE) -> str:
    with pytest.raises(ForeignFile) as found:
        transfer.read(data, code)
    return found.value.code


def test_what_was_written_is_read() -> None:
    assert transfer.read(file(), CODE) == PAYLOAD
    assert transfer.file_id_of(file()) == FILE_ID
    assert foreign.inspect(file()).kind == "transfer"


def test_nothing_stands_in_clear() -> None:
    for word in (b"Kim Dahl", b"140682", "Åse".encode(), b"navn", b"PDF"):
        assert word not in file()
    assert "Kim" not in transfer.proposed_name(FILE_ID)
    assert file() != transfer.write(PAYLOAD, CODE, FILE_ID, CHEAP_KDF)


def test_another_code_is_told_apart_from_damage() -> None:
    assert refused(file(), TransferCode(1)) == "transfer_wrong_code"
    assert refused(file()[:-1]) == "transfer_damaged"


@settings(max_examples=60)
@given(st.integers(0, len(DOCUMENT) + len(LETTER)), st.integers(1, 255))
def test_one_changed_byte_anywhere_is_noticed(place: int, change: int) -> None:
    data = bytearray(file())
    data[place % len(data)] ^= change
    assert refused(bytes(data)) in transfer.CODES


@pytest.mark.parametrize("place", [16, 17, 18, 33, 34, 50, 54, 58, 59, 75, 80, 107, 108, -1])
def test_every_region_of_the_head_and_the_end(place: int) -> None:
    data = bytearray(file())
    data[place] ^= 1
    assert refused(bytes(data)) in {"transfer_damaged", "transfer_newer"}


@settings(max_examples=30)
@given(st.integers(0, 120_000))
def test_a_file_cut_short_is_noticed(length: int) -> None:
    assert refused(file()[: length % len(file())]) in {"transfer_damaged", "transfer_not_ours"}


def test_chunks_keep_their_places() -> None:
    data = file()
    start, size = 16 + 2 + 57 + 32, 64 * 1024 + 16
    one, two = data[start : start + size], data[start + size : start + 2 * size]
    swapped = data[:start] + two + one + data[start + 2 * size :]
    assert len(swapped) == len(data)
    assert refused(swapped) == "transfer_damaged"
    assert refused(data + one) == "transfer_damaged"


def test_a_newer_boform_wrote_it() -> None:
    data = bytearray(file())
    data[17] = 2
    assert refused(bytes(data)) == "transfer_newer"


def test_a_file_of_somebody_else() -> None:
    assert refused(b"%PDF-1.7") == "transfer_not_ours"
    assert refused(b"") == "transfer_not_ours"


def test_a_file_may_not_ask_for_all_memory() -> None:
    at = 16 + 2 + 16 + 16
    head = bytearray(file()[: 16 + 2 + 57])
    head[at : at + 4] = (600 * 1024).to_bytes(4)
    forged = bytes(head) + hashlib.sha256(head).digest() + file()[107:]
    assert refused(forged) == "transfer_damaged"


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "LARGEST_TRANSFER", len(file()) - 1)
    assert refused(file()) == "file_too_large"
    monkeypatch.setattr(kinds, "LARGEST_TRANSFER", len(file()) - 1)
    with pytest.raises(ForeignFile, match="file_too_large"):
        foreign.inspect(file())


def hostile(count: int, length: int, rest: bytes) -> bytes:
    """A file with the right code and a false table of contents."""
    plain = transfer._LENGTH.pack(count, length) + rest
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transfer, "_packed", lambda _: iter([plain]))
        return transfer.write(Payload(b"", {}), CODE, FILE_ID, CHEAP_KDF)


@pytest.mark.parametrize(
    ("count", "length", "rest"),
    [
        (0, 2**63, b"{}"),
        (0, 1, b"{}"),
        (2**32 - 1, 2, b"{}"),
        (1, 2, b"{}" + bytes(32) + (0).to_bytes(8)),
        (1, 2, b"{}" + hashlib.sha256(b"").digest() + (2**63).to_bytes(8)),
        (2, 2, b"{}" + (hashlib.sha256(b"").digest() + (0).to_bytes(8)) * 2),
    ],
)
def test_lengths_inside_are_not_believed(count: int, length: int, rest: bytes) -> None:
    assert refused(hostile(count, length, rest)) == "transfer_damaged"


def test_a_code_is_read_as_it_is_heard() -> None:
    code = TransferCode.generate()
    assert len(code.groups) == 6
    assert {len(group) for group in code.groups} == {4}
    assert TransferCode.parse(code.text) == code
    assert TransferCode.parse("-".join(code.groups).lower()) == code
    heard = code.text.replace("1", "l").replace("0", "O")
    assert TransferCode.parse(heard) == code


@given(st.integers(0, 2**100 - 1), st.integers(0, 23), st.integers(1, 31))
def test_one_misheard_character_is_noticed(number: int, place: int, other: int) -> None:
    text = "".join(TransferCode(number).groups)
    wrong = ALPHABET[(ALPHABET.index(text[place]) + other) % 32]
    with pytest.raises(ForeignFile, match="transfer_code_mistyped"):
        TransferCode.parse(text[:place] + wrong + text[place + 1 :])


@pytest.mark.parametrize("typed", ["", "ABCD", "Æ" * 24, "U" * 24, "0" * 25])
def test_no_code_at_all(typed: str) -> None:
    with pytest.raises(ForeignFile, match="transfer_code_mistyped"):
        TransferCode.parse(typed)
