"""A PDF, read in the child: pictures of its pages, its form, its codes, and what in it could act."""

from __future__ import annotations

import math
import time
from io import BytesIO
from typing import Any

import pikepdf

from boform_app.exchange.child import kinds as limits
from boform_app.exchange.child import pdf_active, pdf_form
from boform_app.exchange.child.frame import Found, Reader, Refused
from reports.form_structure import structure_digest

_POINTS_PER_INCH = 72
# Without a table of its objects: also the way through a damaged file is walked once.
_WARM = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[4 0 R]>>endobj\n"
    b"4 0 obj<</T(a)/FT/Tx/V(b)/Subtype/Widget/Rect[0 0 5 5]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


def reader(*, pages: bool, first: int | None = None) -> Reader:
    """What reads a PDF; without ``pages`` no pictures are made and no codes looked for.

    With ``first`` the pictures begin at that page, are as fine as they may be, and are only looked at.
    """
    if pages:
        import pypdfium2  # noqa: PLC0415 - as above

        from boform_app.exchange.child import codes  # noqa: PLC0415 - paid for where there are pictures

    def read(data: bytes) -> Found:
        enough = time.monotonic() + limits.PATIENCE
        found = _read(data)
        if pages:
            document = pypdfium2.PdfDocument(data)
            document.init_forms()
            start = first or 0
            for number in range(start, min(len(document), start + limits.MOST_PAGES)):
                if number > start and time.monotonic() > enough:
                    break
                if first is None:
                    _add_page(found, document[number], codes)
                else:
                    fine = _picture(
                        document[number], limits.PRINT_DPI, limits.MOST_DOTS, gray=False
                    )
                    found.pages.append(fine)
        return found

    # What a library imports at its first file is imported now, before the fence closes.
    read(_WARM)
    return read


def _read(data: bytes) -> Found:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            form = pdf_form.read(pdf)
            return Found(
                page_count=min(len(pdf.pages), limits.MOST_PAGE_COUNT),
                fields=form.values,
                structure=structure_digest(pdf),
                active=pdf_active.names(pdf),
                encrypted=pdf.is_encrypted,
            )
    except pikepdf.PasswordError as locked:
        raise Refused("file_locked") from locked


def _add_page(found: Found, page: Any, codes: Any) -> None:
    """Picture a page, with its form; look for codes, once more and larger while there are none."""
    width, height, dots = _picture(page, limits.DPI, limits.MOST_DOTS, gray=False)
    found.pages.append((width, height, dots))
    seen = codes.in_rgb(width, height, dots)
    if not seen and not found.codes:
        seen = codes.in_gray(*_picture(page, limits.CODE_DPI, limits.MOST_CODE_DOTS, gray=True))
    found.codes += [code for code in seen if code not in found.codes]
    del found.codes[limits.MOST_CODES :]


def _picture(page: Any, dpi: int, most: int, *, gray: bool) -> tuple[int, int, bytes]:
    scale = dpi / _POINTS_PER_INCH
    width, height = (side * scale for side in page.get_size())
    if not (math.isfinite(width * height) and width > 0 and height > 0):
        raise ValueError("a page without size")
    if max(width, height) > most:
        raise Refused("file_memory")
    # Each side is rounded up to whole dots.
    fitting = min(1.0, math.sqrt(most / ((width + 1) * (height + 1))))
    bitmap = page.render(scale=scale * fitting, grayscale=gray, rev_byteorder=not gray)
    row = bitmap.width * bitmap.n_channels
    if bitmap.width * bitmap.height > most or bitmap.n_channels != (1 if gray else 3):
        raise Refused("file_memory")
    dots = memoryview(bitmap.buffer).cast("B")
    if bitmap.stride == row:
        return bitmap.width, bitmap.height, bytes(dots)
    rows = (dots[top : top + row] for top in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    return bitmap.width, bitmap.height, b"".join(rows)
