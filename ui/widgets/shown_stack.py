"""Pages of which one is shown, as high as that one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget


class ShownStack(QStackedWidget):
    """Qt would be as high as the highest page of the stack, also of those that are not shown."""

    def hasHeightForWidth(self) -> bool:
        """The pages scroll or break by themselves."""
        return False

    def sizeHint(self) -> QSize:
        """No more than the shown page needs; the rest of the place is given by the layout."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the shown page needs."""
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()


class ShownOnly(ShownStack):
    """For pages that do not scroll: lines that wrap count as they stand at the present width."""

    def sizeHint(self) -> QSize:
        """That of the shown page."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        """That of the shown page, its lines broken where they break now."""
        shown = self.currentWidget()
        if shown is None:
            return QSize()
        hint, layout = shown.minimumSizeHint(), shown.layout()
        if layout is not None and layout.hasHeightForWidth() and self.width() > hint.width():
            # The hint alone is the height of the narrowest card, whose every line is broken.
            hint.setHeight(layout.totalMinimumHeightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
