"""The code on a piece of paper, for whoever cannot telephone from this desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from ui.theme import theme

_DPI = 300
_MM = _DPI / 25.4
_HEAD, _BODY, _CODE = 1.6, 1.0, 2.4


def slip_pdf(groups: Sequence[str], house: str) -> bytes:
    """One page: the code in two rows, to whom, and that it never lies with the file.

    Args:
        groups: The six groups.
        house: The receiver; the resident is not on the paper.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("Boform")
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 25, 20, 20), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    width, height = float(writer.width()), 10 * _MM
    top = 0.0
    for words, size, role in _lines(groups, house):
        painter.setFont(theme().font(role))
        font = painter.font()
        font.setPointSizeF(11 * size)
        painter.setFont(font)
        room = QRectF(0, top, width, 12 * height)
        flags = Qt.TextFlag.TextWordWrap
        needed = painter.boundingRect(room, int(flags), words)
        painter.drawText(room, int(flags), words)
        top += needed.height() + 4 * _MM
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def _lines(groups: Sequence[str], house: str) -> list[tuple[str, float, str]]:
    half = len(groups) // 2
    return [
        (_tr("Kode til en flyttefil"), _HEAD, "h2"),
        (_tr("Til {house}").format(house=house), _BODY, "body"),
        ("   ".join(groups[:half]), _CODE, "h2"),
        ("   ".join(groups[half:]), _CODE, "h2"),
        (
            _tr(
                "Ring, og læs koden højt, gruppe for gruppe. Læg aldrig papiret sammen med filen, "
                "og skriv ikke koden i en mail. Makulér papiret, når det andet hus har åbnet filen."
            ),
            _BODY,
            "body",
        ),
    ]


def _tr(words: str) -> str:
    return QCoreApplication.translate("Transfer", words)
