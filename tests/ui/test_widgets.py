from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from boform_app.services.page_images import Picture
from tests.doubles import MemoryDrafts
from ui.dialogs.panel import Panel
from ui.ports import DraftSlot
from ui.privacy import privacy
from ui.tablemodels.rows import Column, RowsModel
from ui.theme import Look, theme
from ui.widgets.badge import Badge, BadgeSpec
from ui.widgets.buttons import Button, IconButton
from ui.widgets.choice import Combo, Option, Radios
from ui.widgets.cpr_field import CprField
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field, Finding, MessageLine
from ui.widgets.identity_bar import Identity, IdentityBar
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView
from ui.widgets.notice_strip import NoticeStrip
from ui.widgets.page_image import PageImages
from ui.widgets.segmented import Segmented
from ui.widgets.text_area import TextArea
from ui.widgets.timeline_view import TimelineItem, TimelineView

TODAY = date(2026, 11, 22)
_PAGES: list[QWidget] = []


@pytest.fixture(autouse=True)
def pages() -> Iterator[None]:
    """Pages are held as long as their test runs; Qt would take the widgets with them."""
    yield
    _PAGES.clear()


def _page(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    page = QWidget()
    box = QVBoxLayout(page)
    for widget in widgets:
        box.addWidget(widget)
    _PAGES.append(page)
    qtbot.addWidget(page)
    page.resize(900, 500)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def _date_field(qtbot: QtBot, **options: object) -> tuple[DateField, Field]:
    control = DateField(today=lambda: TODAY, **options)  # type: ignore[arg-type]  # test shorthand
    field = Field("Ankommet", control)
    _page(qtbot, field, LineEdit(name="næste"))
    control.setFocus()
    return control, field


def test_a_date_is_read_as_typed_and_shows_its_weekday_when_left(qtbot: QtBot) -> None:
    control, field = _date_field(qtbot)
    qtbot.keyClicks(control, "+3")
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert control.value == date(2026, 11, 25)
    assert control.text() == "onsdag 25-11-2026"
    assert field.finding is None
    control.setFocus()
    assert control.text() == "25-11-2026"


def test_a_date_that_is_not_understood_stays_as_typed_and_says_so(qtbot: QtBot) -> None:
    control, field = _date_field(qtbot)
    qtbot.keyClicks(control, "snart")
    assert not field.message.isVisible(), "nothing is said while somebody types"
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert control.text() == "snart"
    assert field.finding is not None
    assert field.finding.level == "stop"
    assert "snart" in control.accessibleDescription()


def test_a_date_in_two_years_is_asked_about_and_can_be_kept(qtbot: QtBot) -> None:
    control, field = _date_field(qtbot, direction="past")
    qtbot.keyClicks(control, "1/12")
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert field.finding == Finding("ask", "Mente du 01-12-2026?", "Det er rigtigt")
    field.message.acted.emit()
    assert field.check() is None
    assert not field.message.isVisible()
    assert control.value == date(2025, 12, 1)


def test_a_line_that_has_never_said_anything_holds_nothing(qtbot: QtBot) -> None:
    line = MessageLine()
    _page(qtbot, line)
    assert not line.findChildren(QWidget)
    asked = Finding("ask", "Mente du 01-12-2026?", "Det er rigtigt")
    line.show_finding(asked)
    made = line.findChildren(QWidget)
    said = {label.text() for label in line.findChildren(Text) if label.isVisible()}
    assert said == {asked.text}
    line.show_finding(None)
    line.show_finding(asked)
    assert line.findChildren(QWidget) == made, "the second time takes the parts of the first"
    with qtbot.waitSignal(line.acted):
        line.findChildren(Button)[0].click()


def test_a_field_without_help_holds_no_line_for_it(qtbot: QtBot) -> None:
    plain, helped = Field("Ankommet", LineEdit()), Field("Født", LineEdit(), help_text="Som i pas")
    _page(qtbot, plain, helped)
    assert [text.text() for text in plain.findChildren(Text)] == ["Ankommet"]
    assert [text.text() for text in helped.findChildren(Text)] == ["Født", "Som i pas"]


def test_an_empty_date_is_an_answer(qtbot: QtBot) -> None:
    control, field = _date_field(qtbot)
    control.set_value(TODAY)
    control.selectAll()
    qtbot.keyClick(control, Qt.Key.Key_Delete)
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert control.value is None
    assert field.finding is None


def test_alt_down_opens_the_calendar_and_a_day_is_taken(qtbot: QtBot) -> None:
    control, _ = _date_field(qtbot)
    qtbot.keyClick(control, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = control._popup
    assert popup is not None
    assert popup.isVisible()
    popup.picked.emit(date(2026, 11, 30))
    popup.close()
    assert control.value == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("typed", "level", "text"),
    [
        ("010101000", "stop", "CPR-nummeret mangler et ciffer."),
        ("3102820000", "stop", "De første seks cifre er ikke en dato, der findes."),
        (
            "1406820000",
            "ask",
            "Nummeret følger ikke den gamle kontrolregel. Det kan godt være rigtigt.",
        ),
    ],
)
def test_cpr_stops_only_for_what_cannot_be(qtbot: QtBot, typed: str, level: str, text: str) -> None:
    control = CprField(today=lambda: TODAY)
    field = Field("CPR-nummer", control)
    _page(qtbot, field, LineEdit(name="næste"))
    control.setFocus()
    qtbot.keyClicks(control, typed)
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert field.finding is not None
    assert (field.finding.level, field.finding.text) == (level, text)


def test_cpr_is_normalised_when_it_is_left_and_kept_when_it_is_said_to_be_right(
    qtbot: QtBot,
) -> None:
    control = CprField(today=lambda: TODAY)
    field = Field("CPR-nummer", control)
    _page(qtbot, field, LineEdit(name="næste"))
    control.setFocus()
    qtbot.keyClicks(control, "140682 0000")
    assert control.text() == "140682 0000"
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert control.text() == control.value == "140682-0000"
    field.message.acted.emit()
    assert field.check() is None


def test_a_field_gives_its_control_name_and_description(qtbot: QtBot) -> None:
    control = LineEdit()
    field = Field("Telefon", control, help_text="Med landekode")
    field.say(Finding("missing", "Kommer på listen"))
    assert control.accessibleName() == "Telefon"
    assert control.accessibleDescription() == "Med landekode Kommer på listen"
    field.say(None)
    assert control.accessibleDescription() == "Med landekode"


def test_running_text_is_kept_with_every_key_and_taken_up_again(qtbot: QtBot) -> None:
    drafts, slot = MemoryDrafts(), DraftSlot("note", "p1")
    editor = TextArea(name="Notat")
    _page(qtbot, editor)
    assert editor.keep_drafts(drafts, slot) is False
    qtbot.keyClicks(editor, "Rolig nat")
    assert drafts.kept[slot].text == "Rolig nat"
    again = TextArea(name="Notat")
    qtbot.addWidget(again)
    assert again.keep_drafts(drafts, slot) is True
    assert again.text == "Rolig nat"
    assert again.textCursor().position() == 9
    assert again.finish() == "Rolig nat"
    assert slot not in drafts.kept


def test_a_larger_zoom_is_no_other_text(qtbot: QtBot) -> None:
    area = TextArea(name="Notat")
    _page(qtbot, area)
    area.set_text("Ole er her.")
    told: list[str] = []
    area.textChanged.connect(lambda: told.append(area.text))
    theme().use(Look("light", 150))
    assert told == []
    theme().zoom_step(0)
    assert told == []
    qtbot.keyClicks(area, "x")
    assert told == ["Ole er her.x"]


def test_running_text_grows_and_ctrl_enter_finishes(qtbot: QtBot) -> None:
    editor = TextArea(name="Notat")
    _page(qtbot, editor)
    low = editor.height()
    editor.setFocus()
    for _ in range(3):
        qtbot.keyClicks(editor, "linje")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor.height() > low + 40)
    with qtbot.waitSignal(editor.submitted):
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.text.count("\n") == 3


def test_a_combo_finds_by_what_is_typed_and_keeps_the_old_answer_otherwise(qtbot: QtBot) -> None:
    combo = Combo(
        [Option(None, "Ved ikke endnu"), Option("851", "Aalborg"), Option("751", "Aarhus")],
        searchable=True, name="Handlekommune",
    )  # fmt: skip
    _page(qtbot, combo, LineEdit(name="næste"))
    line = combo.lineEdit()
    assert line is not None
    combo.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "aal")
    combo._settle()
    assert combo.value == "851"
    line.setText("findes ikke")
    combo._settle()
    assert combo.value == "851"
    assert combo.currentText() == "Aalborg"


def test_radios_know_the_difference_between_no_answer_and_the_answer_none(qtbot: QtBot) -> None:
    radios = Radios([Option(None, "Ved ikke endnu"), Option("a", "Gade")], name="Før")
    _page(qtbot, radios)
    seen = [radios.answered]
    for key in (None, "findes ikke"):
        radios.set_value(key)
        seen.append(radios.answered)
    assert seen == [False, True, False]


def test_radios_scroll_when_there_are_many(qtbot: QtBot) -> None:
    radios = Radios([Option(n, f"Svar {n}") for n in range(20)], name="Før", most_rows=4)
    _page(qtbot, radios)
    assert radios.height() < 20 * 24


class _Row:
    def __init__(self, name: str, verb: str = "Åbn") -> None:
        self.name, self.verb = name, verb


COLUMNS = (
    Column("status", "Status", lambda _row: BadgeSpec("over", "Sen", spoken="Overskredet, 20. november"),
           "badge", 120),
    Column("name", "Navn", lambda r: r.name, "strong"),
    Column("act", "", lambda r: r.verb, "button", 80),
)  # fmt: skip


def _list(qtbot: QtBot, *names: str) -> ListView:
    view = ListView(COLUMNS, name="Frister", id_of=lambda r: r.name)
    view.set_rows([_Row(name) for name in names])
    _page(qtbot, view)
    view.setFocus()
    return view


def test_the_row_model_keeps_qt_s_rules(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, lambda r: r.name)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    model.set_rows([_Row("Bach"), _Row("Aas")])
    model.sort(1)
    model.set_rows([])
    assert tester.model() is model


class _Windows(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt names it)
        window = isinstance(watched, QWidget) and watched.isWindow()
        if event.type() == QEvent.Type.Show and window:
            self.shown.append(type(watched).__name__)
        return False


def test_nothing_flashes_as_a_window_of_its_own_while_it_is_made(qtbot: QtBot) -> None:
    # It would take the keyboard from the page that is being typed in.
    application = QApplication.instance()
    assert application is not None
    windows = _Windows()
    application.installEventFilter(windows)
    made = (
        Field("Navn", LineEdit(), help_text="Som det står i passet.", required=True),
        EmptyState("Ingen breve endnu.", "Breve"),
        Panel(None, "Afslut opholdet?", "Vær. 4 bliver ledig."),
    )
    application.removeEventFilter(windows)
    for widget in made:
        qtbot.addWidget(widget)
    assert windows.shown == []


def test_spare_columns_give_way_in_their_turn_to_the_words(qtbot: QtBot) -> None:
    columns = (
        Column("name", "Navn", lambda r: r.name, "strong", 100),
        Column("what", "Hvad", lambda r: r.name),
        Column("days", "Døgn", lambda _row: "4", "number", 60, spare=2),
        Column("who", "Kontakt", lambda _row: "Ali", "muted", 60, spare=1),
    )
    view = ListView(columns, name="Sager", id_of=lambda r: r.name)
    view.set_rows([_Row("Bach")])
    _page(qtbot, view)
    seen = {}
    for width in (500, 380, 300, 500):
        view.setFixedWidth(width)
        qtbot.waitUntil(lambda width=width: view.viewport().width() == width)  # type: ignore[misc]  # of this round
        seen[width] = [c.key for n, c in enumerate(columns) if not view.isColumnHidden(n)]
    assert seen[500] == ["name", "what", "days", "who"]
    assert seen[380] == ["name", "what", "days"]
    assert seen[300] == ["name", "what"]


def test_rows_sort_as_danes_do(qtbot: QtBot) -> None:
    view = _list(qtbot, "Åberg", "Aas", "Østergaard", "Bach", "Ærø", "Zander")
    view.sort_by("name")
    assert [r.name for r in view.model_.rows] == [
        "Bach",
        "Zander",
        "Ærø",
        "Østergaard",
        "Åberg",
        "Aas",
    ]


def test_enter_opens_a_row_and_the_right_arrow_reaches_its_button(qtbot: QtBot) -> None:
    view = _list(qtbot, "Bach", "Holm")
    view.choose("Holm")
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0].name == "Holm"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.pressed) as pressed:
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert pressed.args is not None
    assert (pressed.args[0].name, pressed.args[1]) == ("Holm", "act")
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert not view.on_button()


def test_a_row_button_is_pressed_with_the_mouse_only_where_it_is_drawn(qtbot: QtBot) -> None:
    view = _list(qtbot, "Bach")
    cell = view.visualRect(view.model_.index(0, 2))
    button = view.button_area(view.cell_area(cell, 2))
    seen: list[str] = []
    view.pressed.connect(lambda _row, key: seen.append(key))
    for at in (button.center(), view.visualRect(view.model_.index(0, 1)).center()):
        qtbot.mouseMove(view.viewport(), at)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert seen == ["act"]


def test_letters_jump_to_a_name(qtbot: QtBot) -> None:
    view = _list(qtbot, "Bach, Ole", "Holm, Per", "Lund, Jonas")
    view.choose("Bach, Ole")
    qtbot.keyClicks(view, "jo")
    assert view.current_row.name == "Lund, Jonas"


def test_the_choice_survives_new_rows(qtbot: QtBot) -> None:
    view = _list(qtbot, "Bach", "Holm")
    view.choose("Holm")
    view.set_rows([_Row("Aas"), _Row("Bach"), _Row("Holm")])
    assert view.current_row.name == "Holm"


def test_cells_say_the_date_and_not_only_the_badge(qtbot: QtBot) -> None:
    view = _list(qtbot, "Bach")
    spoken = view.model_.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Overskredet, 20. november"


def test_buttons_answer_to_enter_and_have_names(qtbot: QtBot) -> None:
    button, icon = Button("Gem & luk", "primary"), IconButton("dismiss", "Luk", shortcut="Ctrl+W")
    _page(qtbot, button, icon)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    interface = QAccessible.queryAccessibleInterface(icon)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Luk"
    assert interface.role() == QAccessible.Role.Button
    assert icon.toolTip() == "Luk (Ctrl+W)"


def test_segments_tell_the_key(qtbot: QtBot) -> None:
    switch = Segmented((("mine", "Mine"), ("all", "Alle")), "all", name="Vis")
    _page(qtbot, switch)
    assert switch.current == "all"
    with qtbot.waitSignal(switch.changed) as changed:
        switch._segments["mine"].click()
    assert changed.args == ["mine"]


def test_the_notice_stays_until_its_action_is_taken(qtbot: QtBot) -> None:
    strip, done = NoticeStrip(), []
    _page(qtbot, strip)
    strip.say("Jonas Lund er flyttet til vær. 11.", "Fortryd", lambda: done.append(1))
    assert strip.text.startswith("Jonas")
    strip.press()
    assert done == [1]
    assert strip.text == ""


def test_the_identity_bar_hides_what_names_the_person(qtbot: QtBot) -> None:
    bar = IdentityBar()
    _page(qtbot, bar)
    bar.show_identity(
        Identity("Bach, Ole", "14-06-1982 (44 år)", "140682-••••", "7", "Mette Krogh")
    )
    bar.show_cpr("140682-0000")
    privacy().set_on(on=True)
    shown = " ".join(label.text() for label in bar.findChildren(type(bar._name)))
    assert "Beboer, vær. 7" in shown
    assert not any(secret in shown for secret in ("Bach", "1982", "140682"))


def test_the_timeline_folds_long_text_and_opens_it(qtbot: QtBot) -> None:
    view = TimelineView(name="Tidslinje")
    QAbstractItemModelTester(view.model_, QAbstractItemModelTester.FailureReportingMode.Fatal, view)
    _page(qtbot, view)
    view.set_items([TimelineItem(1, "i dag", "notepad", "Notat", "Ali", "ord " * 400)])
    before = view.sizeHintForRow(0)
    view.setCurrentIndex(view.model_.index(0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.sizeHintForRow(0) > before


def test_page_images_show_pages_and_zoom(qtbot: QtBot) -> None:
    view = PageImages(name="Sådan bliver brevet")
    _page(qtbot, view)
    white = Picture(80, 113, b"\xff" * (80 * 113 * 3))
    view.set_pages([white, white])
    fitted = view.zoom
    view.set_zoom(0.55)
    assert view.zoom == pytest.approx(0.55, abs=0.01)
    view.step_zoom(1)
    assert view.zoom == pytest.approx(0.75, abs=0.01)
    assert fitted != view.zoom
    view.go_to(2)
    assert view.current_page == 2


def test_a_badge_keeps_its_size_with_the_zoom(qtbot: QtBot, qapp: QApplication) -> None:
    badge = Badge(BadgeSpec("over", "Overskredet 1 hverdag"))
    _page(qtbot, badge)
    assert badge.sizeHint().height() == 20
    theme().zoom_step(1)
    assert badge.sizeHint().height() == 22
