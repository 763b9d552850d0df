"""Recording doubles of the ports; they remember what was asked and answer what the test says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from boform_app.errors import WrongPassphrase
from boform_app.services.page_images import Picture
from ui.ports import DraftSlot, LoginPerson, SavedDraft, SearchHit


class RecordingPrinter:
    """Answers at once; ``answer`` is what a person would press."""

    def __init__(self) -> None:
        self.jobs: list[tuple[bytes, str]] = []
        self.answer = True

    def print_pdf(
        self,
        pdf: bytes,
        title: str,
        done: Callable[[bool], None],
        *,
        pages: Sequence[Picture] = (),
    ) -> None:
        del pages
        self.jobs.append((pdf, title))
        done(self.answer)


class RecordingFileDialogs:
    """``answer`` is the file a person would choose, None for cancelling."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.answer: Path | None = None
        self.answers: tuple[Path, ...] = ()

    def save(
        self, title: str, name: str, pattern: str, done: Callable[[Path | None], None]
    ) -> None:
        del pattern
        self.asked.append((title, name))
        done(self.answer)

    def open(self, title: str, pattern: str, done: Callable[[Path | None], None]) -> None:
        self.asked.append((title, pattern))
        done(self.answer)

    def open_several(
        self, title: str, pattern: str, done: Callable[[tuple[Path, ...]], None]
    ) -> None:
        self.asked.append((title, pattern))
        done(self.answers)

    def folder(self, title: str, start: str, done: Callable[[Path | None], None]) -> None:
        self.asked.append((title, start))
        done(self.answer)


class RecordingOpener:
    def __init__(self) -> None:
        self.opened: list[Path] = []

    def open(self, path: Path) -> bool:
        self.opened.append(path)
        return True


class RecordingClipboard:
    def __init__(self) -> None:
        self.text = ""
        self.secret = ""

    def put(self, text: str) -> None:
        self.text = text

    def put_secret(self, text: str) -> None:
        self.secret = text

    def clear_secret(self) -> None:
        self.secret = ""


class MemoryDrafts:
    """A draft port that keeps everything in a dict and counts the calls."""

    def __init__(self) -> None:
        self.kept: dict[DraftSlot, SavedDraft] = {}
        self.puts = 0

    def put(self, slot: DraftSlot, text: str, *, cursor: int = 0, scroll: int = 0) -> None:
        self.puts += 1
        self.kept[slot] = SavedDraft(text, cursor, scroll)

    def get(self, slot: DraftSlot) -> SavedDraft | None:
        return self.kept.get(slot)

    def remove(self, slot: DraftSlot) -> None:
        self.kept.pop(slot, None)


class FixedSearch:
    """Gives the same rows for every text and remembers what was typed."""

    def __init__(self, *hits: SearchHit) -> None:
        self.hits = hits
        self.asked: list[str] = []

    def find(self, text: str) -> Sequence[SearchHit]:
        self.asked.append(text)
        return self.hits


class FakeDoor:
    """A log-in whose passphrase is ``åben``; three tries, then a pause that the test ends."""

    def __init__(self) -> None:
        self.staff = [
            LoginPerson("s1", "Mette", "MK"),
            LoginPerson("s2", "Jens", "JB"),
            LoginPerson("s3", "Ib", "IB", recent=False),
        ]
        self.left = 3
        self.wait = 0.0
        self.recovered: list[tuple[str, str, str]] = []
        self.trouble: Exception | None = None

    def house(self) -> str:
        return "Havnehuset"

    def people(self) -> Sequence[LoginPerson]:
        return self.staff

    def last_staff_id(self) -> str:
        return "s1"

    def open(self, staff_id: str, passphrase: str) -> Any:
        if self.trouble is not None:
            raise self.trouble
        if passphrase != "åben":
            self.left -= 1
            raise WrongPassphrase
        return staff_id

    def recover(self, groups: str, staff_id: str, passphrase: str) -> Any:
        self.recovered.append((groups, staff_id, passphrase))
        return staff_id

    def unlock(self, staff_id: str, code: str) -> Any:
        return self.open(staff_id, code)

    def tries_left(self, staff_id: str) -> int:
        del staff_id
        return self.left

    def wait_left(self, staff_id: str) -> float:
        del staff_id
        return self.wait
