"""Kommunens handleplan as a card: how far it has come, what it holds, who writes it, what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.contacts import CaseworkerView, ContactItem
from boform_app.services.views.plans import PLAN_POINTS, PlanView
from models.values import dates
from ui.pages.resident import moving_words as say
from ui.pages.resident.contact_rows import icon_of, short_words
from ui.pages.resident.plan_parts import Contact, PlanHead, Point, Step, row, steps_row
from ui.theme import theme
from ui.widgets.badge import BadgeSpec
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Cut, Hairline, Text

CONTACTS = 3
_HAVE = {"received", "active", "follow_up"}


@dataclass(frozen=True, slots=True)
class Situation:
    """What the card shows besides the plan.

    Attributes:
        log: The contact log, newest first.
        worker: The case worker with title and hours, None when nobody is known by that name.
        may: Whether the person may register anything; ``kinds`` of letters they may write.
        remind_from: The house's own day to come back to it.
    """

    today: date
    log: Sequence[ContactItem]
    worker: CaseworkerView | None
    may: bool
    kinds: frozenset[str]
    remind_from: date | None = None


class PlanCard(QFrame):
    """Kommunens handleplan: steps, the four points of § 141, case worker, contacts, buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.head = PlanHead(self.tr("Kommunens handleplan"), "building_government", wrap=False)
        self._steps = [Step() for _ in range(4)]
        self.points = [Point(number, words) for number, words in enumerate(_points(), 1)]
        self._count = Text("", "small", "text2")
        self._since = Text("", "small", "text2", wrap=True)
        self._worker, self._title = Text("", "strong"), Text("", "body", "text2")
        self._reach = Cut("", "small", "text2")
        self.worker_edit = Button(self.tr("Ret"), "row", height="row_button")
        self.worker_edit.setAccessibleName(self.tr("Ret rådgiver"))
        self.phone_note = Button(self.tr("Telefonnotat"), "strong", icon="phone")
        self._contacts = [Contact() for _ in range(CONTACTS)]
        self.whole_log = Button(self.tr("Vis alle"), "link")
        self._nothing = Text("", "body", "text2", wrap=True)
        self.received = Button(self.tr("Registrér plan"))
        self.reply = Button(self.tr("Registrér svar"))
        self.letter = Button(self.tr("Anmod om handleplan"))
        self.follow = Button(self.tr("Følg op"))
        self.look = Button(self.tr("Vis planen"), icon="document_pdf")
        self.more = IconButton("more_horizontal", self.tr("Mere"))
        self._build()
        self._dress()
        theme().changed.connect(self._dress)

    def show_plan(self, plan: PlanView, now: Situation) -> None:
        """Show where the plan has come to."""
        where = plan.municipality or self.tr("Kommunen")
        words = self.tr("§§ 141–142 · {where} skriver den")
        if plan.holistic:
            words = self.tr("Helhedsorienteret plan · {where}")
        self.head.say(words.format(where=where), _badge(plan, now.today))
        self._show_steps(plan, now)
        has = plan.status in _HAVE
        for point, at in zip(self.points, plan.contents, strict=True):
            point.say(at, received=has, may=now.may)
        found = sum(1 for at in plan.contents if at)
        self._count.setText(self.tr("§ 141, stk. 3 · {n} af 4").format(n=found))
        self._since.setText(_later(plan))
        self._since.setVisible(bool(self._since.text()))
        self._show_worker(plan, now)
        self._show_contacts(plan, now.log)
        self._show_foot(plan, now)

    def point(self, name: str) -> Point:
        """One of the four by its name in ``PLAN_POINTS``."""
        return self.points[PLAN_POINTS.index(name)]

    # -- own -------------------------------------------------------------------------------------

    def _show_foot(self, plan: PlanView, now: Situation) -> None:
        """One solid button: the most likely next step."""
        has, asked = plan.status in _HAVE, plan.status != "not_requested"
        kind = "reminder" if asked else "plan_request"
        late = plan.promised_for is not None and plan.promised_for < now.today
        self.letter.setText(self.tr("Lav rykker") if asked else self.tr("Anmod om handleplan"))
        self.letter.setVisible(not has and kind in now.kinds)
        self.reply.setVisible(now.may and not has)
        self.received.setVisible(now.may and (asked or not self.letter.isVisibleTo(self)))
        self.follow.setVisible(now.may and has)
        self.look.setVisible(plan.document_id is not None)
        remind = asked and late and "reminder" in now.kinds
        first = self.follow if has else self.letter if not asked or remind else self.received
        for button in (self.received, self.reply, self.letter, self.follow):
            button.change(kind="primary" if button is first else "normal")
            # The solid button stands first, as the next step.
            self._foot.removeWidget(button)
        rest = [b for b in (self.received, self.reply, self.letter, self.follow) if b is not first]
        for place, button in enumerate((first, *rest)):
            self._foot.insertWidget(place, button)
        self.received.setText(self.tr("Registrér ny plan") if has else self.tr("Registrér plan"))
        self.worker_edit.setVisible(now.may)
        self.more.setVisible(now.may)

    def _show_steps(self, plan: PlanView, now: Situation) -> None:
        today = now.today
        has = plan.status in _HAVE
        late = plan.promised_for is not None and plan.promised_for < today and not has
        ahead = now.remind_from if plan.status == "requested" else None
        remind = self.tr("fra {day}").format(day=dates.dense(ahead)) if ahead else ""
        remind = remind or self.tr("ikke rykket")
        texts = (
            (self.tr("Anmodet"), plan.requested_on, self.tr("ikke endnu"), False),
            (self.tr("Rykket"), plan.reminded_on, remind, False),
            (self.tr("Lovet til"), plan.promised_for, self.tr("ikke oplyst"), late),
            (self.tr("Modtaget"), plan.received_on, self.tr("ikke endnu"), False),
        )
        for step, (title, day, words, passed) in zip(self._steps, texts, strict=True):
            step.say(title, dates.dense(day) if day else words, done=day is not None, passed=passed)

    def _show_worker(self, plan: PlanView, now: Situation) -> None:
        known = now.worker
        self._worker.setText(plan.caseworker or self.tr("Rådgiver kendes ikke endnu"))
        at = (known.title, known.unit) if known is not None else ()
        title = " · ".join(part for part in at if part)
        self._title.setText(f"· {title}" if title else "")
        hours = known.phone_hours if known is not None else ""
        case = self.tr("sag {number}").format(number=plan.municipal_case_number)
        parts = (
            plan.caseworker_phone, self.tr("tlf. {hours}").format(hours=hours) if hours else "",
            plan.caseworker_mail if not hours else "",
            case if plan.municipal_case_number else "",
        )  # fmt: skip
        self._reach.setText(" · ".join(part for part in parts if part))
        said = (self._reach.text(), plan.caseworker_mail)
        self._reach.setToolTip("\n".join(part for part in said if part))
        self._reach.setVisible(bool(self._reach.text()))
        self.phone_note.setVisible(now.may)

    def _show_contacts(self, plan: PlanView, log: Sequence[ContactItem]) -> None:
        for number, line in enumerate(self._contacts):
            line.setVisible(number < len(log))
            if number < len(log):
                item = log[number]
                line.say(dates.dense(item.day), icon_of(item), short_words(item))
        self.whole_log.setText(self.tr("Vis alle {n}").format(n=len(log)))
        self.whole_log.setVisible(bool(log))
        words = "" if log else self.tr("Der er ikke noteret nogen kontakt endnu.")
        if plan.status not in _HAVE and not log:
            words = self.tr("Kommunen har ikke sendt en handleplan endnu.") + " " + words
        self._nothing.setText(words)
        self._nothing.setVisible(bool(words))

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(Hairline())
        outer.addLayout(steps_row(self._steps))
        self._rows = [
            row(Text(self.tr("Det skal planen indeholde"), "strong"), None,
                 self._count),
        ]  # fmt: skip
        outer.addWidget(Hairline())
        outer.addLayout(self._rows[0])
        for point in self.points:
            outer.addWidget(Hairline())
            outer.addWidget(point)
        outer.addWidget(Hairline())
        names = QVBoxLayout()
        names.setSpacing(0)
        named = QHBoxLayout()
        named.setSpacing(4)
        named.addWidget(self._worker)
        named.addWidget(self._title)
        named.addStretch(1)
        names.addLayout(named)
        for text in (self._reach, self._since):
            names.addWidget(text)
        worker = QHBoxLayout()
        worker.addLayout(names, 1)
        worker.addWidget(self.worker_edit)
        worker.addWidget(self.phone_note)
        self._rows.append(worker)
        outer.addLayout(worker)
        outer.addWidget(Hairline())
        self._rows.append(
            row(Text(self.tr("Kontakt med kommunen"), "strong"), None, self.whole_log)
        )
        outer.addLayout(self._rows[-1])
        for line in self._contacts:
            outer.addWidget(line)
        self._rows.append(row(self._nothing))
        outer.addLayout(self._rows[-1])
        outer.addStretch(1)
        outer.addWidget(Hairline())
        self._foot = row(
            self.received, self.reply, self.letter, self.follow, self.look, None, self.more
        )
        outer.addLayout(self._foot)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        for line in self._rows:
            line.setContentsMargins(pad, t.px(4), pad, t.px(4))
            line.setSpacing(t.px(8))
        self._foot.setContentsMargins(pad, t.px(6), pad, t.px(6))
        self._foot.setSpacing(t.px(8))


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
