"""Pages of a document as pictures for the window, from memory: no file, no screen."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from reports import preview

POINTS_PER_INCH = 72

# The PDF library holds global state: one document at a time, whichever worker asks.
_TURN = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A page.

    Attributes:
        width: Pixels.
        height: Pixels.
        rgb: ``width * height * 3`` bytes, row by row from the top.
    """

    width: int
    height: int
    rgb: bytes


def pictures(data: bytes, dpi: float) -> tuple[Picture, ...]:
    """All pages of a PDF; for a worker, not for the interface thread.

    Args:
        data: Bytes of the document.
        dpi: 96 is the size of paper on a plain screen, 300 for print.
    """
    with _TURN:
        return tuple(
            _tight(preview.page_image(data, index, dpi / POINTS_PER_INCH))
            for index in range(preview.page_count(data))
        )


def _tight(image: preview.PageImage) -> Picture:
    """Without the padding that a row may end with."""
    row = image.width * 3
    if image.stride == row:
        return Picture(image.width, image.height, image.data)
    rows = (
        image.data[top : top + row] for top in range(0, image.stride * image.height, image.stride)
    )
    return Picture(image.width, image.height, b"".join(rows))
