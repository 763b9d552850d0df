"""Pages of which one is shown, as large as that one."""

from __future__ import annotations

from PySide6.QtCore import QSize
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
