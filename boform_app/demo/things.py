"""What the demo house does, keeps and hands out: tasks, appointments, keys, post, storage, medicine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from boform_app.clock import FixedClock, from_local
from boform_app.services.facade import Services
from boform_app.services.views.things import (
    AppointmentCommand,
    MedicineCommand,
    MoveCommand,
    TaskCommand,
    ThingCommand,
)

_TASKS = (
    # Title, note, days ahead, hour, every how many days, initials, room.
    ("Mål temperatur i køleskabene", "Skema hænger på døren.", 0, "10.00", 1, "", ""),
    ("Skift sengetøj på det ledige værelse", "", 0, "", None, "SB", "11"),
    ("Tjek røgalarmer", "Alle etager og kælderen.", 3, "", 30, "AD", ""),
    ("Ring til VVS om vasken på vær. 7", "Spørg efter Jens.", -1, "", None, "", "7"),
    ("Bestil kaffe og rengøring", "", 5, "", 14, "MK", ""),
    ("Ny pære i opgangen", "", None, "", None, "", ""),
)
_APPOINTMENTS = (
    # Title, first name or "", days ahead, from, to, place, initials, reminder.
    ("Tandlæge", "Ole", 1, (10, 0), (10, 45), "Nørregade 8", "SB", 1),
    ("Fremvisning af lejlighed", "Farid", 3, (15, 0), (16, 0), "Vejgaard", "SB", 1),
    ("Brandøvelse", "", 1, (10, 0), (10, 30), "Hele huset", "MK", 1),
    ("Husmøde", "", 3, (16, 0), (17, 0), "Stuen", "", None),
    ("Dyrlæge med hunden", "Jonas", 2, (9, 30), None, "", "", None),
    ("Personalemøde", "", 0, (13, 0), (14, 30), "Kontoret", "", None),
)
_KEYS = (("Ole", "Vær. 7", "7-2"), ("Per", "Vær. og cykelkælder", "14"), ("Tina", "Værelse", "22"))
_POST = (("Kim", "Brev", "Udbetaling Danmark"), ("Tina", "Pakke", "Bring"))
_STORED = (
    ("Lise", "Fire flyttekasser", "kælderen, reol B", 2),
    ("Jonas", "Cykel uden hjul", "skuret", 20),
)
_MEDICINE = (
    # First name, label, number, unit, handed out so far.
    ("Ole", "Panodil 500 mg, 1 æske", 20, "piller", (2, 2, 2)),
    ("Tina", "Ventoline, inhalator", 1, "stk.", ()),
)


class HouseThings:
    """Writes them as the colleagues would."""

    def __init__(
        self,
        clock: FixedClock,
        today: date,
        hands: Mapping[str, Services],
        here: Mapping[str, UUID],
        staff: Mapping[str, UUID],
    ) -> None:
        self._clock, self._today = clock, today
        self._hands, self._here, self._staff = hands, here, staff

    def write(self) -> None:
        """Everything, on the days before today."""
        now = self._clock.now()
        self._clock.set(from_local(self._today - timedelta(days=6), 12))
        self._tasks()
        self._appointments()
        self._kept()
        self._medicine()
        self._clock.set(from_local(self._today - timedelta(days=1), 10, 5))
        tasks = self._hands["SB"].house_tasks
        first = next((one for one in tasks.rows() if one.every_days == 1), None)
        if first is not None:
            tasks.done(first.id, first.version)
        self._clock.set(now)

    def _tasks(self) -> None:
        rooms = {room.number: room.id for room in self._hands["MK"].rooms.board()}
        for title, note, ahead, at, every, to, room in _TASKS:
            # The daily one was last due yesterday, so that somebody can have done it.
            day = None if ahead is None else self._today + timedelta(days=ahead)
            if every == 1 and day is not None:
                day -= timedelta(days=1)
            self._hands["MK"].house_tasks.save(
                TaskCommand(title, note, day, at, every, rooms.get(room), self._staff.get(to))
            )

    def _appointments(self) -> None:
        for title, name, ahead, start, end, place, by, remind in _APPOINTMENTS:
            if name and name not in self._here:
                continue
            day = self._today + timedelta(days=ahead)
            self._hands["SB"].appointments.save(
                AppointmentCommand(
                    title,
                    from_local(day, *start),
                    from_local(day, *end) if end else None,
                    place=place,
                    person_id=self._here.get(name),
                    staff_id=self._staff.get(by),
                    remind_days=remind,
                )
            )

    def _kept(self) -> None:
        keeping = self._hands["AD"].keeping
        for name, what, detail in _KEYS:
            self._put(ThingCommand("key", self._id(name), what, detail), name)
        self._clock.set(from_local(self._today - timedelta(days=1), 11, 40))
        for name, what, detail in _POST:
            self._put(ThingCommand("post", self._id(name), what, detail), name)
        for name, what, detail, days in _STORED:
            until = self._today + timedelta(days=days)
            self._put(ThingCommand("belonging", self._id(name), what, detail, until_on=until), name)
        back = next(iter(keeping.rows("key")[2:]), None)
        if back is not None:
            keeping.gone(back.id, back.version, "returned")

    def _put(self, command: ThingCommand, name: str) -> None:
        if name in self._here:
            self._hands["AD"].keeping.save(command)

    def _medicine(self) -> None:
        second = self._staff["SB"]
        medicines = self._hands["AD"].medicines
        for name, label, number, unit, out in _MEDICINE:
            if name not in self._here:
                continue
            self._clock.set(from_local(self._today - timedelta(days=4), 20, 15))
            made = medicines.keep(MedicineCommand(self._id(name), label, number, second, unit))
            left, medicine = number, made.first("medicine")
            for n, many in enumerate(out):
                self._clock.set(from_local(self._today - timedelta(days=3 - n), 20, 30))
                medicines.move(MoveCommand(medicine, left, "out", many, second))
                left -= many

    def _id(self, name: str) -> UUID:
        return self._here.get(name, UUID(int=0))
