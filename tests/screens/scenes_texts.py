"""Brevtekster: a text of the house, a slip at its place, and the fields to insert."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from tests.screens.scene import Scene
from tests.screens.stage import Stage
from ui.pages.settings.letter_texts import LetterTextsSection
from ui.pages.settings.page import SettingsPage

_OWN = (
    "!{navn} bor hos os nu. Vi beder om, at I senest {svardato} fortæller, hvem der er "
    "{fornavns} rådgiver."
)
_SLIP = "!{navn} bor hos os nu. Svar senest {svardato}, hvis {fornvan} har en rådgiver."


def _texts(stage: Stage) -> LetterTextsSection:
    stage.go("settings", tab="letter_texts")
    page = stage.main.navigator.current
    section = page.section("letter_texts") if isinstance(page, SettingsPage) else None
    if not isinstance(section, LetterTextsSection):
        raise TypeError("the letter texts are not shown")
    stage.until(lambda: section.preview.count > 0 and not section.proofs.waiting, "the sample")
    return section


def _typed(stage: Stage, text: str) -> LetterTextsSection:
    section = _texts(stage)
    section.editor.area.setFocus()
    section.editor.area.setPlainText(text)
    stage.until(lambda: not section.proofs.waiting, "the sample")
    return section


def _own(stage: Stage) -> None:
    _typed(stage, _OWN).save()
    stage.settle()


def _fields(stage: Stage) -> None:
    _texts(stage)
    button = next(b for b in stage.all(QAbstractButton) if b.text() == "Indsæt felt")
    stage.press(button.accessibleName() or button.text())


TEXTS: tuple[Scene, ...] = (
    Scene("settings-letter_texts", _texts),
    Scene("settings-letter_texts-slip", lambda s: _typed(s, _SLIP), house="letters"),
    Scene("settings-letter_texts-fields", _fields),
    Scene("settings-letter_texts-own", _own, house="letters"),
)
