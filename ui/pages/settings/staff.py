"""*Medarbejdere*: who has access, a new colleague, a forgotten code, the end of an access."""

from __future__ import annotations

from boform_app.clock import local_date, local_time
from boform_app.services.views.admin import StaffCommand, StaffView
from models.values import dates
from models.values.changes import Changes
from models.values.permissions import roles
from ui import messages
from ui.forms.binding import Form
from ui.pages.settings.section import Section, advice, foot, side_by_side
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView
from ui.widgets.passphrase import PassphraseChoice


class StaffSection(Section):
    """For leaders."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._list_card = self.card(self.tr("Medarbejdere og roller"), padded=False)
        add = Button(self.tr("Ny medarbejder"), "strong", icon="person_add")
        add.clicked.connect(self.begin_new)
        self._list_card.add_tool(add)
        self.rows = self._make_list()
        self._list_card.body.addWidget(self.rows)
        self._new_card = self.card(self.tr("Ny medarbejder"))
        self._make_form()
        self._code_card = self.card(self.tr("Ny kode"))
        self._make_code()
        self._new_card.hide()
        self._code_card.hide()
        self.column.addStretch(1)
        self._whose: StaffView | None = None

    def refresh(self) -> None:
        """Everybody, those with access first."""
        views = self.session.services.staff.all()
        here = sum(1 for view in views if view.closed_on is None)
        facts = self.tr("{n} med adgang").format(n=here)
        self._list_card.set_title(self.tr("Medarbejdere og roller"), facts)
        self.rows.set_rows(views)

    def begin_new(self) -> None:
        """Open the form for a colleague."""
        self._code_card.hide()
        self._new_card.show()
        self.form.show_field("first_name")

    # -- building --------------------------------------------------------------------------------

    def _make_list(self) -> ListView:
        columns = (
            Column("initials", "", lambda view: view.initials, "muted", 36),
            Column("name", "", lambda view: view.name, "strong"),
            Column("role", "", lambda view: roles().get(view.role, view.role), "muted", 104),
            Column("seen", "", self._seen, "muted", 150),
            Column("code", "", lambda view: "" if view.closed_on else self.tr("Ny kode"),
                   "button", 84),
            Column("close", "", lambda view: "" if view.closed_on else self.tr("Luk adgang"),
                   "button", 104),
        )  # fmt: skip
        rows = ListView(columns, name=self.tr("Medarbejdere"), id_of=lambda v: v.id, gap=12)
        rows.fit_rows()
        rows.pressed.connect(self._pressed)
        return rows

    def _make_form(self) -> None:
        self.form = Form(self._new_card)
        add = self.form.add
        today = self.session.clock.today
        initials = LineEdit()
        initials.setMaxLength(4)
        options = [Option(role, label) for role, label in roles().items()]
        first = Field(self.tr("Fornavn"), LineEdit(), required=True)
        short = Field(self.tr("Initialer"), initials, required=True)
        until = DateField(direction="future", today=today)
        role = Field(self.tr("Rolle"), Combo(options))
        self.fields = {
            "first_name": add("first_name", first, required=self.tr("fornavn")),
            "last_name": add("last_name", Field(self.tr("Efternavn"), LineEdit())),
            "initials": add("initials", short, required=self.tr("initialer")),
            "role": add("role", role),
            "title": add("title", Field(self.tr("Stilling"), LineEdit())),
            "phone": add("phone", Field(self.tr("Telefon"), LineEdit())),
            "email": add("email", Field(self.tr("Mail"), LineEdit())),
            "until": add("until", Field(self.tr("Sidste dag (vikar)"), until)),
        }
        f = self.fields
        self._new_card.body.addLayout(
            side_by_side(
                (f["first_name"], f["last_name"]), (f["initials"], f["role"]),
                (f["title"], f["until"]), (f["phone"], f["email"]),
            )
        )  # fmt: skip
        self._new_card.body.addWidget(
            advice(self.tr("Lad kollegaen selv vælge og skrive koden. Du skal ikke kende den."))
        )
        self.code = PassphraseChoice()
        self._new_card.body.addWidget(self.code)
        self._give = Button(self.tr("Giv adgang"), "primary", hint="Ctrl+Enter")
        self._give.clicked.connect(self.form.submit)
        later = Button(self.tr("Tilbage"))
        later.clicked.connect(self._new_card.hide)
        self._new_card.body.addLayout(foot(self._give, later))
        self.form.load({"role": "staff"})
        self.form.submitted.connect(self._add)

    def _make_code(self) -> None:
        words = self.tr("Den gamle kode virker ikke længere, når den nye er taget i brug.")
        self._code_card.body.addWidget(advice(words))
        self._reset_code = PassphraseChoice()
        self._code_card.body.addWidget(self._reset_code)
        self._take = Button(self.tr("Tag den nye kode i brug"), "primary")
        self._take.clicked.connect(self._reset)
        later = Button(self.tr("Tilbage"))
        later.clicked.connect(self._code_card.hide)
        self._code_card.body.addLayout(foot(self._take, later))

    # -- what a leader does ----------------------------------------------------------------------

    def _pressed(self, view: StaffView, column: str) -> None:
        if column == "close":
            self._ask_close(view)
            return
        self._whose = view
        self._new_card.hide()
        self._reset_code.clear()
        self._code_card.set_title(self.tr("Ny kode til {name}").format(name=view.first_name))
        self._code_card.show()

    def _ask_close(self, view: StaffView) -> None:
        text = self.tr("{name} kan ikke logge ind fra nu af. Notaterne bliver stående.")
        messages.confirm(
            self,
            self.tr("Luk adgangen for {name}?").format(name=view.name),
            text.format(name=view.first_name),
            self.tr("Luk adgang"),
            lambda: self.close_access(view),
            danger=True,
        )

    def close_access(self, view: StaffView) -> None:
        """From now on the person cannot log in; the name stays on what they wrote."""
        staff = self.session.services.staff
        self.attempt(lambda: staff.close_access(view.id, view.version))

    def _add(self, values: dict[str, object]) -> None:
        names = (str(values["first_name"]), str(values["initials"]))
        if not self.code.check(names):
            return
        text = {name: str(values[name] or "") for name in self.fields if name != "until"}
        until = self.form.values()["until"]
        command = StaffCommand(**text, passphrase=self.code.value, until=until)
        staff = self.session.services.staff
        self._give.setEnabled(False)
        self.session.tasks.run(
            lambda _progress: staff.add(command), self._added, failed=self._refused, owner=self
        )

    def _added(self, changes: Changes) -> None:
        self._give.setEnabled(True)
        self.code.clear()
        self.form.load(dict.fromkeys(self.fields, "") | {"role": "staff", "until": None})
        self._new_card.hide()
        self.session.done(changes)

    def _refused(self, error: Exception) -> None:
        self._give.setEnabled(True)
        self.refuse(error, {**self.fields, "passphrase": self.code.own})

    def _reset(self) -> None:
        view, code = self._whose, self._reset_code
        if view is None or not code.check((view.first_name, view.initials)):
            return
        staff, new = self.session.services.staff, code.value
        self._take.setEnabled(False)
        self.session.tasks.run(
            lambda _progress: staff.reset_passphrase(view.id, new),
            self._was_reset, failed=self._not_reset, owner=self,
        )  # fmt: skip

    def _was_reset(self, changes: Changes) -> None:
        self._take.setEnabled(True)
        self._reset_code.clear()
        self._code_card.hide()
        self.session.done(changes)

    def _not_reset(self, error: Exception) -> None:
        self._take.setEnabled(True)
        self.refuse(error, {"passphrase": self._reset_code.own})

    def _seen(self, view: StaffView) -> str:
        if view.closed_on is not None:
            return self.tr("lukket {d}").format(d=dates.short(view.closed_on))
        if view.until is not None:
            return self.tr("til {d}").format(d=dates.short(view.until))
        if view.last_seen is None:
            return self.tr("ikke logget ind endnu")
        clock = dates.clock(local_time(view.last_seen).time())
        day = local_date(view.last_seen)
        today = day == self.session.clock.today()
        return f"{self.tr('i dag') if today else dates.dense(day)} {clock}"
