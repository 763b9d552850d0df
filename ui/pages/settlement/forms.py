"""The forms of *Afregning*: sent, annulled, the month's charges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.services.views.economy import RunLine
from boform_app.services.views.settlements import SettlementView
from models.values import lists
from models.values.changes import Changes
from models.values.money import amount, kroner
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.form_parts import beside, day_field
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView

_RUN_WIDTH, _ROWS = 720, 9


class SentForm(FormPanel):
    """When and how it was sent. It holds CPR numbers: open mail is no choice."""

    def __init__(self, session: Session, page: QWidget, made: SettlementView) -> None:
        super().__init__(
            session, page, _tr("Er grundlag {number} sendt?").format(number=made.number),
            _tr("Arket har CPR-numre. Send det aldrig med almindelig mail."),
            verb=_tr("Markér som sendt"), act=self._write,
        )  # fmt: skip
        self._settlements, self._made = session.services.settlements, made
        ways = Combo([Option(row.key, row.label) for row in lists.load_list("letter_channels")])
        beside(
            self,
            ("channel", Field(_tr("Hvordan"), ways, required=True)),
            ("sent_on", Field(_tr("Hvornår"), day_field(session, "past"), required=True)),
            required={"channel": _tr("hvordan"), "sent_on": _tr("dagen")},
        )
        self.form.load({"channel": "digital_post", "sent_on": session.clock.today()})
        self.start("channel")

    def _write(self, values: Mapping[str, Any]) -> Changes:
        made = self._made
        return self._settlements.mark_sent(
            made.id, made.version, values["sent_on"], values["channel"] or ""
        )


class AnnulForm(FormPanel):
    """Why a basis counts no more."""

    def __init__(self, session: Session, page: QWidget, made: SettlementView) -> None:
        super().__init__(
            session, page, _tr("Annullér grundlag {number}?").format(number=made.number),
            _tr("Det bliver stående med din grund. Derefter kan et nyt laves."),
            verb=_tr("Annullér grundlaget"), act=self._write, kind="danger",
        )  # fmt: skip
        self._settlements, self._made = session.services.settlements, made
        self.add(
            "reason", Field(_tr("Hvorfor"), LineEdit(), required=True), required=_tr("hvorfor")
        )
        self.form.load({"reason": ""})
        self.start("reason")

    def _write(self, values: Mapping[str, Any]) -> Changes:
        return self._settlements.annul(self._made.id, self._made.version, values["reason"])


class RunForm(FormPanel):
    """The month's food and laundry, seen before it is booked in one go."""

    def __init__(
        self, session: Session, page: QWidget, month: date, name: str, lines: tuple[RunLine, ...]
    ) -> None:
        total = kroner(sum(line.amount_ore for line in lines))
        people = len({line.person_id for line in lines})
        whom = _tr("1 beboer") if people == 1 else _tr("{n} beboere").format(n=people)
        super().__init__(
            session, page, _tr("Kost og tøjvask, {month}").format(month=name.lower()),
            _tr("{total} for {whom}. Det, der er bogført før, er trukket fra.").format(
                total=total, whom=whom
            ),
            verb=_tr("Bogfør"), act=self._write, width=_RUN_WIDTH,
        )  # fmt: skip
        self._runs, self._month, self._lines = session.services.month_runs, month, lines
        self.rows = run_list(_tr("Linjer, der bogføres"))
        self.rows.set_rows(lines)
        self.rows.setFixedHeight(theme().px(32) * (min(len(lines), _ROWS) + 1))
        self.body.insertWidget(0, self.rows)
        self.start()

    def _write(self, _values: Mapping[str, Any]) -> Changes:
        return self._runs.book(self._month, self._lines)


def run_list(name: str) -> ListView:
    """What a run would book."""
    columns = (
        Column("who", _tr("Beboer"), lambda row: privacy().name(row.name, ""), "text", 150),
        Column("what", _tr("Hvad"), lambda row: row.text, "muted", tip=lambda row: row.text),
        Column("amount", _tr("Beløb, kr."), lambda row: amount(row.amount_ore), "number", 96),
    )
    key: Callable[[RunLine], object] = lambda row: (row.stay_id, row.month, row.part)  # noqa: E731 (a key of one line)
    return ListView(columns, name=name, id_of=key, gap=10, row_px=32)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Settlement", words)
