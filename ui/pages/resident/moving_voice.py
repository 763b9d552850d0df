"""The resident's own answers (part A), requirements to the home and transition facts (part F)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from boform_app.rules.instrument import Instrument, Question
from boform_app.rules.readiness import (
    Answers,
    Duration,
    HousingWish,
    Sharing,
    SupportWish,
    WishToMove,
)
from boform_app.services.views.people import Identity, StaffName
from ui.pages.resident import moving_words as say
from ui.pages.resident.moving_draft import OverviewDraft
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.choice import Combo, Option, Radios
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.labels import Hairline, Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.scrolling import scrolling
from ui.widgets.text_area import TextArea

_CHOICES: dict[str, tuple[str, type[StrEnum]]] = {
    "A1": ("wish_to_move", WishToMove),
    "A2": ("housing_wish", HousingWish),
    "A6": ("support_wish", SupportWish),
    "A7": ("duration", Duration),
    "A8": ("sharing", Sharing),
}
_WORDS = {
    "A1": "wish_to_move", "A2": "good_home", "A3": "hopes", "A5": "worries",
    "A6": "support_from", "A8": "not_to_share",
}  # fmt: skip
_NO_OPTIONS = ("A3", "A4", "A5")


class VoicePanel(QFrame):
    """Part A in the order it is asked, then part F. Every answer may be left open."""

    def __init__(
        self, instrument: Instrument, draft: OverviewDraft, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._instrument, self._draft = instrument, draft
        self._filling = self._editable = False
        self._second = ""
        self.choices: dict[str, Combo | Radios] = {}
        self.words: dict[str, TextArea] = {}
        self.declined: dict[str, QCheckBox] = {}
        self.priorities: list[Combo] = []
        self.requirements: dict[str, QCheckBox] = {}
        self.details: dict[str, LineEdit] = {}
        self.transitions: dict[str, QCheckBox] = {}
        self.second = Combo(name=self.tr("Hvem har også vurderet"))
        self.two_raters = QCheckBox(self.tr("Vi har vurderet hver for sig"))
        self.talked_on = DateField(direction="past", today=lambda: draft.today)
        self._fields: dict[str, Field] = {}
        self._build()
        self._dress()
        theme().changed.connect(self._dress)

    def show_answers(self, answers: Answers, who: Identity, *, editable: bool) -> None:
        """Show answers; text that is being typed is left alone."""
        self._filling, self._editable = True, editable
        self._fields["A3"].set_label(self._label("A3", who))
        for key, (name, _) in _CHOICES.items():
            self.choices[key].set_value(getattr(answers, name))
        for key, name in _WORDS.items():
            self._fill_words(self.words[key], getattr(answers.words, name))
        for key, box in self.declined.items():
            box.setChecked(key in answers.declined)
        for place, combo in enumerate(self.priorities):
            chosen = answers.priorities[place] if place < len(answers.priorities) else None
            combo.set_value(chosen)
        for key, box in self.requirements.items():
            box.setChecked(key in answers.requirements)
            self.details[key].setVisible(key in answers.requirements and not privacy().on)
            text = answers.requirement_details.get(key, "")
            if self.details[key].text().strip() != text.strip():
                self.details[key].setText(text)
        for key, box in self.transitions.items():
            box.setChecked(key in answers.transitions)
        self.two_raters.setChecked(answers.two_raters)
        self.second.set_value(self._draft.second if editable else self._second)
        self._allow(editable=editable)
        self._filling = False

    def show_staff(self, staff: Sequence[StaffName], chosen: StaffName | None) -> None:
        """Colleagues who can have rated too; ``chosen`` is who did in a finished version."""
        self._second = str(chosen.id) if chosen else ""
        known = [*staff, *([chosen] if chosen and chosen not in staff else [])]
        options = [Option("", self.tr("Ingen anden")), *(Option(str(o.id), o.name) for o in known)]
        self._filling = True
        self.second.set_options(options)
        self._filling = False

    def show_day(self, day: Any) -> None:
        """The day of the talk."""
        if not self.talked_on.hasFocus():
            self.talked_on.set_value(day)

    def start(self) -> None:
        """The cursor to the first question."""
        first = self.choices["A1"]
        if isinstance(first, Radios):
            value = first.value
            first.button(value).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- own -------------------------------------------------------------------------------------

    def _fill_words(self, area: TextArea, text: str) -> None:
        if area.text != text and not (self._editable and area.hasFocus()):
            area.set_text(text)
        area.setVisible(not privacy().on or area.hasFocus())

    def _label(self, key: str, who: Identity) -> str:
        question = next(q for q in self._instrument.part_a if q.id == key)
        names = say.names_of(who)
        return self.tr("{question} – {names} egne ord").format(
            question=question.question, names=names
        )

    def _allow(self, *, editable: bool) -> None:
        for area in self.words.values():
            area.setReadOnly(not editable)
        for line in self.details.values():
            line.setReadOnly(not editable)
        boxes = (*self.declined.values(), *self.requirements.values(), *self.transitions.values())
        for control in (
            *self.choices.values(), *self.priorities, *boxes, self.two_raters, self.talked_on,
        ):  # fmt: skip
            control.setEnabled(editable)
        self.second.setEnabled(editable)
        # Apart from whom? Without a second name there is nobody; an earlier tick can be taken away.
        self.two_raters.setEnabled(
            editable and bool(self._draft.second or self.two_raters.isChecked())
        )

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        questions = {question.id: question for question in self._instrument.part_a}
        self._column.addWidget(self._wish(questions["A1"]))
        self._column.addWidget(self._text("A1", self.tr("Ja, hvis … eller hvorfor ikke lige nu")))
        self._pair(
            self._combo(questions["A2"], self.tr("Boligønske")),
            self._text("A2", questions["A2"].question),
            wide=2,
        )
        self._column.addWidget(self._text("A3", questions["A3"].question))
        self._column.addWidget(self._priorities(questions["A4"]))
        self._column.addWidget(self._text("A5", questions["A5"].question))
        self._column.addLayout(self._declines())
        self._pair(
            self._combo(questions["A6"]), self._text("A6", self.tr("Hvem skal give støtten"))
        )
        self._pair(self._combo(questions["A7"]), QWidget())
        self._pair(self._combo(questions["A8"]), self._text("A8", self.tr("Det må vi ikke dele")))
        self._column.addWidget(Hairline())
        self._column.addWidget(Text(self.tr("Krav til boligen"), "strong"))
        self._column.addLayout(self._home())
        self._column.addWidget(Text(self.tr("Overgang"), "strong"))
        self._column.addLayout(self._changes())
        self._column.addWidget(Hairline())
        self._pair(
            Field(self.tr("Talt sammen den"), self.talked_on, width=240),
            Field(self.tr("Hvem har også vurderet"), self.second),
        )
        self._column.addWidget(self.two_raters)
        self._column.addStretch(1)
        area = scrolling(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(area)
        self.two_raters.clicked.connect(lambda on: self._set(two_raters=bool(on)))
        self.talked_on.left.connect(self._day)
        self.second.changed.connect(self._rated_too)

    def _wish(self, question: Question) -> Field:
        options = [Option(None, question.not_asked)]
        options += [Option(WishToMove(o.id), o.label) for o in question.options]
        radios = Radios(options, name=question.question, horizontal=True)
        radios.changed.connect(lambda: self._set(wish_to_move=radios.value))
        self.choices["A1"] = radios
        return Field(question.question, radios)

    def _combo(self, question: Question, label: str = "") -> Field:
        name, kind = _CHOICES[question.id]
        options = [Option(None, question.not_asked or self.tr("ikke spurgt endnu"))]
        options += [Option(kind(o.id), o.label) for o in question.options]
        combo = Combo(options)
        combo.changed.connect(lambda: self._set(**{name: combo.value}))
        self.choices[question.id] = combo
        return Field(label or question.question, combo)

    def _text(self, key: str, label: str) -> Field:
        area = TextArea(lines=1, most_lines=5)
        area.textChanged.connect(partial(self._written, key))
        self.words[key] = area
        self._fields[key] = Field(label, area)
        return self._fields[key]

    def _priorities(self, question: Question) -> Field:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().px(12))
        areas = [Option(domain.id, f"{domain.number} {domain.short}")
                 for domain in self._instrument.domains]  # fmt: skip
        for number in range(1, 4):
            combo = Combo([Option(None, self.tr("Ikke valgt")), *areas],
                          name=self.tr("Vigtigst nr. {n}").format(n=number))  # fmt: skip
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(14)
            combo.changed.connect(self._rank)
            self.priorities.append(combo)
            box.addWidget(combo, 1)
        return Field(question.question, row)

    def _declines(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Text(self.tr("Vil ikke svare på:"), "body", "text2"))
        words = {
            "A3": self.tr("håb og drømme"), "A4": self.tr("det vigtigste"),
            "A5": self.tr("bekymringer"),
        }  # fmt: skip
        for key in _NO_OPTIONS:
            box = QCheckBox(words[key])
            box.setAccessibleName(self.tr("Vil ikke svare på {what}").format(what=words[key]))
            box.clicked.connect(self._collector("declined", self.declined))
            self.declined[key] = box
            row.addWidget(box)
        row.addStretch(1)
        row.setSpacing(theme().px(16))
        return row

    def _home(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(4))
        for row, kind in enumerate(self._instrument.requirements):
            words, _, examples = kind.label.partition(" (")
            box = QCheckBox(words[:1].upper() + words[1:])
            box.setToolTip(examples.rstrip(")"))
            box.clicked.connect(self._collector("requirements", self.requirements))
            detail = LineEdit(
                placeholder=examples.rstrip(")"), name=self.tr("{what}: mere").format(what=words)
            )
            detail.textEdited.connect(lambda _text: self._detailed())
            detail.hide()
            self.requirements[kind.id], self.details[kind.id] = box, detail
            grid.addWidget(box, row, 0)
            grid.addWidget(detail, row, 1)
        return grid

    def _changes(self) -> QGridLayout:
        grid = QGridLayout()
        for number, option in enumerate(self._instrument.transitions):
            box = QCheckBox(option.label[:1].upper() + option.label[1:])
            box.clicked.connect(self._collector("transitions", self.transitions))
            self.transitions[option.id] = box
            grid.addWidget(box, number // 2, number % 2)
        return grid

    def _collector(self, name: str, boxes: dict[str, QCheckBox]) -> Callable[[], None]:
        return lambda: self._set(
            **{name: frozenset(key for key, box in boxes.items() if box.isChecked())}
        )

    def _pair(self, left: QWidget, right: QWidget, wide: int = 1) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(16))
        row.addWidget(left, 1)
        row.addWidget(right, wide)
        self._column.addLayout(row)

    def _rank(self) -> None:
        """Up to three different areas, in the resident's own order."""
        ranked = list(dict.fromkeys(c.value for c in self.priorities if c.value is not None))
        self._set(priorities=tuple(ranked))

    def _detailed(self) -> None:
        found = {key: line.text().strip() for key, line in self.details.items()}
        self._set(requirement_details={key: text for key, text in found.items() if text})

    def _written(self, key: str) -> None:
        if not self._filling and self._editable:
            self._draft.set_word(_WORDS[key], self.words[key].text)

    def _day(self) -> None:
        day = self.talked_on.value
        if self._editable and day is not None and day != self._draft.talked_on:
            self._draft.set_talked_on(day)

    def _rated_too(self) -> None:
        if self._editable and not self._filling:
            self._draft.set_second(self.second.value or "")

    def _set(self, **changes: Any) -> None:
        if not self._filling and self._editable:
            self._draft.set(**changes)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(t.px(10))
