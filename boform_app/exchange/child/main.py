"""The child that opens a foreign file: reads bytes, answers with pictures and plain fields, ends.

It knows nothing of the house: no key, no database, no folder. It imports what the kind of file
needs, fences itself in (``confine``), and only then reads its first byte.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import NoReturn

from boform_app.exchange.child import confine, frame
from boform_app.exchange.child.frame import Reader, Refused
from boform_app.exchange.child.kinds import LARGEST_FILE

# By number: a program with a window and no console has no sys.stdin.
_STDIN, _STDOUT = 0, 1


def main(words: Sequence[str]) -> NoReturn:
    """Open the file on standard input; never returns.

    Args:
        words: Kind of file; ``pages``, ``fields`` or ``fine``; the seconds that it may take; and, for
            ``fine``, the number of the first page from 0.
    """
    kind, extent, seconds, *place = words
    confine.limit(int(seconds))
    reader = _reader(kind, pages=extent != "fields", first=int(place[0]) if place else None)
    confine.seal(files=kind in {"ics", "json"})
    # No finalisers, no flushing of anything else: what was said is all there is.
    _say(answer(reader, _read(LARGEST_FILE)))
    os._exit(0)


def answer(reader: Reader, data: bytes) -> Iterable[bytes]:
    """What to say about a file; a reader that stumbles has found a damaged one."""
    try:
        return list(frame.pack(reader(data)))
    except Refused as refused:
        return list(frame.pack_refusal(str(refused)))
    except MemoryError:
        return list(frame.pack_refusal("file_memory"))
    except Exception:  # noqa: BLE001 - libraries for foreign formats raise anything; nothing goes on
        return list(frame.pack_refusal("file_damaged"))


def _reader(kind: str, *, pages: bool, first: int | None = None) -> Reader:
    """The reader of a kind, with everything imported that it will need."""
    if kind == "pdf":
        from boform_app.exchange.child import read_pdf  # noqa: PLC0415 - each kind pays for its own

        return read_pdf.reader(pages=pages, first=first)
    if kind == "picture":
        from boform_app.exchange.child import read_picture  # noqa: PLC0415 - as above

        return read_picture.reader(pages=pages, first=first)
    if kind == "ics":
        from boform_app.exchange.child import read_calendar  # noqa: PLC0415 - as above

        return read_calendar.reader()
    from boform_app.exchange.child import read_json  # noqa: PLC0415 - as above

    return read_json.read


def _read(most: int) -> bytes:
    _as_bytes()
    parts = []
    while most > 0 and (part := os.read(_STDIN, min(most, 1 << 20))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _say(parts: Iterable[bytes]) -> None:
    for part in parts:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(_STDOUT, rest) :]


def _as_bytes() -> None:
    """Windows would take line ends apart in a program without a console."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - there is none elsewhere

        for stream in (_STDIN, _STDOUT):
            msvcrt.setmode(stream, os.O_BINARY)
