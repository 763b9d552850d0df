"""Goals, their steps and the tasks of a step as a tree; in memory, from the plan's dataclasses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from boform_app.services.views.stay_plans import (
    GoalNote,
    GoalView,
    SubgoalTaskView,
    SubgoalView,
)
from models.values import dates
from ui.privacy import privacy
from ui.widgets.level_scale import spoken_levels

Index = QModelIndex | QPersistentModelIndex
Kind = Literal["goal", "step", "task", "note"]
NODE = Qt.ItemDataRole.UserRole + 1
TITLE, KIND, WHO, WHEN = range(4)
"""Columns: what, måltype, levels or who, and when."""
_SOON = timedelta(days=6)


@dataclass(slots=True)
class Node:
    """A row of the tree.

    Attributes:
        view: The goal, step, task, or a note about the goal.
        row: Its place below its parent.
    """

    kind: Kind
    view: Any
    parent: Node | None = None
    row: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        """Id of the record."""
        found: UUID = self.view.id
        return found

    @property
    def goal(self) -> GoalView:
        """The goal it belongs to."""
        node = self
        while node.parent is not None:
            node = node.parent
        found: GoalView = node.view
        return found

    @property
    def ticks(self) -> bool:
        """Whether it has a box: steps and tasks."""
        return self.kind in {"step", "task"}

    @property
    def done(self) -> bool:
        """A step that is ticked, a task that is done, a goal that is no longer worked on."""
        if self.kind == "goal":
            return bool(self.view.status != "active")
        if self.kind == "note":
            return False
        return bool(self.view.status == "done" if self.kind == "step" else self.view.done_on)


class GoalModel(QAbstractItemModel):
    """``data()`` never raises and never queries.

    Signals:
        ticked: The box of a step or a task was pressed; carries its node.
    """

    ticked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: dict[int, Node] = {}
        self._keys: dict[int, int] = {}
        self._next = 1
        self.roots: list[Node] = []
        self.today = date.min
        self.may = False
        self.both = False

    def show(self, goals: Sequence[GoalView], today: date, *, may: bool) -> None:
        """Show other goals; those that are worked on come first."""
        self.beginResetModel()
        self._nodes, self._keys = {}, {}
        self.today, self.may = today, may
        self.both = len({goal.origin for goal in goals}) > 1
        ordered = sorted(goals, key=lambda goal: goal.status != "active")
        self.roots = [self._goal(goal, row) for row, goal in enumerate(ordered)]
        self.endResetModel()

    def node(self, index: Index) -> Node | None:
        """The row behind an index."""
        return self._nodes.get(index.internalId()) if index.isValid() else None

    def index_of(self, record_id: UUID | None) -> QModelIndex:
        """Where a record stands; an invalid index when it does not."""
        for node in self._nodes.values():
            if node.id == record_id:
                return self._index(node, TITLE)
        return QModelIndex()

    # -- Qt --------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """A cell."""
        above = self.node(parent) if parent is not None else None
        rows = above.children if above is not None else self.roots
        if parent is not None and parent.isValid() and parent.column() != TITLE:
            return QModelIndex()
        if not (0 <= row < len(rows) and 0 <= column <= WHEN):
            return QModelIndex()
        return self._index(rows[row], column)

    def parent(self, index: Index | None = None) -> Any:
        """The row above."""
        if index is None:
            return QObject.parent(self)
        node = self.node(index)
        if node is None or node.parent is None:
            return QModelIndex()
        return self._index(node.parent, TITLE)

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows below a row."""
        if parent is None or not parent.isValid():
            return len(self.roots)
        node = self.node(parent)
        return len(node.children) if node is not None and parent.column() == TITLE else 0

    def columnCount(self, parent: Index | None = None) -> int:
        """Four everywhere."""
        del parent
        return WHEN + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Steps and tasks can be ticked by who may write."""
        node = self.node(index)
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.may and node.ticks and index.column() == TITLE:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and says."""
        node = self.node(index)
        if node is None:
            return None
        column = index.column()
        if role == NODE:
            return node
        tip = role == Qt.ItemDataRole.ToolTipRole and column == TITLE
        if tip or role == Qt.ItemDataRole.DisplayRole:
            return self._words(node, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(node, column)
        if role != Qt.ItemDataRole.CheckStateRole or column != TITLE or not node.ticks:
            return None
        return Qt.CheckState.Checked if node.done else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick is carried out by whoever listens; the tree reads again after it."""
        del value
        node = self.node(index)
        ticks = role == Qt.ItemDataRole.CheckStateRole and index.column() == TITLE
        if not ticks or node is None or not node.ticks or not self.may:
            return False
        self.ticked.emit(node)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Words above the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_tr("Indsatsmål og tema"), _tr("Måltype"), _tr("Niveau nu og forventet"),
                _tr("Følg op"))[section] if 0 <= section <= WHEN else None  # fmt: skip

    # -- words -----------------------------------------------------------------------------------

    def is_due(self, node: Node) -> bool:
        """Whether it falls within a week, or has passed."""
        day = self._day(node)
        return day is not None and not node.done and day <= self.today + _SOON

    def theme(self, goal: GoalView) -> str:
        """The exact words of FFB, and where the goal comes from when not all come from one."""
        from_them = goal.origin == "municipality"
        origin = _tr("fra kommunen") if from_them else _tr("foreslået af os")
        return " · ".join(part for part in (goal.theme_label, origin if self.both else "") if part)

    def _words(self, node: Node, column: int) -> str:
        view = node.view
        if node.kind == "note":
            return self._of_a_note(view, column)
        if column == TITLE:
            text = view.title if node.kind == "goal" else view.text
            hidden = _tr("Mål") if node.kind == "goal" else _tr("Delmål")
            return privacy().text(text) or hidden
        if column == WHEN:
            return self._when(node)
        if node.kind == "goal":
            return str(view.goal_type_short) if column == KIND else ""
        return privacy().text(view.who) if column == WHO else ""

    @staticmethod
    def _of_a_note(view: GoalNote, column: int) -> str:
        if column == TITLE:
            return privacy().text(" ".join(view.text.split())) or _tr("Notat")
        if column == WHO:
            return view.by
        return _short(view.day) if column == WHEN else ""

    def _spoken(self, node: Node, column: int) -> str:
        words = self._words(node, column)
        if node.kind == "note":
            return f"{_tr('Notat')}: {words}" if column == TITLE else words
        if node.kind == "goal":
            if column == TITLE:
                return f"{words}, {self.theme(node.view)}"
            if column == WHO:
                return spoken_levels(node.view.level_now, node.view.level_expected)
        elif column == TITLE:
            return f"{words}, {_tr('gjort') if node.done else _tr('ikke gjort')}"
        return words

    def _when(self, node: Node) -> str:
        day = self._day(node)
        if node.kind == "goal" and node.done:
            ended = f" {_short(node.view.ended_on)}" if node.view.ended_on else ""
            return (_tr("nået") if node.view.status == "reached" else _tr("stoppet")) + ended
        if day is None:
            open_step = node.kind == "step" and not node.done
            return _tr("aftales") if open_step else ""
        if not self.is_due(node) or node.kind == "goal":
            return _short(day)
        if day == self.today:
            return _tr("i dag")
        return _tr("i morgen") if day == self.today + timedelta(days=1) else dates.dense(day)

    @staticmethod
    def _day(node: Node) -> date | None:
        view = node.view
        if node.kind == "note":
            return None
        if node.kind == "goal":
            found: date | None = view.follow_up_on
            return found
        day: date | None = (view.done_on or view.due_on) if node.done else view.due_on
        return day

    # -- building --------------------------------------------------------------------------------

    def _goal(self, goal: GoalView, row: int) -> Node:
        node = self._known(Node("goal", goal, None, row))
        steps = [step for step in goal.subgoals if step.status != "dropped"]
        node.children = [self._step(step, node, place) for place, step in enumerate(steps)]
        for note in goal.notes:
            place = len(node.children)
            node.children.append(self._known(Node("note", note, node, place)))
        return node

    def _step(self, step: SubgoalView, parent: Node, row: int) -> Node:
        node = self._known(Node("step", step, parent, row))
        node.children = [self._task(task, node, place) for place, task in enumerate(step.tasks)]
        return node

    def _task(self, task: SubgoalTaskView, parent: Node, row: int) -> Node:
        return self._known(Node("task", task, parent, row))

    def _known(self, node: Node) -> Node:
        self._nodes[self._next], self._keys[id(node)] = node, self._next
        self._next += 1
        return node

    def _index(self, node: Node, column: int) -> QModelIndex:
        return self.createIndex(node.row, column, self._keys[id(node)])


def _short(day: date) -> str:
    return f"{day.day}-{day.month}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("StayPlan", words)
