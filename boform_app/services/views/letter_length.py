"""How long a letter is, and what it could do without."""

from __future__ import annotations

from dataclasses import dataclass

from boform_app.services.views.letters import LetterEdits


@dataclass(frozen=True, slots=True)
class SectionLengthView:
    """A section with its length in lines of running text."""

    key: str
    heading: str
    lines: int
    editable: bool


@dataclass(frozen=True, slots=True)
class ExcessView:
    """How far a letter is over its page limit.

    Attributes:
        pages: Pages it has now.
        limit: Most pages of the kind, 0 without a limit.
        lines_over: Lines that must go before it fits, about; 0 when it fits.
        longest: Its sections, longest first.
    """

    pages: int
    limit: int
    lines_over: int
    longest: tuple[SectionLengthView, ...]

    @property
    def fits(self) -> bool:
        """Whether it may be printed as long as it is."""
        return not self.limit or self.pages <= self.limit


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """Words that would go.

    Attributes:
        section: Key of the section; ``heading`` as printed.
        theme: Heading of the theme, or the day of a row.
        why: ``older_note``, ``goal``, or ``small_theme`` for what would be summed up in one line.
    """

    section: str
    heading: str
    theme: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ShorteningView:
    """A proposal; the author takes it or not, nothing is left out silently.

    Attributes:
        edits: The edits that would make the letter so long.
        left_out: What would go, in the order it was chosen.
        excess: Of the shortened letter; it may still be too long, then the author writes less.
    """

    edits: LetterEdits
    left_out: tuple[LeftOutView, ...]
    excess: ExcessView
