"""Text that is edited where it stands: a draft with every key, saved when the field is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from models.values.changes import Changes
from ui.pages.resident.doing import attempt
from ui.ports import DraftSlot
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea


class InPlace(QObject):
    """Binds an editor to one stored text.

    Attributes:
        stored: The text as it was read.
    """

    def __init__(
        self, session: Session, editor: TextArea | LineEdit, kind: str,
        save: Callable[[str], Changes],
    ) -> None:  # fmt: skip
        """Bind an editor.

        Args:
            session: For drafts and for telling what was saved.
            editor: Shows the text.
            kind: Kind of the draft; one for each text, since a draft goes as a whole.
            save: Writes the text; raises what a service raises.
        """
        super().__init__(editor)
        self._session, self._editor, self._save = session, editor, save
        self._kind, self._person, self._showing = kind, "", False
        self.stored = ""
        editor.textChanged.connect(self._typed)
        editor.left.connect(self._left)

    def show(self, person_id: object, text: str, *, may: bool) -> None:
        """Show the stored text, or the draft that was left; what is being typed stays."""
        other = self._person != str(person_id)
        typing = not other and self.dirty and not privacy().on
        self._person, self.stored = str(person_id), text
        hidden = privacy().on
        self._editor.setReadOnly(not may or hidden)
        if typing:
            return
        kept = self._session.drafts.get(self._slot) if may and not hidden else None
        self._show(privacy().text(kept.text if kept is not None else text))

    @property
    def dirty(self) -> bool:
        """Whether what stands there is not stored yet."""
        return not self._editor.isReadOnly() and self._text().strip() != self.stored.strip()

    @property
    def _slot(self) -> DraftSlot:
        return DraftSlot(self._kind, self._person)

    def _text(self) -> str:
        found = self._editor.text
        return found if isinstance(found, str) else found()

    def _show(self, text: str) -> None:
        self._showing = True
        if isinstance(self._editor, TextArea):
            self._editor.set_text(text)
        else:
            self._editor.setText(text)
            self._editor.setCursorPosition(0)
        self._showing = False

    def _typed(self) -> None:
        if self._showing or not self._person or self._editor.isReadOnly():
            return
        if self.dirty:
            self._session.drafts.put(self._slot, self._text())
        else:
            self._session.drafts.remove(self._slot)

    def _left(self) -> None:
        # The page may be going away with the focus: saving waits until the event is over.
        if self.dirty:
            QTimer.singleShot(0, self, self._store)

    def _store(self) -> None:
        if not self.dirty or self._editor.hasFocus():
            return
        text, before = self._text().strip(), self.stored
        self.stored = text
        if attempt(self._session, self._editor, lambda: self._save(text)):
            self._session.drafts.remove(self._slot)
        else:
            self.stored = before


class BareArea(TextArea):
    """Running text that looks like text until the cursor is in it."""

    def __init__(self, *, name: str, placeholder: str = "", most_lines: int = 3) -> None:
        super().__init__(name=name, placeholder=placeholder, most_lines=most_lines)
        self.setProperty("bare", "true")

    def _wanted_height(self) -> int:
        needed = max(int(self.document().size().height()), 1)
        rows = min(needed, self._most)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if needed > rows
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        return max(rows * self.fontMetrics().lineSpacing() + theme().px(3), theme().px(24), 24)

    def _dress(self) -> None:
        super()._dress()
        self.setFont(theme().font("body"))
        self._grow()
