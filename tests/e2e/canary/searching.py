"""Every byte below some folders, also inside compressed streams and deleted files still held open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.e2e.canary.marks import marks_in

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP = b"\x1f\x8b\x08"
_DEFLATED = re.compile(rb"PK\x03\x04.{26}", re.DOTALL)
_MOST = 8 * 1024 * 1024


def pieces_of(raw: bytes) -> Iterator[bytes]:
    """The bytes, and whatever can be inflated out of them."""
    yield raw
    for start in _ZLIB.finditer(raw):
        yield _inflated(raw[start.start() :], zlib.MAX_WBITS)
    at = raw.find(_GZIP)
    while at >= 0:
        yield _inflated(raw[at:], zlib.MAX_WBITS | 16)
        at = raw.find(_GZIP, at + 1)
    for head in _DEFLATED.finditer(raw):
        name, extra = (int.from_bytes(head.group()[n : n + 2], "little") for n in (26, 28))
        yield _inflated(raw[head.end() + name + extra :], -zlib.MAX_WBITS)


def files_below(*roots: Path) -> dict[str, bytes]:
    """Name -> content of every file; a file that goes while we look is gone."""
    found: dict[str, bytes] = {}
    for root in roots:
        for path in sorted(root.rglob("*")):
            try:
                if path.is_file():
                    found[str(path.relative_to(root))] = path.read_bytes()
            except FileNotFoundError:
                continue
    return found


def held_open(process: int) -> dict[str, bytes]:
    """What a running process holds open and has no name any more: unlinked temporary files."""
    found: dict[str, bytes] = {}
    folder = Path(f"/proc/{process}/fd")
    for link in folder.iterdir() if folder.is_dir() else ():
        try:
            target = str(link.readlink())
            if target.startswith("/") and target.endswith("(deleted)"):
                found[target] = link.read_bytes()
        except OSError:
            continue
    return found


def where_found(
    files: Mapping[str, bytes], stem: str, marks: Mapping[str, str]
) -> dict[str, set[str]]:
    """File name -> marks in it, for files that hold any; the name of a file counts, too."""
    found: dict[str, set[str]] = {}
    for name, content in files.items():
        marked = marks_in([name.encode(), *pieces_of(content)], stem, marks)
        if marked:
            found[name] = marked
    return found


def _inflated(raw: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(raw, _MOST)
    except zlib.error:
        return b""


def zipped(content: bytes) -> bytes:
    """A zip file around some bytes, for the proof that the search looks into one."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inde.txt", content)
    return made.getvalue()
