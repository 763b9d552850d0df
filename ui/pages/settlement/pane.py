"""One municipality and month: its residents, what became of the basis, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from boform_app.progress import Progress
from boform_app.services.views.settlements import MunicipalityMonth
from models.values.changes import Changes
from models.values.money import kroner
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.resident.case_rows import Foot
from ui.pages.resident.pages_panel import PagesPanel, own_pdf
from ui.pages.settlement.forms import AnnulForm, SentForm
from ui.pages.settlement.parts import about, line_list
from ui.saved_files import keep, target_of
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import Text


class MunicipalityPane(Card):
    """Preview, make, print, save, send, annul.

    Signals:
        contact_wanted: The municipality's address is to be written in.
    """

    contact_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__("", padded=False)
        self._session = session
        self._row: MunicipalityMonth | None = None
        self._month = session.clock.today()
        self._over = False
        self.panel: Panel | None = None
        self.lines = line_list(self.tr("Borgere i grundlaget"))
        self._about = Text("", "body", "text2", wrap=True)
        self.make = Button(self.tr("Lav grundlag"), "strong")
        self.look = Button(self.tr("Se grundlaget"), icon="document_pdf")
        self.sheet = Button(self.tr("Gem som regneark"))
        self.sent = Button(self.tr("Markér som sendt"), "strong")
        self.annul = Button(self.tr("Annullér …"))
        self.contact = Button(self.tr("Skriv adressen"))
        self._build()

    def show_row(self, row: MunicipalityMonth | None, month: date, *, over: bool) -> None:
        """Another municipality, or none."""
        self._row, self._month, self._over = row, month, over
        self.setVisible(row is not None)
        if row is None:
            return
        self.set_title(row.name, "" if row.state == "no_rate" else kroner(row.amount_ore))
        self.lines.set_rows(row.everything)
        words = about(row)
        self._about.setText(words)
        self._words.setVisible(bool(words))
        self._follow(row)

    # -- own -------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._words = QWidget()
        box = QHBoxLayout(self._words)
        pad = theme().size("padding")
        box.setContentsMargins(pad, theme().px(8), pad, theme().px(8))
        box.addWidget(self._about)
        self.body.addWidget(self._words)
        self.body.addWidget(self.lines, 1)
        self._foot = Foot((self.make, self.sent, self.look))
        self._more = Foot((self.sheet, self.contact), (self.annul,))
        for row in (self._foot, self._more):
            row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        foot = QVBoxLayout()
        foot.setSpacing(0)
        foot.addWidget(self._foot)
        foot.addWidget(self._more)
        self.body.addLayout(foot)
        self.make.clicked.connect(self._make)
        self.look.clicked.connect(self.open_pages)
        self.sheet.clicked.connect(self._ask_where)
        self.sent.clicked.connect(self._send)
        self.annul.clicked.connect(self._take_back)
        self.contact.clicked.connect(lambda: self.contact_wanted.emit(self._code()))

    def _follow(self, row: MunicipalityMonth) -> None:
        made = row.settlement
        unsent = made is not None and made.sent_on is None
        ready = self._over and row.state not in {"no_rate", "later"}
        self.make.setVisible(ready and (made is None or row.state == "changed"))
        self.make.setText(
            self.tr("Lav igen") if row.state == "changed" else self.tr("Lav grundlag")
        )
        self.look.setVisible(made is not None or ready)
        self.sheet.setVisible(made is not None)
        self.sent.setVisible(unsent and row.state == "made")
        self.annul.setVisible(made is not None)
        self.contact.setVisible(row.no_address)
        self._foot.follow()
        self._more.follow()

    def _make(self) -> None:
        settlements, code, month = self._session.services.settlements, self._code(), self._month
        self.make.setEnabled(False)

        def work(_progress: Progress) -> Changes:
            return settlements.make(code, month)

        self._session.tasks.run(work, self._made, failed=self._failed, owner=self)

    def _made(self, changes: Changes) -> None:
        self.make.setEnabled(True)
        self._session.done(changes)

    def open_pages(self) -> None:
        """The stored pages, or how they would be now: print and save where it is made."""
        row = self._row
        if row is None:
            return
        settlements, code, month, made = (
            self._session.services.settlements, row.code, self._month, row.settlement,
        )  # fmt: skip
        read: Callable[[], bytes]
        if made is not None:
            key = made.id
            read = lambda: settlements.pdf(key)  # noqa: E731 (what a worker does)
        else:
            read = lambda: settlements.preview(code, month)  # noqa: E731 (what a worker does)
        title = made.number if made else self.tr("Sådan bliver grundlaget")
        number = made.number if made else ""
        self.panel = panel = PagesPanel(
            self._session, self, title, own_pdf(read),
            file_name=f"afregningsgrundlag-{number}.pdf",
            queue_name=self.tr("Afregningsgrundlag") if made else "",
            printed=self.tr("Grundlaget er printet. Er det sendt, så markér det."),
        )  # fmt: skip
        panel.save.setVisible(made is not None)
        panel.start()

    def _send(self) -> None:
        if self._row is not None and self._row.settlement is not None:
            self.panel = SentForm(self._session, self, self._row.settlement)

    def _take_back(self) -> None:
        if self._row is not None and self._row.settlement is not None:
            self.panel = AnnulForm(self._session, self, self._row.settlement)

    def _ask_where(self) -> None:
        row = self._row
        if row is not None and row.settlement is not None:
            self._session.ports.files.save(
                self.tr("Gem som regneark"), f"afregningsgrundlag-{row.settlement.number}.xlsx",
                "Regneark (*.xlsx)", self._write,
            )  # fmt: skip

    def _write(self, path: Path | None) -> None:
        row = self._row
        target = target_of(self._session, path, ".xlsx")
        if target is None or row is None or row.settlement is None:
            return
        settlements, key = self._session.services.settlements, row.settlement.id

        def done(data: bytes) -> None:
            words = self.tr("Regnearket er gemt. Det har CPR-numre: fjern det, når det er brugt.")
            if keep(self._session, target, data):
                self._session.say(words)

        self._session.tasks.run(
            lambda _progress: settlements.spreadsheet(key), done, failed=self._failed, owner=self
        )

    def _failed(self, error: Exception) -> None:
        self.make.setEnabled(True)
        messages.present(error, self)

    def _code(self) -> str:
        return self._row.code if self._row else ""
