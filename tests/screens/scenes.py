"""Every place, tab, panel and state of the program; a new one is a line in ``SCENES``."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.screens.scene import Scene
from tests.screens.scenes_answer import ANSWERS, type_name
from tests.screens.scenes_before import BEFORE
from tests.screens.scenes_board import BOARD
from tests.screens.scenes_day_log import DAY_LOG
from tests.screens.scenes_documents import DOCUMENTS
from tests.screens.scenes_economy import ECONOMY
from tests.screens.scenes_figures import FIGURES
from tests.screens.scenes_home import HOME
from tests.screens.scenes_house import HOUSE
from tests.screens.scenes_letters import LETTERS
from tests.screens.scenes_moving import MOVING
from tests.screens.scenes_nights import NIGHTS
from tests.screens.scenes_plan import PLAN
from tests.screens.scenes_rooms import ROOMS
from tests.screens.scenes_stack import STACK
from tests.screens.scenes_stays import STAYS
from tests.screens.scenes_texts import TEXTS
from tests.screens.scenes_transfer import TRANSFERS
from tests.screens.stage import Stage
from ui.privacy import privacy
from ui.widgets.list_view import ListView

_LONG_NOTE = (
    "Vi har talt om lejligheden i Vejgaard. Ole vil gerne se den sammen med sin søster på torsdag "
    "kl. 14 og vil selv ringe til boligselskabet. Han er i tvivl om indskuddet og beder om, at vi "
    "ser på tallene sammen, før han siger ja."
)


def _privacy(stage: Stage) -> None:
    stage.go("today")
    privacy().set_on(on=True)


def _search(stage: Stage, text: str) -> None:
    stage.go("today")
    stage.main.top.search.focus()
    stage.type_text("Søg beboer, CPR, værelse eller handling", text)
    stage.until(lambda: stage.main.top.search.popup().isVisible(), "the list of the search")


def _user_menu(stage: Stage) -> None:
    stage.go("today")
    name = next(b for b in stage.all(QAbstractButton) if b.accessibleName().endswith(", Leder"))
    stage.press(name.accessibleName())


def _lock(stage: Stage) -> None:
    stage.go("today")
    stage.desk.locker.lock()


def _drafts(stage: Stage) -> None:
    stage.resident("Ole")
    _write_note(stage, "Vil gerne ")
    stage.go("today")


def _write_note(stage: Stage, text: str) -> None:
    stage.main.navigator.current.command("new_note")  # type: ignore[union-attr]  # a page is shown
    stage.settle()
    from PySide6.QtTest import QTest  # noqa: PLC0415

    QTest.keyClicks(QApplication.focusWidget() or stage.window, text)
    stage.settle()


def _composer(stage: Stage) -> None:
    stage.resident("Ole")
    _write_note(stage, _LONG_NOTE)


def _join(stage: Stage, typed: str = "") -> None:
    stage.resident("Ole")
    stage.press("Mere")
    stage.choose("Saml to personer til én …")
    stage.until_over()
    type_name(stage, "Den anden person", typed)


def _saved_note(stage: Stage) -> None:
    stage.resident("Ole", "notes")
    _write_note(stage, "Ole har fået nøglen til postkassen.")
    stage.keys(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)


def _residents(stage: Stage, segment: str = "") -> None:
    stage.go("residents")
    if segment:
        found = [b for b in stage.all(QAbstractButton) if segment in b.accessibleName()]
        stage.press(found[0].accessibleName())


def _chosen_resident(stage: Stage, first: str) -> None:
    stage.go("residents")
    stage.find(ListView, "Beboere").choose(stage.person(first))
    stage.settle()


def _nobody_found(stage: Stage) -> None:
    stage.go("residents")
    stage.type_text("Søg i listen", "zzz")


_TABS = ("overview", "notes", "moving", "plan", "letters", "facts", "history")
_SETTINGS = (
    "account", "view", "staff", "house", "places", "municipalities", "rules", "ffb", "about",
)  # fmt: skip


def _tabs_of(first: str, short: str, last: str = "") -> list[Scene]:
    return [
        Scene(f"resident-{short}-{tab}", lambda s, tab=tab: s.resident(first, tab, last))  # type: ignore[misc]  # of this round
        for tab in _TABS
    ]


SCENES: tuple[Scene, ...] = (
    *BEFORE,
    Scene("today", lambda s: s.go("today")),
    Scene("today-privacy", _privacy),
    Scene("today-drafts", _drafts, house="sent"),
    Scene("search-hits", lambda s: _search(s, "kim")),
    Scene("search-command", lambda s: _search(s, "indskriv")),
    Scene("search-nothing", lambda s: _search(s, "xyzzy")),
    Scene("user-menu", _user_menu),
    Scene("residents", _residents),
    Scene("residents-pane", lambda s: _chosen_resident(s, "Jonas")),
    Scene("residents-past", lambda s: _residents(s, "Tidligere")),
    Scene("residents-none-found", _nobody_found, house="forms"),
    *_tabs_of("Ole", "ole"),
    *_tabs_of("Jonas", "jonas"),
    *_tabs_of("Kim", "kim"),
    Scene("resident-protected", lambda s: s.go("resident", person_id=s.protected())),
    Scene("resident-join", _join),
    Scene("resident-join-former", lambda s: _join(s, "sørensen")),
    Scene("resident-note", _composer, house="letters"),
    Scene("resident-note-saved", _saved_note, house="case"),
    *DAY_LOG,
    *DOCUMENTS,
    *STAYS,
    *BOARD,
    *ROOMS,
    *NIGHTS,
    *HOUSE,
    *MOVING,
    *PLAN,
    *ECONOMY,
    *FIGURES,
    *HOME,
    *LETTERS,
    *STACK,
    *ANSWERS,
    *TEXTS,
    *TRANSFERS,
    *(Scene(f"settings-{tab}", lambda s, tab=tab: s.go("settings", tab=tab)) for tab in _SETTINGS),  # type: ignore[misc]  # of this round
    Scene("lock", _lock, house="sent"),
)

README: dict[str, str] = {
    "today": "today",
    "resident-ole-overview": "resident",
    "resident-ole-moving": "moving",
    "letter-notice": "letter",
    "admit-filled": "admit",
    "board-at-first": "board",
    "answer-form": "answer",
}
"""Scene -> name of the picture in ``docs/pictures``."""
