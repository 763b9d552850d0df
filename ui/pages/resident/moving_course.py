"""Over tid: the fourteen areas, one of them large, and in words what changed since last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.rules.instrument import Instrument
from boform_app.rules.readiness import Rating, Reason
from boform_app.rules.readiness.course import Change, Course
from boform_app.services.views.overviews import CourseView
from models.values import dates
from ui.pages.resident import moving_words as say
from ui.pages.resident.course_chart import CourseChart
from ui.pages.resident.moving_draft import Voice
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.labels import Text
from ui.widgets.list_view import ListView
from ui.widgets.scrolling import scrolling


@dataclass(frozen=True, slots=True)
class TwinRow:
    """A day of the chart in words: an overview, or something that happened."""

    id: str
    day: str
    what: str
    own: str = ""
    ours: str = ""


class CoursePanel(QFrame):
    """List of areas at the left, the chosen one large at the right, the same in words below it."""

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._instrument = instrument
        self._view: CourseView | None = None
        self._name = ""
        self.areas = ListView(
            (
                Column("number", "", lambda row: row.domain[1:], "number", 20, sort=False),
                Column("area", _tr("Område"), self._short, "text"),
                Column("now", _tr("Nu"), _now, "text", 44, spoken=self._spoken_now),
            ),
            name=_tr("Områder over tid"), id_of=lambda row: row.domain, row_px=26, gap=8,
            search_key="area",
        )  # fmt: skip
        self.chart = CourseChart()
        self.twin = ListView(
            (
                Column("day", _tr("Dag"), lambda row: row.day, "muted", 84),
                Column("what", _tr("Hvad"), lambda row: row.what),
                Column("own", _tr("Siger selv"), lambda row: row.own, "text", 100),
                Column("ours", _tr("Vi vurderer"), lambda row: row.ours, "text", 100),
            ),
            name=_tr("Det samme i ord"), id_of=lambda row: row.id, row_px=26, gap=10,
            search_key="what",
        )  # fmt: skip
        self.title = Text("", "h3")
        self.none = Text(_tr("Der er intet gemt overblik endnu. Linjerne begynder med det første."),
                         "body", "text2", wrap=True)  # fmt: skip
        self._build()
        self.areas.chosen.connect(lambda _row: self._show_area())
        self._dress()
        theme().changed.connect(self._dress)

    def show_course(self, view: CourseView, name: str) -> None:
        """Show a person's course; ``name`` is the first name, or what stands for it."""
        self._view, self._name = view, name
        there = bool(view.versions)
        self.none.setVisible(not there)
        self._work.setVisible(there)
        self.areas.set_rows(view.courses if there else ())
        if there and self.areas.current_row is None:
            self.areas.choose(view.courses[0].domain)
        self._show_area()

    def start(self) -> None:
        """The keys to the list of areas."""
        self.areas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_area(self) -> None:
        row, view = self.areas.current_row, self._view
        if not isinstance(row, Course) or view is None:
            return
        title = self._instrument.domain(row.domain).title
        self.title.setText(title)
        self.chart.show_course(row, view.events, title=title, name=self._name)
        self.twin.set_rows(tuple(twin_rows(row, view)))

    def _short(self, row: Course) -> str:
        return self._instrument.domain(row.domain).short

    def _spoken_now(self, row: Course) -> str:
        own = say.spoken_rating(row.resident[-1].rating, "resident")
        ours = say.spoken_rating(row.staff[-1].rating, "staff")
        return _tr("{name}: {own}, vi: {ours}").format(name=self._name, own=own, ours=ours)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.areas)
        right = QVBoxLayout()
        right.addWidget(self.title)
        right.addWidget(self.chart, 3)
        right.addWidget(self.twin, 2)
        row.addLayout(right, 1)
        self._right = right
        outer.addWidget(self.none)
        outer.addWidget(self._work, 1)

    def _dress(self) -> None:
        t = theme()
        self.areas.setFixedWidth(t.px(306))
        self._right.setContentsMargins(t.px(12), t.px(8), t.px(8), t.px(4))
        self._right.setSpacing(t.px(4))
        self.none.setContentsMargins(t.px(16), t.px(12), t.px(16), t.px(12))
        self.twin.setMinimumHeight(t.px(96))


class ChangesPanel(QFrame):
    """What changed since last, a sentence for each area; nobody is better or worse for it."""

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._instrument = instrument
        self.lines: tuple[str, ...] = ()
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._title = Text(_tr("Ændret siden sidst"), "h3")
        self._facts = Text("", "body", "text2", wrap=True)
        self._words = QVBoxLayout()
        self._honest = Text(
            _tr("Et tal siger, hvor meget hjælp andre skal give. Det er ikke en karakter, og "
                "tallene bliver ikke lagt sammen."), "small", "text2", wrap=True,
        )  # fmt: skip
        self._column.addWidget(self._title)
        self._column.addWidget(self._facts)
        self._column.addLayout(self._words)
        self._column.addWidget(self._honest)
        self._column.addStretch(1)
        area = scrolling(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(area)
        self._dress()
        theme().changed.connect(self._dress)

    def show_changes(self, view: CourseView, name: str) -> None:
        """Say what changed from the version before the newest."""
        found = view.versions
        if len(found) < 2:
            self._facts.setText(_tr("Der er ét overblik endnu. Ændringer står her fra det næste.")
                                if found else _tr("Der er intet gemt overblik endnu."))  # fmt: skip
        else:
            words = _tr("Fra {before} til {now}.") if view.changes else _tr(
                "Ingen svar har ændret sig fra {before} til {now}.")  # fmt: skip
            self._facts.setText(words.format(before=dates.short(found[-2].assessed_on),
                                             now=dates.short(found[-1].assessed_on)))  # fmt: skip
        self.lines = tuple(change_line(one, self._instrument, name) for one in view.changes)
        while (item := self._words.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in self.lines:
            self._words.addWidget(Text(line, "body", "text", wrap=True))
        self.setAccessibleName(" ".join((self._title.text(), self._facts.text(), *self.lines)))

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(t.px(8))
        self._words.setSpacing(t.px(6))


def twin_rows(course: Course, view: CourseView) -> Iterator[TwinRow]:
    """Everything on the chart by day: overviews with both answers, and what happened."""
    rows: list[tuple[object, int, TwinRow]] = []
    for number, event in enumerate(view.events, 1):
        what = f"{number}  {event.title}"
        rows.append((event.on, 1, TwinRow(f"e{number}", dates.short(event.on), what)))
    for number, (own, ours) in enumerate(zip(course.resident, course.staff, strict=True)):
        said = TwinRow(
            f"o{number}", dates.short(ours.on), _tr("Overblik"),
            short_word(own.rating, "resident"), short_word(ours.rating, "staff"),
        )  # fmt: skip
        rows.append((ours.on, 0, said))
    yield from (row for _, _, row in sorted(rows, key=lambda one: (str(one[0]), one[1])))


def short_word(rating: Rating, voice: Voice) -> str:
    """A level as a figure, a reason in words, – for not asked."""
    if isinstance(rating, Reason):
        return say.reason(rating, voice)
    return "–" if rating is None else str(rating)


def change_line(change: Change, instrument: Instrument, name: str) -> str:
    """E.g. *Økonomi og husleje: Ole 2 → 1, vi 3 → 2*."""
    told: tuple[tuple[str, tuple[Rating, Rating] | None, Voice], ...] = (
        (name, change.resident, "resident"),
        (_tr("vi"), change.staff, "staff"),
    )
    parts = [
        f"{who} {short_word(pair[0], voice)} → {short_word(pair[1], voice)}"
        for who, pair, voice in told
        if pair is not None
    ]
    return f"{instrument.domain(change.domain).short}: {', '.join(parts)}"


def _now(row: Course) -> str:
    return f"{say.short_rating(row.resident[-1].rating)} / {say.short_rating(row.staff[-1].rating)}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Course", words)
