"""What a resident needs help with beside the help there is today (*indsatser og ydelser*).

Need and help stand beside each other in the order of the instrument. Nothing is ranked, and a need
that nobody helps with is said in words, never as a score (readiness.md 1.3: unmet need as the unit).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from boform_app.rules.instrument import Instrument
from boform_app.rules.readiness.answers import DOMAIN_IDS, Answers, Rating


@dataclass(frozen=True, slots=True)
class Help:
    """Help that is given now.

    Attributes:
        what: What it is called (``Økonomisk rådgivning``).
        from_whom: Who gives it, "" where it is not known; how_often: as it was written.
        domains: Ids of the areas it helps with.
    """

    what: str
    from_whom: str = ""
    how_often: str = ""
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedAndHelp:
    """One area: what the two voices say, and what helps today."""

    domain: str
    resident: Rating
    staff: Rating
    help: tuple[Help, ...]

    @property
    def needed(self) -> bool:
        """Whether any voice says that others must help."""
        return _level(self.resident) > 0 or _level(self.staff) > 0

    @property
    def gap(self) -> bool:
        """Somebody says help is needed, and nobody helps with it today."""
        return self.needed and not self.help


def needs_and_help(answers: Answers | None, given: Iterable[Help]) -> tuple[NeedAndHelp, ...]:
    """Areas where help is needed or given, in the instrument's order.

    Args:
        answers: Of the newest overview; None when nobody has talked about moving yet.
        given: Help in use today.
    """
    known = answers or Answers()
    helps = tuple(given)
    rows = (
        NeedAndHelp(
            domain,
            known.resident[index],
            known.staff[index],
            tuple(one for one in helps if domain in one.domains),
        )
        for index, domain in enumerate(DOMAIN_IDS)
    )
    return tuple(row for row in rows if row.needed or row.help)


def need_text(row: NeedAndHelp, instrument: Instrument, name: str) -> str:
    """Who says what, e.g. *Ole siger hjælp cirka hver uge.*; "" where no voice has a level."""
    own, ours = _level(row.resident), _level(row.staff)
    if own < 0 and ours < 0:
        return ""
    said = _own_words(own, instrument)
    if own == ours:
        return f"{name} siger {said}. Det vurderer vi også."
    parts = [f"{name} siger {said}."] if own >= 0 else []
    if ours >= 0:
        parts.append(f"Vi vurderer {_own_words(ours, instrument)}.")
    return " ".join(parts)


def help_text(row: NeedAndHelp) -> str:
    """Who helps, e.g. *Økonomisk rådgivning, Aalborg Kommune, hver uge.*; or that nobody does."""
    if not row.help:
        return "Ingen hjælper med det i dag."
    return " ".join(_one(help_) for help_ in row.help)


def _one(help_: Help) -> str:
    words = ", ".join(part for part in (help_.what, help_.from_whom, help_.how_often) if part)
    return words if words.endswith(".") else f"{words}."


def _level(rating: Rating) -> int:
    """The level; -1 for a reason and for what was not asked: neither is a need."""
    return rating if type(rating) is int else -1


def _own_words(level: int, instrument: Instrument) -> str:
    """The resident's scale in running text; both voices are told in the same words."""
    if level < 0:
        return ""
    if level == 0:
        return "ingen hjælp"
    return instrument.scale[level].resident
