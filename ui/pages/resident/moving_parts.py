"""Head and foot of the tab Udflytning: what this is, the scale in words, own words, the buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from boform_app.rules.instrument import Instrument
from boform_app.services.views.overviews import OverviewVersion
from models.values import dates
from ui.dialogs.panel import Panel
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Cut, Text
from ui.widgets.segmented import Segmented
from ui.widgets.text_area import TextArea


class Head(QWidget):
    """Title, facts, the two sections, and the scale in everyday words."""

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._facts = Cut("", "body", "text2")
        self.sections = Segmented(
            [
                ("areas", self.tr("Områder")),
                ("answers", self.tr("Egne svar")),
                ("course", self.tr("Over tid")),
                ("help", self.tr("Hjælp i dag")),
            ],
            name=self.tr("Del af overblikket"),
        )
        self.sections.setToolTip(
            self.tr("Områder (Alt+1), egne svar (Alt+2), over tid (Alt+3), hjælp i dag (Alt+4)")
        )
        self.more = IconButton("more_horizontal", self.tr("Mere"))
        row = QHBoxLayout()
        row.addWidget(Text(self.tr("Udflytningsoverblik"), "h2"))
        row.addWidget(self._facts, 1)
        row.addWidget(self.sections)
        row.addWidget(self.more)
        self._outer.addLayout(row)
        self._scale = QWidget()
        line = QHBoxLayout(self._scale)
        line.setContentsMargins(0, 0, 0, 0)
        self._frame = Text("", "body", "text2")
        line.addWidget(self._frame)
        words = {level.level: level.staff for level in instrument.scale}
        words[2] = self.tr("{word}, ca. hver uge").format(word=words[2])
        for digit, word in (*words.items(), ("?", self.tr("ved vi ikke"))):
            line.addWidget(Text(str(digit), "strong"))
            line.addWidget(Text(word if digit == "?" else f"{word}  ·", "body", "text2"))
        line.addStretch(1)
        self._line, self._row = line, row
        self._outer.addWidget(self._scale)
        self._dress()
        theme().changed.connect(self._dress)

    def show_state(self, facts: str, names: str) -> None:
        """Day and comparison; whose home it is about."""
        self._facts.setText(facts)
        self._facts.setToolTip(facts)
        self._frame.setText(self.tr("Hjælp fra andre i {names} egen bolig:").format(names=names))
        self.sections.set_label("answers", self.tr("{names} svar").format(names=names))

    def show_scale(self, *, visible: bool) -> None:
        """The scale belongs to the areas alone."""
        self._scale.setVisible(visible)

    def _dress(self) -> None:
        t = theme()
        self._outer.setSpacing(t.px(2))
        self._row.setSpacing(t.px(8))
        self._line.setSpacing(t.px(5))


class Foot(QWidget):
    """Buttons under the proposal; ``words_row`` stands under the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filling = False
        self.words_row = QWidget()
        self._label = Text("", "strong")
        self.words = TextArea(lines=1, most_lines=3)
        line = QHBoxLayout(self.words_row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._label)
        line.addWidget(self.words, 1)
        self.letter = Button(self.tr("Lav henvisning"), icon="document_text", height="title_button")
        self.save = Button(
            self.tr("Gem overblik"), "primary", hint=self.tr("Ctrl+Enter"), height="title_button"
        )
        self.again = Button(self.tr("Nyt overblik"), "primary", height="title_button")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        for button in (self.letter, self.save, self.again):
            row.addWidget(button)
        row.setSpacing(theme().px(8))
        line.setSpacing(theme().px(12))

    def show_state(self, *, editing: bool, may_write: bool, names: str) -> None:
        """Filling in: save. Reading: begin a new one, where that is allowed."""
        self._label.setText(self.tr("{names} egne ord").format(names=names))
        self.words.setAccessibleName(self._label.text())
        self.save.setVisible(editing and may_write)
        self.again.setVisible(not editing and may_write)

    def show_words(self, text: str, *, editable: bool) -> None:
        """The resident's hopes; while they are typed they are left alone."""
        self.filling = True
        if self.words.text != text:
            self.words.set_text(text)
        self.filling = False
        self.words.setReadOnly(not editable)
        self.words.setVisible(not privacy().on or self.words.hasFocus())


def add_keys(where: QWidget, acts: Mapping[str, Callable[[], None]]) -> None:
    """Keys that work anywhere inside a widget."""
    for keys, act in acts.items():
        shortcut = QShortcut(QKeySequence(keys), where)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


def frame_panel(parent: QWidget, instrument: Instrument) -> Panel:
    """How we rate, and how the resident is asked (readiness.md 3.4)."""
    panel = Panel(parent, parent.tr("Sådan vurderer vi"), instrument.frame, width=600)
    panel.body.addWidget(Text(parent.tr("Sådan siger vi det til beboeren"), "strong"))
    panel.body.addWidget(Text(instrument.resident_frame, "body", "text2", wrap=True))
    for level in instrument.scale:
        words = f"{level.level}  {level.staff_long} – ”{level.resident}”"
        panel.body.addWidget(Text(words, "small", "text2", wrap=True))
    panel.body.addWidget(Text(instrument.honest_status, "small", "text2", wrap=True))
    panel.add_button(parent.tr("Luk"), kind="primary", safe=True)
    return panel


def more_menu(
    parent: QWidget, versions: Sequence[OverviewVersion], instrument: Instrument, *,
    frame: Callable[[], None], discard: Callable[[], None] | None,
    chosen: Callable[[UUID], None], more: Callable[[QMenu], None],
) -> QMenu:  # fmt: skip
    """How we rate, throwing the draft away, and every finished version."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(parent.tr("Sådan vurderer vi"), frame)
    if discard is not None:
        menu.addAction(parent.tr("Kassér kladden"), discard)
    menu.addSeparator()
    more(menu)
    if versions:
        menu.addSection(parent.tr("Gemte overblik"))
    for version in versions:
        words = parent.tr("{day} · {category} · {by}").format(
            day=dates.short(version.assessed_on),
            category=instrument.categories[version.category],
            by=version.finished_by.name,
        )
        menu.addAction(words).triggered.connect(partial(_choose, chosen, version.id))
    return menu


def _choose(chosen: Callable[[UUID], None], version_id: UUID, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 (Qt's signal)
    chosen(version_id)
