"""Damage to files: what a bad line, a bad disk or a bad person makes of an honest one."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]

_NUMBER = re.compile(rb"\d+")
_NASTY = (
    b"0",
    b"-1",
    b"1",
    b"65535",
    b"2147483647",
    b"4294967296",
    b"99999999999999999999",
    b"1e308",
)
_WORDS = (
    b"endobj", b"endstream", b"stream\n", b"<<", b">>", b"[", b"]", b"/JS", b"/Launch", b"/Kids",
    b"1 0 R", b"xref", b"trailer", b"END:VEVENT", b"BEGIN:VEVENT", b"RRULE:FREQ=SECONDLY", b"{",
    b'"', b",", b"\\u0000", b"\x00", b"\xff\xd8", b"%PDF-1.7\n",
)  # fmt: skip


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bits."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 200))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def cut(data: bytes, chance: random.Random) -> bytes:
    """The end is missing, or a piece in the middle."""
    start, end = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return data[:end] if chance.random() < 0.5 else data[:start] + data[end:]


def repeated(data: bytes, chance: random.Random) -> bytes:
    """A piece comes again and again."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.choice((1, 10, 1_000))]
    return data[:start] + piece * chance.choice((2, 50, 2_000)) + data[start:]


def blanked(data: bytes, chance: random.Random) -> bytes:
    """A piece is zeros, or noise."""
    start = chance.randrange(len(data))
    count = min(chance.choice((1, 16, 512, 4_096)), len(data) - start)
    piece = bytes(count) if chance.random() < 0.5 else chance.randbytes(count)
    return data[:start] + piece + data[start + count :]


def lied(data: bytes, chance: random.Random) -> bytes:
    """Written numbers, or four bytes that may be a length, say something else."""
    if chance.random() < 0.3:
        start = chance.randrange(len(data))
        return (
            data[:start]
            + chance.choice((b"\xff" * 4, b"\x7f" + b"\xff" * 3, bytes(4)))
            + data[start + 4 :]
        )
    rate = chance.choice((0.002, 0.02, 0.2))
    return _NUMBER.sub(lambda n: chance.choice(_NASTY) if chance.random() < rate else n[0], data)


def salted(data: bytes, chance: random.Random) -> bytes:
    """Words of the format where none belong."""
    out = data
    for _ in range(chance.choice((1, 4, 30))):
        place = chance.randrange(len(out) + 1)
        out = out[:place] + chance.choice(_WORDS) * chance.choice((1, 1, 3, 500)) + out[place:]
    return out


def swapped(data: bytes, chance: random.Random) -> bytes:
    """Lines change places, as in a file that was pasted together."""
    lines = data.split(b"\n")
    for _ in range(chance.choice((1, 5, 50))):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


DAMAGES: tuple[Damage, ...] = (flipped, cut, repeated, blanked, lied, salted, swapped)


def spliced(first: bytes, second: bytes, chance: random.Random) -> bytes:
    """The beginning of one file and the end of another."""
    return first[: chance.randrange(1, len(first))] + second[chance.randrange(len(second)) :]
