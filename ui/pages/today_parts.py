"""The lists and the strip of *I dag*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from boform_app.clock import local_date, local_time
from boform_app.services.views.records import DraftView
from boform_app.services.views.today import DeadlineRow, MovementRow, ReadyRow, UnsentLetter
from models.values import dates
from models.values.lists import load_list
from ui.pages.base import Target
from ui.privacy import privacy
from ui.tablemodels.rows import Column, Strong
from ui.theme import theme
from ui.widgets.badge import BadgeKind, BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline, Text
from ui.widgets.list_view import ListView

MOST_DRAFTS = 2
_OF_THE_HOUSE = frozenset({"Huset", "Afregning"})
"""Names of rows that are about nobody."""
_CATEGORIES = {"K1": "Klar nu", "K2": "Klar med støtte"}
_MOVES = {
    "departure": "flytter", "arrival": "er kommet", "return": "er tilbage", "expected": "ventes",
}  # fmt: skip
_DRAFT_PLACES: dict[str, tuple[str, dict[str, Any]]] = {
    "note": ("resident", {"tab": "notes"}),
    "correction": ("resident", {"tab": "notes"}),
    "log_note": ("day_log", {"write": True}),
    "log_correction": ("day_log", {}),
    "facts": ("resident", {"tab": "facts"}),
    "overview": ("resident", {"tab": "moving"}),
    "admission": ("admit", {}),
    "end_stay": ("end_stay", {}),
    "consent": ("consent", {}),
    "letter": ("letter", {}),
    "turned_away": ("turned_away", {}),
    "reservation": ("rooms", {}),
    "waiting": ("rooms", {"show": "waiting"}),
    "refused_contact": ("rooms", {"show": "refused"}),
    "letter_text": ("settings", {"tab": "letter_texts"}),
    "house_task": ("house", {"part": "tasks"}),
    "appointment": ("house", {"part": "calendar"}),
    "thing_key": ("house", {"part": "keys"}),
    "thing_post": ("house", {"part": "post"}),
    "thing_belonging": ("house", {"part": "storage"}),
    "incident": ("incidents", {"write": True}),
    "incident_correction": ("incidents", {}),
    "incident_review": ("incidents", {}),
    "conflict": ("incidents", {"what": "conflicts"}),
    "expulsion": ("incidents", {"what": "expulsions"}),
    "cooperation": ("board", {}),
    "cooperation_minute": ("board", {}),
}
_BADGES: dict[str, BadgeKind] = {
    "over": "over", "soon": "soon", "wait": "wait", "ok": "ok", "none": "none",
}  # fmt: skip


def deadline_list(name: str) -> ListView:
    """Badge, name, what it is about, and the button that solves it (mockup 01)."""
    columns = (
        Column("badge", "", badge, "badge", 176, spoken=_spoken, tip=lambda row: row.why),
        Column("name", "", _name, "strong", 116, tip=_name),
        Column("what", "", _what, "muted", tip=lambda row: f"{row.what}\n{row.why}"),
        Column("do", "", lambda row: row.action_label, "button", 96),
    )
    return ListView(
        columns, name=name, gap=12, search_key="name",
        # Who was refused has no stay, and one person can have two matters of the same words.
        id_of=lambda row: (row.person_id, row.stay_id, row.what, row.subject),
    )  # fmt: skip


def confirm_list(name: str) -> ListView:
    """Admissions that wait for the leader."""
    columns = (
        Column("badge", "", badge, "badge", 176, spoken=_spoken, tip=lambda row: row.why),
        Column("name", "", _name, "strong", 116, tip=_name),
        Column("what", "", lambda row: row.what, "muted", tip=lambda row: row.why),
        Column("do", "", lambda row: row.action_label, "button", 96),
    )
    return ListView(columns, name=name, id_of=lambda r: r.stay_id, gap=12, search_key="name")


def ready_list(name: str) -> ListView:
    """Who is ready and has no plan, longest first."""
    columns = (
        Column("badge", "", _ready_badge, "badge", 176),
        Column("name", "", _name, "strong", 116, tip=_name),
        Column("waits", "", lambda row: row.waits_for, "muted", tip=lambda row: row.waits_for),
        Column("days", "", lambda row: Strong(f"{row.days} døgn"), "number", 80),
    )
    return ListView(columns, name=name, id_of=lambda row: row.person_id, gap=12, search_key="name")


def movement_list(name: str, today: Callable[[], date]) -> ListView:
    """Who comes and goes, today and tomorrow."""
    columns = (
        Column("icon", "", _movement_icon, "icon", 20),
        Column("when", "", lambda row: _when(row, today()), "muted", 64),
        Column(
            "who", "", lambda row: (_who(row), row.text), "lead",
            tip=lambda row: f"{_who(row)}, {row.text}",
        ),
    )  # fmt: skip
    return ListView(
        columns, name=name, id_of=lambda r: (r.person_id, r.kind), gap=8, search_key="who"
    )


def badge(row: DeadlineRow) -> BadgeSpec:
    """The status of a deadline."""
    return BadgeSpec(_BADGES.get(row.badge_kind, "none"), row.badge_text)


def _spoken(row: DeadlineRow) -> str:
    due = f", frist {dates.long(row.due)}" if row.due else ""
    return f"{row.badge_text}{due}"


def _name(row: DeadlineRow | ReadyRow) -> str:
    if row.name in _OF_THE_HOUSE:
        return row.name
    return privacy().name(row.name, row.room)


def _what(row: DeadlineRow) -> str | Strong:
    written = privacy().text(row.words)
    words = f"{row.what}: {written}" if written else row.what
    return Strong(words) if row.strong else words


def _ready_badge(row: ReadyRow) -> BadgeSpec:
    return BadgeSpec("ok", _CATEGORIES.get(row.category, row.category))


def _movement_icon(row: MovementRow) -> str:
    return "door_arrow_right" if row.kind == "departure" else "door_arrow_left"


def _when(row: MovementRow, today: date) -> str:
    if row.day != today:
        return "i morgen"
    return f"kl. {row.time}" if row.time else "i dag"


def _who(row: MovementRow) -> str:
    verb = _MOVES[row.kind]
    return f"{privacy().name('', row.room)} {verb}" if privacy().on else row.name


class FootStrip(QFrame):
    """The person's own drafts, and the letter nobody has answered for.

    Signals:
        wanted: A draft was chosen; carries its ``Target``.
        sent: A letter was sent; carries its id and the channel.
        later: "Ikke endnu"; carries the letter's id.
    """

    wanted = Signal(object)
    sent = Signal(object, str)
    later = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._row = QHBoxLayout(self)
        self._pieces: list[QWidget] = []
        self._links: list[Button] = []
        self._dress()
        theme().changed.connect(self._dress)

    def show_things(
        self, drafts: Sequence[DraftView], unsent: Sequence[UnsentLetter], today: date
    ) -> None:
        """Show them; the strip is gone when there is nothing."""
        while (item := self._row.takeAt(0)) is not None:
            del item
        for piece in self._pieces:
            piece.hide()
            piece.deleteLater()
        self._pieces, self._links = [], []
        if drafts:
            self._show_drafts(drafts, today)
        self._row.addStretch(1)
        if unsent:
            self._show_unsent(unsent[0], ruled=bool(drafts))
        self.setVisible(bool(drafts or unsent))

    def links(self) -> list[Button]:
        """The drafts that can be gone to, first to last."""
        return list(self._links)

    def _show_drafts(self, drafts: Sequence[DraftView], today: date) -> None:
        self._add(Text(self.tr("Dine kladder"), "h3"))
        for draft in drafts[:MOST_DRAFTS]:
            link = Button(draft_words(draft), "link")
            link.clicked.connect(partial(self._want, draft_target(draft)))
            self._links.append(link)
            self._add(link)
            self._add(Text(_moment(draft, today), "small", "text2"))
        rest = drafts[MOST_DRAFTS:]
        if rest:
            more = Button(self.tr("{n} til").format(n=len(rest)), "link")
            menu = QMenu(more)
            for draft in rest:
                words = f"{draft_words(draft)}  {_moment(draft, today)}"
                menu.addAction(words, partial(self._want, draft_target(draft)))
            more.set_menu(menu)
            self._add(more)

    def _show_unsent(self, letter: UnsentLetter, *, ruled: bool) -> None:
        if ruled:
            line = Hairline(vertical=True)
            line.setFixedHeight(theme().px(20))
            self._add(line)
        about = privacy().name(letter.name, letter.room)
        words = self.tr("{title} om {name} er printet. Er den sendt?")
        self._add(Text(words.format(title=letter.title, name=about)))
        yes = Button(self.tr("Ja, sendt"), "row", height="row_button")
        menu = QMenu(yes)
        for channel in load_list("letter_channels"):
            menu.addAction(channel.label, partial(self.sent.emit, letter.letter_id, channel.key))
        yes.set_menu(menu)
        self._add(yes)
        later = Button(self.tr("Ikke endnu"), height="row_button")
        later.clicked.connect(lambda: self.later.emit(letter.letter_id))
        self._add(later)

    def _want(self, target: Target, *_checked: object) -> None:
        self.wanted.emit(target)

    def _add(self, widget: QWidget) -> None:
        self._pieces.append(widget)
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def _dress(self) -> None:
        t = theme()
        self.setMinimumHeight(t.px(42))
        self._row.setContentsMargins(t.px(12), 0, t.px(12), 0)
        self._row.setSpacing(t.px(8))


def draft_words(draft: DraftView) -> str:
    """Words like "Notat om Ole Bach"; without the name while names are hidden."""
    kind, _, name = draft.title.partition(", ")
    return f"{kind} om {name}" if name and not privacy().on else kind


def draft_target(draft: DraftView) -> Target:
    """Where the text goes on."""
    kind, _, which = draft.kind.partition(":")
    place, facts = _DRAFT_PLACES.get(kind, ("resident", {}))
    found: dict[str, Any] = dict(facts)
    if draft.person_id is not None:
        found["person_id"] = draft.person_id
    if which and place != "board":
        found["correct" if place == "day_log" else "kind"] = which
    return Target(place, found)


def _moment(draft: DraftView, today: date) -> str:
    moment = dates.clock(local_time(draft.updated_at).time())
    day = local_date(draft.updated_at)
    return moment if day == today else f"{dates.dense(day)} {moment}"
