"""Running text: grows with what is written, keeps a draft with every key, never loses a word."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.ports import DraftPort, DraftSlot
from ui.theme import theme
from ui.widgets.labels import Text
from ui.widgets.line_edit import nothing_to_take_back


class TextArea(QPlainTextEdit):
    """A plain-text editor in note type (15/22).

    Signals:
        submitted: Ctrl+Enter.
        left: The focus went elsewhere.
    """

    submitted = Signal()
    left = Signal()

    def __init__(
        self, *, placeholder: str = "", name: str = "", lines: int = 1, most_lines: int = 7,
        hint: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._lines, self._most = lines, most_lines
        self._drafts: DraftPort | None = None
        self._slot = DraftSlot("")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hint = Text(hint, "small", "text3", parent=self)
        self.textChanged.connect(self._text_changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def text(self) -> str:
        """All that is written."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show text; the cursor goes to its end."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def keep_drafts(self, drafts: DraftPort, slot: DraftSlot) -> bool:
        """From now on every key is kept; True when an earlier draft was taken up again."""
        self._drafts, self._slot = drafts, slot
        saved = drafts.get(slot)
        if saved is None or not saved.text:
            return False
        self.setPlainText(saved.text)
        cursor = self.textCursor()
        cursor.setPosition(min(saved.cursor, len(saved.text)))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(saved.scroll)
        return True

    def finish(self) -> str:
        """The text became part of the record: forget the draft, empty the editor, return the text."""
        words = self.text
        drafts, self._drafts = self._drafts, None
        self.clear()
        if drafts is not None:
            drafts.remove(self._slot)
        self._drafts = drafts
        return words

    def sizeHint(self) -> QSize:
        """As high as the text, between the least and the most number of lines."""
        return QSize(super().sizeHint().width(), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed, lower than the text is not."""
        return QSize(theme().px(120), self._wanted_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter finishes; Enter is a line break."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and control:
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """With no typing to take back, Ctrl+Z takes the last step of the window back."""
        if nothing_to_take_back(event, self.document()):
            event.ignore()
            return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another size of letters is no other text, though Qt says so."""
        with QSignalBlocker(self):
            super().changeEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A flush point of the drafts."""
        super().focusOutEvent(event)
        self._keep()
        self.left.emit()

    def resizeEvent(self, event: object) -> None:
        """The hint stays at the right end."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # the stub names the same event
        self._grow()

    def _text_changed(self) -> None:
        self._hint.setVisible(bool(self._hint.text()) and not self.toPlainText())
        self._keep()

    def _keep(self) -> None:
        if self._drafts is None:
            return
        if not self.text:
            self._drafts.remove(self._slot)
            return
        self._drafts.put(
            self._slot, self.text, cursor=self.textCursor().position(),
            scroll=self.verticalScrollBar().value(),
        )  # fmt: skip

    def _wanted_height(self) -> int:
        line = self.fontMetrics().lineSpacing()
        rows = min(max(int(self.document().size().height()), self._lines), self._most)
        return max(rows * line + 2 * theme().px(7) + 2, theme().size("control"))

    def _grow(self) -> None:
        height = self._wanted_height()
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)
        self._hint.adjustSize()
        self._hint.move(
            self.width() - self._hint.width() - theme().px(10),
            (theme().size("control") - self._hint.height()) // 2 + 1,
        )

    def _dress(self) -> None:
        self.setFont(theme().font("note" if self._most > 1 else "body"))
        with QSignalBlocker(self):
            self.document().setDocumentMargin(theme().px(2))
        self._grow()
