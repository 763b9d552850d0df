"""A real PDF of a few blank pages: what the door for foreign files lets through."""

from __future__ import annotations

import io

import pikepdf


def small_pdf(pages: int = 1) -> bytes:
    """Its bytes; every call gives another file id, so keep what you compare with."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(200, 200))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()
