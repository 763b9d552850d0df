"""Set text: nothing is markup, nothing is parted that belongs together, nothing is lost."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.values.danish import listed
from reports.contexts import Run
from reports.danish import NBSP, amount, clean, genitive, glue
from reports.errors import MissingCharacters
from reports.flowables import set_lines, set_text
from reports.fonts import lacking
from reports.letter import draw
from reports.page import NORMAL, TEXT_WIDTH
from reports.preview import page_count, page_image
from reports.render import missing_characters, render
from tests.reports import examples

BODY = NORMAL.body
PRINTABLE = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=("Cc", "Cf")),
        st.sampled_from("<>&\"'§æøåÆØÅ/b![]{}¶*\n’”–"),
    ),
    max_size=120,
)


def words(lines: list[str]) -> str:
    return "".join("".join(lines).replace(NBSP, " ").split())


@given(PRINTABLE)
@settings(max_examples=150, deadline=None)
def test_any_text_survives_setting_as_text(text: str) -> None:
    lines = set_text(f'<b>&"§{text}', BODY, 60)
    said = ["".join(chunk for chunk, _ in line.chunks) for line in lines]
    assert words(said) == words([clean(f'<b>&"§{text}')])


@given(PRINTABLE)
@settings(max_examples=12, deadline=None)
def test_any_text_survives_printing_as_text(text: str) -> None:
    text = "".join(one for one in text if not lacking(one))
    mark = f'<b>&"§ {text} </b>'
    context = examples.minimal()["plan_request"].with_text("why", mark)
    document = pypdfium2.PdfDocument(draw(context)[0])
    page = document[0]
    reader = page.get_textpage()
    printed = words([reader.get_text_bounded()])
    for one in (reader, page, document):
        one.close()
    assert words([clean(mark)]) in printed


@given(st.lists(st.tuples(PRINTABLE, st.booleans()), max_size=4), st.floats(15, 126))
@settings(max_examples=100, deadline=None)
def test_no_line_is_wider_than_its_column(runs: list[tuple[str, bool]], width: float) -> None:
    for line in set_lines(tuple(Run(text, bold) for text, bold in runs), BODY, width):
        assert line.width <= width + 0.001


@pytest.mark.parametrize(
    "whole",
    [
        "7. december 2026", "10. december", "kl. 9", "§ 110", "§ 85 a", "§§ 141", "stk. 6",
        "12 34 56 78", "4.100 kr.", "nr. 5",
    ],
)  # fmt: skip
def test_what_belongs_together_is_never_parted(whole: str) -> None:
    assert " " not in glue(whole)
    for width in range(30, 126, 3):
        lines = set_text(f"Vi skriver om {whole} og om {whole} igen", BODY, width)
        said = ["".join(chunk for chunk, _ in line.chunks).replace(NBSP, " ") for line in lines]
        assert sum(line.count(whole) for line in said) == 2


def test_postcode_and_city_stay_together() -> None:
    assert f"9000{NBSP}Aalborg" in glue("Prøvegade 12, 9000 Aalborg")
    assert glue("8900 Randers C") == f"8900{NBSP}Randers{NBSP}C"


def test_a_double_name_too_wide_for_its_column_is_parted_at_its_hyphen() -> None:
    lines = set_lines((Run("Åkjær-Nørremølle"),), BODY, 22)
    assert ["".join(chunk for chunk, _ in line.chunks) for line in lines] == [
        "Åkjær-", "Nørremølle",
    ]  # fmt: skip


def test_lines_but_the_last_go_on() -> None:
    lines = set_text("ord " * 60, BODY, TEXT_WIDTH)
    assert [line.continues for line in lines] == [True] * (len(lines) - 1) + [False]
    assert all(not first.chunks[-1][0].endswith(" ") for first, _ in pairwise(lines))


@pytest.mark.parametrize(
    ("name", "form"),
    [("Niels", "Niels’"), ("Samira", "Samiras"), ("Max", "Max’"), ("Fritz", "Fritz’"), ("", "")],
)
def test_genitive(name: str, form: str) -> None:
    assert genitive(name) == form


def test_lists_and_amounts() -> None:
    assert listed(("bolig",)) == "bolig"
    assert listed(("bolig", "økonomi", "post")) == "bolig, økonomi og post"
    assert amount(4100) == "4.100 kr."


def test_a_character_the_fonts_lack_is_told_before_printing() -> None:
    context = examples.minimal()["plan_request"].with_text("why", "Navnet er 王 og محمد, ikke Åse.")
    assert missing_characters(context) == ("王", "م", "ح", "د")
    with pytest.raises(MissingCharacters) as told:
        render(context)
    assert told.value.characters == ("王", "م", "ح", "د")


def test_what_the_fonts_have_is_not_told() -> None:
    for context in (*examples.pictured().values(), *examples.maximal().values()):
        assert missing_characters(context) == ()


def test_a_decomposed_letter_is_the_same_letter() -> None:
    assert clean("A\u030aben \u00adog\tlukket\r\n") == "Åben og lukket\n"


def test_a_preview_is_rgb_from_memory() -> None:
    data = render(examples.pictured()["referral"])
    assert page_count(data) == 2
    image = page_image(data, 0, 1.0)
    assert (image.width, image.height) == (596, 842)
    assert len(image.data) == image.stride * image.height
    assert image.data[:3] == b"\xff\xff\xff"
    assert len(BytesIO(image.data).getvalue()) > 0


def test_the_recovery_code_holds_the_printed_key() -> None:
    block = examples.pictured()["recovery_sheet"].section("key").blocks[0]
    assert getattr(block, "qr", "") == "BOFORM:NOEGLE:1:" + "".join(examples.RECOVERY.groups)
