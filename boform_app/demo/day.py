"""The house log of the last days: what the shifts wrote, and what they have not read yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from boform_app.clock import FixedClock, from_local
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.admin import Actor
from boform_app.services.views.records import NoteCommand
from models import tables

_GOAL = "goal"
"""Among the readers: the resident's first goal."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A note of the demo.

    Attributes:
        back: Days before today; at: hour and minute.
        by: Initials of the author.
        about: First names; () is the house.
        corrected: Text of a correction, with the hour and minute it was written.
    """

    back: int
    at: tuple[int, int]
    by: str
    text: str
    about: tuple[str, ...] = ()
    kind: str = ""
    important: bool = False
    readers: tuple[str, ...] = ()
    corrected: tuple[str, int, int] | None = None


ENTRIES = (
    Entry(3, (14, 10), "MK", "Husmøde torsdag kl. 16. Dagsordenen hænger på tavlen.", kind="house"),
    Entry(
        2, (21, 20), "AD",
        "Per og Kim spillede skak til kl. 22. Begge ville gerne have et turneringsbræt.",
        ("Per", "Kim"), "day",
    ),
    Entry(
        1, (13, 40), "SB",
        "Tina har ringet til sin søster og inviteret hende på kaffe på lørdag.", ("Tina",), "day",
    ),
    Entry(
        1, (16, 30), "SB", "Brandøvelse tirsdag kl. 10. Alle har fået besked.", (), "house",
        important=True,
    ),
    Entry(
        1, (22, 5), "SB", "Ønsker tolk (somali) til samtalen i dag kl. 13.", ("Samira",),
        "agreement", readers=("handover",),
    ),
    Entry(
        0, (1, 40), "AD",
        "Vasken på vær. 7 drypper. Ole har selv sat en spand under. Vicevært kommer kl. 9.",
        ("Ole",), "house", important=True,
    ),
    Entry(
        0, (3, 10), "AD",
        "Urolig nat. Talt på gangen, fik te. Sov fra kl. 4. Spurgte til hunden, som er hos "
        "søsteren til onsdag.",
        ("Jonas",), "night", important=True, readers=("handover",),
    ),
    Entry(
        0, (6, 30), "AD", "Rolig morgen. Ti til morgenmad. Kaffemaskinen er afkalket.", (), "night"
    ),
    Entry(
        0, (8, 20), "SB",
        "Boliganvisningen ringede. Farid kan se en lejlighed torsdag kl. 13. Han vil gerne have "
        "en af os med.",
        ("Farid",), "agreement", readers=("handover", _GOAL), important=True,
        corrected=("Fremvisningen er kl. 15, ikke kl. 13.", 8, 45),
    ),
    Entry(
        0, (9, 5), "SB",
        "Flytter kl. 11. Vi har talt nøgler og kasser igennem. Hun vil gerne have, at vi ringer "
        "på onsdag.",
        ("Lise",), "conversation", readers=("status",),
    ),
)  # fmt: skip
PHRASES = (
    ("Rolig nat", "Rolig nat. Alle var i huset kl. 24."),
    ("Åbnede post sammen", "Åbnede post sammen og lagde regninger til side til mandag."),
    ("Ringede, intet svar", "Ringede uden at få svar. Prøver igen i morgen."),
)


class DayBook:
    """Writes the entries as their authors would."""

    def __init__(
        self, house: OpenHouse, clock: FixedClock, today: date, workers: Mapping[str, UUID]
    ) -> None:
        self._clock, self._today = clock, today
        with house.database.read() as session:
            staff = {row.id: row for row in session.scalars(select(tables.Staff))}
        self._hands = {
            initials: Services(house, _actor(staff[staff_id]))
            for initials, staff_id in workers.items()
        }

    def write(self) -> None:
        """Everything, oldest first; it must lie before the house's present moment."""
        now = self._clock.now()
        leader = self._hands["MK"].composing
        self._clock.set(from_local(self._today - timedelta(days=20), 10))
        for label, text in PHRASES:
            leader.keep_phrase(label, text, own=False)
        for entry in ENTRIES:
            at = from_local(self._today - timedelta(days=entry.back), *entry.at)
            if at <= now:
                self._clock.set(at)
                self._entry(entry)
        self._clock.set(now)
        self._hands["SB"].handover.mark_read()

    def _entry(self, entry: Entry) -> None:
        hand = self._hands[entry.by]
        here = {one.name.split()[0]: one.person_id for one in hand.composing.people()}
        about = tuple(here[name] for name in entry.about if name in here)
        if len(about) != len(entry.about):
            return
        readers = [key for key in entry.readers if key != _GOAL]
        if _GOAL in entry.readers:
            readers += [goal.key for goal in hand.composing.goals(about[0])[:1]]
        made = hand.notes.finish(
            NoteCommand(entry.text, about, entry.kind, entry.important, tuple(readers))
        )
        if entry.corrected is not None:
            text, hour, minute = entry.corrected
            self._clock.set(from_local(self._today - timedelta(days=entry.back), hour, minute))
            hand.notes.finish(NoteCommand(text, (), corrects_id=made.first("note")))


def _actor(row: tables.Staff) -> Actor:
    name = f"{row.first_name} {row.last_name}".strip()
    return Actor(row.id, row.first_name, name, row.initials, row.role, row.id)
