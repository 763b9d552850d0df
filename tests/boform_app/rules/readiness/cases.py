"""The eight acceptance cases of readiness.md 3.10, as they stand there, in a compact form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from boform_app.rules.readiness import (
    SYSTEM_IDS,
    Answers,
    DomainNote,
    Duration,
    HousingWish,
    Ratings,
    RefundClock,
    Situation,
    Status,
    SupportWish,
    SystemItem,
    WishToMove,
)

TODAY = date(2026, 3, 1)
LIMIT = 90


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    nights: int
    staff: str
    resident: str
    system: str
    wish: WishToMove | None = WishToMove.YES
    housing: HousingWish = HousingWish.OWN_HOME
    duration: Duration = Duration.UNDER_NINE_MONTHS
    support: SupportWish | None = None
    requirements: frozenset[str] = frozenset()
    transitions: frozenset[str] = frozenset()
    two_raters: bool = False
    fresh: bool = True

    def answers(self) -> Answers:
        note = DomainNote(noted_on=TODAY - timedelta(days=7)) if self.fresh else DomainNote()
        return Answers(
            wish_to_move=self.wish,
            housing_wish=self.housing,
            duration=self.duration,
            support_wish=self.support,
            requirements=self.requirements,
            transitions=self.transitions,
            two_raters=self.two_raters,
            staff=ratings(self.staff),
            resident=ratings(self.resident),
            notes=(note,) * 14,
        )

    def situation(self) -> Situation:
        """Refund limit 90. Where the paper states no stay day, the refund nights stand for it."""
        return Situation(
            items=items(self.system),
            stay_start=TODAY - timedelta(days=self.nights),
            refund=RefundClock(nights=self.nights, limit=LIMIT, limit_row="refusion-90"),
        )


def ratings(text: str) -> Ratings:
    """``0 1 – 4 …``; a dash is a rating that was not given, one dash alone is none at all."""
    marks = text.split()
    if marks == ["–"]:
        marks = marks * 14
    return tuple(None if mark == "–" else int(mark) for mark in marks)


_SHORT = {"m": Status.MISSING, "g": Status.UNDER_WAY, "i": Status.NOT_RELEVANT}


def items(text: str) -> dict[str, SystemItem]:
    """``C2m C7g20``: mangler, i gang (sendt 20 dage siden), i = ikke relevant; the rest opfyldt."""
    if text == "alle ukendt":
        return {}
    found = {item: SystemItem(item, Status.FULFILLED) for item in SYSTEM_IDS}
    for word in text.split():
        split = next(place for place, mark in enumerate(word) if mark in _SHORT)
        item, kind, sent = word[:split], word[split], word[split + 1 :]
        when = TODAY - timedelta(days=int(sent)) if sent else None
        found[item] = SystemItem(item, _SHORT[kind], sent=when)
    return found


BENT = Case(
    "Bent", 41, "0 0 1 0 0 0 1 0 0 0 0 0 1 0", "0 0 1 0 0 0 1 0 0 0 0 0 0 0", "C2m C7i C8i",
    two_raters=True,
)  # fmt: skip
SARA = Case(
    "Sara", 30, "1 2 2 1 1 1 0 2 0 2 1 0 1 1", "1 2 1 1 0 1 0 2 0 2 1 0 1 1",
    "C2g C3m C6g9 C7g20 C8m",
    housing=HousingWish.YOUTH_HOME,
    transitions=frozenset({"foerste_bolig"}),
)  # fmt: skip
JONAS = Case(
    "Jonas", 52, "2 1 3 2 2 2 1 2 3 2 3 1 2 2", "1 1 2 2 1 2 1 2 2 2 3 1 2 2",
    "C1m C2m C6m C7m C8m C11m",
    duration=Duration.LONGER,
)  # fmt: skip
TOMMY = Case(
    "Tommy", 66, "3 2 3 4 3 3 3 3 4 3 3 3 3 4", "2 1 3 3 2 2 3 3 3 – 3 2 – 4",
    "C2m C6m C7m C8m C12m",
    duration=Duration.LONGER,
    transitions=frozenset({"hjemloes_over_12_mdr"}),
    requirements=frozenset({"husdyr"}),
)  # fmt: skip
MAHMOUD = Case(
    "Mahmoud", 38, "0 0 2 1 0 0 0 1 0 0 0 0 1 1", "0 0 0 0 0 0 0 1 0 0 0 0 0 0", "C7i C8i",
    support=SupportWish.NO,
)  # fmt: skip
LISE = Case(
    "Lise", 5, "– – – – 1 1 2 – 0 – – 0 – –", "–", "alle ukendt",
    wish=None,
    duration=Duration.DOES_NOT_KNOW,
    fresh=False,
)  # fmt: skip
ANJA = Case(
    "Anja", 24, "0 2 1 1 0 1 1 2 0 1 3 0 2 1", "0 2 1 1 0 1 1 3 0 1 2 0 2 1",
    "C2g C7g8 C8g C12g",
    requirements=frozenset({"tryghed", "boern"}),
    two_raters=True,
)  # fmt: skip
PIOTR = Case(
    "Piotr", 72, "0 0 1 1 0 0 0 0 1 0 0 0 1 1", "–", "C1m C2m C3m C5m C6m C7i C8i C9m C10m",
)  # fmt: skip
