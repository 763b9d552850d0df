"""The form in a PDF: what was filled in, and a digest of everything that filling in leaves alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from boform_app.exchange._kinds import LONGEST_NAME, LONGEST_TEXT, MOST_FIELDS
from boform_app.exchange._plain import plain

_DEEPEST = 40
_MOST_NODES = 200_000
_MOST_BYTES = 100_000_000
_INHERITED = ("/FT", "/Ff", "/V", "/Opt", "/MaxLen")
_READ_ONLY = 1
_PUSH_BUTTON = 1 << 16
# The value, how it is drawn, and what programs add for themselves when they save.
_VALUE_KEYS = frozenset(
    {
        "/V", "/AS", "/AP", "/DA", "/MK", "/M", "/NM", "/P", "/Parent", "/Kids", "/StructParent",
        "/I", "/TI",
    }
)  # fmt: skip
_PAGE_KEYS = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
# How a stream is packed, and links back up.
_PACKING = frozenset(
    {
        "/Length",
        "/Filter",
        "/DecodeParms",
        "/DL",
        "/Parent",
        "/P",
        "/StructParent",
        "/StructParents",
        "/ProcSet",
    }
)


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


def structure(pdf: pikepdf.Pdf, form: Form, active: list[str]) -> str:
    """SHA-256 of pages, fields, choices and marks: of everything but the values.

    Raises:
        ValueError: More, or deeper, than a form has.
    """
    digest = _Digest()
    parts: list[object] = ["boform-form-1", len(pdf.pages), *active]
    for page in pdf.pages:
        parts += [digest.of(_inherited(page.obj, key)) for key in _PAGE_KEYS]
        parts += [digest.of(_inherited(page.obj, "/Resources")), _content(page.obj)]
        parts += _marks(page.obj, digest)
    for one in form.fields:
        parts += [one.name, *_shape(one, digest)]
    parts.append(digest.of(pdf.Root.get("/OCProperties")))
    return hashlib.sha256("\x00".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()


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


def _shape(one: Field, digest: _Digest) -> Iterator[object]:
    """What makes a field, without its value."""
    kind = str(one.own.get("/FT"))
    # Some programs lock what was filled in.
    yield from (kind, _flags(one) & ~_READ_ONLY)
    for key in ("/Opt", "/MaxLen", "/TU"):
        yield digest.of(one.own.get(key))
    for widget in one.widgets:
        yield digest.of(widget.get("/Rect"))


def _marks(page: Dictionary, digest: _Digest) -> Iterator[object]:
    """The annotations of a page: the form's widgets by their place, anything else whole."""
    annotations = _inherited(page, "/Annots")
    for one in annotations if isinstance(annotations, Array) else ():
        if not isinstance(one, Dictionary):
            yield "no annotation"
            continue
        yield digest.of_keys(one, skipped=_VALUE_KEYS if _is_widget(one) else _PACKING)
        if _is_widget(one):
            yield _branch_name(one)
            if str(_inherited(one, "/FT")) == "/Btn":
                # The looks of a tick are the form's; those of a text are the answer's.
                yield digest.of(one.get("/AP"))


def _is_widget(one: Dictionary) -> bool:
    return one.get("/Subtype") == Name.Widget


def _branch_name(node: Any) -> str:
    names: list[str] = []
    for _ in range(_DEEPEST):
        if not isinstance(node, Dictionary):
            break
        names += [str(node.T)] if "/T" in node else []
        node = node.get("/Parent")
    return ".".join(reversed(names))


def _inherited(node: Any, key: str) -> Any:
    for _ in range(_DEEPEST):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node.get(key)
        node = node.get("/Parent")
    raise ValueError("too deep")


def _content(page: Dictionary) -> str:
    content = page.get("/Contents")
    streams = content if isinstance(content, Array) else [content]
    told = [part.read_bytes() for part in streams if isinstance(part, Stream)]
    return hashlib.sha256(b"\n".join(told).strip()).hexdigest()


class _Digest:
    """Digests of objects by content: however they are numbered, packed or shared."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}
        self._open: set[tuple[int, int]] = set()
        self._nodes = 0
        self._bytes = 0

    def of(self, value: Any, depth: int = 0) -> str:
        """A text that is the same for the same content."""
        self._nodes += 1
        if depth > _DEEPEST or self._nodes > _MOST_NODES:
            raise ValueError("too much")
        if not isinstance(value, pikepdf.Object):
            return _number(value)
        if not value.is_indirect:
            return self._inside(value, depth)
        number = value.objgen
        if number in self._open:
            return "round"
        if number not in self._known:
            self._open.add(number)
            self._known[number] = self._inside(value, depth)
            self._open.discard(number)
        return self._known[number]

    def of_keys(self, value: Dictionary, depth: int = 0, *, skipped: frozenset[str]) -> str:
        """As ``of`` for a dictionary without some of its keys."""
        pairs = sorted((key, value.get(key)) for key in set(value.keys()) - skipped)
        told = (f"{key} {self.of(one, depth + 1)}" for key, one in pairs)
        return _hash("<<" + "\n".join(told))

    def _inside(self, value: pikepdf.Object, depth: int) -> str:
        if isinstance(value, Stream):
            return _hash(
                self.of_keys(value.stream_dict, depth, skipped=_PACKING) + self._data(value)
            )
        if isinstance(value, Dictionary):
            return self.of_keys(value, depth, skipped=_PACKING)
        if isinstance(value, Array):
            return _hash("[" + "\n".join(self.of(one, depth + 1) for one in value))
        return _hash(f"{value._type_name} {value}")  # noqa: SLF001 - the only name of its kind

    def _data(self, stream: Stream) -> str:
        try:
            data = stream.read_bytes()
        except pikepdf.PdfError:
            # A picture in a format of its own stays as it is packed.
            data = stream.read_raw_bytes()
        self._bytes += len(data)
        if self._bytes > _MOST_BYTES:
            raise ValueError("too much")
        return hashlib.sha256(data).hexdigest()


def _number(value: object) -> str:
    """A number as any program may write it; bools and None as they are."""
    if value is None or isinstance(value, bool):
        return repr(value)
    return f"{float(str(value)):.3f}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
