"""A small house on disk for the renewal tests: slot file, SQLCipher database, drafts.

Run as a program it renews the key and kills itself, really, before system call number ``n``:
``python -m tests.boform_app.vault.house FOLDER N``. A negative number is a time in milliseconds
after the start of the renewal instead.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from boform_app.vault import drafts
from boform_app.vault.crypto import CHEAP_KDF
from boform_app.vault.drafts import DraftKey, DraftStore
from boform_app.vault.keyring import Keyring, Person, Rekey
from boform_app.vault.opened import OpenedVault

METTE = Person("m", "Mette", "MK")
CODE = "fire blå heste løber"
NOTE = DraftKey("m", "note", "p")
CALLS = ("write", "fsync", "replace", "unlink")


def database_rekey(folder: Path) -> Rekey:
    """The real thing: ``PRAGMA rekey`` in WAL mode."""

    def rekey(old: bytes, new: bytes) -> None:
        connection = connect(folder, old)
        connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
        connection.close()

    return rekey


def connect(folder: Path, key: bytes) -> Any:
    connection = sqlcipher.connect(str(folder / "boform.db"))
    connection.execute("PRAGMA cipher_log_level = none")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = full")
    return connection


def database_opens(folder: Path) -> Callable[[bytes], bool]:
    def opens(key: bytes) -> bool:
        connection = sqlcipher.connect(str(folder / "boform.db"))
        try:
            connection.execute("PRAGMA cipher_log_level = none")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.DatabaseError:
            return False
        finally:
            connection.close()
        return True

    return opens


def build(folder: Path, rows: int = 20) -> None:
    made = Keyring.create(folder / "boform.keys", "Huset", METTE, CODE, kdf=CHEAP_KDF)
    connection = connect(folder, made.vault.database_key())
    connection.execute("CREATE TABLE note (text TEXT)")
    connection.executemany("INSERT INTO note VALUES (?)", [("bakkedal" * 100,)] * rows)
    connection.commit()
    connection.close()
    (folder / "drafts").mkdir()
    store = DraftStore(folder / "drafts", made.vault.subkey("drafts"), threaded=False)
    store.put(NOTE, "kladden om Ole")
    store.close()


def renew(folder: Path, vault: OpenedVault, keyring: Keyring) -> None:
    def rekey_drafts(old: bytes, new: bytes) -> None:
        drafts.rekey_file(folder / "drafts", old, new)

    keyring.renew(vault, database_rekey(folder), rekey_drafts)


def opened(folder: Path) -> tuple[Keyring, OpenedVault]:
    keyring = Keyring.read(folder / "boform.keys", kdf=CHEAP_KDF)
    return keyring, keyring.open_with_passphrase(METTE.staff_id, CODE)


def settled(folder: Path) -> OpenedVault:
    """Log in as the program does: open, settle, and only then use what is there."""
    keyring, vault = opened(folder)

    def rekey_drafts(old: bytes, new: bytes) -> None:
        drafts.rekey_file(folder / "drafts", old, new)

    keyring.settle(vault, database_opens(folder), rekey_drafts)
    return vault


def check(folder: Path, rows: int = 20) -> None:
    """Everything is there, under one key, and the next renewal works."""
    vault = settled(folder)
    assert not vault.interrupted
    connection = connect(folder, vault.database_key())
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (rows,)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    store = DraftStore(folder / "drafts", vault.subkey("drafts"), threaded=False)
    draft = store.get(NOTE)
    store.close()
    assert draft is not None
    assert draft.text == "kladden om Ole"
    keyring, again = opened(folder)
    assert again.database_keys() == (vault.database_key(),)
    renew(folder, again, keyring)
    assert settled(folder).database_key() != vault.database_key()


def stop_before(number: int, stop: Callable[[], None]) -> Callable[[], None]:
    """Call ``stop`` before the numbered call to the operating system; returns how to undo."""
    left = [number]
    real = {name: getattr(os, name) for name in CALLS}

    def wrapped(name: str) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                stop()
            return real[name](*args, **named)

        return call

    for name in CALLS:
        setattr(os, name, wrapped(name))

    def undo() -> None:
        for name, function in real.items():
            setattr(os, name, function)

    return undo


def main(folder: Path, number: int) -> None:
    keyring, vault = opened(folder)
    if number < 0:
        # Nobody handles SIGALRM: it ends the process at once, as a kill does.
        signal.setitimer(signal.ITIMER_REAL, -number / 1000)
    else:
        stop_before(number, lambda: os.kill(os.getpid(), signal.SIGKILL))
    renew(folder, vault, keyring)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
