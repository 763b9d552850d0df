"""A picture (PNG, JPEG, TIFF), read in the child: scaled down, turned upright, codes read."""

from __future__ import annotations

import math
import time
from io import BytesIO

from PIL import Image, ImageOps, JpegImagePlugin

from boform_app.exchange.child import codes
from boform_app.exchange.child.frame import Found, Reader, Refused
from boform_app.exchange.child.kinds import (
    LARGEST_PICTURE,
    MOST_CODE_DOTS,
    MOST_DOTS,
    MOST_PAGES,
    PATIENCE,
)

_FORMATS = ("PNG", "JPEG", "TIFF")
_MOST_FRAMES = 2_000


def reader(*, pages: bool, first: int | None = None) -> Reader:
    """What reads a picture; without ``pages`` it is only looked at.

    With ``first`` the pictures begin at that one, and no codes are looked for.
    """
    Image.MAX_IMAGE_PIXELS = LARGEST_PICTURE // 2  # Pillow refuses at twice the number

    def read(data: bytes) -> Found:
        try:
            with Image.open(BytesIO(data), formats=_FORMATS) as picture:
                return _found(picture, pages=pages, first=first)
        except Image.DecompressionBombError as bomb:
            raise Refused("file_memory") from bomb

    # What the library imports at its first file is imported now, before the fence closes.
    for name in _FORMATS:
        warm = BytesIO()
        Image.new("RGB", (4, 4)).save(warm, name)
        read(warm.getvalue())
    return read


def _found(picture: Image.Image, *, pages: bool, first: int | None) -> Found:
    count = min(int(getattr(picture, "n_frames", 1)), _MOST_FRAMES)
    # A JPEG of a telephone holds a second picture for its screen.
    found = Found(page_count=1 if picture.format == "MPO" else count)
    enough = time.monotonic() + PATIENCE
    start = first or 0
    for number in range(start, min(found.page_count, start + MOST_PAGES) if pages else start):
        if number > start and time.monotonic() > enough:
            break
        picture.seek(number)
        _add(found, _upright(picture), codes_wanted=first is None)
    return found


def _upright(picture: Image.Image) -> Image.Image:
    """The picture in gray or colour, on white, upright, small enough to look for codes in."""
    if math.prod(picture.size) > LARGEST_PICTURE:
        raise Refused("file_memory")
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        picture.draft(None, _fitting(picture.size, MOST_CODE_DOTS))
    turned = ImageOps.exif_transpose(picture)
    small = turned if math.prod(turned.size) <= MOST_CODE_DOTS else _scaled(turned, MOST_CODE_DOTS)
    if small.has_transparency_data:
        clear = small.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("RGB")
    return small.convert("RGB")


def _add(found: Found, large: Image.Image, *, codes_wanted: bool) -> None:
    small = large if math.prod(large.size) <= MOST_DOTS else _scaled(large, MOST_DOTS)
    dots = small.tobytes()
    found.pages.append((small.width, small.height, dots))
    if not codes_wanted:
        return
    seen = codes.in_rgb(small.width, small.height, dots)
    if not seen and not found.codes and large is not small:
        seen = codes.in_gray(large.width, large.height, large.convert("L").tobytes())
    found.codes += [code for code in seen if code not in found.codes]


def _scaled(picture: Image.Image, most: int) -> Image.Image:
    # Dots of a palette cannot be mixed.
    mixing = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return mixing.resize(_fitting(picture.size, most), Image.Resampling.BOX)


def _fitting(size: tuple[int, int], most: int) -> tuple[int, int]:
    """The size scaled to at most ``most`` dots, each side at least one."""
    width, height = size
    scale = min(1.0, math.sqrt(most / (width * height)))
    small = max(1, int(width * scale)), max(1, int(height * scale))
    return (min(small[0], most // small[1]) or 1, small[1]) if small[1] <= most else (1, most)
