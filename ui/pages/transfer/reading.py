"""From a file on the disk to its bytes: first a look at its head, all of it when the code is there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from boform_app.errors import ForeignFile
from boform_app.exchange import transfer
from boform_app.exchange.child.kinds import LARGEST_TRANSFER, MEGABYTE

_HEAD: Final = 1024
"""Bytes; the head of a transfer file is shorter."""


def look_at_head(path: Path) -> None:
    """Whether it can be a transfer file of a version that we read; quick, whatever its size.

    Raises:
        ForeignFile: ``transfer_not_ours``, ``transfer_newer``, ``transfer_damaged``,
            ``file_too_large`` or ``file_not_readable``.
    """
    transfer.file_id_of(_read(path, _HEAD))
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ForeignFile("file_not_readable") from error
    _check_size(size)


def bytes_of(path: Path) -> bytes:
    """What stands in the file.

    Raises:
        ForeignFile: ``file_not_readable`` or ``file_too_large``.
    """
    data = _read(path, LARGEST_TRANSFER + 1)
    _check_size(len(data))
    return data


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise ForeignFile("file_not_readable") from error


def _check_size(size: int) -> None:
    if size > LARGEST_TRANSFER:
        raise ForeignFile("file_too_large", megabytes=LARGEST_TRANSFER // MEGABYTE)
