"""*Sådan bliver brevet*: the pages of the true PDF, with page and zoom (mockup 06)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from boform_app.services.page_images import Picture
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card
from ui.widgets.labels import Hairline, Text
from ui.widgets.page_image import PageImages


class Preview(Card):
    """The pages; while names are hidden, none of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Sådan bliver brevet", padded=False, parent=parent)
        self.set_title(self.tr("Sådan bliver brevet"))
        self._pages: Sequence[Picture] = ()
        self._words = ""
        self.images = PageImages(name=self.tr("Brevets sider"))
        self.images.page_changed.connect(self._tell)
        self._before = IconButton("chevron_left", self.tr("Forrige side"))
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after = IconButton("chevron_right", self.tr("Næste side"))
        self._after.clicked.connect(lambda: self._turn(1))
        self._number = Text("", "body", "text2")
        self._smaller = IconButton("subtract", self.tr("Mindre"))
        self._smaller.clicked.connect(lambda: self._zoom(-1))
        self._larger = IconButton("add", self.tr("Større"))
        self._larger.clicked.connect(lambda: self._zoom(1))
        self._percent = Text("", "body", "text2")
        line = Hairline(vertical=True)
        for tool in (
            self._before, self._number, self._after, line, self._smaller, self._percent,
            self._larger,
        ):  # fmt: skip
            self.add_tool(tool)
        self.words = Text("", "body", "text2", wrap=True)
        words = QWidget()
        box = QVBoxLayout(words)
        box.setContentsMargins(16, 16, 16, 16)
        box.addWidget(self.words)
        box.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.images)
        self._stack.addWidget(words)
        self.body.addWidget(self._stack, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.say(self.tr("Brevet bliver sat op …"))

    def show_pages(self, pages: Sequence[Picture]) -> None:
        """Other pages, at the same place."""
        self._pages, self._words = pages, ""
        self.images.set_pages(pages)
        self._show()
        # Where the pages stand is known after the layout has run.
        QTimer.singleShot(0, self, self._tell_now)

    def say(self, words: str) -> None:
        """No pages, and why."""
        self._pages, self._words = (), words
        self._show()

    def refresh(self) -> None:
        """Names were hidden or shown."""
        self._show()

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self._pages)

    def _show(self) -> None:
        hidden = privacy().on and bool(self._pages)
        words = self.tr("Brevet er skjult, mens navne er skjult (F8).") if hidden else self._words
        self.words.setText(words)
        self._stack.setCurrentIndex(1 if words else 0)
        self._tell_now()

    def _tell(self, number: int, total: int) -> None:
        shown = self.tr("Side {n} af {total}").format(n=max(1, number), total=max(1, total))
        self._number.setText(shown)
        percent = round(self.images.zoom * 100)
        self._percent.setText(self.tr("{percent} %").format(percent=percent))
        self._before.setEnabled(number > 1)
        self._after.setEnabled(number < total)

    def _tell_now(self) -> None:
        self._tell(self.images.current_page, self.count)

    def _turn(self, by: int) -> None:
        self.images.go_to(self.images.current_page + by)

    def _zoom(self, direction: int) -> None:
        self.images.step_zoom(direction)
        self._tell_now()

    def _dress(self) -> None:
        super()._dress()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(theme().px(300))
