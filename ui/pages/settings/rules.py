"""*Regler*: dated rows; a row is never overwritten, the house sets its own beside it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from boform_app.rules.rows import RuleValue
from boform_app.services.views.admin import RuleView
from models.values import dates
from models.values.money import amount, parse_ore
from ui.forms.binding import Form
from ui.pages.settings.section import Section, advice, foot, side_by_side
from ui.session import Session
from ui.tablemodels.rows import Column, Strong
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field, Finding
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView
from ui.widgets.segmented import Segmented

ROWS_SHOWN = 7


class RulesSection(Section):
    """For leaders."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._card = self.card(self.tr("Regler og satser"), padded=False)
        states = (
            ("valid", self.tr("Gælder i dag")),
            ("past", self.tr("Tidligere")),
            ("coming", self.tr("Kommende")),
        )
        self._state = Segmented(states, name=self.tr("Vis rækker"))
        self._state.changed.connect(lambda _key: self.refresh())
        self._card.add_tool(self._state)
        self._new = Button(self.tr("Ny række"), "strong", icon="add", height="row_button")
        self._new.clicked.connect(self.begin)
        self._card.add_tool(self._new)
        self.rows = self._make_list()
        self._card.body.addWidget(self.rows)
        self._about = self.card("")
        self._make_about()
        self._form_card = self.card(self.tr("Ny række"))
        self._make_form()
        self._form_card.hide()
        self.column.addStretch(1)
        self._view: RuleView | None = None
        self._show(None)

    def refresh(self) -> None:
        """Rows of the chosen state; the house's own stands before the shipped one."""
        views = self.session.services.rules.rows()
        state = self._state.current
        shown = [view for view in views if view.state == state]
        open_questions = sum(1 for view in views if view.wins and unverified(view))
        facts = self.tr("{n} er ikke bekræftet").format(n=open_questions)
        self._card.set_title(self.tr("Regler og satser"), facts if open_questions else "")
        self.rows.set_rows(shown)
        if self.rows.current_row is None and shown:
            self.rows.choose(shown[0].id)
        self._show(self.rows.current_row)

    def choose(self, key: str) -> None:
        """Stand on the row in use of a rule, with its form open where it waits for a value."""
        self._state.choose("valid")
        self.refresh()
        view = next((row for row in self.rows.model_.rows if row.key == key and row.wins), None)
        if view is not None and self.rows.choose(view.id):
            self._show(view)
            if not written(view):
                self.begin()

    # -- building --------------------------------------------------------------------------------

    def _make_list(self) -> ListView:
        columns = (
            Column("title", self.tr("Regel"), _title, "muted", 236, tip=lambda v: v.title),
            Column("value", self.tr("Værdi"), lambda v: v.value_text, "text", 150,
                   tip=lambda v: v.value_text),
            Column("from", self.tr("Gælder fra"), lambda v: dates.short(v.valid_from), "muted", 84,
                   spare=1),
            Column("source", self.tr("Kilde"), lambda v: v.source, "muted", tip=lambda v: v.source),
            Column("icon", "", _icon, "icon", 20),
            Column("status", self.tr("Status"), _status, "muted", 112),
        )  # fmt: skip
        rows = ListView(columns, name=self.tr("Regler"), id_of=lambda v: v.id, row_px=32, gap=10)
        rows.setMinimumHeight(theme().px(32) * (ROWS_SHOWN + 1))
        rows.chosen.connect(self._show)
        rows.opened.connect(lambda _view: self.begin())
        return rows

    def _make_about(self) -> None:
        self._words = advice("")
        self._about.body.addWidget(self._words)
        self._change = Button(self.tr("Ret og bekræft"), "primary")
        self._change.clicked.connect(self.begin)
        self._end = Button(self.tr("Afslut husets række"))
        self._end.clicked.connect(self.close_row)
        self._about.body.addLayout(foot(self._change, self._end))

    def _make_form(self) -> None:
        self.form = Form(self._form_card)
        add = self.form.add
        marks = (
            Option("V", self.tr("Bekræftet")),
            Option("U", self.tr("Ikke bekræftet")),
            Option("P", self.tr("Husets valg")),
        )
        day = DateField(today=self.session.clock.today)
        value = Field(self.tr("Værdi"), LineEdit(), required=True)
        start = Field(self.tr("Gælder fra"), day, required=True)
        source = Field(self.tr("Kilde"), LineEdit(), required=True)
        self.fields = {
            "value": add("value", value, required=self.tr("en værdi")),
            "valid_from": add("valid_from", start, required=self.tr("første dag")),
            "source": add("source", source, required=self.tr("en kilde")),
            "verified": add("verified", Field(self.tr("Status"), Combo(marks))),
            "note": add("note", Field(self.tr("Note"), LineEdit())),
        }
        f = self.fields
        words = self.tr(
            "Den gamle række bliver stående. Breve og frister viser, hvilken de brugte."
        )
        self._form_card.body.addWidget(advice(words))
        rows = (f["value"], f["valid_from"]), (f["source"], f["verified"]), (f["note"],)
        self._form_card.body.addLayout(side_by_side(*rows))
        save = Button(self.tr("Gem rækken"), "primary", hint="Ctrl+Enter")
        save.clicked.connect(self.form.submit)
        back = Button(self.tr("Tilbage"))
        back.clicked.connect(self._form_card.hide)
        self._form_card.body.addLayout(foot(save, back))
        self.form.submitted.connect(self._save)

    # -- what a leader does ----------------------------------------------------------------------

    def _show(self, view: RuleView | None) -> None:
        self._view = view
        self._about.setVisible(view is not None)
        self._new.setEnabled(view is not None)
        if view is None:
            self._form_card.hide()
            return
        self._about.set_title(view.title, view.value_text)
        origin = self.tr("Husets række.") if view.house_id else self.tr("Leveret med Boform.")
        chosen = self.tr("Rækken vælges efter {date}.").format(date=view.selected_by)
        used = "" if view.wins or view.state != "valid" else self.tr("En række fra huset gælder.")
        source = self.tr("Kilde: {s}").format(s=view.source)
        parts = (origin, chosen, used, view.note, source)
        self._words.setText(" ".join(part for part in parts if part))
        self._end.setVisible(view.house_id is not None and view.valid_to is None)

    def begin(self) -> None:
        """Open the form for a new row of the chosen rule."""
        view = self._view
        if view is None:
            return
        self._form_card.set_title(self.tr("Ny række: {t}").format(t=view.title))
        self.form.load(
            {
                "value": typed(view.value, view.unit) if written(view) else "",
                "valid_from": self.session.clock.today(),
                "source": view.source if written(view) else "",
                "verified": "V",
                "note": "",
            }
        )
        self._form_card.show()
        self.form.show_field("value")

    def _save(self, values: dict[str, object]) -> None:
        view, rules = self._view, self.session.services.rules
        day = self.form.values()["valid_from"]
        if view is None:
            return
        value = parsed(str(values["value"]), view.value, view.unit)
        if value is None:
            words = self.tr("Skriv på samme måde som før: {v}")
            words = words.format(v=typed(view.value, view.unit))
            if money(view.unit):
                words = self.tr("Skriv kroner og øre, fx 1.462,00.")
            self.fields["value"].say(Finding("stop", words))
            return
        key, source, note = view.key, str(values["source"]), str(values["note"])
        mark = str(values["verified"] or "U")
        if self.attempt(
            lambda: rules.save_house_row(key, value, day, source, mark, note), self.fields
        ):
            self._form_card.hide()

    def close_row(self) -> None:
        """The house's row ends today; the shipped one holds again."""
        view, rules = self._view, self.session.services.rules
        if view is None or view.house_id is None:
            return
        row_id, version, today = view.house_id, view.version, self.session.clock.today()
        self.attempt(lambda: rules.close_house_row(row_id, version, max(today, view.valid_from)))


def unverified(view: RuleView) -> bool:
    """Whether nobody has read it in the text of the law."""
    return (view.verified not in {"V", "P"} and view.origin == "shipped") or view.verified == "U"


def written(view: RuleView) -> bool:
    """Whether there is a value: a shipped amount of 0 waits for the house's own."""
    return view.origin == "house" or not view.unit.startswith("øre") or view.value != 0


def money(unit: str) -> bool:
    """Whether the value is an amount, kept in øre or (lodging) in kroner with two decimals."""
    return unit.startswith(("øre", "kr."))


def typed(value: object, unit: str = "") -> str:
    """A value as it is typed: "96,71", "1.462,00", "Ja", "3"."""
    if unit.startswith("øre") and isinstance(value, int):
        return amount(value)
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, float):
        return f"{value:.2f}".replace(".", ",")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def parsed(text: str, like: object, unit: str = "") -> RuleValue | None:
    """The typed text as the kind of value that stands there; None when it is another kind."""
    if money(unit):
        ore = parse_ore(text)
        if ore is None or ore < 0:
            return None
        return ore if unit.startswith("øre") else float(Decimal(ore) / 100)
    readers: dict[type, Callable[[str], RuleValue | None]] = {
        bool: lambda words: {"ja": True, "nej": False}.get(words.casefold()),
        int: _whole,
        float: _number,
        str: lambda words: words or None,
        tuple: lambda words: tuple(part.strip() for part in words.split(",") if part.strip()),
    }
    return readers[type(like)](text.strip())


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _number(text: str) -> float | None:
    bare = text.replace(".", "").replace(",", ".")
    try:
        return float(bare)
    except ValueError:
        return None


def _title(view: RuleView) -> str | Strong:
    return Strong(view.title) if view.wins else view.title


def _icon(view: RuleView) -> str:
    if unverified(view) or not written(view):
        return "question_circle"
    return "home" if view.house_id or view.verified == "P" else "checkmark_circle"


def _status(view: RuleView) -> str | Strong:
    if not written(view):
        return Strong("Mangler") if view.wins else "Mangler"
    if unverified(view):
        return Strong("Ikke bekræftet")
    return "Husets valg" if view.house_id or view.verified == "P" else "Bekræftet"
