"""What of a form must not change when it is filled in: one digest of all but the answers.

Pure, on an open PDF of any origin; also run in the child process that opens foreign files, so it
trusts nothing: loops, missing entries and wrong types give some digest, never an endless walk,
and a document with far more in it than any form is refused.

Into the digest go: pages (boxes, turning, the operators of the content, the fonts and pictures
these name, other marks than fields) and fields (full name, type, flags, words, length, options,
states, place, whether actions hang on them). Left out: values, looks of the fields, ids, the
document information, other metadata, the form's own font list, and the order of objects; that is
what filling in, saving again, linearising or packing changes. Fonts and pictures that no operator
names do not count either: programs add the font they write answers with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf

_DEEPEST, _LONGEST_CHAIN = 60, 32
_MOST_FIELDS, _MOST_OBJECTS, _MOST_BYTES = 5_000, 200_000, 100_000_000
# Some programs lock what was filled in; hidden, invisible and not viewed are another form.
_READ_ONLY, _UNSEEN = 1, 1 | 2 | 32
_NAMES_RESOURCE = {"Tf": "/Font", "Do": "/XObject", "gs": "/ExtGState", "sh": "/Shading",
                   "cs": "/ColorSpace", "CS": "/ColorSpace", "scn": "/Pattern",
                   "SCN": "/Pattern"}  # fmt: skip
_STREAM_DRESS = {"/Length", "/Filter", "/DecodeParms", "/DL"}
# Points from a resource back into the document, or written anew by every program.
_LEFT_OUT = _STREAM_DRESS | {"/Parent", "/P", "/Metadata", "/LastModified", "/PieceInfo"}
_INHERITED = ("/FT", "/MaxLen", "/Opt")


def structure_digest(pdf: pikepdf.Pdf) -> str:
    """SHA-256 (hex) of the form without its answers; "" for a document without fields.

    Raises:
        ValueError: More objects, fields or bytes than a form has.
    """
    form = _dict(pdf.Root.get("/AcroForm"))
    names = _terminal_names(form)
    reader = _Reader()
    places: dict[str, list[str]] = {}
    pages = [reader.page(page, number, places) for number, page in enumerate(_page_objects(pdf))]
    if not names and not places:
        return ""
    told = [
        "pages", *pages,
        "fields", *(f"{name}{''.join(sorted(places[name]))}" for name in sorted(places)),
        "names", *sorted(names),
        "acts", *_acts(pdf.Root, form),
    ]  # fmt: skip
    return hashlib.sha256("\x1e".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def digest_of(data: bytes) -> str:
    """``structure_digest`` of a form of our own, as bytes."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return structure_digest(pdf)


def _page_objects(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield page.obj


class _Reader:
    """Reads pages; remembers what an object said, so that shared ones are read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}
        self._objects = self._bytes = 0

    def page(self, page: Any, number: int, places: dict[str, list[str]]) -> str:
        """One page as text; its fields are added to ``places`` by full name."""
        sheet, cut = _climbed(page, "/MediaBox"), _climbed(page, "/CropBox")
        # Some programs write down what is meant anyway: cut nowhere, not turned, in points.
        boxes = [self._value(sheet), self._value(sheet if cut is None else cut)]
        boxes.append(_number(_climbed(page, "/Rotate")) or "0")
        boxes.append(_number(page.get("/UserUnit")) or "1")
        marks = []
        for mark in _items(page.get("/Annots")):
            if str(mark.get("/Subtype")) == "/Widget":
                places.setdefault(_full_name(mark), []).append(self._widget(mark, number))
            elif str(mark.get("/Subtype")) != "/Popup":
                marks.append(f"{mark.get('/Subtype')}{_rect(mark)}")
        content = self._content(page)
        return "\x1f".join([*boxes, content, *sorted(marks), str("/AA" in page)])

    # --- fields -----------------------------------------------------------------------------

    def _widget(self, widget: Any, number: int) -> str:
        looks = _dict(_dict(widget.get("/AP")).get("/N"))
        kind = str(_climbed(widget, "/FT"))
        states = sorted(set(looks.keys()) - {"/Off"}) if kind == "/Btn" else []
        flags = _whole(_climbed(widget, "/Ff")) & ~_READ_ONLY
        seen = _whole(widget.get("/F")) & _UNSEEN
        parts = [
            *(self._value(_climbed(widget, name)) for name in _INHERITED),
            _words(_climbed(widget, "/TU")),
            _words(widget.get("/Contents")),
            f"{number}{_rect(widget)}",
            f"{flags} {seen} {states}",
            str(any(name in one for one in _chain(widget) for name in ("/A", "/AA", "/OC"))),
        ]
        return "\x1f" + "\x1f".join(parts)

    # --- content ----------------------------------------------------------------------------

    def _content(self, page: Any) -> str:
        """Digest of the operators and of what they name."""
        said = hashlib.sha256()
        used: set[tuple[str, str]] = set()
        try:
            for one in pikepdf.parse_content_stream(pikepdf.Page(page)):
                operator = str(one.operator)
                operands = list(one.operands)
                if operator in _NAMES_RESOURCE and operands:
                    used.add((_NAMES_RESOURCE[operator], _name_in(operands)))
                written = "".join(self._operand(operand) for operand in operands)
                said.update(f"{written}{operator}\n".encode("utf-8", "surrogatepass"))
        except (pikepdf.PdfError, TypeError, ValueError):
            said.update(b"unreadable")
            said.update(b"".join(self._bytes_of(one) for one in _content_streams(page)))
        resources = _dict(_climbed(page, "/Resources"))
        for kind, name in sorted(used):
            held = _dict(resources.get(kind)).get(name)
            said.update(f"{kind}{name}{self._value(held)}".encode("utf-8", "surrogatepass"))
        return said.hexdigest()

    def _operand(self, value: Any) -> str:
        if isinstance(value, pikepdf.PdfInlineImage):
            return hashlib.sha256(bytes(value.read_bytes())).hexdigest()
        return self._value(value)

    # --- objects ----------------------------------------------------------------------------

    def _value(self, value: Any, depth: int = 0) -> str:
        """An object as text that does not depend on where and how it is stored."""
        self._objects += 1
        if depth > _DEEPEST or self._objects > _MOST_OBJECTS:
            raise ValueError("more than a form has")
        number = _number(value)
        if number is not None:
            return f"{number} "
        if isinstance(value, pikepdf.Array):
            return "[" + "".join(self._value(one, depth + 1) for one in _listed(value)) + "]"
        if isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
            return self._once(value, depth)
        if isinstance(value, pikepdf.String):
            return f"({bytes(value).hex()})"
        return f"{value} "

    def _once(self, value: Any, depth: int) -> str:
        """The same for an object of its own and for one that stands inside another."""
        key = value.objgen
        if key[0] and key in self._known:
            return self._known[key]
        if key[0]:
            self._known[key] = "loop"
        told = hashlib.sha256(self._held(value, depth).encode("utf-8", "surrogatepass"))
        if key[0]:
            self._known[key] = told.hexdigest()
        return told.hexdigest()

    def _held(self, value: Any, depth: int) -> str:
        names = sorted(set(value.keys()) - _LEFT_OUT)
        parts = [f"{name} {self._value(value.get(name), depth + 1)}" for name in names]
        if isinstance(value, pikepdf.Stream):
            parts.append(hashlib.sha256(self._bytes_of(value)).hexdigest())
        return f"<<{''.join(parts)}>>"

    def _bytes_of(self, stream: Any) -> bytes:
        try:
            held = bytes(stream.read_bytes())
        except pikepdf.PdfError:
            # A picture in a format of its own stays as it is packed.
            held = bytes(stream.read_raw_bytes())
        self._bytes += len(held)
        if self._bytes > _MOST_BYTES:
            raise ValueError("more than a form has")
        return held


# --- fields by their chain of parents -------------------------------------------------------------


def _chain(field: Any) -> Iterator[Any]:
    """A field or widget and its parents; cut where it is longer than any honest one."""
    for _ in range(_LONGEST_CHAIN):
        if not isinstance(field, pikepdf.Dictionary):
            return
        yield field
        field = field.get("/Parent")


def _climbed(start: Any, name: str) -> Any:
    """An entry that may stand at a parent."""
    return next((one.get(name) for one in _chain(start) if name in one), None)


def _full_name(widget: Any) -> str:
    parts = [_words(one.get("/T")) for one in _chain(widget) if "/T" in one]
    return ".".join(reversed(parts))


def _terminal_names(form: Any) -> set[str]:
    """Names of the fields listed in the form, also of those that stand on no page."""
    names: set[str] = set()
    waiting = [(field, "", 0) for field in _items(form.get("/Fields"))]
    seen = 0
    while waiting:
        field, above, depth = waiting.pop()
        seen += 1
        if seen > _MOST_FIELDS:
            raise ValueError("more than a form has")
        own = _words(field.get("/T"))
        name = f"{above}.{own}" if above and own else above or own
        kids = [kid for kid in _items(field.get("/Kids")) if "/T" in kid]
        if kids and depth < _LONGEST_CHAIN:
            waiting += [(kid, name, depth + 1) for kid in kids]
        else:
            names.add(name)
    return names


def _acts(root: Any, form: Any) -> list[str]:
    """What the document as a whole would do by itself; a place to open at is none of it."""
    opens = "/S" in _dict(root.get("/OpenAction"))
    scripts = "/JavaScript" in _dict(root.get("/Names"))
    return [str(one) for one in (opens, scripts, "/AA" in root, "/XFA" in form)]


# --- small readings that never raise --------------------------------------------------------------


def _dict(value: Any) -> Any:
    """A dictionary, or an empty one in place of anything else."""
    empty: Mapping[str, Any] = {}
    return value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else empty


def _listed(value: Any) -> list[Any]:
    return [value[index] for index in range(len(value))]


def _items(value: Any) -> list[Any]:
    """The dictionaries of an array."""
    if not isinstance(value, pikepdf.Array):
        return []
    return [one for one in _listed(value) if isinstance(one, pikepdf.Dictionary)]


def _number(value: Any, places: int = 3) -> str | None:
    """A number as text, the same for 1, 1.0 and 1.00001; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        rounded = round(Decimal(value), places)
    except ArithmeticError:
        return str(value)
    return f"{rounded.normalize() + 0:f}"


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _rect(mark: Any) -> str:
    """Corners to a tenth of a point: programs round them differently."""
    value = mark.get("/Rect")
    edges = _listed(value) if isinstance(value, pikepdf.Array) else []
    return str([_number(edge, 1) for edge in edges])


def _words(value: Any) -> str:
    """A text string, whichever of the two ways it is written in."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def _name_in(operands: list[Any]) -> str:
    """The name among the operands: first of ``Tf``, last of ``scn``."""
    names = [str(one) for one in operands if isinstance(one, pikepdf.Name)]
    return names[-1] if names else ""


def _content_streams(page: Any) -> list[Any]:
    held = page.get("/Contents")
    streams = _listed(held) if isinstance(held, pikepdf.Array) else [held]
    return [one for one in streams if isinstance(one, pikepdf.Stream)]
