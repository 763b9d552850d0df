"""Overblik: where the stay has come to, what happened, what is next, and the road to an own home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from boform_app.rules import instrument
from boform_app.rules.readiness.sentences import sentences
from boform_app.services.views.plans import PrerequisiteView
from boform_app.services.views.records import TimelineItem
from boform_app.services.views.today import DeadlineRow
from models.values import dates
from ui import actions
from ui.pages.resident import moments
from ui.pages.resident.overview_steps import StepsStrip, steps
from ui.pages.resident.tab import Tab
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets import timeline_view
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import Text
from ui.widgets.list_view import ListView
from ui.widgets.segmented import Segmented
from ui.widgets.timeline_view import TimelineView

MOST_ITEMS = 100
_ICONS = {
    "note": "document_text",
    "admission": "person_add",
    "end": "door_arrow_right",
    "move": "person_arrow_right",
    "absence": "door_arrow_left",
    "consent": "checkmark_circle",
    "letter": "mail_checkmark",
    "plan": "clipboard_task",
    "overview": "home_checkmark",
    "goal": "flag",
    "support": "handshake",
    "home": "key",
    "contact": "phone",
    "meeting": "people",
    "document": "attach",
    "municipality": "building_government",
    "past_stay": "archive",
}
_SHAPES = {
    "over": ("diamond", "danger", True),
    "soon": ("clock_alarm", "soonI", True),
    "wait": ("hourglass_half", "text2", False),
    "ok": ("checkmark_circle", "text2", False),
}
_OWNERS = {"us": "home", "municipality": "building_government", "housing": "key"}
_OPEN = {"missing", "in_progress", "unknown"}
_MOST_BALLS = 6


class OverviewTab(Tab):
    """The first tab; refund days never stand here (rule E of the method)."""

    key = "overview"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.steps = StepsStrip()
        self.switch = Segmented(
            (("all", self.tr("Alt")), ("important", self.tr("Kun vigtige"))),
            name=self.tr("Vis i tidslinjen"),
        )
        self.timeline = TimelineView(name=self.tr("Tidslinje"))
        self.next = ListView(
            _next_columns(), name=self.tr("Det næste"), id_of=lambda r: (r.action, r.what),
            row_px=46, gap=8,
        )  # fmt: skip
        self.balls = ListView(
            _ball_columns(self.tr("Åbn")), name=self.tr("Hvem har bolden"), id_of=lambda r: r.id,
            row_px=46, gap=8,
        )  # fmt: skip
        self._build()
        self.switch.changed.connect(lambda _key: self._show_timeline())
        self.next.pressed.connect(lambda row, _key: actions.run(self.session, self, row))
        self.next.opened.connect(lambda row: actions.run(self.session, self, row))
        self.balls.pressed.connect(lambda _row, _key: self._to("plan"))
        self.balls.opened.connect(lambda _row: self._to("plan"))

    def refresh(self) -> None:
        """Read everything about the shown person."""
        if self.person_id is None:
            return
        services = self.session.services
        stays = services.stays.for_person(self.person_id)
        deadlines = services.today.deadlines(self.person_id)
        self._show_next(deadlines)
        self._show_timeline()
        self.steps.setVisible(bool(stays))
        if not stays:
            return
        prerequisites = services.plans.prerequisites(stays[0].id)
        letters = services.register.letters(self.person_id)
        plan = services.plans.get(stays[0].id)
        self.steps.show_steps(steps(stays[0], letters, deadlines, plan, prerequisites))
        self._show_road(prerequisites, present=stays[0].ended_at is None)

    def state(self) -> Mapping[str, Any]:
        """Which part of the timeline is shown."""
        return {"timeline": self.switch.current}

    def restore(self, state: Mapping[str, Any]) -> None:
        """The same part of the timeline."""
        chosen = state.get("timeline")
        if chosen in {"all", "important"} and chosen != self.switch.current:
            self.switch.choose(str(chosen))
            self._show_timeline()

    # -- own -------------------------------------------------------------------------------------

    def _build(self) -> None:
        line = Card(self.tr("Tidslinje"), padded=False)
        line.add_tool(self.switch)
        line.body.addWidget(self.timeline)
        self._next_card = Card(self.tr("Det næste"), padded=False)
        self._nothing = Text("", "body", "text2", wrap=True)
        self._next_card.body.addWidget(self._nothing)
        self._next_card.body.addWidget(self.next)
        self._next_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._road = Card(self.tr("Vej til egen bolig"), padded=False)
        self._days = Text(self.tr("Døgn"), "small", "text2")
        self._road.add_tool(self._days)
        self._start = Button(self.tr("Start"), "link")
        self._start.clicked.connect(lambda: self._to("moving"))
        self._road.add_link(self._start)
        self._sentence = Text("", "body", wrap=True)
        # A label that wraps asks for more lines than it needs; the column has none to spare.
        self._sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._assessed = Text("", "small", "text2")
        words = QVBoxLayout()
        words.addWidget(self._sentence)
        words.addWidget(self._assessed)
        self._words = words
        self._road.body.addLayout(words)
        self._road.body.addWidget(self.balls, 1)
        right = QVBoxLayout()
        right.addWidget(self._next_card, 1)
        right.addWidget(self._road, 1)
        self._right, self._side = right, QWidget()
        right.setContentsMargins(0, 0, 0, 0)
        self._side.setLayout(right)
        below = QHBoxLayout()
        below.addWidget(line, 676)
        below.addWidget(self._side, 458)
        self._below = below
        self.layout_.addWidget(self.steps)
        self.layout_.addLayout(below, 1)
        self._dress()
        theme().changed.connect(self._dress)

    def _show_next(self, rows: tuple[DeadlineRow, ...]) -> None:
        self.next.set_rows(rows)
        row = self.next.row_height()
        # Two are always in view; more of them scroll where the window is low.
        self.next.setMinimumHeight(min(2, len(rows)) * row)
        self.next.setMaximumHeight(len(rows) * row)
        self.next.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.setText(self.tr("Ingen frister venter."))

    def _show_timeline(self) -> None:
        if self.person_id is None:
            return
        today = self.session.clock.today()
        found = self.session.services.timeline.items(
            self.person_id, important_only=self.switch.current == "important", limit=MOST_ITEMS
        )
        self.timeline.set_items([_item(item, today) for item in found])

    def _show_road(self, prerequisites: tuple[PrerequisiteView, ...], *, present: bool) -> None:
        last = self.session.services.overviews.last(self.person_id) if self.person_id else None
        name = privacy().name(self.identity.call_name, self.identity.room) if self.identity else ""
        self._start.setText(self.tr("Start") if last is None else self.tr("Åbn"))
        if last is None:
            words = self.tr("Ingen har talt med {name} om udflytning endnu.").format(name=name)
            self._assessed.setText(self.tr("Første gang tager 30–45 minutter."))
        else:
            found = sentences(last.result, last.answers, instrument.load(), first_name=name)
            words = next((s.text for s in found if s.key == "headline"), "")
            day = dates.short(last.version.assessed_on)
            self._assessed.setText(
                self.tr("Udflytningsoverblik {day} · ikke valideret").format(day=day)
            )
        self._sentence.setText(words)
        balls = [item for item in prerequisites if item.status in _OPEN] if present else []
        balls.sort(key=lambda item: (item.status == "unknown", not item.blocks, -item.days))
        self.balls.set_rows(balls[:_MOST_BALLS])
        self._days.setVisible(bool(balls))

    def _to(self, tab: str) -> None:
        self.go("resident", person_id=self.person_id, tab=tab)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._below.setSpacing(t.px(16))
        self._right.setSpacing(t.px(12))
        self._words.setContentsMargins(pad, t.px(8), pad, t.px(8))
        self._words.setSpacing(t.px(2))
        self._nothing.setContentsMargins(pad, t.px(10), pad, t.px(8))
        self._sentence.setMinimumHeight(t.line_height("body"))
        self._assessed.setMinimumHeight(t.line_height("small"))
        self.timeline.setMinimumHeight(t.px(160))
        self.balls.setMinimumHeight(t.px(46))


def _next_columns() -> tuple[Column, ...]:
    return (
        Column("shape", "", lambda r: _SHAPES.get(r.badge_kind, ("circle", "text2", False)),
               "icon", 20),
        Column("what", "", lambda r: (r.what, _due(r)), "two", spoken=_spoken),
        Column("act", "", lambda r: r.action_label, "button", 104),
    )  # fmt: skip


def _due(row: DeadlineRow) -> str:
    parts = [row.badge_text]
    if row.due is not None and dates.dense(row.due) != row.badge_text:
        parts.append(dates.dense(row.due))
    parts.append("lovens frist" if row.is_law else "")
    return " · ".join(part for part in parts if part)


def _spoken(row: DeadlineRow) -> str:
    return f"{row.what}. {_due(row)}. {row.why}"


def _ball_columns(verb: str) -> tuple[Column, ...]:
    return (
        Column("owner", "", lambda r: _OWNERS.get(r.owner, "people"), "icon", 20),
        Column("what", "", lambda r: (r.owner_label, r.title), "two"),
        Column("days", "", lambda r: str(r.days), "number", 36),
        Column("open", "", lambda _row: verb, "button", 72),
    )


def _item(item: TimelineItem, today: Any) -> timeline_view.TimelineItem:
    return timeline_view.TimelineItem(
        key=(item.kind, item.ref_id, item.title),
        when=moments.when(item.at, today, has_time=item.has_time),
        icon=_ICONS.get(item.kind, "timeline"),
        title=item.title,
        author=item.author,
        text=privacy().text(item.text),
        important=item.important and item.kind == "note",
    )
