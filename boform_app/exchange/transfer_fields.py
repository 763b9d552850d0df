"""What a value in a transfer document may be: each kind reads one, or says that it is none.

The sender is another Boform, the file is genuine, and still nothing in it is believed: a field is
text of bounded length, a key that a list has, a day that can be, or the whole file is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from models.values import municipalities
from models.values.cpr import parse_cpr
from models.values.lists import load_list

LONGEST_LINE: Final = 4_000
"""Characters of a name or a title."""
LONGEST_TEXT: Final = 20_000
"""Characters of a running text."""
_MOST_KEYS: Final = 200
_EARLIEST: Final = date(1850, 1, 1)
_LATEST: Final = date(2200, 1, 1)
# The sender's clock may go before ours, and it may be tomorrow there already.
_AHEAD: Final = timedelta(days=1)
_HASH: Final = re.compile(r"[0-9a-f]{64}")


class NotAllowedHere(ValueError):
    """The value is none of this kind."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What values are compared with.

    Attributes:
        today: The receiver's day.
        themes: Keys of FFB themes that the receiver has words for.
        blobs: Hashes of the files that came along.
    """

    today: date
    themes: frozenset[str]
    blobs: frozenset[str]


Field = Callable[[Any, Ground], Any]
"""Reads one value.

Raises:
    NotAllowedHere: It is none of this kind.
"""


def _checked(value: Any, *, fits: bool) -> Any:
    if not fits:
        raise NotAllowedHere
    return value


def text(longest: int = LONGEST_TEXT, *, required: bool = False) -> Field:
    """Running text; no NUL, no half characters."""

    def read(value: Any, _: Ground) -> str:
        if not isinstance(value, str) or len(value) > longest or "\x00" in value:
            raise NotAllowedHere
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            raise NotAllowedHere
        return str(_checked(value, fits=bool(value.strip()) or not required))

    return read


def line(*, required: bool = False) -> Field:
    """A name, a title, an address."""
    return text(LONGEST_LINE, required=required)


def optional(field: Field) -> Field:
    """As ``field``, or null."""
    return lambda value, ground: None if value is None else field(value, ground)


def many(field: Field) -> Field:
    """A list."""

    def read(value: Any, ground: Ground) -> list[Any]:
        _checked(value, fits=isinstance(value, list) and len(value) <= _MOST_KEYS)
        return [field(one, ground) for one in value]

    return read


def choice(*known: str) -> Field:
    """One of a few words."""
    return lambda value, _: _checked(value, fits=isinstance(value, str) and value in known)


def key(list_name: str, *, required: bool = False) -> Field:
    """A key of a list, "" where nobody answered."""

    def read(value: Any, _: Ground) -> Any:
        known = {entry.key for entry in load_list(list_name)} | (set() if required else {""})
        return _checked(value, fits=isinstance(value, str) and value in known)

    return read


def theme(value: Any, ground: Ground) -> Any:
    """A theme of FFB."""
    return _checked(value, fits=isinstance(value, str) and value in ground.themes)


def municipality(value: Any, _: Ground) -> Any:
    """Four digits that are a municipality, "" for not known."""
    known = isinstance(value, str) and (not value or municipalities.find(value) is not None)
    return _checked(value, fits=known)


def day(value: Any, _: Ground) -> date:
    """A day, also one ahead."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError as wrong:
        raise NotAllowedHere from wrong
    if found is None or not _EARLIEST <= found <= _LATEST:
        raise NotAllowedHere
    return found


def past_day(value: Any, ground: Ground) -> date:
    """A day on which something happened."""
    found = day(value, ground)
    return found if found <= ground.today + _AHEAD else _checked(None, fits=False)


def past_instant(value: Any, ground: Ground) -> datetime:
    """An instant in UTC at which something happened."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
        if found is None or found.tzinfo is None:
            raise NotAllowedHere
        found = found.astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise NotAllowedHere from wrong
    past_day(found.date().isoformat(), ground)
    return found


def yes_no(value: Any, _: Ground) -> Any:
    """True or false."""
    return _checked(value, fits=isinstance(value, bool))


def whole(least: int, most: int) -> Field:
    """A whole number."""
    return lambda value, _: _checked(value, fits=type(value) is int and least <= value <= most)


def identity(value: Any, _: Ground) -> UUID:
    """An id in the one form that we write."""
    try:
        found = UUID(value) if isinstance(value, str) and len(value) == 36 else None
    except ValueError as wrong:
        raise NotAllowedHere from wrong
    if found is None or str(found) != value:
        raise NotAllowedHere
    return found


def blob(value: Any, ground: Ground) -> Any:
    """The hash of a file that came along."""
    whole_hash = isinstance(value, str) and _HASH.fullmatch(value) is not None
    return _checked(value, fits=whole_hash and value in ground.blobs)


def cpr(value: Any, ground: Ground) -> str:
    """A number in the form that we keep, or ""."""
    if value == "":
        return ""
    found = parse_cpr(value, ground.today) if isinstance(value, str) else None
    if found is None or not found.is_number or found.text != value:
        raise NotAllowedHere
    return found.text


def words_only(value: Any) -> None:
    """Refuse texts in free JSON that no text field would take.

    Raises:
        NotAllowedHere: One of them.
    """
    ground = Ground(_LATEST, frozenset(), frozenset())
    level = [value]
    while level:
        inner: list[Any] = []
        for one in level:
            if isinstance(one, str):
                text()(one, ground)
            elif isinstance(one, Mapping):
                inner += [*one, *one.values()]
            elif isinstance(one, list):
                inner += one
        level = inner


def fits(value: Any, hint: Any) -> bool:
    """Whether a value is what an annotation says, down to the last field.

    ``dataclass`` believes its callers; what was made from a foreign document is asked again.
    """
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return any(fits(value, one) for one in inner)
    if origin is not None:
        return isinstance(value, origin) and _parts_fit(value, origin, inner)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return isinstance(value, hint) and all(
            fits(getattr(value, field.name), hints[field.name]) for field in fields(hint)
        )
    # type(), not isinstance(): True is an int, but it is no number.
    return value is None if hint in {None, type(None)} else type(value) is hint


def _parts_fit(value: Any, origin: type, inner: tuple[Any, ...]) -> bool:
    if issubclass(origin, Mapping):
        return all(fits(one, inner[0]) and fits(two, inner[1]) for one, two in value.items())
    if origin is tuple and inner[-1] is not Ellipsis:
        return len(value) == len(inner) and all(map(fits, value, inner))
    return all(fits(one, inner[0]) for one in value)
