"""The building blocks: wrong keys and changed bytes never open, production guesses are dear."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boform_app.vault import crypto
from boform_app.vault.crypto import CHEAP_KDF, PRODUCTION_KDF, CannotOpenError, KdfParameters


def test_a_production_guess_costs_at_least_256_mib_on_two_lanes() -> None:
    assert PRODUCTION_KDF.memory_kib >= 262_144
    assert PRODUCTION_KDF.iterations >= 4
    assert PRODUCTION_KDF.lanes == 2


def test_subkeys_differ_by_purpose_and_by_data_key() -> None:
    one, other = crypto.new_key(), crypto.new_key()
    keys = {crypto.subkey(key, use) for key in (one, other) for use in ("database", "drafts")}
    assert len(keys) == 4
    assert crypto.subkey(one, "database") == crypto.subkey(bytearray(one), "database")


def test_the_same_passphrase_from_two_keyboards_is_one() -> None:
    composed = unicodedata.normalize("NFC", "blå ørred")
    apart = unicodedata.normalize("NFD", "  blå   ørred ")
    assert crypto.passphrase_bytes(composed) == crypto.passphrase_bytes(apart)
    assert CHEAP_KDF.derive(b"a", b"s" * 16) != CHEAP_KDF.derive(b"b", b"s" * 16)


@given(st.binary(max_size=200), st.data())
def test_a_changed_byte_never_opens(plain: bytes, data: st.DataObject) -> None:
    key = crypto.new_key()
    private, public = crypto.new_pair()
    for opened, secret, sealed in (
        (crypto.decrypt, key, crypto.encrypt(key, plain, b"a")),
        (crypto.unseal, private, crypto.seal(public, plain, b"a")),
    ):
        assert opened(secret, sealed, b"a") == plain
        changed = bytearray(sealed)
        at = data.draw(st.integers(0, len(sealed) - 1))
        changed[at] ^= data.draw(st.integers(1, 255))
        with pytest.raises(CannotOpenError):
            opened(secret, bytes(changed), b"a")


def test_other_associated_data_or_another_pair_never_opens() -> None:
    private, public = crypto.new_pair()
    sealed = crypto.seal(public, b"key", b"here")
    with pytest.raises(CannotOpenError):
        crypto.unseal(private, sealed, b"there")
    with pytest.raises(CannotOpenError):
        crypto.unseal(crypto.new_pair()[0], sealed, b"here")
    for short in (b"", sealed[:20], sealed[:40]):
        with pytest.raises(CannotOpenError):
            crypto.unseal(private, short, b"here")


def test_a_file_cannot_ask_for_all_memory() -> None:
    with pytest.raises(ValueError, match="bounds"):
        KdfParameters(memory_kib=64 * 1024 * 1024, iterations=1, lanes=1)
