"""Bolig: the way to a home, what is looked for, what it may cost, and the homes that were offered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from boform_app.rules.homes import HomeStep
from boform_app.services.views.moving import (
    HousingSearchView,
    OffersView,
    OfferView,
    Suggestion,
)
from boform_app.services.views.plans import PrerequisiteCommand
from boform_app.services.views.stays import StayView
from models.values.changes import Changes
from ui import messages
from ui.pages.resident import homes_forms as forms
from ui.pages.resident import homes_words as say
from ui.pages.resident.case_rows import FactRow, Foot, most_likely
from ui.pages.resident.doing import FormPanel, Refused, attempt
from ui.pages.resident.homes_parts import HomeDetail, Suggestions, Way, offers_list
from ui.pages.resident.plan_parts import PlanHead
from ui.privacy import privacy
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline


class HomesCard(QFrame):
    """The search for a home of one stay.

    Signals:
        go_wanted: A place and its facts.
    """

    go_wanted = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self._stay: StayView | None = None
        self._person_id: UUID | None = None
        self._may = self._writes = False
        self.search: HousingSearchView | None = None
        self.offers: OffersView | None = None
        self.panel: FormPanel | None = None
        self.head = PlanHead(_tr("Bolig"), "home")
        self.way, self.list, self.detail = Way(), offers_list(), HomeDetail()
        self.suggestions = Suggestions()
        self.edit_search, self.edit_rent = Button(_tr("Ret"), "row"), Button(_tr("Ret"), "row")
        self.edit_search.setAccessibleName(_tr("Ret, hvad der søges"))
        self.edit_rent.setAccessibleName(_tr("Ret huslejebudgettet"))
        self.looked_for = FactRow(_tr("Der søges"), tool=self.edit_search)
        self.rent = FactRow(_tr("Husleje"), tool=self.edit_rent)
        self.none = FactRow(_tr("Tilbudt"))
        self.add = Button(_tr("Registrér tilbud"))
        self.letter = Button(_tr("Lav indstilling"))
        self._build()
        self._wire()

    def load(self, stay: StayView, person_id: UUID, *, may: bool) -> None:
        """Show the search of a stay; ``may`` is whether anything can be registered."""
        other = self._stay is None or self._stay.id != stay.id
        self._stay, self._person_id, self._may = stay, person_id, may
        self.refresh()
        if other and self.offers is not None:
            found = say.live(self.offers) or next(iter(self.offers.offers), None)
            if found is not None:
                self.list.choose(found.id)

    def refresh(self) -> None:
        """Read it again."""
        if self._stay is None:
            return
        services = self._session.services
        known = {offer.id for offer in self.offers.offers} if self.offers is not None else None
        try:
            self._stay = services.stays.get(self._stay.id)
            self.search = services.homes.search(self._stay.id)
            self.offers = services.offers.of_stay(self._stay.id)
            self._writes = services.staff.permissions().get("write_letters") == "yes"
        except Refused as refused:
            messages.present(refused, self)
            return
        self._show(self.search, self.offers)
        added = [
            offer.id for offer in self.offers.offers if known is not None and offer.id not in known
        ]
        if len(added) == 1:
            # The home that was just offered is the one whose next step is asked for.
            self.list.choose(added[0])

    def choose(self, offer_id: UUID) -> bool:
        """Choose one of the offered homes."""
        return self.list.choose(offer_id)

    def do(self, what: str) -> None:
        """A step of the chosen home, as its button would; see ``HomeDetail.wanted``."""
        offer = self.list.current_row
        if not isinstance(offer, OfferView) or not self._may or self._person_id is None:
            return
        session, stay_id = self._session, self.offers.stay_id if self.offers else offer.id
        if what == "visit":
            self.panel = forms.open_visit(session, self, offer)
        elif what == "decline":
            who = session.services.people.identity(self._person_id)
            name = privacy().name(who.call_name, who.room)
            self.panel = forms.open_decline(session, self, self._person_id, offer, name)
            # The buttons of a home that is none go away: the keys go where the next one is written.
            self.panel.accepted.connect(self.add.setFocus)
        elif what == "edit":
            self.panel = forms.OfferForm(session, self, self._person_id, stay_id, offer)
        else:
            self._day(what, offer)

    # -- own -------------------------------------------------------------------------------------

    def _show(self, search: HousingSearchView, offers: OffersView) -> None:
        hidden, today = privacy().on, self._session.clock.today()
        self.head.say(_tr("Fra indstilling til indflytning"), say.badge(offers.step))
        self.way.show_steps(say.way(search, offers), today)
        self._say(self.looked_for, say.looked_for(search, hidden=hidden))
        first, missing, *more = say.rent(search)
        self.rent.say(first or missing, *more, strong=bool(first), known=bool(first))
        self.list.set_rows(offers.offers)
        self.list.fit_rows()
        there = bool(offers.offers)
        self.list.setVisible(there)
        self.none.setVisible(not there)
        self.none.say(_tr("Der er ikke tilbudt en bolig endnu."), known=False)
        self.suggestions.show_suggestions(offers.suggestions, may=self._may)
        self._show_detail()
        self._follow(offers)

    @staticmethod
    def _say(row: FactRow, lines: tuple[str, ...]) -> None:
        row.say(lines[0] or lines[1], *lines[2:], known=bool(lines[0]))

    def _show_detail(self) -> None:
        offer = self.list.current_row
        shown = offer if isinstance(offer, OfferView) else None
        self.detail.show_offer(shown, may=self._may, hidden=privacy().on)

    def _follow(self, offers: OffersView) -> None:
        self.edit_search.setVisible(self._may)
        self.edit_rent.setVisible(self._may)
        self.add.setVisible(self._may)
        early = offers.step in {HomeStep.NONE, HomeStep.NOMINATED, HomeStep.LISTED}
        self.letter.setVisible(self._writes and early)
        asks = offers.step is HomeStep.NONE and self._writes
        waits = offers.step in {HomeStep.NOMINATED, HomeStep.LISTED}
        wanted = self.letter if asks else self.add if waits else None
        most_likely(wanted, self.letter, self.add)
        self._foot.follow()

    def _day(self, what: str, offer: OfferView) -> None:
        """A step that needs one day."""
        offers, home = self._session.services.offers, say.place(offer)
        kept = {
            "accept": offer.answered_on if offer.answer == "accepted" else None,
            "contract": offer.contract_on, "move_in": offer.move_in_on, "keys": offer.keys_on,
            "moved_in": offer.moved_in_on,
        }.get(what)  # fmt: skip
        titles = {
            "accept": _tr("Beboeren siger ja til boligen"), "contract": _tr("Lejekontrakt"),
            "move_in": _tr("Aftalt indflytning"), "keys": _tr("Nøgler"),
            "moved_in": _tr("Flyttet ind"), "withdraw": _tr("Boligen er trukket tilbage"),
        }  # fmt: skip
        acts: dict[str, Callable[[date | None], Changes]] = {
            "accept": lambda on: offers.accept(offer.id, offer.version, on),
            "withdraw": lambda on: offers.withdraw(offer.id, offer.version, on),
        }
        act = acts.get(what, lambda on: offers.step(offer.id, offer.version, what, on))
        self.panel = forms.open_day(
            self._session, self, titles[what], home, ahead=what in {"move_in", "keys"},
            day=kept or self._session.clock.today(), act=act,
        )  # fmt: skip
        if what == "withdraw":
            self.panel.accepted.connect(self.add.setFocus)

    def _menu(self) -> None:
        offer = self.list.current_row
        if not isinstance(offer, OfferView):
            return
        menu = QMenu(self)
        if offer.answer == "accepted":
            verbs = {
                "move_in": _tr("Aftal indflytning …"), "contract": _tr("Ret kontrakt …"),
                "keys": _tr("Ret nøgler …"), "decline": _tr("Beboeren siger nej alligevel …"),
            }  # fmt: skip
            for key, words in verbs.items():
                menu.addAction(words, partial(self.do, key))
        menu.addAction(_tr("Boligen er trukket tilbage …"), lambda: self.do("withdraw"))
        menu.popup(self.detail.more.mapToGlobal(self.detail.more.rect().bottomLeft()))

    def _take(self, found: Suggestion) -> None:
        stay, services = self._stay, self._session.services
        if stay is None:
            return
        if found.field == "new_address":
            self.go_wanted.emit("end_stay", {"person_id": self._person_id})
        elif found.field == "planned_end_on" and isinstance(found.value, date):
            day, version = found.value, stay.version
            attempt(self._session, self, lambda: services.ending.plan_end(stay.id, version, day))
        elif found.field == "no_move":
            version, said = stay.version, _tr("Flytningen er aflyst")
            attempt(
                self._session, self,
                lambda: services.ending.plan_end(stay.id, version, None), said,
            )  # fmt: skip
        elif found.field == "C4":
            attempt(self._session, self, lambda: self._begin_deposit(stay.id))

    def _begin_deposit(self, stay_id: UUID) -> Changes:
        plans = self._session.services.plans
        item = next(row for row in plans.prerequisites(stay_id) if row.code == "C4")
        return plans.set_prerequisite(
            PrerequisiteCommand(
                item.id, item.version, "in_progress", item.owner, self._session.clock.today(),
                item.evidence, item.evidence_on, item.next_on,
            )
        )  # fmt: skip

    def _open(self, make: Callable[..., FormPanel]) -> None:
        if self.search is not None and self._person_id is not None and self._may:
            self.panel = make(self._session, self, self._person_id, self.search)

    def _new_offer(self) -> None:
        if self._stay is not None and self._person_id is not None and self._may:
            self.panel = forms.OfferForm(self._session, self, self._person_id, self._stay.id)

    def _wire(self) -> None:
        self.edit_search.clicked.connect(lambda: self._open(forms.SearchForm))
        self.edit_rent.clicked.connect(lambda: self._open(forms.RentForm))
        self.add.clicked.connect(self._new_offer)
        self.letter.clicked.connect(
            lambda: self.go_wanted.emit(
                "letter", {"person_id": self._person_id, "kind": "housing_nomination"}
            )
        )
        self.list.chosen.connect(lambda _row: self._show_detail())
        self.list.opened.connect(lambda _row: self.do("edit"))
        self.detail.wanted.connect(self.do)
        self.detail.more.clicked.connect(self._menu)
        self.suggestions.taken.connect(self._take)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        for part in (self.way, self.looked_for, self.rent, self.none, self.list):
            outer.addWidget(Hairline())
            outer.addWidget(part)
        outer.addWidget(self.detail)
        outer.addWidget(self.suggestions)
        outer.addStretch(1)
        self._foot = Foot((self.letter, self.add))
        outer.addWidget(Hairline())
        outer.addWidget(self._foot)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Homes", words)
