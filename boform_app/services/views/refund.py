"""The refund clock (*refusionsdøgn*) and § 176 a, for leaders only.

Apart from everything else that the window knows, so that no page about a resident and no letter
has it at hand; a test looks at who imports it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from boform_app.rules.refund import GUIDANCE, SENTENCE, RefundClock
from boform_app.rules.refund_flags import RefundFlag
from boform_app.rules.support_refund import SupportRefund
from boform_app.services.views.people import StaffName

DAY_NOTE = (
    "Talt som nætter, døgn med fravær regnet med. Kalenderdage er med ind- og udskrivningsdag."
)


@dataclass(frozen=True, slots=True)
class NightsView:
    """Nights in another § 110 boform, as told; both named nights count.

    Attributes:
        told_by: Who said so: the resident, a municipality, the other house.
        nights: How many.
    """

    id: UUID
    version: int
    house: str
    from_night: date
    to_night: date
    nights: int
    told_by: str
    noted_by: StaffName | None


@dataclass(frozen=True, slots=True)
class NightsCommand:
    """Nights in another house, new or changed.

    Attributes:
        nights_id: None for new ones.
    """

    person_id: UUID
    house: str
    from_night: date
    to_night: date
    told_by: str = ""
    nights_id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class RefundView:
    """The refund clock of one person, over all stays here and all nights told of elsewhere.

    Attributes:
        clock: None where there is nothing to count.
        flags: Rule E1 to E3.
        elsewhere: Nights told of other houses, oldest first.
        asked_on: When somebody asked about other houses in the present (or last) stay; until then
            the number is "mindst".
        guidance: To stand with every number.
        sentence: The fixed sentence of rule E.
        day_note: How the days were counted, for the tooltip.
    """

    person_id: UUID
    clock: RefundClock | None
    flags: tuple[RefundFlag, ...]
    elsewhere: tuple[NightsView, ...]
    asked_on: date | None
    guidance: str = GUIDANCE
    sentence: str = SENTENCE
    day_note: str = DAY_NOTE


@dataclass(frozen=True, slots=True)
class SupportRefundView:
    """§ 176 a: both periods, always for guidance.

    Attributes:
        discharged_on: The end of the latest stay, or its planned day; None without either.
        planned: ``discharged_on`` is only planned.
        own_home: Support in the own home (stk. 1), up to two years.
        residential: Botilbud § 107 (stk. 2), up to six months within a year.
    """

    person_id: UUID
    discharged_on: date | None
    planned: bool
    own_home: SupportRefund
    residential: SupportRefund
    guidance: str = GUIDANCE
    sentence: str = SENTENCE
