"""Letters and files on disk: whole, under their own key, or refused."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boform_app.errors import BlobDamaged, DiskFull, FolderNotWritable
from boform_app.vault.blobs import BlobRef, BlobStore

CHUNK = 64 * 1024
SEALED = CHUNK + 16
HEAD = 8
LETTER = b"Henvisning og indstilling " * 10_000


def file_of(folder: Path, ref: BlobRef) -> Path:
    return folder / ref.id[:2] / ref.id


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_what_is_put_comes_back(tmp_path: Path, size: int) -> None:
    store, data = BlobStore(tmp_path), os.urandom(size)
    ref = store.put(data)
    assert store.get(ref) == data
    assert b"".join(store.open_stream(ref)) == data
    assert ref.size == size
    store.verify(ref)


def test_nothing_readable_is_on_disk_and_equal_letters_differ(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    one, other = store.put(LETTER), store.put(LETTER)
    assert one.sha256 == other.sha256
    assert one.key != other.key
    first, second = file_of(tmp_path, one).read_bytes(), file_of(tmp_path, other).read_bytes()
    assert b"Henvisning" not in first
    assert first != second


def cut_in_the_middle(raw: bytes) -> bytes:
    return raw[:-1]


def cut_at_a_chunk(raw: bytes) -> bytes:
    return raw[: HEAD + SEALED]


def without_the_last_chunk(raw: bytes) -> bytes:
    return raw[: HEAD + 3 * SEALED]


def only_the_head(raw: bytes) -> bytes:
    return raw[:HEAD]


def empty(_raw: bytes) -> bytes:
    return b""


def reordered(raw: bytes) -> bytes:
    one, two = raw[HEAD : HEAD + SEALED], raw[HEAD + SEALED : HEAD + 2 * SEALED]
    return raw[:HEAD] + two + one + raw[HEAD + 2 * SEALED :]


def last_chunk_twice(raw: bytes) -> bytes:
    return raw + raw[HEAD + 3 * SEALED :]


def longer(raw: bytes) -> bytes:
    return raw + b"x"


@pytest.mark.parametrize(
    "change",
    [
        cut_in_the_middle,
        cut_at_a_chunk,
        without_the_last_chunk,
        only_the_head,
        empty,
        reordered,
        last_chunk_twice,
        longer,
    ],
)
def test_a_changed_file_is_refused(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    store = BlobStore(tmp_path)
    ref = store.put(LETTER)
    path = file_of(tmp_path, ref)
    assert path.stat().st_size > HEAD + 3 * SEALED
    path.write_bytes(change(path.read_bytes()))
    for read in (store.get, store.verify):
        with pytest.raises(BlobDamaged):
            read(ref)


def test_two_files_that_changed_places_are_refused(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    one, other = store.put(b"brev til Aalborg"), store.put(b"brev til Odense!")
    first, second = file_of(tmp_path, one), file_of(tmp_path, other)
    first_bytes, second_bytes = first.read_bytes(), second.read_bytes()
    first.write_bytes(second_bytes)
    second.write_bytes(first_bytes)
    with pytest.raises(BlobDamaged):
        store.get(one)
    # Not even when the keys in the rows change places as well: the id is bound to the content.
    with pytest.raises(BlobDamaged):
        store.get(replace(one, key=other.key, sha256=other.sha256))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_changed_byte_anywhere_is_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("blob")
    store = BlobStore(folder)
    ref = store.put(b"et kort brev")
    path = file_of(folder, ref)
    raw = bytearray(path.read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(raw)
    with pytest.raises(BlobDamaged):
        store.get(ref)


def test_a_missing_file_a_wrong_hash_and_a_strange_id_are_refused(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    ref = store.put(b"brev")
    for wrong in (
        replace(ref, id="0" * 32),
        replace(ref, id="../../etc/passwd"),
        replace(ref, sha256="0" * 64),
        replace(ref, size=3),
    ):
        with pytest.raises(BlobDamaged):
            store.verify(wrong)
        with pytest.raises(BlobDamaged):
            store.get(wrong)


def test_removed_blobs_are_gone_and_orphans_are_found(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    assert store.orphans([]) == ()
    kept, lost, removed = (store.put(b"brev") for _ in range(3))
    store.remove(removed.id)
    store.remove(removed.id)
    assert store.orphans([kept.id]) == (lost.id,)
    with pytest.raises(BlobDamaged):
        store.get(removed)


@pytest.mark.parametrize(
    ("code", "expected"), [(errno.ENOSPC, DiskFull), (errno.EACCES, FolderNotWritable)]
)
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_disk_that_refuses_leaves_nothing_behind(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    code: int,
    expected: type[Exception],
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(code, "refused")

    store = BlobStore(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(expected):
            store.put(LETTER)
    assert store.orphans([]) == ()
    assert store.get(store.put(LETTER)) == LETTER


@pytest.mark.parametrize("change", [cut_at_a_chunk, without_the_last_chunk, reordered, longer])
def test_a_stream_does_not_need_the_hash_to_tell(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    """A cut between two chunks leaves only genuine chunks: the mark of the last one tells."""
    store = BlobStore(tmp_path)
    ref = store.put(LETTER)
    path = file_of(tmp_path, ref)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(BlobDamaged):
        list(store.open_stream(ref))
