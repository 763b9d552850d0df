"""The real doors: system print dialog, file dialogs, desktop, clipboard. All open without a nested loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QObject, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from boform_app.services.page_images import Picture
from ui.images import image_of

SECRET_MS = 60_000
_WINDOWS_NO_HISTORY = "ExcludeClipboardContentFromMonitorProcessing"


class QtPrinter:
    """Prints page images of the stored bytes through the system's dialog."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._dialog: QPrintDialog | None = None
        self._printer: QPrinter | None = None

    def print_pdf(
        self,
        pdf: bytes,
        title: str,
        done: Callable[[bool], None],
        *,
        pages: Sequence[Picture] = (),
    ) -> None:
        """Open the dialog; what happens next happens in ``finished``."""
        del (
            pdf
        )  # Printed as images: every driver takes them, and they are the pages of these bytes.
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        wide = bool(pages) and pages[0].width > pages[0].height
        side = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(side)
        dialog = QPrintDialog(printer, self._parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
        dialog.setMinMax(1, max(1, len(pages)))
        self._dialog, self._printer = dialog, printer

        def finished(result: int) -> None:
            accepted = result == QDialog.DialogCode.Accepted
            done(accepted and paint_pages(printer, _range(printer, pages)))
            # Its parent would keep it, and with it the pages of every print.
            dialog.deleteLater()
            self._dialog = self._printer = None

        dialog.finished.connect(finished)
        QDialog.open(dialog)


def paint_pages(printer: QPrinter, pages: Sequence[Picture]) -> bool:
    """Put the images on the printer's pages; False when it did not answer or there was nothing."""
    painter = QPainter()
    if not pages or not painter.begin(printer):
        return False
    ok = True
    for number, page in enumerate(pages):
        ok = ok and (number == 0 or printer.newPage())
        area = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
        painter.drawImage(_on_paper(area.width(), area.height(), page), image_of(page))
    return painter.end() and ok


def _on_paper(width: int, height: int, page: Picture) -> QRect:
    """Where a page goes: the whole sheet, or in its own shape in the middle (a photograph)."""
    scale = min(width / page.width, height / page.height)
    across, down = round(page.width * scale), round(page.height * scale)
    # What is A4 but for the rounding of its dots fills the sheet.
    if across * down * 100 >= width * height * 98:
        return QRect(0, 0, width, height)
    return QRect((width - across) // 2, (height - down) // 2, across, down)


def _range(printer: QPrinter, pages: Sequence[Picture]) -> Sequence[Picture]:
    if printer.printRange() != QPrinter.PrintRange.PageRange or printer.fromPage() <= 0:
        return pages
    return pages[printer.fromPage() - 1 : printer.toPage()]


class QtFileDialogs:
    """The system's dialogs, opened with ``open()``."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._dialog: QFileDialog | None = None

    def save(
        self, title: str, name: str, pattern: str, done: Callable[[Path | None], None]
    ) -> None:
        """Ask for a file to write."""
        dialog = QFileDialog(self._parent, title, "", pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        self._run(dialog, done)

    def open(self, title: str, pattern: str, done: Callable[[Path | None], None]) -> None:
        """Ask for a file to read."""
        dialog = QFileDialog(self._parent, title, "", pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._run(dialog, done)

    def open_several(
        self, title: str, pattern: str, done: Callable[[tuple[Path, ...]], None]
    ) -> None:
        """Ask for files to read."""
        dialog = QFileDialog(self._parent, title, "", pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._run_for_all(dialog, done)

    def folder(self, title: str, start: str, done: Callable[[Path | None], None]) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(self._parent, title, start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
        self._run(dialog, done)

    def _run(self, dialog: QFileDialog, done: Callable[[Path | None], None]) -> None:
        self._run_for_all(dialog, lambda chosen: done(chosen[0] if chosen else None))

    def _run_for_all(self, dialog: QFileDialog, done: Callable[[tuple[Path, ...]], None]) -> None:
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def finished(result: int) -> None:
            chosen = dialog.selectedFiles()
            accepted = result == QDialog.DialogCode.Accepted
            self._dialog = None
            done(tuple(Path(one) for one in chosen) if accepted else ())

        dialog.finished.connect(finished)
        dialog.open()


class QtOpener:
    """Hands a file or folder to the desktop."""

    def open(self, path: Path) -> bool:
        """True when the desktop took it."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class QtClipboard(QObject):
    """Keeps secrets out of the clipboard history and takes them away after a minute."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._secret = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECRET_MS)
        self._timer.timeout.connect(self.clear_secret)

    def put(self, text: str) -> None:
        """Ordinary text."""
        QGuiApplication.clipboard().setText(text)

    def put_secret(self, text: str) -> None:
        """CPR and the like."""
        data = QMimeData()
        data.setText(text)
        data.setData(
            f'application/x-qt-windows-mime;value="{_WINDOWS_NO_HISTORY}"', QByteArray(b"1")
        )
        QGuiApplication.clipboard().setMimeData(data)
        self._secret = text
        self._timer.start()

    def clear_secret(self) -> None:
        """Take it away, unless something else was copied since."""
        if self._secret and QGuiApplication.clipboard().text() == self._secret:
            QGuiApplication.clipboard().clear()
        self._secret = ""
