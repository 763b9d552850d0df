"""Talks and meetings about the demo's residents, written by the same services on their days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from boform_app.clock import from_local
from boform_app.demo.cast import Role
from boform_app.services.facade import Services
from boform_app.services.views.contacts import (
    Agreement,
    CaseworkerCommand,
    ContactCommand,
    MeetingCommand,
    ReplyCommand,
)

Step = tuple[int, Callable[[], None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Talked:
    """What was said about one resident; days are counted back, negative ones lie ahead.

    Attributes:
        worker: Name, title, telephone and its hours of the case worker, and when they were named.
        calls: Days back, and what came of each call from us about the handleplan.
        held: Days back of a meeting with minute; None without.
        ahead: Days until the next meeting; None without.
    """

    worker: tuple[str, str, str, str]
    named: int
    calls: tuple[tuple[int, str], ...] = ()
    held: int | None = None
    ahead: int | None = None


_TALKS = {
    "Ole Bach": Talked(
        worker=("Hanne Riis", "rådgiver, voksne", "12 34 56 80", "man.–tor. kl. 9–12"), named=27
    ),
    "Bent Aas": Talked(
        worker=("Jens Holt", "rådgiver, voksenteamet", "12 34 56 70", "hverdage kl. 9–11"),
        named=19,
        calls=((14, "Rådgiver vender tilbage."),),
    ),
    "Preben Juhl": Talked(
        worker=("Karen Lynge", "rådgiver", "12 34 56 60", "tirs.–tors. kl. 10–14"),
        named=110,
        calls=((80, "Planen er begyndt."), (45, "Ny rådgiver overtager. Navnet kommer.")),
        held=60,
        ahead=9,
    ),
}


class Talker:
    """Contact log and meetings of the residents who have a story."""

    def __init__(self, services: Services, today: date) -> None:
        self._services = services
        self._today = today

    def steps(self, role: Role, stay_id: UUID) -> list[Step]:
        """What happened, each with the days it lies back."""
        told = _TALKS.get(f"{role.first} {role.last}")
        if told is None:
            return []
        steps: list[Step] = [(told.named, partial(self._named, role, stay_id, told))]
        steps += [(days, partial(self._called, stay_id, told, words)) for days, words in told.calls]
        if told.held is not None:
            steps.append((told.held, partial(self._met, stay_id, told)))
        if told.ahead is not None:
            steps.append((1, partial(self._meeting_ahead, stay_id, told, told.ahead)))
        return steps

    def _named(self, role: Role, stay_id: UUID, told: Talked) -> None:
        name, title, phone, hours = told.worker
        self._services.caseworkers.save(
            CaseworkerCommand(role.municipality, name, title=title, phone=phone, phone_hours=hours)
        )
        self._services.contact_log.reply(ReplyCommand(stay_id, "caseworker", caseworker=name))

    def _called(self, stay_id: UUID, told: Talked, words: str) -> None:
        self._services.contact_log.write(
            ContactCommand(
                stay_id, "call", words, caseworker=told.worker[0], prerequisite_codes=("C6",)
            )
        )

    def _met(self, stay_id: UUID, told: Talked) -> None:
        days = told.held or 0
        meetings = self._services.meetings
        meetings.plan(
            MeetingCommand(
                from_local(self._today - timedelta(days=days), 10),
                stay_id=stay_id,
                place="Her i huset",
                participants=told.worker[0],
            )
        )
        held = meetings.of_stay(stay_id)[0]
        agreed = Agreement("Kommunen skriver handleplanen", told.worker[0], code="C6")
        meetings.hold(held.id, held.version, "Enige om mål og støtte.", [agreed])

    def _meeting_ahead(self, stay_id: UUID, told: Talked, days: int) -> None:
        self._services.contact_log.reply(
            ReplyCommand(
                stay_id,
                "meeting",
                self._today + timedelta(days=days),
                caseworker=told.worker[0],
                time="13.00",
                place="Kommunen",
            )
        )
