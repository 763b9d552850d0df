"""What the window knows of the five conditions of § 110 stk. 5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from boform_app.services.views.people import StaffName


@dataclass(frozen=True, slots=True)
class ConditionItem:
    """One of the five conditions of § 110 stk. 5 with what shows it.

    Attributes:
        number: 1 to 5.
        key: ``action_plan``, ``place_assigned``, ``support_decision``, ``tenancy_and_support`` or
            ``can_move_in``.
        state: ``met``, ``waiting``, ``missing`` or ``not_relevant`` in this branch.
        shown_on: The day of the evidence, None while it is missing.
        what: The evidence in words ("Kontrakt 09-11-2026 · nøgler 23-11-2026").
        detail: More of it: the address, the words that were written, what it waits for.
        source: Where it is from: ``plan``, ``prerequisite``, ``support``, ``offer`` or ``hand``.
        waiting_days: Days since support was applied for, where that is what is missing.
        version: Of the row confirmed by hand, 0 where there is none.
    """

    number: int
    key: str
    title: str
    paragraph: str
    state: str
    shown_on: date | None
    what: str
    detail: str
    source: str
    confirmed_by: StaffName | None
    document_id: UUID | None
    waiting_days: int | None
    version: int


@dataclass(frozen=True, slots=True)
class ConditionsView:
    """The five conditions in one branch.

    Attributes:
        branch: ``own_home`` (1 to 4 count) or ``residential_offer`` (1, 2 and 5).
        met: The 2 of "2 af 4 er på plads".
        relevant: The 4 of it.
        on: The day they are read for: the planned move, else today.
    """

    stay_id: UUID
    branch: str
    on: date
    items: tuple[ConditionItem, ...]
    met: int
    relevant: int
    rule_rows: tuple[str, ...]

    @property
    def all_met(self) -> bool:
        """Whether the municipality could decide a discharge under stk. 5."""
        return self.met == self.relevant
