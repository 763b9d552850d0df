"""The facts of a person that are changed one at a time: their Danish names, checks and effects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services._cpr_facts import close_cpr_tasks, read_cpr
from boform_app.services._texts import (
    LONGEST,
    LONGEST_LINE,
    LONGEST_NAME,
    plain_lines,
    text_problems,
)
from models import tables

LABELS = {
    "first_name": "fornavn",
    "last_name": "efternavn",
    "preferred_name": "kaldenavn",
    "alias": "alias",
    "cpr": "CPR-nummer",
    "no_cpr_reason": "grund til at der ikke er CPR-nummer",
    "birth_date": "fødselsdato",
    "nationality": "statsborgerskab",
    "id_seen": "set ID",
    "id_seen_on": "dato for set ID",
    "phone": "telefon",
    "email": "mail",
    "language": "sprog",
    "interpreter": "tolk",
    "key_worker": "kontaktperson",
    "protected_address": "beskyttet adresse",
    "protected_since": "beskyttet siden",
    "protected_until": "beskyttet til",
    "allergy_status": "allergi",
    "allergy": "allergi",
    "medicine": "medicin",
    "evacuation_help": "hjælp ud ved brand",
}
PROTECTED = {"protected_address", "protected_since", "protected_until"}
LONGEST_HELP = 60
"""Characters of an instruction to whoever helps somebody out; it has one line on the sheet."""
_DATES = {"birth_date", "id_seen_on", "protected_since", "protected_until"}
_PAST = {"birth_date", "id_seen_on", "protected_since"}
_MOST = {
    **dict.fromkeys(("first_name", "last_name", "preferred_name", "alias"), LONGEST_NAME),
    **dict.fromkeys(("allergy", "medicine"), LONGEST),
    # One line on the paper in the fireman's hand.
    "evacuation_help": LONGEST_HELP,
}
_ALLERGY = {"not_asked", "none_known", "known"}

FactValue = str | date | bool | UUID | None


class PersonFact:
    """One fact of one person that is about to be changed."""

    def __init__(
        self, session: Session, person: tables.Person, today: date, actor_id: UUID
    ) -> None:
        self._session = session
        self._person = person
        self._today = today
        self._actor_id = actor_id

    def write(self, name: str, value: FactValue) -> None:
        """Check the value and put it on the person, with what follows from it.

        Raises:
            ValidationFailed: One problem at the field.
        """
        special: dict[str, Callable[[Any], None]] = {
            "cpr": self._cpr,
            "no_cpr_reason": self._no_cpr_reason,
            "key_worker": self._key_worker,
            "protected_address": self._protected,
            "allergy_status": self._allergy_status,
            "allergy": self._allergy,
        }
        if name in special:
            special[name](value)
        elif name in _DATES:
            self._date(name, value)
        else:
            self._text(name, value)

    def _text(self, name: str, value: FactValue) -> None:
        text = _as_text(name, value)
        if name == "first_name" and not text:
            _stop(name, "required")
        setattr(self._person, name, text)

    def _date(self, name: str, value: FactValue) -> None:
        if value is not None and not isinstance(value, date):
            _stop(name, "not_understood")
        if isinstance(value, date) and name in _PAST and value > self._today:
            _stop(name, "in_the_future")
        if name == "birth_date" and self._person.cpr_kind == "cpr":
            known = self._person.birth_date
            if known is not None and value != known:
                _stop(name, "differs_from_cpr", born=known)
        setattr(self._person, name, value)
        since, until = self._person.protected_since, self._person.protected_until
        if name in PROTECTED and since and until and until < since:
            _stop(name, "end_before_start")

    def _cpr(self, value: FactValue) -> None:
        found = read_cpr(_as_text("cpr", value), "", self._today)
        if problem := found.problem("cpr"):
            raise ValidationFailed(problem)
        if found.kind == "unknown" and found.birth_date is None:
            self._person.cpr_kind, self._person.cpr = "unknown", ""
            self._person.no_cpr_reason = ""
            return
        found.write_to(self._person)
        if found.kind != "unknown":
            self._close_tasks()

    def _no_cpr_reason(self, value: FactValue) -> None:
        """A reason answers the question of the number; taking it away asks again."""
        reason = _as_text("no_cpr_reason", value)
        if reason and self._person.cpr:
            _stop("no_cpr_reason", "cpr_is_known")
        self._person.no_cpr_reason = reason
        if not self._person.cpr:
            self._person.cpr_kind = "none" if reason else "unknown"
        if reason:
            self._close_tasks()

    def _key_worker(self, value: FactValue) -> None:
        if value is not None:
            staff = self._session.get(tables.Staff, value) if isinstance(value, UUID) else None
            if staff is None or staff.closed_on is not None:
                _stop("key_worker", "unknown_choice")
        self._person.key_worker_id = value  # type: ignore[assignment]  # checked above

    def _protected(self, value: FactValue) -> None:
        if not isinstance(value, bool):
            _stop("protected_address", "not_understood")
        self._person.protected_address = bool(value)
        if value and self._person.protected_since is None:
            self._person.protected_since = self._today

    def _allergy_status(self, value: FactValue) -> None:
        if value not in _ALLERGY:
            _stop("allergy_status", "unknown_choice")
        self._person.allergy_status = str(value)
        if value != "known":
            self._person.allergy = ""

    def _allergy(self, value: FactValue) -> None:
        """Naming an allergy says that one is known."""
        self._person.allergy = _as_text("allergy", value)
        if self._person.allergy:
            self._person.allergy_status = "known"

    def _close_tasks(self) -> None:
        close_cpr_tasks(self._session, self._person.id, self._today, self._actor_id)


def _as_text(name: str, value: FactValue) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        _stop(name, "not_understood")
    if found := next(text_problems(name, str(value), _MOST.get(name, LONGEST_LINE)), None):
        raise ValidationFailed(found)
    running = name == "medicine"
    return plain_lines(str(value)).strip() if running else " ".join(str(value).split())


def _stop(name: str, code: str, **facts: object) -> None:
    raise ValidationFailed(Problem(name, code, facts))
