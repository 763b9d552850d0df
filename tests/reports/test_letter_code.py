"""A request with a case code: read by a machine and aloud, in nobody's way, and not asked of old letters."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from boform_app.services._letter_kinds import KINDS
from models.values.case_codes import qr_content
from reports.checks import check
from reports.contexts import LetterContext
from reports.preview import page_count, page_image
from reports.render import render
from tests.reports import examples
from tests.reports.test_documents import tool

CODE = "HVN-7K4P-92QD"
REQUESTS = tuple(key for key, kind in KINDS.items() if kind.view.answers)


def with_code(context: LetterContext) -> LetterContext:
    return replace(context, meta=replace(context.meta, case_code=CODE))


def picture(data: bytes, dpi: float) -> Image.Image:
    page = page_image(data, 0, dpi / 72)
    size = (page.width, page.height)
    return Image.frombytes("RGB", size, page.data, "raw", "RGB", page.stride).convert("L")


@pytest.mark.parametrize("kind", REQUESTS)
def test_the_code_is_on_the_first_page_and_says_nothing_else(kind: str) -> None:
    context = with_code(examples.pictured()[kind])
    data = render(context)
    assert check(data, context) == ()
    for dpi, turned in ((100, 0), (110, 1.5), (150, -2)):
        scanned = picture(data, dpi).rotate(turned, Image.Resampling.BILINEAR, fillcolor=250)
        (code,) = zxingcpp.read_barcodes(scanned)
        assert code.text == qr_content(CODE)


def test_what_can_be_answered_is_known() -> None:
    assert len(REQUESTS) >= 6


@pytest.mark.parametrize("kind", REQUESTS)
def test_it_pushes_nothing_and_leaves_the_window_free(kind: str, tmp_path: Path) -> None:
    before, after = examples.pictured()[kind], with_code(examples.pictured()[kind])
    plain, coded = render(before), render(after)
    assert page_count(coded) == page_count(plain)
    window, below, sender = (10, 36, 120, 85), (0, 85.5, 210, 297), (145, 30, 210, 85)
    one, other = picture(plain, 254), picture(coded, 254)
    for left, top, right, low in (window, below, sender):
        part = (left * 10, top * 10, right * 10, low * 10)
        assert one.crop(part).tobytes() == other.crop(part).tobytes()
    path = tmp_path / "letter.pdf"
    path.write_bytes(coded)
    assert f"Sagskode\n{CODE}" in tool("pdftotext", "-f", "1", "-l", "1", path, "-")


def test_the_widest_code_stays_clear_of_the_sender() -> None:
    context = examples.pictured()["plan_request"]
    wide = replace(context, meta=replace(context.meta, case_code="MWMW-MWMW-MWMW"))
    dots = picture(render(wide), 254)
    between = dots.crop((1440, 360, 1460, 850))
    assert between.getextrema() == (255, 255)


def test_a_letter_stored_without_a_code_is_as_it_was() -> None:
    context = examples.pictured()["plan_request"]
    stored = json.loads(context.to_json())
    assert "case_code" not in stored["meta"]
    again = LetterContext.from_json(json.dumps(stored))
    assert again.meta.case_code == ""
    with pikepdf.open(BytesIO(render(again))) as pdf:
        assert b"/Figure" not in pdf.pages[0].Contents.read_bytes()
    coded = with_code(context)
    assert LetterContext.from_json(coded.to_json()) == coded
