"""Brevtekster as a leader uses it: choose, type, see the sample, save, and go back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from boform_app.services.views.letter_texts import LetterPlaceView
from tests import houses
from tests.ui import checks
from tests.ui.pages import residents
from ui.navigator import page_frame
from ui.pages.settings.letter_texts import LetterTextsSection
from ui.pages.settings.page import SettingsPage
from ui.pages.today_parts import draft_target
from ui.session import Session
from ui.theme import Look, theme

PATIENCE = 30_000
KIND, ASK, WHY = "admission_notice", "sections.ask.text", "sections.why.text"
OWN = "!{navn} bor her nu. Svar senest {svardato}."


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    clock = houses.make_clock()
    house = houses.make_house(tmp_path, clock)
    found = residents.session(houses.services(house), clock)
    yield found
    found.tasks.close()
    houses.close(house)


def shown(qtbot: QtBot, session: Session) -> tuple[SettingsPage, LetterTextsSection]:
    page = SettingsPage(session)
    frame = page_frame()
    frame.setWidget(page)
    qtbot.addWidget(frame, before_close_func=lambda _widget: frame.hide())
    frame.resize(1182, 616)
    page.restore({"tab": "letter_texts"})
    frame.show()
    frame.activateWindow()
    session.bus.changed.connect(page.apply_changes)
    section = page.section("letter_texts")
    assert isinstance(section, LetterTextsSection)
    return page, section


def at(session: Session, place: str = ASK) -> LetterPlaceView:
    return next(v for v in session.services.letter_texts.places(KIND) if v.key == place)


def type_anew(qtbot: QtBot, section: LetterTextsSection, text: str) -> None:
    area = section.editor.area
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(area, text)


def wait_for_sample(qtbot: QtBot, section: LetterTextsSection) -> None:
    qtbot.waitUntil(
        lambda: section.preview.count > 0 and not section.proofs.waiting, timeout=PATIENCE
    )


def test_a_leader_words_a_text_by_keyboard_and_sees_it(qtbot: QtBot, session: Session) -> None:
    _page, section = shown(qtbot, session)
    wait_for_sample(qtbot, section)
    editor = section.editor
    assert editor.text == at(session).shipped
    assert not editor.keep.isEnabled()
    type_anew(qtbot, section, OWN)
    wait_for_sample(qtbot, section)
    assert editor.keep.isEnabled()
    qtbot.keyClick(editor.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert at(session).own == OWN
    assert not editor.keep.isEnabled()
    assert section.kind.currentText() == "Orientering om optagelse · 1 egen"
    assert "Ændret af Mette" in editor.told.text()
    assert session.services.drafts.mine() == ()
    session.services.undo.undo()
    section.refresh()
    assert editor.text == at(session).shipped


def test_a_slip_is_named_where_it_is_typed_and_mended(qtbot: QtBot, session: Session) -> None:
    _page, section = shown(qtbot, session)
    editor = section.editor
    type_anew(qtbot, section, "!")
    # Pasted: no key makes it, and Qt counts it as two characters.
    editor.area.insertPlainText("🏠 {navn}, {fornvan}. Svar senest {svardato}.")
    assert editor.line.finding is not None
    assert editor.line.finding.text == "Feltet {fornvan} findes ikke her. Mente du {fornavn}?"
    assert editor.line.finding.action == "Ret til {fornavn}"
    (mark,) = editor.area.extraSelections()
    assert mark.cursor.selectedText() == "{fornvan}"
    assert not editor.keep.isEnabled()
    editor.line.acted.emit()
    assert editor.text == "!🏠 {navn}, {fornavn}. Svar senest {svardato}."
    # What only the fonts know is told when the sample is made, and when it is saved.
    qtbot.waitUntil(lambda: editor.line.finding is not None, timeout=PATIENCE)
    assert editor.line.finding is not None
    assert editor.line.finding.text.startswith("Skriften mangler tegnet 🏠")
    assert at(session).own == ""


def test_a_field_is_inserted_where_the_cursor_stands(qtbot: QtBot, session: Session) -> None:
    _page, section = shown(qtbot, session)
    type_anew(qtbot, section, "!{navn}. Svar senest ")
    menu = section.editor.insert.findChild(QMenu) or section.editor.findChild(QMenu)
    assert isinstance(menu, QMenu)
    actions = {action.text().partition("\t")[0]: action for action in menu.actions()}
    assert actions["{svardato}"].text().endswith("mandag den 7. december 2026")
    assert "[{svararksætning}]" in actions
    actions["{svardato}"].trigger()
    qtbot.keyClicks(section.editor.area, ".")
    assert section.editor.text == "!{navn}. Svar senest {svardato}."
    assert section.editor.keep.isEnabled()


def test_what_is_typed_is_never_lost(qtbot: QtBot, session: Session) -> None:
    page, section = shown(qtbot, session)
    type_anew(qtbot, section, OWN)
    section.rows.choose(WHY)
    assert section.editor.text == at(session, WHY).shipped
    section.refresh()
    assert section.rows.model_.index(0, 1).data() == "Kladde"
    section.rows.choose(ASK)
    assert section.editor.text == OWN
    page.show_part("account")
    page.show_part("letter_texts")
    assert section.editor.text == OWN
    # A colleague's change elsewhere leaves it standing.
    session.services.letter_texts.save(KIND, WHY, 0, "{L1} {kommune}, er det jer?")
    section.refresh()
    assert section.editor.text == OWN
    (draft,) = session.services.drafts.mine()
    assert draft.title == "Brevtekst"
    target = draft_target(draft)
    assert (target.place, target.facts["tab"], target.facts["kind"]) == (
        "settings", "letter_texts", KIND,
    )  # fmt: skip
    _again, other = shown(qtbot, session)
    other.open_kind(KIND)
    assert other.editor.text == OWN


def test_looking_at_texts_leaves_no_drafts(qtbot: QtBot, session: Session) -> None:
    _page, section = shown(qtbot, session)
    for view in session.services.letter_texts.places(KIND):
        section.rows.choose(view.key)
        section.editor.area.setFocus()
        section.rows.setFocus()
    assert session.services.drafts.mine() == ()


def test_the_original_comes_back_and_can_be_undone(qtbot: QtBot, session: Session) -> None:
    session.services.letter_texts.save(KIND, ASK, 0, OWN)
    _page, section = shown(qtbot, session)
    assert section.editor.text == OWN
    qtbot.mouseClick(section.editor.original, Qt.MouseButton.LeftButton)
    assert at(session).own == ""
    assert section.editor.text == at(session).shipped
    assert not section.editor.original.isEnabled()
    type_anew(qtbot, section, "Noget andet")
    qtbot.mouseClick(section.editor.original, Qt.MouseButton.LeftButton)
    assert section.editor.text == at(session).shipped
    section.editor.area.undo()
    assert section.editor.text == "Noget andet"


def test_a_conflict_is_said_and_the_words_stay(qtbot: QtBot, session: Session) -> None:
    _page, section = shown(qtbot, session)
    type_anew(qtbot, section, OWN)
    session.services.letter_texts.save(KIND, ASK, 0, "!{navn} er her. Svar senest {svardato}.")
    section.save()
    assert section.editor.text == OWN
    assert at(session).own.startswith("!{navn} er her")


def test_only_leaders_have_it(qtbot: QtBot, tmp_path: Path) -> None:
    clock = houses.make_clock()
    house = houses.make_house(tmp_path, clock)
    found = residents.session(houses.services(house, "staff"), clock)
    page = SettingsPage(found)
    qtbot.addWidget(page)
    assert "letter_texts" not in page.parts
    found.tasks.close()
    houses.close(house)


@pytest.mark.parametrize("look", [Look(), Look("dark", 150)], ids=["light", "large"])
def test_everything_has_a_name_and_room(qtbot: QtBot, session: Session, look: Look) -> None:
    theme().use(look)
    page, section = shown(qtbot, session)
    type_anew(qtbot, section, "{fornvan}")
    assert checks.problems_of(page) == []
