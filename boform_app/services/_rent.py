"""The five figures behind the highest rent, and the one figure that comes of them."""

from __future__ import annotations

from boform_app.errors import Problem
from boform_app.services.views.moving import RentBudget

FIGURES = (
    "income_after_tax_kr", "housing_benefit_kr", "fixed_costs_kr", "instalments_kr", "disposable_kr",
)  # fmt: skip
HIGHEST_KR = 100_000


def missing(budget: RentBudget) -> tuple[str, ...]:
    """Names of the figures nobody has written yet."""
    return tuple(name for name in FIGURES if getattr(budget, name) is None)


def calculated(budget: RentBudget) -> int | None:
    """Income after tax and housing benefit, less fixed costs, instalments and what is lived on.

    None while a figure is missing; never below 0 (readiness.md 3.5, C3).
    """
    income, benefit = budget.income_after_tax_kr, budget.housing_benefit_kr
    fixed, instalments, lived_on = (
        budget.fixed_costs_kr,
        budget.instalments_kr,
        budget.disposable_kr,
    )
    if income is None or benefit is None or fixed is None:
        return None
    if instalments is None or lived_on is None:
        return None
    return max(0, income + benefit - fixed - instalments - lived_on)


def problems(budget: RentBudget, max_rent_kr: int | None) -> list[Problem]:
    """``out_of_range`` at each figure that cannot be one."""
    figures = {name: getattr(budget, name) for name in FIGURES}
    figures["max_rent_kr"] = max_rent_kr
    return [
        Problem(name, "out_of_range")
        for name, amount in figures.items()
        if amount is not None and not 0 <= amount <= HIGHEST_KR
    ]
