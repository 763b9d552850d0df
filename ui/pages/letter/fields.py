"""Dates, choices and lines of the letter that are no running text (*Datoer og valg*)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from boform_app.services.views.letters import LetterField
from models.values import dates
from ui import messages
from ui.theme import theme
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field, Finding
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea

_STOPS = {"field:reason"}


class Moment(LineEdit):
    """Day and time in one line: "8/12 kl. 10" or "8-12 10.30"."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(placeholder=self.tr("fx 8/12 10.00"))
        self._today = today
        self.value: datetime | None = None
        self.textEdited.connect(self._typed)

    def set_value(self, moment: datetime | None) -> None:
        """Show a moment."""
        self.value = moment
        self.setText(_moment_words(moment) if moment else "")

    def finding(self) -> Finding | None:
        """What there is to say about the text."""
        if not self.text().strip() or self.value is not None:
            return None
        return Finding("stop", self.tr("Skriv dag og klokkeslæt, fx 8/12 10.00."))

    def keep(self) -> None:
        """There is no question to keep."""

    def _typed(self, text: str) -> None:
        self.value = self._parsed(text)
        self.changed.emit()

    def _parsed(self, text: str) -> datetime | None:
        parts = text.replace("kl.", " ").rsplit(maxsplit=1)
        if len(parts) != 2:
            return None
        day = dates.parse_date(parts[0].strip(), self._today(), "future").date
        clock = dates.parse_time(parts[1], datetime.min.time()).time
        return datetime.combine(day, clock) if day is not None and clock is not None else None

    def _leaving(self) -> None:
        if self.value is not None:
            self.setText(_moment_words(self.value))


class LetterFields(QWidget):
    """A field for each value the letter names.

    Signals:
        edited: Key and value as the letter takes it; True when it was typed.
    """

    edited = Signal(str, str, bool)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._box = QVBoxLayout(self)
        self._shown: dict[str, tuple[LetterField, QWidget]] = {}
        self._fields: dict[str, Field] = {}
        self._showing = False
        self._dress()
        theme().changed.connect(self._dress)

    def show_fields(self, fields: Sequence[LetterField]) -> None:
        """Show values; what is being typed in stays as it is."""
        if [one.key for one in fields] != list(self._shown):
            self._rebuild(fields)
        for one in fields:
            control = self._shown[one.key][1]
            self._shown[one.key] = (one, control)
            if not control.hasFocus():
                self._show(control, one)
            self._say(one)

    def focus_first(self) -> None:
        """Where the writing begins."""
        if self._shown:
            self.focus_on(next(iter(self._shown)))

    def control(self, key: str) -> QWidget:
        """What a field is written in."""
        return self._shown[key][1]

    def focus_on(self, key: str) -> None:
        """Put the cursor where something is missing."""
        if key in self._shown:
            self._shown[key][1].setFocus()

    def _show(self, control: QWidget, one: LetterField) -> None:
        """An area of lines tells of every new text; what the letter fetched is no edit."""
        self._showing = True
        _write(control, one)
        self._showing = False

    def _say(self, one: LetterField) -> None:
        field = self._fields.get(one.key)
        if field is None:
            return
        if one.problem:
            field.say(Finding("stop", messages.words(one.problem)))
        elif field.finding is not None and field.finding.level == "stop":
            field.say(None)

    def _rebuild(self, fields: Sequence[LetterField]) -> None:
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._shown, self._fields = {}, {}
        for one in fields:
            control = self._control(one)
            self._shown[one.key] = (one, control)
            if isinstance(control, QCheckBox):
                self._box.addWidget(control)
                continue
            self._fields[one.key] = Field(one.label, control)
            self._box.addWidget(self._fields[one.key])

    def _control(self, one: LetterField) -> QWidget:
        key = one.key
        if one.kind == "date":
            day = DateField(direction="past" if one.past else "future", today=self._today)
            day.changed.connect(
                lambda: self._typed(key, day.value.isoformat() if day.value else "")
            )
            return day
        if one.kind == "moment":
            moment = Moment(self._today)
            moment.changed.connect(
                lambda: self._typed(
                    key, moment.value.isoformat(timespec="minutes") if moment.value else ""
                )
            )
            return moment
        if one.kind == "flag":
            flag = QCheckBox(one.label)
            flag.clicked.connect(lambda on: self.edited.emit(key, "yes" if on else "", False))  # noqa: FBT003 (a signal)
            return flag
        if one.kind == "read":
            read = Combo(_read_options(self), name=one.label)
            read.changed.connect(lambda: self.edited.emit(key, read.value or "", False))  # noqa: FBT003 (a signal)
            return read
        return self._words_control(one)

    def _words_control(self, one: LetterField) -> QWidget:
        key = one.key
        if one.kind == "choice":
            choice = Combo([Option(k, words) for k, words in one.options], name=one.label)
            choice.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.changed.connect(lambda: self.edited.emit(key, choice.value or "", False))  # noqa: FBT003 (a signal)
            return choice
        if one.kind == "lines":
            area = TextArea(lines=3, most_lines=6)
            area.textChanged.connect(lambda: self._typed(key, area.text))
            return area
        line = LineEdit()
        line.textEdited.connect(lambda text: self._typed(key, text))
        return line

    def _typed(self, key: str, value: str) -> None:
        if self._showing:
            return
        self.edited.emit(key, value, True)  # noqa: FBT003 (a signal)

    def _dress(self) -> None:
        t = theme()
        self._box.setContentsMargins(t.px(20), t.px(4), 0, t.px(8))
        self._box.setSpacing(t.px(8))


def _read_options(where: QWidget) -> tuple[Option, ...]:
    return (
        Option("", where.tr("Ikke endnu")),
        Option("read", where.tr("Har læst det")),
        Option("aloud", where.tr("Har fået det læst op")),
    )


def _write(control: QWidget, one: LetterField) -> None:
    if isinstance(control, DateField):
        control.set_value(date.fromisoformat(one.value) if one.value else None)
    elif isinstance(control, Moment):
        if one.value or control.finding() is None:
            control.set_value(datetime.fromisoformat(one.value) if one.value else None)
    elif isinstance(control, QCheckBox):
        control.setChecked(one.value == "yes")
    elif isinstance(control, Combo):
        if one.kind == "choice":
            control.set_options([Option(key, words) for key, words in one.options])
        control.set_value(one.value)
    elif isinstance(control, TextArea):
        if control.text != one.value:
            control.set_text(one.value)
    elif isinstance(control, LineEdit) and control.text() != one.value:
        control.setText(one.value)


def _moment_words(moment: datetime) -> str:
    return f"{dates.short(moment.date())} kl. {dates.clock(moment.time())}"
