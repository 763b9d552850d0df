"""The answer of the child, as bytes: packed by the child, taken apart by a parent that trusts nothing.

``MAGIC``, length of the header (4 bytes, big-endian), the header (JSON), the dots of the pictures
one after the other, and the JSON that was read. Nothing is ever unpickled.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from boform_app.exchange.child import kinds as limits

_START = struct.Struct(">4sI")
_T = TypeVar("_T")

# Header, and the most that can follow it: pictures, or JSON.
LARGEST: Mapping[str, int] = {
    "pdf": _START.size + limits.LARGEST_HEADER + limits.MOST_PAGES * limits.MOST_DOTS * 3,
    "picture": _START.size + limits.LARGEST_HEADER + limits.MOST_PAGES * limits.MOST_DOTS * 3,
    "ics": _START.size + limits.LARGEST_HEADER,
    # Escapes can make three bytes six; more than that the file did not hold.
    "json": _START.size + limits.LARGEST_HEADER + 2 * limits.LARGEST_FILE,
}


class Refused(Exception):
    """The child cannot open the file; the text is the code for the parent."""


class Lie(ValueError):
    """The answer is not one that the child gives when all is well with it."""


@dataclass(slots=True)
class Found:
    """What the child found in a file.

    Attributes:
        page_count: Pages of the document or pictures in the file.
        pages: Width, height and RGB bytes of the first ones.
        fields: Values of the form by full name.
        structure: Digest of the form without its values, "" without a form.
        codes: Texts of QR codes.
        active: What could run, open or fetch something.
        encrypted: Whether the file was encrypted with an empty password.
        events: Uid, summary, start, end and place; times as ISO 8601.
        json: The values of a JSON file, as JSON.
    """

    page_count: int = 0
    pages: list[tuple[int, int, bytes]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    structure: str = ""
    codes: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    encrypted: bool = False
    events: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    json: bytes = b""


Reader = Callable[[bytes], Found]
"""Opens a file in the child."""


def pack(found: Found) -> Iterable[bytes]:
    """The parts of an answer."""
    header = {
        "page_count": found.page_count,
        "pages": [(width, height) for width, height, _ in found.pages],
        "fields": found.fields,
        "structure": found.structure,
        "codes": found.codes,
        "active": found.active,
        "encrypted": found.encrypted,
        "events": found.events,
        "json": len(found.json),
    }
    yield from _packed(header)
    for _, _, dots in found.pages:
        yield dots
    yield found.json


def pack_refusal(code: str) -> Iterable[bytes]:
    """The answer of a child that could not open the file."""
    yield from _packed({"refused": code})


def _packed(header: Mapping[str, object]) -> Iterable[bytes]:
    text = json.dumps(header, ensure_ascii=False).encode()
    if len(text) > limits.LARGEST_HEADER or _count(text) > limits.MOST_VALUES:
        raise MemoryError("more was found than an answer can hold")
    yield _START.pack(limits.MAGIC, len(text))
    yield text


def unpack(answer: bytes | bytearray) -> Found | str:
    """The content of an answer, or the code of the refusal that it is.

    Raises:
        Lie: It is not exactly what ``pack`` makes, within the limits.
    """
    header, body = _header(answer)
    if "refused" in header:
        return _one_of(header["refused"], limits.CODES)
    sizes = [_size(pair) for pair in _list(header.get("pages"), limits.MOST_PAGES)]
    found = Found(
        page_count=_whole(header.get("page_count"), limits.MOST_PAGE_COUNT),
        fields=_fields(header.get("fields")),
        structure=_digest(header.get("structure")),
        codes=_texts(header.get("codes"), limits.MOST_CODES, limits.LONGEST_CODE),
        active=_texts(header.get("active"), limits.MOST_ACTIVE, limits.LONGEST_NAME),
        encrypted=header.get("encrypted") is True,
        events=[_event(row) for row in _list(header.get("events"), limits.MOST_EVENTS)],
    )
    json_length = _whole(header.get("json"), 2 * limits.LARGEST_FILE)
    if len(answer) - body != sum(w * h * 3 for w, h in sizes) + json_length:
        raise Lie("length")
    held = memoryview(answer)
    for width, height in sizes:
        end = body + width * height * 3
        found.pages.append((width, height, bytes(held[body:end])))
        body = end
    found.json = bytes(held[body:])
    return found


def values(text: bytes) -> Any:
    """The plain data of JSON, read under the limits.

    Raises:
        ValueError: Not JSON, too deep, too many values, a number out of range, a key twice.
        RecursionError: Far too deep.
    """
    if _count(text) > limits.MOST_VALUES:
        raise ValueError("too many values")
    data = json.loads(
        text.decode("utf-8-sig"),
        object_pairs_hook=_no_key_twice,
        parse_int=_integer,
        parse_float=_real,
        parse_constant=_real,
    )
    level, depth = [data], 0
    while level:
        if depth > limits.DEEPEST_JSON:
            raise ValueError("too deep")
        level = [child for value in level for child in _inside(value)]
        depth += 1
    return data


def _count(text: bytes) -> int:
    """At least the number of values in JSON, without reading it."""
    return sum(text.count(sign) for sign in (b",", b"[", b"{"))


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key twice")
    return made


def _integer(digits: str) -> int:
    if len(digits) > 20 or abs(int(digits)) >= limits.LARGEST_NUMBER:
        raise ValueError("number")
    return int(digits)


def _real(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("number")
    return number


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _header(answer: bytes | bytearray) -> tuple[dict[str, Any], int]:
    if len(answer) < _START.size:
        raise Lie("start")
    magic, length = _START.unpack_from(answer)
    end = _START.size + length
    if magic != limits.MAGIC or length > limits.LARGEST_HEADER or end > len(answer):
        raise Lie("start")
    try:
        header = values(bytes(answer[_START.size : end]))
    except (ValueError, RecursionError) as wrong:
        raise Lie("header") from wrong
    if not isinstance(header, dict):
        raise Lie("header")
    return header, end


def _checked(value: _T, fits: Callable[[_T], bool]) -> _T:
    if not fits(value):
        raise Lie("value")
    return value


def _whole(value: object, most: int) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise Lie("number")
    return value


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise Lie("text")
    return value


def _list(value: object, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise Lie("list")
    return value


def _texts(value: object, most: int, longest: int) -> list[str]:
    return [_text(one, longest) for one in _list(value, most)]


def _one_of(value: object, known: Iterable[str]) -> str:
    return _checked(_text(value, limits.LONGEST_NAME), lambda text: text in known)


def _size(value: object) -> tuple[int, int]:
    width, height = (_whole(side, limits.MOST_DOTS) for side in _checked(_list(value, 2), _is_pair))
    return _checked((width, height), lambda size: 0 < size[0] * size[1] <= limits.MOST_DOTS)


def _is_pair(value: list[Any]) -> bool:
    return len(value) == 2


def _fields(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > limits.MOST_FIELDS:
        raise Lie("fields")
    return {
        _text(name, limits.LONGEST_NAME): _text(text, limits.LONGEST_TEXT)
        for name, text in value.items()
    }


def _digest(value: object) -> str:
    return _checked(_text(value, 64), lambda text: not text or (len(text) == 64 and text.isalnum()))


def _event(value: object) -> tuple[str, str, str, str, str]:
    row = _texts(value, 5, limits.LONGEST_TEXT)
    if len(row) != 5:
        raise Lie("event")
    for when in row[2:4]:
        moment(when)
    return row[0], row[1], row[2], row[3], row[4]


def moment(text: str) -> date | datetime | None:
    """A day, an instant in UTC, or None for "".

    Raises:
        Lie: It is none of them.
    """
    try:
        if len(text) <= 10:
            return date.fromisoformat(text) if text else None
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise Lie("time") from wrong
