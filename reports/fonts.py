"""IBM Plex Sans for print: registered once, and asked which characters it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from reports.danish import clean
from reports.page import REGULAR, SEMIBOLD
from resources import access

_FILES = {REGULAR: "IBMPlexSans-Regular.ttf", SEMIBOLD: "IBMPlexSans-SemiBold.ttf"}


@cache
def faces() -> dict[str, Any]:
    """The registered ReportLab fonts by name."""
    # ReportLab takes 200 ms to import; only what prints pays for it.
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - only what prints pays for it
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 - only what prints pays for it

    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(access.path("fonts", file))))
    return {name: pdfmetrics.getFont(name) for name in _FILES}


def font_name(*, bold: bool) -> str:
    """Name of the face for a weight."""
    return SEMIBOLD if bold else REGULAR


@lru_cache(maxsize=20_000)
def unit_width(text: str, *, bold: bool) -> float:
    """Width of a text at size 1, in points."""
    return float(faces()[font_name(bold=bold)].stringWidth(text, 1))


def lacking(texts: Iterable[str]) -> tuple[str, ...]:
    """Characters of the texts that a face lacks, each once, in order of appearance."""
    known = set.intersection(*(set(face.face.charToGlyph) for face in faces().values()))
    known |= {0x0A, 0xA0}
    seen = dict.fromkeys(one for text in texts for one in clean(text))
    return tuple(one for one in seen if ord(one) not in known)
