"""The right card of Handleplan: one part at a time, chosen by a switch in its head."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.people import Identity
from boform_app.services.views.stays import StayView
from ui.pages.base import Target
from ui.pages.resident.contact_card import ContactCard
from ui.pages.resident.plan_list import PrerequisiteCard
from ui.pages.resident.plan_part import HeadWords, PlanPart
from ui.pages.resident.plan_parts import PlanHead
from ui.pages.resident.stay_plan_card import StayPlanCard
from ui.session import Session
from ui.theme import theme
from ui.widgets.badge import Badge, BadgeSpec
from ui.widgets.labels import Cut, Hairline, IconLabel, Text
from ui.widgets.segmented import Segmented
from ui.widgets.shown_stack import ShownOnly

_FOLDER = "ui.pages.resident"
_LATER = {"support": ("support_card", "SupportCard"), "homes": ("homes_card", "HomesCard")}


class RightCard(QFrame):
    """Opholdsplan, Forudsætninger, Støtte, Bolig, Kontakt.

    Signals:
        letter_wanted: Kind of a letter, and what it is about.
        navigate: Another place.
    """

    letter_wanted = Signal(str, str)
    navigate = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._stay: StayView | None = None
        self._identity: Identity | None = None
        self._may = False
        self.parts: dict[str, QWidget] = {}
        self._heads = {
            "support": HeadWords(self.tr("Støtte"), "handshake", self.tr("Fra forslag til start")),
            "homes": HeadWords(self.tr("Bolig"), "key", self.tr("Fra indstilling til nøgler")),
        }
        labels = {
            "plan": self.tr("Opholdsplan"), "prerequisites": self.tr("Forudsætninger"),
            "support": self.tr("Støtte"), "homes": self.tr("Bolig"), "contact": self.tr("Kontakt"),
        }  # fmt: skip
        there = [(key, words) for key, words in labels.items() if key not in _LATER or _exists(key)]
        self.switch = Segmented(there, "plan", name=self.tr("Vis i kortet"))
        self._head = QFrame()
        self._icon, self._title = IconLabel("home", 20), Text("", "h3")
        self._words, self.badge = Cut("", "small", "text2"), Badge(BadgeSpec("none", ""))
        self._stack = ShownOnly()
        self._build()
        self.switch.changed.connect(self.show_part)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def current(self) -> str:
        """Key of the part that is shown."""
        return self.switch.current

    @property
    def plan(self) -> StayPlanCard:
        """The house's own plan."""
        return self._made("plan")  # type: ignore[return-value]  # made by its key

    @property
    def prerequisites(self) -> PrerequisiteCard:
        """C1 to C12."""
        return self._made("prerequisites")  # type: ignore[return-value]  # made by its key

    @property
    def contact(self) -> ContactCard:
        """The whole contact log."""
        return self._made("contact")  # type: ignore[return-value]  # made by its key

    def load(self, stay: StayView, identity: Identity, *, may: bool) -> None:
        """Show a stay in the part that is chosen; the others read when they are shown."""
        self._stay, self._identity, self._may = stay, identity, may
        self.show_part(self.current)

    def show_part(self, key: str) -> None:
        """Show a part; one that is not there leaves the card as it is."""
        if key in _LATER and not _exists(key):
            return
        self.switch.choose(key)
        part = self._made(key)
        if self._stay is not None and self._identity is not None:
            if isinstance(part, PlanPart):
                part.load(self._stay, self._identity, may=self._may)
            else:
                # Support and home are cards of their own: their head becomes this card's.
                loadable: Any = part
                loadable.load(self._stay, self._identity.person_id, may=self._may)
                self._take_head(key, getattr(part, "head", None))
        self._stack.setCurrentWidget(part)
        self._stack.updateGeometry()
        self._show_head()

    def focus_first(self) -> None:
        """Where the keyboard begins in the part that is shown."""
        part = self._made(self.current)
        if isinstance(part, PlanPart):
            part.focus_first()
        else:
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- own -------------------------------------------------------------------------------------

    def _made(self, key: str) -> QWidget:
        if key not in self.parts:
            made = {"plan": StayPlanCard, "prerequisites": PrerequisiteCard, "contact": ContactCard}
            part: QWidget
            if key in made:
                own = made[key](self._session)
                own.head_changed.connect(self._show_head)
                own.letter_wanted.connect(self.letter_wanted)
                own.navigate.connect(self.navigate)
                part = own
            else:
                part = self._make_later(key)
            self.parts[key] = part
            self._stack.addWidget(part)
        return self.parts[key]

    def _make_later(self, key: str) -> QWidget:
        module, name = _LATER[key]
        part: QWidget = getattr(import_module(f"{_FOLDER}.{module}"), name)(self._session)
        part.setObjectName("part")
        wanted: Any = getattr(part, "go_wanted", None)
        if wanted is not None:
            wanted.connect(lambda place, facts: self.navigate.emit(Target(place, dict(facts))))
        return part

    def _take_head(self, key: str, head: object) -> None:
        if isinstance(head, PlanHead):
            head.hide()
            told = self._heads[key]
            self._heads[key] = HeadWords(told.title, told.icon, head.words, head.badge.spec)

    def _show_head(self) -> None:
        part = self.parts.get(self.current)
        head = part.head if isinstance(part, PlanPart) else self._heads.get(self.current)
        if head is None:
            return
        self._title.setText(head.title)
        self._words.setText(head.words)
        self._words.setToolTip(head.words)
        self._icon.set_icon(head.icon)
        self.badge.setVisible(head.badge is not None)
        if head.badge is not None:
            self.badge.set_spec(head.badge)
        name = "ownhead" if head.own else "planhead"
        if self._head.objectName() != name:
            self._head.setObjectName(name)
            self._head.style().unpolish(self._head)
            self._head.style().polish(self._head)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._grid = QGridLayout(self._head)
        self._grid.addWidget(self._icon, 0, 0)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._title, 1)
        first.addWidget(self.switch)
        second.addWidget(self._words, 1)
        second.addWidget(self.badge)
        self._grid.addLayout(first, 0, 1)
        self._grid.addLayout(second, 1, 1)
        self._grid.setColumnStretch(1, 1)
        outer.addWidget(self._head)
        outer.addWidget(Hairline())
        outer.addWidget(self._stack, 1)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._grid.setContentsMargins(pad, t.px(4), pad, t.px(4))
        self._grid.setHorizontalSpacing(t.px(10))
        self._grid.setVerticalSpacing(t.px(2))


def _exists(key: str) -> bool:
    return find_spec(f"{_FOLDER}.{_LATER[key][0]}") is not None
