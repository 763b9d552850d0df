"""Hvor var personen før, hvilken kommune, og hvorfor nu."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QWidget

from models.values import lists, municipalities
from resources import access
from ui.forms.binding import Form
from ui.forms.typed import loose_field
from ui.theme import theme
from ui.widgets.choice import Combo, Option, Radios
from ui.widgets.field import Field
from ui.widgets.labels import Hairline, Text
from ui.widgets.section import Section
from ui.widgets.text_area import TextArea

FACTS = ("fact_registered_code", "fact_lived_code", "fact_wished_code", "fact_sought_code")
ACTING = "acting_municipality_code"
RESIDENCE = "residence_municipality_code"


class Situations(Radios):
    """The nine situations stand open; *Ved ikke endnu* stands in the heading."""

    def __init__(self, name: str) -> None:
        rows = lists.load_list("homelessness_situations")
        options = [Option(row.key, row.label, row.full) for row in rows if row.key != "unknown"]
        super().__init__(options, name=name)
        self.unknown = self._button(
            Option("unknown", lists.label("homelessness_situations", "unknown"))
        )


class BeforeSection(Section):
    """Hvor var Kim før?"""

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_name("")
        self.situations = Situations(self.tr("Hvor var personen før"))
        self.add_tool(self.situations.unknown)
        form.add("situation_before", loose_field(self.situations, self))
        self.body.addWidget(self.situations)
        self.body.addStretch(1)

    def set_name(self, name: str) -> None:
        """The question with the name that was typed."""
        who = name or self.tr("personen")
        self.set_title(self.tr("Hvor var {who} før?").format(who=who))


class MunicipalitySection(Section):
    """Four facts lead to our suggestion; the person at the keyboard may change it."""

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Handlekommune"))
        self.set_facts(self.tr("hvad fire forhold peger på"))
        self.touched = False
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        rows = (
            ("fact_registered_code", self.tr("Folkeregisteradresse")),
            ("fact_lived_code", self.tr("Har faktisk boet i")),
            ("fact_wished_code", self.tr("Vil gerne bo i")),
            ("fact_sought_code", self.tr("Har søgt hjælp hos")),
        )
        for number, (name, words) in enumerate(rows):
            self._row(form, number, name, words)
        self._grid.addWidget(Hairline(), 4, 0, 1, 2)
        self.acting = self._row(
            form, 5, ACTING, self.tr("Send orientering til"), role="strong", full=True
        )
        self._why = Text(self.tr("Vores bud; kommunerne afgør det."), "small", "text2", wrap=True)
        self._grid.addWidget(self._why, 6, 0, 1, 2)
        self.residence = self._row(form, 7, RESIDENCE, self.tr("Opholdskommune"))
        self.residence.setToolTip(self.tr("Kommunen for job og ydelser"))
        self.acting.changed.connect(self._chosen)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self._dress_grid()
        theme().changed.connect(self._dress_grid)

    def suggest(self, code: str, reason: str) -> None:
        """Follow the four facts until somebody chose another municipality."""
        self._why.setText(reason or self.tr("Vores bud; kommunerne afgør det."))
        if not self.touched:
            self.acting.set_value(code)

    def _chosen(self) -> None:
        self.touched = True

    def _row(
        self, form: Form, number: int, name: str, words: str, *, role: str = "body",
        full: bool = False,
    ) -> Combo:  # fmt: skip
        combo = Combo(_options(full=full), searchable=True, name=words)
        combo.setProperty("dense", "true")
        # The longest name of 99 must not widen the card; the list that opens shows it whole.
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        combo.set_value("")
        label = Text(words, role, "text" if role == "strong" else "text2")
        label.setBuddy(combo)
        field = loose_field(combo, self, words)
        form.add(name, field)
        self._grid.addWidget(label, number, 0)
        self._grid.addWidget(combo, number, 1)
        return combo

    def _dress_grid(self) -> None:
        t = theme()
        self._grid.setColumnMinimumWidth(0, t.px(150))
        self._grid.setVerticalSpacing(t.px(4))
        self._grid.setHorizontalSpacing(t.px(8))


class ReasonSection(Section):
    """Why now: one or more reasons, and the sentence that goes into the notice."""

    edited = Signal()

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Årsag til optagelse"))
        self.set_facts(self.tr("står i orienteringen · kan vente"))
        self._name, self.own_words = "", False
        self.ticks = Reasons(self.tr("Årsag"))
        self.sentence = TextArea(lines=2, most_lines=4)
        self._proposing = False
        # Before the form listens: own words are known as such when the page follows them.
        self.sentence.textChanged.connect(self._written)
        form.add(
            "reasons", loose_field(self.ticks, self), read=lambda: self.ticks.value,
            write=self.ticks.set_value,
        )  # fmt: skip
        self._field = Field(self.tr("Sådan står det i orienteringen"), self.sentence)
        form.add("reason_text", self._field)
        self.sentence.submitted.connect(form.submit)
        self.body.addWidget(self.ticks)
        self.body.addWidget(self._field)

    def propose(self, name: str, reasons: Sequence[str]) -> None:
        """Follow name and reasons until somebody wrote words of their own."""
        if self.own_words:
            return
        words = sentence_for(name, reasons)
        if words != self.sentence.text:
            self._proposing = True
            self.sentence.set_text(words)
            self._proposing = False

    def reason_text(self) -> str:
        """Only own words are kept with the stay; the rest follows the reasons."""
        return str(self.sentence.text).strip() if self.own_words else ""

    def _written(self) -> None:
        if not self._proposing:
            self.own_words = bool(self.sentence.text.strip())


class Reasons(QWidget):
    """Tick boxes in two columns; more than one may be right."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        self._ticks: dict[str, QCheckBox] = {}
        rows = lists.load_list("admission_reasons")
        half = -(-len(rows) // 2)
        for number, row in enumerate(rows):
            tick = QCheckBox(row.label)
            tick.setAccessibleName(f"{name}: {row.label}")
            tick.clicked.connect(lambda _on=False: self.changed.emit())
            self._ticks[row.key] = tick
            grid.addWidget(tick, number % half, number // half)
        for first, second in pairwise(self._ticks.values()):
            QWidget.setTabOrder(first, second)

    @property
    def value(self) -> tuple[str, ...]:
        """Keys in the order of the list."""
        return tuple(key for key, tick in self._ticks.items() if tick.isChecked())

    def set_value(self, keys: Sequence[str] | None) -> None:
        """Tick without telling anyone."""
        for key, tick in self._ticks.items():
            tick.setChecked(key in (keys or ()))

    def tick(self, key: str) -> QCheckBox:
        """One of the boxes."""
        return self._ticks[key]


def sentence_for(name: str, reasons: Sequence[str]) -> str:
    """The neutral sentence of the first reason, as the notice would have it."""
    known = next((key for key in reasons if key in _sentences()), "")
    who = name or QCoreApplication.translate("Admit", "Personen")
    return _sentences()[known].replace("{fornavn}", who) if known else ""


def side_by_side(left: QWidget, right: QWidget) -> QHBoxLayout:
    """The two cards in the middle of the page."""
    row = QHBoxLayout()
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return row


@cache
def _sentences() -> dict[str, str]:
    found = tomllib.loads(access.read_text("letters", "reasons.toml"))["admission"]
    return {str(key): str(words) for key, words in found.items()}


def _options(*, full: bool) -> list[Option]:
    unknown = QCoreApplication.translate("Admit", "Ved ikke endnu")
    found = [
        Option(one.code, one.display if full else one.name)
        for one in municipalities.municipalities()
    ]
    return [Option("", unknown), *found]
