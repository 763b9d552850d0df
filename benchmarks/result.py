"""One row of the table, and the table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured.

    Attributes:
        name: What was done, e.g. "two-page letter".
        value: How much it took, in ``unit``.
        unit: "ms", "MB" ...
        floor: The least it could take, measured in the same run by simpler means; ``None`` where
            the limit is an amount.
        floor_name: What the floor is, e.g. "bare ReportLab + pikepdf.pdfa".
        limit: Highest ratio to the floor; without a floor, the highest ``value``.
        goal: A ratio or value to strive for, if it differs from the limit.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    floor_name: str = ""
    limit: float | None = None
    goal: float | None = None

    @property
    def ratio(self) -> float | None:
        """Value to floor; ``None`` without a floor."""
        return None if self.floor is None else self.value / self.floor

    @property
    def within(self) -> bool | None:
        """Whether the limit is kept; ``None`` without a limit."""
        if self.limit is None:
            return None
        return (self.value if self.ratio is None else self.ratio) <= self.limit


HEAD = ("what", "took", "floor", "ratio", "limit", "goal", "")


def table(results: Iterable[Result]) -> str:
    """The results as text, one line each, columns aligned."""
    rows = [HEAD, *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _row(result: Result) -> tuple[str, ...]:
    floor = "" if result.floor is None else f"{_amount(result.floor, result.unit)}"
    if result.floor_name:
        floor = f"{floor} ({result.floor_name})"
    ratio = "" if result.ratio is None else f"{result.ratio:.2f} x"
    verdict = {True: "within", False: "OVER", None: ""}[result.within]
    return (
        result.name,
        _amount(result.value, result.unit),
        floor,
        ratio,
        _bound(result, result.limit),
        _bound(result, result.goal),
        verdict,
    )


def _amount(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}"


def _bound(result: Result, bound: float | None) -> str:
    if bound is None:
        return ""
    return f"{bound:g} {result.unit}" if result.floor is None else f"{bound:g} x"
