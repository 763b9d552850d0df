"""Where the fields of one of our own forms stand on its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf


@dataclass(frozen=True, slots=True)
class Place:
    """A field's box as parts (0 to 1) of the page, from its top left.

    Attributes:
        page: From 0.
    """

    page: int
    left: float
    top: float
    width: float
    height: float


def field_places(data: bytes) -> Mapping[str, tuple[Place, ...]]:
    """Places by full field name; several for a group of boxes.

    Args:
        data: A form that was made here and stored; foreign bytes are never opened like this.
    """
    found: dict[str, list[Place]] = {}
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            _, _, width, height = (float(edge) for edge in page.mediabox)
            for widget in _widgets(page):
                left, low, right, high = (float(edge) for edge in widget.Rect)
                place = Place(
                    number,
                    left / width,
                    1 - high / height,
                    (right - left) / width,
                    (high - low) / height,
                )
                found.setdefault(_name(widget), []).append(place)
    return {name: tuple(places) for name, places in found.items()}


def _widgets(page: Any) -> list[Any]:
    marks = page.obj.get("/Annots", [])
    return [mark for mark in marks if mark.get("/Subtype") == pikepdf.Name.Widget]


def _name(widget: Any) -> str:
    parts = []
    while widget is not None:
        if "/T" in widget:
            parts.append(str(widget.T))
        widget = widget.get("/Parent")
    return ".".join(reversed(parts))
