"""Papers that came in about residents of the demo house: a scan, a photograph, a page. All invented."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import select

from boform_app.clock import FixedClock, from_local
from boform_app.exchange import photographs
from boform_app.services import _documents, _families
from boform_app.services.context import OpenHouse
from models import tables
from resources import access

if TYPE_CHECKING:
    from PIL import Image

_SHEET: Final = (1240, 1754)
"""A4 at 150 dpi."""
_PAPER, _INK = (250, 249, 245), (35, 38, 44)
_LEFT, _TOP, _LINE = 150, 170, 44


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper of the demo.

    Attributes:
        back: Days before today.
        by: Initials of who put it in.
        pages: Lines of each page; the first line is the heading.
        photo: Whether it is one picture as a telephone takes it.
    """

    first: str
    last: str
    back: int
    by: str
    kind: str
    title: str
    sender: str
    file_name: str
    pages: tuple[tuple[str, ...], ...]
    photo: bool = False


_PAPERS: Final = (
    _Paper(
        "Ole", "Bach", 20, "MK", "municipality_letter", "Kvittering for henvendelse",
        "Aalborg Kommune", "scan0012.pdf",
        (
            (
                "Kvittering for din henvendelse",
                "Aalborg Kommune · Socialafdelingen, voksne",
                "Prøvegade 12, 2., 9000 Aalborg",
                "",
                "Vi har modtaget din henvendelse om støtte i egen bolig.",
                "Din sag er givet til en rådgiver, som ringer til dig",
                "inden for to uger.",
                "",
                "Har du brug for hjælp før, kan du ringe på 12 34 56 80.",
                "",
                "Venlig hilsen",
                "Socialafdelingen",
            ),
            (
                "Bilag: Det skal vi bruge fra dig",
                "1. En fuldmagt, hvis andre skal tale på dine vegne",
                "2. Din seneste lejekontrakt",
                "3. Dine faste udgifter",
            ),
        ),
    ),
    _Paper(
        "Ole", "Bach", 4, "AD", "power_of_attorney", "Fuldmagt til søster", "Ole Bach",
        "IMG_2041.jpg",
        (
            (
                "Fuldmagt",
                "Jeg giver min søster lov til at tale med",
                "Aalborg Kommune om min bolig og min økonomi.",
                "",
                "Fuldmagten gælder i tre måneder.",
                "",
                "",
                "Ole Bach",
            ),
        ),
        photo=True,
    ),
    _Paper(
        "Jonas", "Lund", 2, "SB", "health", "Brev fra lægehuset", "Lægehuset Havnen (opdigtet)",
        "scan0019.pdf",
        (
            (
                "Tid til samtale",
                "Lægehuset Havnen",
                "",
                "Du har fået en tid hos os i næste uge.",
                "Ring, hvis tiden ikke passer.",
            ),
        ),
    ),
)  # fmt: skip


class Papers:
    """Puts them in as they came."""

    def __init__(
        self, house: OpenHouse, clock: FixedClock, today: date, workers: dict[str, UUID]
    ) -> None:
        self._house, self._clock, self._today, self._workers = house, clock, today, workers

    def write(self) -> None:
        """Write them; our own bytes need no child to look at them."""
        now = self._clock.now()
        for paper in _PAPERS:
            day = self._today - timedelta(days=paper.back)
            self._clock.set(from_local(day, 10, 15))
            self._keep(paper, day)
        self._clock.set(now)

    def _keep(self, paper: _Paper, day: date) -> None:
        data = _bytes(paper)
        incoming = _documents.Incoming(
            data, paper.kind, paper.title, "image/jpeg" if paper.photo else "application/pdf", day,
            paper.file_name, paper.sender, len(paper.pages),
        )  # fmt: skip
        by_id, at = self._workers[paper.by], self._clock.now()
        with self._house.database.write(
            "document.keep", f"{paper.title} om {paper.first} {paper.last}", actor_id=by_id, at=at
        ) as unit:
            person = unit.session.scalars(
                select(tables.Person.id)
                .join(tables.Stay, tables.Stay.person_id == tables.Person.id)
                .where(
                    tables.Person.first_name == paper.first,
                    tables.Person.last_name == paper.last,
                    tables.Stay.ended_at.is_(None),
                )
            ).first()
            stay = _families.open_stay(unit.session, [person]) if person else None
            if stay is None:
                return
            _documents.keep(
                self._house.blobs, unit.session, incoming, stay=stay, by_id=by_id, at=at
            )
            unit.about(stay.person_id)
            unit.commit()


def _bytes(paper: _Paper) -> bytes:
    sheets = [_sheet(lines) for lines in paper.pages]
    if not paper.photo:
        return photographs.one_document((*sheet.size, sheet.tobytes()) for sheet in sheets)
    kept = io.BytesIO()
    sheets[0].crop((0, 0, _SHEET[0], 1000)).save(kept, "JPEG", quality=80)
    return kept.getvalue()


def _sheet(lines: tuple[str, ...]) -> Image.Image:
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - only the demo house draws

    fonts = [
        ImageFont.truetype(io.BytesIO(access.read_bytes("fonts", f"IBMPlexSans-{name}.ttf")), size)
        for name, size in (("SemiBold", 40), ("Regular", 28))
    ]
    sheet = Image.new("RGB", _SHEET, _PAPER)
    draw = ImageDraw.Draw(sheet)
    for number, line in enumerate(lines):
        down = _TOP + number * _LINE + (30 if number else 0)
        draw.text((_LEFT, down), line, fill=_INK, font=fonts[min(number, 1)])
    return sheet
