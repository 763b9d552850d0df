"""The form in a PDF: what was filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from boform_app.exchange.child.kinds import LONGEST_NAME, LONGEST_TEXT, MOST_FIELDS
from boform_app.exchange.child.plain import plain

_DEEPEST = 40
_INHERITED = ("/FT", "/Ff", "/V", "/Opt", "/MaxLen")
_PUSH_BUTTON = 1 << 16


@dataclass(slots=True)
class Field:
    """A field at the end of its branch.

    Attributes:
        name: Full name.
        own: What it says itself or inherits.
        widgets: Where it is drawn.
    """

    name: str
    own: dict[str, Any]
    widgets: list[Dictionary]


@dataclass(slots=True)
class Form:
    """The fields of a document, in its order, and their values."""

    fields: list[Field] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)


def read(pdf: pikepdf.Pdf) -> Form:
    """The form of a document; an empty one when it has none.

    Raises:
        ValueError: A tree of fields that no program makes.
    """
    form = Form()
    root = pdf.Root.get("/AcroForm")
    if not isinstance(root, Dictionary) or not isinstance(root.get("/Fields"), Array):
        return form
    for top in root.Fields:
        form.fields.extend(_branch(top, "", {}, 0))
        if len(form.fields) > MOST_FIELDS:
            raise ValueError("too many fields")
    for one in form.fields:
        value = _value(one)
        if value is not None:
            form.values.setdefault(plain(one.name, LONGEST_NAME), plain(value, LONGEST_TEXT))
    return form


def _branch(node: Any, above: str, inherited: dict[str, Any], depth: int) -> Iterator[Field]:
    if depth > _DEEPEST or not isinstance(node, Dictionary):
        raise ValueError("fields")
    name = str(node.T) if "/T" in node else ""
    full = ".".join(part for part in (above, name) if part)
    own = inherited | {key: node.get(key) for key in _INHERITED if key in node}
    own |= {key: node.get(key) for key in ("/TU", "/TM") if key in node}
    kids = list(node.get("/Kids", ()))
    named = [kid for kid in kids if isinstance(kid, Dictionary) and "/T" in kid]
    if named:
        for kid in named:
            yield from _branch(kid, full, own, depth + 1)
    else:
        yield Field(full, own, [kid for kid in kids if isinstance(kid, Dictionary)] or [node])


def _flags(one: Field) -> int:
    flags = one.own.get("/Ff")
    return int(flags) if isinstance(flags, int) else 0


def _value(one: Field) -> str | None:
    """What was filled in; None for what holds no value."""
    value = one.own.get("/V")
    match str(one.own.get("/FT")):
        case "/Tx":
            if isinstance(value, Stream):
                return value.read_bytes()[: 4 * LONGEST_TEXT].decode("utf-8", "replace")
            return _text(value)
        case "/Ch":
            several = list(value)[:MOST_FIELDS] if isinstance(value, Array) else [value]
            return "\n".join(_text(choice) for choice in several)
        case "/Btn" if not _flags(one) & _PUSH_BUTTON:
            return _state(one, value)
    return None


def _text(value: Any) -> str:
    return str(value) if isinstance(value, String | Name) else ""


def _state(one: Field, value: Any) -> str:
    """The name of the chosen state; where only the drawing was switched, that of the drawing."""
    if not isinstance(value, Name):
        drawn = [widget.get("/AS") for widget in one.widgets]
        value = next((state for state in drawn if state not in {None, Name.Off}), Name.Off)
    state = str(value).removeprefix("/")
    labels = one.own.get("/Opt")
    if (
        isinstance(labels, Array)
        and state.isdecimal()
        and len(state) < 5
        and int(state) < len(labels)
    ):
        return _text(labels[int(state)])
    return "" if state == "Off" else state
