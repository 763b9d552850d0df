"""Files from outside, through the real door: a child process for each."""

from __future__ import annotations

import dataclasses
import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from boform_app.errors import ForeignFile
from boform_app.exchange import _run, foreign
from boform_app.exchange.child import pdf_active
from boform_app.exchange.foreign import Foreign, Kind, inspect, inspect_with
from tests.campaigns import _foreign_samples as samples
from ui.messages import describe


def code_of(data: bytes, want: Kind | None = None) -> str:
    with pytest.raises(ForeignFile) as refused:
        inspect(data, want=want)
    return refused.value.code


def test_a_form_shows_its_page_fields_and_code() -> None:
    seen = inspect(samples.form_pdf(), want="pdf")
    assert (seen.kind, seen.page_count, seen.encrypted) == ("pdf", 1, False)
    assert seen.fields == {"navn": "", "afgoerelse": "", "vedlagt": "", "metode": "CTI"}
    assert seen.codes == (samples.CODE,)
    assert seen.active == ()
    assert not seen.scripts
    assert len(seen.structure) == 64
    page = seen.pages[0]
    # A4 at 100 dpi, white in the corner and not white everywhere.
    assert (page.width, page.height) == (827, 1170)
    assert len(page.rgb) == page.width * page.height * 3
    assert page.rgb[:3] == b"\xff\xff\xff"
    assert len(set(page.rgb)) > 1


def test_the_colours_are_in_their_places() -> None:
    file = io.BytesIO()
    Image.new("RGB", (20, 10), (200, 30, 10)).save(file, "PDF")
    rgb = inspect(file.getvalue()).pages[0].rgb
    assert rgb[0] > 150
    assert rgb[2] < 60


@pytest.mark.parametrize("name", ["PNG", "JPEG", "TIFF", "scan"])
def test_the_code_on_a_scanned_answer_is_read(name: str) -> None:
    assert inspect(samples.honest()[name]).codes == (samples.CODE,)


def test_a_large_picture_is_scaled_down_and_turned_upright() -> None:
    file = io.BytesIO()
    large = Image.new("RGB", (4000, 2000), "white")
    large.paste("black", (0, 0, 2000, 2000))
    exif = Image.Exif()
    exif[0x0112] = 6  # the telephone was held upright
    large.save(file, "JPEG", exif=exif)
    page = inspect(file.getvalue()).pages[0]
    assert page.height > 1.9 * page.width
    assert page.width * page.height <= 2_200_000
    assert max(page.rgb[:3]) < 20
    assert min(page.rgb[-3:]) > 235


def test_a_transparent_picture_lies_on_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (5, 5), (0, 0, 0, 0)).save(file, "PNG")
    assert set(inspect(file.getvalue()).pages[0].rgb) == {255}


def test_each_page_of_a_fax_is_a_picture() -> None:
    assert len(inspect(samples.honest()["TIFF"]).pages) == 2


def test_without_pages_there_are_fields_and_nothing_to_look_at() -> None:
    seen = inspect(samples.form_pdf(), pages=False)
    assert (seen.page_count, seen.pages, seen.codes) == (1, (), ())
    assert seen.structure


def test_a_calendar_gives_its_events() -> None:
    first, second = inspect(samples.calendar(), want="ics").events
    assert first.start == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert (first.summary, first.end) == ("Møde, sag 1", None)
    assert (second.start, second.place) == (date(2026, 11, 25), "Rådhuset")


def test_json_gives_plain_data() -> None:
    assert inspect(samples.json_file(), want="json").json == {
        "navn": "Åse Ærø",
        "tal": [1, -2.5, None, True],
        "indre": {"noter": ["a", "b"] * 20},
    }


def test_a_transfer_file_is_only_recognised() -> None:
    assert inspect(b"BOFORM-FLYTTEFIL 1\n...") == Foreign("transfer")


@pytest.mark.parametrize("name", samples.acting())
def test_what_would_act_is_named(name: str) -> None:
    data, found = samples.acting()[name]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert found in pdf_active.names(pdf)


def test_what_would_act_is_told_through_the_door() -> None:
    seen = inspect(samples.acting()["launch"][0], pages=False)
    assert seen.active == ("Launch", "OpenAction")
    assert seen.scripts


def test_a_link_is_named_and_harmless() -> None:
    mark = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.invalid)>>>>"
    page = samples.PAGE[:-2] + b"/Annots[5 0 R]>>"
    root = b"<</Type/Catalog/Pages 2 0 R>>"
    seen = inspect(samples.pdf(root, samples.PAGES, page, samples.EMPTY, mark), pages=False)
    assert seen.active == ("Link",)
    assert not seen.scripts


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nothing", "file_empty"),
        ("program", "file_unknown"),
        ("locked", "file_locked"),
        ("only a beginning", "file_damaged"),
        ("page tree in itself", "file_damaged"),
        ("field in itself", "file_damaged"),
        ("endless PNG", "file_memory"),
        ("deep JSON", "file_damaged"),
        ("JSON with a key twice", "file_damaged"),
        ("JSON with half a character", "file_damaged"),
        ("JSON with a number without end", "file_damaged"),
        ("JSON of commas", "file_damaged"),
        ("calendar in calendars", "file_damaged"),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(name: str, code: str) -> None:
    data = samples.HOSTILE[name]()
    with pytest.raises(ForeignFile) as refused:
        inspect(data)
    assert refused.value.code == code
    said = describe(refused.value)
    assert "Der er ikke ændret noget." in said.text
    assert (said.title, said.number) == ("Filen blev ikke åbnet", "")


def test_every_code_has_a_sentence_that_says_what_is_safe() -> None:
    for code in foreign.CODES:
        text = describe(ForeignFile(code, megabytes=25)).text
        assert "Der er ikke ændret noget." in text
        assert "…" not in text


def test_a_file_that_is_too_large_is_not_even_opened() -> None:
    assert code_of(b"%PDF-" + bytes(foreign.LARGEST_FILE)) == "file_too_large"
    assert code_of(b"BEGIN:VCALENDAR" + bytes(3_000_000)) == "file_too_large"


def test_another_kind_than_the_wanted_is_refused() -> None:
    assert code_of(samples.json_file(), want="pdf") == "file_other_kind"


def test_text_that_hides_or_turns_is_made_plain() -> None:
    hidden = "Møde\u202e\x07 i dag".encode()
    seen = inspect(samples.calendar().replace("Møde".encode(), hidden, 1))
    assert seen.events[0].summary == "Møde i dag, sag 1"


def test_the_program_itself_can_be_the_child() -> None:
    root = str(Path(foreign.__file__).resolve().parents[2])
    script = (
        f"import sys; sys.path.insert(0, {root!r}); "
        "from boform_app.__main__ import main; main(sys.argv[1:])"
    )
    words = [sys.executable, "-c", script, _run.FOREIGN, "json", "pages", "11"]
    assert inspect_with(words, b'{"a": 1}', "json").json == {"a": 1}


# --- a child that does not behave ----------------------------------------------------------------


def misbehaving(script: str) -> list[str]:
    command = _run.command()
    place = command.index("-c") + 1
    return [*command[:place], script]


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("raise SystemExit(3)", "file_crash"),
        ("import os; os.kill(os.getpid(), 11)", "file_crash"),
        ("import os; os.abort()", "file_crash"),
        ("print('hello')", "file_crash"),
        ("import os, pickle; os.write(1, pickle.dumps([1]))", "file_crash"),
        ("import os\nwhile True: os.write(1, bytes(1 << 20))", "file_crash"),
        ("import os; os.write(1, b'BFF1' + bytes([255] * 4))", "file_crash"),
        ("import time; time.sleep(60)", "file_timeout"),
        ("import os, time; os.close(1); os.close(0); time.sleep(60)", "file_timeout"),
        ("import os, time; os.fork() or time.sleep(60)", "file_timeout"),
    ],
)
def test_a_child_that_misbehaves_is_a_sentence(script: str, code: str) -> None:
    # More than a pipe holds, so that a child that never reads would block a careless parent.
    data = samples.json_file() + b" " * 300_000
    with pytest.raises(ForeignFile) as refused:
        inspect_with(misbehaving(script), data, "json", seconds=0.7)
    assert refused.value.code == code


def test_a_child_that_cannot_be_started_is_a_sentence() -> None:
    with pytest.raises(ForeignFile) as refused:
        inspect_with(["/no/such/python"], b"{}", "json")
    assert refused.value.code == "file_crash"


def test_what_comes_back_is_plain_and_cannot_be_changed() -> None:
    seen = inspect(b"[1]")
    with pytest.raises(dataclasses.FrozenInstanceError):
        seen.kind = "pdf"  # type: ignore[misc]  # that is the point
