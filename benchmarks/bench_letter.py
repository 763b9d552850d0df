"""A two-page letter against bare ReportLab plus ``pikepdf.pdfa.save`` of the same text.

Both sides embed the same two faces and give a document that is valid PDF/A-3b; ours is laid out,
tagged, identified and checked for missing characters as well.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import pdfa
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, SimpleDocTemplate
from reportlab.platypus import Paragraph as BareParagraph

from benchmarks.measure import side_by_side
from benchmarks.result import Result
from reports.fonts import faces
from reports.page import REGULAR, SEMIBOLD
from reports.reading import spoken
from reports.render import render
from tests.reports import examples

LIMIT = 1.3
_HEADING_LENGTH = 30


def run() -> list[Result]:
    """The referral and the request of the pictures, two pages each."""
    results = []
    for kind in ("referral", "plan_request"):
        context = examples.pictured()[kind]
        ours, floor = side_by_side(partial(render, context), partial(bare, spoken(context)))
        name = f"two-page letter, {kind}"
        results.append(Result(name, ours, "ms", floor, "bare ReportLab + pikepdf.pdfa.save", LIMIT))
    return results


def bare(texts: tuple[str, ...]) -> bytes:
    """The same words as paragraphs, without layout, rules or tags."""
    faces()
    body = ParagraphStyle("body", fontName=REGULAR, fontSize=9.6, leading=13.4, spaceAfter=8)
    head = ParagraphStyle("head", parent=body, fontName=SEMIBOLD)
    story: list[Flowable] = [
        BareParagraph(escape(text), head if len(text) < _HEADING_LENGTH else body) for text in texts
    ]
    drawn, saved = BytesIO(), BytesIO()
    SimpleDocTemplate(drawn, initialFontName=REGULAR, lang="da-DK").build(story)
    with pikepdf.open(drawn) as pdf:
        for page in pdf.pages:
            # An empty transition, which PDF/A does not allow.
            if "/Trans" in page.obj:
                del page.obj["/Trans"]
        pdfa.save(pdf, saved, "3b")
    return saved.getvalue()
