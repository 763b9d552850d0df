"""The digest of a form: the same however it was filled in and saved, another after any change."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from pypdfium2 import raw

from reports.answer_form import render_answer_form
from reports.form_structure import digest_of as digest
from reports.form_structure import structure_digest
from tests.reports.forms import CONTEXT, blank, changed, filled, values
from tests.reports.test_documents import tool

# --- filled in and saved ------------------------------------------------------------------------


@pytest.mark.parametrize("incremental", [False, True])
@pytest.mark.parametrize("regenerate", [False, True, None])
def test_filling_in_leaves_it_as_it_is(*, incremental: bool, regenerate: bool | None) -> None:
    data = filled(blank(), incremental=incremental, regenerate=regenerate)
    assert values(data)
    assert digest(data) == digest(blank())


def test_so_does_filling_in_twice_and_by_hand() -> None:
    def write(pdf: pikepdf.Pdf) -> None:
        page: Any = pdf.pages[0].obj
        for widget in page.Annots:
            if "/T" in widget:
                widget.V = String("skrevet uden udseende")
        pdf.Root.AcroForm.NeedAppearances = True
        pdf.docinfo["/Producer"] = "Another program"
        page.CropBox, page.Rotate, page.UserUnit = page.MediaBox, 0, 1

    assert digest(changed(filled(blank()), write)) == digest(blank())


def test_so_does_the_reader_in_a_browser() -> None:
    """PDFium, clicked and typed into, then saved: what Edge and Chrome do."""
    document = pypdfium2.PdfDocument(blank())
    document.init_forms()
    page, form = document[0], document.formenv
    with pikepdf.open(BytesIO(blank())) as pdf:
        first: Any = pdf.pages[0].obj
        places = [[float(edge) for edge in one.Rect] for one in first.Annots]
    for at, typed in ((0, "Åse Østergård"), (5, "")):
        left, low, right, high = places[at]
        x, y = (left + right) / 2, (low + high) / 2
        raw.FORM_OnMouseMove(form, page, 0, x, y)
        raw.FORM_OnLButtonDown(form, page, 0, x, y)
        raw.FORM_OnLButtonUp(form, page, 0, x, y)
        if typed:
            units = f"{typed}\0".encode("utf-16-le")
            text = (ctypes.c_ushort * (len(units) // 2)).from_buffer_copy(units)
            raw.FORM_ReplaceSelection(form, page, text)
    raw.FORM_ForceToKillFocus(form)
    saved = BytesIO()
    document.save(saved)
    document.close()
    assert values(saved.getvalue()) == {
        "caseworker.name": "Åse Østergård",
        "plan.state": "/in_progress",
    }
    assert digest(saved.getvalue()) == digest(blank())


@pytest.mark.parametrize(
    "arguments",
    [
        ("qpdf", "--object-streams=generate", "--linearize"),
        ("qpdf", "--qdf", "--object-streams=disable"),
        ("qpdf", "--normalize-content=y", "--compress-streams=n"),
        ("mutool", "clean", "-gggg", "-z"),
    ],
    ids=lambda arguments: arguments[1],
)
def test_so_does_saving_with_other_tools(arguments: tuple[str, ...], tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(filled(blank()))
    tool(*arguments, before, after)
    assert digest(after.read_bytes()) == digest(blank())


def test_another_answer_gives_the_same_and_another_form_does_not() -> None:
    assert digest(filled(blank(), {"other.text": "Noget andet"})) == digest(blank())
    another = render_answer_form(
        CONTEXT.__class__(CONTEXT.house, CONTEXT.address, "HVN-0000-0000", CONTEXT.letter_date)
    )
    assert digest(another) != digest(blank())


def test_a_document_without_fields_has_none() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        assert not structure_digest(pdf)


# --- changed ------------------------------------------------------------------------------------


def annots(pdf: pikepdf.Pdf) -> Any:
    page: Any = pdf.pages[0].obj
    return page.Annots


def add_field(pdf: pikepdf.Pdf) -> None:
    made = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("cpr"),
            Rect=Array([40, 40, 90, 60]),
        )
    )  # fmt: skip
    annots(pdf).append(made)
    pdf.Root.AcroForm.Fields.append(made)


def add_hidden_field(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields.append(
        pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("unseen"), V=String("x")))
    )


def remove_field(pdf: pikepdf.Pdf) -> None:
    page: Any = pdf.pages[0].obj
    page.Annots = Array(list(page.Annots)[1:])


def rename_field(pdf: pikepdf.Pdf) -> None:
    annots(pdf)[0].T = String("unit2")


def rename_group(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].T = String("somebody")


def move_field(pdf: pikepdf.Pdf) -> None:
    rect = annots(pdf)[0].Rect
    rect[0] = float(rect[0]) + 1


def swap_choices(pdf: pikepdf.Pdf) -> None:
    looks = [one.AP.N for one in annots(pdf) if "/made" in one.AP.N or "/in_progress" in one.AP.N]
    for look, (old, new) in zip(
        looks, (("/in_progress", "/made"), ("/made", "/in_progress")), strict=True
    ):
        look[new] = look[old]
        del look[old]


def rename_choice(pdf: pikepdf.Pdf) -> None:
    (look,) = [one.AP.N for one in annots(pdf) if "/cti" in one.AP.N]
    look["/act2"] = look["/cti"]
    del look["/cti"]


def other_tooltip(pdf: pikepdf.Pdf) -> None:
    annots(pdf)[0].TU = String("Borgerens CPR-nummer")


def longer_field(pdf: pikepdf.Pdf) -> None:
    annots(pdf)[0].MaxLen = 9999


def another_kind(pdf: pikepdf.Pdf) -> None:
    annots(pdf)[0].Ff = 1 << 12


def password_field(pdf: pikepdf.Pdf) -> None:
    annots(pdf)[0].Ff = 1 << 13


def hide_field(pdf: pikepdf.Pdf) -> None:
    annots(pdf)[0].F = 2


def script_on_field(pdf: pikepdf.Pdf) -> None:
    annots(pdf)[0].AA = Dictionary(F=Dictionary(S=Name.JavaScript, JS=String("1")))


def script_at_opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("1"))


def add_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


def turn_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].rotate(90, relative=False)


def cut_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].cropbox = Array([0, 0, 300, 300])


def add_text(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"q 0 0 10 10 re f Q")


def change_text(pdf: pikepdf.Pdf) -> None:
    page: Any = pdf.pages[0].obj
    content = page.Contents.read_bytes()
    assert b") Tj" in content
    page.Contents = pdf.make_stream(content.replace(b") Tj", b"\x01) Tj", 1))


def change_font(pdf: pikepdf.Pdf) -> None:
    page: Any = pdf.pages[0].obj
    font = next(iter(page.Resources.Font.values()))
    program = bytearray(font.FontDescriptor.FontFile2.read_bytes())
    program[-20] ^= 1
    font.FontDescriptor.FontFile2.write(bytes(program))


def cover_with_note(pdf: pikepdf.Pdf) -> None:
    annots(pdf).append(
        pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([40, 400, 300, 500]),
                Contents=String("Bevilget"),
            )
        )
    )  # fmt: skip


CHANGES: tuple[Callable[[pikepdf.Pdf], None], ...] = (
    add_field, add_hidden_field, remove_field, rename_field, rename_group, move_field,
    swap_choices, rename_choice, other_tooltip, longer_field, another_kind, password_field,
    hide_field, script_on_field, script_at_opening, add_page, turn_page, cut_page, add_text,
    change_text, change_font, cover_with_note,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_of_the_form_is_seen(change: Callable[[pikepdf.Pdf], None]) -> None:
    whole = digest(blank())
    assert digest(changed(blank(), change)) != whole
    assert digest(changed(filled(blank()), change)) != whole


# --- hostile ------------------------------------------------------------------------------------


def loop_of_parents(pdf: pikepdf.Pdf) -> None:
    field = annots(pdf)[0]
    field.Parent.Parent = field


def loop_of_kids(pdf: pikepdf.Pdf) -> None:
    group = pdf.Root.AcroForm.Fields[0]
    group.Kids.append(group)


def loop_in_resources(pdf: pikepdf.Pdf) -> None:
    page: Any = pdf.pages[0].obj
    font = next(iter(page.Resources.Font.values()))
    font.Again = page.Resources.Font


def wrong_types(pdf: pikepdf.Pdf) -> None:
    field = annots(pdf)[0]
    field.Rect, field.MaxLen, field.T = Name.Rect, Dictionary(), 7
    annots(pdf)[1].AP = Array([1, 2])
    annots(pdf).append(7)
    pdf.Root.AcroForm.Fields.append(Name.Field)


@pytest.mark.parametrize("change", [loop_of_parents, loop_of_kids, loop_in_resources, wrong_types])
def test_what_no_program_makes_gives_another_digest(
    change: Callable[[pikepdf.Pdf], None],
) -> None:
    assert digest(changed(blank(), change)) != digest(blank())


def test_far_too_many_fields_are_refused() -> None:
    def crowd(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields.extend(Dictionary(T=String(str(one))) for one in range(6_000))

    with pytest.raises(ValueError, match="more than"):
        digest(changed(blank(), crowd))


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_a_damaged_file_gives_some_digest_or_is_refused(data: st.DataObject) -> None:
    damaged = bytearray(blank())
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = digest(bytes(damaged))
    except (pikepdf.PdfError, ValueError):
        return
    assert len(found) in {0, 64}
