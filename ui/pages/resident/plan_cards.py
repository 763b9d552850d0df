"""Kommunens handleplan as a card: how far it has come, who writes it, what we have sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.cases import LetterView, PlanView
from models.values import dates, lists
from ui.pages.resident import moving_words as say
from ui.pages.resident.plan_parts import Contact, PlanHead, Point, Step, row
from ui.theme import theme
from ui.widgets.badge import BadgeSpec
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Hairline, Text

CONTACTS = 3
_HAVE = {"received", "active", "follow_up"}


class PlanCard(QFrame):
    """Kommunens handleplan: steps, the four points of § 141, case worker, letters, buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.head = PlanHead(self.tr("Kommunens handleplan"), "building_government")
        self._steps = [Step() for _ in range(4)]
        self._points = [Point(number, words) for number, words in enumerate(_points(), 1)]
        self._since = Text("", "body", "text2", wrap=True)
        self._worker = Text("", "strong")
        self._reach = Text("", "small", "text2", wrap=True)
        self.worker_edit = Button(self.tr("Ret"), "row", height="row_button")
        self.worker_edit.setAccessibleName(self.tr("Ret rådgiver"))
        self.phone_note = Button(self.tr("Telefonnotat"), "strong", icon="phone")
        self._contacts = [Contact() for _ in range(CONTACTS)]
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
                line.say(*_sent(found[number]))
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
            row(Text(self.tr("Det skal planen indeholde"), "strong"), None,
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
            row(Text(self.tr("Kontakt med kommunen"), "strong"), None, self.all_letters)
        )
        outer.addLayout(self._rows[-1])
        for line in self._contacts:
            outer.addWidget(line)
        self._rows.append(row(self._nothing))
        outer.addLayout(self._rows[-1])
        outer.addStretch(1)
        outer.addWidget(Hairline())
        self._foot = row(self.received, self.reply, self.letter, None, self.more)
        outer.addLayout(self._foot)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        for line in self._rows:
            line.setContentsMargins(pad, t.px(4), pad, t.px(4))
            line.setSpacing(t.px(8))
        self._foot.setContentsMargins(pad, t.px(8), pad, t.px(8))
        self._foot.setSpacing(t.px(8))


def _sent(letter: LetterView) -> tuple[str, str]:
    """Day, and what was sent how."""
    channel = lists.label("letter_channels", letter.channel)
    words = ", ".join(part for part in (_titles()[letter.kind], channel) if part)
    return dates.dense(letter.sent_on) if letter.sent_on else "", words


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


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
