"""Tells the window what was written, here or on another desk."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from models.values.changes import Changes

UNDO_STEPS = 100


class ChangeBus(QObject):
    """Every write's ``Changes`` goes through here; the last undoable steps are remembered for Ctrl+Z."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Changes] = []

    def publish(self, changes: Changes, *, own: bool = True) -> None:
        """Tell everybody; ``own=False`` for another desk's writes, which this person cannot undo."""
        if own and changes.undoable:
            self._steps = [*self._steps, changes][-UNDO_STEPS:]
        self.changed.emit(changes)

    @property
    def undoable(self) -> Changes | None:
        """The step that Ctrl+Z would take back."""
        return self._steps[-1] if self._steps else None

    def forget(self, operation_id: UUID) -> None:
        """A step was taken back (or refused for good)."""
        self._steps = [step for step in self._steps if step.operation_id != operation_id]

    def clear(self) -> None:
        """Another person logs in: nobody undoes a colleague's steps."""
        self._steps.clear()
