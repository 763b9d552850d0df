"""From a file on the disk to what it answers; work for a worker."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from boform_app.errors import ForeignFile
from boform_app.progress import Progress
from boform_app.services.views.answers import AnswerFound

LARGEST = 25_000_000
"""Bytes; the door for foreign files refuses more, so no more are read into memory."""
_MEGA = 1_000_000


class Looks(Protocol):
    """The service that recognises answers."""

    def look(self, data: bytes, name: str = "") -> AnswerFound:
        """What a file is."""
        ...


def read(path: Path, answers: Looks, progress: Progress) -> tuple[bytes, AnswerFound]:
    """The bytes and what they are.

    Raises:
        ForeignFile: It is gone, too large, or not taken.
        Cancelled: Somebody pressed *Annullér*.
    """
    data = bytes_of(path)
    progress.report(1, 2)
    found = answers.look(data, path.name)
    progress.report(2, 2)
    return data, found


def bytes_of(path: Path) -> bytes:
    """What stands in the file.

    Raises:
        ForeignFile: ``file_not_readable`` or ``file_too_large``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ForeignFile("file_not_readable") from error
    if len(data) > LARGEST:
        raise ForeignFile("file_too_large", megabytes=LARGEST // _MEGA)
    return data
