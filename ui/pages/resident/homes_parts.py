"""Parts of the card Bolig: the way to a home at a glance, and what an accepted home suggests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.moving import OfferView, Suggestion
from models.values import dates
from ui.pages.resident import homes_words as say
from ui.pages.resident.homes_words import badge
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Text
from ui.widgets.list_view import ListView

ROW = 44


class Way(QWidget):
    """Eight steps in one line; a day that lies ahead is agreed and not done."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._icons: list[IconLabel] = []
        self._titles: list[Text] = []
        self._days: list[Text] = []
        for number in range(8):
            icon, title, day = IconLabel("circle", 16), Text("", "smallStrong"), Text("", "small")
            day.set_tone("text2")
            middle = Qt.AlignmentFlag.AlignHCenter
            for row, widget in enumerate((icon, title, day)):
                self._grid.addWidget(widget, row, number, middle)
            self._grid.setColumnStretch(number, 1)
            self._icons.append(icon)
            self._titles.append(title)
            self._days.append(day)
        self._dress()
        theme().changed.connect(self._dress)

    def show_steps(self, steps: Sequence[tuple[str, date | None]], today: date) -> None:
        """Show the steps with their days."""
        spoken = []
        for number, (title, day) in enumerate(steps):
            done = day is not None and day <= today
            ahead = day is not None and not done
            motif = "checkmark_circle" if done else "calendar" if ahead else "circle"
            self._icons[number].set_icon(motif, "text2" if day else "text3")
            self._titles[number].setText(title)
            self._titles[number].set_tone("text" if day else "text2")
            self._days[number].setText(dates.dense(day) if day else "–")
            state = _tr("aftalt") if ahead else ""
            spoken.append(f"{title} {state} {dates.short(day)}" if day else title)
        self.setAccessibleName(_tr("Vejen til en bolig"))
        self.setAccessibleDescription(", ".join(spoken))

    def _dress(self) -> None:
        t = theme()
        self._grid.setContentsMargins(t.px(4), t.px(6), t.px(4), t.px(6))
        self._grid.setHorizontalSpacing(t.px(2))
        self._grid.setVerticalSpacing(t.px(1))


class Suggestions(QFrame):
    """What the accepted home would fill in; one line and one button each.

    Signals:
        taken: The ``Suggestion`` that is wanted.
    """

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("question")
        self._box = QVBoxLayout(self)
        self.buttons: dict[str, Button] = {}
        self.hide()
        self._dress()
        theme().changed.connect(self._dress)

    def show_suggestions(self, found: Sequence[Suggestion], *, may: bool) -> None:
        """Show what can be taken over."""
        while (item := self._box.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        self.buttons = {}
        for one in found:
            said = say.suggestion(one)
            if said is not None and may:
                self._box.addWidget(self._line(one, *said))
        self.setVisible(bool(self.buttons))

    def _line(self, one: Suggestion, words: str, verb: str) -> QWidget:
        line, button = QWidget(), Button(verb, height="row_button")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(words, "body", wrap=True), 1)
        row.addWidget(button)
        button.clicked.connect(lambda: self.taken.emit(one))
        self.buttons[one.field] = button
        return line

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._box.setContentsMargins(pad, t.px(6), pad, t.px(6))
        self._box.setSpacing(t.px(4))


def offers_list() -> ListView:
    """The homes that were offered, newest first; a declined one stays and is counted nowhere."""
    columns = (
        Column("home", "", lambda row: (say.place(row), say.below(row)), "two",
               spoken=lambda row: f"{say.place(row)}, {say.below(row)}"),
        Column("step", "", lambda row: badge(row.step), "badge", 132,
               spoken=lambda row: badge(row.step).text),
    )  # fmt: skip
    view = ListView(
        columns, name=_tr("Tilbudte boliger"), id_of=lambda row: row.id, row_px=ROW,
        search_key="home",
    )  # fmt: skip
    view.fit_rows()
    return view


class HomeDetail(QWidget):
    """The chosen home in words, and the buttons of its next steps.

    Signals:
        wanted: ``visit``, ``accept``, ``decline``, ``contract``, ``keys``, ``moved_in``, ``edit``,
            ``move_in`` or ``withdraw``.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", "small", "text2", wrap=True)
        verbs = {
            "visit": _tr("Fremvisning"), "accept": _tr("Siger ja"), "decline": _tr("Siger nej"),
            "contract": _tr("Kontrakt"), "keys": _tr("Nøgler"), "moved_in": _tr("Flyttet ind"),
            "edit": _tr("Ret"),
        }  # fmt: skip
        self.buttons = {key: Button(words, height="row_button") for key, words in verbs.items()}
        self.buttons["accept"].setAccessibleName(_tr("Siger ja, beboeren tager imod boligen"))
        self.buttons["decline"].setAccessibleName(_tr("Siger nej, beboeren vil ikke have boligen"))
        self.buttons["edit"].setAccessibleName(_tr("Ret boligen"))
        self.more = Button(_tr("Mere"), height="row_button", chevron=True)
        self._row = QHBoxLayout()
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, k=key: self.wanted.emit(k))
            self._row.addWidget(button)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._words)
        self._box.addLayout(self._row)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def words(self) -> str:
        """What is said about the home."""
        return self._words.text()

    def show_offer(self, offer: OfferView | None, *, may: bool, hidden: bool) -> None:
        """Show a home, or nothing."""
        self.setVisible(offer is not None)
        if offer is None:
            return
        self._words.setText(say.days(offer, hidden=hidden))
        still_open, accepted = offer.answer == "", offer.answer == "accepted"
        wanted = {
            "visit": still_open, "accept": still_open, "decline": still_open,
            "contract": accepted and offer.contract_on is None,
            "keys": accepted and offer.keys_on is None,
            "moved_in": accepted and offer.moved_in_on is None, "edit": True,
        }  # fmt: skip
        for key, button in self.buttons.items():
            button.setVisible(may and wanted[key])
        self.more.setVisible(may and not offer.step.is_closed)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._box.setContentsMargins(pad, t.px(4), pad, t.px(6))
        self._box.setSpacing(t.px(4))
        self._row.setSpacing(t.px(6))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Homes", words)
