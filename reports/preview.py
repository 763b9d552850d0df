"""Pages of a document as raw pictures, from memory: no temporary file, no Qt."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_ONE_AT_A_TIME = threading.RLock()


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as RGB bytes, row by row from the top; ``stride`` is the bytes of a row."""

    width: int
    height: int
    stride: int
    data: bytes


def page_count(data: bytes) -> int:
    """Number of pages."""
    with opened(data) as document:
        return len(document)


def page_image(data: bytes, index: int, scale: float) -> PageImage:
    """A page as a picture.

    Args:
        data: Bytes of the document.
        index: From 0.
        scale: Pixels per point: 1.0 is 72 dpi, 300 / 72 for print.
    """
    with opened(data) as document:
        page = document[index]
        bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=_BGR)
        image = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        page.close()
        return image


_BGR = 2
"""FPDFBitmap_BGR; with the byte order reversed the bytes are red, green, blue. Paper needs no alpha."""


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A document of PDFium, which knows no threads: two at a time, on two workers, end the program.

    Everything that is asked of it is asked, and closed, inside.
    """
    import pypdfium2  # noqa: PLC0415 - only a preview pays for it

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
