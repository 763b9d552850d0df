"""Every page of the window, one line each; a page is made when somebody first goes there."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ui.navigator import Place
from ui.pages.base import Page
from ui.session import Session


def places(session: Session) -> list[Place]:
    """Places in the order of the navigation; those without a label are reached from others."""

    def make(module: str, name: str) -> Callable[[], Page]:
        return lambda: _page(session, module, name)

    figures = Place(
        "figures",
        "Ledelsestal",
        "data_bar_vertical",
        make("figures.page", "FiguresPage"),
        "Ctrl+6",
    )
    # Not shown to whom it would be refused; the service refuses as well.
    for_leaders = session.services.staff.permissions().get("economy") == "yes"
    return [
        Place("today", "I dag", "calendar_today", make("today", "TodayPage"), "Ctrl+1"),
        Place("day_log", "", "notepad", make("day_log.page", "DayLogPage"), parent="today"),
        Place("incidents", "", "warning", make("incidents.page", "IncidentsPage"), parent="today"),
        Place("house", "", "home", make("house.page", "HousePage"), parent="today"),
        Place("residents", "Beboere", "people", make("residents", "ResidentsPage"), "Ctrl+2"),
        Place("resident", "", "person", make("resident.page", "ResidentPage"), parent="residents"),
        Place("admit", "", "person_add", make("admit.page", "AdmitPage"), parent="residents"),
        Place("end_stay", "", "person", make("end_stay.page", "EndStayPage"), parent="residents"),
        Place("transfer_send", "", "send", make("transfer.send", "SendPage"), parent="residents"),
        Place(
            "transfer_take", "", "person_add", make("transfer.take", "TakePage"), parent="residents"
        ),
        Place("rooms", "Værelser", "bed", make("rooms.page", "RoomsPage"), "Ctrl+3"),
        Place(
            "board",
            "Handleplaner",
            "clipboard_task",
            make("board.page", "BoardPage"),
            "Ctrl+4",
            badge_words="frister i dag eller overskredet",
        ),
        Place("letter_stack", "", "mail", make("stack.page", "StackPage"), parent="board"),
        Place(
            "letters",
            "Breve",
            "mail",
            make("letters", "LettersPage"),
            "Ctrl+5",
            badge_words="printet og ikke sendt",
        ),
        Place("letter", "", "mail", make("letter.page", "LetterPage"), parent="letters"),
        *((figures,) if for_leaders else ()),
        Place("settlement", "", "money", make("settlement.page", "SettlementPage"), parent="residents"),
        Place("turned_away", "", "mail", make("turned_away", "TurnedAwayPage"), parent="letters"),
        Place("answer", "", "mail", make("answer.page", "AnswerPage"), parent="letters"),
        Place("consent", "", "mail", make("consent", "ConsentPage"), parent="letters"),
        Place(
            "settings",
            "Indstillinger",
            "settings",
            make("settings.page", "SettingsPage"),
            "Ctrl+,",
            at_foot=True,
        ),
    ]


def _page(session: Session, module: str, name: str) -> Page:
    """The module is read at the first visit: the first page need not wait for the others."""
    made = getattr(import_module(f"ui.pages.{module}"), name)(session)
    if not isinstance(made, Page):
        raise TypeError(name)
    return made
