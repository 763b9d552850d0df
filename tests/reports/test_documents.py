"""Must-show 6: every document with the least and the most content, on the bytes that are stored."""

from __future__ import annotations

import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import pdfa

from dev import PDF_TOOLS
from reports import pdf as workshop
from reports.checks import check
from reports.contexts import LetterContext
from reports.errors import NotConforming
from reports.pdf import UA_IDENTIFICATION, without_identification
from reports.reading import spoken
from reports.render import passed, proof, render
from tests.reports.rendered import DOCUMENTS, stored


class _Rendered(dict[str, bytes]):
    """Each document is rendered when the first test of this process asks for it."""

    def __missing__(self, name: str) -> bytes:
        return stored(name)


@pytest.fixture(scope="module")
def rendered() -> dict[str, bytes]:
    return _Rendered()


def tool(name: str, *arguments: str | Path) -> str:
    """Output of an outside tool; a missing one fails the test, it never skips it."""
    found = shutil.which(name)
    assert found, f"{name} is missing: apt-get install {' '.join(sorted(set(PDF_TOOLS.values())))}"
    done = subprocess.run(
        [found, *map(str, arguments)], capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("name", DOCUMENTS)
def test_qpdf_finds_nothing(name: str, rendered: dict[str, bytes], tmp_path: Path) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(rendered[name])
    assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", file)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_without_the_identification_it_passes_as_3b(name: str, rendered: dict[str, bytes]) -> None:
    data = rendered[name]
    plain = without_identification(data)
    report = pdfa.validate_written(BytesIO(plain), "3b")
    assert report.passed, report.findings
    assert len(plain) == len(data)
    differing = [at for at in range(len(data)) if data[at] != plain[at]]
    start = data.index(UA_IDENTIFICATION)
    inside = {at for at in differing if start <= at < start + len(UA_IDENTIFICATION)}
    (letter,) = set(differing) - inside
    assert data[letter - 20 : letter + 1] == b"<pdfaid:conformance>A"


def test_what_is_looked_at_is_what_is_stored(rendered: dict[str, bytes]) -> None:
    assert proof(DOCUMENTS["pictured-admission_notice"]) == rendered["pictured-admission_notice"]


def test_what_is_looked_at_loads_no_validator() -> None:
    code = (
        "import sys\n"
        "from reports.render import proof\n"
        "from tests.reports import examples\n"
        "proof(examples.pictured()['admission_notice'])\n"
        "heavy = {'pikepdf.pdfa', 'fontTools', 'jsonschema', 'lxml'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_it_is_saved_and_coloured_as_the_validator_s_own_hand_would() -> None:
    assert workshop._settings() == pdfa.resolve_save_kwargs("3b", deterministic_id=True)
    with pikepdf.new() as empty:
        empty.add_blank_page()
        pdfa.prepare(empty, "3b")
        profile = empty.Root.OutputIntents[0].DestOutputProfile
        assert workshop._srgb() == bytes(profile.read_bytes())


def test_what_the_validator_does_not_pass_may_be_looked_at_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing(_pdf: pikepdf.Pdf) -> None:
        """As if the colours were forgotten."""

    monkeypatch.setattr(workshop, "_output_intent", nothing)
    context = DOCUMENTS["pictured-admission_notice"]
    colourless = proof(context)
    with pytest.raises(NotConforming):
        passed(colourless)
    with pytest.raises(NotConforming):
        render(context)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_own_checks_find_nothing(name: str, rendered: dict[str, bytes]) -> None:
    assert check(rendered[name], DOCUMENTS[name]) == ()


# Poppler walks the whole tree for every element: half a minute for a long document. One of each kind
# as in the pictures and the longest stand for the others; our own reader (``check``) reads them all.
READ_BY_POPPLER = [
    name
    for name in DOCUMENTS
    if name.startswith("pictured-") or name in {"overlong-referral", "maximal-discharge_decision"}
]


@pytest.mark.parametrize("name", READ_BY_POPPLER)
def test_poppler_reads_it_in_the_order_of_the_text(
    name: str, rendered: dict[str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(rendered[name])
    assert poppler_text(file) == squeezed("".join(spoken(DOCUMENTS[name])))


def poppler_text(file: Path) -> str:
    lines = tool("pdfinfo", "-struct-text", file).splitlines()
    quoted = [line.strip()[1:-1] for line in lines if line.strip().startswith('"')]
    return squeezed("".join(quoted))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_same_context_gives_the_same_bytes() -> None:
    context = DOCUMENTS["pictured-referral"]
    again = LetterContext.from_json(context.to_json())
    assert render(again) == render(context)


def test_the_date_of_the_pdf_is_that_of_the_letter(rendered: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(rendered["pictured-referral"])) as pdf:
        info: Any = pdf.trailer.Info
        assert str(info.CreationDate).startswith("D:20261123")
        assert str(info.Title) == "Henvisning til ICM-støtte efter servicelovens § 85 a"


# --- four planted faults ------------------------------------------------------------------------


def faulty(data: bytes, change: Any) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.fixture
def letter(rendered: dict[str, bytes]) -> bytes:
    return rendered["pictured-admission_notice"]


def test_an_untagged_paragraph_is_caught(letter: bytes) -> None:
    def untag(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        content = page.Contents.read_bytes()
        first = content.index(b"/P <</MCID")
        end = content.index(b"BDC", first) + 3
        close = content.index(b"EMC", end)
        bare = content[:first] + content[end:close] + content[close + 3 :]
        page.Contents = pdf.make_stream(bare)

    assert "page 1: text outside marked content" in check(faulty(letter, untag))


def test_a_missing_tounicode_is_caught(letter: bytes) -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        fonts: Any = pdf.pages[0].resources.Font
        del fonts[min(fonts.keys())]["/ToUnicode"]

    assert any("no ToUnicode" in finding for finding in check(faulty(letter, strip)))


def test_a_wrong_order_is_caught(letter: bytes, tmp_path: Path) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        document: Any = pdf.Root.StructTreeRoot.K
        kids = list(document.K)
        kids[3], kids[4] = kids[4], kids[3]
        document.K = pikepdf.Array(kids)

    wrong = faulty(letter, swap)
    context = DOCUMENTS["pictured-admission_notice"]
    assert "the reading order is not that of the text" in check(wrong, context)
    file = tmp_path / "wrong.pdf"
    file.write_bytes(wrong)
    assert poppler_text(file) != squeezed("".join(spoken(context)))


def test_a_lost_font_is_caught(letter: bytes) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        fonts: Any = pdf.pages[0].resources.Font
        del fonts[max(fonts.keys())]

    assert any("is lost" in finding for finding in check(faulty(letter, lose)))


def test_a_font_that_is_not_embedded_is_caught(letter: bytes) -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[0].resources.Font.values():
            del font.FontDescriptor["/FontFile2"]

    assert any("is not embedded" in finding for finding in check(faulty(letter, strip)))


def test_a_header_cell_without_scope_is_caught(letter: bytes) -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.TH:
                del one["/A"]

    assert "a header cell has no scope" in check(faulty(letter, strip))


def test_an_unidentified_document_is_caught(letter: bytes) -> None:
    assert check(without_identification(letter)) == (
        "the accessibility identification is not there",
    )
