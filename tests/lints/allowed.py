"""The exceptions from our own lints; each says why, and one that is no longer used must go."""

from __future__ import annotations

from dataclasses import dataclass

from tests.lints.sources import Finding


@dataclass(frozen=True, slots=True)
class Allowance:
    """One exception.

    Attributes:
        rule: Name of the rule.
        path: The file it is for.
        found: The text that may stand there, "" for any.
        why: Reason for the reader.
    """

    rule: str
    path: str
    found: str
    why: str

    def covers(self, finding: Finding) -> bool:
        """Whether ``finding`` is this exception."""
        same_place = (finding.rule, finding.path) == (self.rule, self.path)
        return same_place and self.found in {"", finding.found}


ALLOWED: tuple[Allowance, ...] = (
    Allowance(
        "weekdays-in-rules",
        "models/values/dates.py",
        ".weekday()",
        "reads what is typed (mandag, sidste fredag, +3 hverdage); no legal date is made there",
    ),
    Allowance(
        "time-from-clock",
        "models/base.py",
        "time.time_ns",
        "the leading bits of an id only keep ids in order; nobody reads a time from them",
    ),
)
