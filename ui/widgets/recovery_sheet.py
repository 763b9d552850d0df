"""The recovery sheet on the screen: shown once, printed, and two of its groups typed back (mockup 18).

The key stands in no field that the clipboard reaches and goes to no file except the PDF the leader
asks for by name.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.clock import Clock, local_time
from boform_app.paths import DataFolder
from boform_app.recovery_print import NewSheet, new_key, sheet_pdf
from boform_app.services.page_images import Picture, pictures
from models.values import dates
from ui import messages
from ui.tasks import Tasks
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.field import Field, Finding, MessageLine
from ui.widgets.key_tiles import KeyTile, Paper
from ui.widgets.labels import Hairline, IconLabel, Text
from ui.widgets.line_edit import LineEdit

if TYPE_CHECKING:
    from ui.session import Ports

GROUPS = 14
PRINT_DPI = 300
PREVIEW_DPI = 144


class RecoverySheet(QWidget):
    """Shows, prints and proves a sheet.

    Signals:
        changed: More or less of it is done; ask ``proven`` and ``missing``.
    """

    changed = Signal()

    def __init__(
        self, tasks: Tasks, make_ports: Callable[[QWidget], Ports], clock: Clock,
        folder: DataFolder, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._tasks, self._make_ports, self._clock = tasks, make_ports, clock
        self._folder = folder
        self._ports: Ports | None = None
        self._sheet: NewSheet | None = None
        self._pdf = b""
        self.on_paper = self._covered_all = False
        self.key = new_key()
        self.asked = _two()
        self.place = Field(self.tr("Hvor ligger arket?"), LineEdit())
        self._build()

    @property
    def proven(self) -> bool:
        """Whether both groups were read from the paper."""
        return self.on_paper and not self.missing

    @property
    def can_print(self) -> bool:
        """Whether the page is ready."""
        return bool(self._pdf)

    @property
    def place_text(self) -> str:
        """Where the sheet lies."""
        return _text(self.place).strip()

    @property
    def missing(self) -> tuple[int, ...]:
        """Groups that are not typed yet, or not right."""
        return tuple(
            number
            for number, field in zip(self.asked, self.fields, strict=True)
            if not self.key.has_group(number, _text(field))
        )

    def add_head(self, heading: str, words: str) -> None:
        """A heading and a sentence beside the paper."""
        self._left.insertWidget(0, Text(words, "body", "text2", wrap=True))
        self._left.insertWidget(0, Text(heading, "h2"))

    def show_sheet(self, make: Callable[[tuple[str, ...]], NewSheet]) -> None:
        """Show what will be printed; a proof of an earlier paper does not count any more.

        Args:
            make: Gives the sheet for the groups of the key.
        """
        sheet = make(self.key.groups)
        if self._sheet is not None and _same(self._sheet, sheet):
            return
        self._sheet, self._pdf, self.on_paper = sheet, b"", False
        for field in self.fields:
            _line(field).clear()
        self._show_tiles()
        self._render(sheet)

    def forget(self) -> None:
        """The sheet is in the safe: nothing of the key stays here."""
        self._sheet, self._pdf = None, b""
        self.key, self.asked = new_key(), _two()
        for field in self.fields:
            _line(field).clear()

    def print_sheet(self) -> None:
        """Ctrl+P."""
        if self._pdf:
            self._tasks.run(
                lambda _progress: pictures(self._pdf, PRINT_DPI), self._print, owner=self
            )

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        t = theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(t.px(24))
        left = self._left = QVBoxLayout()
        left.setSpacing(t.px(10))
        left.addWidget(self._make_key())
        left.addLayout(self._make_buttons())
        left.addWidget(Hairline())
        asked = QVBoxLayout()
        asked.setSpacing(0)
        self._asks = Text("", "strong")
        asked.addWidget(self._asks)
        self._why = Text("", "body", "text2")
        asked.addWidget(self._why)
        left.addLayout(asked)
        left.addLayout(self._make_fields())
        left.addStretch(1)
        row.addLayout(left, 1)
        right = QVBoxLayout()
        self._paper = Paper(self.tr("Gendannelsesarket, som det kommer på papir"))
        right.addWidget(self._paper)
        advice = Text(
            self.tr("Lav to ark, og læg dem to steder. Arket åbner, men sletter intet."),
            "small", "text2", wrap=True,
        )  # fmt: skip
        advice.setFixedWidth(t.px(206))
        right.addWidget(advice)
        right.addStretch(1)
        row.addLayout(right)

    def _make_key(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("track")
        box = QVBoxLayout(frame)
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Nøglen vises kun nu"), "strong"))
        head.addStretch(1)
        self._hide = Button(self.tr("Skjul"), "link", icon="eye_off")
        self._hide.clicked.connect(self._toggle)
        head.addWidget(self._hide)
        box.addLayout(head)
        grid = QGridLayout()
        grid.setSpacing(theme().px(8))
        self._tiles = [KeyTile(number + 1) for number in range(GROUPS)]
        for number, tile in enumerate(self._tiles):
            grid.addWidget(tile, number // 7, number % 7)
        box.addLayout(grid)
        return frame

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        paper = Button(
            self.tr("Print arket"), "strong", icon="print", hint="Ctrl+P", height="title_button"
        )
        paper.clicked.connect(self.print_sheet)
        save = Button(self.tr("Gem som PDF"), icon="document_pdf", height="title_button")
        save.clicked.connect(self._save)
        self._done_icon = IconLabel("checkmark_circle", 16, theme().badge("ok").text)
        self._done = Text("")
        self._done_icon.hide()
        for widget in (paper, save, self._done_icon, self._done):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _make_fields(self) -> QVBoxLayout:
        self.fields = [Field("", LineEdit(), width=116) for _ in self.asked]
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        for field in self.fields:
            edit = _line(field)
            edit.textEdited.connect(self._typed)
            edit.left.connect(self._check)
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        _line(self.place).setPlaceholderText(self.tr("Fx pengeskabet på kontoret"))
        row.addWidget(self.place, 1, Qt.AlignmentFlag.AlignTop)
        self._message = MessageLine()
        column = QVBoxLayout()
        column.addLayout(row)
        column.addWidget(self._message)
        return column

    # -- what happens ----------------------------------------------------------------------------

    def _render(self, sheet: NewSheet) -> None:
        def made(pair: tuple[bytes, tuple[Picture, ...]]) -> None:
            if sheet is self._sheet:
                self._pdf = pair[0]
                self._paper.show_picture(pair[1][0])
                self.changed.emit()

        self._tasks.run(lambda _progress: _with_picture(sheet), made, failed=self._say, owner=self)

    def _print(self, images: tuple[Picture, ...]) -> None:
        self._doors().printer.print_pdf(
            self._pdf, self.tr("Gendannelsesark"), self._printed, pages=images
        )

    def _printed(self, went: bool) -> None:  # noqa: FBT001 (the port's signature)
        if went:
            moment = dates.clock(local_time(self._clock.now()).time())
            self._put_on_paper(self.tr("Printet kl. {t}").format(t=moment))
        else:
            self._message.show_finding(
                Finding("info", self.tr("Arket er ikke printet. Prøv igen, eller gem det som PDF."))
            )

    def _save(self) -> None:
        if self._pdf:
            name = self.tr("gendannelsesark.pdf")
            title = self.tr("Gem gendannelsesarket på en USB-nøgle")
            self._doors().files.save(title, name, "PDF (*.pdf)", self._saved)

    def _saved(self, path: Path | None) -> None:
        if path is None:
            return
        if self._folder.holds(path):
            # A key beside what it opens would be no key.
            words = self.tr("Vælg en mappe uden for husets egne data.")
            self._message.show_finding(Finding("stop", words))
            return
        try:
            path.write_bytes(self._pdf)
        except OSError:
            words = self.tr("Filen kunne ikke gemmes der. Vælg et andet sted.")
            self._message.show_finding(Finding("stop", words))
            return
        self._put_on_paper(self.tr("Gemt som PDF"))
        words = self.tr("Print filen, og fjern den fra computeren. Den åbner husets data.")
        self._message.show_finding(Finding("ask", words, icon="warning"))

    def _put_on_paper(self, words: str) -> None:
        self.on_paper = True
        self._done_icon.show()
        self._done.setText(words)
        self._message.show_finding(None)
        self._show_tiles()
        if self._sheet is not None:
            covered = self._sheet.hiding(self.asked)
            self._tasks.run(
                lambda _progress: _with_picture(covered),
                lambda pair: self._paper.show_picture(pair[1][0]),
                owner=self,
            )
        _line(self.fields[0]).setFocus()
        self.changed.emit()

    def _typed(self) -> None:
        for field in self.fields:
            if field.finding is not None:
                field.say(None)
        self.changed.emit()

    def _check(self) -> None:
        for number, field in zip(self.asked, self.fields, strict=True):
            right = not _text(field) or self.key.has_group(number, _text(field))
            field.say(None if right else Finding("stop", messages.words("wrong_group")))

    def _toggle(self) -> None:
        self._covered_all = not self._covered_all
        self._hide.setText(self.tr("Vis") if self._covered_all else self.tr("Skjul"))
        self._hide.change(icon="eye" if self._covered_all else "eye_off")
        self._show_tiles()

    def _show_tiles(self) -> None:
        for number, (tile, group) in enumerate(zip(self._tiles, self.key.groups, strict=True), 1):
            covered = self._covered_all or (self.on_paper and number in self.asked)
            tile.show_group(group, covered=covered)
        for number, field in zip(self.asked, self.fields, strict=True):
            field.set_label(self.tr("Gruppe {n}").format(n=number))
            field.control.setEnabled(self.on_paper)
        words = self.tr("Skriv gruppe {a} og {b} fra papiret")
        self._asks.setText(words.format(a=self.asked[0], b=self.asked[1]))
        if self.on_paper:
            self._why.setText(self.tr("De er skjult på skærmen, så du ved, at arket kan læses."))
        else:
            self._why.setText(self.tr("Print arket først. Så spørger vi om to af grupperne."))
            self._done_icon.hide()
            self._done.setText("")

    def _say(self, error: Exception) -> None:
        self._message.show_finding(Finding("stop", messages.describe(error).text))

    def _doors(self) -> Ports:
        if self._ports is None:
            self._ports = self._make_ports(self.window())
        return self._ports


def _with_picture(sheet: NewSheet) -> tuple[bytes, tuple[Picture, ...]]:
    pdf = sheet_pdf(sheet)
    return pdf, pictures(pdf, PREVIEW_DPI)


def _two() -> tuple[int, int]:
    """Two groups to read back; the last one is a check and could be worked out."""
    first = 1 + secrets.randbelow(GROUPS - 1)
    second = 1 + (first - 1 + 1 + secrets.randbelow(GROUPS - 2)) % (GROUPS - 1)
    low, high = sorted((first, second))
    return low, high


def _same(one: NewSheet, other: NewSheet) -> bool:
    def said(sheet: NewSheet) -> tuple[object, ...]:
        return (sheet.house, sheet.address, sheet.phone, sheet.made_by, sheet.groups, sheet.number)

    return said(one) == said(other)


def _line(field: Field) -> LineEdit:
    control = field.control
    if not isinstance(control, LineEdit):
        raise TypeError(type(control).__name__)
    return control


def _text(field: Field) -> str:
    return _line(field).text()
