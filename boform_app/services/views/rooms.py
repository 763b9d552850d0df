"""What the window knows of the room board, moves, reservations, who waits and who got no place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from boform_app.rules.occupancy import Tally


@dataclass(frozen=True, slots=True)
class ReservationView:
    """A place kept for somebody (*reserveret*).

    Attributes:
        place_label: "9" or "9 A".
        name: Of the person, "" where there is no record or the person is protected and closed.
        for_whom: What is known instead: "mand".
        from_whom: "Randers".
    """

    id: UUID
    place_id: UUID
    place_label: str
    expected_on: date
    expected_time: str
    person_id: UUID | None
    name: str
    for_whom: str
    from_whom: str
    waiting_id: UUID | None = None

    @property
    def who(self) -> str:
        """The name, or what is known instead."""
        return self.name or self.for_whom


@dataclass(frozen=True, slots=True)
class AwayView:
    """Somebody who sleeps elsewhere; ``to_night`` None while nobody knows for how long."""

    absence_id: UUID
    kind: str
    from_night: date
    to_night: date | None


@dataclass(frozen=True, slots=True)
class TileView:
    """One place on the board.

    Attributes:
        state: ``occupied``, ``free``, ``dirty``, ``reserved`` or ``closed``.
        name: *Fornavn Efternavn* of who lives there, "" for a closed protected person.
        protected: A protected resident; ``hidden`` while not opened.
        nights: Of the stay up to the day of the board.
        next_kind: ``over``, ``soon``, ``wait``, ``ok``, ``none`` or "" when nothing is next.
        next_text: Two or three words: "Plan 20 døgn".
        next_why: The same in full, for the line below the board.
        arrived_today, leaves_today: Somebody came, or moves, on the day of the board.
        dirty: The room is to be cleaned, whatever else the tile says.
        note: Why the room is closed.
        until: The day a closed room is expected to open.
        reservation: The first one that holds on the day or later.
    """

    place_id: UUID
    room_id: UUID
    room_version: int
    label: str
    room: str
    floor: str
    extra: bool
    state: str
    stay_id: UUID | None = None
    person_id: UUID | None = None
    name: str = ""
    protected: bool = False
    hidden: bool = False
    nights: int = 0
    next_kind: str = ""
    next_text: str = ""
    next_why: str = ""
    arrived_today: bool = False
    leaves_today: bool = False
    dirty: bool = False
    note: str = ""
    until: date | None = None
    away: AwayView | None = None
    reservation: ReservationView | None = None


@dataclass(frozen=True, slots=True)
class FloorView:
    """A floor with its places in the order of the house."""

    name: str
    tiles: tuple[TileView, ...]

    @property
    def in_use(self) -> int:
        """Ordinary places somebody lives on."""
        return sum(tile.state == "occupied" and not tile.extra for tile in self.tiles)

    @property
    def extra(self) -> int:
        """Extra places somebody lives on."""
        return sum(tile.state == "occupied" and tile.extra for tile in self.tiles)

    @property
    def places(self) -> int:
        """Ordinary places."""
        return sum(not tile.extra for tile in self.tiles)


@dataclass(frozen=True, slots=True)
class RoomBoardView:
    """The board at an instant.

    Attributes:
        at: The instant; ``live`` when it is now.
        tonight: The evening that the night belongs to.
    """

    at: datetime
    day: date
    tonight: date
    live: bool
    floors: tuple[FloorView, ...]
    tally: Tally

    @property
    def tiles(self) -> tuple[TileView, ...]:
        """Every place in the order of the house."""
        return tuple(tile for floor in self.floors for tile in floor.tiles)

    def count(self, state: str) -> int:
        """Ordinary places in a state."""
        return sum(tile.state == state and not tile.extra for tile in self.tiles)


@dataclass(frozen=True, slots=True)
class RoomEvent:
    """A time in the history of a room.

    Attributes:
        kind: ``lived``, ``closed``, ``dirty`` or ``reserved``.
        starts_at: Instant in UTC; ``ends_at`` None while it lasts.
        who: Who lived there, or for whom the place was kept; "" where no name may be shown.
        note: Why it was closed, or how a reservation ended.
        by: Who said so.
    """

    kind: str
    place_label: str
    starts_at: datetime
    ends_at: datetime | None
    who: str = ""
    person_id: UUID | None = None
    note: str = ""
    by: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class NearView:
    """Somebody with whom the resident has a conflict, and who would be near.

    Attributes:
        near: ``same_room`` or ``side_by_side``.
    """

    name: str
    room: str
    near: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class MoveLook:
    """What a move would mean; it refuses nothing.

    Attributes:
        living: Names of who lives in the room, "" for a hidden one.
        taken_by: Who has the place itself, "" when it is free or the name is hidden.
        swap_stay_id: The stay on the place, which can be swapped with.
    """

    place_id: UUID
    place_label: str
    room_id: UUID
    room: str
    free: bool
    dirty: bool
    same: bool
    closed: bool
    note: str
    living: tuple[str, ...]
    taken_by: str
    swap_stay_id: UUID | None
    reservation: ReservationView | None
    near: tuple[NearView, ...]
    tally: Tally

    @property
    def can_be_kept(self) -> bool:
        """Nobody lives there, and it is open."""
        return self.free and not self.closed

    @property
    def plain(self) -> bool:
        """There is nothing to say first: free, open, not reserved, and no conflict near by."""
        return self.can_be_kept and not self.near and self.reservation is None


@dataclass(frozen=True, slots=True)
class MoveCommand:
    """Move a resident; a place, or the room in which an extra one is opened.

    Attributes:
        at: When the move was; None is now.
    """

    stay_id: UUID
    place_id: UUID | None = None
    extra_room_id: UUID | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReserveCommand:
    """Keep a place for somebody; a person, a name or what else is known.

    Attributes:
        expected_time: As typed; "" when it is not known.
    """

    place_id: UUID
    expected_on: date
    expected_time: str = ""
    person_id: UUID | None = None
    for_whom: str = ""
    from_whom: str = ""
    waiting_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class WaitingView:
    """Somebody who waits for a place, in the order they asked.

    Attributes:
        outcome: "" while waiting, then ``admitted``, ``found_other`` or ``no_contact``.
        reserved: "Vær. 9, 24-11" where a place is kept for them.
    """

    id: UUID
    version: int
    asked_at: datetime
    name: str
    person_id: UUID | None
    contact: str
    from_whom: str
    note: str
    outcome: str
    ended_on: date | None
    reserved: str = ""


@dataclass(frozen=True, slots=True)
class WaitCommand:
    """Somebody asked for a place and waits."""

    name: str
    asked_at: datetime | None = None
    person_id: UUID | None = None
    contact: str = ""
    from_whom: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RefusalView:
    """A contact that led to no place (*afvist henvendelse*).

    Attributes:
        reason: Key of the list ``refusal_reasons``.
        name: "" where nobody asked for it, or the person is protected and closed.
        from_letter: The letter *Afslag på optagelse* wrote it.
    """

    id: UUID
    at: datetime
    reason: str
    reason_text: str
    referred_to: str
    name: str
    note: str
    by: str
    from_letter: bool


@dataclass(frozen=True, slots=True)
class RefusalCommand:
    """Write a contact down; a name is not needed."""

    reason: str
    at: datetime | None = None
    reason_text: str = ""
    referred_to: str = ""
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Contacts without a place in a month, and how many for each reason."""

    first: date
    number: int
    by_reason: tuple[tuple[str, int], ...]
