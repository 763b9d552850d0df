"""The files that are about to become documents: each looked at by the child before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from boform_app.errors import ForeignFile
from boform_app.progress import Progress
from boform_app.services.views.contacts import DocumentView
from models.values import dates
from ui import messages
from ui.pages.resident.file_choice import read_file
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.list_view import ListView

State = Literal["looking", "fits", "refused", "twin", "kept"]
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
_MOST_SHOWN = 4
_LARGE = 130
"""Percent of the plain size."""


@dataclass(slots=True)
class Candidate:
    """A chosen file.

    Attributes:
        number: Tells two of the same name apart.
        state: What became of the look at it.
        words: Under the name: pages, or why it cannot be kept.
        twin: What lies here already with the same bytes.
    """

    number: int
    path: Path
    data: bytes
    state: State = "looking"
    words: str = ""
    twin: DocumentView | None = field(default=None)

    @property
    def picture(self) -> bool:
        """Whether it can be a page of a document of photographs."""
        return self.data.startswith(_PICTURES)


class DocumentFiles(ListView):
    """The list; order matters where photographs become one document.

    Signals:
        looked: Something about a file is known now, or the list is another.
        wanted: A document that is here already shall be shown; carries its id.
    """

    looked = Signal()
    wanted = Signal(object)

    def __init__(
        self, session: Session, person_id: UUID, paths: Sequence[Path], parent: QWidget
    ) -> None:
        super().__init__(
            _columns(self), name=_tr("Filer"), id_of=lambda row: row.number, row_px=44, gap=8,
            search_key="what", parent=parent,
        )  # fmt: skip
        self._session, self._person_id = session, person_id
        self.files = [self._read(number, path) for number, path in enumerate(paths)]
        self.pressed.connect(self._pressed)
        self.chosen.connect(lambda _row: self.looked.emit())
        self._show()
        for one in self.files:
            if one.state == "looking":
                self._look(one)

    @property
    def fitting(self) -> list[Candidate]:
        """Those that may be kept, in their order; one that is still looked at is among them."""
        return [one for one in self.files if one.state in {"looking", "fits"}]

    @property
    def can_join(self) -> bool:
        """Whether there are several and all are pictures."""
        fitting = self.fitting
        return len(fitting) > 1 and all(one.picture for one in fitting)

    @property
    def trouble(self) -> str:
        """Why a file cannot be put in: the chosen one, else the first of them."""
        row = self.current_row
        chosen = [row] if row is not None and row in self.files else []
        refused = (one for one in (*chosen, *self.files) if one.state == "refused")
        first = next(refused, None)
        return "" if first is None else f"{_name(first)}: {first.words}"

    def up(self, row: Candidate) -> bool:
        """Whether a file can go one place up."""
        return self.can_join and row in self.fitting and row is not self.fitting[0]

    def _read(self, number: int, path: Path) -> Candidate:
        data = read_file(path)
        if data is None:
            words = messages.words("file_not_readable")
            return Candidate(number, path, b"", "refused", words)
        return Candidate(number, path, data, words=_tr("Ser på filen …"))

    def _look(self, one: Candidate) -> None:
        filing, person_id = self._session.services.filing, self._person_id

        def work(_progress: Progress) -> DocumentView | int | None:
            return filing.looked_at(person_id, one.data)

        def done(found: DocumentView | int | None) -> None:
            if isinstance(found, DocumentView):
                one.state, one.twin = "twin", found
                one.words = _tr("Filen ligger her allerede: {title}, {day}").format(
                    title=found.title, day=dates.short(found.received_on)
                )
            else:
                one.state, one.words = "fits", pages_of(found)
            self._show()

        def failed(error: Exception) -> None:
            one.state, one.words = "refused", messages.describe(error).text
            if isinstance(error, ForeignFile):
                one.data = b""
            self._show()

        self._session.tasks.run(work, done, failed=failed, owner=self)

    def _pressed(self, row: Candidate, key: str) -> None:
        place = self.files.index(row)
        if key == "drop" and row.twin is not None:
            self.wanted.emit(row.twin.id)
        elif key == "drop":
            del self.files[place]
        elif key == "up" and place:
            self.files[place - 1 : place + 1] = [row, self.files[place - 1]]
        self._show()

    def _most(self) -> int:
        """Rows at once: at 150 % the panel still fits on a small screen."""
        if theme().px(100) < _LARGE:
            return _MOST_SHOWN
        return 1 if self.can_join and self.trouble else 2

    def _show(self) -> None:
        self.set_rows(self.files)
        if self.files and self.current_row is None:
            self.setCurrentIndex(self.model_.index(0, 0))
        shown = max(1, min(self._most(), len(self.files)))
        self.setFixedHeight(shown * self.row_height() + 2)
        self.looked.emit()


def _columns(view: DocumentFiles) -> tuple[Column, ...]:
    return (
        Column("what", "", lambda row: (_name(row), _short(row)), "two", tip=lambda row: row.words),
        Column("up", "", lambda row: _tr("Op") if view.up(row) else "", "button", 48),
        Column("drop", "", _drop, "button", 76),
    )


def _name(row: Candidate) -> str:
    """A file is often named after the resident."""
    return _tr("Fil {n}").format(n=row.number + 1) if privacy().on else row.path.name


def _short(row: Candidate) -> str:
    """The sentence of a refusal has more room under the list."""
    return _tr("Kan ikke lægges ind") if row.state == "refused" else row.words


def _drop(row: Candidate) -> str:
    if row.twin is not None:
        return _tr("Vis den")
    return "" if row.state == "kept" else _tr("Fjern")


def pages_of(count: int | None) -> str:
    """``1 side``, ``3 sider``; "" where nobody counted."""
    if not count:
        return ""
    return _tr("1 side") if count == 1 else _tr("{n} sider").format(n=count)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Documents", words)
