"""*Kommuner*: where letters to a municipality go; typed once, used by every letter."""

from __future__ import annotations

from boform_app.services.views.admin import ContactView
from models.values import lists, municipalities
from ui.forms.binding import Form
from ui.pages.settings.caseworkers import CaseworkersCard
from ui.pages.settings.section import Section, advice, foot, side_by_side
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.widgets.badge import BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView

LINES = 5
PARTIES = ("municipality", "housing", "benefits", "provider")
"""What a unit of a municipality can be for the house; keys of ``ball_owners``."""


class MunicipalitiesSection(Section):
    """For whoever writes letters."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._contact: ContactView | None = None
        self._list_card = self.card(self.tr("Kommuner"), padded=False)
        add = Button(self.tr("Ny kontakt"), "strong", icon="add")
        add.clicked.connect(self.begin_new)
        self._list_card.add_tool(add)
        columns = (
            Column("who", self.tr("Kommune"), _municipality, "strong", 150),
            Column("party", self.tr("Hvad"), _party, "muted", 96),
            Column("unit", self.tr("Enhed"), lambda c: c.unit, "muted", tip=lambda c: c.unit),
            Column("post", self.tr("Digital Post"), _post, "muted", 210, tip=_post, spare=1),
            Column("default", "", _default, "badge", 108),
            Column("edit", "", lambda _c: self.tr("Ret"), "button", 64),
        )
        self.rows = ListView(columns, name=self.tr("Kontakter"), id_of=lambda c: c.id, gap=12)
        self.rows.fit_rows()
        self.rows.pressed.connect(lambda contact, _key: self._edit(contact))
        self.rows.opened.connect(self._edit)
        self._list_card.body.addWidget(self.rows)
        self._empty = advice(
            self.tr("Ingen kontakter endnu. Skriv dem én gang, så bruger brevene dem.")
        )
        self._empty.setContentsMargins(12, 8, 12, 8)
        self._list_card.body.addWidget(self._empty)
        self._form_card = self.card(self.tr("Kontakt"))
        self._make_form()
        self._form_card.hide()
        self.workers = CaseworkersCard(session)
        self.column.addWidget(self.workers)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Every open contact, in Danish order of the municipalities."""
        service = self.session.services.municipalities
        found = [contact for code in service.used() for contact in service.contacts(code)]
        self.rows.set_rows(found)
        self.rows.setVisible(bool(found))
        self._empty.setVisible(not found)
        self.workers.refresh()

    def begin_new(self) -> None:
        """An empty form."""
        self._show(None, self.tr("Ny kontakt"))
        self.form.show_field("municipality_code")

    def _make_form(self) -> None:
        self.form = Form(self._form_card)
        add = self.form.add
        options = [Option(m.code, m.display) for m in municipalities.municipalities()]
        code = Field(self.tr("Kommune"), Combo(options, searchable=True), required=True)
        names = {
            "unit": self.tr("Enhed"),
            "phone": self.tr("Telefon"),
            "digital_post_recipient": self.tr("Digital Post, modtager"),
            "digital_post_mailbox": self.tr("Digital Post, postkasse"),
            "secure_mail": self.tr("Sikker mail"),
            "digital_post_subject": self.tr("Digital Post, emne"),
            "ean": self.tr("EAN-nummer til faktura"),
            "note": self.tr("Note"),
        }
        f = {name: add(name, Field(label, LineEdit())) for name, label in names.items()}
        lines = [self.tr("Adresse, linje {n}").format(n=n) for n in range(1, LINES + 1)]
        a = [add(f"line{n}", Field(label, LineEdit())) for n, label in enumerate(lines, 1)]
        parties = Combo([Option(key, lists.label("ball_owners", key)) for key in PARTIES])
        f["party"] = add("party", Field(self.tr("Hvad laver enheden"), parties))
        f["municipality_code"] = add("municipality_code", code, required=self.tr("kommune"))
        self.fields = {**f, "lines": a[0]}
        self._form_card.body.addLayout(
            side_by_side(
                (f["municipality_code"], f["unit"]), (f["party"], f["phone"]),
                (a[0], f["digital_post_recipient"]), (a[1], f["digital_post_mailbox"]),
                (a[2], f["digital_post_subject"]), (a[3], f["secure_mail"]), (a[4], f["ean"]),
                (f["note"],),
            )
        )  # fmt: skip
        save = Button(self.tr("Gem kontakt"), "primary", hint="Ctrl+Enter")
        save.clicked.connect(self.form.submit)
        back = Button(self.tr("Tilbage"))
        back.clicked.connect(self._form_card.hide)
        self._first = Button(self.tr("Brug som den første"))
        self._first.clicked.connect(lambda: self._save(self.form.values(), first=True))
        self._close = Button(self.tr("Luk kontakten"), "link")
        self._close.clicked.connect(self._shut)
        self._form_card.body.addLayout(foot(save, back, self._first, self._close))
        self.form.submitted.connect(self._save)

    def _edit(self, contact: ContactView) -> None:
        self._show(contact, _municipality(contact))
        self.form.show_field("unit")

    def _show(self, contact: ContactView | None, title: str) -> None:
        self._contact = contact
        self._form_card.set_title(title)
        names = [name for name in self.form.values() if not name.startswith("line")]
        values = {name: getattr(contact, name) if contact else "" for name in names}
        values |= {f"line{n}": contact.lines[n - 1] if contact else "" for n in range(1, LINES + 1)}
        values["party"] = contact.party if contact else PARTIES[0]
        self.form.load(values)
        self._first.setVisible(contact is not None and not contact.is_default)
        self._close.setVisible(contact is not None)
        self._form_card.show()

    def _save(self, values: dict[str, object], *, first: bool = False) -> None:
        before = self._contact
        text = {name: str(value or "") for name, value in values.items()}
        contact = ContactView(
            id=before.id if before else None,
            version=before.version if before else 0,
            municipality_code=text["municipality_code"],
            unit=text["unit"],
            lines=(text["line1"], text["line2"], text["line3"], text["line4"], text["line5"]),
            phone=text["phone"],
            digital_post_recipient=text["digital_post_recipient"],
            digital_post_mailbox=text["digital_post_mailbox"],
            secure_mail=text["secure_mail"],
            note=text["note"],
            is_default=first or bool(before and before.is_default),
            party=text["party"] or PARTIES[0],
            digital_post_subject=text["digital_post_subject"],
            ean=text["ean"],
        )
        service = self.session.services.municipalities
        if self.attempt(lambda: service.save(contact), self.fields):
            self._form_card.hide()

    def _shut(self) -> None:
        contact, service = self._contact, self.session.services.municipalities
        if contact is None or contact.id is None:
            return
        contact_id, version = contact.id, contact.version
        if self.attempt(lambda: service.close(contact_id, version)):
            self._form_card.hide()


def _municipality(contact: ContactView) -> str:
    return municipalities.municipality(contact.municipality_code).display


def _party(contact: ContactView) -> str:
    return lists.label("ball_owners", contact.party)


def _post(contact: ContactView) -> str:
    parts = (contact.digital_post_recipient, contact.digital_post_mailbox)
    return " · ".join(part for part in parts if part)


def _default(contact: ContactView) -> BadgeSpec | None:
    return BadgeSpec("ok", "Bruges først") if contact.is_default else None
