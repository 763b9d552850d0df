"""Breve, the letter editor and the consent page, driven as a person drives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QStackedWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.plans import PlanCommand
from boform_app.services.views.stacks import StackWish
from tests import houses
from tests.boform_app.services import answer_house
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY
from tests.doubles import (
    RecordingClipboard,
    RecordingFileDialogs,
    RecordingOpener,
    RecordingPrinter,
)
from tests.ui.checks import problems_of
from ui.dialogs.panel import Panel
from ui.navigator import Navigator, Place
from ui.pages.base import Page, Target
from ui.pages.consent import ConsentPage
from ui.pages.consent_parts import WithdrawPanel
from ui.pages.letter.page import LetterPage
from ui.pages.letter.strip import Says, Strip, before_print
from ui.pages.letters import LettersPage
from ui.pages.letters_parts import AnnulPanel
from ui.pages.stack import words
from ui.pages.stack.page import StackPage
from ui.privacy import privacy
from ui.session import Ports, Session
from ui.tasks import Tasks
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.text_area import TextArea


class Office:
    """A house, a log-in, and the three places in a stack of pages."""

    def __init__(self, qtbot: QtBot, house: OpenHouse, role: str = "leader") -> None:
        self.qtbot, self.house = qtbot, house
        self.services = houses.services(house, role)
        self.printer, self.files = RecordingPrinter(), RecordingFileDialogs()
        self.tasks = Tasks()
        ports = Ports(self.printer, self.files, RecordingOpener(), RecordingClipboard())
        self.session = Session(self.services, house.clock, ports, tasks=self.tasks)
        self.stack = QStackedWidget()
        self.stack.resize(1182, 616)
        qtbot.addWidget(self.stack)
        self.navigator = Navigator(self.stack)
        pages: dict[str, Callable[[], Page]] = {
            "letters": lambda: LettersPage(self.session),
            "letter": lambda: LetterPage(self.session),
            "consent": lambda: ConsentPage(self.session),
            "resident": Page,
        }
        for key, make in pages.items():
            self.navigator.register(Place(key, key, "mail", make))
        self.session.bus.changed.connect(self.navigator.spread)
        self.said: list[str] = []
        self.session.spoke.connect(lambda words, _action, _then: self.said.append(words))
        self.stack.show()
        self.stack.activateWindow()
        given.contact(self.services)
        self.kim = given.admitted(self.services)

    def settle(self) -> None:
        """Until the workers rest and the newest proof is shown."""
        page = self.navigator.current
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)
        if isinstance(page, LetterPage):
            self.qtbot.waitUntil(lambda: not page.waiting and not self.tasks.busy, timeout=20_000)

    def letter(self, kind: str, person: UUID | None = None) -> LetterPage:
        facts = {"letter_id": None, "person_id": person or self.kim, "kind": kind}
        self.navigator.go(Target("letter", facts))
        self.settle()
        page = self.navigator.current
        assert isinstance(page, LetterPage)
        return page

    def place(self, key: str, **facts: object) -> Page:
        self.navigator.go(Target(key, facts))
        page = self.navigator.current
        assert page is not None
        return page

    def press(self, page: LetterPage, key: str) -> None:
        self.qtbot.mouseClick(page.strip.button(key), Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    house = houses.make_house(tmp_path)
    found = Office(qtbot, house)
    yield found
    found.tasks.close()
    houses.close(house)


def editor(page: LetterPage) -> TextArea:
    area = page.left.sections.findChild(TextArea)
    assert isinstance(area, TextArea)
    return area


def test_coming_back_shows_the_same_text_and_pages(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = office.letter("data_information")
    pages, said = page.preview.count, []
    show = Strip.show_says

    def listen(strip: Strip, says: Says) -> None:
        said.append(says.strong)
        show(strip, says)

    monkeypatch.setattr(Strip, "show_says", listen)
    office.place("letters")
    assert (pages > 0, page.preview.count) == (True, 0)
    office.navigator.back()
    office.settle()
    assert office.navigator.current is page
    assert page.preview.count == pages
    assert not [words for words in said if "0 sider" in words]
    assert page.strip.words.startswith("Klar til print")


# -- the editor ----------------------------------------------------------------------------------


def test_from_a_referral_without_consent_to_stored_bytes(office: Office, tmp_path: Path) -> None:
    given.assessed(office.services, office.kim)
    page = office.letter("referral")
    assert not page.strip.button("print").isEnabled()
    assert "Vælg en hjemmel" in page.strip.words
    assert page.command("print"), "the key is the page's, also while it does nothing"
    assert office.printer.jobs == []

    given.consented(office.services, office.kim)
    page.refresh()
    office.settle()
    page.contents.radios.button("consent").click()
    office.settle()
    assert page.strip.button("print").isEnabled()
    assert page.preview.count >= 2
    assert problems_of(page) == []

    office.files.answer = tmp_path / "valgt"
    seen = page.proof_bytes
    office.press(page, "save")
    assert office.files.asked[-1][1] == "B2026-0001.pdf", "no name of a person"
    letter = page.letter
    assert letter is not None
    stored = office.services.register.pdf(letter.id)
    assert (tmp_path / "valgt.pdf").read_bytes() == stored == seen
    assert office.services.drafts.mine() == ()
    assert "Er det sendt?" in page.strip.words

    office.press(page, "print")
    assert office.printer.jobs == [(stored, "B2026-0001")]
    assert page.strip.words.startswith("Brevet er printet kl. 21.40. Er det sendt?")
    office.press(page, "sent")
    assert page.strip.words.startswith("Sendt 23-11-2026 med Digital Post.")
    assert "1 gemt PDF" in page.strip.words
    office.press(page, "remove")
    assert not (tmp_path / "valgt.pdf").exists()
    assert "gemt PDF" not in page.strip.words

    office.place("letters")
    again = office.place("letter", letter_id=letter.id)
    office.settle()
    assert isinstance(again, LetterPage)
    assert again.letter == office.services.register.get(letter.id)
    office.press(again, "print")
    assert office.printer.jobs[-1][0] == stored, "reprinting never renders again"


def test_a_cancelled_print_is_no_event(office: Office) -> None:
    office.printer.answer = False
    page = office.letter("admission_notice")
    office.press(page, "print")
    letter = page.letter
    assert letter is not None
    assert letter.printed_at is None
    assert office.services.register.get(letter.id).printed_at is None
    assert office.said[-1] == "Brevet er ikke printet, men det ligger under Breve."
    assert page.strip.words.startswith("Brevet er lavet, men ikke printet.")


def test_what_is_typed_is_kept_and_printed(office: Office, qtbot: QtBot) -> None:
    page = office.letter("admission_notice")
    page.left.sections.open("plan")
    qtbot.keyClicks(editor(page), "Kim har nøgle. ")
    slot_kind = "letter:admission_notice"
    draft = office.services.drafts.get(slot_kind, office.kim)
    assert draft is not None
    assert "Kim har nøgle. " in draft.fields[""], "before the next second, before the preview"
    office.place("letters")
    page = office.letter("admission_notice")
    page.left.sections.open("plan")
    assert editor(page).text.startswith("Kim har nøgle. ")
    office.press(page, "print")
    assert "Kim har nøgle." in given.text_of_document(office.printer.jobs[0][0])
    assert office.services.drafts.get(slot_kind, office.kim) is None


def test_gendan_takes_the_fetched_text_back(office: Office, qtbot: QtBot) -> None:
    page = office.letter("admission_notice")
    page.left.sections.open("plan")
    fetched = editor(page).text
    qtbot.keyClicks(editor(page), "x")
    office.settle()
    page.left.sections.restore_open()
    office.settle()
    assert editor(page).text == fetched
    assert page.edits.texts == {}


def test_a_section_left_out_falls_out_of_the_print(office: Office) -> None:
    page = office.letter("admission_notice")
    page.left.sections.left_out.emit("agreed", True)
    office.settle()
    office.press(page, "print")
    assert "har fået en kopi" not in given.text_of_document(office.printer.jobs[0][0])


def test_acute_danger_asks_why(office: Office, qtbot: QtBot) -> None:
    page = office.letter("referral")
    page.contents.radios.button("danger").click()
    office.settle()
    assert not page.strip.button("print").isEnabled()
    assert "Skriv, hvorfor det er akut." in page.strip.words
    page.strip.pressed.emit("fill")
    assert page.window().focusWidget() is page.contents.reason
    qtbot.keyClicks(page.contents.reason, "Kim er i fare i nat.")
    office.settle()
    assert page.strip.button("print").isEnabled()


def test_the_law_leaves_the_rest_out(office: Office) -> None:
    given.assessed(office.services, office.kim)
    given.consented(office.services, office.kim)
    page = office.letter("plan_request")
    page.contents.radios.button("law").click()
    office.settle()
    assert page.strip.button("print").isEnabled()
    office.press(page, "print")
    assert "min egen dør" not in given.text_of_document(office.printer.jobs[0][0])


def test_a_character_the_font_lacks_is_told(office: Office) -> None:
    page = office.letter("admission_notice")
    page.left.sections.open("plan")
    editor(page).insertPlainText("漢")
    office.settle()
    assert not page.strip.button("print").isEnabled()
    assert "Skriften mangler tegnet 漢" in page.strip.words


def test_a_protected_address_is_said_before_print(office: Office) -> None:
    facts = office.services.people.facts(office.kim)
    office.services.people.set_fact(office.kim, facts.version, "protected_address", True)
    office.services.people.open(office.kim, "Brev")
    page = office.letter("plan_request")
    assert page.protected_words.startswith("Beskyttet adresse.")


def test_lav_ny_starts_from_the_words_of_the_old(office: Office) -> None:
    edits = LetterEdits(texts={"plan": "Kim har nøgle."})
    made = office.services.letters.make("admission_notice", office.kim, edits)
    office.services.register.mark_sent(made.id, made.version, "digital_post", TODAY)
    page = office.place("letter", letter_id=made.id)
    office.settle()
    assert isinstance(page, LetterPage)
    office.press(page, "anew")
    assert page.letter is None
    assert page.edits.texts == {"plan": "Kim har nøgle."}


def test_a_withdrawn_consent_is_said_before_the_letter_is_sent(
    office: Office, qtbot: QtBot
) -> None:
    given.consented(office.services, office.kim)
    edits = given.rested(office.services, "status_note", office.kim, LetterEdits())
    made = office.services.letters.make("status_note", office.kim, edits)
    office.services.register.mark_printed(made.id, made.version)
    page = office.place("letter", letter_id=made.id)
    assert isinstance(page, LetterPage)
    office.settle()
    assert page.strip.has("send")
    consent = office.services.consents.for_person(office.kim)[0]
    asked = WithdrawPanel(office.session, page, consent)
    told = " ".join(one.text() for one in asked.findChildren(Text))
    assert f"1 brev er ikke sendt: {made.title} ({made.register_number})" in told
    asked.reject()
    done = office.services.consents.withdraw(consent.id, consent.version, TODAY)
    office.session.bus.publish(done)
    assert "Send ikke brevet." in page.strip.words
    assert "printet 23-11-2026" in page.strip.words
    assert not page.strip.has("send")
    office.press(page, "sent")
    letter = page.letter
    assert letter is not None
    assert letter.status == "made", "it is asked first"
    question = page.findChild(Panel)
    assert question is not None
    assert problems_of(question) == []
    question.reject()
    office.press(page, "annul")
    panel = page.findChild(AnnulPanel)
    assert panel is not None
    area = panel.findChild(TextArea)
    assert isinstance(area, TextArea)
    qtbot.keyClicks(area, "Samtykket er tilbagekaldt")
    panel.verb.click()
    assert page.letter is not None
    assert page.letter.status == "annulled"


def test_the_documentation_is_for_the_resident_or_the_municipality(office: Office) -> None:
    """Nobody is meant by Att. while the resident gets it in the hand."""
    page = office.letter("stay_documentation")
    assert page.left.to.value == "resident"
    assert not page.left.attention.isVisible()
    assert "Beboeren" not in page.strip.words
    page.left.to.setCurrentIndex(1)
    page.left.to.activated.emit(1)
    office.settle()
    assert page.left.to.currentText() == "Aalborg Kommune, Socialafdelingen, voksne"
    assert page.left.attention.isVisible()
    assert "Vælg en hjemmel" in page.strip.words


def test_hidden_names_hide_the_letter(office: Office) -> None:
    page = office.letter("admission_notice")
    privacy().set_on(on=True)
    office.navigator.spread_privacy(on=True)
    office.settle()
    shown = " ".join(one.text() for one in page.findChildren(type(page.preview.words)))
    assert "Dahl" not in shown
    assert not page.preview.images.isVisible()


# -- the register --------------------------------------------------------------------------------


def test_the_register_filters_and_answers_the_question(office: Office, qtbot: QtBot) -> None:
    made = office.services.letters.make("admission_notice", office.kim, LetterEdits())
    office.services.register.mark_printed(made.id, made.version)
    page = office.place("letters")
    assert isinstance(page, LettersPage)
    assert [row.badge.text for row in page.list.model_.rows] == ["Ikke sendt"]
    qtbot.mouseClick(page.pane.yes, Qt.MouseButton.LeftButton)
    assert [row.badge.text for row in page.list.model_.rows] == ["Sendt 23-11"]
    page.filter.choose("made")
    page.filter.changed.emit("made")
    assert page.list.model_.rows == []
    assert problems_of(page) == []


def test_a_new_letter_by_keyboard(office: Office, qtbot: QtBot) -> None:
    page = office.place("letters")
    assert isinstance(page, LettersPage)
    assert page.command("new_letter")
    line = page.new.who.lineEdit()
    assert line is not None
    qtbot.keyClicks(line, "Dahl")
    completer = page.new.who.completer()
    assert completer is not None
    popup = completer.popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert page.new.who.value == office.kim
    page.new.which.button("consent_form").setFocus()
    qtbot.keyClick(page.new.which.button("consent_form"), Qt.Key.Key_Space)
    qtbot.keyClick(page.new.write, Qt.Key.Key_Return)
    office.settle()
    opened = office.navigator.current
    assert isinstance(opened, LetterPage)
    assert opened.state()["kind"] == "consent_form"


@pytest.mark.parametrize("kind", ["handover", "plan_request", "admission_notice"])
def test_a_letter_from_a_menu_begins_with_the_keys_in_its_text(office: Office, kind: str) -> None:
    """Qt hands the keys of the page that went to the first button of the page that comes."""
    letters = office.place("letters")
    button = next(one for one in letters.findChildren(Button) if one.isVisible())
    button.setFocus()
    office.qtbot.waitUntil(button.hasFocus)
    page = office.letter(kind)
    focused = page.window().focusWidget()
    assert focused is not None
    assert page.left.isAncestorOf(focused), focused
    assert not isinstance(focused, QAbstractButton)


def test_a_letter_is_annulled_with_a_reason(office: Office, qtbot: QtBot) -> None:
    made = office.services.letters.make("admission_notice", office.kim, LetterEdits())
    office.services.register.mark_sent(made.id, made.version, "digital_post", TODAY)
    page = office.place("letters")
    assert isinstance(page, LettersPage)
    page.pane.annulled.emit(office.services.register.get(made.id))
    panel = page.annul_panel
    assert panel is not None
    panel.verb.click()
    assert office.services.register.get(made.id).status == "sent", "a reason is asked for"
    area = panel.findChild(TextArea)
    assert isinstance(area, TextArea)
    qtbot.keyClicks(area, "Forkert enhed")
    panel.verb.click()
    assert office.services.register.get(made.id).annulled_reason == "Forkert enhed"
    assert [row.badge.text for row in page.list.model_.rows] == ["Annulleret"]


# -- consent -------------------------------------------------------------------------------------


def test_a_consent_is_typed_in_and_withdrawn(office: Office, qtbot: QtBot) -> None:
    page = office.place("consent", person_id=office.kim)
    assert isinstance(page, ConsentPage)
    fields = page.fields
    assert fields.unit.text() == "Socialafdelingen, voksne", "the usual unit is proposed"
    fields.form.submit()
    assert {p.field for p in fields.form.problems()} == {"information", "form"}
    for key in ("housing", "health"):
        qtbot.keyClick(fields.topics.box(key), Qt.Key.Key_Space)
    fields.how.button("oral").click()
    fields.form.submit()
    (consent,) = office.services.consents.for_person(office.kim)
    assert consent.information == ("housing", "health")
    assert (consent.form, consent.municipality_code) == ("oral", "0851")
    assert fields.topics.value == (), "nothing is ticked in advance for the next one"
    assert problems_of(page) == []
    page.given.buttons[consent.id].click()
    panel = page.withdraw_panel
    assert panel is not None
    panel.verb.click()
    assert office.services.consents.for_person(office.kim)[0].state == "withdrawn"


def test_an_unfinished_consent_comes_back(office: Office, qtbot: QtBot) -> None:
    page = office.place("consent", person_id=office.kim)
    assert isinstance(page, ConsentPage)
    qtbot.keyClick(page.fields.topics.box("children"), Qt.Key.Key_Space)
    qtbot.keyClicks(page.fields.excepted, "min søn")
    later = ConsentPage(office.session)
    qtbot.addWidget(later)
    later.restore({"person_id": office.kim})
    assert later.fields.topics.value == ("children",)
    assert later.fields.excepted.text() == "min søn"


def test_more_than_six_months_is_refused_at_the_day(office: Office) -> None:
    page = office.place("consent", person_id=office.kim)
    assert isinstance(page, ConsentPage)
    fields = page.fields
    fields.topics.set_value(("housing",))
    fields.how.set_value("written")
    fields.valid_to.set_value(TODAY.replace(year=2027))
    fields.form.submit()
    assert office.services.consents.for_person(office.kim) == ()
    said = [p.facts["words"] for p in fields.form.problems()]
    assert said == ["Samtykket kan højst gælde til 23-05-2027."]


def test_a_temp_sees_and_withdraws_only(office: Office, qtbot: QtBot) -> None:
    given.consented(office.services, office.kim)
    temp = houses.services(office.house, "temp")
    session = Session(temp, office.house.clock, office.session.ports, tasks=office.tasks)
    page = ConsentPage(session)
    qtbot.addWidget(page)
    page.restore({"person_id": office.kim})
    assert page.card.isHidden()
    assert len(page.given.buttons) == 1


# -- what goes along -----------------------------------------------------------------------------


def test_the_form_lies_beside_the_letter_and_is_printed_behind_it(
    office: Office, tmp_path: Path
) -> None:
    letter = answer_house.sent(office.services, "plan_request", office.kim)
    page = office.place("letter", letter_id=letter.id)
    assert isinstance(page, LetterPage)
    office.settle()
    office.files.answer = tmp_path / "brev.pdf"
    office.press(page, "save")
    form = tmp_path / f"svarark-{letter.case_code}.pdf"
    assert form.read_bytes() == office.services.register.answer_form(letter.id)
    assert (tmp_path / "brev.pdf").read_bytes() == office.services.register.pdf(letter.id)
    office.press(page, "remove")
    assert not form.exists()
    office.files.answer = tmp_path / "brev.eml"
    page.outbox.mail(letter)
    assert b"Svarark" in (tmp_path / "brev.eml").read_bytes()


def test_digital_post_is_copied_text_by_text(office: Office, qtbot: QtBot) -> None:
    letter = answer_house.sent(office.services, "plan_request", office.kim)
    page = office.place("letter", letter_id=letter.id)
    assert isinstance(page, LetterPage)
    office.settle()
    page.outbox.digital_post(letter)
    panel = page.outbox.panel
    assert panel is not None
    assert problems_of(panel) == []
    subject = next(b for b in panel.findChildren(Button) if b.accessibleName() == "Kopiér emne")
    qtbot.mouseClick(subject, Qt.MouseButton.LeftButton)
    clipboard = office.session.ports.clipboard
    assert isinstance(clipboard, RecordingClipboard)
    assert "Anmodning om handleplan" in clipboard.text
    assert "Dahl" not in clipboard.text
    panel.reject()


def test_a_letter_to_others_asks_for_whom_in_several_lines(office: Office, qtbot: QtBot) -> None:
    page = office.letter("landlord_statement")
    assert "Skriv, hvem brevet skal til" in page.strip.words
    page.left.focus_field("recipient")
    area = page.left.fields.findChild(TextArea)
    assert isinstance(area, TextArea)
    qtbot.keyClicks(area, "Boligselskabet Havn")
    office.settle()
    assert page.edits.fields["recipient"] == "Boligselskabet Havn"
    assert "Skriv, hvem brevet skal til" not in page.strip.words


def test_only_a_leader_makes_a_decision(qtbot: QtBot, tmp_path: Path) -> None:
    house = houses.make_house(tmp_path)
    office = Office(qtbot, house, role="staff")
    page = office.letter("expulsion_decision")
    proposal = page._proof.proposal if page._proof else None
    assert proposal is not None
    assert proposal.prepared
    said = before_print(replace(proposal, problems=()), 1, waiting=False)
    assert f"{said.strong} {said.text}" == (
        "Kun en leder kan lave afgørelsen. Din kladde ligger klar."
    )
    assert all(act.off for act in said.acts)
    office.tasks.close()
    houses.close(house)


def test_a_stack_ticks_no_reminder_ahead_of_its_day(office: Office) -> None:
    services, clock = office.services, office.house.clock
    stay = services.stays.for_person(office.kim)[0].id
    version = services.plans.get(stay).version
    services.plans.change(PlanCommand(stay, version, status="requested", on=clock.today()))
    assert isinstance(clock, FixedClock)
    clock.set(clock.now() + timedelta(days=1))
    page = StackPage(office.session)
    office.qtbot.addWidget(page)
    page.resize(1182, 616)
    page.show()
    page.restore({"municipality": None})
    office.qtbot.waitUntil(lambda: not page.busy and not office.tasks.busy, timeout=20_000)
    (reminder,) = (one for one in page.list.model_.rows if one.wish.kind == "reminder")
    assert reminder.wish.about == "C6"
    # As if what it lacks had been written: it is ready, and still nobody is reminded today.
    reminder = replace(reminder, problems=())
    page.list.show_items((reminder,), words.not_yet(services.board.view()))
    assert reminder.wish not in page.list.chosen_wishes
    assert page.list._badge(reminder).text.startswith("Kan vente til ")
    assert problems_of(page) == []
    page.list.toggle(reminder)
    assert reminder.wish in page.list.chosen_wishes, "whoever wants it can take it along"


def test_a_stack_is_made_printed_and_sent_in_one_go(office: Office) -> None:
    page = StackPage(office.session)
    office.qtbot.addWidget(page)
    page.resize(1182, 616)
    page.show()
    page.restore({"municipality": None})
    office.qtbot.waitUntil(lambda: not page.busy and not office.tasks.busy, timeout=20_000)
    assert page.list.chosen_wishes == (StackWish(office.kim, "admission_notice"),)
    assert problems_of(page) == []
    page.list.setFocus()
    office.qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert not page.foot.go.isEnabled()
    office.qtbot.keyClick(page.list, Qt.Key.Key_Space)
    office.qtbot.mouseClick(page.foot.go, Qt.MouseButton.LeftButton)
    office.qtbot.waitUntil(lambda: bool(office.printer.jobs), timeout=20_000)
    office.qtbot.waitUntil(page.foot.yes.isVisible)
    office.qtbot.mouseClick(page.foot.yes, Qt.MouseButton.LeftButton)
    letter = office.services.register.letters(office.kim)[0]
    assert (letter.status, letter.channel) == ("sent", "digital_post")
    assert letter.printed_at is not None
    office.qtbot.waitUntil(lambda: not page.busy and not office.tasks.busy, timeout=20_000)
