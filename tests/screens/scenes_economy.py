"""Økonomi on the resident's page, and Afregning: full, empty, and before anything was written in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from sqlalchemy import delete

from models import tables
from models.values.dates import add_months
from tests.screens.scene import Scene
from tests.screens.stage import Stage
from ui.widgets.list_view import ListView


def _account(stage: Stage, first: str = "Ole", last: str = "") -> None:
    stage.resident(first, "economy", last)


def _take(stage: Stage) -> None:
    _account(stage)
    stage.press("Tag imod betaling")
    stage.until_over()


def _receipt(stage: Stage) -> None:
    _take(stage)
    stage.type_text("Beløb", "240")
    stage.keys(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    stage.until_over()
    stage.settle()


def _chosen(stage: Stage) -> None:
    _account(stage)
    lines = stage.find(ListView, "Kontoens linjer")
    lines.setFocus()
    lines.setCurrentIndex(lines.model_.index(0, 0))
    stage.settle()


def _correct(stage: Stage) -> None:
    _chosen(stage)
    stage.press("Ret linjen …")
    stage.until_over()


def _term(stage: Stage) -> None:
    _account(stage)
    stage.press("Ret kost")
    stage.until_over()


def _last_month(stage: Stage) -> date:
    return add_months(stage.services.today.view().today.replace(day=1), -1)


def _settlement(stage: Stage, months: int = 0) -> None:
    stage.go("settlement", month=add_months(_last_month(stage), -months))


def _preview(stage: Stage) -> None:
    _settlement(stage)
    stage.press("Se grundlaget")
    stage.until_over()
    stage.settle()


def _no_rate(stage: Stage) -> None:
    with stage.services.open_house.database.write_unjournaled() as session:
        session.execute(delete(tables.RuleRow))
    _settlement(stage)


def _first_time(stage: Stage) -> None:
    with stage.services.open_house.database.write_unjournaled() as session:
        session.execute(delete(tables.Settlement))
    _no_rate(stage)


ECONOMY: tuple[Scene, ...] = (
    Scene("resident-ole-economy", _account),
    Scene("resident-ole-economy-chosen", _chosen),
    Scene("resident-jonas-economy", lambda s: _account(s, "Jonas", "Lund")),
    Scene("economy-take-payment", _take),
    Scene("economy-correct", _correct),
    Scene("economy-term", _term),
    Scene("economy-receipt", _receipt, house="money"),
    Scene("settlement", _settlement),
    Scene("settlement-sent", lambda s: _settlement(s, 1)),
    Scene("settlement-preview", _preview),
    Scene("settlement-running", lambda s: _settlement(s, -1)),
    Scene("settlement-none", lambda s: _settlement(s, 120)),
    Scene("settlement-no-rate", _no_rate, house="no_rate"),
    Scene("settlement-first-time", _first_time, house="no_rate"),
)
