"""The two cards of the tab Handleplan: the municipality's plan, and the prerequisites C1 to C12."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.cases import LetterView, PlanView, PrerequisiteView
from models.values import dates, lists
from ui.pages.resident import moving_words as say
from ui.privacy import privacy
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.badge import Badge, BadgeSpec
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Hairline, IconLabel, Text
from ui.widgets.list_view import ListView

CONTACTS = 3
_HAVE = {"received", "active", "follow_up"}
_OPEN = {"in_progress", "missing", "unknown"}


class PlanCard(QFrame):
    """Kommunens handleplan: steps, the four points of § 141, case worker, letters, buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.head = _PlanHead(self.tr("Kommunens handleplan"), "building_government")
        self._steps = [_Step() for _ in range(4)]
        self._points = [_Point(number, words) for number, words in enumerate(_points(), 1)]
        self._since = Text("", "body", "text2", wrap=True)
        self._worker = Text("", "strong")
        self._reach = Text("", "small", "text2", wrap=True)
        self.worker_edit = Button(self.tr("Ret"), "row", height="row_button")
        self.worker_edit.setAccessibleName(self.tr("Ret rådgiver"))
        self.phone_note = Button(self.tr("Telefonnotat"), "strong", icon="phone")
        self._contacts = [_Contact() for _ in range(CONTACTS)]
        self.all_letters = Button(self.tr("Vis alle"), "link")
        self._nothing = Text("", "body", "text2", wrap=True)
        self.received = Button(self.tr("Registrér plan"), "primary")
        self.reply = Button(self.tr("Registrér svar"))
        self.letter = Button(self.tr("Lav anmodning"))
        self.more = IconButton("more_horizontal", self.tr("Mere"))
        self._build()
        self._dress()
        theme().changed.connect(self._dress)

    def show_plan(
        self, plan: PlanView, letters: Sequence[LetterView], today: date, *, may: bool,
        writes: bool,
    ) -> None:  # fmt: skip
        """Show where the plan has come to.

        Args:
            plan: The plan.
            letters: Sent letters about the resident, newest first.
            today: The local day.
            may: Whether the person may register anything.
            writes: Whether the person may write letters.
        """
        where = plan.municipality or self.tr("Kommunen")
        self.head.say(
            self.tr("§§ 141–142 · {where} skriver den").format(where=where), _badge(plan, today)
        )
        self._show_steps(plan, today)
        for point in self._points:
            point.say(self.tr("ikke modtaget") if plan.status not in _HAVE else "")
        self._since.setText(_later(plan))
        self._since.setVisible(bool(self._since.text()))
        self._show_worker(plan)
        self._show_contacts(plan, letters)
        asked = plan.status != "not_requested"
        self.letter.setText(self.tr("Lav rykker") if asked else self.tr("Lav anmodning"))
        self.received.change(kind="primary" if asked else "normal")
        self.letter.change(kind="normal" if asked else "primary")
        has = plan.status in _HAVE
        self.letter.setVisible(writes and not has)
        self.reply.setVisible(may and not has)
        self.received.setVisible(may)
        self.worker_edit.setVisible(may)
        self.more.setVisible(may or plan.document_id is not None)

    def _show_steps(self, plan: PlanView, today: date) -> None:
        has = plan.status in _HAVE
        late = plan.promised_for is not None and plan.promised_for < today and not has
        texts = (
            (self.tr("Anmodet"), plan.requested_on, self.tr("ikke endnu"), False),
            (self.tr("Rykket"), plan.reminded_on, self.tr("ikke rykket"), False),
            (self.tr("Lovet til"), plan.promised_for, self.tr("ikke oplyst"), late),
            (self.tr("Modtaget"), plan.received_on, self.tr("ikke endnu"), False),
        )
        for step, (title, day, words, passed) in zip(self._steps, texts, strict=True):
            step.say(title, dates.dense(day) if day else words, done=day is not None, passed=passed)

    def _show_worker(self, plan: PlanView) -> None:
        name = plan.caseworker or self.tr("Rådgiver kendes ikke endnu")
        self._worker.setText(name)
        case = self.tr("sag {number}").format(number=plan.municipal_case_number)
        parts = (
            plan.caseworker_phone, plan.caseworker_mail,
            case if plan.municipal_case_number else "",
        )  # fmt: skip
        self._reach.setText(" · ".join(part for part in parts if part))
        self._reach.setVisible(bool(self._reach.text()))
        self.phone_note.setVisible(bool(plan.caseworker_phone))

    def _show_contacts(self, plan: PlanView, letters: Sequence[LetterView]) -> None:
        found = [letter for letter in letters if letter.kind in _titles()]
        for number, line in enumerate(self._contacts):
            line.setVisible(number < len(found))
            if number < len(found):
                line.say(found[number])
        self.all_letters.setText(self.tr("Vis alle {n}").format(n=len(found)))
        self.all_letters.setVisible(len(found) > CONTACTS)
        words = "" if found else self.tr("Der er ikke sendt breve til kommunen endnu.")
        if plan.status not in _HAVE and not found:
            words = self.tr("Kommunen har ikke sendt en handleplan endnu.") + " " + words
        self._nothing.setText(words)
        self._nothing.setVisible(bool(words))

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(Hairline())
        grid = QGridLayout()
        grid.setSpacing(0)
        for number, step in enumerate(self._steps):
            grid.addWidget(step, 0, 2 * number)
            grid.setColumnStretch(2 * number, 1)
            if number < len(self._steps) - 1:
                grid.addWidget(Hairline(vertical=True), 0, 2 * number + 1)
        outer.addLayout(grid)
        self._rows = [
            _row(Text(self.tr("Det skal planen indeholde"), "strong"), None,
                 Text(self.tr("§ 141, stk. 3"), "small", "text2")),
        ]  # fmt: skip
        outer.addWidget(Hairline())
        outer.addLayout(self._rows[0])
        for point in self._points:
            outer.addWidget(Hairline())
            outer.addWidget(point)
        outer.addWidget(Hairline())
        names = QVBoxLayout()
        names.setSpacing(0)
        for text in (self._worker, self._reach, self._since):
            names.addWidget(text)
        worker = QHBoxLayout()
        worker.addLayout(names, 1)
        worker.addWidget(self.worker_edit)
        worker.addWidget(self.phone_note)
        self._rows.append(worker)
        outer.addLayout(worker)
        outer.addWidget(Hairline())
        self._rows.append(
            _row(Text(self.tr("Kontakt med kommunen"), "strong"), None, self.all_letters)
        )
        outer.addLayout(self._rows[-1])
        for line in self._contacts:
            outer.addWidget(line)
        self._rows.append(_row(self._nothing))
        outer.addLayout(self._rows[-1])
        outer.addStretch(1)
        outer.addWidget(Hairline())
        self._foot = _row(self.received, self.reply, self.letter, None, self.more)
        outer.addLayout(self._foot)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        for row in self._rows:
            row.setContentsMargins(pad, t.px(4), pad, t.px(4))
            row.setSpacing(t.px(8))
        self._foot.setContentsMargins(pad, t.px(8), pad, t.px(8))
        self._foot.setSpacing(t.px(8))


class PrerequisiteCard(QFrame):
    """C1 to C12: who has the ball, since when; the chosen one in full below.

    Signals:
        opened: The form of a row is wanted.
        decided: The support decision is to be registered.
        letter_wanted: The letter that moves a row.
    """

    opened = Signal(object)
    decided = Signal(object)
    letter_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._may = self._writes = False
        self.head = _PlanHead(self.tr("Forudsætninger for at flytte"), "handshake")
        self.view = ListView(
            _columns(), name=self.tr("Forudsætninger C1 til C12"),
            id_of=lambda row: row.code, row_px=28, gap=8, search_key="title",
        )  # fmt: skip
        self.view.chosen.connect(self._show_chosen)
        self.view.opened.connect(self._open)
        self._full = Text("", "strong", wrap=True)
        self._evidence = Text("", "small", "text2", wrap=True)
        self.letter = Button(self.tr("Lav henvisning"), height="row_button")
        self.letter.clicked.connect(lambda: self.letter_wanted.emit(self.current))
        self.register = Button(self.tr("Registrér afgørelse"), "row")
        self.register.clicked.connect(lambda: self.decided.emit(self.current))
        self.edit = Button(self.tr("Ret"), "row", hint=self.tr("Enter"))
        self.edit.clicked.connect(lambda: self._open(self.current))
        self._build()
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def current(self) -> PrerequisiteView | None:
        """The chosen row."""
        found = self.view.current_row
        return found if isinstance(found, PrerequisiteView) else None

    def show_rows(self, rows: Sequence[PrerequisiteView], *, may: bool, letters: bool) -> None:
        """Show the twelve rows."""
        self._may, self._writes = may, letters
        still = sum(1 for row in rows if row.status in _OPEN)
        words = self.tr("1 er åben") if still == 1 else self.tr("{n} er åbne").format(n=still)
        badge = BadgeSpec("none", words) if still else BadgeSpec("ok", self.tr("Alt er på plads"))
        self.head.say(self.tr("Hvem har bolden, og hvor længe"), badge)
        self.view.set_rows(rows)
        self.view.fit_rows()
        self._show_chosen(self.view.current_row)

    def choose(self, code: str) -> bool:
        """Choose a row by its code."""
        return self.view.choose(code)

    def choose_first(self) -> None:
        """Another resident: begin at the top."""
        self.view.choose("C1")

    def hide_texts(self, *, hidden: bool) -> None:
        """F8: the words of a document are about a person."""
        del hidden
        self._show_chosen(self.view.current_row)

    def _open(self, row: PrerequisiteView | None) -> None:
        if row is not None and self._may:
            self.opened.emit(row)

    def _show_chosen(self, row: PrerequisiteView | None) -> None:
        there = row is not None
        for button in (self.letter, self.register, self.edit):
            button.setVisible(there)
        if row is None:
            self._full.setText("")
            self._evidence.setText("")
            return
        self._full.setText(f"{row.code}  {row.title}")
        self._evidence.setText(_evidence(row))
        self.edit.setVisible(self._may)
        self.register.setVisible(self._may and row.code == "C7" and row.status != "fulfilled")
        self.letter.setText(
            self.tr("Lav anmodning") if row.code == "C6" else self.tr("Lav henvisning")
        )
        moves = row.code in {"C1", "C6", "C7"} and row.status in _OPEN
        self.letter.setVisible(self._writes and moves)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(Hairline())
        outer.addWidget(self.view)
        outer.addWidget(Hairline())
        line = QHBoxLayout()
        line.setSpacing(theme().px(8))
        line.addWidget(self._evidence, 1)
        for button in (self.letter, self.register, self.edit):
            line.addWidget(button)
        self._detail = QVBoxLayout()
        self._detail.addWidget(self._full)
        self._detail.addLayout(line)
        outer.addLayout(self._detail)
        outer.addStretch(1)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._detail.setContentsMargins(pad, t.px(4), pad, t.px(4))
        self._detail.setSpacing(t.px(2))


class _PlanHead(QFrame):
    """Grey head of 52: whose paper it is, who writes it, and how it stands."""

    def __init__(self, title: str, icon: str) -> None:
        super().__init__()
        self.setObjectName("track")
        self._row = QHBoxLayout(self)
        self._words = Text("", "small", "text2", wrap=True)
        self.badge = Badge(BadgeSpec("none", ""))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(title, "h3"))
        names.addWidget(self._words)
        self._row.addWidget(IconLabel(icon, 20))
        self._row.addLayout(names, 1)
        self._row.addWidget(self.badge)
        self._dress()
        theme().changed.connect(self._dress)

    def say(self, words: str, badge: BadgeSpec) -> None:
        """The line below the title, and the badge."""
        self._words.setText(words)
        self.badge.set_spec(badge)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._row.setContentsMargins(pad, t.px(6), pad, t.px(6))
        self._row.setSpacing(t.px(10))


class _Step(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("circle", 16)
        self._title, self._words = Text("", "strong"), Text("", "small", "text2")
        self._grid = QGridLayout(self)
        self._grid.addWidget(self._icon, 0, 0)
        self._grid.addWidget(self._title, 0, 1)
        self._grid.addWidget(self._words, 1, 1)
        self._grid.setColumnStretch(1, 1)
        self._dress()
        theme().changed.connect(self._dress)

    def say(self, title: str, words: str, *, done: bool, passed: bool) -> None:
        """A step, its day, and whether a promised day went by."""
        self._title.setText(title)
        self._words.setText(words)
        if passed:
            self._icon.set_icon("clock_alarm", "soonI", filled=True)
        else:
            self._icon.set_icon("checkmark_circle" if done else "circle", "text2", filled=False)

    def _dress(self) -> None:
        t = theme()
        self._grid.setContentsMargins(t.px(10), t.px(8), t.px(4), t.px(8))
        self._grid.setHorizontalSpacing(t.px(6))
        self._grid.setVerticalSpacing(0)


class _Point(QWidget):
    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._state = Text("", "body", "text2")
        self._icon = IconLabel("circle", 16)
        self._row.addWidget(Text(str(number), "body", "text2"))
        self._row.addWidget(Text(words, "body"), 1)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._state)
        self._dress()
        theme().changed.connect(self._dress)

    def say(self, words: str) -> None:
        """How the point stands; "" where nobody has said."""
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self._icon.setVisible(bool(words))

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._row.setContentsMargins(pad + t.px(8), t.px(5), pad, t.px(5))
        self._row.setSpacing(t.px(8))


class _Contact(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._day, self._words = Text("", "body", "text2"), Text("", "body")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._day)
        self._row.addWidget(IconLabel("mail_checkmark", 16))
        self._row.addWidget(self._words, 1)
        self._dress()
        theme().changed.connect(self._dress)

    def say(self, letter: LetterView) -> None:
        """A letter that was sent."""
        self._day.setText(dates.dense(letter.sent_on) if letter.sent_on else "")
        channel = lists.label("letter_channels", letter.channel)
        title = _titles()[letter.kind]
        self._words.setText(", ".join(part for part in (title, channel) if part))

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._row.setContentsMargins(pad, t.px(3), pad, t.px(3))
        self._row.setSpacing(t.px(8))
        self._day.setFixedWidth(t.px(74))


def _columns() -> tuple[Column, ...]:
    return (
        Column("code", "", lambda row: row.code, "muted", 28, sort=False),
        Column("title", _tr("Forudsætning"), lambda row: lists.label("prerequisites", row.code)),
        Column("owner", _tr("Bolden hos"), lambda row: row.owner_label, width=90),
        Column("status", _tr("Status"),
               lambda row: lists.label("prerequisite_states", row.status), "strong", 92),
        Column("since", _tr("Siden"), lambda row: _short(row.since), "muted", 44),
        Column("days", _tr("Døgn"), lambda row: str(row.days) if row.status in _OPEN else "",
               "number", 36),
        Column("next", _tr("Næste"), lambda row: _short(row.next_on), "muted", 44),
    )  # fmt: skip


def _titles() -> dict[str, str]:
    """Letters that go to the municipality, in short."""
    return {
        "plan_request": _tr("Anmodning om handleplan"),
        "referral": _tr("Henvisning og indstilling"),
        "admission_notice": _tr("Orientering om optagelse"),
        "discharge_notice": _tr("Orientering om udskrivning"),
    }


def _points() -> tuple[str, ...]:
    """What a handleplan holds by § 141, stk. 3, in short."""
    return (
        _tr("Formålet med indsatsen"),
        _tr("Den nødvendige indsats"),
        _tr("Forventet varighed"),
        _tr("Særlige forhold: bolig, job m.v."),
    )


def _badge(plan: PlanView, today: date) -> BadgeSpec:
    if plan.status in _HAVE:
        on = dates.dense(plan.received_on) if plan.received_on else ""
        return BadgeSpec("ok", _tr("Modtaget {day}").format(day=on).strip())
    waited = say.days(plan.waited_days or 0)
    if plan.status == "not_requested":
        spoken = _tr("Ikke anmodet, {days} uden handleplan").format(days=waited)
        return BadgeSpec("none", _tr("Ikke anmodet"), spoken=spoken)
    if plan.promised_for is not None and plan.promised_for < today:
        day = dates.dense(plan.promised_for)
        return BadgeSpec("soon", _tr("Lovet til {day}").format(day=day))
    return BadgeSpec("wait", _tr("Afventer {days}").format(days=waited))


def _later(plan: PlanView) -> str:
    """What came after: in use, follow-up, the stored file."""
    parts = []
    if plan.active_from is not None:
        parts.append(_tr("I brug fra {day}").format(day=dates.dense(plan.active_from)))
    if plan.follow_up_on is not None:
        parts.append(_tr("Følg op {day}").format(day=dates.dense(plan.follow_up_on)))
    if plan.document_id is not None:
        parts.append(plan.document_name or _tr("PDF gemt"))
    return " · ".join(parts)


def _evidence(row: PrerequisiteView) -> str:
    """What the status rests on, and what else is to be known."""
    day = dates.short(row.evidence_on) if row.evidence_on else ""
    words = privacy().text(row.evidence)
    parts = [" · ".join(part for part in (day, words) if part)]
    if not parts[0]:
        parts = [_tr("Ingen dokumentation endnu")]
    if row.reminded_on is not None:
        parts.append(_tr("Rykket {day}").format(day=dates.dense(row.reminded_on)))
    if row.blocks and row.status in _OPEN:
        parts.append(_tr("En flyttedato kan vente på den"))
    return " · ".join(parts)


def _short(day: date | None) -> str:
    return f"{day.day}-{day.month}" if day else ""


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget, 1 if isinstance(widget, Text) and widget.wordWrap() else 0)
    return row


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
