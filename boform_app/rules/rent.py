"""The highest rent a resident can pay (*maksimal husleje*, C3), and an offer beside it.

Income after tax + housing benefit - fixed costs - instalments - disposable amount (readiness.md
3.5). Every figure is the house's to write and to change, in whole kroner a month; none is looked up
and none is weighed against anybody. The result decides nothing: a home can be offered and taken
above it, and the words say so without judging.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

FigureKey = Literal[
    "income_after_tax", "housing_benefit", "fixed_costs", "instalments", "disposable"
]
Fit = Literal["within", "above", "unknown"]

FIGURES: Mapping[FigureKey, str] = MappingProxyType(
    {
        "income_after_tax": "indtægt efter skat",
        "housing_benefit": "boligstøtte",
        "fixed_costs": "faste udgifter",
        "instalments": "afdrag",
        "disposable": "rådighedsbeløb",
    }
)
"""The figures in the order of the form, with their Danish names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RentBudget:
    """What is left for rent.

    Attributes:
        income_after_tax, housing_benefit, fixed_costs, instalments, disposable: As written, whole
            kroner a month; None where nobody wrote one.
        maximum: The highest rent, never below 0; None as long as the income is not known.
        balance: The same before it was cut off at 0.
        missing: Figures that nobody wrote; until then they count as 0.
    """

    income_after_tax: int | None
    housing_benefit: int | None
    fixed_costs: int | None
    instalments: int | None
    disposable: int | None
    maximum: int | None
    balance: int | None
    missing: tuple[FigureKey, ...]

    @property
    def is_preliminary(self) -> bool:
        """Whether a figure is missing."""
        return bool(self.missing)

    @property
    def words(self) -> str:
        """One or two sentences for the screen, "" when there is nothing to add to the figure."""
        said = []
        if self.maximum is None:
            return "Kan ikke regnes ud endnu. Indtægt efter skat mangler."
        if self.balance is not None and self.balance < 0:
            said.append("Med disse tal er der ikke penge til husleje.")
        if self.missing:
            said.append(
                f"Foreløbigt tal. Mangler: {', '.join(FIGURES[key] for key in self.missing)}."
            )
        return " ".join(said)


def max_rent(
    *,
    income_after_tax: int | None = None,
    housing_benefit: int | None = None,
    fixed_costs: int | None = None,
    instalments: int | None = None,
    disposable: int | None = None,
) -> RentBudget:
    """Work out the highest rent.

    Args:
        income_after_tax: Whole kroner a month, as every figure.
        housing_benefit: Expected *boligstøtte* for such a home.
        fixed_costs: Telephone, insurance, transport …
        instalments: On debts.
        disposable: The municipality's *rådighedsbeløb*.

    Raises:
        ValueError: A figure is negative.
    """
    figures: dict[FigureKey, int | None] = {
        "income_after_tax": income_after_tax,
        "housing_benefit": housing_benefit,
        "fixed_costs": fixed_costs,
        "instalments": instalments,
        "disposable": disposable,
    }
    if any(figure is not None and figure < 0 for figure in figures.values()):
        raise ValueError("a figure is below 0")
    balance = None
    if income_after_tax is not None:
        comes_in = income_after_tax + (housing_benefit or 0)
        balance = comes_in - (fixed_costs or 0) - (instalments or 0) - (disposable or 0)
    return RentBudget(
        income_after_tax=income_after_tax,
        housing_benefit=housing_benefit,
        fixed_costs=fixed_costs,
        instalments=instalments,
        disposable=disposable,
        maximum=None if balance is None else max(0, balance),
        balance=balance,
        missing=tuple(key for key, figure in figures.items() if figure is None),
    )


@dataclass(frozen=True, slots=True)
class RentFit:
    """An offered rent beside the highest one.

    Attributes:
        fit: ``within`` (also when equal), ``above``, or ``unknown`` where a figure is missing.
        difference: Kroner between the two, never below 0.
    """

    fit: Fit
    difference: int

    @property
    def words(self) -> str:
        """One neutral sentence."""
        if self.fit == "unknown":
            return "Kan ikke sammenlignes endnu."
        if self.difference == 0:
            return "Huslejen er den samme som det beregnede tal."
        amount = f"{self.difference:,}".replace(",", ".")
        side = "under" if self.fit == "within" else "over"
        return f"Huslejen er {amount} kr. {side} det beregnede tal."


def compare(budget: RentBudget, rent: int | None) -> RentFit:
    """An offer's rent (before housing benefit is taken off) beside the highest one."""
    if budget.maximum is None or rent is None:
        return RentFit("unknown", 0)
    fit: Fit = "within" if rent <= budget.maximum else "above"
    return RentFit(fit, abs(rent - budget.maximum))
