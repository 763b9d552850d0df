"""The text by section: a row each, one open at a time (mockup 06)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from boform_app.services.views.letters import SectionView
from ui import icons
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import Button, PaintedButton
from ui.widgets.labels import Text
from ui.widgets.painting import text_line
from ui.widgets.text_area import TextArea


class Row(PaintedButton):
    """Number, heading and state of a section, 24 high; opens and closes."""

    stepped = Signal(int)

    def __init__(self, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self._number, self._words, self._state_word = number, "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, heading: str, state: str) -> None:
        """What the row says."""
        self._words, self._state_word = heading, state
        self.setAccessibleName(
            ", ".join(p for p in (f"{self._number} {heading}".strip(), state) if p)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """A row of the card."""
        return QSize(theme().px(200), max(theme().px(24), 24))

    def minimumSizeHint(self) -> QSize:
        """Long headings are shortened by the painter."""
        return QSize(theme().px(160), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk the rows."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Chevron, number, heading; the state at the right end."""
        t, painter = theme(), QPainter(self)
        if self._hover:
            painter.fillRect(self.rect(), t.color("bg"))
        side = t.px(16)
        chevron = QRect(0, (self.height() - side) // 2, side, side)
        motif = "chevron_down" if self.isChecked() else "chevron_right"
        icons.paint(painter, chevron.toRectF(), motif, "text2")
        number = QRect(t.px(20), 0, t.px(20), self.height())
        right = Qt.AlignmentFlag.AlignRight
        text_line(painter, number, self._number, "body", "text2", align=right)
        end = t.px(62)
        words = QRect(t.px(48), 0, self.width() - t.px(48) - end, self.height())
        text_line(painter, words, self._words, "strong" if self.isChecked() else "body", "text")
        state = QRect(self.width() - end, 0, end, self.height())
        text_line(painter, state, self._state_word, "small", "text2", align=right)
        painter.end()


class _Editor(QWidget):
    """The open section: its text with *Gendan* and *Udelad*."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 4)
        box.setSpacing(2)
        self.area = TextArea(lines=5, most_lines=5)
        self.reading = Text("", "note", "text2", wrap=True)
        box.addWidget(self.area)
        box.addWidget(self.reading)
        line = QHBoxLayout()
        self.restore = Button(self.tr("Gendan"), "link", icon="arrow_undo")
        self.leave_out = Button("", "link")
        line.addWidget(self.restore)
        line.addWidget(self.leave_out)
        line.addStretch(1)
        box.addLayout(line)


class Sections(QWidget):
    """All sections; the first row holds the letter's own dates and choices.

    Signals:
        written: Key, the text and the fetched text.
        left_out: Key, and whether it is left out now.
        moved: A row was opened or closed; the page may scroll to it.
    """

    written = Signal(str, str, str)
    left_out = Signal(str, bool)
    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._views: dict[str, SectionView] = {}
        self._rows: dict[str, Row] = {}
        self._first: tuple[Row, QWidget] | None = None
        self.open_key = ""
        self._loading, self.read_only = False, False
        self._editor = _Editor()
        self._editor.hide()
        self._editor.area.textChanged.connect(self._typed)
        self._editor.restore.clicked.connect(self.restore_open)
        self._editor.leave_out.clicked.connect(self._toggle_left_out)
        self._dress()
        theme().changed.connect(self._dress)

    def put_first(self, words: str, body: QWidget) -> None:
        """A row above the sections that opens a form."""
        row = Row("")
        row.show_words(words, "")
        row.clicked.connect(lambda _on=False: self.open_first(opened=row.isChecked()))
        row.stepped.connect(lambda by: self._step(row, by))
        self._first = (row, body)
        self._box.insertWidget(0, row)
        self._box.insertWidget(1, body)
        body.hide()

    def open_first(self, *, opened: bool = True) -> None:
        """Open or close the form above the sections."""
        if self._first is None:
            return
        self._first[0].setChecked(opened)
        self._first[1].setVisible(opened)
        if opened:
            self.open("")
            self.moved.emit(self._first[1])

    def show_first(self, *, visible: bool) -> None:
        """A letter without dates and choices has no such row."""
        if self._first is not None:
            self._first[0].setVisible(visible)
            if not visible:
                self._first[1].hide()

    def show_sections(self, views: Sequence[SectionView]) -> None:
        """Show what the sections say now; the open one keeps its cursor."""
        keys = [view.key for view in views]
        reopened = self._rebuild(keys) if keys != list(self._rows) else ""
        self._views = {view.key: view for view in views}
        for view in views:
            hidden = privacy().on
            heading = self.tr("Afsnit") if hidden else view.heading
            self._rows[view.key].show_words(heading, self._word(view))
        if reopened:
            self.open(reopened)
        elif self.open_key:
            self._fill_editor(keep_typing=True)

    def open(self, key: str) -> None:
        """Open a section and close the one before; "" closes all."""
        if self.open_key in self._rows:
            self._rows[self.open_key].setChecked(False)
        self._box.removeWidget(self._editor)
        self._editor.hide()
        self.open_key = key if key in self._rows else ""
        if not self.open_key:
            return
        if self._first is not None:
            self._first[0].setChecked(False)
            self._first[1].hide()
        row = self._rows[key]
        row.setChecked(True)
        self._box.insertWidget(self._box.indexOf(row) + 1, self._editor)
        self._editor.show()
        self._fill_editor()
        self.moved.emit(self._editor)

    def focus_editor(self) -> None:
        """Where the author goes on writing."""
        if self.open_key and self._views[self.open_key].editable and not self.read_only:
            self._editor.area.setFocus()

    def _word(self, view: SectionView) -> str:
        if view.left_out:
            return self.tr("udeladt")
        if view.empty:
            return ""
        return self.tr("rettet") if view.edited else self.tr("hentet")

    def _rebuild(self, keys: Sequence[str]) -> str:
        """Other rows; the key of the section that was open and still is there."""
        kept = self.open_key
        self._box.removeWidget(self._editor)
        for row in self._rows.values():
            self._box.removeWidget(row)
            row.deleteLater()
        self._rows = {}
        while self._box.count() > (2 if self._first else 0):
            self._box.takeAt(self._box.count() - 1)
        for number, key in enumerate(keys, start=1):
            row = Row(str(number))
            row.clicked.connect(lambda _on=False, key=key: self._clicked(key))
            row.stepped.connect(lambda by, row=row: self._step(row, by))
            self._rows[key] = row
            self._box.addWidget(row)
        self._box.addStretch(1)
        self._editor.hide()
        self.open_key, self._views = "", {}
        return kept if kept in self._rows else ""

    def _clicked(self, key: str) -> None:
        self.open("" if self.open_key == key else key)
        self.focus_editor()

    def _step(self, row: Row, by: int) -> None:
        rows = [*([self._first[0]] if self._first else []), *self._rows.values()]
        shown = [one for one in rows if one.isVisible()]
        shown[max(0, min(len(shown) - 1, shown.index(row) + by))].setFocus()

    def _fill_editor(self, *, keep_typing: bool = False) -> None:
        view, editor = self._views[self.open_key], self._editor
        editable = view.editable and not self.read_only
        editor.area.setVisible(editable and not self._out(view))
        editor.reading.setVisible(not editor.area.isVisibleTo(editor))
        editor.reading.setText(self._reading(view))
        editor.area.setAccessibleName(view.heading)
        if (
            editable
            and editor.area.text != view.text
            and not (keep_typing and editor.area.hasFocus())
        ):
            self._loading = True
            editor.area.setPlainText(view.text)
            self._loading = False
        editor.restore.setVisible(editable and view.edited)
        editor.leave_out.setVisible(view.optional and not self.read_only)
        out = self._out(view)
        editor.leave_out.setText(self.tr("Tag med igen") if out else self.tr("Udelad"))
        editor.leave_out.change(icon="add" if out else "prohibited")

    def _out(self, view: SectionView) -> bool:
        return view.left_out and (bool(view.text.strip()) or not view.editable)

    def _reading(self, view: SectionView) -> str:
        if privacy().on:
            return self.tr("Teksten er skjult, mens navne er skjult.")
        if self._out(view) and not self.read_only:
            return self.tr("Afsnittet er udeladt og står ikke i brevet.")
        return view.text or self.tr("Hentes fra beboerens oplysninger og rettes ikke her.")

    def _typed(self) -> None:
        if self._loading or not self.open_key:
            return
        self.written.emit(self.open_key, self._editor.area.text, self._views[self.open_key].fetched)

    def restore_open(self) -> None:
        """*Gendan*: the fetched text of the open section."""
        view = self._views[self.open_key]
        self._editor.area.set_text(view.fetched)
        self.focus_editor()

    def _toggle_left_out(self) -> None:
        view = self._views[self.open_key]
        self.left_out.emit(view.key, not self._out(view))

    def _dress(self) -> None:
        t = theme()
        self._box.setContentsMargins(t.px(10), t.px(4), t.px(10), t.px(4))
        self._box.setSpacing(0)
