"""Forms filled in by other programs, seen through the door: the values come out, the form is known.

What counts as the form is told in ``reports.form_structure`` and tried there.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pikepdf import Dictionary, Name, String
from pypdf import PdfReader, PdfWriter

from boform_app.exchange.foreign import Foreign, inspect
from tests.campaigns import _foreign_samples as samples

FILLED = {"navn": "Åse Ærø", "afgoerelse": "Afslag", "vedlagt": "Yes", "metode": "ICM"}
FORM = samples.form_pdf()


def looked_at(data: bytes) -> Foreign:
    return inspect(data, pages=False)


@pytest.fixture(scope="module")
def empty() -> Foreign:
    return looked_at(FORM)


def _with_pypdf(writer: PdfWriter) -> bytes:
    values: dict[str, Any] = FILLED | {"afgoerelse": "/Afslag", "vedlagt": "/Yes"}
    for page in writer.pages:
        writer.update_page_form_field_values(page, values)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def by_pypdf() -> bytes:
    return _with_pypdf(PdfWriter(clone_from=PdfReader(io.BytesIO(FORM))))


def by_an_addition_at_the_end() -> bytes:
    """As Acrobat saves: the old bytes stay, what changed is added."""
    made = _with_pypdf(PdfWriter(io.BytesIO(FORM), incremental=True))
    assert made.startswith(FORM)
    return made


def by_pikepdf() -> bytes:
    """Values alone, without looks; packed and numbered in another way altogether."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(FORM)) as pdf:
        for field in list(pdf.Root.AcroForm.Fields):
            value = FILLED[str(field.T)]
            if Name.Btn == field.FT:
                field.V = Name(f"/{value}")
                for widget in list(field.get("/Kids", [field])):
                    widget.AS = field.V if str(field.V) in widget.AP.N else Name.Off
            else:
                field.V = String(value)
                del field["/AP"]
        generate = pikepdf.ObjectStreamMode.generate
        pdf.save(file, object_stream_mode=generate, recompress_flate=True, linearize=True)
    return file.getvalue()


@pytest.mark.parametrize("fill", [by_pypdf, by_an_addition_at_the_end, by_pikepdf])
def test_filling_in_changes_the_values_alone(fill: Callable[[], bytes], empty: Foreign) -> None:
    seen = looked_at(fill())
    assert seen.fields == FILLED
    assert seen.structure == empty.structure
    assert seen.active == ()


def test_a_browser_fills_in_the_same_form(empty: Foreign) -> None:
    """Chrome's library, with its own typing, clicking and saving."""
    document = pypdfium2.PdfDocument(FORM)
    document.init_forms()
    opened = document[0]
    form, page = document.formenv.raw, opened.raw
    text = ctypes.create_string_buffer("Åse Ærø\0".encode("utf-16-le"))

    def click(x: float, y: float) -> None:
        pdfium.FORM_OnMouseMove(form, page, 0, x, y)
        pdfium.FORM_OnLButtonDown(form, page, 0, x, y)
        pdfium.FORM_OnLButtonUp(form, page, 0, x, y)

    click(100, 710)
    pdfium.FORM_ReplaceSelection(form, page, ctypes.cast(text, pdfium.FPDF_WIDESTRING))
    click(140, 638)
    click(80, 598)
    pdfium.FORM_ForceToKillFocus(form)
    file = io.BytesIO()
    document.save(file)
    seen = looked_at(file.getvalue())
    assert seen.fields == FILLED | {"metode": "CTI"}
    assert seen.structure == empty.structure


def test_what_was_filled_in_stands_on_the_picture() -> None:
    assert inspect(by_pypdf()).pages != inspect(FORM).pages


def test_a_word_more_is_another_form(empty: Foreign) -> None:
    assert looked_at(samples.form_pdf("Andet?")).structure not in {"", empty.structure}


def test_a_document_without_fields_has_no_structure() -> None:
    assert looked_at(samples.scan_pdf()).structure == ""


def test_a_script_on_a_field_is_told() -> None:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(by_pypdf())) as pdf:
        pdf.Root.AcroForm.Fields[0].AA = Dictionary(K=Dictionary(S=Name.JavaScript, JS=String("1")))
        pdf.save(file)
    seen = looked_at(file.getvalue())
    assert seen.active == ("AdditionalActions", "JavaScript")
    assert seen.scripts


def test_the_label_of_a_choice_counts_and_not_its_number() -> None:
    """Acrobat numbers the states of buttons and keeps the words apart."""
    field = b"<</T(svar)/FT/Btn/Ff 49152/V/1/Opt[(Bevilget)(Afslag)]/Kids[6 0 R]>>"
    widget = b"<</Subtype/Widget/Parent 5 0 R/Rect[0 0 9 9]/AS/Off>>"
    data = samples.with_catalog(samples.FORM_AT_5, field, widget)
    assert looked_at(data).fields == {"svar": "Afslag"}
