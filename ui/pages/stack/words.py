"""Words about the letters of a stack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from boform_app.services.views.board import BoardView, MatterRow
from boform_app.services.views.stacks import StackItem, StackWish
from models.values import dates
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


def not_yet(view: BoardView) -> Mapping[StackWish, str]:
    """Letters that are not to be written today, with why in words.

    Nobody is reminded ahead of the day, and a letter that is printed is not printed again.
    """
    rows = [row for row in view.rows if row.letter_kind]
    now = {_wish(row) for row in rows if row.action.startswith("letter:")}
    return {_wish(row): _why_not_yet(row) for row in rows if _wish(row) not in now}


def _why_not_yet(row: MatterRow) -> str:
    if row.action.startswith("sent:"):
        return _tr("er printet")
    day = dates.dense(row.due) if row.due else ""
    return _tr("kan vente til {day}").format(day=day) if day else _tr("kan vente")


def _wish(row: MatterRow) -> StackWish:
    about = (row.code or row.subject) if row.letter_kind == "reminder" else ""
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
        "nothing_asked": _tr("Der er ikke skrevet om det endnu."),
        "stay_missing": _tr("Der er intet ophold at skrive om."),
        "too_long": _tr("Brevet fylder for meget."),
        "missing_characters": _tr("Skriften mangler et tegn."),
    }
    if code in own:
        return own[code]
    if code.startswith("field:"):
        return _tr("Noget under Datoer og valg mangler.")
    return messages.words(code, {"what": _tr("noget i brevet")})


def badge(item: StackItem, not_yet: str = "") -> BadgeSpec:
    """Whether it is ready, or why it is not written today."""
    found = problems(item)
    if found:
        return BadgeSpec("none", _tr("Mangler noget"), spoken=found)
    if not_yet:
        return BadgeSpec("none", not_yet[:1].upper() + not_yet[1:])
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
