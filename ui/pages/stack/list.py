"""The letters of a stack, each with a box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.services.views.stacks import StackItem, StackWish
from models.values.danish import without_paragraph
from ui.pages.stack import words
from ui.privacy import privacy
from ui.tablemodels.rows import Column
from ui.widgets.badge import BadgeSpec
from ui.widgets.tick_list import TICK, TickList


class StackList(TickList):
    """Space ticks, Enter opens the letter; a letter with something missing has no box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._not_yet: Mapping[StackWish, str] = {}
        super().__init__(
            (
                Column(TICK, "", lambda _item: "", "text", 20, spoken=self._spoken),
                Column("name", _tr("Om"), lambda r: privacy().name(r.name), "strong", 132),
                Column("letter", _tr("Brev"), _letter, "two", tip=_whole),
                Column("state", "", self._badge, "badge", 152, tip=words.problems),
            ),
            name=_tr("Breve i stakken"), id_of=lambda r: r.wish, may_tick=lambda r: not r.problems,
            row_px=50, search_key="name", parent=parent,
        )  # fmt: skip

    def show_items(
        self, items: Sequence[StackItem], not_yet: Mapping[StackWish, str] | None = None
    ) -> None:
        """Other letters; those that are ready are ticked to begin with.

        Args:
            items: In their order.
            not_yet: What is not to be written today, with why; whoever wants it ticks it.
        """
        self._not_yet = not_yet or {}
        ready = {item.wish for item in items if not item.problems}
        self.show_ticked(items, ready - set(self._not_yet))
        self.ticks_changed.emit()

    @property
    def chosen_wishes(self) -> tuple[StackWish, ...]:
        """What is ticked, in the order of the list."""
        return tuple(item.wish for item in self.model_.rows if self.has_tick(item))

    def _badge(self, item: StackItem) -> BadgeSpec:
        return words.badge(item, self._not_yet.get(item.wish, ""))

    def _spoken(self, item: StackItem) -> str:
        if item.problems:
            return words.problems(item)
        return _tr("Valgt") if self.has_tick(item) else _tr("Ikke valgt")


def _letter(item: StackItem) -> tuple[str, str]:
    return without_paragraph(item.title), _below(item)


def _below(item: StackItem) -> str:
    to = item.recipient.label if item.recipient else ""
    return words.problems(item) or (_tr("til {who}").format(who=to) if to else "")


def _whole(item: StackItem) -> str:
    return "\n".join(part for part in (item.title, _below(item)) if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Stack", text)
