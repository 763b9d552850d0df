"""Handleplan driven by keyboard: answer, plan with its PDF, prerequisites, the support decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.admin import ContactView
from boform_app.services.views.contacts import CaseworkerCommand, DocumentCommand
from boform_app.services.views.plans import PlanCommand, PrerequisiteCommand, PrerequisiteView
from boform_app.services.views.stays import AdmitCommand
from models.values import lists
from tests import houses
from tests.doubles import RecordingFileDialogs
from tests.houses import PLACES
from tests.small_pdf import small_pdf
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui.pages.base import Target
from ui.pages.resident.document_choice import DocumentChoice
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.form_parts import WorkerEdit
from ui.pages.resident.page import ResidentPage
from ui.pages.resident.plan import PlanTab
from ui.pages.resident.plan_list import PastPanel
from ui.privacy import privacy
from ui.session import Session
from ui.theme import Look, theme
from ui.widgets.date_field import DateField

TODAY = date(2026, 11, 23)
PDF = small_pdf()
LAPTOP = 688
"""Client area of 1366x768, px."""
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Desk:
    house: OpenHouse
    services: Services
    session: Session
    ole: UUID
    stay: UUID
    clock: FixedClock
    pages: list[QWidget]


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    clock = houses.make_clock()
    house = houses.make_house(tmp_path, clock)
    services = houses.services(house)
    now = clock.now()
    clock.set(now - timedelta(days=44))
    command = AdmitCommand(
        "Ole", "Bach", place_id=PLACES[1], acting_municipality_code="0851",
    )  # fmt: skip
    ole = services.stays.admit(command).first("person")
    clock.set(now)
    session = residents.session(services, clock)
    stay = services.stays.for_person(ole)[0].id
    made = Desk(house, services, session, ole, stay, clock, [])
    yield made
    for page in made.pages:
        page.close()
    session.tasks.close()
    houses.close(house)


def opened(qtbot: QtBot, desk: Desk, **facts: str) -> PlanTab:
    page = ResidentPage(desk.session)
    desk.session.bus.changed.connect(page.apply_changes)
    qtbot.addWidget(page)
    desk.pages.append(page)
    page.resize(1182, 616)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.restore({"person_id": desk.ole, "tab": "plan", **facts})
    tab = page.findChild(PlanTab)
    assert tab is not None
    return tab


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def form(qtbot: QtBot, tab: PlanTab) -> FormPanel:
    """The small form, once the keyboard is in it."""
    panel = tab.panel
    assert isinstance(panel, FormPanel)
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def type_into(qtbot: QtBot, panel: FormPanel, name: str, text: str) -> None:
    control = panel.form._bound[name].field.control
    if isinstance(control, DateField):
        control.clear()
    qtbot.keyClicks(control, text)


def save(qtbot: QtBot, panel: FormPanel) -> None:
    qtbot.keyClick(panel, Qt.Key.Key_Return, CONTROL)


def item(desk: Desk, code: str) -> PrerequisiteView:
    return next(row for row in desk.services.plans.prerequisites(desk.stay) if row.code == code)


def asked(desk: Desk) -> None:
    plan = desk.services.plans.get(desk.stay)
    on = TODAY - timedelta(days=12)
    desk.services.plans.change(PlanCommand(desk.stay, plan.version, status="requested", on=on))


def open_part(tab: PlanTab, key: str) -> None:
    tab.right.show_part(key)


def test_nothing_was_asked_for_yet_and_the_letter_is_the_next_step(
    qtbot: QtBot, desk: Desk
) -> None:
    tab = opened(qtbot, desk)
    assert tab.card.head.badge.spec.text == "Ikke anmodet"
    assert "Formålet med indsatsen" in words_of(tab.card)
    assert "ikke modtaget" in words_of(tab.card)
    assert "Kommunen har ikke sendt en handleplan endnu." in words_of(tab.card)
    went: list[Target] = []
    tab.navigate.connect(went.append)
    assert tab.card.letter.text() == "Anmod om handleplan"
    qtbot.keyClick(tab.card.letter, Qt.Key.Key_Return)
    assert went == [Target("letter", {"person_id": desk.ole, "kind": "plan_request"})]


def test_a_reminder_is_offered_when_there_is_one_to_write(qtbot: QtBot, desk: Desk) -> None:
    asked(desk)
    tab = opened(qtbot, desk)
    assert tab.card.head.badge.spec.text == "Afventer 12 døgn"
    known = {kind.key for kind in desk.services.letters.kinds()}
    assert tab.card.letter.isVisible() == ("reminder" in known)
    went: list[Target] = []
    tab.navigate.connect(went.append)
    tab._ask_municipality()
    about = {"person_id": desk.ole, "kind": "reminder", "about": "C6"}
    assert went == [Target("letter", about)]


def test_an_answer_by_keyboard_says_the_promised_day_and_who(qtbot: QtBot, desk: Desk) -> None:
    asked(desk)
    tab = opened(qtbot, desk)
    qtbot.keyClick(tab.card.reply, Qt.Key.Key_Return)
    panel = form(qtbot, tab)
    assert panel.form.field("on").control.hasFocus(), "the choice follows what is waited for"
    qtbot.keyClicks(panel.form.field("on").control, "+14")
    type_into(qtbot, panel, "caseworker", "Hanne Riis")
    type_into(qtbot, panel, "caseworker_phone", "12 34 56 80")
    save(qtbot, panel)
    plan = desk.services.plans.get(desk.stay)
    assert plan.promised_for == TODAY + timedelta(days=14)
    assert "man. 7-12" in words_of(tab.card)
    line = desk.services.contact_log.entries(desk.stay)[0]
    assert (line.with_whom, line.outcome) == ("Hanne Riis", "Handleplanen er lovet til 07-12-2026.")


def test_who_has_the_case_is_typed_once_and_found_again(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    qtbot.keyClick(tab.card.worker_edit, Qt.Key.Key_Return)
    panel = form(qtbot, tab)
    type_into(qtbot, panel, "caseworker", "Hanne Riis")
    type_into(qtbot, panel, "caseworker_phone", "12 34 56 80")
    type_into(qtbot, panel, "title", "rådgiver, voksne")
    type_into(qtbot, panel, "phone_hours", "man.-tor. kl. 9-12")
    save(qtbot, panel)
    shown = words_of(tab.card)
    assert "Hanne Riis" in shown
    assert "rådgiver, voksne" in shown
    assert "12 34 56 80 · tlf. man.-tor. kl. 9-12" in shown
    qtbot.keyClick(tab.card.phone_note, Qt.Key.Key_Return)
    contact = form(qtbot, tab)
    worker = contact.form.field("who").control
    assert isinstance(worker, WorkerEdit)
    worker.clear()
    qtbot.keyClicks(worker, "han")
    assert [hit.name for hit in worker.hits] == ["Hanne Riis"]
    contact.reject()


def test_the_plan_comes_with_its_pdf(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    asked(desk)
    file = tmp_path / "plan fra kommunen.pdf"
    file.write_bytes(PDF)
    dialogs = desk.session.ports.files
    assert isinstance(dialogs, RecordingFileDialogs)
    dialogs.answer = file
    tab = opened(qtbot, desk)
    qtbot.keyClick(tab.card.received, Qt.Key.Key_Return)
    panel = form(qtbot, tab)
    chooser = panel.form._bound["document"].field.control.focusProxy()
    assert chooser is not None
    qtbot.keyClick(chooser, Qt.Key.Key_Space)
    assert "plan fra kommunen.pdf" in words_of(panel)
    save(qtbot, panel)
    # A worker lets the child process look at the file.
    qtbot.waitUntil(lambda: not desk.session.tasks.busy, timeout=20_000)
    assert desk.services.plans.document(desk.stay) == PDF
    assert tab.card.head.badge.spec.text == "Modtaget man. 23-11"
    assert not tab.card.letter.isVisible()
    assert item(desk, "C6").status == "fulfilled"
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)
    at = tab.card.point("effort").at
    assert at.isVisible()
    assert not at.text()
    at.setFocus()
    qtbot.keyClicks(at, "s. 2")
    tab.card.more.setFocus()
    qtbot.waitUntil(lambda: desk.services.plans.get(desk.stay).contents[1] == "s. 2")
    assert "§ 141, stk. 3 · 1 af 4" in words_of(tab.card)


def test_a_plan_that_was_photographed_is_kept_as_it_is(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    asked(desk)
    file = tmp_path / "plan.png"
    Image.new("RGB", (40, 30), "white").save(file, "PNG")
    dialogs = desk.session.ports.files
    assert isinstance(dialogs, RecordingFileDialogs)
    dialogs.answer = file
    tab = opened(qtbot, desk)
    qtbot.keyClick(tab.card.received, Qt.Key.Key_Return)
    panel = form(qtbot, tab)
    assert "Planen som PDF eller billede" in words_of(panel)
    chooser = panel.form._bound["document"].field.control.focusProxy()
    assert chooser is not None
    qtbot.keyClick(chooser, Qt.Key.Key_Space)
    [(_title, pattern)] = dialogs.asked
    assert all(kind in pattern for kind in ("*.pdf", "*.png", "*.jpg", "*.tif"))
    save(qtbot, panel)
    qtbot.waitUntil(lambda: not desk.session.tasks.busy, timeout=20_000)
    assert desk.services.plans.document(desk.stay) == file.read_bytes()


def test_what_is_no_plan_is_said_and_the_form_stays(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(b"%PDF-1.7\n% begins like one\n")
    dialogs = desk.session.ports.files
    assert isinstance(dialogs, RecordingFileDialogs)
    dialogs.answer = file
    tab = opened(qtbot, desk)
    qtbot.keyClick(tab.card.received, Qt.Key.Key_Return)
    panel = form(qtbot, tab)
    chooser = panel.form._bound["document"].field.control.focusProxy()
    assert chooser is not None
    qtbot.keyClick(chooser, Qt.Key.Key_Space)
    save(qtbot, panel)
    qtbot.waitUntil(lambda: "Filen er beskadiget" in words_of(panel), timeout=20_000)
    assert panel.verb.isEnabled()
    assert desk.services.plans.get(desk.stay).status == "not_requested"
    panel.reject()


def test_a_prerequisite_is_changed_by_keyboard(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk, show="prerequisites")
    tab.focus_first()
    qtbot.keyClick(tab.right.prerequisites.view, Qt.Key.Key_Down)
    qtbot.keyClick(tab.right.prerequisites.view, Qt.Key.Key_F2)
    panel = form(qtbot, tab)
    qtbot.keyClicks(panel.form._bound["status"].field.control, "m")
    qtbot.keyClicks(panel.form._bound["owner"].field.control, "komm")
    type_into(qtbot, panel, "evidence", "Nr. 14 på listen")
    type_into(qtbot, panel, "next_on", "+9")
    save(qtbot, panel)
    row = item(desk, "C2")
    assert (row.status, row.owner, row.evidence) == ("missing", "municipality", "Nr. 14 på listen")
    assert (row.since, row.next_on) == (TODAY, TODAY + timedelta(days=9)), "the ball moved today"
    assert tab.right.prerequisites.current == row
    desk.session.undo()
    assert item(desk, "C2").status == "unknown"


def test_a_prerequisite_is_shown_by_a_document_that_is_here(qtbot: QtBot, desk: Desk) -> None:
    kept = desk.services.documents.keep(
        DocumentCommand(desk.ole, PDF, "letter", "Kvittering fra ventelisten")
    ).first("document")
    tab = opened(qtbot, desk, show="prerequisites")
    tab.focus_first()
    qtbot.keyClick(tab.right.prerequisites.view, Qt.Key.Key_Down)
    qtbot.keyClick(tab.right.prerequisites.view, Qt.Key.Key_F2)
    panel = form(qtbot, tab)
    choice = panel.form._bound["document_id"].field.control
    assert isinstance(choice, DocumentChoice)
    choice.list.setFocus()
    qtbot.keyClicks(choice.list, "Kvit")
    assert choice.list.currentText() == "Kvittering fra ventelisten · 23-11-2026"
    save(qtbot, panel)
    assert item(desk, "C2").document_id == kept
    assert len(desk.services.documents.of_person(desk.ole)) == 1
    # What shows it can be replaced, and is not lost when something else is changed.
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)
    tab.right.prerequisites.view.setFocus()
    qtbot.keyClick(tab.right.prerequisites.view, Qt.Key.Key_F2)
    panel = form(qtbot, tab)
    choice = panel.form._bound["document_id"].field.control
    assert isinstance(choice, DocumentChoice)
    assert choice.list.findText("Intet dokument") < 0
    type_into(qtbot, panel, "evidence", "Nr. 14 på listen")
    save(qtbot, panel)
    assert item(desk, "C2").document_id == kept


def test_a_deadline_opens_the_support_decision(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk, open="C7")
    panel = form(qtbot, tab)
    assert panel.form._bound["evidence_on"].field.control.hasFocus()
    type_into(qtbot, panel, "evidence_on", "-3")
    type_into(qtbot, panel, "evidence", "ICM, seks timer om ugen")
    save(qtbot, panel)
    row = item(desk, "C7")
    decided = TODAY - timedelta(days=3)
    assert (row.status, row.evidence_on, row.since) == ("fulfilled", decided, decided)
    assert "ICM, seks timer om ugen" in tab.right.prerequisites._evidence.text


def test_what_is_typed_is_a_draft(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    qtbot.keyClick(tab.card.worker_edit, Qt.Key.Key_Return)
    type_into(qtbot, form(qtbot, tab), "caseworker", "Hanne Åkjær")
    form(qtbot, tab).reject()
    qtbot.keyClick(tab.card.worker_edit, Qt.Key.Key_Return)
    assert form(qtbot, tab).form.values()["caseworker"] == "Hanne Åkjær"
    save(qtbot, form(qtbot, tab))
    assert desk.services.plans.get(desk.stay).caseworker == "Hanne Åkjær"
    assert desk.services.drafts.get("plan_worker", desk.ole) is None


def test_a_colleagues_change_is_said_and_nothing_is_lost(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    qtbot.keyClick(tab.card.worker_edit, Qt.Key.Key_Return)
    panel = form(qtbot, tab)
    ali = houses.services(desk.house, "staff")
    version = ali.plans.get(desk.stay).version
    ali.plans.change(PlanCommand(desk.stay, version, caseworker="Bo Riis"))
    type_into(qtbot, panel, "caseworker", "Hanne Riis")
    save(qtbot, panel)
    assert "Ali har rettet det samme" in words_of(panel)
    assert desk.services.plans.get(desk.stay).caseworker == "Bo Riis"
    panel.reject()


def test_a_temp_reads_only(qtbot: QtBot, desk: Desk) -> None:
    temp = residents.session(houses.services(desk.house, "temp"), desk.clock)
    tab = PlanTab(temp)
    qtbot.addWidget(tab)
    tab.resize(1150, 485)
    tab.show()
    tab.load(desk.ole, temp.services.people.open(desk.ole))
    tab.right.show_part("prerequisites")
    assert tab.right.prerequisites.view.isVisible()
    card = tab.card
    for button in (card.received, card.reply, card.letter, card.phone_note, card.worker_edit,
                   tab.right.prerequisites.edit):  # fmt: skip
        assert not button.isVisible()
    qtbot.keyClick(tab.right.prerequisites.view, Qt.Key.Key_Return)
    assert tab.panel is None
    temp.tasks.close()


def test_evidence_is_hidden_with_the_names(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk, open="C7")
    type_into(qtbot, form(qtbot, tab), "evidence", "ICM")
    save(qtbot, form(qtbot, tab))
    privacy().set_on(on=True)
    tab.privacy_changed(on=True)
    assert "ICM" not in tab.right.prerequisites._evidence.text


def test_the_history_of_a_prerequisite_says_who_had_the_ball_when(qtbot: QtBot, desk: Desk) -> None:
    asked(desk)
    tab = opened(qtbot, desk, show="prerequisites")
    tab.right.prerequisites.choose("C6")
    qtbot.keyClick(tab.right.prerequisites.past, Qt.Key.Key_Return)
    panel = tab.right.prerequisites.findChild(PastPanel)
    assert panel is not None
    rows = panel.view.model_.rows
    assert [row.to_on is None for row in rows] == [False, True]
    assert rows[-1].days == 12
    assert problems_of(panel) == []
    panel.reject()


def test_the_head_of_the_prerequisites_says_how_long_each_party_had_the_ball(
    qtbot: QtBot, desk: Desk
) -> None:
    tab = opened(qtbot, desk, show="prerequisites")
    for one in desk.services.plans.prerequisites(desk.stay):
        owner, days = ("housing", 33) if one.code == "C2" else ("us", 5)
        if one.code != "C6":
            since = TODAY - timedelta(days=days)
            desk.services.plans.set_prerequisite(
                PrerequisiteCommand(one.id, one.version, "in_progress", owner, since)
            )
    asked(desk)
    tab.refresh()
    waited = desk.services.plans.waited(desk.stay)
    words = tab.right.prerequisites.head.words
    assert words.startswith("Ventet: ")
    told = dict(part.rsplit(" ", 1) for part in words[8:].replace(" døgn", "").split(" · "))
    named = {row.key: row.label for row in lists.load_list("ball_owners")}
    assert told == {named[party]: str(days) for party, days in waited.items() if days}
    assert {"Kommunen", "Os"} <= set(told)
    counted = [int(days) for days in told.values()]
    assert counted == sorted(counted, reverse=True)


def test_the_department_of_a_case_worker_is_seen_where_they_are_chosen(
    qtbot: QtBot, desk: Desk
) -> None:
    unit = desk.services.municipalities.save(
        ContactView(
            None, 0, "0851", "Voksenteamet", ("Boks 1", "", "", "", ""), "", "", "", "", "", True
        )
    ).first("municipality_contact")
    desk.services.caseworkers.save(CaseworkerCommand("0851", "Hanne Riis", contact_id=unit))
    tab = opened(qtbot, desk)
    qtbot.keyClick(tab.card.worker_edit, Qt.Key.Key_Return)
    panel = form(qtbot, tab)
    type_into(qtbot, panel, "caseworker", "hanne")
    edit = panel.form.field("caseworker").control
    assert isinstance(edit, WorkerEdit)
    popup = edit.completer().popup()
    assert popup is not None
    assert popup.model().index(0, 0).data() == "Hanne Riis · Voksenteamet"
    edit.completer().activated.emit(edit.completer().currentCompletion())
    assert edit.text() == "Hanne Riis"
    save(qtbot, panel)
    assert "Voksenteamet" in words_of(tab.card)


@pytest.mark.parametrize("zoom", [100, 150])
def test_names_targets_and_words(qtbot: QtBot, desk: Desk, zoom: int) -> None:
    asked(desk)
    tab = opened(qtbot, desk)
    if zoom != 100:
        theme().use(Look(zoom=zoom))
    for part in ("plan", "contact", "prerequisites"):
        open_part(tab, part)
        assert problems_of(tab) == []
    card = tab.card
    starts = (card.reply, card.received, card.worker_edit, card.phone_note,
              tab.right.prerequisites.edit)  # fmt: skip
    for start in starts:
        qtbot.keyClick(start, Qt.Key.Key_Return)
        panel = form(qtbot, tab)
        assert problems_of(panel) == []
        assert panel.height() <= LAPTOP, "fits on a laptop"
        panel.reject()
