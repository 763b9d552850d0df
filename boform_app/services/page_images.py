"""Pages of a document as pictures for the window, from memory: no file, no screen."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload
from uuid import UUID

from reports import preview

if TYPE_CHECKING:
    from boform_app.services.facade import Services

POINTS_PER_INCH = 72

# The PDF library holds global state: one document at a time, whichever worker asks.
_TURN = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A page.

    Attributes:
        width: Pixels.
        height: Pixels.
        rgb: ``width * height * 3`` bytes, row by row from the top.
    """

    width: int
    height: int
    rgb: bytes


def pictures(data: bytes, dpi: float) -> tuple[Picture, ...]:
    """All pages of a PDF; for a worker, not for the interface thread.

    Args:
        data: Bytes of the document.
        dpi: 96 is the size of paper on a plain screen, 300 for print.
    """
    with _TURN:
        return tuple(
            _tight(preview.page_image(data, index, dpi / POINTS_PER_INCH))
            for index in range(preview.page_count(data))
        )


class LazyPictures(Sequence[Picture]):
    """Pages made one by one when they are asked for: a stack of eighty at once fills the memory.

    Args:
        data: Bytes of the document.
        dpi: As for ``pictures``.
    """

    def __init__(self, data: bytes, dpi: float) -> None:
        self._data, self._dpi = data, dpi
        with _TURN:
            self._count = preview.page_count(data)

    def __len__(self) -> int:
        """Number of pages."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> Picture: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Picture, ...]: ...

    def __getitem__(self, index: int | slice) -> Picture | tuple[Picture, ...]:
        """A page, or some."""
        if isinstance(index, slice):
            return tuple(self[one] for one in range(*index.indices(self._count)))
        if not -self._count <= index < self._count:
            raise IndexError(index)
        with _TURN:
            place = index % self._count
            return _tight(preview.page_image(self._data, place, self._dpi / POINTS_PER_INCH))


def of_letter(services: Services, letter_id: UUID, dpi: float) -> tuple[Picture, ...]:
    """All pages of a stored letter; for a worker.

    One that came from another house is foreign: its pages are made in the child process, the first
    ten at 100 dpi.

    Raises:
        BlobDamaged: The stored file is missing or was changed.
        ForeignFile: A letter from elsewhere cannot be opened safely.
    """
    if not services.register.get(letter_id).other_house:
        return pictures(services.register.pdf(letter_id), dpi)
    shown = services.transfers.pages(letter_id)
    return tuple(Picture(page.width, page.height, page.rgb) for page in shown)


def _tight(image: preview.PageImage) -> Picture:
    """Without the padding that a row may end with."""
    row = image.width * 3
    if image.stride == row:
        return Picture(image.width, image.height, image.data)
    rows = (
        image.data[top : top + row] for top in range(0, image.stride * image.height, image.stride)
    )
    return Picture(image.width, image.height, b"".join(rows))
