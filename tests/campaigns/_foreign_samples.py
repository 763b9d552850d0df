"""Honest files of every kind, and files made to do harm; all invented, all built here."""

from __future__ import annotations

import io
import json
import struct
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache

import pikepdf
import segno
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from boform_app.exchange.calendar import CalendarEvent, calendar_file
from reports.render import render
from tests.boform_app.services import answer_house
from tests.reports import examples, forms

CODE = "BOFORM:SVAR:1:HA7K2M9Q"
WORD = "hemmelig"


@cache
def honest() -> dict[str, bytes]:
    """Files that open, by name."""
    letters = list(examples.pictured().values())
    made = {
        "letter": render(letters[0]),
        "second letter": render(letters[-1]),
        "form": form_pdf(),
        "answer": forms.filled(forms.blank(), answer_house.PICTURED),
        "scan": scan_pdf(),
        "calendar": calendar(),
        "json": json_file(),
    }
    made |= {name: picture(name) for name in ("PNG", "JPEG", "TIFF")}
    # The same without packing, so that damage meets the objects and not only packed bytes.
    made |= {f"open {name}": unpacked(made[name]) for name in ("letter", "form", "answer")}
    return made


def form_pdf(question: str = "Er der truffet afgørelse?") -> bytes:
    """A form with every sort of field and a code."""
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=1, invariant=1)
    canvas.drawString(72, 780, "Svar til Havnehuset")
    canvas.drawString(72, 660, question)
    canvas.drawInlineImage(code_picture(), 450, 740, 68, 68)
    form = canvas.acroForm
    form.textfield(name="navn", tooltip="Rådgivers navn", x=72, y=700, width=220, height=20)
    for place, state in enumerate(("Bevilget", "Afslag")):
        form.radio(name="afgoerelse", value=state, x=72 + 60 * place, y=630, tooltip=state)
    form.checkbox(name="vedlagt", tooltip="Planen er vedlagt", x=72, y=590)
    form.choice(
        name="metode", value="CTI", options=["CTI", "ICM"], x=72, y=550, width=90, height=20
    )
    canvas.save()
    return file.getvalue()


def scan_pdf() -> bytes:
    """A page that is a picture, slightly gray, as a scanner sends it."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.drawInlineImage(paper(gray=True), 0, 0, 595, 842)
    canvas.save()
    return file.getvalue()


def code_picture(scale: int = 6) -> Image.Image:
    """The code of an answer form."""
    file = io.BytesIO()
    segno.make(CODE, error="m", micro=False).save(file, kind="png", scale=scale, border=4)
    return Image.open(file).convert("RGB")


def paper(*, gray: bool = False) -> Image.Image:
    """A4 at 150 dpi with the code in a corner."""
    sheet = Image.new("RGB", (1240, 1754), (238, 236, 230) if gray else "white")
    sheet.paste(code_picture(4), (1000, 90))
    return sheet


def picture(kind: str) -> bytes:
    """A scanned sheet; TIFF with two pages."""
    file = io.BytesIO()
    if kind == "TIFF":
        paper().save(
            file, kind, save_all=True, append_images=[paper(gray=True)], compression="tiff_lzw"
        )
    else:
        paper().save(file, kind)
    return file.getvalue()


def calendar() -> bytes:
    """Two events."""
    events = (
        CalendarEvent("1", datetime(2026, 11, 24, 9, tzinfo=UTC), None, "Møde, sag 1", "Møde, Bo"),
        CalendarEvent("2", date(2026, 11, 25), None, "Frist, sag 1", "Frist, Bo", "Rådhuset"),
    )
    return calendar_file(events, now=datetime(2026, 11, 23, tzinfo=UTC))


def json_file() -> bytes:
    """Every sort of value."""
    data = {"navn": "Åse Ærø", "tal": [1, -2.5, None, True], "indre": {"noter": ["a", "b"] * 20}}
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def unpacked(data: bytes) -> bytes:
    """A PDF whose objects and streams lie open."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            file,
            qdf=True,
            static_id=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return file.getvalue()


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a correct table."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer <</Size %d %s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d %s>> stream\n%s\nendstream" % (len(data), more, data)


PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>"
EMPTY = stream(b"")


def with_catalog(more: bytes, *objects: bytes) -> bytes:
    """A page whose catalog says more; further objects are numbered from 5."""
    return pdf(b"<</Type/Catalog/Pages 2 0 R %s>>" % more, PAGES, PAGE, EMPTY, *objects)


@cache
def acting() -> dict[str, tuple[bytes, str]]:
    """PDFs that would do something, each with the name that must be found."""
    js = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
    made = {
        "script at opening": (b"/OpenAction " + js, "JavaScript"),
        "script by name": (b"/Names<</JavaScript<</Names[(a) %s]>>>>" % js, "JavaScript"),
        "launch": (b"/OpenAction<</S/Launch/F(calc.exe)>>", "Launch"),
        "action at closing": (b"/AA<</WC %s>>" % js, "AdditionalActions"),
        "form sent away": (
            b"/OpenAction<</S/SubmitForm/F(https://example.invalid)>>",
            "SubmitForm",
        ),
        "link at opening": (b"/OpenAction<</S/URI/URI(https://example.invalid)>>", "OpenAction"),
        "other file": (b"/OpenAction<</S/GoToR/F(//server/share/x.pdf)/D[0/Fit]>>", "OtherFile"),
        "XFA": (b"/AcroForm<</Fields[]/XFA 5 0 R>>", "XFA"),
        "file inside": (
            b"/Names<</EmbeddedFiles<</Names[(a.exe)<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>]>>>>",
            "EmbeddedFile",
        ),
    }
    return {
        name: (with_catalog(more, stream(b"<xdp/>")), found) for name, (more, found) in made.items()
    }


def zeros(count: int) -> bytes:
    """So many zeros, packed; the packing takes no time, whatever the count."""
    megabytes, rest = divmod(count, 1 << 20)
    packer = zlib.compressobj(9)
    once = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush a block stands for itself and can be repeated; two bytes before the first.
    blocks = once[:2] + once[2:] * megabytes
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    tail = last.compress(bytes(rest)) + last.flush()
    return blocks + tail + struct.pack(">I", (count % 65521) << 16 | 1)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
NESTED = b"[" * 100_000 + b"]" * 100_000
FORM_AT_5 = b"/AcroForm<</Fields[5 0 R]>>"
DRAWING = PAGE.replace(b"/Contents", b"/Resources<</XObject<</A 5 0 R>>>>/Contents")
DRAWN = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>"
EVENT = b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T000000Z\r\nSUMMARY:x\r\nEND:VEVENT\r\n"


def _page(page: bytes = PAGE, content: bytes = EMPTY, *more: bytes) -> bytes:
    return pdf(CATALOG, PAGES, page, content, *more)


def _bomb(megabytes: int) -> bytes:
    return stream(zeros(megabytes << 20), b"/Filter/FlateDecode")


def _bomb_in_bomb() -> bytes:
    twice = zlib.compress(zeros(3_000 << 20), 9)
    return _page(PAGE, stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))


def _tree(kids: bytes) -> bytes:
    return pdf(CATALOG, b"<</Type/Pages/Kids[%s]/Count 9>>" % kids, PAGE, EMPTY)


# Files that want to crash, fill or hold up whoever opens them.
HOSTILE: dict[str, Callable[[], bytes]] = {
    "page tree in itself": lambda: _tree(b"2 0 R 2 0 R"),
    "many pages": lambda: _tree(b"3 0 R " * 20_000),
    "page without end": lambda: _page(PAGE.replace(b"300 300", b"9e9 9e9")),
    "very large page": lambda: _page(PAGE.replace(b"300 300", b"14000 900000")),
    "page without size": lambda: _page(PAGE.replace(b"300 300", b"0 0")),
    "content bomb": lambda: _page(PAGE, _bomb(200)),
    "bomb in bomb": _bomb_in_bomb,
    "deep array": lambda: _page(PAGE, EMPTY, NESTED),
    "deep script": lambda: with_catalog(b"/OpenAction<</S/GoTo/Next 5 0 R>>", NESTED),
    "field in itself": lambda: with_catalog(FORM_AT_5, b"<</T(a)/Kids[5 0 R]>>"),
    "field above itself": lambda: with_catalog(FORM_AT_5, b"<</T(a)/FT/Tx/Parent 5 0 R>>"),
    "drawing in itself": lambda: _page(DRAWING, stream(b"/A Do"), stream(b"/A Do", DRAWN)),
    "bomb in a form": lambda: with_catalog(FORM_AT_5, b"<</T(a)/FT/Tx/V 6 0 R>>", _bomb(200)),
    "table before itself": lambda: pdf(CATALOG, PAGES, PAGE, EMPTY, trailer=b"/Root 1 0 R/Prev 9"),
    "no root": lambda: pdf(CATALOG, trailer=b"/Root 77 0 R"),
    "only a beginning": lambda: b"%PDF-1.7\n",
    "locked": lambda: locked(),  # noqa: PLW0108 - stands below
    "endless PNG": lambda: png(60_000, 60_000),
    "wide PNG": lambda: png(90_000_000, 1),
    "PNG bomb": lambda: png(9_000, 8_000, zeros(9_001 * 8_000)),
    "TIFF in a ring": lambda: b"II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00",
    "deep JSON": lambda: b"[" * 200_000 + b"]" * 200_000,
    "JSON with a key twice": lambda: b'{"a": 1, "a": 2}',
    "JSON with half a character": lambda: b'{"a": "\\ud800"}',
    "JSON with a number without end": lambda: b"[1e999, NaN]",
    "JSON with long digits": lambda: b"[" + b"9" * 100_000 + b"]",
    "JSON of commas": lambda: b"[" + b"0," * 3_000_000 + b"0]",
    "calendar of many": lambda: b"BEGIN:VCALENDAR\r\n" + EVENT * 3_000 + b"END:VCALENDAR\r\n",
    "calendar of a line": lambda: b"BEGIN:VCALENDAR\r\nX:" + b"a" * 1_900_000,
    "calendar in calendars": lambda: b"BEGIN:VCALENDAR\r\n" * 20_000,
    "nothing": lambda: b"",
    "zeros": lambda: bytes(10_000),
    "program": lambda: b"MZ" + bytes(500),
}


def locked() -> bytes:
    """A PDF that opens with a word only."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(form_pdf())) as whole:
        whole.save(file, encryption=pikepdf.Encryption(owner=WORD, user=WORD))
    return file.getvalue()


def png(width: int, height: int, data: bytes = b"x\x9c\x03\x00\x00\x00\x00\x01") -> bytes:
    """A gray PNG that claims a size."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )
