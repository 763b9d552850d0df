"""What the window knows of a stack: several letters that are made, printed and sent in one go."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from boform_app.services.views.letters import LetterView, RecipientChoice


@dataclass(frozen=True, slots=True)
class StackWish:
    """A letter that is wanted.

    Attributes:
        about: What it is about, as the field of that name takes it: a letter's id or the code of a
            prerequisite; "" lets the letter choose.
    """

    person_id: UUID
    kind: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class StackItem:
    """One letter of the stack as it would be made now; nothing has been rendered.

    Attributes:
        name: *Efternavn, Fornavn*; "Beskyttet" for a protected resident that is not open.
        problems: Codes that keep it out of the stack, as in a proposal; ``reason_needed`` for a
            protected resident that is not open, ``not_allowed`` where the role may not make it,
            ``nothing_asked`` for a reminder of what nobody was asked for.
        missing: Key and name of required facts that are not there.
        drafted: It is made from the actor's own draft.
    """

    wish: StackWish
    title: str
    name: str
    recipient: RecipientChoice | None
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    drafted: bool = False


@dataclass(frozen=True, slots=True)
class StackMade:
    """What came of making a stack.

    Attributes:
        made: Letters that were made, in order.
        left: Letters that were not, with their problems.
        cancelled: Somebody stopped it: ``made`` stand in the register, the rest was not begun.
    """

    made: tuple[LetterView, ...]
    left: tuple[StackItem, ...]
    cancelled: bool = False
