"""The right side of Indskriv: what will happen, what can wait, anything acute, and the button."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.rules.weekdays import weekdays_between
from boform_app.services.views.rooms import ReservationView
from boform_app.services.views.stays import AdmitPreview
from models.values import dates
from ui.forms.binding import Form
from ui.forms.submit_bar import SubmitBar
from ui.forms.typed import loose_field
from ui.pages.rooms.words import how_full, near_words, reserved
from ui.theme import theme
from ui.widgets.badge import Badge, BadgeKind, BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.choice import Option, Radios
from ui.widgets.labels import Hairline, IconLabel, Text
from ui.widgets.scrolling import scrolling
from ui.widgets.text_area import TextArea

WIDTH = 360


class AdmitPanel(QFrame):
    """Follows the answers; writes nothing itself.

    Attributes:
        bar: What is missing, and the button.
        refuse: The way on when there is no place; hidden for roles that write no decisions.
    """

    def __init__(self, form: Form, refuse: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._waits = {
            "cpr_missing": self.tr("CPR"),
            "allergy": self.tr("allergi og medicin"),
            "reason": self.tr("årsag til optagelsen"),
            "municipality_unknown": self.tr("handlekommune"),
            "consent": self.tr("samtykke"),
            "key_worker": self.tr("kontaktperson"),
            "next_of_kin": self.tr("pårørende"),
        }
        self.note = TextArea(placeholder=self.tr("Kort notat til nattevagten …"), lines=2)
        self.note.setAccessibleName(self.tr("Kort notat til nattevagten"))
        answers = [
            Option("no", self.tr("Nej")),
            Option("yes", self.tr("Ja")),
            Option("not_asked", self.tr("Ikke spurgt endnu")),
        ]
        self.acute = Radios(answers, name=self.tr("Er der noget akut?"), horizontal=True)
        form.add("acute", loose_field(self.acute, self))
        form.add("note", loose_field(self.note, self))
        self.note.submitted.connect(form.submit)
        short = {
            "cpr_text": self.tr("CPR-nummeret eller Kendes ikke endnu"),
            "arrived_at": self.tr("ankomsten"),
            "arrived_time": self.tr("klokkeslættet"),
            "decided_on": self.tr("dagen for beslutningen"),
            "decided_by_id": self.tr("hvem der besluttede"),
            "place_id": self.tr("et værelse"),
        }
        self.bar = SubmitBar(
            form, self.tr("Indskriv"), self.tr("indskrive"), icon="person_add", short=short
        )
        self.refuse = refuse
        self._build()

    def show_preview(self, found: AdmitPreview, today: date, to: str, leader: str) -> None:
        """What the service says would happen.

        Args:
            found: The preview.
            today: For the words of the badge.
            to: Where the notice goes, "" when it is not clear yet.
            leader: Who must confirm, "" where nobody needs to.
        """
        label = found.place_label
        place = self.tr("Vær. {label} er i brug fra ankomsten").format(label=label)
        self._place.setText(place if label else self.tr("Værelset er ikke valgt endnu"))
        self._used.setText(how_full(found.tally_after))
        kept = found.reservation
        self._kept.setText(self._kept_words(kept) if kept else "")
        self._kept_row.setVisible(kept is not None)
        self._near.setText(" ".join(near_words(one) for one in found.near))
        self._near_row.setVisible(bool(found.near))
        self._confirm.setText(
            self.tr("{leader} skal bekræfte indskrivningen").format(leader=leader)
        )
        self._confirm_row.setVisible(bool(leader))
        self._expelled.setText(self._expelled_words(found))
        self._expelled_row.setVisible(found.expelled)
        self._badge.set_spec(_badge(found.notice_due, today, self))
        when = self.tr("Send senest {day} · lovens frist")
        self._due.setText(when.format(day=_dense(found.notice_due)))
        self._due.setToolTip(
            self.tr("Tre hverdage efter beslutningen, § 110, stk. 6. Mildt talt {day}.").format(
                day=_dense(found.notice_lenient)
            )
        )
        known = self.tr("Til {to}. Brevet ligger klar på I dag.").format(to=to)
        unknown = self.tr("Handlekommunen er ikke afklaret. Brevet ligger klar på I dag.")
        self._to.setText(known if to else unknown)
        # Our suggestion counts as known: it is what the admission will keep.
        known_already = {"municipality_unknown"} if to else set()
        waiting = [self._waits[key] for key in found.can_wait if key not in known_already]
        self._wait.setText(" · ".join(waiting))
        self._wait_box.setVisible(bool(waiting))

    def _expelled_words(self, found: AdmitPreview) -> str:
        """It is said and stops nothing: the leader decides (§ 110 stk. 4)."""
        if found.expelled_until is None:
            first = self.tr("Har bortvisning, til lederen ophæver den.")
        else:
            day = _dense(found.expelled_until)
            first = self.tr("Har bortvisning til {day}.").format(day=day)
        return self.tr("{first} Lederen afgør, om indskrivning kan ske.").format(first=first)

    def use_birth_date(self, *, known: bool) -> None:
        """The word for the missing number: with a birth date only four digits are missing."""
        four = self.tr("CPR, de sidste fire cifre")
        self._waits["cpr_missing"] = four if known else self.tr("CPR")

    def set_stacked(self, *, on: bool) -> None:
        """Below the form the panel is as high as its content."""
        self._area.setMinimumHeight(self._inner.sizeHint().height() if on else theme().px(200))
        if on:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        else:
            self.setFixedWidth(theme().px(WIDTH))

    # -- own -------------------------------------------------------------------------------------

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        head = Text(self.tr("Når du indskriver"), "h3")
        pad = theme().px(12)
        head.setContentsMargins(pad, 0, pad, 0)
        head.setFixedHeight(theme().px(44))
        outer.addWidget(head)
        outer.addWidget(Hairline())
        self._inner = QWidget()
        self._inner.setObjectName("scrolled")
        self._rows = QVBoxLayout(self._inner)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._happens()
        self._notice()
        self._waiting()
        self._acute()
        self._rows.addStretch(1)
        self._area = scrolling(self._inner)
        outer.addWidget(self._area, 1)
        foot = QFrame()
        foot.setObjectName("foot")
        box = QVBoxLayout(foot)
        box.setContentsMargins(pad, pad, pad, pad)
        box.addWidget(self.bar)
        box.addWidget(self.refuse, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(foot)

    def _block(self, *, line: bool = True) -> QVBoxLayout:
        if line:
            self._rows.addWidget(Hairline())
        holder = QWidget()
        box = QVBoxLayout(holder)
        t = theme()
        box.setContentsMargins(t.px(12), t.px(7), t.px(12), t.px(7))
        box.setSpacing(t.px(2))
        self._rows.addWidget(holder)
        return box

    def _happens(self) -> None:
        box = self._block(line=False)
        self._place, self._used, self._confirm = Text(""), Text("", wrap=True), Text("")
        self._confirm_row = _row("person", self._confirm)
        self._expelled = Text("", wrap=True)
        self._expelled_row = _row("warning", self._expelled)
        self._expelled_row.hide()
        box.addWidget(self._expelled_row)
        box.addWidget(_row("bed", self._place))
        box.addWidget(_row("people", self._used))
        self._kept, self._near = Text("", wrap=True), Text("", "strong", wrap=True)
        self._kept_row = _row("door_arrow_left", self._kept)
        self._near_row = _row("person_swap", self._near)
        for row in (self._kept_row, self._near_row):
            row.hide()
            box.addWidget(row)
        box.addWidget(self._confirm_row)

    def _kept_words(self, kept: ReservationView) -> str:
        words = self.tr(
            "Pladsen er {reserved}. Du kan godt bruge den; reservationen bliver stående."
        )
        return words.format(reserved=reserved(kept))

    def _notice(self) -> None:
        box = self._block()
        self._badge = Badge(BadgeSpec("none", ""))
        self._due, self._to = Text("", "body", "text2"), Text("", "body", "text2", wrap=True)
        box.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(Text(self.tr("Orientering om optagelse"), "strong"))
        box.addWidget(self._due)
        box.addWidget(self._to)

    def _waiting(self) -> None:
        box = self._block()
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Kan vente"), "strong"))
        head.addStretch(1)
        head.addWidget(Text(self.tr("kommer på I dag"), "small", "text2"))
        self._wait = Text("", "body", "text2", wrap=True)
        box.addLayout(head)
        box.addWidget(self._wait)
        holder = box.parentWidget()
        self._wait_box = holder if holder is not None else self

    def _acute(self) -> None:
        box = self._block()
        head = QHBoxLayout()
        head.setSpacing(theme().px(4))
        head.addWidget(Text(self.tr("Er der noget akut?"), "strong"))
        head.addWidget(Text(self.tr("Sygdom, medicin, fare"), "body", "text2"))
        head.addStretch(1)
        box.addLayout(head)
        box.addWidget(self.acute)
        box.addWidget(self.note)


def _row(icon: str, words: Text) -> QWidget:
    holder = QWidget()
    box = QHBoxLayout(holder)
    box.setContentsMargins(0, theme().px(2), 0, theme().px(2))
    box.setSpacing(theme().px(8))
    box.addWidget(IconLabel(icon, 20))
    box.addWidget(words, 1)
    return holder


def _dense(day: date) -> str:
    return f"{dates.WEEKDAYS[day.weekday()][:3]}. {dates.short(day)}"


def _badge(due: date, today: date, words: QWidget) -> BadgeSpec:
    kind: BadgeKind = "none"
    left = weekdays_between(today, due)
    if due < today:
        late = weekdays_between(due, today)
        kind, text = "over", words.tr("Overskredet {n} hverdage").format(n=late)
    elif due == today:
        kind, text = "soon", words.tr("I dag")
    elif left == 1:
        text = words.tr("Om 1 hverdag")
    else:
        text = words.tr("Om {n} hverdage").format(n=left)
    return BadgeSpec(
        kind, text, spoken=words.tr("{text}, {day}").format(text=text, day=_dense(due))
    )
