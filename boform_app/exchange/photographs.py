"""Photographs of a letter as one PDF, made from dots that the child process handed back."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

# A4 in points; a page that is wider than high lies on its side.
_SHORT, _LONG = 595.28, 841.89
_QUALITY = 82


def one_document(pages: Iterable[tuple[int, int, bytes]]) -> bytes:
    """A PDF with one picture on each page, as large as A4 lets it be.

    Args:
        pages: Width, height and RGB bytes of each, upright and in their order.
    """
    import pikepdf  # noqa: PLC0415 - architecture 14: imported where it is used

    made = pikepdf.new()
    for width, height, rgb in pages:
        wide, high = (_LONG, _SHORT) if width > height else (_SHORT, _LONG)
        scale = min(wide / width, high / height)
        across, down = width * scale, height * scale
        left, below = (wide - across) / 2, (high - down) / 2
        made.add_blank_page(page_size=(wide, high))
        page = made.pages[-1]
        picture = made.make_stream(
            _jpeg(width, height, rgb), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
            Width=width, Height=height, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        shown = f"q {across:.2f} 0 0 {down:.2f} {left:.2f} {below:.2f} cm /P Do Q"
        page.Contents = made.make_stream(shown.encode())
    kept = BytesIO()
    made.save(kept, deterministic_id=True)
    return kept.getvalue()


def _jpeg(width: int, height: int, rgb: bytes) -> bytes:
    from PIL import Image  # noqa: PLC0415 - as above

    kept = BytesIO()
    # Dots, not a file: there is nothing to parse.
    Image.frombytes("RGB", (width, height), rgb).save(kept, "JPEG", quality=_QUALITY)
    return kept.getvalue()
