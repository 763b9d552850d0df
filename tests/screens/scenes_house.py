"""Hændelser, konflikter, bortvisninger, and the house's own things, in the states they pass through."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from boform_app.services.views.people import PersonHit
from tests.screens.scene import Scene
from tests.screens.stage import NotSeen, Stage
from ui.pages.admit.page import AdmitPage
from ui.pages.house.page import HousePage
from ui.pages.incidents.page import IncidentsPage
from ui.privacy import privacy


def _incidents(stage: Stage, **facts: object) -> IncidentsPage:
    stage.go("incidents", **{"show": "all", "what": "incidents", **facts})
    page = stage.main.navigator.current
    if not isinstance(page, IncidentsPage):
        raise NotSeen("the incidents")
    stage.settle()
    return page


def _deed(stage: Stage, words: str, **facts: object) -> IncidentsPage:
    page = _incidents(stage, **facts)
    button = next((one for one in page.pane.buttons if one.text() == words), None)
    if button is None:
        raise NotSeen(words)
    button.click()
    stage.settle()
    return page


def _writing(stage: Stage) -> None:
    page = _incidents(stage, write=True)
    form = page.form
    if form is None:
        raise NotSeen("the form")
    QTest.keyClicks(form.persons.edit, "ole,")
    QTest.keyClicks(form.place, "køkkenet")
    QTest.keyClicks(form.what, "En tallerken blev tabt, og Ole skar sig i fingeren.")
    QTest.keyClicks(form.done, "Plaster på. Gulvet er fejet.")
    form.form.write("harm", "person")
    form.form.write("adverse_event", "reported")
    form.forced.click()
    stage.settle()


def _begun(stage: Stage) -> None:
    page = _incidents(stage, write=True)
    if page.form is not None:
        page.form.form.submit()
    stage.settle()


def _mine(stage: Stage) -> None:
    _incidents(stage, person_id=stage.person("Ole"))


def _nothing(stage: Stage) -> None:
    _incidents(stage, person_id=stage.person("Lise"))


def _review(stage: Stage) -> None:
    page = _incidents(stage, show="review")
    page.list.choose(page.list.model_.rows[-1].id)
    stage.settle()


def _propose(stage: Stage) -> None:
    page = _incidents(stage, what="expulsions")
    page._begin()
    stage.settle()


def _conflict(stage: Stage) -> None:
    page = _incidents(stage, what="conflicts")
    page._begin()
    stage.settle()


def _hidden(stage: Stage) -> None:
    _incidents(stage)
    privacy().set_on(on=True)
    stage.settle()


def _expelled(stage: Stage) -> None:
    """Somebody with a bortvisning asks for a place: said, and left to the leader."""
    stage.go("admit")
    page = stage.main.navigator.current
    if not isinstance(page, AdmitPage):
        raise NotSeen("Indskriv")
    for field, words in ((page.who.first, "Flemming"), (page.who.last, "Overgaard")):
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClicks(QApplication.focusWidget() or page, words)
    stage.wait(400)
    hits = stage.services.people.duplicates("Flemming", "Overgaard", "")
    hit: PersonHit = hits[0]
    page.known_person.same(hit)
    stage.wait(400)


def _house(stage: Stage, part: str, **facts: object) -> HousePage:
    stage.go("house", part=part, **facts)
    page = stage.main.navigator.current
    if not isinstance(page, HousePage):
        raise NotSeen("the house")
    stage.settle()
    return page


def _new(stage: Stage, part: str) -> None:
    _house(stage, part).begin()
    stage.settle()


def _over(stage: Stage, part: str) -> None:
    page = _house(stage, part)
    page.show_which.choose("over")
    page.refresh()
    stage.settle()


def _hand_out(stage: Stage) -> None:
    page = _house(stage, "medicine")
    page.part.press(page.part.list.model_.rows[0])
    stage.settle()


_PARTS = ("tasks", "calendar", "keys", "post", "storage", "medicine")

HOUSE: tuple[Scene, ...] = (
    *(Scene(f"house-{part}", lambda s, part=part: _house(s, part)) for part in _PARTS),  # type: ignore[misc]  # of this round
    *(
        Scene(f"house-{part}-new", lambda s, part=part: _new(s, part), house="rooms")  # type: ignore[misc]  # of this round
        for part in _PARTS
    ),
    Scene("house-keys-over", lambda s: _over(s, "keys")),
    Scene("house-person", lambda s: _house(s, "calendar", person_id=s.person("Ole"))),
    Scene("house-empty", lambda s: _house(s, "medicine", person_id=s.person("Kim"))),
    Scene("house-hand-out", _hand_out, house="rooms"),
    Scene("incidents", _incidents),
    Scene("incidents-review", _review),
    Scene("incidents-uth", lambda s: _incidents(s, show="adverse")),
    Scene("incidents-person", _mine),
    Scene("incidents-empty", _nothing),
    Scene("incidents-conflicts", lambda s: _incidents(s, what="conflicts")),
    Scene("incidents-expulsions", lambda s: _incidents(s, what="expulsions")),
    Scene("incidents-hidden", _hidden),
    Scene("incidents-new", _begun, house="rooms"),
    Scene("incidents-written", _writing, house="rooms"),
    Scene("incidents-reported", lambda s: _deed(s, "Indberettet …", show="adverse"), house="rooms"),
    Scene("incidents-reviewing", lambda s: _deed(s, "Gennemgået …", show="review"), house="rooms"),
    Scene("incidents-conflict-form", _conflict, house="rooms"),
    Scene("incidents-expulsion-form", _propose, house="rooms"),
    Scene("admit-expelled", _expelled, house="rooms"),
)
