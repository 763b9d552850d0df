"""The slot file: who can open the house, as values; reading and writing its JSON.

In clear by design: the house's name, each person's first name and initials (the log-in tiles need
them before there is a key). Nothing else about anybody.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from boform_app.errors import DatabaseTooNew, SlotsDamaged
from boform_app.vault import crypto
from boform_app.vault.crypto import KdfParameters

FORMAT: Final = "boform-keys"
VERSION: Final = 1
_MAX_BYTES: Final = 4 * 1024 * 1024

Kind = Literal["staff", "recovery"]


@dataclass(frozen=True, slots=True)
class SlotHeader:
    """What a slot says in clear; all of it is associated data of the wrapped private key.

    Attributes:
        kind: A staff member's slot or the recovery slot.
        owner: Staff id; for the recovery slot the sheet's number.
        first_name: First name, "" in the recovery slot.
        initials: Initials, "" in the recovery slot.
        public_key: X25519, 32 bytes.
        kdf: What one guess costs.
        salt: 16 bytes for Argon2id.
    """

    kind: Kind
    owner: str
    first_name: str
    initials: str
    public_key: bytes
    kdf: KdfParameters
    salt: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to open the house.

    Attributes:
        header: What is said in clear.
        wrapped: The private key under the stretched passphrase.
        sealed: Key id -> data key sealed to the public key; two entries only during a renewal.
    """

    header: SlotHeader
    wrapped: bytes
    sealed: Mapping[str, bytes]

    def unwrap(self, file_id: str, secret: bytes) -> bytes:
        """The private key.

        Raises:
            CannotOpenError: Wrong secret or a changed header; the two cannot be told apart.
        """
        wrapping = self.header.kdf.derive(secret, self.header.salt)
        return crypto.decrypt(wrapping, self.wrapped, _associated(file_id, self.header))

    def unseal(self, file_id: str, private: bytes) -> dict[str, bytes]:
        """The data keys by key id, oldest first.

        Raises:
            CannotOpenError: A sealed key was changed or moved.
        """
        return {
            key_id: crypto.unseal(private, box, _sealed_for(file_id, key_id, self.header))
            for key_id, box in self.sealed.items()
        }

    def with_key(self, file_id: str, key_id: str, data_key: bytes) -> Slot:
        """The slot with one more data key; needs nobody's passphrase."""
        box = crypto.seal(
            self.header.public_key, data_key, _sealed_for(file_id, key_id, self.header)
        )
        return replace(self, sealed={**self.sealed, key_id: box})

    def keeping(self, key_id: str) -> Slot:
        """The slot with one data key only."""
        return replace(self, sealed={key_id: self.sealed[key_id]})


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The whole slot file.

    Attributes:
        file_id: Identifies the data file on the recovery sheet; not secret.
        house: The house's name.
        keys: Ids of the data keys, oldest first; two only during a renewal.
        slots: One per open staff member.
        recovery: The slot of the printed sheet.
        macs: Key id -> HMAC of the file under that data key.
    """

    file_id: str
    house: str
    keys: tuple[str, ...]
    slots: tuple[Slot, ...]
    recovery: Slot
    macs: Mapping[str, bytes]

    @property
    def sheet_number(self) -> int:
        """The number of the recovery sheet that fits."""
        return int(self.recovery.header.owner)

    def mac_fits(self, key_id: str, data_key: bytes | bytearray) -> bool:
        """Whether somebody who knew this data key wrote the file as it stands."""
        found = self.macs.get(key_id, b"")
        return hmac.compare_digest(found, _mac(self, data_key))

    def signed(self, data_keys: Mapping[str, bytes | bytearray]) -> KeyFile:
        """The file with fresh MACs; a slot from somebody without the key is never sealed to."""
        return replace(self, macs={key_id: _mac(self, key) for key_id, key in data_keys.items()})


def new_slot(
    file_id: str,
    kind: Kind,
    owner: str,
    *,
    names: tuple[str, str],
    secret: bytes,
    kdf: KdfParameters,
    data_keys: Mapping[str, bytes | bytearray],
) -> Slot:
    """A slot with a fresh pair of its own, so that an old copy of the file does not open new keys.

    Args:
        file_id: The file it belongs to.
        kind: Staff or recovery.
        owner: Staff id or sheet number.
        names: First name and initials.
        secret: Passphrase or recovery key, as bytes.
        kdf: What one guess costs.
        data_keys: Key id -> data key, oldest first.
    """
    private, public = crypto.new_pair()
    salt = crypto.new_key()[: crypto.SALT_BYTES]
    header = SlotHeader(kind, owner, names[0], names[1], public, kdf, salt)
    wrapping = kdf.derive(secret, salt)
    slot = Slot(header, crypto.encrypt(wrapping, private, _associated(file_id, header)), {})
    for key_id, key in data_keys.items():
        slot = slot.with_key(file_id, key_id, bytes(key))
    return slot


def serialise(file: KeyFile) -> bytes:
    """The bytes of the slot file."""
    document = _document(file)
    document["macs"] = {key_id: _encode(mac) for key_id, mac in file.macs.items()}
    document["check"] = _checksum(document)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def parse(raw: bytes) -> tuple[KeyFile, bool]:
    """Read a slot file.

    Returns:
        The file, and whether it is as it was written. A file with one changed character still
        opens for those whose slot is whole; nothing is written to it any more.

    Raises:
        SlotsDamaged: It cannot be understood.
        DatabaseTooNew: It is whole, and a newer Boform wrote it.
    """
    try:
        document = _read_document(raw)
        check = document.pop("check", None)
        whole = check == _checksum(document)
        if _text(document, "format") != FORMAT or _number(document, "version") != VERSION:
            newer = whole and document["format"] == FORMAT and document["version"] > VERSION
            raise DatabaseTooNew if newer else SlotsDamaged
        return _file_of(document), whole
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as error:
        raise SlotsDamaged(type(error).__name__) from error


def _read_document(raw: bytes) -> dict[str, Any]:
    if len(raw) > _MAX_BYTES:
        raise ValueError("too long")
    document = json.loads(raw.decode("utf-8"))
    if not isinstance(document, dict):
        raise TypeError("not an object")
    return document


def _file_of(document: Mapping[str, Any]) -> KeyFile:
    keys = tuple(_list_of_text(document, "keys"))
    slots = tuple(_slot_of(item, keys, "staff") for item in document["slots"])
    if not 1 <= len(set(keys)) == len(keys) <= 2:
        raise ValueError("one data key, or two during a renewal")
    if len({slot.header.owner for slot in slots}) != len(slots):
        raise ValueError("two slots of one person")
    return KeyFile(
        file_id=_text(document, "file_id"),
        house=_text(document, "house"),
        keys=keys,
        slots=slots,
        recovery=_slot_of(document["recovery"], keys, "recovery"),
        macs={key_id: _bytes(document["macs"], key_id, 32) for key_id in keys},
    )


def _slot_of(item: Mapping[str, Any], keys: tuple[str, ...], kind: Kind) -> Slot:
    head, kdf = item["header"], item["header"]["kdf"]
    if head["kind"] != kind:
        raise ValueError("slot in the wrong place")
    header = SlotHeader(
        kind=kind,
        owner=_text(head, "owner"),
        first_name=_text(head, "first_name"),
        initials=_text(head, "initials"),
        public_key=_bytes(head, "public_key", crypto.KEY_BYTES),
        kdf=KdfParameters(
            _number(kdf, "memory_kib"), _number(kdf, "iterations"), _number(kdf, "lanes")
        ),
        salt=_bytes(head, "salt", crypto.SALT_BYTES),
    )
    if kind == "recovery":
        int(header.owner)
    sealed = {key_id: _bytes(item["sealed"], key_id) for key_id in keys}
    return Slot(header, _bytes(item, "wrapped"), sealed)


def _text(mapping: Mapping[str, Any], name: str) -> str:
    value = mapping[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _number(mapping: Mapping[str, Any], name: str) -> int:
    value = mapping[name]
    if type(value) is not int:
        raise TypeError(name)
    return value


def _list_of_text(mapping: Mapping[str, Any], name: str) -> list[str]:
    value = mapping[name]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(name)
    return value


def _bytes(mapping: Mapping[str, Any], name: str, length: int | None = None) -> bytes:
    value = base64.b64decode(_text(mapping, name), validate=True)
    if length is not None and len(value) != length:
        raise ValueError(name)
    return value


def _encode(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _canonical(document: Mapping[str, Any]) -> bytes:
    text = json.dumps(document, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.encode("ascii")


def _checksum(document: Mapping[str, Any]) -> str:
    """Tells a damaged disk from a wrong passphrase; it does not stop anyone who means harm."""
    return hashlib.sha256(_canonical(document)).hexdigest()


def _mac(file: KeyFile, data_key: bytes | bytearray) -> bytes:
    key = crypto.subkey(data_key, "slots")
    return hmac.digest(key, _canonical(_document(file)), "sha256")


def _document(file: KeyFile) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "file_id": file.file_id,
        "house": file.house,
        "keys": list(file.keys),
        "slots": [_slot_document(slot) for slot in file.slots],
        "recovery": _slot_document(file.recovery),
    }


def _slot_document(slot: Slot) -> dict[str, Any]:
    return {
        "header": _header_document(slot.header),
        "wrapped": _encode(slot.wrapped),
        "sealed": {key_id: _encode(box) for key_id, box in slot.sealed.items()},
    }


def _header_document(header: SlotHeader) -> dict[str, Any]:
    return {
        "kind": header.kind,
        "owner": header.owner,
        "first_name": header.first_name,
        "initials": header.initials,
        "public_key": _encode(header.public_key),
        "kdf": {
            "memory_kib": header.kdf.memory_kib,
            "iterations": header.kdf.iterations,
            "lanes": header.kdf.lanes,
        },
        "salt": _encode(header.salt),
    }


def _associated(file_id: str, header: SlotHeader) -> bytes:
    return _canonical(
        {"format": FORMAT, "version": VERSION, "file_id": file_id, **_header_document(header)}
    )


def _sealed_for(file_id: str, key_id: str, header: SlotHeader) -> bytes:
    return _canonical(
        {
            "format": FORMAT,
            "version": VERSION,
            "file_id": file_id,
            "key_id": key_id,
            "kind": header.kind,
            "owner": header.owner,
        }
    )
