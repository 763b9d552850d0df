"""What a letter that is too long could do without; the author takes it or not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from boform_app.progress import Progress
from boform_app.services.views.letter_length import LeftOutView, ShorteningView
from boform_app.services.views.letters import LetterEdits
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.letter.writing import Writing
from ui.session import Session
from ui.theme import theme
from ui.widgets.labels import Text

_WHY = {"older_note": "ældre notat", "goal": "mål", "small_theme": "samles i én linje"}


class Shortener:
    """Asks for a proposal beside the interface and shows it.

    Attributes:
        panel: The panel, while it is open.
    """

    def __init__(self, session: Session, where: QWidget) -> None:
        self._session, self._where = session, where
        self.panel: ShortenPanel | None = None

    def ask(self, writing: Writing, refused: Callable[[Exception], None]) -> None:
        """What could go from the letter as it is now; nothing goes by itself."""
        letters, subject, edits = self._session.services.letters, writing.subject, writing.edits

        def work(_progress: Progress) -> ShorteningView:
            return letters.shorten(subject.kind, subject.person_id, edits)

        def ready(view: ShorteningView) -> None:
            if writing.edits == edits:
                self.panel = ShortenPanel(self._where, view, writing.begin_with)
                self.panel.open()

        self._session.tasks.run(work, ready, failed=refused, owner=self._where)


class ShortenPanel(Panel):
    """The list of what would go, and the verb that takes it out."""

    def __init__(
        self, parent: QWidget, view: ShorteningView, use: Callable[[LetterEdits], object]
    ) -> None:
        super().__init__(parent, _title(view), _below(view), width=640)
        if view.left_out:
            self.body.addWidget(_listed(view.left_out))
            self.verb = self.add_button("Kort brevet", lambda: use(view.edits), kind="primary")
        self.add_button("Tilbage", safe=not view.left_out)


def _title(view: ShorteningView) -> str:
    if not view.left_out:
        return "Der er ikke noget, Boform kan tage ud"
    count = len(view.left_out)
    return "1 ting kan gå ud" if count == 1 else f"{count} ting kan gå ud"


def _below(view: ShorteningView) -> str:
    longest = ", ".join(one.heading for one in view.excess.longest[:3] if one.editable)
    write = f" De længste afsnit er: {longest}." if longest else ""
    if not view.left_out:
        return f"Skriv selv kortere.{write}"
    if view.excess.fits:
        return "Så passer brevet. Du kan altid hente det ind igen under afsnittene."
    over = messages.lines(view.excess.lines_over)
    return f"Brevet er stadig cirka {over} for langt bagefter.{write}"


def _listed(left_out: tuple[LeftOutView, ...]) -> QScrollArea:
    inner = QWidget()
    inner.setObjectName("scrolled")
    box = QVBoxLayout(inner)
    box.setContentsMargins(0, 0, theme().px(8), 0)
    for one in left_out:
        head = " · ".join(part for part in (one.heading, one.theme, _WHY.get(one.why, "")) if part)
        box.addWidget(Text(head, "smallStrong", "text2", wrap=True))
        box.addWidget(Text(one.text, "body", wrap=True))
    box.addStretch(1)
    area = QScrollArea()
    area.setAccessibleName("Det, der kan gå ud")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inner)
    area.setFixedHeight(theme().px(260))
    return area
