"""What the window knows of the monthly basis for invoices to the municipalities (*afregning*)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SettlementLine:
    """Nights of one resident at one rate, as printed.

    Attributes:
        name: The resident; ``cpr`` as printed, "" where none is known.
        first, last: First and last night.
        rate_ore: None where no rate is written in.
        own_home: The resident kept an own home.
    """

    stay_id: UUID
    person_id: UUID
    name: str
    cpr: str
    first: date
    last: date
    nights: int
    away: int
    paid: int
    rate_ore: int | None
    amount_ore: int
    own_home: bool = False


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """What a former month came to less or more, after its basis was made.

    Attributes:
        paid: Paid nights more or less.
    """

    month: date
    stay_id: UUID
    person_id: UUID
    name: str
    paid: int
    amount_ore: int


@dataclass(frozen=True, slots=True)
class SettlementView:
    """A basis that was made.

    Attributes:
        sent_on: None until somebody says that it was sent.
        channel: Danish label of how.
    """

    id: UUID
    version: int
    number: str
    month: date
    municipality_code: str
    total_ore: int
    made_on: date
    made_by: str
    sent_on: date | None
    channel: str
    annulled_on: date | None
    annulled_reason: str


@dataclass(frozen=True, slots=True)
class MunicipalityMonth:
    """One municipality and month.

    Attributes:
        state: ``open``, ``late`` (open, and the next basis takes its nights along as corrections),
            ``later`` (a later basis has taken them), ``no_rate``, ``made``, ``changed`` (made, and
            counted otherwise now), ``sent`` or ``sent_changed`` (what was asked for is not what is
            counted now: the difference comes as a correction next month).
        lines: As they were sent; as they are counted now while nothing was.
        amount_ore: Of the lines and corrections.
        settlement: The basis that holds; ``annulled`` those that do not any more.
        no_address: The municipality has no unit with an address.
    """

    code: str
    name: str
    state: str
    residents: int
    nights: int
    away: int
    paid: int
    amount_ore: int
    lines: tuple[SettlementLine, ...]
    corrections: tuple[CorrectionLine, ...]
    settlement: SettlementView | None
    annulled: tuple[SettlementView, ...]
    no_address: bool

    @property
    def everything(self) -> tuple[SettlementLine | CorrectionLine, ...]:
        """Lines and corrections."""
        return (*self.lines, *self.corrections)


@dataclass(frozen=True, slots=True)
class UnknownMunicipality:
    """A resident with nights in the month and no handlekommune: in no basis until one is known."""

    person_id: UUID
    name: str
    nights: int


@dataclass(frozen=True, slots=True)
class MonthView:
    """The page *Afregning* for a month.

    Attributes:
        over: The month has ended; before that nothing is made.
        rate_known: There is a rate for every night of the month.
        ever: Somebody has made a basis before, or written a rate in.
    """

    month: date
    over: bool
    rate_known: bool
    ever: bool
    rows: tuple[MunicipalityMonth, ...]
    unknown: tuple[UnknownMunicipality, ...]
    amount_ore: int
    nights: int
