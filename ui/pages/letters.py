"""The place *Breve*: drafts, letters, what became of them, and the start of a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from boform_app.clock import local_time
from boform_app.services.views.letters import LetterView
from boform_app.services.views.records import DraftView
from models.values import dates
from ui.pages.answer.words import ANSWERS
from ui.pages.base import Page
from ui.pages.letter.sending import Sending
from ui.pages.letter.strip import default_channel, sent_words
from ui.pages.letters_parts import AnnulPanel, LetterPane, NewLetter
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.badge import BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Text
from ui.widgets.list_view import ListView
from ui.widgets.segmented import Segmented
from ui.widgets.title_row import TitleRow

MOST = 100
BESIDE = 900
"""From this many pixels at 100 % the chosen letter stands beside the list."""
WIDGET_MOST = 16_777_215
"""Qt's "as wide as you like"."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a draft or a letter."""

    key: object
    at: datetime
    title: str
    name: str
    recipient: str
    badge: BadgeSpec
    verb: str
    letter: LetterView | None = None
    draft: DraftView | None = None


class LettersPage(Page):
    """List at the left, the chosen letter at the right (as in *Beboere*)."""

    key = "letters"
    restores_whole = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sending = Sending(session, self)
        self._sending.stored.connect(lambda _letter: self.refresh())
        self._sending.left.connect(self._still_there)
        self._limit = MOST
        self.annul_panel: AnnulPanel | None = None
        self._head = TitleRow(self.tr("Breve"))
        self._new = Button(self.tr("Nyt brev"), "primary", icon="add", height="title_button")
        self._new.clicked.connect(self.begin_letter)
        self._answer = Button(self.tr("Svar fra kommunen …"), height="title_button")
        self._answer.clicked.connect(self._choose_answer)
        self._head.add_action(self._answer)
        self._head.add_action(self._new)
        self.filter = Segmented(
            (
                ("", self.tr("Alle")),
                ("draft", self.tr("Kladder")),
                ("made", self.tr("Ikke sendt")),
                ("sent", self.tr("Sendt")),
                ("annulled", self.tr("Annulleret")),
            ),
            name=self.tr("Vis"), height="control",
        )  # fmt: skip
        self.filter.changed.connect(lambda _key: self._filtered())
        self.layout_.addWidget(self._head)
        self.layout_.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body = body
        body.addWidget(self._list_card(), 1)
        self._side = QStackedWidget()
        self.pane = LetterPane()
        self.new = NewLetter(session)
        self._quiet = EmptyState("")
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self._quiet)
        above.addStretch(1)
        self._top = top
        for widget in (top, self.pane, self.new):
            self._side.addWidget(widget)
        side = Card(padded=False)
        side.body.addWidget(self._side, 1)
        self._side_card = side
        body.addWidget(side)
        self.layout_.addLayout(body, 1)
        self._wire()
        self._dress_page()

    def title(self) -> str:
        """For the window's title."""
        return self.tr("Breve")

    def state(self) -> Mapping[str, Any]:
        """Filter and chosen row."""
        row = self.list.current_row
        return {"filter": self.filter.current, "chosen": row.key if row else None}

    def restore(self, state: Mapping[str, Any]) -> None:
        """The filter and row of before; ``new`` starts a letter."""
        self.filter.choose(str(state.get("filter", "")))
        self.refresh()
        if state.get("chosen") is not None:
            self.list.choose(state["chosen"])
        if state.get("new"):
            self.begin_letter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane goes below where both do not fit."""
        super().resizeEvent(event)
        self._arrange()

    def refresh(self) -> None:
        """Read drafts and letters."""
        rows = self._rows()
        self.list.set_rows(rows)
        waiting = self._session.services.today.waiting_letters()
        words = self.tr("1 venter på svar") if waiting == 1 else self.tr("{n} venter på svar")
        self._head.set_title(self.tr("Breve"), words.format(n=waiting) if waiting else "")
        self._more.setVisible(sum(row.letter is not None for row in rows) >= self._limit)
        self._count.setText(
            self.tr("1 linje") if len(rows) == 1 else self.tr("{n} linjer").format(n=len(rows))
        )
        self._empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        if rows and self.list.current_row is None:
            self.list.choose(rows[0].key)
        self._show_side(self.list.current_row)

    def command(self, name: str) -> bool:
        """Ctrl+Shift+B starts a letter here."""
        if name != "new_letter":
            return False
        self.begin_letter()
        return True

    def begin_letter(self) -> None:
        """Ask for whom and which, at the right."""
        self.new.begin()
        self._side.setCurrentWidget(self.new)
        self.new.focus_first()

    # -- own -------------------------------------------------------------------------------------

    def _choose_answer(self) -> None:
        """The same as dropping it on the window."""
        self._session.ports.files.open(self.tr("Vælg kommunens svar"), ANSWERS, self._answer_chosen)

    def _answer_chosen(self, path: Path | None) -> None:
        if path is not None:
            self.go("answer", path=path, fresh=True)

    def _list_card(self) -> Card:
        card = Card(padded=False)
        self.list = ListView(
            (
                Column("at", self.tr("Dato"), lambda r: _when(r.at), "muted", 84),
                Column("title", self.tr("Brev"), lambda r: r.title, "strong"),
                Column("name", self.tr("Om"), lambda r: r.name, "text", 112),
                Column("to", self.tr("Til"), lambda r: r.recipient, "muted", 116),
                Column("state", self.tr("Status"), lambda r: r.badge, "badge", 108),
                Column("act", "", lambda r: r.verb, "button", 68),
            ),
            name=self.tr("Breve"), id_of=lambda r: r.key, gap=12, search_key="name",
        )  # fmt: skip
        self._empty = EmptyState("")
        self._empty_new = self._empty.add_button(Button(self.tr("Nyt brev")))
        self._empty_new.clicked.connect(self.begin_letter)
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(12, 2, 12, 2)
        self._count = Text("", "small", "text3")
        self._more = Button(self.tr("Vis flere"), "link")
        self._more.clicked.connect(self._show_more)
        line.addWidget(self._count)
        line.addWidget(self._more)
        line.addStretch(1)
        line.addWidget(Text(self.tr("Enter åbner"), "small", "text3"))
        card.body.addWidget(self._empty)
        card.body.addWidget(self.list, 1)
        card.body.addStretch(0)
        card.body.addWidget(foot)
        return card

    def _wire(self) -> None:
        self.list.opened.connect(self._open)
        self.list.pressed.connect(self._pressed)
        self.list.chosen.connect(self._show_side)
        self.pane.opened.connect(self._open_current)
        self.pane.annulled.connect(self._annul)
        self.pane.sent.connect(self._mark_sent)
        self.pane.removed.connect(self._remove)
        self.new.chosen.connect(self._write)
        self.new.refused.connect(lambda: self.go("turned_away"))
        self.new.closed.connect(lambda: self._show_side(self.list.current_row))

    def _rows(self) -> Sequence[Row]:
        chosen = self.filter.current
        rows: list[Row] = []
        if chosen in {"", "draft"}:
            rows += [self._draft_row(one) for one in self._drafts()]
        if chosen != "draft":
            register = self._session.services.register
            found = register.letters(status=chosen, limit=self._limit)
            titles = self._titles()
            rows += [_letter_row(one, titles) for one in found]
        self._say_empty(chosen)
        return rows

    def _drafts(self) -> Sequence[DraftView]:
        mine = self._session.services.drafts.mine()
        return [one for one in mine if one.kind.startswith("letter:") and one.person_id]

    def _draft_row(self, draft: DraftView) -> Row:
        kind, name = draft.kind.partition(":")[2], ""
        if draft.person_id is not None:
            who = self._session.services.people.identity(draft.person_id)
            name = self.tr("Beskyttet") if who.closed else who.list_name
        badge = BadgeSpec("none", self.tr("Kladde"), "edit")
        title = self._titles().get(kind, self.tr("Brev"))
        return Row(
            draft.kind + str(draft.person_id), draft.updated_at, title, privacy().name(name), "",
            badge, self.tr("Åbn"), draft=draft,
        )  # fmt: skip

    def _titles(self) -> dict[str, str]:
        return {kind.key: kind.title for kind in self._session.services.letters.kinds()}

    def _say_empty(self, chosen: str) -> None:
        self._empty.set_text(
            {
                "": self.tr("Ingen breve endnu."),
                "draft": self.tr("Du har ingen kladder til breve."),
                "made": self.tr("Ingen breve venter."),
                "sent": self.tr("Ingen breve er sendt endnu."),
                "annulled": self.tr("Ingen breve er annulleret."),
            }[chosen]
        )

    def _filtered(self) -> None:
        self._limit = MOST
        self.refresh()

    def _show_more(self) -> None:
        self._limit += MOST
        self.refresh()

    def _show_side(self, row: Row | None) -> None:
        if self._side.currentWidget() is self.new and self.new.busy:
            return
        letter = row.letter if row is not None else None
        if letter is not None:
            self.pane.show_letter(letter)
            self._side.setCurrentWidget(self.pane)
            return
        draft = row is not None and row.draft is not None
        self._quiet.set_text(
            self.tr("En kladde, som kun du kan se. Enter åbner den.")
            if draft
            else self.tr("Vælg et brev på listen.")
        )
        self._side.setCurrentWidget(self._top)

    def _open(self, row: Row) -> None:
        if row.letter is not None:
            self.go("letter", letter_id=row.letter.id)
        elif row.draft is not None:
            kind = row.draft.kind.partition(":")[2]
            self.go("letter", letter_id=None, person_id=row.draft.person_id, kind=kind)

    def _open_current(self) -> None:
        if self.list.current_row is not None:
            self._open(self.list.current_row)

    def _pressed(self, row: Row, _key: str) -> None:
        if row.letter is not None and row.letter.status == "made":
            self.list.choose(row.key)
            self._show_side(row)
            self.pane.focus_sent()
        else:
            self._open(row)

    def _write(self, person_id: UUID, kind: str) -> None:
        self.go("letter", letter_id=None, person_id=person_id, kind=kind)

    def _mark_sent(self, letter: LetterView, channel: str) -> None:
        self._sending.mark_sent(letter, channel or default_channel(letter))

    def _remove(self, letter: LetterView) -> None:
        self._sending.remove_copies(letter)

    def _annul(self, letter: LetterView) -> None:
        self.annul_panel = AnnulPanel(self._session, self, letter)
        self.annul_panel.start("reason")

    def _still_there(self, left: tuple[str, ...]) -> None:
        words = self.tr("Kunne ikke fjernes: {files}").format(files=", ".join(left))
        self._session.say(words)

    def _dress_page(self) -> None:
        super()._dress_page()
        if hasattr(self, "_side_card"):
            self._body.setSpacing(theme().px(16))
            self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= theme().px(BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(across if beside else down)
        self._side_card.setMinimumWidth(theme().px(304))
        self._side_card.setMaximumWidth(theme().px(304) if beside else WIDGET_MOST)
        self.list.setMinimumHeight(theme().px(0 if beside else 240))


def _when(at: datetime) -> str:
    return dates.short(local_time(at).date())


def _letter_row(letter: LetterView, titles: Mapping[str, str]) -> Row:
    name = privacy().name(letter.list_name)
    title = titles.get(letter.kind, letter.title)
    verb = "Sendt?" if letter.status == "made" else "Åbn"
    return Row(
        letter.id, letter.made_at, title, name, letter.recipient_name, badge_of(letter), verb,
        letter=letter,
    )  # fmt: skip


def badge_of(letter: LetterView) -> BadgeSpec:
    """What became of a letter."""
    if letter.status == "annulled":
        return BadgeSpec(
            "none", "Annulleret", "prohibited", f"Annulleret: {letter.annulled_reason}"
        )
    if letter.status == "sent" and letter.sent_on is not None:
        spoken = sent_words(letter.channel, dates.short(letter.sent_on))
        return BadgeSpec("ok", f"Sendt {letter.sent_on.day}-{letter.sent_on.month}", spoken=spoken)
    return BadgeSpec("soon" if letter.printed_at else "wait", "Ikke sendt")
