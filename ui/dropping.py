"""A file dropped anywhere on the window: a frame while it hangs over it, its path when it falls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from boform_app.exchange.child.kinds import TRANSFER_MAGIC
from ui.theme import theme
from ui.widgets.painting import rounded, text_line

_FRAME = 2


class DropFrame(QWidget):
    """Drawn over the window while a file hangs over it; takes no click and no key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Slip filen her"))
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame and the words in the middle."""
        t, painter = theme(), QPainter(self)
        rounded(painter, QRectF(self.rect()), "", "accent", 0, width=_FRAME)
        sign = QRect(0, 0, t.px(280), t.px(72))
        sign.moveCenter(self.rect().center())
        rounded(painter, QRectF(sign), "accentBg", "accent", t.px(8), width=_FRAME)
        text_line(
            painter, sign, self.tr("Slip filen her"), "h3", align=Qt.AlignmentFlag.AlignHCenter
        )
        painter.end()


class FileDrop(QObject):
    """Lets one local file fall on a window; everything else is left to whatever lies under it.

    Text fields take files, too (they would write the path), so the window is asked before them.

    Signals:
        dropped: The path of the file.
        several: The paths of more than one, where that is taken.
    """

    dropped = Signal(object)
    several = Signal(object)

    def __init__(self, window: QMainWindow, ready: Callable[[], bool]) -> None:
        """Watch a window.

        Args:
            window: What is dropped on.
            ready: Whether anything may be dropped now: not under the lock.
        """
        super().__init__(window)
        self._window, self._ready = window, ready
        self.takes_several: Callable[[], bool] = lambda: False
        self.frame = DropFrame(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def show(self, *, on: bool) -> None:
        """The frame over the window, or none."""
        if on:
            self.frame.setGeometry(self._window.rect())
            self.frame.raise_()
        self.frame.setVisible(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drags come to the native window first; it is there when the window is shown."""
        if event.type() == QEvent.Type.Show and watched is self._window:
            handle = self._window.windowHandle()
            if handle is not None:
                handle.installEventFilter(self)
        elif isinstance(event, QDropEvent) and _paths(event.mimeData()):
            self._file(event)
            return True
        elif event.type() == QEvent.Type.DragLeave:
            self.frame.hide()
        return super().eventFilter(watched, event)

    def _file(self, event: QDropEvent) -> None:
        """``QDragEnterEvent`` and ``QDragMoveEvent`` are drop events, too."""
        files = all_files(event.mimeData())
        enough = len(files) == 1 or (bool(files) and self.takes_several())
        takes = enough and self._ready() and QApplication.activeModalWidget() is None
        hangs = isinstance(event, (QDragEnterEvent, QDragMoveEvent))
        self.show(on=takes and hangs)
        if not takes:
            event.ignore()
            return
        # A copy: the sender's file stays where it is.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if hangs:
            return
        if len(files) == 1:
            self.dropped.emit(files[0])
        else:
            self.several.emit(files)


def all_files(data: QMimeData) -> tuple[Path, ...]:
    """The files; none where a folder, or something that lies on the network, is among them."""
    paths = [Path(path) for path in _paths(data)]
    if len(paths) != len(data.urls()) or not all(path.is_file() for path in paths):
        return ()
    return tuple(paths)


def place_of(path: Path) -> str:
    """Which page takes a file: what moves a resident has its own, all else may be an answer."""
    try:
        with path.open("rb") as file:
            moves = file.read(len(TRANSFER_MAGIC)) == TRANSFER_MAGIC
    except OSError:
        moves = False
    # One that is damaged at its very beginning still has its name.
    return "transfer_take" if moves or path.suffix.casefold() == ".boform" else "answer"


def _paths(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
