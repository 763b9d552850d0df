"""Words about the letters of a stack."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from boform_app.services.views.board import BoardView, MatterRow
from boform_app.services.views.stacks import StackItem, StackWish
from ui import messages
from ui.widgets.badge import BadgeSpec


def wishes_of(view: BoardView, municipality: str | None) -> tuple[StackWish, ...]:
    """The next letter of each matter, each once, in the order of the board."""
    rows = (
        row
        for row in view.rows
        if row.letter_kind and (municipality is None or row.municipality_code == municipality)
    )
    return tuple(dict.fromkeys(_wish(row) for row in rows))


def _wish(row: MatterRow) -> StackWish:
    about = row.code if row.letter_kind == "reminder" else ""
    return StackWish(row.person_id, row.letter_kind, about)


def problems(item: StackItem) -> str:
    """What keeps a letter out of the stack, in sentences; "" when nothing does."""
    said = [_problem(code) for code in item.problems if not code.startswith("missing:")]
    if item.missing and any(code.startswith("missing:") for code in item.problems):
        names = ", ".join(name for _key, name in item.missing)
        said.insert(0, messages.words("letter.missing", {"what": names}))
    return " ".join(dict.fromkeys(said))


def _problem(code: str) -> str:
    own = {
        "not_allowed": _tr("Kun en leder kan lave det brev."),
        "reason_needed": _tr("Beskyttet. Åbn beboerens side først."),
        "stay_missing": _tr("Der er intet ophold at skrive om."),
        "too_long": _tr("Brevet fylder for meget."),
        "missing_characters": _tr("Skriften mangler et tegn."),
    }
    if code in own:
        return own[code]
    if code.startswith("field:"):
        return _tr("Noget under Datoer og valg mangler.")
    return messages.words(code, {"what": _tr("noget i brevet")})


def badge(item: StackItem) -> BadgeSpec:
    """Whether it is ready."""
    found = problems(item)
    if found:
        return BadgeSpec("none", _tr("Mangler noget"), spoken=found)
    if item.drafted:
        return BadgeSpec("ok", _tr("Din kladde"))
    return BadgeSpec("ok", _tr("Klar"))


def count_words(count: int) -> str:
    """1 brev, 12 breve."""
    return _tr("1 brev") if count == 1 else _tr("{n} breve").format(n=count)


def left_words(left: Iterable[StackItem]) -> str:
    """Who did not get a letter after all."""
    names = ", ".join(item.name for item in left)
    return _tr("Ikke lavet: {names}.").format(names=names) if names else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("Stack", words)
