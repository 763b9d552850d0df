"""The 14 areas as rows: levels, reasons, last values, and what stands in the note."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from boform_app.rules.instrument import Instrument
from boform_app.rules.readiness import Answers, Rating, Reason
from ui.pages.resident import moving_words as say
from ui.pages.resident.moving_draft import Voice, next_reason
from ui.privacy import privacy
from ui.tablemodels.rows import VALUE, Index
from ui.widgets.scale_delegate import UNKNOWN

NUMBER, AREA, RESIDENT, STAFF, LAST, NOTE = range(6)
VOICES: dict[int, Voice] = {RESIDENT: "resident", STAFF: "staff"}
NoteKind = Literal["plain", "talk", "hint"]


class AreasModel(QAbstractTableModel):
    """Fourteen rows over the answers that are shown.

    Signals:
        rated: Voice, row and rating that the person chose; the draft takes it.
    """

    rated = Signal(str, int, object)

    def __init__(self, instrument: Instrument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._instrument = instrument
        self.answers = Answers()
        self.last: Answers | None = None
        self.editable = False
        self._name = ""

    def show(self, answers: Answers, last: Answers | None, *, editable: bool, name: str) -> None:
        """Show answers beside the last ones."""
        self.answers, self.last, self.editable, self._name = answers, last, editable, name
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, NOTE))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, RESIDENT, STAFF)

    def rowCount(self, parent: Index | None = None) -> int:
        """Fourteen."""
        return 0 if parent is not None and parent.isValid() else len(self._instrument.domains)

    def columnCount(self, parent: Index | None = None) -> int:
        """Number, area, two voices, last values, note."""
        return 0 if parent is not None and parent.isValid() else 6

    def rating(self, row: int, voice: Voice) -> Rating:
        """What a voice says of an area."""
        found: tuple[Rating, ...] = getattr(self.answers, voice)
        return found[row]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell, or the level for the scale."""
        if not index.isValid() or not index.row() < self.rowCount():
            return None
        row, column = index.row(), index.column()
        if column in VOICES:
            return self._voice_data(row, VOICES[column], role)
        if role == VALUE and column == NOTE:
            return self.note(row)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in {AREA, NOTE}:
            return self._instrument.domains[row].title
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a level, ? or None from the scale and hand it on."""
        voice = VOICES.get(index.column())
        if role != VALUE or voice is None or not self.editable:
            return False
        given = value
        if value == UNKNOWN:
            given = next_reason(voice, self.rating(index.row(), voice))
        self.rated.emit(voice, index.row(), given)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Whose voice it is, with the first name."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headers()[section] if 0 <= section < self.columnCount() else None
        return None

    def note(self, row: int) -> tuple[NoteKind, str]:
        """What stands at the end of a row: a difference first, then a reason, then the note."""
        own, ours = self.rating(row, "resident"), self.rating(row, "staff")
        limit = self._instrument.limits.talk_difference
        if type(own) is int and type(ours) is int and abs(own - ours) >= limit:
            return "talk", self.tr("Tal om forskellen")
        if isinstance(ours, Reason):
            return "plain", say.reason(ours, "staff")
        line = privacy().text(say.note_line(self.answers.notes[row]))
        if line:
            return "plain", line
        if isinstance(own, Reason):
            return "plain", say.reason(own, "resident")
        return "hint", self.tr("Note: Enter") if self.editable else ""

    def _voice_data(self, row: int, voice: Voice, role: int) -> Any:
        rating = self.rating(row, voice)
        if role == VALUE:
            return UNKNOWN if isinstance(rating, Reason) else rating
        domain = self._instrument.domains[row]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            who = self._headers()[RESIDENT if voice == "resident" else STAFF]
            return f"{domain.short}, {who}: {say.spoken_rating(rating, voice)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            if isinstance(rating, Reason):
                return say.reason(rating, voice)
            return domain.question if rating is None else domain.levels[rating]
        return None

    def _words(self, row: int, column: int) -> str:
        domain = self._instrument.domains[row]
        if column == NUMBER:
            return str(domain.number)
        if column == AREA:
            return domain.short
        if column == LAST:
            if self.last is None:
                return ""
            pair = (self.last.resident[row], self.last.staff[row])
            return " / ".join(say.short_rating(rating) for rating in pair)
        kind, words = self.note(row)
        return "" if kind == "hint" else words

    def _headers(self) -> tuple[str, ...]:
        says = self.tr("{name} siger").format(name=self._name)
        last = self.tr("Sidst") if self.last is not None else ""
        return (
            "",
            self.tr("Område"),
            says,
            self.tr("Vi vurderer"),
            last,
            self.tr("Set / hvad hjælper"),
        )
