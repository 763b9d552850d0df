"""What the resident wrote on the conversation sheet, taken over in the order of the paper.

Pages 1 and 2 are the fourteen questions: a key each, and the cursor is at the next one. Page 3 is
the resident's own answers, which stand in the next section in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.rules.instrument import Instrument
from boform_app.rules.readiness import Answers, Rating, Reason
from ui.pages.resident.moving_draft import OverviewDraft
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.scrolling import scrolling
from ui.widgets.segmented import Segmented

_NONE = ""
_TOLD = "Fortalt: "
"""Before what the resident wrote on the line: it was told, not seen."""
_RATINGS: dict[str, Rating] = {
    _NONE: None, "0": 0, "1": 1, "2": 2, "3": 3, "4": 4,
    "v": Reason.DOES_NOT_KNOW, "n": Reason.WILL_NOT_SAY,
}  # fmt: skip


class AnswerKeys(Segmented):
    """The seven boxes of a question, and nothing chosen; 0 to 4, V and N answer.

    Signals:
        answered: A key or a click chose; carries the rating.
    """

    answered = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(
            [(_NONE, "–"), ("0", _tr("Selv")), ("1", _tr("Lidt")), ("2", _tr("Hver uge")),
             ("3", _tr("Flere gange")), ("4", _tr("Hver dag")), ("v", _tr("Ved ikke")),
             ("n", _tr("Vil ikke"))],
            name=name,
        )  # fmt: skip
        self.changed.connect(lambda key: self.answered.emit(_RATINGS[key]))

    @property
    def rating(self) -> Rating:
        """What is chosen."""
        return _RATINGS[self.current]

    def show_rating(self, rating: Rating) -> None:
        """Choose without telling anyone; what has no box on the paper is none of them."""
        key = next((key for key, value in _RATINGS.items() if value == rating
                    and type(value) is type(rating)), _NONE)  # fmt: skip
        self.choose(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure or a letter answers; ? is *ved ikke*, Delete takes the answer away."""
        key = {"?": "v"}.get(event.text(), event.text().casefold())
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            key = _NONE
        elif key not in _RATINGS or not key:
            super().keyPressEvent(event)
            return
        self.choose(key)
        self.answered.emit(_RATINGS[key])

    def focus(self) -> None:
        """The keys to the chosen box."""
        self._segments[self.current].setFocus(Qt.FocusReason.TabFocusReason)


class SheetPanel(QFrame):
    """Who talked and when, then the fourteen questions.

    Signals:
        finished: The last question was passed: page 3 comes.
    """

    finished = Signal()

    def __init__(
        self, instrument: Instrument, draft: OverviewDraft, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._instrument, self._draft = instrument, draft
        self._filling = False
        self.talked_on = DateField(direction="past", today=lambda: draft.today)
        self.talked_with = Combo(name=_tr("Talt med"))
        self.rows: list[AnswerKeys] = []
        self.lines: list[LineEdit] = []
        self.on = Button(_tr("Videre til side 3"), "strong")
        self._build()
        self.talked_on.left.connect(self._day)
        self.talked_with.changed.connect(self._with)
        self.on.clicked.connect(self.finished)
        self._dress()
        theme().changed.connect(self._dress)

    def show_staff(self, names: Sequence[str]) -> None:
        """Who may have talked."""
        self._filling = True
        options = [Option("", _tr("Mig")), *(Option(name, name) for name in names)]
        self.talked_with.set_options(options)
        self._filling = False

    def show_answers(self, answers: Answers) -> None:
        """The resident's answers so far; a line that is being typed is left alone."""
        self._filling = True
        self.talked_with.set_value(self._draft.talked_with)
        if not self.talked_on.hasFocus():
            self.talked_on.set_value(self._draft.talked_on)
        for row, keys in enumerate(self.rows):
            keys.show_rating(answers.resident[row])
            seen = answers.notes[row].seen
            line = self.lines[row]
            if not line.hasFocus():
                line.setText(told(seen)[1])
            line.setVisible(not privacy().on)
        self._filling = False

    def start(self) -> None:
        """The cursor to the first question that has no answer."""
        first = next((keys for keys in self.rows if keys.rating is None), self.rows[0])
        first.focus()

    # -- own -------------------------------------------------------------------------------------

    def _answered(self, row: int, rating: Rating) -> None:
        if self._filling:
            return
        self._draft.rate("resident", row, rating)
        if rating is None:
            return
        if row + 1 < len(self.rows):
            self.rows[row + 1].focus()
            self._area.ensureWidgetVisible(self.rows[row + 1], 0, theme().px(60))
        else:
            self.on.setFocus(Qt.FocusReason.TabFocusReason)

    def _written(self, row: int, text: str) -> None:
        if not self._filling:
            before, _ = told(self._draft.answers.notes[row].seen)
            said = f"{_TOLD}{text.strip()}" if text.strip() else ""
            self._draft.write_note(row, "seen", "\n".join(part for part in (before, said) if part))

    def _day(self) -> None:
        day = self.talked_on.value
        if day is not None and day != self._draft.talked_on:
            self._draft.set_talked_on(day)

    def _with(self) -> None:
        if not self._filling:
            self._draft.set_talked_with(self.talked_with.value or "")

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        head = QHBoxLayout()
        head.addWidget(Field(_tr("Dato på arket"), self.talked_on, width=240))
        head.addWidget(Field(_tr("Talt med"), self.talked_with, width=240))
        head.addStretch(1)
        self._column.addLayout(head)
        keys = _tr(
            "Tast 0–4, V for ved ikke, N for vil ikke svare. Så er du ved det næste spørgsmål."
        )
        self._column.addWidget(Text(keys, "small", "text2", wrap=True))
        for row, domain in enumerate(self._instrument.domains):
            self._column.addWidget(Text(f"{domain.number}  {domain.question}", "strong", wrap=True))
            answer = AnswerKeys(f"{domain.number} {domain.short}")
            answer.answered.connect(lambda rating, row=row: self._answered(row, rating))
            line = LineEdit(
                placeholder=_tr("Skrevet på linjen"),
                name=_tr("{n} {area}: skrevet på linjen").format(n=domain.number, area=domain.short),
            )  # fmt: skip
            line.textEdited.connect(lambda text, row=row: self._written(row, text))
            self.rows.append(answer)
            self.lines.append(line)
            self._column.addWidget(answer, 0, Qt.AlignmentFlag.AlignLeft)
            self._column.addWidget(line)
        self._column.addWidget(self.on, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._area = scrolling(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._area)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(t.px(6))


def told(seen: str) -> tuple[str, str]:
    """What staff saw, and what the resident wrote on the line."""
    lines = seen.splitlines()
    if lines and lines[-1].startswith(_TOLD):
        return "\n".join(lines[:-1]), lines[-1].removeprefix(_TOLD)
    return seen, ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("Sheet", words)
