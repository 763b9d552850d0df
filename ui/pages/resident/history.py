"""Historik: who changed what about a person, with before and after, and who looked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from boform_app.services.views.records import HistoryItem
from ui.pages.resident import moments
from ui.pages.resident.tab import Tab
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets import timeline_view
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Text
from ui.widgets.segmented import Segmented
from ui.widgets.timeline_view import TimelineView

MOST = 200


class HistoryTab(Tab):
    """The latest 200 changes and views, newest first."""

    key = "history"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._items: tuple[HistoryItem, ...] = ()
        self.switch = Segmented(
            (("all", self.tr("Alt")), ("changes", self.tr("Ændringer")),
             ("views", self.tr("Visninger"))),
            name=self.tr("Vis i historikken"),
        )  # fmt: skip
        self.list = TimelineView(name=self.tr("Historik"))
        self._empty = EmptyState(self.tr("Der er ikke noget at vise."))
        self._end = Text("", "small", "text2")
        self._card = Card(self.tr("Historik"), self.tr("hvem ændrede og så hvad"), padded=False)
        self._card.add_tool(self.switch)
        self._card.body.addWidget(self._empty)
        self._card.body.addWidget(self.list, 1)
        self._card.body.addWidget(self._end)
        self.layout_.addWidget(self._card, 1)
        self.switch.changed.connect(lambda _key: self._show())
        self._dress()
        theme().changed.connect(self._dress)

    def refresh(self) -> None:
        """Read the journal and the views again."""
        if self.person_id is None:
            return
        self._items = self.session.services.history.for_person(self.person_id, limit=MOST)
        self._show()

    def state(self) -> Mapping[str, Any]:
        """Which part is shown."""
        return {"history": self.switch.current}

    def restore(self, state: Mapping[str, Any]) -> None:
        """The same part."""
        if state.get("history") in {"all", "changes", "views"}:
            self.switch.choose(str(state["history"]))
            self._show()

    def _show(self) -> None:
        part, today = self.switch.current, self.session.clock.today()
        wanted = [i for i in self._items if part == "all" or i.is_view == (part == "views")]
        self.list.set_items([_entry(item, n, today) for n, item in enumerate(wanted)])
        self.list.setVisible(bool(wanted))
        self._empty.setVisible(not wanted)
        words = self.tr("De seneste {count} linjer er vist.").format(count=MOST)
        self._end.setText(words if len(self._items) >= MOST else "")
        self._end.setVisible(len(self._items) >= MOST)

    def _dress(self) -> None:
        t = theme()
        self.list.setMinimumHeight(t.px(140))
        self._end.setContentsMargins(t.px(12), t.px(4), t.px(12), t.px(6))


def _entry(item: HistoryItem, number: int, today: date) -> timeline_view.TimelineItem:
    title = item.label or "Indholdet er slettet"
    return timeline_view.TimelineItem(
        key=(item.at, number),
        when=moments.when(item.at, today),
        icon="eye" if item.is_view else "edit",
        title=privacy().text(_capital(title)) or _capital("ændring"),
        author=item.by,
        text=privacy().text(_text(item)),
    )


def _text(item: HistoryItem) -> str:
    """One line per fact: what it was, what it became."""
    lines = [
        f"{_capital(name)}: {before or 'tom'} → {after or 'tom'}"
        for name, before, after in item.fields
    ]
    if item.reason:
        lines.append(f"Grund: {item.reason}")
    return "\n".join(lines)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
