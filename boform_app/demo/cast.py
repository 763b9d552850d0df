"""Who lives in the demo house now: residents with a story each, so that every screen has something to show.

Days are counted back from the day the demo is made, so the house is always of today.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from boform_app.demo.invent import Invented, impossible_cpr

Ratings = tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """An Udflytningsoverblik to be made: days back, both voices, and the resident's own answers."""

    days_ago: int
    staff: str
    resident: str
    wish: str = "ja"
    duration: str = "laengere"
    support: str = "ja"
    housing: str = "egen_bolig"
    priorities: tuple[str, ...] = ("B1", "B3", "B2")
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One present resident.

    Attributes:
        nights: Nights in the house so far.
        worker: Initials of the key worker (*kontaktperson*).
        notice: Days after the decision on which the notice was sent; None when it was not.
        plan: Days back of request, reminder and receipt of the handleplan.
        items: Prerequisites by code: (status, days back).
        consent: Days back that consent to the municipality was given; None without.
        referral: Days back that the referral was sent; None without.
        alerts: Kind and text of considerations.
        absence: Kind and nights away counted back from last night; None when at home.
    """

    first: str
    last: str
    born: date
    room: str
    nights: int
    municipality: str
    worker: str
    situation: str = "friends_family"
    reason: str = "no_dwelling"
    came: str = "self"
    notice: int | None = 1
    plan: tuple[int | None, int | None, int | None] = (None, None, None)
    follow_up_in: int | None = None
    items: dict[str, tuple[str, int]] = field(default_factory=dict)
    overview: tuple[Overview, ...] = ()
    consent: int | None = None
    referral: int | None = None
    max_rent: int | None = None
    allergy: str = ""
    alerts: tuple[tuple[str, str], ...] = ()
    protected: bool = False
    cpr: str = "cpr"
    moves_today: bool = False
    delegated: bool = False
    absence: tuple[str, int] | None = None
    nationality: str = "Danmark"
    language: str = "dansk"


_AALBORG, _AARHUS, _RANDERS, _VIBORG = "0851", "0751", "0730", "0791"

ROLES: tuple[Role, ...] = (
    Role(
        first="Ole",
        last="Bach",
        born=date(1982, 6, 14),
        room="7",
        nights=44,
        municipality=_AALBORG,
        worker="MK",
        plan=(12, None, None),
        consent=7,
        max_rent=4100,
        items={
            "C1": ("in_progress", 34),
            "C2": ("missing", 34),
            "C7": ("missing", 30),
            "C8": ("missing", 30),
            "C10": ("fulfilled", 30),
        },
        overview=(
            Overview(
                days_ago=28,
                staff="2 1 2 2 1 1 1 3 2 2 1 ? 1 3",
                resident="1 1 1 2 1 1 1 2 1 2 1 0 1 1",
                duration="under_9_maaneder",
                words=0,
            ),
        ),
        alerts=(("contact_rule", "ring ikke før kl. 10"),),
    ),
    Role(
        first="Jonas",
        last="Lund",
        born=date(1980, 1, 12),
        room="12",
        nights=6,
        municipality=_AALBORG,
        worker="MK",
        notice=None,
        allergy="penicillin",
        alerts=(("animal", "Hund hos søsteren"),),
    ),
    Role(
        first="Samira",
        last="Yusuf",
        born=date(1991, 1, 3),
        room="14",
        nights=4,
        municipality=_AARHUS,
        worker="MK",
        notice=None,
        language="somali",
        nationality="Somalia",
        alerts=(("interpreter", "Somali"),),
    ),
    Role(
        first="Lise",
        last="Toft",
        born=date(1975, 9, 21),
        room="4",
        nights=98,
        municipality=_VIBORG,
        worker="SB",
        plan=(84, 70, 56),
        consent=60,
        max_rent=4300,
        moves_today=True,
        items={
            "C1": ("fulfilled", 80),
            "C2": ("fulfilled", 28),
            "C3": ("fulfilled", 28),
            "C4": ("fulfilled", 20),
            "C5": ("fulfilled", 40),
            "C7": ("in_progress", 56),
            "C8": ("missing", 20),
            "C9": ("fulfilled", 90),
        },
        overview=(
            Overview(
                days_ago=84,
                staff="1 2 1 1 1 1 1 2 0 1 1 0 2 1",
                resident="1 2 1 1 0 1 1 2 0 1 1 0 2 1",
                duration="under_9_maaneder",
                words=4,
            ),
            Overview(
                days_ago=50,
                staff="1 2 2 1 1 1 1 2 0 ? 1 0 1 1",
                resident="1 3 1 1 0 1 1 2 0 1 - 0 2 1",
                duration="under_9_maaneder",
                words=4,
            ),
            Overview(
                days_ago=20,
                staff="1 2 1 1 0 1 1 2 0 1 1 0 1 1",
                resident="1 2 1 1 0 1 1 2 0 1 1 0 1 1",
                duration="under_9_maaneder",
                words=4,
            ),
        ),
        referral=56,
    ),
    Role(
        first="Per",
        last="Holm",
        born=date(1969, 3, 30),
        room="5",
        nights=61,
        municipality=_AARHUS,
        worker="AD",
        plan=(50, 35, 21),
        follow_up_in=1,
        items={"C1": ("in_progress", 30)},
        overview=(
            Overview(
                days_ago=14,
                staff="1 1 2 2 1 1 2 1 2 2 1 1 1 2",
                resident="1 1 1 1 1 1 2 1 1 1 1 1 1 2",
                words=2,
            ),
        ),
    ),
    Role(
        first="Tina",
        last="Skov",
        born=date(1986, 11, 8),
        room="15",
        nights=88,
        municipality=_RANDERS,
        worker="MK",
        plan=(70, 41, None),
        consent=60,
        max_rent=3900,
        items={
            "C1": ("in_progress", 41),
            "C2": ("in_progress", 41),
            "C7": ("in_progress", 30),
            "C8": ("missing", 30),
        },
        overview=(
            Overview(
                days_ago=74,
                staff="1 2 2 2 1 1 1 2 1 2 2 0 1 2",
                resident="1 2 1 2 1 1 1 2 1 2 1 0 1 2",
                words=1,
            ),
            Overview(
                days_ago=18,
                staff="1 1 2 2 1 1 1 2 1 2 1 0 1 2",
                resident="1 1 1 2 1 1 1 2 1 2 1 0 1 2",
                words=1,
            ),
        ),
        referral=30,
    ),
    Role(
        first="Bent",
        last="Aas",
        born=date(1968, 4, 2),
        room="3",
        nights=112,
        municipality=_RANDERS,
        worker="MK",
        plan=(20, None, None),
        items={
            "C1": ("in_progress", 60),
            "C2": ("in_progress", 60),
            "C7": ("not_relevant", 60),
            "C8": ("not_relevant", 60),
        },
        overview=(
            Overview(
                days_ago=20,
                staff="0 0 1 0 0 0 1 0 0 0 0 0 1 0",
                resident="0 0 1 0 0 0 1 0 0 0 0 0 0 0",
                duration="under_9_maaneder",
                words=2,
            ),
        ),
    ),
    Role(
        first="Preben",
        last="Juhl",
        born=date(1961, 8, 17),
        room="1",
        nights=140,
        municipality=_AARHUS,
        worker="MK",
        plan=(126, 100, None),
        consent=100,
        items={
            "C1": ("in_progress", 120),
            "C2": ("in_progress", 120),
            "C3": ("missing", 90),
            "C7": ("in_progress", 90),
            "C8": ("missing", 90),
        },
        overview=(
            Overview(
                days_ago=126,
                staff="2 2 3 2 2 2 2 2 3 2 2 1 2 3",
                resident="1 2 2 2 1 2 2 2 2 2 2 1 2 2",
                words=3,
            ),
            Overview(
                days_ago=98,
                staff="2 2 3 3 2 2 ? 2 3 2 2 1 2 3",
                resident="1 2 3 2 1 2 - 3 - 2 2 1 2 2",
                words=3,
            ),
            Overview(
                days_ago=70,
                staff="2 1 3 2 2 2 2 3 3 2 ? 1 2 3",
                resident="1 1 2 2 1 2 2 3 2 2 2 1 1 2",
                words=3,
            ),
            Overview(
                days_ago=46,
                staff="2 1 3 2 2 1 2 2 2 2 2 1 2 3",
                resident="1 1 2 2 1 1 2 2 2 2 2 1 1 2",
                words=3,
            ),
            Overview(
                days_ago=22,
                staff="2 1 3 2 2 1 2 2 2 2 2 1 2 3",
                resident="1 1 2 2 1 1 2 2 2 2 2 1 2 2",
                words=3,
            ),
        ),
    ),
    Role(
        first="Mogens",
        last="Friis",
        born=date(1957, 12, 24),
        room="16",
        nights=63,
        municipality=_RANDERS,
        worker="AD",
        plan=(40, None, None),
        items={
            "C1": ("in_progress", 45),
            "C2": ("in_progress", 45),
            "C7": ("not_relevant", 45),
            "C8": ("not_relevant", 45),
        },
        overview=(
            Overview(
                days_ago=49,
                staff="0 1 1 0 1 0 1 0 0 0 1 0 1 1",
                resident="0 0 0 0 1 0 1 0 0 0 1 0 1 0",
                duration="under_9_maaneder",
            ),
            Overview(
                days_ago=12,
                staff="0 1 1 0 1 0 1 0 0 0 1 0 1 1",
                resident="0 0 0 0 1 0 1 0 0 0 1 0 1 0",
                duration="under_9_maaneder",
            ),
        ),
        absence=None,
    ),
    Role(
        first="Rikke Marie",
        last="Nissen",
        born=date(1991, 9, 2),
        room="8",
        nights=9,
        municipality=_RANDERS,
        worker="SB",
        protected=True,
        situation="friends_family",
        reason="violence_threats",
        alerts=(("safety", "Bank på to gange"),),
    ),
    Role(
        first="Kim",
        last="Dahl",
        born=date(1971, 2, 19),
        room="22",
        nights=33,
        municipality=_RANDERS,
        worker="SB",
        plan=(19, None, None),
        overview=(
            Overview(
                days_ago=19,
                staff="1 1 1 1 1 1 0 1 1 1 1 0 1 2",
                resident="1 1 1 1 1 1 0 1 1 1 1 0 1 1",
                words=4,
            ),
        ),
    ),
    Role(
        first="Piotr",
        last="Kowalski",
        born=date(1981, 7, 6),
        room="24",
        nights=72,
        municipality="",
        worker="AD",
        cpr="none",
        nationality="Polen",
        language="polsk",
        situation="rough_sleeping",
        notice=2,
        items={
            "C1": ("missing", 60),
            "C2": ("missing", 60),
            "C3": ("missing", 60),
            "C5": ("missing", 60),
            "C6": ("missing", 60),
            "C7": ("not_relevant", 60),
            "C8": ("not_relevant", 60),
            "C9": ("missing", 72),
            "C10": ("missing", 60),
        },
        overview=(
            Overview(
                days_ago=16,
                staff="0 0 1 1 0 0 0 0 1 0 0 0 1 1",
                resident="- - - - - - - - - - - - - -",
                duration="under_9_maaneder",
            ),
        ),
    ),
    Role(
        first="Mikkel",
        last="",
        born=date(1995, 5, 11),
        room="26",
        nights=0,
        municipality="",
        worker="SB",
        cpr="unknown",
        notice=None,
        delegated=True,
        situation="rough_sleeping",
    ),
    Role(
        first="Anne-Margrethe Christine Elisabeth",
        last="Rasmussen-Østergaard",
        born=date(1964, 10, 30),
        room="28",
        nights=15,
        municipality=_RANDERS,
        worker="SB",
        allergy="skaldyr",
    ),
    Role(
        first="Dorte",
        last="Bruun",
        born=date(1973, 1, 28),
        room="17",
        nights=35,
        municipality=_RANDERS,
        worker="SB",
        plan=(9, None, None),
        overview=(
            Overview(
                days_ago=8,
                staff="2 2 1 2 2 2 3 2 2 2 2 1 2 2",
                resident="1 2 1 2 1 2 2 2 1 2 2 1 1 2",
                words=3,
            ),
        ),
        absence=("hospital", 4),
    ),
    Role(
        first="Farid",
        last="Ahmadi",
        born=date(1989, 6, 25),
        room="21",
        nights=52,
        municipality=_AALBORG,
        worker="AD",
        plan=(38, 24, 11),
        follow_up_in=11,
        items={"C1": ("in_progress", 30)},
        overview=(
            Overview(
                days_ago=6,
                staff="1 2 2 2 1 1 2 1 2 2 3 1 2 2",
                resident="1 1 2 2 1 1 1 1 2 2 2 1 1 2",
                words=1,
            ),
        ),
        language="arabisk",
    ),
    Role(
        first="Sara",
        last="Winther",
        born=date(2003, 4, 17),
        room="30",
        nights=30,
        municipality=_AARHUS,
        worker="AD",
        plan=(9, None, None),
        consent=20,
        items={
            "C2": ("in_progress", 20),
            "C3": ("missing", 20),
            "C7": ("in_progress", 20),
            "C8": ("missing", 20),
        },
        overview=(
            Overview(
                days_ago=16,
                staff="1 2 2 1 1 1 0 2 0 2 1 0 1 1",
                resident="1 2 1 1 0 1 0 2 0 2 1 0 1 1",
                duration="under_9_maaneder",
                housing="ungdomsbolig",
                words=4,
            ),
        ),
    ),
    Role(
        first="Tommy",
        last="Ravn",
        born=date(1977, 9, 9),
        room="33",
        nights=66,
        municipality=_RANDERS,
        worker="MK",
        situation="rough_sleeping",
        plan=(52, 30, None),
        consent=40,
        items={
            "C2": ("missing", 40),
            "C7": ("missing", 40),
            "C8": ("missing", 40),
            "C12": ("missing", 40),
        },
        overview=(
            Overview(
                days_ago=24,
                staff="3 2 3 4 3 3 3 3 4 3 3 3 3 4",
                resident="2 1 3 3 2 2 3 3 3 - 3 2 - 4",
                words=1,
            ),
        ),
        alerts=(("animal", "Hund"),),
    ),
    Role(
        first="Lone",
        last="Vinther",
        born=date(1970, 3, 3),
        room="38",
        nights=22,
        municipality=_RANDERS,
        worker="AD",
        plan=(8, None, None),
        overview=(
            Overview(
                days_ago=8,
                staff="1 1 1 1 1 0 1 1 0 1 1 0 1 1",
                resident="1 1 1 1 1 0 1 1 0 1 1 0 1 1",
                words=2,
            ),
        ),
    ),
)

CLOSED_ROOM = ("6", "Vandskade")
DIRTY_ROOM = "9"
FREE_ROOMS = ("10", "11")

# Former residents somebody will ask for: who, room, nights back of arrival and end, kind of end.
# The rooms are free now, and history leaves them before.
REMEMBERED = (
    (
        Invented(
            "Kim",
            "Dahl",
            date(1988, 5, 3),
            impossible_cpr(date(1988, 5, 3)),
            "Danmark",
            "dansk",
            "",
        ),
        "10",
        113,
        106,
        "moved_own_wish",
    ),
    (
        Invented(
            "Flemming",
            "Overgaard",
            date(1979, 8, 14),
            impossible_cpr(date(1979, 8, 14)),
            "Danmark",
            "dansk",
            "",
        ),
        "11",
        60,
        35,
        "expulsion",
    ),
)
