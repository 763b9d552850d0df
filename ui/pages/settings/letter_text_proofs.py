"""The sample letter with the typed text, made on a worker, the newest wins."""

from __future__ import annotations

from PySide6.QtCore import QObject

from boform_app.services.letter_texts import LetterTextsService
from boform_app.services.page_images import Picture, pictures
from ui.newest import NewestWins
from ui.pages.letter.proofs import SCREEN_DPI
from ui.tasks import Tasks

Wish = tuple[str, str, str]
"""Kind, place and text."""


class SampleProofs(NewestWins):
    """``ready`` carries the pages of the newest wish."""

    def __init__(self, texts: LetterTextsService, tasks: Tasks, parent: QObject) -> None:
        super().__init__(tasks, parent)
        self._texts = texts

    def ask(self, wish: Wish, *, typed: bool = False) -> None:
        """Make the pages; after typing only when the keys rest."""
        texts = self._texts

        def make() -> tuple[Picture, ...]:
            return pictures(texts.preview(*wish), SCREEN_DPI)

        self.wish(make, typed=typed)
