"""The answer form: looks, fields, tags, and nothing about anybody in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfbase.ttfonts import TTFontFile

from models.values.case_codes import new_code, qr_content
from reports.answer_form import AnswerFormContext, render_answer_form
from reports.checks import check
from reports.errors import MissingCharacters
from reports.form_fields import FIELDS, FieldKind
from reports.preview import page_count, page_image
from tests.reports.forms import CODE, CONTEXT, TYPED, blank, filled, values
from tests.reports.test_documents import tool

TYPED_BY_DANES = "æøåÆØÅéöüäßÉÖÜÄ–’”“§½€&@"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "svarark.pdf"
    path.write_bytes(blank())
    return path


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def widgets(pdf: pikepdf.Pdf) -> Iterator[Any]:
    page: Any = pdf.pages[0].obj
    yield from page.Annots


def full_name(widget: Any) -> str:
    names = []
    while widget is not None:
        names += [str(widget.T)] if "/T" in widget else []
        widget = widget.get("/Parent")
    return ".".join(reversed(names))


# --- the document -------------------------------------------------------------------------------


def test_it_is_a_sound_page(file: Path) -> None:
    assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", file)
    told = tool("pdfinfo", file)
    assert re.search(r"Pages:\s+1\n", told)
    assert re.search(r"Tagged:\s+yes", told)
    assert re.search(r"Form:\s+AcroForm", told)
    assert re.search(r"JavaScript:\s+no", told)


def test_the_same_context_gives_the_same_bytes() -> None:
    assert render_answer_form(replace(CONTEXT)) == blank()
    assert render_answer_form(replace(CONTEXT, letter_date=date(2026, 11, 24))) != blank()


@settings(max_examples=8, deadline=None)
@given(
    st.text("ABC æøå", min_size=1, max_size=160).filter(str.strip),
    st.lists(st.text("Vej 123", min_size=1, max_size=90), max_size=4),
)
def test_it_is_always_one_page(house: str, address: list[str]) -> None:
    context = AnswerFormContext(house, tuple(address), CODE, date(2026, 1, 1))
    assert page_count(render_answer_form(context)) == 1


def test_a_character_the_fonts_lack_is_told() -> None:
    with pytest.raises(MissingCharacters):
        render_answer_form(replace(CONTEXT, house="Hus 🏠"))


def test_an_address_is_not_longer_than_the_window() -> None:
    with pytest.raises(ValueError, match="five lines"):
        replace(CONTEXT, address=("1", "2", "3", "4", "5"))


def test_nothing_in_it_can_name_a_person() -> None:
    assert {one.name for one in fields(AnswerFormContext)} == {
        "house", "address", "code", "letter_date", "tagline",
    }  # fmt: skip
    with opened(blank()) as pdf:
        info = {name: str(value) for name, value in pdf.trailer.Info.items()}
        assert info == {
            "/Title": "Svar til Havnehuset",
            "/Creator": "Boform",
            "/Producer": "Boform",
            "/CreationDate": "D:20261123000000+00'00'",
            "/ModDate": "D:20261123000000+00'00'",
        }
        assert "/Metadata" not in pdf.Root
        assert "/Names" not in pdf.Root
        assert "/OpenAction" not in pdf.Root


def test_the_words_are_those_of_the_picture() -> None:
    text = " ".join(pypdf.PdfReader(BytesIO(blank())).pages[0].extract_text().split())
    for words in (
        "Havnehuset Boform efter servicelovens § 110",
        "Sendes tilbage med Digital Post eller sikker mail",
        f"Sagskode {CODE} Koden indeholder ingen personoplysninger.",
        "Svar til Havnehuset Til vores brev af 23. november 2026.",
        "Udfyld det, I ved nu, og gem filen. Papir er også godt.",
        "Bevilget Delvist bevilget Afslag Ikke afgjort CTI ICM ACT Bostøtte, § 85 Andet",
        "Skriv helst uden navn og CPR-nummer. Sagskoden er nok.",
        "Vi er ikke handlekommune. Vi mener, det er:",
        f"Svarark · sagskode {CODE}",
    ):
        assert words in text


# --- the code -----------------------------------------------------------------------------------


def picture(data: bytes, dpi: float) -> Image.Image:
    page = page_image(data, 0, dpi / 72)
    size = (page.width, page.height)
    return Image.frombytes("RGB", size, page.data, "raw", "RGB", page.stride).convert("L")


def codes(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("turned", [0.0, 1.0, -1.7, 2.0, 90.0, 180.0])
@pytest.mark.parametrize("dpi", [100, 150])
def test_the_qr_code_is_read_from_print_and_scan(dpi: int, turned: float) -> None:
    page = picture(blank(), dpi)
    scanned = page.rotate(turned, resample=Image.Resampling.BILINEAR, expand=True, fillcolor=245)
    grey = scanned.point([60 + tone * 170 // 255 for tone in range(256)])
    assert codes(page) == [qr_content(CODE)]
    assert codes(grey) == [qr_content(CODE)]


@settings(max_examples=5, deadline=None)
@given(st.binary(min_size=5, max_size=5))
def test_any_code_is_read_back_from_the_page(drawn: bytes) -> None:
    code = new_code("HVN", drawn)
    assert codes(picture(render_answer_form(replace(CONTEXT, code=code)), 100)) == [
        qr_content(code)
    ]


def test_the_code_keeps_four_white_modules_around_it() -> None:
    dots = picture(blank(), 254)  # ten dots to the millimetre
    left, top, size, quiet = 1460, 333, 240, 38
    around = dots.crop((left - quiet, top - quiet, left + size + quiet, top + size + quiet))
    inside = (quiet - 2, quiet - 2, quiet + size + 2, quiet + size + 2)
    around.paste(255, inside)
    assert around.getextrema() == (255, 255)


# --- fields -------------------------------------------------------------------------------------


def test_another_program_fills_it_in_and_reads_it_back() -> None:
    data = filled(blank())
    assert values(data) == TYPED


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_field_can_be_filled_in(field: Any) -> None:
    typed = {
        FieldKind.TICK: "/on",
        FieldKind.CHOICE: f"/{field.choices[-1]}" if field.choices else "",
    }.get(field.kind, "Åse Ø. 4-12-2026"[: field.longest])
    assert values(filled(blank(), {field.key: typed})) == {field.key: typed}


def test_a_choice_can_be_cleared_and_holds_one_value() -> None:
    no_toggle_to_off, radio = 1 << 14, 1 << 15
    with opened(blank()) as pdf:
        for widget in widgets(pdf):
            if "/Parent" in widget and "/T" not in widget:
                assert int(widget.Parent.Ff) & radio
                assert not int(widget.Parent.Ff) & no_toggle_to_off
    once = filled(blank(), {"plan.state": "/made"})
    again = filled(once, {"plan.state": "/not_started"})
    assert values(again) == {"plan.state": "/not_started"}


def test_fields_have_words_and_limits_and_no_actions() -> None:
    with opened(blank()) as pdf:
        form: Any = pdf.Root.AcroForm
        assert not form.NeedAppearances
        found = set()
        for widget in widgets(pdf):
            field = widget if "/T" in widget else widget.Parent
            found.add(full_name(widget))
            assert str(field.TU)
            assert str(widget.Contents).startswith(str(field.TU))
            assert not {"/A", "/AA"} & set(widget.keys())
            assert int(widget.F) == 4
        by_key = {field.key: field for field in FIELDS}
        assert found == by_key.keys()
        for widget in widgets(pdf):
            field = by_key[full_name(widget)]
            if field.longest:
                assert int(widget.MaxLen) == field.longest
            if field.kind is FieldKind.DATE:
                assert str(widget.TU).endswith(", dd-mm-åååå")


def test_every_state_has_its_looks() -> None:
    with opened(blank()) as pdf:
        for widget in widgets(pdf):
            looks = widget.AP.N
            if isinstance(looks, pikepdf.Stream):
                assert "/Font" in looks.Resources
                continue
            assert str(widget.AS) == "/Off"
            states = {name: look.read_bytes().strip() for name, look in looks.items()}
            assert len(states) == 2
            assert states.pop("/Off") == b""
            assert b" l S" in states.popitem()[1]


def test_the_font_is_whole_and_has_what_danes_type() -> None:
    with opened(blank()) as pdf:
        (font,) = pdf.Root.AcroForm.DR.Font.values()
        program = TTFontFile(BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
        widths = list(font.Widths)
        assert str(font.Encoding) == "/WinAnsiEncoding"
        for letter in TYPED_BY_DANES + "abcxyzABCXYZ0123456789":
            (code,) = letter.encode("cp1252")
            assert program.charToGlyph[ord(letter)]
            assert widths[code - int(font.FirstChar)] == round(program.charWidths[ord(letter)])


def test_what_is_filled_in_is_seen_in_print(tmp_path: Path) -> None:
    """Poppler draws the looks pypdf made with our font; it would leave out what is not in it."""
    data = filled(blank(), {"caseworker.unit": TYPED_BY_DANES, "meeting.place": "Kørnerøj"})
    path = tmp_path / "svar.pdf"
    path.write_bytes(data)
    text = tool("pdftotext", "-layout", path, "-")
    assert TYPED_BY_DANES in text
    assert "Kørnerøj" in text


# --- tags ---------------------------------------------------------------------------------------


def test_own_checks_find_only_that_it_does_not_claim_to_be_archival() -> None:
    (finding,) = check(blank())
    assert "accessibility identification" in finding


def elements(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        kids: Any = node.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from elements(kid)


def test_every_field_is_tagged_and_reached_in_the_order_it_is_seen() -> None:
    with opened(blank()) as pdf:
        page: Any = pdf.pages[0].obj
        tree: Any = pdf.Root.StructTreeRoot
        assert page.Tabs == pikepdf.Name.S
        tags = list(elements(tree.K))
        forms = [tag for tag in tags if str(tag.S) == "/Form"]
        listed = list(page.Annots)
        assert [form.K.Obj.objgen for form in forms] == [one.objgen for one in listed]
        assert [str(form.Alt) for form in forms] == [str(one.Contents) for one in listed]
        numbers = list(tree.ParentTree.Nums)
        parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        for form, widget in zip(forms, listed, strict=True):
            assert parents[int(widget.StructParent)].objgen == form.objgen
        headings = [str(tag.S) for tag in tags if str(tag.S).startswith("/H")]
        assert headings == ["/H1", *["/H2"] * 7]
        figures = [str(tag.Alt) for tag in tags if str(tag.S) == "/Figure"]
        assert figures == [f"QR-kode med sagskoden {CODE}"]


def test_fields_stand_below_or_beside_each_other_in_reading_order() -> None:
    with opened(blank()) as pdf:
        corners = [(-round(float(w.Rect[3]) / 4), float(w.Rect[0])) for w in widgets(pdf)]
    # The box before "Vi er ikke handlekommune" is lower than the field to its right by half a line.
    steps = [(one, other) for one, other in pairwise(corners) if one >= other]
    assert len(steps) <= 1
