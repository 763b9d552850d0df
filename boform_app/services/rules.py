"""Rules and rates (*Regler*): shipped rows beside those of the house (architecture, decision 6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from boform_app.errors import Problem, ValidationFailed
from boform_app.rules.rows import RuleBook, RuleRow, RuleValue, shipped_rows
from boform_app.services._changed import check_version
from boform_app.services._rule_rows import house_rows, rule_book, shipped_for
from boform_app.services.context import Service
from boform_app.services.views.admin import RuleView
from models import tables
from models.values.changes import Changes
from models.values.money import kroner

_MARKS = frozenset({"V", "V2", "M", "U", "P"})
_SELECTED_BY = {
    "assessed_on": "den dag, udflytningsoverblikket gælder",
    "decided_on": "den dag, optagelsen blev besluttet",
    "ended_on": "den dag, opholdet sluttede",
    "first_admission": "den dag, beboeren første gang blev indskrevet",
    "given_on": "den dag, samtykket blev givet",
    "letter_date": "brevets dato",
    "night": "den enkelte nat",
    "planned_end": "den planlagte flyttedag",
    "received_on": "den dag, handleplanen blev modtaget",
    "today": "dags dato",
}


class RulesService(Service):
    """Indstillinger, Regler: a row is never overwritten, a new one is set beside it."""

    def rows(self, on: date | None = None) -> tuple[RuleView, ...]:
        """Every row, shipped and the house's, as it stands on a day (today when None).

        In the order the rules were shipped, each with its newest row first and the house's row
        before the shipped one of the same day.
        """
        day = on or self._house.clock.today()
        with self._read() as session:
            stored, book = house_rows(session), rule_book(session)
        keys = dict.fromkeys([row.key for row in shipped_rows()] + [r.key for r in stored.values()])
        return tuple(
            _view(row, stored.get(row.row_id), book, day)
            for key in keys
            for row in reversed(book.history(key))
        )

    def book(self) -> RuleBook:
        """What the rules engine reads."""
        with self._read() as session:
            return rule_book(session)

    def save_house_row(  # noqa: PLR0917 - the order agreed with the window
        self, key: str, value: RuleValue, valid_from: date, source: str, verified: str, note: str
    ) -> Changes:
        """Set a row of the house's own beside the shipped ones; it wins from its first day.

        It closes nothing by itself: an earlier row of the house stays as it was.

        Raises:
            ValidationFailed: ``unknown_rule`` at ``key``, ``wrong_type`` or ``negative`` at
                ``value``, ``required`` at ``source``, ``unknown_choice`` at ``verified``.
        """
        self._require("manage_house")
        problems = tuple(_problems(key, value, source, verified))
        if problems:
            raise ValidationFailed(*problems)
        row = tables.RuleRow(
            key=key,
            value={"value": list(value) if isinstance(value, tuple) else value},
            valid_from=valid_from,
            source=source.strip(),
            verified=verified,
            note=note.strip(),
        )
        with self._write("rule.save", f"regel: {_title(key)}") as unit:
            unit.session.add(row)
            return unit.commit()

    def close_house_row(self, row_id: UUID, version: int, valid_to: date) -> Changes:
        """Let a row of the house end; the shipped row then holds again.

        Raises:
            ValidationFailed: ``end_before_start`` at ``valid_to``.
            Conflict: Somebody changed it since it was read.
        """
        self._require("manage_house")
        with self._write("rule.close", "afsluttet regel") as unit:
            row = self._get(unit.session, tables.RuleRow, row_id)
            check_version(unit.session, row, version)
            if valid_to < row.valid_from:
                raise ValidationFailed(Problem("valid_to", "end_before_start"))
            row.valid_to = valid_to
            unit.relabel(f"afsluttet regel: {_title(row.key)}")
            return unit.commit()


def value_text(value: RuleValue, unit: str) -> str:
    """A value as a person reads it: "3 hverdage", "96,71 kr. pr. døgn", "Ja"."""
    if unit.startswith("øre") and isinstance(value, int):
        return f"{kroner(value)}{unit.removeprefix('øre')}"
    match value:
        case bool():
            return "Ja" if value else "Nej"
        case int():
            return f"{value} {unit}"
        case float():
            return f"{value:.2f} {unit}".replace(".", ",", 1)
        case str():
            return value
        case _:
            return ", ".join(value)


def is_written(row: RuleRow) -> bool:
    """Whether there is a value: a shipped amount of 0 says that the house has one to write in."""
    return row.is_house or not row.unit.startswith("øre") or row.value != 0


def _title(key: str) -> str:
    like = shipped_for(key)
    return like.title if like else key


def _problems(key: str, value: RuleValue, source: str, verified: str) -> Iterator[Problem]:
    like = shipped_for(key)
    if like is None:
        yield Problem("key", "unknown_rule")
    elif not _same_kind(value, like.value):
        yield Problem("value", "wrong_type")
    elif isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
        yield Problem("value", "negative")
    if not source.strip():
        yield Problem("source", "required")
    if verified not in _MARKS:
        yield Problem("verified", "unknown_choice")


def _same_kind(value: RuleValue, like: RuleValue) -> bool:
    """A whole number fits where a rate with øre stands; nothing else is turned into anything."""
    if isinstance(like, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is type(like)


def _state(row: RuleRow, book: RuleBook, day: date) -> str:
    """``past`` also when a later row of the same origin took over."""
    if row.valid_from > day:
        return "coming"
    if not row.valid_on(day):
        return "past"
    later = [
        other
        for other in book.history(row.key)
        if other.is_house == row.is_house and other.valid_on(day)
    ]
    return "valid" if later[-1] is row else "past"


def _view(row: RuleRow, stored: tables.RuleRow | None, book: RuleBook, day: date) -> RuleView:
    in_use = book.find(row.key, day)
    return RuleView(
        id=row.row_id,
        house_id=stored.id if stored else None,
        version=stored.version if stored else 0,
        key=row.key,
        title=row.title,
        value_text=value_text(row.value, row.unit) if is_written(row) else "Ikke skrevet ind",
        value=row.value,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        verified=row.verified,
        origin="house" if row.is_house else "shipped",
        state=_state(row, book, day),
        wins=in_use is not None and in_use.row.row_id == row.row_id,
        selected_by=_SELECTED_BY[row.selected_by],
        note=row.note,
        unit=row.unit,
    )
