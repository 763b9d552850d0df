"""The four steps of the first start, each a widget that keeps what was typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from boform_app.services.views.admin import HouseFacts, StaffCommand
from models.values import municipalities
from ui.forms.binding import Form
from ui.theme import theme
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.passphrase import PassphraseChoice

_INITIALS = 4


class Step(QWidget):
    """A heading, a sentence, and the answers.

    Signals:
        ready: All that must be answered is; the next step may come.
        changed: Something was typed.
    """

    ready = Signal()
    changed = Signal()

    def __init__(self, heading: str, words: str) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self.column = QVBoxLayout(self)
        t = theme()
        self.column.setContentsMargins(t.px(24), t.px(22), t.px(24), t.px(16))
        self.column.setSpacing(t.px(12))
        if heading:
            self.column.addWidget(Text(heading, "h2"))
        if words:
            self.column.addWidget(Text(words, "body", "text2", wrap=True))

    def submit(self) -> None:
        """The button "Næste" was pressed: say what is missing, or go on."""
        self.ready.emit()

    def fields(self, rows: list[tuple[Field, ...]]) -> None:
        """Fields side by side, two in a row."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(10))
        for number, row in enumerate(rows):
            for place, field in enumerate(row):
                span = 2 if len(row) == 1 else 1
                grid.addWidget(field, number, place, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)


class HouseStep(Step):
    """Step 1."""

    def __init__(self) -> None:
        heading = "Huset"
        super().__init__(heading, "")
        self.form = Form(self)
        codes = [Option("", self.tr("Ved ikke endnu"))]
        codes += [Option(m.code, m.display) for m in municipalities.municipalities()]
        add = self.form.add
        name = Field(self.tr("Husets navn"), LineEdit(), required=True)
        self.fields([
            (add("name", name, required=self.tr("husets navn")),),
            (
                add("street", Field(self.tr("Vej og nummer"), LineEdit())),
                add("postcode_city", Field(self.tr("Postnummer og by"), LineEdit())),
            ),
            (
                add("phone", Field(self.tr("Telefon"), LineEdit())),
                add("email", Field(self.tr("Mail"), LineEdit())),
            ),
            (
                add("secure_mail", Field(self.tr("Sikker mail"), LineEdit())),
                add(
                    "own_municipality_code",
                    Field(self.tr("Husets kommune"), Combo(codes, searchable=True)),
                ),
            ),
        ])  # fmt: skip
        later = self.tr("Står på husets breve. Du kan rette det hele senere i Indstillinger.")
        self.column.addWidget(Text(later, "small", "text2", wrap=True))
        self.column.addStretch(1)
        self.form.submitted.connect(lambda _values: self.ready.emit())
        self.form.changed.connect(self.changed)

    def submit(self) -> None:
        """Only the name must be there."""
        self.form.submit()

    def facts(self, leader: str, leader_phone: str, sheet_place: str) -> HouseFacts:
        """What the house is made with."""
        values = self.form.values()
        code = values["own_municipality_code"] or ""
        return HouseFacts(
            version=0,
            name=values["name"],
            street=values["street"],
            postcode_city=values["postcode_city"],
            phone=values["phone"],
            email=values["email"],
            secure_mail=values["secure_mail"],
            leader_name=leader,
            leader_phone=leader_phone,
            data_protection_contact="",
            own_municipality_code=code,
            unknown_municipality_code=code,
            recovery_sheet_place=sheet_place,
        )


class LeaderStep(Step):
    """Step 2: who leads the house, and the code that opens it."""

    def __init__(self) -> None:
        super().__init__(
            "Første leder",
            "Du logger ind med koden. Den kan ikke findes frem igen, hvis den er væk.",
        )
        self.house = ""
        self.form = Form(self)
        add = self.form.add
        self._initials = LineEdit()
        self._initials.setMaxLength(_INITIALS)
        first = Field(self.tr("Fornavn"), LineEdit(), required=True)
        initials = Field(self.tr("Initialer"), self._initials, required=True)
        self.fields([
            (
                add("first_name", first, required=self.tr("dit fornavn")),
                add("last_name", Field(self.tr("Efternavn"), LineEdit())),
            ),
            (
                add("initials", initials, required=self.tr("dine initialer")),
                add("phone", Field(self.tr("Direkte telefon"), LineEdit())),
            ),
        ])  # fmt: skip
        self.code = PassphraseChoice()
        self.column.addWidget(self.code)
        self.column.addStretch(1)
        self.form.submitted.connect(self._check_code)
        self.form.changed.connect(self._propose_initials)
        self._proposed = ""

    @property
    def name(self) -> str:
        """First and last name."""
        values = self.form.values()
        return f"{values['first_name']} {values['last_name']}".strip()

    @property
    def phone(self) -> str:
        """The leader's own telephone."""
        return str(self.form.values()["phone"])

    def command(self) -> StaffCommand:
        """The first leader."""
        values = self.form.values()
        return StaffCommand(
            first_name=values["first_name"],
            last_name=values["last_name"],
            initials=values["initials"],
            role="leader",
            passphrase=self.code.value,
            phone=values["phone"],
        )

    def submit(self) -> None:
        """Names, then the code."""
        self.form.submit()

    def _check_code(self, values: dict[str, str]) -> None:
        if self.code.check((self.house, values["first_name"], values["initials"])):
            self.ready.emit()

    def _propose_initials(self) -> None:
        values = self.form.values()
        letters = [str(values[name])[:1] for name in ("first_name", "last_name")]
        proposed = "".join(letters).upper()
        if values["initials"] == self._proposed and proposed != self._proposed:
            self._initials.setText(proposed)
            self._proposed = proposed
        self.changed.emit()
