"""The groups of a recovery key as tiles, and the paper they are printed on (mockup 18)."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from boform_app.services.page_images import Picture
from ui.images import image_of
from ui.theme import theme
from ui.widgets.painting import rounded, text_line

WITH_PAPER = 125
"""Largest zoom in per cent at which the paper is shown beside the key."""


class KeyTile(QWidget):
    """One group with its number; covered once it has to be read from the paper.

    A ``large`` one is read aloud at the telephone.
    """

    def __init__(self, number: int, *, large: bool = False) -> None:
        super().__init__()
        self._number, self._group, self._covered = number, "", False
        self._large = large
        self._dress()
        theme().changed.connect(self._dress)

    def show_group(self, group: str, *, covered: bool) -> None:
        """Other letters; covered ones are dots on the screen."""
        self._group, self._covered = group, covered
        shown = self.tr("skjult") if covered else " ".join(group)
        self.setAccessibleName(self.tr("Gruppe {n}: {g}").format(n=self._number, g=shown))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame, the group, its number."""
        t = theme()
        painter = QPainter(self)
        fill, line = ("rowsel", "accent") if self._covered else ("surface", "line")
        rounded(painter, QRectF(self.rect()), fill, line, t.px(4), width=2 if self._covered else 1)
        upper = QRect(0, t.px(3), self.width(), t.px(38 if self._large else 24))
        lower = QRect(0, self.height() - t.px(19), self.width(), t.px(16))
        center = Qt.AlignmentFlag.AlignHCenter
        words, role = "••••" if self._covered else self._group, "h1" if self._large else "h3"
        text_line(painter, upper, words, role, align=center)
        text_line(painter, lower, str(self._number), "small", "text2", align=center)
        painter.end()

    def sizeHint(self) -> QSize:
        """67 by 44, a large one 128 by 60."""
        t = theme()
        return QSize(t.px(128), t.px(60)) if self._large else QSize(t.px(67), t.px(44))

    def _dress(self) -> None:
        self.setMinimumSize(self.sizeHint())
        self.setFixedHeight(self.sizeHint().height())


class Paper(QWidget):
    """The page as it comes out of the printer, 206 wide."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setAccessibleName(name)
        self._dress()
        theme().changed.connect(self._dress)

    def show_picture(self, picture: Picture) -> None:
        """The first page."""
        # The sheet is never kept: a copy of its picture goes with this widget.
        self._image = image_of(picture).copy()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White paper with a thin edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._image is not None:
            painter.drawImage(self.rect(), self._image)
        painter.setPen(theme().color("ctl"))
        painter.drawRect(0, 0, self.width() - 1, self.height() - 1)
        painter.end()

    def _dress(self) -> None:
        self.setFixedSize(theme().px(206), theme().px(291))
        # Large print needs the room; the paper itself is in the printer.
        if theme().look.zoom > WITH_PAPER:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()
