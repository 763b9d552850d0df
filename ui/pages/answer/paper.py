"""The right side: the pages of the answer, and what happens when it is taken over (mockup 17)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from boform_app.services.page_images import Picture
from boform_app.services.views.answers import AnswerRow, Follow
from boform_app.services.views.contacts import PagePicture
from ui.pages.answer.words import FOLLOW_ICONS
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card
from ui.widgets.labels import IconLabel, Text
from ui.widgets.page_image import PageImages, Spot


class Paper(Card):
    """*Svaret*: the pages, with the answer of the chosen row marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Svaret", padded=False, parent=parent)
        self.set_title(self.tr("Svaret"))
        self._pages: Sequence[PagePicture] = ()
        self._total = 0
        self.images = PageImages(name=self.tr("Svarets sider"))
        self.images.page_changed.connect(lambda _n, _all: self._tell())
        self._before = IconButton("chevron_left", self.tr("Forrige side"))
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after = IconButton("chevron_right", self.tr("Næste side"))
        self._after.clicked.connect(lambda: self._turn(1))
        self._number = Text("")
        for tool in (self._before, self._number, self._after):
            self.add_tool(tool)
        hidden = QWidget()
        box = QVBoxLayout(hidden)
        box.addWidget(
            Text(
                self.tr("Siderne er skjult, mens navne er skjult (F8)."), "body", "text2", wrap=True
            )
        )
        box.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.images)
        self._stack.addWidget(hidden)
        self.body.addWidget(self._stack, 1)

    def show_pages(self, pages: Sequence[PagePicture], total: int) -> None:
        """Other pages; ``total`` counts those that are not pictured, too."""
        self._pages, self._total = pages, total
        self.images.set_pages([Picture(p.width, p.height, p.rgb) for p in pages])
        self.refresh()
        QTimer.singleShot(0, self, self._tell)

    def show_row(self, row: AnswerRow | None) -> None:
        """Where the answer stands."""
        marks = row.marks if row is not None else ()
        self.images.set_spots([Spot(m.page, m.left, m.top, m.width, m.height) for m in marks])

    def refresh(self) -> None:
        """Names were hidden or shown."""
        self._stack.setCurrentIndex(1 if privacy().on else 0)
        self._tell()

    def _tell(self) -> None:
        at, most = self.images.current_page, len(self._pages)
        words = self.tr("Side {n} af {total}").format(n=max(1, at), total=max(1, self._total))
        self._number.setText(words)
        self._before.setEnabled(at > 1)
        self._after.setEnabled(at < most)

    def _turn(self, by: int) -> None:
        self.images.go_to(self.images.current_page + by)

    def _dress(self) -> None:
        super()._dress()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(theme().px(160))


class Follows(Card):
    """*Når du overtager*: follows the ticks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title = Text(self.tr("Når du overtager"), "h3")
        self.body.addWidget(self._title)
        self._lines = QVBoxLayout()
        self.body.addLayout(self._lines)
        self._shown: tuple[Follow, ...] | None = None
        self._ticked = False
        self._widgets: list[QWidget] = []
        self._dress()

    @property
    def words(self) -> tuple[str, ...]:
        """What is listed."""
        return tuple(one.text for one in self._shown or ())

    def show_follows(self, listed: Sequence[Follow], *, ticked: bool) -> None:
        """Another list; ``ticked`` where anything at all is taken over."""
        if (tuple(listed), ticked) == (self._shown, self._ticked):
            return
        self._shown, self._ticked = tuple(listed), ticked
        for widget in self._widgets:
            self._lines.removeWidget(widget)
            widget.deleteLater()
        alone = self.tr("Oplysningerne bliver rettet. Der sker ikke andet.")
        none = Follow("", alone if ticked else self.tr("Sæt hak ved det, der skal overtages."))
        self._widgets = [_line(one) for one in (self._shown or (none,))]
        for widget in self._widgets:
            self._lines.addWidget(widget)

    def _dress(self) -> None:
        super()._dress()
        t = theme()
        self.body.setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(10))
        self.body.setSpacing(t.px(4))


def _line(one: Follow) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(8))
    if one.kind:
        row.addWidget(IconLabel(FOLLOW_ICONS.get(one.kind, "circle"), 16))
    row.addWidget(
        Text(privacy().text(one.text) or "…", "body", "text" if one.kind else "text2", wrap=True), 1
    )
    return line
