"""Shows rendered pages of a PDF as images; the same bytes that are printed and filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from boform_app.services.page_images import Picture
from ui.images import image_of
from ui.theme import theme

ZOOMS = (0.4, 0.55, 0.75, 1.0, 1.25, 1.5, 2.0)
A4_WIDTH = 794
"""Width of A4 at 96 dpi, px: what 100 % means."""
_ON_PAPER = "#0F5B6E"
"""The light look's accent."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page (from 0), as parts (0 to 1) of its width and height from the top left."""

    page: int
    left: float
    top: float
    width: float
    height: float


class _Sheet(QWidget):
    def __init__(self, page: Picture, words: str) -> None:
        super().__init__()
        self._page, self._image = page, image_of(page)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.spots: tuple[Spot, ...] = ()

    def show_at(self, width: int) -> None:
        height = round(self._image.height() * width / max(1, self._image.width()))
        self.setFixedSize(QSize(width, height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(0, 0, self.width(), self.height()), self._image)
        painter.setPen(QPen(theme().color("line"), 1))
        painter.drawRect(0, 0, self.width() - 1, self.height() - 1)
        # The paper is white in every look: so is the ring on it.
        painter.setPen(QPen(QColor(_ON_PAPER), 2))
        for spot in self.spots:
            painter.drawRect(self.area(spot))
        painter.end()

    def area(self, spot: Spot) -> QRectF:
        """A spot in pixels."""
        return QRectF(
            spot.left * self.width(), spot.top * self.height(),
            spot.width * self.width(), spot.height * self.height(),
        )  # fmt: skip


class PageImages(QScrollArea):
    """White paper on grey, one page below the other.

    ``set_zoom(0)`` fits the width. Page up and down scroll; ``page_changed`` carries the number of
    the page in view (from 1) and how many there are.
    """

    page_changed = Signal(int, int)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidgetResizable(True)
        self._inner = QFrame()
        self._inner.setObjectName("track")
        self._box = QVBoxLayout(self._inner)
        self._box.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._box.setContentsMargins(12, 12, 12, 12)
        self._box.setSpacing(12)
        self.setWidget(self._inner)
        self._sheets: list[_Sheet] = []
        self._zoom = 0.0
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def set_pages(self, pages: Sequence[Picture]) -> None:
        """Show other pages, at the same place of the scroll bar."""
        kept = self.verticalScrollBar().value()
        for sheet in self._sheets:
            self._box.removeWidget(sheet)
            sheet.deleteLater()
        self._sheets = []
        for number, page in enumerate(pages, start=1):
            words = self.tr("Side {number} af {total}").format(number=number, total=len(pages))
            sheet = _Sheet(page, words)
            self._sheets.append(sheet)
            self._box.addWidget(sheet)
        self._lay_out()
        self.verticalScrollBar().setValue(kept)
        self._scrolled()

    def set_spots(self, spots: Sequence[Spot]) -> None:
        """Mark places on the pages and bring the first into view."""
        for number, sheet in enumerate(self._sheets):
            sheet.spots = tuple(spot for spot in spots if spot.page == number)
            sheet.update()
        first = next((spot for spot in spots if spot.page < len(self._sheets)), None)
        if first is not None:
            sheet = self._sheets[first.page]
            middle = sheet.pos() + sheet.area(first).center().toPoint()
            self.ensureVisible(middle.x(), middle.y(), 0, self.viewport().height() // 3)

    def set_zoom(self, zoom: float) -> None:
        """1.0 is the size of paper on a 96 dpi screen, 0 fits the width."""
        self._zoom = zoom
        self._lay_out()

    @property
    def zoom(self) -> float:
        """The zoom that is drawn, also when it fits the width."""
        return self._sheet_width() / A4_WIDTH

    def step_zoom(self, direction: int) -> None:
        """One step larger or smaller."""
        now = self.zoom
        steps = [z for z in ZOOMS if (z - now) * direction > 0.01]
        if steps:
            self.set_zoom(min(steps) if direction > 0 else max(steps))

    def go_to(self, number: int) -> None:
        """Bring a page to the top, from 1."""
        if 1 <= number <= len(self._sheets):
            self.verticalScrollBar().setValue(self._sheets[number - 1].y() - 12)

    @property
    def current_page(self) -> int:
        """Number of the page in view, 0 when there is none."""
        top = self.verticalScrollBar().value() + self.viewport().height() // 3
        found = [n for n, sheet in enumerate(self._sheets, start=1) if sheet.y() <= top]
        return max(found, default=min(1, len(self._sheets)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus zoom, Home and End go to the ends."""
        if event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Minus} and not event.modifiers():
            self.step_zoom(1 if event.key() == Qt.Key.Key_Plus else -1)
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.go_to(1 if event.key() == Qt.Key.Key_Home else len(self._sheets))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the width again."""
        super().resizeEvent(event)
        self._lay_out()

    def _sheet_width(self) -> int:
        if self._zoom:
            return round(A4_WIDTH * self._zoom)
        return max(100, self.viewport().width() - 24)

    def _lay_out(self) -> None:
        for sheet in self._sheets:
            sheet.show_at(self._sheet_width())
        # At once: which page is in view is asked before the event loop comes round.
        self._box.activate()

    def _scrolled(self) -> None:
        self.page_changed.emit(self.current_page, len(self._sheets))
