"""The proposal beside the two voices: what, why, the resident's own result, what the move waits for.

No number, no colour of good or bad. The honest sentence is always there (readiness.md 3, 3.9).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from boform_app.rules.instrument import Instrument
from boform_app.rules.readiness import (
    Answers,
    Category,
    ConfidenceLevel,
    Method,
    OwnWords,
    Readiness,
    action_text,
    explain,
    housing_text,
    sentences,
)
from boform_app.rules.readiness.sentences import possessive
from ui.dialogs.panel import Panel
from ui.pages.resident import moving_words as say
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.badge import Badge, BadgeKind, BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline, IconLabel, Text
from ui.widgets.scrolling import scrolling

_BADGES: dict[Category, BadgeKind] = {
    Category.READY: "ok",
    Category.READY_WITH_SUPPORT: "ok",
    Category.CLARIFYING: "wait",
    Category.OTHER_WAY: "none",
}


class ResultPanel(QFrame):
    """What the rules say of the answers that are shown.

    Signals:
        explained: A rule was pressed; the whole way to the proposal is shown.
    """

    explained = Signal(object)

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._instrument = instrument
        self._result: Readiness | None = None
        self._name = ""
        self.badge = Badge(BadgeSpec("none", ""))
        self._title = Text(self.tr("Forslag"), "h3")
        self.headline, self._home = Text("", "h3", wrap=True), Text("", "body", "text2", wrap=True)
        self._condition = Text("", "body", "text", wrap=True)
        self.why, self.own, self._about = _Reason(), _Reason(), _Reason()
        self._waiting, self._next = _Lines(), _Lines()
        self._basis = Text("", "strong")
        self._basis_more = Text("", "body", "text2", wrap=True)
        self._review = Text("", "body", "text2", wrap=True)
        self._all = Button(self.tr("Sådan er forslaget fundet"), "link")
        self.honest = Text(self._honest_words(), "small", "text2", wrap=True)
        self._build()
        for button in (self.why.rule, self.own.rule, self._all):
            button.clicked.connect(self._explain)
        self._dress()
        theme().changed.connect(self._dress)

    def show_result(self, result: Readiness, answers: Answers, *, name: str) -> None:
        """Show a result; ``name`` is the first name, or what stands for it."""
        self._result, self._name = result, name
        label = self._instrument.categories[result.category]
        self.badge.set_spec(BadgeSpec(_BADGES[result.category], label))
        if privacy().on:
            answers = replace(answers, words=OwnWords())
        said = {
            sentence.key: sentence.text
            for sentence in sentences(result, answers, self._instrument, first_name=name)
        }
        self.headline.setText(said["headline"])
        self._condition.setText(said.get("condition", ""))
        self._condition.setVisible("condition" in said)
        self._home.setText(self._home_words(result))
        about = " ".join(said[key] for key in ("priorities", "themes") if key in said)
        self._about.say(self.tr("Det skal støtten handle om"), "", about)
        self._about.setVisible(bool(about))
        self._show_why(result)
        self._show_own(result)
        self._show_waiting(result)
        self._next.say(
            self.tr("Det næste"),
            [
                ("checkmark" if not action.letter else "mail", text, "")
                for action in result.actions
                for text in (action_text(action, self._instrument, name),)
            ],
        )
        self._show_basis(result)

    # -- own -------------------------------------------------------------------------------------

    def _home_words(self, result: Readiness) -> str:
        parts = [housing_text(result, self._instrument)]
        if result.housing.max_rent_kr is not None:
            kroner = f"{result.housing.max_rent_kr:,}".replace(",", ".")
            parts.append(self.tr("højst {kroner} kr. om måneden").format(kroner=kroner))
        words = ", ".join(parts)
        if result.housing.home_help_check:
            words += ". " + self._instrument.sentences["home_help"]
        return words

    def _show_why(self, result: Readiness) -> None:
        rule = next((hit for hit in result.hits if hit.id.startswith("S")), None)
        if rule is None or result.method is Method.UNCLEAR:
            status = next(hit for hit in result.hits if hit.id.startswith("U"))
            title = self.tr("Hvorfor?")
            self.why.say(title, status.id, explain(status, self._instrument))
            return
        label = self._instrument.methods[result.method].label
        if result.method is Method.NONE:
            title = self.tr("Hvorfor ingen fast støtte?")
        else:
            title = self.tr("Hvorfor {method}?").format(method=label)
        words = explain(rule, self._instrument)
        declined = result.hit("U8")
        if declined:
            words = f"{words} {explain(declined, self._instrument)}"
        self.why.say(title, rule.id, words)

    def _show_own(self, result: Readiness) -> None:
        filled = ""
        if result.filled_from_staff:
            template = self._instrument.sentences[
                "filled_one" if result.filled_from_staff == 1 else "filled"
            ]
            filled = template.format(
                navn=self._name, navns=possessive(self._name), antal=result.filled_from_staff
            )
        if result.own is None:
            self.own.setVisible(bool(filled))
            title = self.tr("{names} egen vurdering").format(names=possessive(self._name))
            self.own.say(title, "", filled)
            return
        method = self._instrument.methods[result.own.method].label
        title = self.tr("{names} egen vurdering giver {method}").format(
            names=possessive(self._name), method=method[:1].lower() + method[1:]
            if result.own.method is Method.NONE else method,
        )  # fmt: skip
        words = self.tr("Begge forslag sendes med.")
        self.own.setVisible(True)
        self.own.say(title, result.own.rule, f"{words} {filled}".strip())

    def _show_waiting(self, result: Readiness) -> None:
        rows = []
        for items, icon in (
            (result.blocking, ""),
            (tuple(item for item in result.unclear if item.blocks), "question_circle"),
            (tuple(item for item in result.under_way if item.blocks), "hourglass_half"),
        ):
            for item in items:
                what, days = say.waiting_line(item, self._instrument)
                if icon == "question_circle":
                    what, days = self.tr("{what}: ved vi ikke endnu").format(what=what), ""
                rows.append((icon or say.owner_icon(item), what, days))
        if not rows:
            words = self._instrument.system_states[result.system]
            rows = [("checkmark_circle", words, "")] if result.category.is_ready else []
        self._waiting.say(self.tr("Flytningen venter på"), rows)

    def _show_basis(self, result: Readiness) -> None:
        found = result.confidence
        label = self._instrument.confidence[found.level]
        self._basis.setText(self.tr("Grundlag: {label}").format(label=label))
        words = self.tr("{rated} af 14 områder, {fresh} med friske noter.").format(
            rated=found.rated, fresh=found.fresh_notes
        )
        if found.level is ConfidenceLevel.LOW:
            words += " " + self._instrument.sentences["basis_few"]
        self._basis_more.setText(words)
        self._review.setText(
            self.tr("Næste overblik senest {day}").format(day=say.weekday(result.next_review))
        )

    def _explain(self) -> None:
        if self._result is not None:
            self.explained.emit(explanation(self, self._result, self._instrument))

    def _honest_words(self) -> str:
        return self.tr(
            "{short}. Det må ikke afgøre, om nogen får eller mister en bolig eller en plads. "
            "Kommunen afgør støtte og bolig."
        ).format(short=self._instrument.honest_short)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self.badge)
        self._head.addStretch(1)
        outer.addLayout(self._head)
        outer.addWidget(Hairline())
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setSpacing(0)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._sections: list[QVBoxLayout] = []
        self._section(self.headline, self._condition, self._home)
        for part in (self.why, self.own, self._waiting):
            self._column.addWidget(part)
        self._column.addWidget(Hairline())
        self._section(self._basis, self._basis_more, self._review)
        self._column.addWidget(self._next)
        self._column.addWidget(self._about)
        self._column.addWidget(Hairline())
        self._section(self._all)
        self._column.addStretch(1)
        self.area = scrolling(inner)
        outer.addWidget(self.area, 1)
        foot = QFrame()
        foot.setObjectName("track")
        self._foot = QVBoxLayout(foot)
        self._foot.addWidget(self.honest)
        outer.addWidget(foot)

    def _section(self, *widgets: QWidget) -> None:
        column = QVBoxLayout()
        for widget in widgets:
            if isinstance(widget, Button):
                column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                column.addWidget(widget)
        self._sections.append(column)
        self._column.addLayout(column)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._head.setContentsMargins(pad, t.px(8), pad, t.px(8))
        self._head.setSpacing(t.px(8))
        self._title.setFixedHeight(t.px(28))
        self._foot.setContentsMargins(pad, t.px(8), pad, t.px(8))
        for column in self._sections:
            column.setContentsMargins(pad, t.px(8), pad, t.px(8))
            column.setSpacing(t.px(2))


class _Reason(QWidget):
    """A heading, the rule as a link, and its sentence."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Hairline())
        self._column = QVBoxLayout()
        row = QHBoxLayout()
        self.title = Text("", "strong", wrap=True)
        self.rule = Button("", "link")
        self.words = Text("", "body", "text2", wrap=True)
        row.addWidget(self.title, 1)
        row.addWidget(self.rule, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        self._column.addWidget(self.words)
        outer.addLayout(self._column)
        self._dress()
        theme().changed.connect(self._dress)

    def say(self, title: str, rule: str, words: str) -> None:
        """Show a reason; without a rule there is no link."""
        self.title.setText(title)
        self.rule.setText(self.tr("Regel {rule}").format(rule=rule))
        self.rule.setToolTip(self.tr("Vis, hvordan forslaget er fundet"))
        self.rule.setVisible(bool(rule))
        self.words.setText(words)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._column.setContentsMargins(pad, t.px(4), pad - t.px(4), t.px(8))
        self._column.setSpacing(0)


class _Lines(QWidget):
    """A heading and rows of icon, words and days; hidden without rows."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Hairline())
        self._column = QVBoxLayout()
        self._title = Text("", "strong")
        self._column.addWidget(self._title)
        self._rows: list[_Line] = []
        outer.addLayout(self._column)
        self._dress()
        theme().changed.connect(self._dress)

    def say(self, title: str, rows: Sequence[tuple[str, str, str]]) -> None:
        """Icon, words and days per row."""
        self._title.setText(title)
        while len(self._rows) < len(rows):
            line = _Line()
            self._rows.append(line)
            self._column.addWidget(line)
        for number, line in enumerate(self._rows):
            line.setVisible(number < len(rows))
            if number < len(rows):
                line.say(*rows[number])
        self.setVisible(bool(rows))

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._column.setContentsMargins(pad, t.px(8), pad, t.px(8))
        self._column.setSpacing(t.px(4))


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self._icon = IconLabel("circle", 16)
        self._words = Text("", "body", wrap=True)
        self._days = Text("", "strong")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._days, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, icon: str, words: str, days: str) -> None:
        """Show a row."""
        self._icon.set_icon(icon)
        self._words.setText(words)
        self._days.setText(days)
        self._days.setVisible(bool(days))


def explanation(parent: QWidget, result: Readiness, instrument: Instrument) -> Panel:
    """Every rule that fired with the facts that made it fire."""
    panel = Panel(
        parent, parent.tr("Sådan er forslaget fundet"),
        instrument.methods[result.method].criterion, width=640,
    )  # fmt: skip
    inner = QWidget()
    inner.setObjectName("scrolled")
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, theme().px(8), 0)
    for hit in result.hits:
        row = QHBoxLayout()
        rule = Text(hit.id, "strong")
        rule.setFixedWidth(theme().px(36))
        row.addWidget(rule, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(explain(hit, instrument), "body", wrap=True), 1)
        column.addLayout(row)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(parent.tr("Regler, der gælder her"))
    area.setWidget(inner)
    area.setMinimumHeight(theme().px(260))
    panel.body.addWidget(area)
    panel.body.addWidget(Text(instrument.honest_status, "small", "text2", wrap=True))
    panel.add_button(parent.tr("Luk"), kind="primary", safe=True)
    return panel
