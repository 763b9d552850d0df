"""What *Indstillinger, Brevtekster* shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LetterTextKind:
    """A kind of letter with texts the house may word itself.

    Attributes:
        own: How many of them the house has worded.
    """

    key: str
    title: str
    own: int


@dataclass(frozen=True, slots=True)
class LetterFieldView:
    """A field that can be inserted.

    Attributes:
        example: What it is on the sample letter.
        optional: It may be empty, so it stands in brackets with the words around it.
        required: It must stay in the text.
    """

    name: str
    example: str
    optional: bool
    required: bool

    @property
    def notation(self) -> str:
        """As it stands in a text."""
        return f"[{{{self.name}}}]" if self.optional else f"{{{self.name}}}"


@dataclass(frozen=True, slots=True)
class LetterPlaceView:
    """A text of a letter kind: what is shipped and what the house has in its place.

    Attributes:
        key: Names the place in ``save`` and ``reset``.
        heading: The heading it is printed under, and when.
        shipped: The program's own text, as it is typed.
        own: The house's text, "" when it has none.
        version: Of the house's row, 0 when there is none.
        unusable: The house's text no longer fits the program; the shipped one is printed.
        changed_by: First name; changed_at: UTC; empty while nothing was changed.
    """

    kind: str
    key: str
    heading: str
    shipped: str
    own: str
    version: int
    fields: tuple[LetterFieldView, ...]
    unusable: bool = False
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def text(self) -> str:
        """What is printed now."""
        return self.own if self.own and not self.unusable else self.shipped
