"""A house's own codes for our FFB keys, read from a plain text file (law.md 14 h).

The file is what a spreadsheet saves: five columns ``nøgle;kode;tekst;gyldig_fra;gyldig_til``, UTF-8 or
Windows-1252. Every line that cannot be used is told by its number, and then nothing is taken.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

HEADER = ("nøgle", "kode", "tekst", "gyldig_fra", "gyldig_til")
MOST_BYTES = 512 * 1024
MOST_LINES = 5000
_LONGEST = {"kode": 100, "tekst": 200}


@dataclass(frozen=True, slots=True)
class FfbCode:
    """One code of the house.

    Attributes:
        key: Our key.
        code: As the recipient's system knows it.
        text: Its words there, "" where the file has none.
        valid_from: First day it is used, None for always.
        valid_to: Last day it is used, None for no end.
    """

    key: str
    code: str
    text: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the code is used on the day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with a line; ``line`` 0 for the whole file.

    ``code`` is ``ffb_too_large``, ``ffb_encoding``, ``ffb_header``, ``ffb_empty``, ``ffb_columns``,
    ``ffb_unknown_key``, ``ffb_date``, ``ffb_period``, ``ffb_overlap`` or ``ffb_text``; ``what`` is
    the word that it is about.
    """

    line: int
    code: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class MappingRead:
    """What a file holds.

    Attributes:
        codes: Lines with a code, in the file's order; of use only when there are no problems.
        problems: In the file's order.
        encoding: ``utf-8``, or ``cp1252`` where the file was no UTF-8.
        without_code: Lines of the template that nobody filled in.
    """

    codes: tuple[FfbCode, ...] = ()
    problems: tuple[LineProblem, ...] = ()
    encoding: str = "utf-8"
    without_code: int = 0


class _Wrong(Exception):
    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(code)
        self.code, self.what = code, what


def read(data: bytes, known: Collection[str]) -> MappingRead:
    """Read a file; it never raises, whatever the bytes are.

    Args:
        data: The file.
        known: Keys that may be named (``Ffb.labels``).
    """
    if len(data) > MOST_BYTES:
        return _refused("ffb_too_large")
    try:
        text, encoding = _decoded(data)
    except UnicodeDecodeError:
        return _refused("ffb_encoding")
    try:
        rows = list(_rows(text))
    except csv.Error:
        return _refused("ffb_header")
    if not rows or tuple(cell.strip().casefold() for cell in rows[0][1]) != HEADER:
        return _refused("ffb_header")
    if len(rows) > MOST_LINES:
        return _refused("ffb_too_large")
    return _read_rows(rows[1:], known, encoding)


def template(labels: Mapping[str, str]) -> bytes:
    """A file with every key and our words, the codes left to be filled in."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows((key, "", label, "", "") for key, label in labels.items())
    # The mark lets a spreadsheet see that it is UTF-8.
    return out.getvalue().encode("utf-8-sig")


def to_json(codes: Sequence[FfbCode]) -> list[dict[str, str]]:
    """Codes as the house's row keeps them."""
    return [
        {
            "key": code.key,
            "code": code.code,
            "text": code.text,
            "from": code.valid_from.isoformat() if code.valid_from else "",
            "to": code.valid_to.isoformat() if code.valid_to else "",
        }
        for code in codes
    ]


def from_json(stored: Sequence[Mapping[str, Any]]) -> tuple[FfbCode, ...]:
    """Codes of the house's row."""
    return tuple(
        FfbCode(
            key=row["key"],
            code=row["code"],
            text=row["text"],
            valid_from=date.fromisoformat(row["from"]) if row["from"] else None,
            valid_to=date.fromisoformat(row["to"]) if row["to"] else None,
        )
        for row in stored
    )


def _refused(code: str) -> MappingRead:
    return MappingRead(problems=(LineProblem(0, code),))


def _decoded(data: bytes) -> tuple[str, str]:
    """Strictly: UTF-8 with or without its mark, else Windows-1252; never with replaced signs."""
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252"), "cp1252"


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that hold something, each with its number in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, row


def _read_rows(
    rows: Sequence[tuple[int, list[str]]], known: Collection[str], encoding: str
) -> MappingRead:
    codes: list[FfbCode] = []
    problems: list[LineProblem] = []
    seen: dict[str, list[FfbCode]] = {}
    without = 0
    for line, row in rows:
        try:
            code = _code([cell.strip() for cell in row], known)
            if code is None:
                without += 1
                continue
            _check_overlap(code, seen.get(code.key, ()))
        except _Wrong as wrong:
            problems.append(LineProblem(line, wrong.code, wrong.what))
            continue
        seen.setdefault(code.key, []).append(code)
        codes.append(code)
    if not codes and not problems:
        return _refused("ffb_empty")
    return MappingRead(tuple(codes), tuple(problems), encoding, without)


def _code(cells: list[str], known: Collection[str]) -> FfbCode | None:
    """One line; None where the template was not filled in."""
    if len(cells) != len(HEADER):
        raise _Wrong("ffb_columns", str(len(cells)))
    key, code, text, first, last = cells
    for name, cell in (("nøgle", key), ("kode", code), ("tekst", text)):
        if not cell.isprintable() or len(cell) > _LONGEST.get(name, 100):
            raise _Wrong("ffb_text", name)
    if key not in known:
        raise _Wrong("ffb_unknown_key", key)
    valid_from, valid_to = _day(first), _day(last)
    if valid_from and valid_to and valid_to < valid_from:
        raise _Wrong("ffb_period")
    return FfbCode(key, code, text, valid_from, valid_to) if code else None


def _day(cell: str) -> date | None:
    """2026-11-23 or 23-11-2026, as a spreadsheet may have turned it; "" for none."""
    if not cell:
        return None
    parts = cell.replace(".", "-").replace("/", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise _Wrong("ffb_date", cell[:20])
    year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
    try:
        if len(year) != 4:
            raise _Wrong("ffb_date", cell[:20])
        return date(int(year), int(month), int(day))
    except ValueError as wrong:
        raise _Wrong("ffb_date", cell[:20]) from wrong


def _check_overlap(code: FfbCode, others: Sequence[FfbCode]) -> None:
    if any(_overlap(code, other) for other in others):
        raise _Wrong("ffb_overlap", code.key)


def _overlap(one: FfbCode, other: FfbCode) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    last = min(one.valid_to or date.max, other.valid_to or date.max)
    return first <= last
