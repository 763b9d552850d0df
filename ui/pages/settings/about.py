"""*Om Boform*: version, data file, and which recovery sheet fits it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from boform_app import cli
from boform_app.errors import BoformError
from boform_app.recovery_print import NewSheet
from ui import messages
from ui.pages.settings.section import Section, advice, foot
from ui.session import Ports, Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.recovery_sheet import RecoverySheet


class AboutSection(Section):
    """For everybody; the new sheet is for leaders."""

    def __init__(self, session: Session, *, may_renew: bool) -> None:
        super().__init__(session)
        self._may_renew = may_renew
        card = self.card(self.tr("Om Boform"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().px(24))
        self._grid.setVerticalSpacing(theme().px(8))
        self._grid.setColumnStretch(1, 1)
        self._values = {
            name: self._row(label)
            for name, label in (
                ("version", self.tr("Version")),
                ("file", self.tr("Datafil")),
                ("sheet", self.tr("Gendannelsesark")),
                ("folder", self.tr("Mappe")),
                ("licence", self.tr("Licens")),
            )
        }
        card.body.addLayout(self._grid)
        self.sheet: RecoverySheet | None = None
        if may_renew:
            self._offer = Button(self.tr("Nyt gendannelsesark"))
            self._offer.clicked.connect(self.begin_sheet)
            card.body.addLayout(foot(self._offer))
            self._sheet_card = self.card(self.tr("Nyt gendannelsesark"))
            self._sheet_card.hide()
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Version, ids, folder."""
        services = self.session.services
        place = services.house.facts().recovery_sheet_place
        number = self.tr("ark {n}").format(n=services.keys.sheet_number)
        self._values["version"].setText(cli.version())
        self._values["file"].setText(services.keys.file_id)
        self._values["sheet"].setText(f"{number} · {place}" if place else number)
        self._values["folder"].setText(str(services.open_house.folder.root))
        self._values["licence"].setText(
            self.tr("EUPL-1.2 · skrift IBM Plex Sans (OFL) · ikoner Fluent UI (MIT)")
        )

    def begin_sheet(self) -> None:
        """Show a new sheet; the old one is good until the new one was proven."""
        if self.sheet is None:
            self._build_sheet()
        sheet, keys = self.sheet, self.session.services.keys
        if sheet is None:
            return

        def make(_groups: tuple[str, ...]) -> NewSheet:
            return keys.prepare_sheet(sheet.key)

        sheet.show_sheet(make)
        self._sheet_card.show()
        self._look()

    def _build_sheet(self) -> None:
        def ports(_parent: QWidget) -> Ports:
            return self.session.ports

        words = self.tr(
            "Det gamle ark holder op med at virke, når du har skrevet to grupper fra det nye. "
            "Sikkerhedskopier fra før kan stadig åbnes med det gamle ark."
        )
        self._sheet_card.body.addWidget(advice(words))
        folder = self.session.services.open_house.folder
        self.sheet = RecoverySheet(self.session.tasks, ports, self.session.clock, folder)
        self.sheet.changed.connect(self._look)
        self._sheet_card.body.addWidget(self.sheet)
        self._take = Button(self.tr("Tag arket i brug"), "primary")
        self._take.clicked.connect(self.use_sheet)
        back = Button(self.tr("Tilbage"))
        back.clicked.connect(self._leave)
        self._sheet_card.body.addLayout(foot(self._take, back))
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self._sheet_card)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.sheet.print_sheet)

    def _look(self) -> None:
        self._take.setEnabled(self.sheet is not None and self.sheet.proven)

    def use_sheet(self) -> None:
        """Take a proven sheet into use."""
        sheet, services = self.sheet, self.session.services
        if sheet is None or not sheet.proven:
            return
        place = sheet.place_text
        if not self.attempt(lambda: services.keys.take_sheet(sheet.key)):
            return
        if place:
            try:
                facts = services.house.facts()
                services.house.set_fact(facts.version, "recovery_sheet_place", place)
            except BoformError as error:
                messages.present(error, self)
        self._leave()
        self.refresh()

    def _leave(self) -> None:
        if self.sheet is not None:
            self.sheet.forget()
        self._sheet_card.hide()

    def _row(self, label: str) -> Text:
        number = self._grid.rowCount()
        value = Text("", wrap=True)
        self._grid.addWidget(Text(label, "body", "text2"), number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, number, 1)
        return value
