"""Every building block in every state on one page (mockup 12), for eyes and for tests.

``python -m ui.gallery OUT`` writes it light, dark and at 150 %.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.application import make_application
from ui.pages.base import Page
from ui.tablemodels.rows import Column
from ui.theme import Look, theme
from ui.widgets.badge import Badge, BadgeKind, BadgeSpec
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.choice import Combo, Option, Radios
from ui.widgets.cpr_field import CprField
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field, Finding
from ui.widgets.identity_bar import Identity, IdentityBar
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView
from ui.widgets.notice_strip import NoticeStrip
from ui.widgets.scale_delegate import paint_scale
from ui.widgets.segmented import Segmented
from ui.widgets.text_area import TextArea
from ui.widgets.timeline_view import TimelineItem, TimelineView
from ui.widgets.title_row import TitleRow

_BADGES: tuple[tuple[BadgeKind, str], ...] = (
    ("over", "Overskredet 1 hverdag"), ("soon", "I dag"), ("wait", "Afventer 12 døgn"),
    ("ok", "Klar nu"), ("none", "fre. 27-11"), ("prot", "Beskyttet"),
    ("alert", "Allergi: penicillin"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Deadline:
    name: str
    what: str
    badge: BadgeSpec
    verb: str


class _Scales(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme().px(96))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, t = QPainter(self), theme()
        half = self.rect()
        half.setHeight(t.px(32))
        paint_scale(painter, half.translated(4, 0), None)
        paint_scale(painter, half.translated(t.px(166), 0), None, hover=2)
        paint_scale(painter, half.translated(4, t.px(32)), 1)
        paint_scale(painter, half.translated(t.px(166), t.px(32)), 1, focus=True)
        paint_scale(painter, half.translated(4, t.px(64)), 1, read_only=True)
        paint_scale(painter, half.translated(t.px(166), t.px(64)), "?")
        painter.end()


class Gallery(Page):
    """All widgets; a page like any other, so that the shell and the checks can show it."""

    key = "gallery"

    def __init__(self) -> None:
        super().__init__()
        title = TitleRow("Tilstande", "alle byggesten", with_back=True)
        title.add_action(Button("Nyt notat", icon="note_add", height="title_button"))
        title.add_action(
            Button("Indskriv beboer", "primary", icon="person_add", height="title_button")
        )
        self.layout_.addWidget(title)
        self.layout_.addWidget(_identity())
        columns = QHBoxLayout()
        columns.setSpacing(theme().px(16))
        self.layout_.addLayout(columns, 1)
        for make in (_left, _middle, _right):
            box = QVBoxLayout()
            box.setSpacing(theme().px(12))
            make(box)
            box.addStretch(1)
            columns.addLayout(box, 1)

    def title(self) -> str:
        """For the window title."""
        return "Tilstande"


def _identity() -> IdentityBar:
    bar = IdentityBar()
    chips = (
        BadgeSpec("info", "Allergi: ingen kendte", "pill"),
        BadgeSpec("info", "Hensyn: ring ikke før kl. 10"),
        BadgeSpec("soon", "Udflytningsoverblik i dag"),
    )
    bar.show_identity(
        Identity("Bach, Ole", "14-06-1982 (44 år)", "140682-••••", "7", "Mette Krogh", chips)
    )
    bar.add_action(Button("Nyt notat", icon="note_add"))
    bar.add_action(Button("Brev", icon="document_text", chevron=True))
    return bar


def _left(box: QVBoxLayout) -> None:
    row = QHBoxLayout()
    for kind in ("primary", "normal", "strong", "danger"):
        row.addWidget(Button("Gem", kind))
    off = Button("Gem", "primary")
    off.setEnabled(False)
    row.addWidget(off)
    row.addWidget(Button("Vis alle", "link"))
    row.addWidget(IconButton("more_horizontal", "Mere"))
    row.addStretch(1)
    box.addLayout(row)
    box.addWidget(Segmented((("mine", "Mine"), ("all", "Alle")), "all", name="Vis"))
    cpr = CprField(today=lambda: date(2026, 11, 23))
    field = Field("CPR-nummer", cpr, width=150)
    cpr.setText("140682-000")
    field.say(Finding("stop", "CPR-nummeret mangler et ciffer."))
    arrived = DateField(direction="past", today=lambda: date(2026, 11, 23))
    arrived.set_value(date(2026, 12, 1))
    asked = Field("Ankommet", arrived, width=220)
    asked.say(Finding("ask", "Mente du 1-12-2025?", "Det er rigtigt"))
    kin = Field("Pårørende", LineEdit(placeholder="Ved ikke endnu"), width=240)
    kin.say(Finding("missing", "Kommer på listen over det, der mangler"))
    name = Field("Fornavn eller kaldenavn", LineEdit(), required=True)
    for one in (name, field, asked, kin):
        box.addWidget(one)
    towns = [Option(None, "Ved ikke endnu"), Option("851", "Aalborg"), Option("730", "Randers")]
    box.addWidget(Field("Handlekommune", Combo(towns, searchable=True)))
    box.addWidget(
        Radios([Option("a", "Kom selv"), Option("b", "Henvist")], name="Kommer", horizontal=True)
    )
    box.addWidget(QCheckBox("Kendes ikke endnu"))
    box.addWidget(
        TextArea(placeholder="Skriv et notat om Ole …", name="Notat om Ole", hint="Ctrl+N")
    )


def _middle(box: QVBoxLayout) -> None:
    card = Card("Frister", "3 af 11", padded=False)
    card.add_link(Button("Vis alle", "link"))
    view = ListView(
        (
            Column("status", "", lambda d: d.badge, "badge", 176),
            Column("name", "", lambda d: d.name, "strong"),
            Column("act", "", lambda d: d.verb, "button", 80),
        ),
        name="Frister", id_of=lambda d: d.name, gap=12,
    )  # fmt: skip
    view.set_rows(
        [
            _Deadline(
                "Jonas Lund", "Orientering", BadgeSpec("over", "Overskredet 1 hverdag"), "Lav brev"
            ),
            _Deadline("Samira Yusuf", "Orientering", BadgeSpec("soon", "I dag"), "Lav brev"),
            _Deadline("Tina Skov", "Bolig", BadgeSpec("wait", "Afventer 41 døgn"), "Rykker"),
        ]
    )
    view.fit_rows()
    view.choose("Samira Yusuf")
    card.body.addWidget(view)
    box.addWidget(card)
    badges = QHBoxLayout()
    more = QHBoxLayout()
    for number, (kind, words) in enumerate(_BADGES):
        (badges if number < 3 else more).addWidget(Badge(BadgeSpec(kind, words)))
    for line in (badges, more):
        line.addStretch(1)
        box.addLayout(line)
    box.addWidget(_Scales())
    strip = NoticeStrip()
    strip.say("Jonas Lund er flyttet til vær. 11.", "Fortryd", lambda: None)
    box.addWidget(strip)


def _right(box: QVBoxLayout) -> None:
    quiet = Card("Frister")
    quiet.body.addWidget(Text("Ingen frister de næste 7 dage.", "body", "text2", wrap=True))
    box.addWidget(quiet)
    card = Card()
    empty = EmptyState("Ingen beboere passer til filtrene: Aalborg og Klar nu.", "Beboere")
    empty.add_button(Button("Ryd filtre"))
    card.body.addWidget(empty)
    box.addWidget(card)
    lines = Card("Tidslinje", padded=False)
    timeline = TimelineView(name="Tidslinje")
    long_text = (
        "Vil gerne have besøg hver uge den første tid. Ønsker at være med, når brevet til kommunen "
        "bliver skrevet. Vi aftalte at tale sammen igen på torsdag, og at hans søster må ringes op."
    )
    timeline.set_items(
        [
            TimelineItem(
                1, "i nat 01.40", "notepad", "Notat – nat", "Ali Demir", "Vasken drypper."
            ),
            TimelineItem(
                2, "fre. 20-11", "chat", "Samtale", "Mette Krogh", long_text, important=True
            ),
            TimelineItem(3, "ons. 11-11", "mail_checkmark", "Anmodning sendt", "Digital Post"),
        ]
    )
    timeline.setFixedHeight(theme().px(230))
    lines.body.addWidget(timeline)
    box.addWidget(lines)


def render(out: Path) -> list[Path]:
    """Write the gallery in three looks."""
    app = make_application()
    written = []
    for name, look in (
        ("light", Look()), ("dark", Look("dark")), ("zoom150", Look("light", 150)),
        ("compact", Look("light", 100, "compact")),
    ):  # fmt: skip
        theme().use(look)
        page = Gallery()
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page.resize(theme().px(1366), theme().px(720))
        page.show()
        app.sendPostedEvents()
        path = out / f"gallery-{name}.png"
        page.grab().save(str(path))
        page.close()
        written.append(path)
    return written


if __name__ == "__main__":
    render(Path(sys.argv[1]))
