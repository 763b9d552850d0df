"""One area over time: both voices as lines of the same weight, told apart by mark, dash and name.

No line runs through what was not rated, nothing is added up, no colour is good or bad. Everything
that is painted stands in words in the list below the chart (``CourseTwin``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from boform_app.rules.readiness import Rating
from boform_app.rules.readiness.course import Course, Said, stretches
from boform_app.services.views.overviews import CourseEvent
from models.values import dates
from ui.pages.resident import moving_words as say
from ui.pages.resident.moving_draft import Voice
from ui.theme import theme
from ui.widgets.painting import ring, text_line

_LEVELS = 5
_RESIDENT_COLOR, _STAFF_COLOR = 0, 2


class CourseChart(QWidget):
    """The chart; Left and Right walk through the overviews and say what stands there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._course: Course | None = None
        self._events: tuple[CourseEvent, ...] = ()
        self._title = self._name = ""
        self.here = -1
        theme().changed.connect(self._dress)
        self._dress()

    def show_course(
        self, course: Course, events: Sequence[CourseEvent], *, title: str, name: str
    ) -> None:
        """Show an area; ``name`` is the resident's first name, or what stands for it."""
        self._course, self._events = course, tuple(events)
        self._title, self._name = title, name
        self.here = len(course.staff) - 1
        self._speak()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for five levels and the days."""
        return QSize(theme().px(420), theme().px(220))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from overview to overview."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or self._course is None or not self._course.staff:
            super().keyPressEvent(event)
            return
        self.here = max(0, min(self.here + step, len(self._course.staff) - 1))
        self._speak()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring, and where the keys stand."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Without the ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Levels, what happened, then both lines."""
        course = self._course
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if course is not None and course.staff:
            area = self._area()
            self._levels(painter, area)
            self._happened(painter, area)
            self._chosen(painter, area)
            nudge = theme().px(3)
            self._voice(painter, area, course.resident, _RESIDENT_COLOR, -nudge)
            self._voice(painter, area, course.staff, _STAFF_COLOR, nudge)
            self._names(painter, area, course, nudge)
            self._days(painter, area, course)
        if self.hasFocus():
            ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    # -- own -------------------------------------------------------------------------------------

    def _dress(self) -> None:
        self.setMinimumHeight(theme().px(190))
        self.update()

    def _area(self) -> QRect:
        t = theme()
        return self.rect().adjusted(t.px(34), t.px(12), -t.px(72), -t.px(62))

    def _x(self, area: QRect, day: date) -> float:
        first, last = self._span()
        part = (day - first).days / max(1, (last - first).days)
        return area.left() + part * area.width()

    def _span(self) -> tuple[date, date]:
        course = self._course
        days = [said.on for said in course.staff] if course else []
        days += [event.on for event in self._events]
        return min(days), max(days)

    def _y(self, area: QRect, level: int) -> float:
        """More help stands higher; that is a height, not a grade."""
        return area.bottom() - level * area.height() / (_LEVELS - 1)

    def _levels(self, painter: QPainter, area: QRect) -> None:
        t = theme()
        for level in range(_LEVELS):
            y = self._y(area, level)
            painter.setPen(QPen(t.color("line"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            cell = QRect(0, round(y) - t.px(10), area.left() - t.px(8), t.px(20))
            text_line(painter, cell, str(level), "small", "text2",
                      align=Qt.AlignmentFlag.AlignRight)  # fmt: skip
        cell = QRect(0, area.bottom() + t.px(10), area.left() - t.px(8), t.px(20))
        text_line(painter, cell, "?", "small", "text2", align=Qt.AlignmentFlag.AlignRight)

    def _happened(self, painter: QPainter, area: QRect) -> None:
        """A thin dotted line with the number that the list below explains."""
        t = theme()
        taken = -1000.0
        for number, event in enumerate(self._events, 1):
            x = self._x(area, event.on)
            painter.setPen(QPen(t.color("ctl"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + t.px(26)))
            if x - taken < t.px(14):
                continue
            taken = x
            cell = QRect(round(x) - t.px(12), area.bottom() + t.px(26), t.px(24), t.px(16))
            text_line(painter, cell, str(number), "small", "text2",
                      align=Qt.AlignmentFlag.AlignHCenter)  # fmt: skip

    def _chosen(self, painter: QPainter, area: QRect) -> None:
        course, t = self._course, theme()
        if course is None or not self.hasFocus():
            return
        x = self._x(area, course.staff[self.here].on)
        painter.fillRect(
            QRectF(x - t.px(7), area.top(), t.px(14), area.height() + t.px(26)), t.color("rowsel")
        )

    def _voice(
        self, painter: QPainter, area: QRect, points: Sequence[Said], color: int, nudge: int
    ) -> None:
        t = theme()
        tone = t.chart()[color]
        ours = color == _STAFF_COLOR
        style = Qt.PenStyle.DashLine if ours else Qt.PenStyle.SolidLine
        for run in stretches(points):
            places = [self._place(area, point, nudge) for point in run]
            painter.setPen(QPen(tone, max(2, t.px(2)), style))
            painter.drawPolyline(places)
            for place in places:
                self._mark(painter, place, color, filled=True)
        for point in points:
            if point.level is None and point.rating is not None:
                y = area.bottom() + t.px(20) + nudge
                self._mark(painter, QPointF(self._x(area, point.on), y), color, filled=False)

    def _place(self, area: QRect, point: Said, nudge: int) -> QPointF:
        return QPointF(self._x(area, point.on), self._y(area, point.level or 0) + nudge)

    def _mark(self, painter: QPainter, place: QPointF, color: int, *, filled: bool) -> None:
        """A circle for the resident, a square for us; hollow for a reason."""
        t = theme()
        tone, side = t.chart()[color], t.px(4)
        painter.setPen(QPen(tone, max(1, t.px(2))))
        painter.setBrush(tone if filled else t.color("surface"))
        if color == _STAFF_COLOR:
            painter.drawRect(QRectF(place.x() - side, place.y() - side, 2 * side, 2 * side))
        else:
            painter.drawEllipse(place, side + 0.5, side + 0.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _names(self, painter: QPainter, area: QRect, course: Course, nudge: int) -> None:
        """The name of each voice where its line ends; never on top of each other."""
        t = theme()
        ends: list[tuple[float, str]] = []
        for name, points, shift in ((self._name, course.resident, -nudge),
                                    (_tr("Vi"), course.staff, nudge)):  # fmt: skip
            told = [point for point in points if point.level is not None]
            if told:
                ends.append((self._place(area, told[-1], shift).y(), name))
        if len(ends) == 2 and abs(ends[0][0] - ends[1][0]) < t.px(18):
            middle = (ends[0][0] + ends[1][0]) / 2
            (_, upper), (_, lower) = sorted(ends, key=lambda end: end[0])
            ends = [(middle - t.px(9), upper), (middle + t.px(9), lower)]
        for y, name in ends:
            cell = QRect(area.right() + t.px(12), round(y) - t.px(10), t.px(60), t.px(20))
            text_line(painter, cell, name, "strong", "text")

    def _days(self, painter: QPainter, area: QRect, course: Course) -> None:
        t = theme()
        top, left = area.bottom() + t.px(42), Qt.AlignmentFlag.AlignLeft
        first, last = self._span()
        cell = QRect(area.left() - t.px(20), top, area.width() + t.px(60), t.px(18))
        text_line(painter, cell, dates.short(first), "small", "text2", align=left)
        if last != first and len(course.staff):
            text_line(painter, cell, dates.short(last), "small", "text2",
                      align=Qt.AlignmentFlag.AlignRight)  # fmt: skip

    def _speak(self) -> None:
        course = self._course
        if course is None or not course.staff:
            self.setAccessibleName(_tr("Over tid"))
            return
        self.setAccessibleName(_tr("{title} over tid").format(title=self._title))
        own, ours = course.resident[self.here], course.staff[self.here]
        words = _tr("{day}: {name} {own}, vi {ours}").format(
            day=dates.short(ours.on), name=self._name, own=spoken(own.rating, "resident"),
            ours=spoken(ours.rating, "staff"),
        )  # fmt: skip
        self.setAccessibleDescription(words)
        self.setToolTip(words)


def spoken(rating: Rating, voice: Voice) -> str:
    """A level with its word, a reason, or that nobody was asked."""
    return say.spoken_rating(rating, voice)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Course", words)
