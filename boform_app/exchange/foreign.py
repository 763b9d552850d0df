"""The door for files from outside: PDF, picture, calendar, JSON, transfer file.

What others wrote is opened in a child process without key, database or network, with limits on
memory and time. It hands back pictures and plain fields, and is not believed: its answer is taken
apart with the same care as the file itself. Whatever goes wrong is a ``ForeignFile`` with a code.

A worker's work: it takes about a quarter of a second, at most ``seconds``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from boform_app.errors import ForeignFile
from boform_app.exchange import _run
from boform_app.exchange.child import frame, kinds
from boform_app.exchange.child.kinds import CODES, LARGEST_FILE, SECONDS, Kind, kind_of

__all__ = [
    "CODES",
    "LARGEST_FILE",
    "CalendarItem",
    "Foreign",
    "Kind",
    "PagePicture",
    "inspect",
    "kind_of",
]

# SIGALRM: the child's own clock, should ours have stood still.
_TIME_SIGNAL = -14
# A link does nothing unless somebody clicks on it, and nobody can: pages become pictures.
_HARMLESS = frozenset({"Link"})


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page, or a picture, scaled down to at most 2.2 million dots.

    Attributes:
        width: Dots.
        height: Dots.
        rgb: ``width * height * 3`` bytes, row by row from the top.
    """

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """An event of a foreign calendar.

    Attributes:
        uid: Its id, as the sender made it.
        summary: Its title.
        start: A day, or an instant in UTC; None when the file has none.
        end: As ``start``.
        place: Where.
    """

    uid: str
    summary: str
    start: date | datetime | None
    end: date | datetime | None
    place: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a foreign file holds, as plain data.

    Attributes:
        kind: By its content; the name is not believed.
        page_count: Pages of the document, or pictures in the file.
        pages: Pictures of the first ten, with the form's values in place; fewer when they take
            long. ``page_count`` tells how many there are.
        fields: A form's values by full name: text, the chosen state of radio buttons and boxes
            ("" when none is), lines for several choices. Signatures and push buttons are left out.
        structure: SHA-256 (hex) of everything in a form but its values, "" for a document without
            fields. Filling in leaves it as it is, with whatever program; a change to the form
            alters it (``reports.form_structure`` says what counts).
        codes: Texts of the QR codes on the pictured pages.
        active: Names of what could run, open, send or carry something, e.g. ``JavaScript``,
            ``OpenAction``, ``Launch``, ``EmbeddedFile``, ``XFA``, ``Link``.
        encrypted: Whether it was encrypted, though it opens without a word.
        events: Of a calendar file.
        json: Of a JSON file: dicts, lists, texts, numbers, bools and None.
    """

    kind: Kind
    page_count: int = 0
    pages: tuple[PagePicture, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    structure: str = ""
    codes: tuple[str, ...] = ()
    active: tuple[str, ...] = ()
    encrypted: bool = False
    events: tuple[CalendarItem, ...] = ()
    json: Any = None

    @property
    def scripts(self) -> bool:
        """Whether anything in it could act; a plain link does not count."""
        return not _HARMLESS.issuperset(self.active)


def inspect(
    data: bytes,
    *,
    want: Kind | None = None,
    pages: bool = True,
    first: int | None = None,
    seconds: float = SECONDS,
) -> Foreign:
    """Open a foreign file in a child process.

    Args:
        data: Its bytes.
        want: The only kind that will do; None takes any.
        pages: Whether to make pictures and look for codes; without, a PDF takes half the time.
        first: Only pictures to look at and to print, as fine as they may be, from this page (from 0).
        seconds: Wall clock for the child.

    Returns:
        Plain data. A transfer file is only recognised: it is ciphertext, and the child has no key.
        Give what was decrypted to ``inspect(..., want="json")``.

    Raises:
        ForeignFile: It was not opened, and nothing was changed; ``CODES`` lists why.
    """
    kind = _checked(data, want)
    if kind == "transfer":
        return Foreign(kind)
    time_left = str(int(seconds) + 1)
    words = ["pages" if pages else "fields", time_left]
    if first is not None:
        words = ["fine", time_left, str(first)]
    return inspect_with(_run.command(kind, *words), data, kind, seconds=seconds)


def _checked(data: bytes, want: Kind | None) -> Kind:
    if not data:
        raise ForeignFile("file_empty")
    kind = kind_of(data)
    most = kinds.LARGEST_TRANSFER if kind == "transfer" else LARGEST_FILE
    if len(data) > most:
        raise ForeignFile("file_too_large", megabytes=most // kinds.MEGABYTE)
    if kind is None:
        raise ForeignFile("file_unknown")
    if want not in {None, kind}:
        raise ForeignFile("file_other_kind")
    if kind == "ics" and len(data) > kinds.LARGEST_CALENDAR:
        raise ForeignFile("file_too_large", megabytes=kinds.LARGEST_CALENDAR // kinds.MEGABYTE)
    return kind


def inspect_with(
    started_by: Sequence[str], data: bytes, kind: Kind, *, seconds: float = SECONDS
) -> Foreign:
    """As ``inspect``, with a child of one's own; how the tests meet one that lies.

    Raises:
        ForeignFile: As ``inspect``.
    """
    try:
        ended = _run.ask(started_by, data, seconds=seconds, most=frame.LARGEST[kind])
    except OSError as trouble:
        raise ForeignFile("file_crash") from trouble
    if ended.late or ended.status == _TIME_SIGNAL:
        raise ForeignFile("file_timeout")
    if ended.flooded or ended.status != 0:
        raise ForeignFile("file_crash")
    try:
        found = frame.unpack(ended.answer)
        if isinstance(found, str):
            raise ForeignFile(found)
        return _plain(kind, found)
    except (ValueError, RecursionError) as lie:
        raise ForeignFile("file_crash") from lie


def _plain(kind: Kind, found: frame.Found) -> Foreign:
    return Foreign(
        kind=kind,
        page_count=found.page_count,
        pages=tuple(PagePicture(*page) for page in found.pages),
        fields=found.fields,
        structure=found.structure,
        codes=tuple(found.codes),
        active=tuple(found.active),
        encrypted=found.encrypted,
        events=tuple(
            CalendarItem(uid, summary, frame.moment(start), frame.moment(end), place)
            for uid, summary, start, end, place in found.events
        ),
        json=frame.values(found.json) if kind == "json" else None,
    )
