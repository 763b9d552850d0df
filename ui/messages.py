"""Sentences for everything that can be refused, and the only maker of message dialogs.

Services raise codes; here they become Danish. Messages stand in the page or in the notice strip; a
dialog is the exception (start-up trouble and the six confirmations) and never runs a nested loop.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from boform_app.errors import (
    Conflict,
    EnvironmentTrouble,
    ForeignFile,
    KeysDropped,
    NotAllowed,
    NotFound,
    NothingToUndo,
    Problem,
    RecoveryKeyMistyped,
    ValidationFailed,
    WrongPassphrase,
    WrongRecoveryKey,
)
from models.values import dates
from ui.sentences import PROBLEMS, TROUBLES


@dataclass(frozen=True, slots=True)
class Said:
    """A message.

    Attributes:
        title: A few words, for a dialog's heading.
        text: The sentence or two that stand in the page.
        number: Short number to read on the telephone; "" when the person can mend it.
    """

    title: str
    text: str
    number: str = ""


@runtime_checkable
class _Says(Protocol):
    def say(self, words: str, action: str = "", then: Callable[[], None] | None = None) -> None: ...


class _Facts(dict[str, Any]):
    """A sentence with a fact missing keeps a gap instead of failing in front of the person."""

    def __missing__(self, key: str) -> str:
        return "…"


def words(code: str, facts: Mapping[str, Any] | None = None) -> str:
    """The sentence of a code."""
    known = dict(facts or {})
    if code.startswith("cpr_") and code not in PROBLEMS:
        code = code.replace("cpr_", "cpr.", 1)
    if code == "place_taken" and known.get("by"):
        code = "place_taken_by"
    if code == "place_used_since" and known.get("by"):
        code = "place_given_since"
    if code == "cpr.wrong_length" and known.get("digits") == 9:
        code = "cpr.one_missing"
    sentence = PROBLEMS.get(code)
    if sentence is None:
        return f"Det kan ikke gemmes sådan ({code})."
    return sentence.format_map(_Facts({key: _shown(value) for key, value in known.items()}))


def lines(count: int) -> str:
    """``1 linje``, ``12 linjer``: what a letter must lose."""
    return "1 linje" if count == 1 else f"{count} linjer"


def sentence(problem: Problem) -> str:
    """The sentence of a problem that a service found."""
    return words(problem.code, problem.facts)


def describe(error: Exception) -> Said:
    """What to say about any error."""
    for kind, say in _SAY:
        if isinstance(error, kind):
            return say(error)
    number = f"{zlib.crc32(type(error).__qualname__.encode()) % 0x10000:04X}"
    return Said(
        "Noget gik galt",
        f"Noget gik galt, men alt, du har skrevet, er gemt. Nummer {number}.",
        number,
    )


def present(error: Exception, where: QWidget) -> None:
    """Say it in the notice strip of the window, or in a panel where there is none."""
    said = describe(error)
    window = where.window()
    if isinstance(window, _Says):
        window.say(said.text)
        return
    tell(window, said.title, said.text)


def tell(parent: QWidget | None, title: str, text: str, close: str = "Luk") -> QWidget:
    """A message panel with one button; only where no page can hold the message."""
    from ui.dialogs.panel import Panel  # noqa: PLC0415 (dialogs are rare; keeps the start quick)

    panel = Panel(parent, title, text)
    panel.add_button(close, kind="primary", safe=True)
    panel.open()
    return panel


def confirm(
    parent: QWidget, question: str, text: str, verb: str, then: Callable[[], object], *,
    lines: Sequence[str] = (), danger: bool = False, back: str = "Tilbage",
) -> QWidget:  # fmt: skip
    """One of the six confirmations (design/ux.md 3.7); everything else is done and can be undone.

    Args:
        parent: Where it stands.
        question: With the name: "Afslut Lises ophold i dag kl. 11.00?".
        text: The consequence.
        verb: The button that does it: "Afslut ophold".
        then: What it does.
        lines: Consequences, one per line.
        danger: Whether the verb is drawn in red.
        back: The safe button, with the focus.
    """
    from ui.dialogs.panel import Panel  # noqa: PLC0415 (dialogs are rare; keeps the start quick)

    panel = Panel(parent, question, text)
    panel.add_lines(lines)
    panel.add_button(verb, then, kind="danger" if danger else "primary")
    panel.add_button(back, safe=True)
    panel.open()
    return panel


def missing_title(count: int, purpose: str) -> str:
    """The line above the button: "2 ting mangler, før du kan indskrive"."""
    return f"{count} ting mangler, før du kan {purpose}"


def _who_can(error: NotAllowed) -> str:
    if not error.who_can:
        return "Du har ikke adgang til det. Lederen kan give dig adgang."
    return f"Du har ikke adgang til det. {_list(error.who_can)} kan gøre det."


def _nothing(error: NothingToUndo) -> str:
    if not error.standing:
        return "Der er ikke noget at fortryde."
    what = _list(error.standing, "og")
    return f"{what[:1].upper()}{what[1:]} bliver stående. Det rettes eller annulleres der, hvor det står."


def _mistyped(error: RecoveryKeyMistyped) -> str:
    if error.groups:
        numbers = _list([str(n) for n in error.groups])
        return f"Se efter en gang til i gruppe {numbers}."
    if error.missing > 0:
        return f"Der mangler {error.missing} tegn."
    if error.missing < 0:
        return f"Der er {-error.missing} tegn for meget."
    return "Nøglen passer ikke. Se grupperne efter en gang til."


def _list(parts: Sequence[str], last: str = "eller") -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def _shown(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return dates.short(value) if isinstance(value, date) else value


def _trouble(error: Exception) -> Said:
    return Said(*TROUBLES[type(error).__name__])


def _refused(error: ValidationFailed) -> Said:
    return Said("Der mangler noget", " ".join(sentence(p) for p in error.problems))


def _changed_meanwhile(error: Conflict) -> Said:
    if error.problem is not None:
        return Said("Ændret imens", f"{sentence(error.problem)} Intet er ændret.")
    who = error.changed_by or "En kollega"
    return Said("Rettet imens", f"{who} har rettet det samme, mens du skrev. Intet er tabt.")


_SAY: tuple[tuple[type[Exception], Callable[[Any], Said]], ...] = (
    (ValidationFailed, _refused),
    (NotAllowed, lambda error: Said("Du har ikke adgang", _who_can(error))),
    (Conflict, _changed_meanwhile),
    (
        NotFound,
        lambda _: Said(
            "Findes ikke mere", "Det findes ikke mere. Måske har en kollega flyttet det."
        ),
    ),
    (NothingToUndo, lambda error: Said("Intet at fortryde", _nothing(error))),
    (WrongPassphrase, lambda _: Said("Koden passer ikke", "Koden passer ikke. Prøv igen.")),
    (RecoveryKeyMistyped, lambda error: Said("Nøglen passer ikke", _mistyped(error))),
    (
        WrongRecoveryKey,
        lambda _: Said(
            "Arket passer ikke",
            "Nøglen er skrevet rigtigt, men hører til et andet hus eller et ældre ark.",
        ),
    ),
    (ForeignFile, lambda error: Said("Filen blev ikke åbnet", words(error.code, error.facts))),
    (EnvironmentTrouble, _trouble),
    (KeysDropped, _trouble),
)
