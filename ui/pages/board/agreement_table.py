"""What a cooperation meeting agreed: a row for every open item of each resident, and rows beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from boform_app.rules import instrument
from boform_app.services.views.contacts import Agreement
from boform_app.services.views.cooperation import CooperationItem
from models.values.danish import sort_key
from ui.pages.resident.form_parts import Answering, day_field, narrow
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit

_MOST_BESIDE = 6
_HEIGHT, _LEAVES = 232, 440
"""Pixels at 100 % of the rows, and of what else stands in the panel and around it."""

Key = tuple[str, str]
"""Stay (its id in text, "" for nobody) and code of a prerequisite ("" for none)."""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """The controls of a row; ``about`` only where the resident is chosen."""

    key: Key
    what: LineEdit
    who: LineEdit
    by: DateField
    about: Combo | None = None


class AgreementTable(Answering):
    """Residents in Danish order with what they wait for; a row that says nothing is no agreement."""

    def __init__(
        self, session: Session, items: Sequence[CooperationItem], before: Sequence[Agreement]
    ) -> None:
        super().__init__()
        self._session = session
        ordered = sorted(items, key=lambda one: (sort_key(one.name), str(one.stay_id)))
        self._names = {str(one.stay_id): one.name for one in ordered}
        self._names |= {str(one.stay_id): one.name for one in before if one.stay_id}
        self.rows: list[AgreementRow] = []
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self.area = _Rows(self._inner)
        self.more = Button(_tr("Anden aftale"), "link", icon="add")
        self._build()
        last = ""
        for one in ordered:
            self._add_item(one, first=str(one.stay_id) != last)
            last = str(one.stay_id)
        self._add_written(before)
        self.more.clicked.connect(self._add_pressed)
        if not self.rows:
            self._add_beside()
        self.setFocusProxy(self.rows[0].what)

    def read(self) -> list[dict[str, str]]:
        """The rows that say something."""
        found = []
        for row in self.rows:
            stay, code = (row.about.value or "", "") if row.about is not None else row.key
            day = row.by.value.isoformat() if row.by.value else ""
            said = {"what": row.what.text().strip(), "who": row.who.text().strip(), "by": day}
            if any(said.values()):
                found.append({**said, "stay_id": stay, "code": code})
        return found

    def write(self, value: Sequence[Mapping[str, str]] | None) -> None:
        """Show rows: each where its item stands, else beside."""
        left = list(value or ())
        for row in self.rows:
            found = next((one for one in left if row.about is None and _key(one) == row.key), None)
            if found is not None:
                left.remove(found)
            _show(row, found or {})
        beside = [row for row in self.rows if row.about is not None]
        while len(beside) < len(left):
            beside.append(self._add_beside())
        for row, one in zip(beside, left, strict=False):
            _show(row, one)

    # -- own -------------------------------------------------------------------------------------

    def _add_item(self, one: CooperationItem, *, first: bool) -> None:
        self._add_known((str(one.stay_id), one.code), one.name, one.what, first=first)

    def _add_written(self, before: Sequence[Agreement]) -> None:
        """What was agreed about an item that is done by now keeps its row."""
        there = {row.key for row in self.rows}
        for one in before:
            key = (str(one.stay_id or ""), one.code)
            if one.code and key not in there:
                short = instrument.load().prerequisite(one.code).short
                matter = f"{short[:1].upper()}{short[1:]}"
                self._add_known(key, one.name, matter, first=True)
                there.add(key)

    def _add_known(self, key: Key, name: str, matter: str, *, first: bool) -> None:
        place = self._grid.rowCount()
        shown = privacy().name(name)
        self._grid.addWidget(Text(shown if first else "", "strong"), place, 0)
        self._grid.addWidget(Text(matter, "body", "text2"), place, 1)
        self._add(key, f"{shown}, {matter}", place)

    def _add_pressed(self) -> None:
        row = self._add_beside()
        self._inner.adjustSize()
        (row.about or row.what).setFocus()
        self.area.ensureWidgetVisible(row.what)

    def _add_beside(self) -> AgreementRow:
        place = self._grid.rowCount()
        number = sum(1 for row in self.rows if row.about is not None) + 1
        options = [Option("", _tr("Alle")), *(
            Option(key, privacy().name(name)) for key, name in self._names.items()
        )]  # fmt: skip
        about = narrow(Combo(options), 12)
        about.set_value("")
        words = _tr("Anden aftale {n}").format(n=number)
        about.setAccessibleName(_tr("{row}: om hvem").format(row=words))
        about.changed.connect(self.changed)
        self._grid.addWidget(about, place, 0, 1, 2)
        row = self._add(("", ""), words, place, about)
        self.more.setVisible(number < _MOST_BESIDE)
        return row

    def _add(
        self, key: Key, words: str, place: int, about: Combo | None = None
    ) -> AgreementRow:
        row = AgreementRow(
            key, LineEdit(), LineEdit(), day_field(self._session, "future"), about
        )
        names = ((row.what, _tr("{row}: hvad")), (row.who, _tr("{row}: hvem")),
                 (row.by, _tr("{row}: inden")))  # fmt: skip
        for column, (control, name) in enumerate(names, 2):
            control.setAccessibleName(name.format(row=words))
            self._grid.addWidget(control, place, column)
        for line in (row.what, row.who):
            line.textEdited.connect(lambda _text: self.changed.emit())
        row.by.changed.connect(self.changed)
        self.rows.append(row)
        return row

    def _build(self) -> None:
        t = theme()
        self._grid.setContentsMargins(0, 0, t.px(8), 0)
        self._grid.setHorizontalSpacing(t.px(8))
        self._grid.setVerticalSpacing(t.px(4))
        heads = (_tr("Beboer"), _tr("Mangler"), _tr("Hvad"), _tr("Hvem"), _tr("Inden"))
        for place, words in enumerate(heads):
            self._grid.addWidget(Text(words, "small", "text2"), 0, place)
            self._grid.setColumnStretch(place, (0, 0, 4, 2, 2)[place])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(t.px(4))
        outer.addWidget(self.area)
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)


class _Rows(QScrollArea):
    """As high as its rows, up to what fits into a panel on a laptop."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        inner.setObjectName("scrolled")
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The rows, or less."""
        inner, t = self._inner.sizeHint(), theme()
        screen = self.screen().availableSize().height()
        room = max(t.px(96), min(t.px(_HEIGHT), screen - t.px(_LEAVES)))
        return QSize(inner.width(), min(inner.height(), room))


def _key(said: Mapping[str, str]) -> Key:
    return said.get("stay_id", ""), said.get("code", "")


def _show(row: AgreementRow, said: Mapping[str, str]) -> None:
    row.what.setText(said.get("what", ""))
    row.who.setText(said.get("who", ""))
    row.by.set_value(date.fromisoformat(said["by"]) if said.get("by") else None)
    if row.about is not None:
        row.about.set_value(said.get("stay_id", ""))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Board", words)
