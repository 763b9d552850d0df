"""Every action that the rules or services name leads somewhere."""

from __future__ import annotations

import ast
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

import boform_app
from boform_app.services.views.today import DeadlineRow
from tests import houses
from tests.ui.pages import residents
from ui import actions, places
from ui.pages.base import Page, Target
from ui.pages.resident.page import tabs

ROOT = Path(boform_app.__file__).parent
SOURCES = (
    *sorted((ROOT / "rules" / "deadlines").glob("*.py")),
    ROOT / "services" / "_board_rows.py",
    ROOT / "services" / "_deadline_rows.py",
    ROOT / "services" / "today.py",
)
PARTS = {"plan", "prerequisites", "support", "homes", "contact"}
WHO = UUID(int=7)


def named() -> set[str]:
    """Every action string in the sources; a letter's kind may be filled in later."""
    found: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                verb, colon, what = node.value.partition(":")
                if colon and what and " " not in what and verb in {"open", "register", "confirm"}:
                    found.add(node.value)
    return found


def row(action: str, subject: str = "") -> DeadlineRow:
    return DeadlineRow(
        person_id=WHO, stay_id=None, name="", badge_kind="none", badge_text="", what="", why="",
        action=action, action_label="", due=None, is_law=False, strong=False, mine=False,
        subject=subject,
    )  # fmt: skip


def test_the_rules_name_actions_at_all() -> None:
    assert {"open:support", "open:homes", "open:refund", "register:support_decision"} <= named()


@pytest.mark.parametrize("action", sorted(named()))
def test_it_leads_somewhere(qapp: QApplication, action: str, tmp_path: Path) -> None:
    if action in actions.CONFIRMS:
        return
    page = Page()
    went: list[Target] = []
    page.navigate.connect(went.append)
    actions.open_place(page, WHO, action)
    (target,) = went
    known = {"board", "consent", "end_stay", "resident"}
    assert target.place in known
    if target.place == "resident":
        assert target.facts["tab"] in {entry.key for entry in tabs()}
        assert target.facts.get("show", "plan") in PARTS
    else:
        assert WHO in target.facts.values()


def test_refund_never_leads_to_the_residents_page(qapp: QApplication) -> None:
    page = Page()
    went: list[Target] = []
    page.navigate.connect(went.append)
    actions.open_place(page, WHO, "open:refund")
    assert went == [Target("board", {"refund": WHO})]


def test_the_places_are_registered_and_letters_go_to_the_letter(
    qapp: QApplication, tmp_path: Path
) -> None:
    house = houses.make_house(tmp_path)
    session = residents.session(houses.services(house), houses.make_clock())
    there = {place.key for place in places.places(session)}
    assert {*actions.PLACES.values(), "board", "resident", "letter"} <= there
    page = Page()
    went: list[Target] = []
    page.navigate.connect(went.append)
    actions.run(session, page, row("letter:plan_request", "C6"))
    actions.run(session, page, row("letter:reminder", "C7"))
    assert went == [
        Target("letter", {"person_id": WHO, "kind": "plan_request"}),
        Target("letter", {"person_id": WHO, "kind": "reminder", "about": "C7"}),
    ]
    session.tasks.close()
    houses.close(house)
