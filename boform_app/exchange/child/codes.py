"""QR codes in a picture. Looking for every kind of code takes ten times as long."""

from __future__ import annotations

from collections.abc import Iterator

import zxingcpp

from boform_app.exchange.child.kinds import LONGEST_CODE, MOST_CODES
from boform_app.exchange.child.plain import plain

_FORMATS = zxingcpp.barcode_formats_from_str("QRCode")


def in_gray(width: int, height: int, dots: bytes) -> list[str]:
    """The texts of the codes in a picture of one byte per dot."""
    return _texts(memoryview(dots).cast("B", (height, width)))


def in_rgb(width: int, height: int, dots: bytes) -> list[str]:
    """The texts of the codes in a picture of three bytes per dot."""
    return _texts(memoryview(dots).cast("B", (height, width, 3)))


def _texts(picture: memoryview) -> list[str]:
    return list(dict.fromkeys(_readable(picture)))[:MOST_CODES]


def _readable(picture: memoryview) -> Iterator[str]:
    for code in zxingcpp.read_barcodes(picture, formats=_FORMATS):
        text = plain(code.text, LONGEST_CODE)
        if code.valid and text:
            yield text
