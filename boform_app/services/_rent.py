"""The five figures behind the highest rent, as they are stored and as the rule reads them."""

from __future__ import annotations

from boform_app.errors import Problem
from boform_app.rules import rent
from boform_app.services.views.moving import RentBudget

FIGURES = tuple(f"{key}_kr" for key in rent.FIGURES)
HIGHEST_KR = 100_000


def worked_out(budget: RentBudget) -> rent.RentBudget:
    """The highest rent by the figures; preliminary while one is missing."""
    return rent.max_rent(
        income_after_tax=budget.income_after_tax_kr,
        housing_benefit=budget.housing_benefit_kr,
        fixed_costs=budget.fixed_costs_kr,
        instalments=budget.instalments_kr,
        disposable=budget.disposable_kr,
    )


def settled(budget: RentBudget) -> int | None:
    """The figure that letters may use: none while something is missing from it."""
    found = worked_out(budget)
    return None if found.is_preliminary else found.maximum


def problems(budget: RentBudget, max_rent_kr: int | None) -> list[Problem]:
    """``out_of_range`` at each figure that cannot be one."""
    figures = {name: getattr(budget, name) for name in FIGURES}
    figures["max_rent_kr"] = max_rent_kr
    return [
        Problem(name, "out_of_range")
        for name, amount in figures.items()
        if amount is not None and not 0 <= amount <= HIGHEST_KR
    ]
