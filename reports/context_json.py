"""Contexts as JSON and back. Blocks carry their class name; enums their value; dates ISO."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from datetime import date
from enum import Enum
from typing import Any

from models.values.information import InformationKind
from reports import contexts
from reports.contexts import LetterContext, TextSize

FORMAT = 1

_CLASSES: dict[str, type[Any]] = {
    cls.__name__: cls
    for cls in (
        contexts.Run,
        contexts.Para,
        contexts.Text,
        contexts.Fact,
        contexts.Facts,
        contexts.Observation,
        contexts.Observations,
        contexts.Table,
        contexts.Half,
        contexts.Beside,
        contexts.NameLines,
        contexts.Tick,
        contexts.Ticks,
        contexts.WritingLines,
        contexts.SignField,
        contexts.SignatureBlock,
        contexts.Steps,
        contexts.KeySheet,
        contexts.VoiceRow,
        contexts.Voices,
        contexts.Question,
        contexts.FormLine,
        contexts.Section,
        contexts.Sender,
        contexts.Recipient,
        contexts.Signer,
        contexts.ClosingField,
        contexts.LetterMeta,
        contexts.LetterContext,
    )
}
_READERS: dict[tuple[str, str], Any] = {
    ("LetterMeta", "date"): date.fromisoformat,
    ("LetterMeta", "size"): TextSize,
    ("Section", "discloses"): lambda kinds: frozenset(InformationKind(kind) for kind in kinds),
}


def dump(context: LetterContext) -> str:
    """JSON with a fixed order, so that equal contexts give equal text."""
    return json.dumps(_plain(context), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> LetterContext:
    """Context from ``dump``.

    Raises:
        ValueError: Not a stored context, or one of a newer format.
    """
    try:
        found = _object(json.loads(text))
    except (KeyError, TypeError) as wrong:
        raise ValueError("not a stored context") from wrong
    if not isinstance(found, LetterContext):
        raise ValueError("not a stored context")  # noqa: TRY004 - the text is wrong, not the type
    if found.format > FORMAT:
        raise ValueError("stored by a newer version")
    return found


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(one.value for one in value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if type(value).__name__ in _CLASSES:
        return _record(value)
    return value


def _record(value: Any) -> dict[str, object]:
    """Fields that differ from their default, after the class name."""
    record: dict[str, object] = {"is": type(value).__name__}
    for one in fields(value):
        held = getattr(value, one.name)
        if one.name == "format" or one.default is MISSING or held != one.default:
            record[one.name] = _plain(held)
    return record


def _object(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_object(one) for one in value)
    if not isinstance(value, dict):
        return value
    name = value["is"]
    held = {
        key: _READERS.get((name, key), _object)(one) for key, one in value.items() if key != "is"
    }
    return _CLASSES[name](**held)
