"""Afslut ophold on a real house, by keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from boform_app.clock import from_local
from boform_app.errors import Problem, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.moving import OfferCommand
from boform_app.services.views.stays import AdmitCommand, StayView
from tests import houses
from tests.doubles import RecordingFileDialogs
from tests.small_pdf import small_pdf
from tests.ui import checks
from tests.ui.pages import residents
from ui.dialogs.panel import Panel
from ui.pages.base import Target
from ui.pages.end_stay.page import EndStayPage
from ui.pages.resident.document_choice import DocumentChoice
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.pages_panel import PagesPanel
from ui.pages.today import TodayPage
from ui.theme import Look, theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Radios
from ui.widgets.labels import Text

DECISION_FIELDS = (
    "heard_on", "heard_statement", "not_heard_reason", "decided_on", "decided_by_id",
)  # fmt: skip


@dataclass
class Desk:
    """The page of Lise, who lives in room 4 since 1 October."""

    page: EndStayPage
    services: Services
    person_id: UUID
    targets: list[Target]
    said: list[str]

    @property
    def stay(self) -> StayView:
        return self.services.stays.for_person(self.person_id)[0]


def sit_down(qtbot: QtBot, house: OpenHouse, role: str = "leader") -> Desk:
    changes = houses.services(house).stays.admit(
        AdmitCommand(
            "Lise", "Toft", cpr_text="210975-0000", place_id=houses.PLACES[4],
            arrived_at=from_local(date(2026, 10, 1), 14), decided_on=date(2026, 10, 1),
            acting_municipality_code="0791", accepted=frozenset({"modulus_11"}),
        )
    )  # fmt: skip
    services = houses.services(house, role)
    session = residents.session(services, houses.make_clock())
    page = EndStayPage(session)
    desk = Desk(page, services, changes.first("person"), [], [])
    page.navigate.connect(desk.targets.append)
    session.bus.changed.connect(page.apply_changes)
    session.spoke.connect(lambda words, _action, _then: desk.said.append(words))
    qtbot.addWidget(page)
    page.resize(1182, 616)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.restore({"person_id": desk.person_id})
    return desk


def tab_to(qtbot: QtBot, page: QWidget, target: QWidget) -> None:
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is target:
            return
        qtbot.keyClick(focused or page, Qt.Key.Key_Tab)
    pytest.fail(f"Tab never reached {target.accessibleName()!r}")


def type_in(qtbot: QtBot, page: QWidget, target: QWidget, text: str) -> None:
    tab_to(qtbot, page, target)
    qtbot.keyClicks(target, text)


def choose(qtbot: QtBot, desk: Desk, kind: str) -> None:
    """Tab into the group, then walk it by the arrow keys."""
    wanted = desk.page.kinds.button(kind)
    tab_to(qtbot, desk.page, desk.page.kinds.first())
    qtbot.keyClick(desk.page.kinds.first(), Qt.Key.Key_Space)
    for _ in range(20):
        focused = QApplication.focusWidget()
        if focused is wanted:
            break
        qtbot.keyClick(focused or desk.page, Qt.Key.Key_Down)
    assert desk.page.kinds.value == kind


def submit(qtbot: QtBot) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    checks.settle()


def confirmation(desk: Desk) -> Panel | None:
    return next((p for p in desk.page.findChildren(Panel) if p.isVisible()), None)


def press(qtbot: QtBot, panel: Panel | None, text: str) -> None:
    assert panel is not None
    verb = next(b for b in panel.findChildren(QAbstractButton) if b.text() == text)
    qtbot.keyClick(verb, Qt.Key.Key_Return)


def words(panel: Panel | None) -> str:
    assert panel is not None
    return " ".join(text.text() for text in panel.findChildren(Text))


def visible_words(widget: QWidget) -> str:
    return " ".join(text.text() for text in widget.findChildren(Text) if text.isVisible())


def level(desk: Desk, name: str) -> str:
    finding = desk.page.form.field(name).finding
    return finding.text if finding is not None else ""


def links(desk: Desk) -> list[str]:
    checks.settle()
    bar = desk.page.panel.bar
    return [b.text() for b in bar.findChildren(Button) if b is not bar.button and not b.isHidden()]


def test_moving_into_an_own_home_alarms_and_does_not_block(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house, "staff")
    choose(qtbot, desk, "own_home")
    assert desk.page.alarm.isVisible()
    type_in(qtbot, desk.page, desk.page.panel.address, "Prøvevænget 3")
    submit(qtbot)
    panel = confirmation(desk)
    assert "Afslut Lises ophold i dag kl. 21.40?" in words(panel)
    assert "vær. 4 bliver ledig" in words(panel)
    assert "Der er ikke registreret en afgørelse om støtte." in words(panel)
    assert desk.stay.ended_at is None
    press(qtbot, panel, "Afslut ophold")
    assert (desk.stay.end_kind, desk.stay.new_address) == ("own_home", "Prøvevænget 3")
    assert [target.place for target in desk.targets] == ["resident"]
    assert desk.services.drafts.mine() == ()


def test_the_way_back_of_the_confirmation_changes_nothing(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    choose(qtbot, desk, "did_not_return")
    submit(qtbot)
    panel = confirmation(desk)
    assert panel is not None
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert (desk.stay.ended_at, desk.page.kinds.value) == (None, "did_not_return")


def test_how_it_ends_must_be_said(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    submit(qtbot)
    assert links(desk) == ["hvordan opholdet slutter"]
    assert confirmation(desk) is None


def test_bortvisning_asks_for_a_reason_and_the_hearing(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    choose(qtbot, desk, "expulsion")
    assert desk.page.decision.isVisible()
    submit(qtbot)
    assert confirmation(desk) is None
    assert level(desk, "reason") == "Skal udfyldes."
    assert set(links(desk)) == {"en årsag", "høring, eller hvorfor ikke"}
    assert level(desk, "heard_on").startswith("Skriv, hvornår beboeren blev hørt")
    type_in(qtbot, desk.page, desk.page.panel.reason, "Slog en anden beboer.")
    not_heard = desk.page.form.field("not_heard_reason").control
    type_in(qtbot, desk.page, not_heard, "Gik, før vi nåede at tale sammen.")
    submit(qtbot)
    panel = confirmation(desk)
    assert "afgørelsen kan ikke påklages" in words(panel)
    press(qtbot, panel, "Registrér bortvisning")
    assert (desk.stay.end_kind, desk.stay.end_reason) == ("expulsion", "Slog en anden beboer.")


def test_the_bortvisning_itself_is_offered_and_written_by_whoever_says_so(
    qtbot: QtBot, house: OpenHouse
) -> None:
    desk = sit_down(qtbot, house)
    expel = desk.page.panel.expel
    assert not expel.isVisible()
    choose(qtbot, desk, "expulsion")
    type_in(qtbot, desk.page, desk.page.panel.reason, "Slog en anden beboer.")
    qtbot.waitUntil(expel.isVisible)
    expel.click()
    panel = desk.page.expulsion
    assert panel is not None
    values = panel.form.values()
    assert (values["stops"], values["reason"]) == (
        ["admission", "visits"],
        "Slog en anden beboer.",
    )
    assert desk.services.expulsions.rows() == ()
    panel.form.submit()
    (row,) = desk.services.expulsions.rows()
    assert (row.state, row.who.person_id) == ("proposed", desk.stay.person_id)
    assert row.from_on == desk.page._session.clock.today()
    qtbot.waitUntil(lambda: not expel.isVisible())
    said = [text.text() for text in desk.page.panel.findChildren(Text)]
    assert "Bortvisningen er foreslået" in said


def test_a_member_of_staff_prepares_and_is_told_who_decides(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house, "staff")
    choose(qtbot, desk, "expulsion")
    type_in(qtbot, desk.page, desk.page.panel.reason, "Slog en anden beboer.")
    submit(qtbot)
    finding = desk.page.panel.message.finding
    assert finding is not None
    assert finding.text == "Kun en leder kan træffe afgørelsen: Mette Krogh."
    assert (confirmation(desk), desk.stay.ended_at) == (None, None)
    assert [draft.kind for draft in desk.services.drafts.mine()] == ["end_stay"]


def test_only_the_decision_that_can_be_appealed_says_until_when(
    qtbot: QtBot, house: OpenHouse
) -> None:
    desk = sit_down(qtbot, house)
    choose(qtbot, desk, "house_decision_target_group")
    said = " ".join(text.text() for text in desk.page.decision.findChildren(Text))
    assert "inden 4 uger" in said
    assert "mandag 21-12-2026" in said
    choose(qtbot, desk, "moved_own_wish")
    assert not desk.page.decision.isVisible()


def test_the_municipalitys_decision_comes_to_i_dag_with_its_appeal_period(
    qtbot: QtBot, house: OpenHouse
) -> None:
    desk = sit_down(qtbot, house)
    choose(qtbot, desk, "municipal_decision")
    decision = desk.page.decision
    assert decision.isVisible()
    asked = {name for name in DECISION_FIELDS if desk.page.form.field(name).isVisible()}
    assert asked == {"decided_on"}
    assert "Klagevejledning" not in visible_words(decision)
    type_in(qtbot, desk.page, desk.page.form.field("decided_on").control, "30-10-2026")
    submit(qtbot)
    press(qtbot, confirmation(desk), "Afslut ophold")
    assert desk.stay.end_kind == "municipal_decision"
    today = TodayPage(residents.session(desk.services, houses.make_clock()))
    qtbot.addWidget(today)
    today.refresh()
    [row] = [one for one in today.deadlines.model_.rows if one.what.startswith("Klagefristen")]
    assert (row.what, row.due) == ("Klagefristen slutter, Viborg Kommune", date(2026, 11, 27))
    with qtbot.waitSignal(today.navigate) as went:
        today.deadlines.pressed.emit(row, "do")
    assert went.args == [
        Target("resident", {"person_id": desk.person_id, "tab": "plan", "show": "contact"})
    ]


def test_the_houses_own_decision_comes_to_i_dag_once_its_letter_was_given(
    qtbot: QtBot, house: OpenHouse
) -> None:
    desk = sit_down(qtbot, house)
    choose(qtbot, desk, "house_decision_target_group")
    type_in(qtbot, desk.page, desk.page.panel.reason, "Har fået en bolig.")
    not_heard = desk.page.form.field("not_heard_reason").control
    type_in(qtbot, desk.page, not_heard, "Gik, før vi nåede at tale sammen.")
    submit(qtbot)
    press(qtbot, confirmation(desk), "Afslut ophold")
    fields = {"facts": "Du har fået en bolig.", "heard_on": "2026-11-22", "heard_statement": "Ja."}
    letter = desk.services.letters.make(
        "discharge_decision", desk.person_id, LetterEdits(fields=fields)
    )
    assert "Klagefristen slutter" not in {row.what for row in desk.services.today.deadlines()}
    desk.services.register.mark_sent(letter.id, letter.version, "handed_over", date(2026, 11, 23))
    [row] = [row for row in desk.services.today.deadlines() if row.what == "Klagefristen slutter"]
    assert (row.due, row.person_id) == (date(2026, 12, 21), desk.person_id)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("30-09-2026", "Slutningen ligger før begyndelsen."),
        ("25-11-2026", "Den dag er ikke kommet endnu."),
    ],
)
def test_a_wrong_day_is_refused_at_the_field(
    qtbot: QtBot, house: OpenHouse, day: str, sentence: str
) -> None:
    desk = sit_down(qtbot, house)
    choose(qtbot, desk, "moved_own_wish")
    tab_to(qtbot, desk.page, desk.page.panel.day)
    desk.page.panel.day.selectAll()
    qtbot.keyClicks(desk.page.panel.day, day)
    submit(qtbot)
    assert level(desk, "ended_at").startswith(sentence)
    assert confirmation(desk) is None


def test_gem_og_vent_plans_the_move_and_keeps_the_draft(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    choose(qtbot, desk, "own_home")
    tab_to(qtbot, desk.page, desk.page.panel.day)
    desk.page.panel.day.selectAll()
    qtbot.keyClicks(desk.page.panel.day, "+2")
    tab_to(qtbot, desk.page, desk.page.panel.time)
    desk.page.panel.time.selectAll()
    qtbot.keyClicks(desk.page.panel.time, "11")
    tab_to(qtbot, desk.page, desk.page.panel.wait)
    qtbot.keyClick(desk.page.panel.wait, Qt.Key.Key_Return)
    assert (desk.stay.planned_end_on, desk.stay.planned_end_time) == (date(2026, 11, 25), "11.00")
    assert desk.stay.ended_at is None
    assert [draft.kind for draft in desk.services.drafts.mine()] == ["end_stay"]


def test_a_planned_move_is_called_off_and_its_alarm_goes(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    assert not desk.page.panel.cancel.isVisible()
    choose(qtbot, desk, "own_home")
    tab_to(qtbot, desk.page, desk.page.panel.wait)
    qtbot.keyClick(desk.page.panel.wait, Qt.Key.Key_Return)
    assert [row.strong for row in desk.services.today.deadlines(desk.person_id)].count(True) == 1
    desk.page.restore({"person_id": desk.person_id})
    tab_to(qtbot, desk.page, desk.page.panel.cancel)
    desk.targets.clear()
    qtbot.keyClick(desk.page.panel.cancel, Qt.Key.Key_Return)
    assert (desk.stay.planned_end_on, desk.stay.ended_at) == (None, None)
    assert not any(row.strong for row in desk.services.today.deadlines(desk.person_id))
    assert desk.services.drafts.mine() == ()
    assert desk.said[-1] == "Flytningen er aflyst"
    assert [target.place for target in desk.targets] == ["resident"]
    desk.page.restore({"person_id": desk.person_id})
    assert (desk.page.kinds.value, desk.page.panel.cancel.isVisible()) == ("", False)
    desk.services.undo.undo()
    assert desk.stay.planned_end_on == date(2026, 11, 23)


def test_an_ended_stay_is_shown_where_it_stands(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    choose(qtbot, desk, "moved_own_wish")
    submit(qtbot)
    press(qtbot, confirmation(desk), "Afslut ophold")
    desk.targets.clear()
    desk.page.restore({"person_id": desk.person_id})
    qtbot.waitUntil(lambda: bool(desk.targets))
    assert desk.targets[0].place == "resident"


def act(desk: Desk, number: int) -> None:
    """Press the button of a condition by key."""
    listed = desk.page.conditions.list
    assert listed.choose(number)
    desk.page.conditions.act(listed.current_row)


def place_words(desk: Desk) -> str:
    return " ".join(text.text() for text in desk.page.conditions.findChildren(Text))


def states(desk: Desk) -> list[str]:
    view = desk.page.conditions.view
    assert view is not None
    return [item.state for item in view.items]


def typed(qtbot: QtBot, panel: Panel | None, **answers: str) -> None:
    """Fill in a small form and send it."""
    assert isinstance(panel, FormPanel)
    qtbot.waitUntil(panel.isActiveWindow)
    for name, text in answers.items():
        control = panel.form.field(name).control
        if isinstance(control, Radios):
            control.button(text).click()
        else:
            assert isinstance(control, (QLineEdit, QPlainTextEdit))
            control.setFocus()
            control.selectAll()
            qtbot.keyClicks(control, text)
    qtbot.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    checks.settle()


def test_the_alarm_opens_the_decision_and_goes_when_it_is_registered(
    qtbot: QtBot, house: OpenHouse
) -> None:
    desk = sit_down(qtbot, house, "staff")
    choose(qtbot, desk, "own_home")
    assert desk.page.alarm.isVisible()
    assert states(desk) == ["missing", "missing", "missing", "missing", "not_relevant"]
    desk.page.alarm.register.emit()
    typed(
        qtbot, desk.page.conditions.panel, decision="granted", decided_on="20-11-2026",
        received_on="21-11-2026",
    )  # fmt: skip
    assert not desk.page.alarm.isVisible()
    assert "1 af 4 er på plads" in place_words(desk)
    assert states(desk)[2] == "met"


def test_a_decision_after_the_move_does_not_count_for_it(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house, "staff")
    choose(qtbot, desk, "own_home")
    act(desk, 3)
    typed(qtbot, desk.page.conditions.panel, decision="granted", decided_on="20-11-2026")
    assert states(desk)[2] == "met"
    desk.page.panel.day.selectAll()
    qtbot.keyClicks(desk.page.panel.day, "19-11-2026")
    qtbot.waitUntil(lambda: states(desk)[2] == "waiting")


def test_a_condition_is_confirmed_by_hand_and_taken_back(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house, "staff")
    choose(qtbot, desk, "own_home")
    act(desk, 1)
    typed(qtbot, desk.page.conditions.panel, text="Set hos rådgiveren på tirsdagens møde.")
    assert states(desk)[0] == "met"
    act(desk, 1)
    panel = desk.page.conditions.panel
    assert "Set hos rådgiveren på tirsdagens møde." in words(panel)
    press(qtbot, panel, "Tag tilbage")
    assert states(desk)[0] == "missing"


def test_a_condition_is_confirmed_by_a_file_that_came_in(
    qtbot: QtBot, house: OpenHouse, tmp_path: Path
) -> None:
    desk = sit_down(qtbot, house, "staff")
    choose(qtbot, desk, "own_home")
    act(desk, 4)
    panel = desk.page.conditions.panel
    assert isinstance(panel, FormPanel)
    choice = panel.form.field("document_id").control
    assert isinstance(choice, DocumentChoice)
    assert not choice.list.isVisible(), "there is no document yet"
    dialogs = desk.page._session.ports.files
    assert isinstance(dialogs, RecordingFileDialogs)
    dialogs.answer = tmp_path / "lejekontrakt.pdf"
    dialogs.answer.write_bytes(small_pdf())
    qtbot.keyClick(choice.file.button, Qt.Key.Key_Space)
    typed(qtbot, panel, text="Underskrevet lejekontrakt.")
    qtbot.waitUntil(lambda: not desk.page._session.tasks.busy, timeout=20_000)
    checks.settle()
    assert states(desk)[3] == "waiting", "for the support, no longer for the contract"
    [kept] = desk.services.documents.of_person(desk.person_id)
    assert (kept.kind, kept.file_name) == ("lease", "lejekontrakt.pdf")
    act(desk, 4)
    press(qtbot, desk.page.conditions.panel, "Vis dokument")
    shown = desk.page.conditions.panel
    qtbot.waitUntil(lambda: not desk.page._session.tasks.busy, timeout=20_000)
    assert isinstance(shown, PagesPanel)
    assert shown.shown is not None
    assert shown.shown.data == dialogs.answer.read_bytes()


def test_an_offered_home_is_taken_where_its_condition_stands(
    qtbot: QtBot, house: OpenHouse
) -> None:
    desk = sit_down(qtbot, house, "staff")
    offers = desk.services.offers
    command = OfferCommand(
        desk.stay.id, date(2026, 10, 26), home_type="general_assigned", address="Prøvevænget 3"
    )
    offers.offer(command)
    desk.page.refresh()
    act(desk, 2)
    typed(qtbot, desk.page.conditions.panel)
    assert offers.of_stay(desk.stay.id).offers[0].answer == "accepted"
    assert states(desk)[1] == "met"
    act(desk, 4)
    typed(qtbot, desk.page.conditions.panel)
    assert offers.of_stay(desk.stay.id).offers[0].contract_on == date(2026, 11, 23)
    # No. 4 is not met while no. 3 is missing.
    assert states(desk)[3] == "waiting"


def test_an_accepted_home_stands_ready_in_the_form(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house, "staff")
    offers = desk.services.offers
    command = OfferCommand(
        desk.stay.id, date(2026, 10, 26), home_type="residential", address="Prøvegården 1"
    )
    made = offers.offer(command).first("home_offer")
    offers.accept(made, 1)
    again = EndStayPage(desk.page._session)
    qtbot.addWidget(again)
    again.restore({"person_id": desk.person_id})
    assert again.form.values()["new_address"] == "Prøvegården 1"
    assert again.form.values()["destination"] == "residential_offer"
    assert again.conditions.branch.current == "residential_offer"
    assert again.kinds.value == ""


@pytest.mark.parametrize("kept", [True, False])
def test_a_home_that_was_accepted_after_gem_og_vent_stands_ready_beside_the_draft(
    qtbot: QtBot, house: OpenHouse, *, kept: bool
) -> None:
    """Whether the page was kept or is opened anew; what the person wrote stays."""
    desk = sit_down(qtbot, house, "staff")
    choose(qtbot, desk, "own_home")
    type_in(qtbot, desk.page, desk.page.panel.reason, "Har fået en lejlighed.")
    tab_to(qtbot, desk.page, desk.page.panel.wait)
    qtbot.keyClick(desk.page.panel.wait, Qt.Key.Key_Return)
    offers = desk.services.offers
    command = OfferCommand(
        desk.stay.id, date(2026, 10, 26), home_type="general_assigned", address="Prøvevænget 3"
    )
    offers.accept(offers.offer(command).first("home_offer"), 1)
    page = desk.page if kept else EndStayPage(desk.page._session)
    qtbot.addWidget(page)
    page.restore({"person_id": desk.person_id})
    values = page.form.values()
    assert (values["new_address"], values["destination"]) == ("Prøvevænget 3", "own_home_public")
    assert (values["kind"], values["reason"]) == ("own_home", "Har fået en lejlighed.")


def test_an_address_that_was_taken_away_or_written_is_left_alone(
    qtbot: QtBot, house: OpenHouse
) -> None:
    desk = sit_down(qtbot, house, "staff")
    page, offers = desk.page, desk.services.offers
    type_in(qtbot, page, page.panel.address, "Hos en bror")
    command = OfferCommand(
        desk.stay.id, date(2026, 10, 26), home_type="residential", address="Prøvegården 1"
    )
    offers.accept(offers.offer(command).first("home_offer"), 1)
    page.refresh()
    assert page.form.values()["new_address"] == "Hos en bror"
    assert page.form.values()["destination"] == "residential_offer"
    assert page.conditions.branch.current == "residential_offer"
    page.panel.to.set_value(None)
    page.conditions.branch.choose("own_home")
    page.refresh()
    assert page.form.values()["destination"] is None
    assert page.conditions.branch.current == "own_home"


def test_ring_og_skriv_notat_opens_the_log(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house, "staff")
    choose(qtbot, desk, "own_home")
    desk.page.alarm.note.emit()
    typed(qtbot, desk.page.contact, outcome="Hanne ringer tilbage i dag.")
    (entry,) = desk.services.contact_log.entries(desk.stay.id)
    assert (entry.outcome, entry.codes) == ("Hanne ringer tilbage i dag.", ("C7",))


@pytest.mark.parametrize(
    ("look", "width"), [(Look(), 1182), (Look("dark"), 1182), (Look("light", 150), 1282)]
)
def test_nothing_is_cut_or_nameless(qtbot: QtBot, house: OpenHouse, look: Look, width: int) -> None:
    theme().use(look)
    desk = sit_down(qtbot, house, "staff")
    desk.page.resize(width, 2400 if look.zoom > 100 else 616)
    choose(qtbot, desk, "house_decision_target_group")
    submit(qtbot)

    def clean() -> None:
        # Nested layouts settle over some turns of the event loop.
        assert checks.problems_of(desk.page) == []

    qtbot.waitUntil(clean)
    desk.page.form.refuse(
        ValidationFailed(Problem("heard_on", "hearing_missing"), Problem("reason", "required"))
    )
    qtbot.waitUntil(clean)
    choose(qtbot, desk, "own_home")
    qtbot.waitUntil(clean)
