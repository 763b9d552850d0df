"""The menus of the resident page: Brev, and Mere with what is done more rarely."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from boform_app.services.views.people import Identity
from ui.pages.base import Target
from ui.pages.letter.groups import fill_menu
from ui.pages.resident import calendar_out, rarely
from ui.pages.resident.case import Case
from ui.pages.resident.own_papers import add_own_papers
from ui.session import Session

Go = Callable[[Target], None]


def letters(session: Session, parent: QWidget, who: Identity, go: Go) -> QMenu:
    """Nyt brev: the kinds that this role may write."""
    menu = QMenu(parent)

    def write(kind: str) -> None:
        go(Target("letter", {"person_id": who.person_id, "kind": kind}))

    kinds = session.services.letters.kinds()
    if who.stay_id is not None or session.services.stays.for_person(who.person_id):
        fill_menu(menu, kinds, write)
        return menu
    # Who never lived here can get no other letter.
    for kind in kinds:
        if kind.without_stay:
            menu.addAction(kind.title, partial(write, kind.key))
    return menu


def more(session: Session, parent: QWidget, case: Case, go: Go) -> QMenu:
    """Mere: what the stay needs now and then; what the role may not do is not shown."""
    menu, who = QMenu(parent), case.identity
    if case.present and case.may("transfer_room"):
        menu.addAction(
            _tr("Flyt til andet værelse …\tCtrl+M"),
            lambda: rarely.move_room(session, parent, case),
        )
    if case.present and case.may("register_absence"):
        menu.addAction(_tr("Fravær …"), lambda: rarely.absence(session, parent, case))
    if not case.present and case.may("admit"):
        admission = Target("admit", {"person_id": who.person_id})
        menu.addAction(_tr("Indskriv"), lambda: go(admission))
    if case.may("consent"):
        target = Target("consent", {"person_id": who.person_id})
        menu.addAction(_tr("Samtykke"), lambda: go(target))
    if who.stay_id is not None or session.services.stays.for_person(who.person_id):
        add_own_papers(menu, session, parent, who.person_id)
    if case.present:
        menu.addAction(
            _tr("Gem frister til kalender …"),
            lambda: calendar_out.of_resident(session, parent, who.person_id),
        )
    things = Target("house", {"person_id": who.person_id, "part": "calendar"})
    menu.addAction(_tr("Aftaler, nøgler, post, ting og medicin"), lambda: go(things))
    happened = Target("incidents", {"person_id": who.person_id, "what": "incidents"})
    menu.addAction(_tr("Hændelser, konflikter og bortvisning"), lambda: go(happened))
    if case.decides("export"):
        moving = Target("transfer_send", {"person_id": who.person_id})
        menu.addAction(_tr("Flytning til et andet Boform"), lambda: go(moving))
    if case.present and case.may("end_stay"):
        menu.addSeparator()
        ending = Target("end_stay", {"person_id": who.person_id})
        menu.addAction(_tr("Afslut ophold"), lambda: go(ending))
    _for_leaders(session, parent, case, menu)
    return menu


def _for_leaders(session: Session, parent: QWidget, case: Case, menu: QMenu) -> None:
    """Records and mistakes: decided by a leader."""
    menu.addSeparator()
    if case.decides("join_records"):
        menu.addAction(
            _tr("Saml to personer til én …"), lambda: rarely.join_records(session, parent, case)
        )
        for other_id, name in case.joined:
            words = _tr("Skil fra {name} igen").format(name=name)
            menu.addAction(words, partial(rarely.part_records, session, parent, other_id))
    if case.present and case.decides("annul"):
        menu.addAction(
            _tr("Annullér indskrivning …"), lambda: rarely.annul_stay(session, parent, case)
        )


def _tr(words: str) -> str:
    return QCoreApplication.translate("Resident", words)
