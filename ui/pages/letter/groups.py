"""The kinds of letters in groups, by whom they go to: for menus and for *Nyt brev*."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from boform_app.services.views.letters import LetterKind

Group = tuple[str, tuple[LetterKind, ...]]


def grouped(kinds: Iterable[LetterKind]) -> Sequence[Group]:
    """Heading and kinds, in the order of the menus; groups without a letter fall out.

    Letters about somebody who has no stay here are left out: they begin where that person stands.
    """
    found: dict[str, list[LetterKind]] = {key: [] for key in _headings()}
    for kind in kinds:
        if not kind.without_stay:
            found[_group(kind)].append(kind)
    words = _headings()
    return [(words[key], tuple(listed)) for key, listed in found.items() if listed]


def fill_menu(menu: QMenu, kinds: Iterable[LetterKind], then: Callable[[str], object]) -> None:
    """A line for each kind under its heading; ``then`` gets the key."""
    groups = grouped(kinds)
    for heading, listed in groups:
        if len(groups) > 1:
            if not menu.isEmpty():
                menu.addSeparator()
            menu.addAction(heading).setEnabled(False)
        for kind in listed:
            menu.addAction(kind.title, partial(then, kind.key))


def _group(kind: LetterKind) -> str:
    if kind.decision:
        return "decision"
    if kind.to == "either" and kind.party == "municipality":
        return "municipality"
    to = "resident" if kind.to == "resident_first" else kind.to
    return to if to in {"municipality", "resident"} else "other"


def _headings() -> dict[str, str]:
    return {
        "municipality": _tr("Til kommunen"),
        "decision": _tr("Afgørelser"),
        "resident": _tr("Til beboeren"),
        "other": _tr("Til andre"),
    }


def _tr(words: str) -> str:
    return QCoreApplication.translate("Letters", words)
