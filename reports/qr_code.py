"""QR codes in print: level M, drawn as one path, with the words a screen reader says instead."""

from __future__ import annotations

from functools import lru_cache

from reports.flowables import Painter, draw_modules
from reports.page import HEIGHT, MM
from reports.tagging import Element

QUIET_MODULES = 4
"""White modules that must stay around a code (ISO/IEC 18004)."""


def modules(content: str) -> list[list[int]]:
    """Rows of dark (1) and light (0) modules, without the white around them."""
    return [list(line) for line in _matrix(content)]


# A letter is measured and drawn, and its answer form bears the same code: worked out once.
@lru_cache(maxsize=4)
def _matrix(content: str) -> tuple[tuple[int, ...], ...]:
    import segno  # noqa: PLC0415 - only what prints a code pays for it

    return tuple(tuple(line) for line in segno.make(content, micro=False, error="m").matrix)


def draw_code(
    painter: Painter, figure: Element, content: str, place: tuple[float, float, float]
) -> None:
    """Draw a code as content of ``figure``.

    Args:
        painter: Where to.
        figure: Element with its alternative text; gets its box.
        content: What the code says.
        place: Left edge, top and size of the dark modules in millimetres.
    """
    x, top, size = place
    low = HEIGHT - top - size
    figure.bbox = (x * MM, low * MM, (x + size) * MM, (low + size) * MM)
    with painter.marker.content(figure):
        draw_modules(modules(content), x, 0.0, size)(painter, top)
