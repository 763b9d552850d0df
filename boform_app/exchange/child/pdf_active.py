"""What in a PDF could act, open, send or carry something: found by name, anywhere in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from boform_app.exchange.child.kinds import MOST_ACTIVE

_MOST_OBJECTS = 300_000
_DEEPEST = 60

# A key with such a name, wherever it stands.
_KEYS = {
    "/JS": "JavaScript",
    "/JavaScript": "JavaScript",
    "/AA": "AdditionalActions",
    "/XFA": "XFA",
    "/EmbeddedFiles": "EmbeddedFile",
    "/EF": "EmbeddedFile",
    "/RichMediaContent": "RichMedia",
    "/Collection": "Portfolio",
}
# An action or annotation of such a kind.
_KINDS = {
    "/JavaScript": "JavaScript",
    "/Launch": "Launch",
    "/SubmitForm": "SubmitForm",
    "/ImportData": "ImportData",
    "/ResetForm": "ResetForm",
    "/Hide": "Hide",
    "/GoToR": "OtherFile",
    "/GoToE": "OtherFile",
    "/Thread": "OtherFile",
    "/URI": "Link",
    "/Rendition": "Media",
    "/Movie": "Media",
    "/Sound": "Media",
    "/Screen": "Media",
    "/3D": "Media",
    "/RichMedia": "RichMedia",
    "/RichMediaExecute": "RichMedia",
    "/SetOCGState": "Layers",
    "/FileAttachment": "EmbeddedFile",
    "/EmbeddedFile": "EmbeddedFile",
}


def names(pdf: pikepdf.Pdf) -> list[str]:
    """The names of everything active, sorted; of objects that nothing points to as well.

    Raises:
        ValueError: More objects, or deeper ones, than an honest document has.
    """
    found: set[str] = set()
    if _acts(pdf.Root.get("/OpenAction")):
        found.add("OpenAction")
    count = 0
    for whole in pdf.objects:
        for one in _inside(whole, 0):
            count += 1
            if count > _MOST_OBJECTS:
                raise ValueError("too many objects")
            found.update(_named(one))
    return sorted(found)[:MOST_ACTIVE]


def _acts(opening: Any) -> bool:
    """An opening action that is more than a place in the document to begin at."""
    return isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != pikepdf.Name("/GoTo")


def _inside(value: Any, depth: int) -> Iterator[Any]:
    """The dictionaries written inside an object; what it points to is an object of its own."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, pikepdf.Stream):
        value = value.stream_dict
    if isinstance(value, pikepdf.Dictionary):
        yield value
        children = [child for _, child in value.items()]
    elif isinstance(value, pikepdf.Array):
        children = list(value)
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from _inside(child, depth + 1)


def _named(one: pikepdf.Dictionary) -> Iterator[str]:
    keys = set(one.keys())
    for key in keys & _KEYS.keys():
        yield _KEYS[key]
    for key in keys & {"/S", "/Subtype", "/Type"}:
        kind = one.get(key)
        if isinstance(kind, pikepdf.Name) and str(kind) in _KINDS:
            yield _KINDS[str(kind)]
