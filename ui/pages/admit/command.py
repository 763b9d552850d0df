"""The answers of the form as one command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from boform_app.clock import Clock, from_local, local_time
from boform_app.errors import Problem
from boform_app.services.views.stays import AdmitCommand
from models.values import dates
from ui.forms.typed import day
from ui.pages.admit.expected import Expected
from ui.pages.admit.stay import REFERRED

_SAME = (
    "first_name", "last_name", "fact_registered_code", "fact_lived_code", "fact_wished_code",
    "fact_sought_code", "acting_municipality_code", "residence_municipality_code", "note",
)  # fmt: skip


def make_command(
    values: Mapping[str, Any], clock: Clock, *,
    person_id: UUID | None, cpr_text: str, reason_text: str, accepted: Iterable[str],
    expected: Expected,
) -> AdmitCommand:  # fmt: skip
    """One admission.

    Args:
        values: By the names of the form.
        clock: Reads "nu", and gives the time where none was typed.
        person_id: The known person, None for a new one.
        cpr_text: What of the number is used.
        reason_text: Own words for the notice.
        accepted: Codes of questions that were answered.
        expected: The reservation or the place on the waiting list that is taken over.
    """
    place_id, room_id = _place(values["place_id"])
    leader = values["decided_by_id"]
    no_cpr = values["no_cpr"]
    return AdmitCommand(
        **{name: values[name] or "" for name in _SAME},
        person_id=person_id,
        cpr_text=cpr_text,
        cpr_unknown=values["cpr_unknown"],
        no_cpr_reason=(values["no_cpr_reason"] or "ikke oplyst") if no_cpr else "",
        place_id=place_id,
        extra_place_room_id=room_id,
        arrived_at=arrival(values, clock),
        decided_on=day(values["decided_on"]),
        decided_by_id=UUID(leader) if leader else None,
        delegated=values["delegated"],
        came=_came(values),
        referred_by=values["referred_by"] if values["came"] == REFERRED else "",
        reasons=tuple(values["reasons"]),
        reason_text=reason_text,
        situation_before=values["situation_before"] or "",
        acute=_acute(values),
        accepted=frozenset(accepted),
        count_night_before=bool(values["count_night_before"]),
        reservation_id=expected.reservation_id,
        waiting_id=expected.waiting_id,
    )


def arrival(values: Mapping[str, Any], clock: Clock) -> datetime | None:
    """The instant of the arrival; None where no day was typed."""
    on = day(values["arrived_at"])
    if on is None:
        return None
    now = local_time(clock.now()).time()
    at = dates.parse_time(values["arrived_time"] or "", now).time or now
    return from_local(on, at.hour, at.minute)


def _place(key: str | None) -> tuple[UUID | None, UUID | None]:
    kind, _, text = (key or "").partition(":")
    found = UUID(text) if text else None
    return (found, None) if kind == "place" else (None, found)


def _came(values: Mapping[str, Any]) -> str:
    """Referred by nobody knows whom is *andet*: that somebody referred is known."""
    came = values["came"] or ""
    return (values["referred_way"] or "other") if came == REFERRED else came


def _acute(values: Mapping[str, Any]) -> str:
    """``no``, ``not_asked``, or what is acute in the words of the note."""
    if values["acute"] != "yes":
        return values["acute"] or "not_asked"
    return values["note"].strip() or "ja"


def at_field(problem: Problem) -> Problem:
    """An extra place is chosen in the same field as any other."""
    if problem.field == "extra_place_room_id":
        return Problem("place_id", problem.code, problem.facts)
    return problem
