"""What the window knows of support and home.

The five conditions that rest on them stand in ``views/conditions.py``; nights for the refund clock
stand apart in ``views/refund.py``, because they are for leaders only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from boform_app.rules.homes import HomeStep

SUPPORT_METHODS = ("section_85", "cti", "icm", "act", "other")
"""Keys of ``support.method``, as on the answer form; all but ``other`` are the instrument's."""

DECISIONS = ("granted", "granted_otherwise", "refused")


@dataclass(frozen=True, slots=True)
class SupportProposal:
    """What the last Udflytningsoverblik proposes.

    Attributes:
        method: Key of ``SUPPORT_METHODS``, "" where it proposes no lasting support.
        label: As the instrument names it ("CTI", "Ingen fast støtte").
        criterion: The criterion text that goes with it.
        assessed_on: The day of the overview.
        wanted: Proposed and not declined by the resident.
        wished_from: Whom the resident wants support from, own words.
    """

    method: str
    label: str
    criterion: str
    assessed_on: date
    wanted: bool
    wished_from: str


@dataclass(frozen=True, slots=True)
class AppealView:
    """Until when a decision can be appealed.

    Attributes:
        last_day: As counted by law, never moved.
        next_working_day: The last day itself, or the next one on which an office is open; on
            screen only.
        days_left: Negative when the day has passed.
        via: To whom the appeal is sent: ``municipality`` or ``house``.
    """

    last_day: date
    next_working_day: date
    days_left: int
    via: str
    paragraph: str
    rule_rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedPersonRight:
    """Whether the resident has a right to a named person (§ 85 a stk. 3-6).

    Attributes:
        holds: False until the dated row is confirmed.
        note: What to do while it is not.
        rule_row: Id of the row, "" where none is valid.
    """

    holds: bool
    note: str
    paragraph: str
    rule_row: str


@dataclass(frozen=True, slots=True)
class SupportView:
    """Support in the own home (§ 85, § 85 a) of one stay.

    Attributes:
        version: 0 while nothing has been written.
        proposal: From the last overview, None without one.
        method: What the house proposes, "" while nothing was chosen.
        criterion: Its text as kept.
        decision: "", or one of ``DECISIONS``.
        granted_label: What the resident gets, in words; "" without a granted decision.
        reason_missing: Something was refused or changed, and no reason of the municipality stands here.
        wish_followed: None until the municipality has said.
        wish_reason_missing: The wish is not followed and no reason stands here (§ 85 a stk. 2).
        waited_days: Days since support was applied for, None when decided or not applied for.
        appeal: Where the decision can be appealed and the day of receipt is known.
        wanted: Whether support is proposed and wanted; None when nobody knows.
    """

    stay_id: UUID
    version: int
    proposal: SupportProposal | None
    method: str
    method_label: str
    criterion: str
    applied_on: date | None
    promised_on: date | None
    waited_days: int | None
    wanted: bool | None
    decision: str
    decided_on: date | None
    received_on: date | None
    granted_method: str
    granted_label: str
    reason: str
    reason_missing: bool
    appeal: AppealView | None
    wished_supplier: str
    wished_person: str
    wish_followed: bool | None
    wish_reason: str
    wish_reason_missing: bool
    named_person: NamedPersonRight
    supplier: str
    supporter: str
    supporter_phone: str
    met_on: date | None
    starts_on: date | None
    document_id: UUID | None
    document_name: str

    @property
    def named_person_right(self) -> bool:
        """Whether a named person is a right today."""
        return self.named_person.holds


@dataclass(frozen=True, slots=True)
class SupportCommand:
    """What is proposed, applied for and wished; the whole form, "" and None empty a field.

    Attributes:
        method: Key of ``SUPPORT_METHODS`` or "".
        criterion: "" takes the instrument's text of the method.
    """

    stay_id: UUID
    version: int
    method: str = ""
    criterion: str = ""
    applied_on: date | None = None
    promised_on: date | None = None
    wished_supplier: str = ""
    wished_person: str = ""


@dataclass(frozen=True, slots=True)
class DecisionCommand:
    """The municipality's decision on support.

    Attributes:
        decision: One of ``DECISIONS``; "" takes a decision away that was written by mistake.
        received_on: The day it was received, from which the appeal period runs.
        granted_method: Needed with ``granted_otherwise``.
        reason: The municipality's reason for refusing or for granting something else.
        document: A PDF to keep with it; or ``document_id`` of one that is here already.
    """

    stay_id: UUID
    version: int
    decision: str
    decided_on: date | None = None
    received_on: date | None = None
    granted_method: str = ""
    reason: str = ""
    wish_followed: bool | None = None
    wish_reason: str = ""
    document_id: UUID | None = None
    document: bytes | None = None
    document_name: str = ""


@dataclass(frozen=True, slots=True)
class SupporterCommand:
    """Who gives the support; the whole form, "" and None empty a field."""

    stay_id: UUID
    version: int
    supplier: str = ""
    supporter: str = ""
    supporter_phone: str = ""
    met_on: date | None = None
    starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class RentBudget:
    """What a home may cost, whole kroner a month; None where nobody has asked."""

    income_after_tax_kr: int | None = None
    housing_benefit_kr: int | None = None
    fixed_costs_kr: int | None = None
    instalments_kr: int | None = None
    disposable_kr: int | None = None


@dataclass(frozen=True, slots=True)
class HousingSearchView:
    """What home is looked for, and what rent the resident can pay.

    Attributes:
        version: 0 while nothing has been written; types and requirements are then the overview's.
        step: Where the way to a home stands.
        home_types: Keys of the list ``home_types``.
        requirements: Keys of the instrument's part F.
        from_overview: Types and requirements come from the last overview and are not yet kept.
        calculated_kr: The highest rent by the five figures, None without an income.
        preliminary: A figure is missing; then the calculated one is not taken for letters.
        missing_figures: Names of the figures of ``RentBudget`` that are missing.
        rent_words: What to say beside the figure, "" when nothing needs to be said.
        max_rent_kr: The figure that letters and overview use (``stay.max_rent_kr``).
        by_hand: It is another figure than the calculated one.
    """

    stay_id: UUID
    version: int
    step: HomeStep
    nominated_on: date | None
    listed_on: date | None
    home_types: tuple[str, ...]
    requirements: tuple[str, ...]
    requirement_text: str
    from_overview: bool
    areas: str
    areas_to_avoid: str
    household: str
    attachment: str
    deposit_finance: str
    income_source: str
    budget: RentBudget
    calculated_kr: int | None
    preliminary: bool
    missing_figures: tuple[str, ...]
    rent_words: str
    max_rent_kr: int | None
    by_hand: bool


@dataclass(frozen=True, slots=True)
class SearchCommand:
    """The whole form; "" and None empty a field.

    Attributes:
        max_rent_kr: A figure typed by hand wins; None takes the calculated one, and none at all
            while that is preliminary.
    """

    stay_id: UUID
    version: int
    nominated_on: date | None = None
    listed_on: date | None = None
    home_types: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    requirement_text: str = ""
    areas: str = ""
    areas_to_avoid: str = ""
    household: str = ""
    attachment: str = ""
    deposit_finance: str = ""
    income_source: str = ""
    budget: RentBudget = field(default_factory=RentBudget)
    max_rent_kr: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that an accepted home, or one given back, calls for; nothing is written by itself.

    Attributes:
        field: ``new_address``, ``destination``, ``planned_end_on`` or ``end_kind`` of the stay, or
            ``C4`` for a prerequisite to look at; ``no_move`` for a planned move that has no home.
        value: As the command takes it.
    """

    field: str
    value: str | date


@dataclass(frozen=True, slots=True)
class OfferView:
    """One home that was offered.

    Attributes:
        step: How far it has come.
        branch: ``own_home`` or ``residential_offer``.
        over_max_kr: Rent above the highest the resident can pay, 0 when within, None when unknown.
        rent_text: Rent and maximum in neutral words; "" without a rent.
        resident_reason: The resident's own words to a refusal.
    """

    id: UUID
    version: int
    step: HomeStep
    home_type: str
    home_type_label: str
    branch: str
    address: str
    landlord: str
    rent_kr: int | None
    deposit_kr: int | None
    over_max_kr: int | None
    rent_text: str
    offered_on: date
    answer_by: date | None
    visit_at: datetime | None
    visited_on: date | None
    answer: str
    answered_on: date | None
    resident_reason: str
    contract_on: date | None
    move_in_on: date | None
    keys_on: date | None
    moved_in_on: date | None
    document_id: UUID | None


@dataclass(frozen=True, slots=True)
class OffersView:
    """The homes of one stay, newest first; nobody counts what was declined.

    Attributes:
        step: Where the way to a home stands.
        suggestions: What the accepted home would fill in on the stay, where the stay says
            something else or nothing.
    """

    stay_id: UUID
    step: HomeStep
    max_rent_kr: int | None
    offers: tuple[OfferView, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class OfferCommand:
    """A home that was offered, or a change to it.

    Attributes:
        offer_id: None for a new one.
        home_type: Key of the list ``home_types`` or "".
    """

    stay_id: UUID
    offered_on: date
    offer_id: UUID | None = None
    version: int = 0
    home_type: str = ""
    address: str = ""
    landlord: str = ""
    rent_kr: int | None = None
    deposit_kr: int | None = None
    answer_by: date | None = None
    visit_at: datetime | None = None
    document_id: UUID | None = None
