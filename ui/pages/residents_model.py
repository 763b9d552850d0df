"""The list of residents: present ones as rows, former ones as ids that fetch a page when it is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject

from boform_app.services.views.people import ResidentRow
from ui.pages.resident.who import badge_kind
from ui.privacy import privacy
from ui.tablemodels.rows import Column, RowsModel
from ui.widgets.badge import BadgeSpec

PAGE = 100
KEPT_PAGES = 20

FetchPage = Callable[[tuple[UUID, ...]], Sequence[ResidentRow]]


class LazyRows(Sequence[Any]):
    """Looks like a list of rows; reads the page that is looked at and forgets the oldest."""

    def __init__(self, ids: Sequence[UUID], fetch: FetchPage) -> None:
        self.ids = tuple(ids)
        self._fetch = fetch
        self._pages: dict[int, dict[UUID, ResidentRow]] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self.ids)

    def __getitem__(self, place: Any) -> Any:
        """The row at a place; None when it is gone meanwhile."""
        number = int(place)
        person_id = self.ids[number]
        page = number // PAGE
        if page not in self._pages:
            if len(self._pages) >= KEPT_PAGES:
                self._pages.pop(next(iter(self._pages)))
            wanted = self.ids[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = {row.person_id: row for row in self._fetch(wanted)}
        return self._pages[page].get(person_id)


class ResidentsModel(RowsModel):
    """Rows in memory, or a lazy sequence that SQL has sorted already."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, lambda row: row.person_id if row is not None else None, parent)

    def show_lazy(self, rows: LazyRows) -> None:
        """Former residents: a page at a time."""
        self.beginResetModel()
        self.rows = rows  # type: ignore[assignment]  # a sequence is all that is read
        self.endResetModel()

    def row_of(self, row_id: Any) -> int:
        """Where a person stands, without reading every page."""
        if isinstance(self.rows, LazyRows):
            return self.rows.ids.index(row_id) if row_id in self.rows.ids else -1
        return super().row_of(row_id)

    def sort(self, column: int, order: Any = None) -> None:
        """Former residents stay in the order of the service: by name."""
        if not isinstance(self.rows, LazyRows) and order is not None:
            super().sort(column, order)


def columns() -> tuple[Column, ...]:
    """Mockup 02, with 16 each from municipality and contact for the words of a late deadline."""
    return (
        Column("room", _tr("Vær."), _safe(lambda r: r.room), "number", 36, sort=_room),
        Column("name", _tr("Navn"), _safe(shown_name), "strong", 196,
               sort=lambda r: r.list_name or "\U0010ffff"),
        Column("nights", _tr("Døgn"), _safe(lambda r: str(r.nights)), "number", 48,
               sort=lambda r: r.nights),
        Column("municipality", _tr("Handlekommune"), _safe(_municipality), "text", 120),
        Column("worker", _tr("Kontakt"), _safe(lambda r: r.key_worker), "text", 88),
        Column("next", _tr("Næste frist"), _safe(_badge), "badge", None, sort=_urgency,
               spoken=_safe(lambda r: r.badge_text)),
    )  # fmt: skip


def shown_name(row: ResidentRow) -> str:
    """The name; a protected one is hidden for everybody until it is opened."""
    if row.closed:
        return _tr("Navn skjult")
    return privacy().name(row.list_name, row.room)


def _municipality(row: ResidentRow) -> str:
    return row.municipality or ("" if row.closed else _tr("Ikke afklaret"))


def _badge(row: ResidentRow) -> BadgeSpec | None:
    if row.closed:
        return BadgeSpec("prot", _tr("Beskyttet"))
    if not row.badge_kind:
        return None
    return BadgeSpec(badge_kind(row.badge_kind), row.badge_text)


def _room(row: ResidentRow) -> tuple[int, str]:
    return (int(row.room) if row.room.isdigit() else 10_000, row.room)


def _urgency(row: ResidentRow) -> tuple[int, str]:
    order = ("over", "soon", "wait", "none", "ok", "")
    return (order.index(row.badge_kind) if row.badge_kind in order else len(order), row.badge_text)


def _safe(read: Callable[[ResidentRow], Any]) -> Callable[[Any], Any]:
    """A row that went meanwhile is empty; the model never raises."""
    return lambda row: "" if row is None else read(row)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Residents", words)
