"""Støtte: what is proposed, what the municipality decided, who gives it, and the next step."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from boform_app.services.views.moving import DecisionCommand, SupportView
from boform_app.services.views.stays import StayView
from models.values import dates, municipalities
from models.values.changes import Changes
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.resident import support_forms
from ui.pages.resident import support_words as say
from ui.pages.resident.case_rows import FactRow, Foot, most_likely
from ui.pages.resident.doing import Refused, attempt
from ui.pages.resident.pages_panel import PagesPanel, received
from ui.pages.resident.plan_parts import PlanHead, Step, steps_row
from ui.privacy import privacy
from ui.session import Session
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Hairline


class SupportCard(QFrame):
    """The support of one stay; buttons follow the next step.

    Signals:
        go_wanted: A place and its facts, e.g. the letter that asks for support.
    """

    go_wanted = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self._stay: StayView | None = None
        self._person_id: UUID | None = None
        self._may = self._writes = False
        self.view: SupportView | None = None
        self.panel: Panel | None = None
        self.head = PlanHead(_tr("Støtte i egen bolig"), "handshake")
        self._steps = [Step() for _ in range(4)]
        self._make_rows()
        self._make_buttons()
        self._build()

    def load(self, stay: StayView, person_id: UUID, *, may: bool) -> None:
        """Show the support of a stay; ``may`` is whether anything can be registered."""
        self._stay, self._person_id, self._may = stay, person_id, may
        self.refresh()

    def refresh(self) -> None:
        """Read it again."""
        if self._stay is None:
            return
        services = self._session.services
        try:
            self.view = services.support.get(self._stay.id)
            self._writes = services.staff.permissions().get("write_letters") == "yes"
        except Refused as refused:
            messages.present(refused, self)
            return
        self._show(self.view)

    def propose(self) -> None:
        """The form of what is proposed, applied for and wished."""
        self._form("open_proposal")

    def decide(self) -> None:
        """The form of the municipality's decision."""
        self._form("open_decision")

    # -- own -------------------------------------------------------------------------------------

    def _show(self, view: SupportView) -> None:
        found = municipalities.find(self._stay.acting_municipality_code) if self._stay else None
        where = found.display if found else _tr("Handlekommunen")
        today = self._session.clock.today()
        self.head.say(
            _tr("§§ 85 og 85 a · {where} afgør").format(where=where), say.badge(view, today)
        )
        for step, (title, day, words) in zip(self._steps, say.steps(view), strict=True):
            late = title == _tr("Lovet til") and say.is_late(view, today)
            step.say(title, dates.dense(day) if day else words, done=day is not None, passed=late)
        self._say(self.proposed, say.proposed(view))
        self._say(self.wish, say.wish(view, hidden=privacy().on))
        self._say(self.named, say.named(view))
        self.named.setToolTip(view.named_person.paragraph)
        self._say(self.decided, say.decided(view, hidden=privacy().on))
        self._say(self.given, say.given(view, hidden=privacy().on))
        self._follow(view)

    @staticmethod
    def _say(row: FactRow, lines: tuple[str, ...]) -> None:
        known = bool(lines[0])
        row.say(lines[0] or lines[1], *lines[2:], known=known)

    def _follow(self, view: SupportView) -> None:
        """Which buttons there are, and which of them is the next step."""
        granted = view.decision in {"granted", "granted_otherwise"}
        asked, decided = view.applied_on is not None, bool(view.decision)
        for button in (self.edit_proposal, self.register):
            button.setVisible(self._may)
        self.edit_given.setVisible(self._may)
        self.helper.setVisible(self._may and granted)
        self.letter.setVisible(self._writes and not granted)
        self.reminder.setVisible(self._writes and asked and not decided)
        self.show_file.setVisible(view.document_id is not None)
        self.more.setVisible(self._may and decided)
        self.register.setText(_tr("Ret afgørelse") if decided else _tr("Registrér afgørelse"))
        helped = bool(view.supporter or view.supplier) and view.met_on is not None
        wanted: Button | None = None
        if not decided:
            wanted = self.register if asked or not self._writes else self.letter
        elif granted and not helped:
            wanted = self.helper
        most_likely(wanted, self.letter, self.register, self.helper, self.reminder)
        self._foot.follow()

    def _form(self, name: str) -> None:
        if self.view is None or self._person_id is None or not self._may:
            return
        make = getattr(support_forms, name)
        self.panel = make(self._session, self, self._person_id, self.view)

    def _letter(self, kind: str, **more: str) -> None:
        self.go_wanted.emit("letter", {"person_id": self._person_id, "kind": kind, **more})

    def _take_back(self) -> None:
        view = self.view
        if view is None:
            return

        def act() -> Changes:
            return self._session.services.support.decide(
                DecisionCommand(view.stay_id, view.version, "")
            )

        attempt(self._session, self, act)

    def _open_file(self) -> None:
        view = self.view
        if view is None or view.document_id is None:
            return
        panel = PagesPanel(
            self._session, self, _tr("Afgørelse om støtte"),
            received(self._session, view.document_id),
            file_name=view.document_name or "afgørelse.pdf",
        )  # fmt: skip
        self.panel = panel
        panel.start()

    def _make_rows(self) -> None:
        self.edit_proposal = Button(_tr("Ret"), "row")
        self.edit_proposal.setAccessibleName(_tr("Ret det, vi foreslår"))
        self.edit_given = Button(_tr("Ret"), "row")
        self.edit_given.setAccessibleName(_tr("Ret, hvem der giver støtten"))
        self.show_file = Button(_tr("Vis"), "row")
        self.show_file.setAccessibleName(_tr("Vis afgørelsen"))
        self.proposed = FactRow(_tr("Vi foreslår"), tool=self.edit_proposal)
        self.wish = FactRow(_tr("Beboerens ønske"))
        self.named = FactRow(_tr("Navngiven person"))
        self.decided = FactRow(_tr("Afgørelse"), tool=self.show_file)
        self.given = FactRow(_tr("Giver støtten"), tool=self.edit_given)

    def _make_buttons(self) -> None:
        self.letter = Button(_tr("Lav henvisning"))
        self.register = Button(_tr("Registrér afgørelse"))
        self.helper = Button(_tr("Registrér støtteperson"))
        self.reminder = Button(_tr("Lav rykker"))
        self.more = IconButton("more_horizontal", _tr("Mere om afgørelsen"))
        self.letter.clicked.connect(lambda: self._letter("referral"))
        self.reminder.clicked.connect(lambda: self._letter("reminder", about="C7"))
        self.register.clicked.connect(self.decide)
        self.edit_proposal.clicked.connect(self.propose)
        self.helper.clicked.connect(lambda: self._form("open_supporter"))
        self.edit_given.clicked.connect(lambda: self._form("open_supporter"))
        self.show_file.clicked.connect(self._open_file)
        self.more.clicked.connect(self._menu)

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(_tr("Tag afgørelsen tilbage"), self._take_back)
        menu.popup(self.more.mapToGlobal(self.more.rect().topLeft()))

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(Hairline())
        outer.addLayout(steps_row(self._steps))
        for row in (self.proposed, self.wish, self.named, self.decided, self.given):
            outer.addWidget(Hairline())
            outer.addWidget(row)
        outer.addStretch(1)
        self._foot = Foot((self.letter, self.register, self.helper, self.reminder), (self.more,))
        outer.addWidget(Hairline())
        outer.addWidget(self._foot)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Support", words)
