"""The house log as a person on duty uses it: read a day, find a note, write one with few keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.day_log import LogNote
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stay_plans import GoalCommand
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from tests import houses
from tests.ui import checks
from tests.ui.pages import residents
from ui.navigator import page_frame
from ui.pages.base import Target
from ui.pages.day_log.about import _AboutChip
from ui.pages.day_log.page import NEWEST_FIRST, DayLogPage
from ui.pages.day_log.rows import Heading
from ui.pages.today_parts import draft_target
from ui.privacy import privacy
from ui.session import Session
from ui.theme import Look, theme

TODAY = date(2026, 11, 23)
KEY_SECONDS = 0.28
"""What a key takes in the keystroke model of the UX paper; a thought before it 1.35 s."""
THOUGHT_SECONDS = 1.35


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=COPENHAGEN)


def admit(services: Services, first: str, last: str, room: int) -> UUID:
    command = AdmitCommand(first, last, place_id=houses.PLACES[room])
    return services.stays.admit(command).first("person")


@pytest.fixture
def ole(session: Session) -> UUID:
    return admit(session.services, "Ole", "Bach", 1)


@pytest.fixture
def kim(session: Session) -> UUID:
    return admit(session.services, "Kim", "Dahl", 2)


def write(services: Services, text: str, *persons: UUID, **more: object) -> UUID:
    command = NoteCommand(text, persons, **more)  # type: ignore[arg-type] # fields by name
    return services.notes.finish(command).first("note")


def shown(qtbot: QtBot, session: Session, **facts: object) -> DayLogPage:
    page = DayLogPage(session)
    session.bus.changed.connect(page.apply_changes)
    frame = page_frame()
    frame.setWidget(page)
    qtbot.addWidget(frame, before_close_func=lambda _widget: frame.hide())
    frame.resize(1182, 616)
    page.restore({"day": None, **facts})
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    return page


def texts(page: DayLogPage) -> list[str]:
    return [row.note.text for row in page.list.model_.rows if isinstance(row, LogNote)]


def headings(page: DayLogPage) -> list[str]:
    return [row.title for row in page.list.model_.rows if isinstance(row, Heading)]


def the_note(session: Session) -> LogNote:
    (found,) = [note for part in session.services.day_log.day(TODAY).parts for note in part.notes]
    return found


class Keys:
    """Hands on the keyboard alone: every press goes where the focus is, and is counted."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self._focus(), key, modifier or Qt.KeyboardModifier.NoModifier)
        self.count += 1

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self._focus(), letter)
            self.count += 1

    @staticmethod
    def _focus() -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus


# -- reading -----------------------------------------------------------------------------------------


def test_a_day_reads_from_its_beginning_unless_somebody_wants_it_otherwise(
    qtbot: QtBot, session: Session, clock: FixedClock, ole: UUID
) -> None:
    clock.set(at(16))
    for text, when in (("nat", at(3)), ("morgen", at(8)), ("middag", at(12))):
        write(session.services, text, ole, happened_at=when)
    page = shown(qtbot, session)
    assert texts(page) == ["nat", "morgen", "middag"]
    assert headings(page) == ["Nat · Mette Krogh", "Dag · Mette Krogh"]
    session.services.settings.put(NEWEST_FIRST, True)
    page.refresh()
    assert texts(page) == ["middag", "morgen", "nat"]


def test_arrows_and_the_foot_go_to_other_days_which_are_for_reading(
    qtbot: QtBot, session: Session, clock: FixedClock, ole: UUID
) -> None:
    for text, day in (("fredag", 20), ("søndag", 22)):
        clock.set(at(9, day=day))
        write(session.services, text, ole)
    clock.set(at(9))
    page = shown(qtbot, session)
    assert texts(page) == []
    assert page.empty.isVisible()
    assert page.composer.isVisible()
    page.foot.before.click()
    assert (page.day, texts(page)) == (date(2026, 11, 22), ["søndag"])
    assert page.reading.isVisible()
    assert not page.composer.isVisible()
    page.head.days.before.click()
    assert (page.day, page.empty.isVisible()) == (date(2026, 11, 21), True)
    page.foot.before.click()
    assert texts(page) == ["fredag"]
    page.head.today.click()
    assert page.day == TODAY
    assert not page.head.days.after.isEnabled()
    # Writing is always about now: the page goes back to today by itself.
    page.foot.before.click()
    page.command("new_note")
    assert page.day == TODAY
    assert page.composer.isVisible()


def test_important_ones_and_those_about_the_house(
    qtbot: QtBot, session: Session, ole: UUID
) -> None:
    write(session.services, "vigtigt", ole, important=True)
    write(session.services, "om huset")
    write(session.services, "vasken drypper", ole, kind="house")
    write(session.services, "andet", ole)
    page = shown(qtbot, session)
    page.head.show_what.choose("important")
    page.head.show_what.changed.emit("important")
    assert texts(page) == ["vigtigt"]
    page.head.show_what.choose("house")
    page.head.show_what.changed.emit("house")
    assert texts(page) == ["om huset", "vasken drypper"]


def test_who_has_read_the_day(qtbot: QtBot, house: OpenHouse, session: Session, ole: UUID) -> None:
    write(session.services, "noget", ole)
    page = shown(qtbot, session)
    assert "Mette har ikke læst dagens notater." in page.foot._read.text()
    session.done(houses.services(house, "staff").handover.mark_read())
    assert page.foot._read.text() == "Læst af Ali. Mette har ikke læst dagens notater."


def test_a_search_finds_words_of_all_years_and_goes_to_the_day(
    qtbot: QtBot, session: Session, clock: FixedClock, ole: UUID
) -> None:
    clock.set(datetime(2024, 3, 5, 14, tzinfo=COPENHAGEN))
    write(session.services, "Ringede til søsteren i Skagen.", ole)
    clock.set(at(9))
    write(session.services, "Søster på besøg.", ole)
    write(session.services, "Andet.", ole)
    page = shown(qtbot, session)
    keys = Keys()
    page.command("find")
    keys.type("soester")
    qtbot.waitUntil(lambda: texts(page) == ["Søster på besøg.", "Ringede til søsteren i Skagen."])
    assert headings(page) == ["Mandag 23. november 2026", "Tirsdag 5. marts 2024"]
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    assert page.day == date(2024, 3, 5)
    assert page.head.search.text() == ""
    assert page.list.current is not None
    assert page.list.current.note.text == "Ringede til søsteren i Skagen."


def test_nothing_found_says_so_and_esc_goes_back(qtbot: QtBot, session: Session, ole: UUID) -> None:
    write(session.services, "noget", ole)
    page = shown(qtbot, session)
    page.command("find")
    QTest.keyClicks(page.head.search, "zzz")
    qtbot.waitUntil(lambda: not page.list.isVisible())
    assert page.empty.isVisible()
    QTest.keyClick(page.head.search, Qt.Key.Key_Escape)
    assert texts(page) == ["noget"]


def test_hidden_names_and_closed_residents_show_no_text(
    qtbot: QtBot, house: OpenHouse, clock: FixedClock, session: Session, ole: UUID
) -> None:
    kim = admit(session.services, "Kim", "Dahl", 2)
    write(session.services, "Talt med Ole.", ole, kim)
    write(session.services, "Talt med Kim.", kim)
    session.services.people.set_fact(ole, 1, "protected_address", True)
    ali = residents.session(houses.services(house, "staff"), clock)
    page = shown(qtbot, ali)
    spoken = [
        str(page.list.model_.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(page.list.model_.rowCount())
    ]
    assert not any("Ole" in words for words in spoken)
    assert any("Beskyttet, vær. 1" in words for words in spoken)
    # What the closed note offers is to open the resident, who asks why.
    page.list.choose(page.list.model_.rows[1].note.id)
    with qtbot.waitSignal(page.navigate) as went:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert went.args == [Target("resident", {"person_id": ole, "tab": "notes"})]
    privacy().set_on(on=True)
    page.privacy_changed(on=True)
    index = page.list.model_.index(2, 0)
    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Kim" not in said
    assert "Beboer, vær. 2" in said
    ali.tasks.close()


# -- writing -----------------------------------------------------------------------------------------


def test_a_night_note_by_keyboard_alone_takes_at_most_twenty_seconds(
    qtbot: QtBot, session: Session, clock: FixedClock, ole: UUID, kim: UUID
) -> None:
    del kim
    clock.set(at(3, 12))
    page = shown(qtbot, session)
    keys = Keys()
    page.command("new_note")
    keys.count += 1  # Ctrl+N
    keys.type("ole")
    keys.press(Qt.Key.Key_Return)
    keys.type("Urolig nat. Fik te og sov fra kl. 3.")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    note = the_note(session)
    assert [subject.person_id for subject in note.about] == [ole]
    assert (note.note.text, note.note.kind) == ("Urolig nat. Fik te og sov fra kl. 3.", "night")
    overhead = keys.count - len(note.note.text)
    assert overhead <= 6
    assert keys.count * KEY_SECONDS + 2 * THOUGHT_SECONDS <= 20
    # The next one begins at once.
    assert QApplication.focusWidget() is page.composer.about.edit


def test_a_house_message_needs_no_name(qtbot: QtBot, session: Session, ole: UUID) -> None:
    del ole
    page = shown(qtbot, session, write=True)
    keys = Keys()
    keys.press(Qt.Key.Key_Return)
    keys.type("Brandøvelse tirsdag kl. 10.")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert the_note(session).about == ()
    ((item),) = session.services.handover.view().items[:1]
    assert item.text == "Brandøvelse tirsdag kl. 10."
    assert page.composer.area.text == ""


def test_several_residents_a_kind_and_readers(
    qtbot: QtBot, session: Session, ole: UUID, kim: UUID
) -> None:
    page = shown(qtbot, session)
    composer = page.composer
    page.command("new_note")
    keys = Keys()
    keys.type("kim,")
    keys.type("1")
    keys.press(Qt.Key.Key_Tab)
    assert composer.about.persons == (kim, ole)
    composer.choices.kinds["agreement"].click()
    composer.choices.readers["handover"].click()
    composer.choices.important.click()
    composer.area.set_text("Laver mad sammen på fredag.")
    composer.save()
    note = the_note(session)
    assert {subject.person_id for subject in note.about} == {ole, kim}
    assert (note.note.kind, note.note.readers, note.note.important) == (
        "agreement", ("handover",), True,
    )  # fmt: skip


def test_two_of_one_name_are_asked_about_and_nobody_is_guessed(
    qtbot: QtBot, session: Session, kim: UUID
) -> None:
    other = admit(session.services, "Kim", "Dahl", 3)
    page = shown(qtbot, session)
    page.command("new_note")
    about = page.composer.about
    keys = Keys()
    keys.type("kim dahl")
    keys.press(Qt.Key.Key_Return)
    assert not about.persons
    QTest.keyClick(about.edit, Qt.Key.Key_Return)
    assert len(about.persons) == 1
    about.choose(())
    QTest.keyClicks(about.edit, "3")
    QTest.keyClick(about.edit, Qt.Key.Key_Return)
    assert about.persons == (other,)
    assert kim not in about.persons


def test_a_name_that_nobody_has_keeps_the_note_from_being_the_house_s(
    qtbot: QtBot, session: Session, ole: UUID
) -> None:
    del ole
    page = shown(qtbot, session)
    page.command("new_note")
    QTest.keyClicks(page.composer.about.edit, "svend")
    page.composer.area.set_text("Noget om Svend.")
    page.composer.save()
    assert session.services.day_log.day(TODAY).notes == 0
    assert page.composer.problem.isVisible()


@pytest.mark.parametrize(
    ("typed", "when"),
    [("03.10", at(3, 10)), ("2350", at(23, 50, 22)), ("", at(6, 40))],
)
def test_when_it_happened_is_the_last_such_time(
    qtbot: QtBot, session: Session, clock: FixedClock, typed: str, when: datetime
) -> None:
    ole = admit(session.services, "Ole", "Bach", 1)
    clock.set(at(6, 40))
    page = shown(qtbot, session)
    page.composer.about.choose((ole,))
    page.composer.area.set_text("Uro på gangen.")
    page.composer.time.setFocus()
    QTest.keyClicks(page.composer.time, typed)
    page.composer.save()
    (hit,) = session.services.day_log.search("uro").notes
    assert hit.note.happened_at == when


def test_a_time_that_has_not_come_is_refused_in_words(
    qtbot: QtBot, session: Session, clock: FixedClock, ole: UUID
) -> None:
    clock.set(at(20))
    page = shown(qtbot, session)
    page.composer.about.choose((ole,))
    page.composer.area.set_text("Uro.")
    page.composer.time.setFocus()
    QTest.keyClicks(page.composer.time, "22.00")
    page.composer.save()
    assert session.services.day_log.search("uro").notes == ()
    assert page.composer.problem.isVisible()


def test_goals_of_the_one_resident_can_read_along(
    qtbot: QtBot, session: Session, ole: UUID, kim: UUID
) -> None:
    stay = session.services.stays.for_person(ole)[0].id
    session.services.goals.save(GoalCommand(stay, "Betale husleje selv", "society.economy"))
    (goal,) = session.services.composing.goals(ole)
    page = shown(qtbot, session)
    composer = page.composer
    composer.about.choose((ole,))
    composer.refresh()
    composer.choices.readers[goal.key].click()
    composer.choices.readers["house"].click()
    assert composer.choices.chosen_readers == ("house",)
    composer.choices.readers[goal.key].click()
    assert composer.choices.chosen_readers == (goal.key,)
    composer.area.set_text("Betalte i dag.")
    composer.save()
    assert the_note(session).goals == ("Betale husleje selv",)
    composer.about.choose((ole, kim))
    composer.refresh()
    assert goal.key not in composer.choices.readers


def test_a_draft_comes_back_and_stands_on_the_start_page(
    qtbot: QtBot, session: Session, ole: UUID
) -> None:
    page = shown(qtbot, session)
    page.command("new_note")
    keys = Keys()
    keys.type("ole")
    keys.press(Qt.Key.Key_Return)
    page.composer.choices.kinds["health"].click()
    keys.type("Halv sætning")
    page.composer.choices.important.click()
    session.services.drafts.flush()
    (draft,) = session.services.drafts.mine()
    assert (draft.title, draft.fields["text"]) == ("Notat til dagbogen", "Halv sætning")
    target = draft_target(draft)
    assert target.place == "day_log"
    again = shown(qtbot, session, **dict(target.facts))
    composer = again.composer
    assert composer.area.text == "Halv sætning"
    assert composer.about.persons == (ole,)
    assert composer.choices.kind == "health"
    assert composer.choices.important.isChecked()
    composer.save()
    assert session.services.drafts.mine() == ()


def test_a_hit_in_a_correction_goes_to_the_day_where_it_stands(
    qtbot: QtBot, session: Session, clock: FixedClock, ole: UUID
) -> None:
    now = clock.now()
    clock.set(at(9, day=20))
    first = write(session.services, "Medicin kl. 20", ole)
    clock.set(now)
    write(session.services, "Kl. 21 fra lørdag", corrects_id=first)
    page = shown(qtbot, session)
    page.head.search.setText("lørdag")
    page._to_list()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.day == date(2026, 11, 20)
    assert page.list.current is not None
    assert page.list.current.note.id == first


def begun(qtbot: QtBot, session: Session, name: str) -> None:
    """A draft about somebody, left unfinished."""
    shown(qtbot, session).command("new_note")
    keys = Keys()
    keys.type(name)
    keys.press(Qt.Key.Key_Return)
    keys.type("Talte om sin søster")


def spoken_chips(page: DayLogPage) -> list[str]:
    return [one.accessibleName() for one in page.composer.about.findChildren(_AboutChip)]


def leave(services: Services, person_id: UUID) -> None:
    stay, now = services.stays.for_person(person_id)[0], services.open_house.clock.now()
    services.ending.end(EndStayCommand(stay.id, stay.version, now, "moved_own_wish"))


def test_a_draft_about_somebody_who_has_left_is_still_about_them(
    qtbot: QtBot, session: Session, ole: UUID
) -> None:
    begun(qtbot, session, "ole")
    leave(session.services, ole)
    page = shown(qtbot, session, write=True)
    assert spoken_chips(page) == ["Ole Bach, fjern"]
    page.composer.save()
    assert [one.person_id for one in the_note(session).about] == [ole]


def test_a_draft_about_a_record_that_was_joined_is_about_the_one_that_is_kept(
    qtbot: QtBot, session: Session, ole: UUID, kim: UUID
) -> None:
    begun(qtbot, session, "kim")
    services = session.services
    leave(services, kim)
    services.people.join(ole, kim)
    page = shown(qtbot, session, write=True)
    assert spoken_chips(page) == ["Ole Bach, vær. 1, fjern"]
    page.composer.save()
    assert [one.person_id for one in the_note(session).about] == [ole]


def test_a_draft_about_somebody_closed_has_no_name_and_is_about_them(
    qtbot: QtBot, house: OpenHouse, session: Session, ole: UUID
) -> None:
    begun(qtbot, session, "ole")
    leave(session.services, ole)
    other = houses.services(house, log_in=2).people
    other.set_fact(ole, other.facts(ole).version, "protected_address", value=True)
    page = shown(qtbot, session, write=True)
    assert spoken_chips(page) == ["Beskyttet, fjern"]
    page.composer.save()
    assert [one.person_id for one in the_note(session).about] == [ole]


def test_a_draft_about_somebody_one_may_not_see_any_more_is_not_the_house_s(
    qtbot: QtBot, house: OpenHouse, session: Session, ole: UUID, clock: FixedClock
) -> None:
    temp = residents.session(houses.services(house, "temp"), clock)
    begun(qtbot, temp, "ole")
    leave(session.services, ole)
    page = shown(qtbot, temp, write=True)
    assert spoken_chips(page) == ["Beboer, du ikke kan se, fjern"]
    # The draft keeps whom it is about, also when more is written.
    page.composer.area.set_text("Talte om sin bror")
    page = shown(qtbot, temp, write=True)
    page.composer.save()
    assert session.services.day_log.day(TODAY).notes == 0
    assert page.composer.problem.isVisible()
    assert page.composer.area.text == "Talte om sin bror"
    # Whoever takes the chip away has decided.
    page.composer.about.findChildren(_AboutChip)[0].click()
    page.composer.save()
    assert session.services.day_log.day(TODAY).notes == 1
    temp.tasks.close()


def test_a_correction_hangs_under_its_note_and_is_read_by_the_same(
    qtbot: QtBot, session: Session, ole: UUID
) -> None:
    first = write(session.services, "kl. 13", ole, readers=("handover", "status"), important=True)
    page = shown(qtbot, session)
    page.composer.area.set_text("Et andet notat")
    page.list.choose(first)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    keys = Keys()
    keys.type("kl. 15")
    drafts = {draft.kind: draft for draft in session.services.drafts.mine()}
    assert set(drafts) == {"log_note", f"log_correction:{first}"}
    assert draft_target(drafts[f"log_correction:{first}"]).facts["correct"] == str(first)
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    note = the_note(session)
    ((correction),) = note.corrections
    assert correction.text == "kl. 15"
    assert (correction.readers, correction.important) == (("handover", "status"), True)
    # The unfinished note is where it was.
    assert page.composer.area.text == "Et andet notat"


def test_a_correction_that_was_begun_goes_on_where_it_was_left(
    qtbot: QtBot, session: Session, clock: FixedClock, ole: UUID
) -> None:
    first = write(session.services, "kl. 13", ole)
    page = shown(qtbot, session)
    page.list.choose(first)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    Keys().type("kl. 1")
    clock.set(clock.now() + timedelta(days=1))
    (draft,) = session.services.drafts.mine()
    again = shown(qtbot, session, **dict(draft_target(draft).facts))
    assert again.composer.correcting
    assert again.composer.isVisible()
    assert (again.composer.area.text, again.day) == ("kl. 1", TODAY)


def test_phrases_go_into_the_text_and_can_be_kept_and_removed(
    qtbot: QtBot, session: Session, ole: UUID
) -> None:
    session.services.composing.keep_phrase("Rolig nat", "Rolig nat.", own=False)
    page = shown(qtbot, session)
    composer = page.composer
    composer.about.choose((ole,))
    composer.area.set_text("Ole:")
    press(composer.phrases.menu().actions(), "Rolig nat")
    assert composer.area.text == "Ole: Rolig nat."
    press(composer.phrases.menu().actions(), "Gem teksten som frase …")
    panel = composer.phrases.panel
    assert panel is not None
    panel.verb.click()
    assert [one.label for one in session.services.composing.phrases()] == [
        "Rolig nat", "Ole: Rolig nat.",
    ]  # fmt: skip
    (drop,) = [one for one in composer.phrases.menu().actions() if one.menu()]
    menu = drop.menu()
    assert isinstance(menu, QMenu)
    press(menu.actions(), "Rolig nat")
    assert [one.own for one in session.services.composing.phrases()] == [True]


def press(actions: Sequence[QAction], words: str) -> None:
    next(one for one in actions if one.text() == words).trigger()


def test_repeat_last_takes_words_and_choices_but_not_whom_it_is_about(
    qtbot: QtBot, session: Session, ole: UUID, kim: UUID
) -> None:
    write(session.services, "Rolig nat.", ole, kind="night", readers=("handover",))
    page = shown(qtbot, session)
    page.composer.again.click()
    assert page.composer.about.persons == ()
    assert QApplication.focusWidget() is page.composer.about.edit
    keys = Keys()
    keys.type("kim")
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    latest = session.services.notes.latest(kim)
    assert latest is not None
    assert (latest.text, latest.kind, latest.readers) == ("Rolig nat.", "night", ("handover",))


def test_the_sheet_goes_to_the_printer(qtbot: QtBot, session: Session, ole: UUID) -> None:
    write(session.services, "Urolig nat.", ole, important=True)
    page = shown(qtbot, session)
    assert page.command("print")
    printer = session.ports.printer
    qtbot.waitUntil(lambda: bool(printer.jobs), timeout=20_000)  # type: ignore[attr-defined] # a double


@pytest.mark.parametrize("look", [Look(), Look("dark", 150)], ids=["light", "large"])
def test_the_page_keeps_to_the_rules_of_the_screen(
    qtbot: QtBot, house: OpenHouse, session: Session, clock: FixedClock, look: Look
) -> None:
    found = residents.furnish(house, session.services, clock)
    bach = found.people["Bach"]
    session.services.goals.save(GoalCommand(found.stays["Bach"], "Bo for sig selv", "society.mail"))
    write(session.services, "Rolig nat.", bach, kind="night", important=True)
    theme().use(look)
    page = shown(qtbot, session)
    page.composer.about.choose((bach,))
    page.composer.refresh()
    page.composer.area.set_text("En halv sætning.")
    assert checks.problems_of(page) == []
    page.list.choose(page.list.model_.rows[-1].note.id)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert checks.problems_of(page) == []
    page.restore({"day": date(2026, 11, 1)})
    assert checks.problems_of(page) == []
