"""*Indstillinger*: a list at the left, the chosen part at the right (mockup 20).

What a role may not do is not in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.values.changes import Changes
from ui import icons
from ui.pages.base import Page
from ui.pages.settings.about import AboutSection
from ui.pages.settings.account import AccountSection
from ui.pages.settings.ffb import FfbSection
from ui.pages.settings.house import HouseSection
from ui.pages.settings.letter_texts import LetterTextsSection
from ui.pages.settings.municipalities import MunicipalitiesSection
from ui.pages.settings.rooms import RoomsSection
from ui.pages.settings.rules import RulesSection
from ui.pages.settings.section import Section
from ui.pages.settings.staff import StaffSection
from ui.pages.settings.view import ViewSection
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import PaintedButton
from ui.widgets.labels import Text
from ui.widgets.painting import rounded, text_line
from ui.widgets.shown_stack import ShownStack
from ui.widgets.title_row import TitleRow

NARROW_BELOW = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the list."""

    key: str
    label: str
    icon: str
    make: Callable[[], Section]


class PartRow(PaintedButton):
    """36 high; the chosen one is filled."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._icon = part.icon
        self._narrow = False
        self.setText(part.label)
        self.setAccessibleName(part.label)
        self.setCheckable(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """The icon alone; the words become the tooltip."""
        self._narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self._resized()

    def sizeHint(self) -> QSize:
        """176 by 36, or the icon's width."""
        return QSize(theme().px(40 if self._narrow else 176), theme().px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon and words."""
        t, chosen = theme(), self.isChecked()
        painter = QPainter(self)
        if chosen or self._hover:
            fill = "navsel" if chosen else "accentBg"
            rounded(painter, QRectF(self.rect()), fill, "", t.px(4))
        area = QRectF(t.px(10), 0, t.px(20), self.height())
        icons.paint(painter, area, self._icon, "accent" if chosen else "text2", filled=chosen)
        words = QRect(t.px(38), 0, self.width() - t.px(44), self.height())
        if not self._narrow:
            text_line(painter, words, self.text(), "strong" if chosen else "body")
        painter.end()


class SettingsPage(Page):
    """The page with its list."""

    key = "settings"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sections: dict[str, Section] = {}
        self._parts: dict[str, Part] = {}
        self._rows: dict[str, PartRow] = {}
        self._headings: list[QWidget] = []
        self._narrow = False
        self._group = QButtonGroup(self)
        self._stack = ShownStack()
        self._current = ""
        self._title = TitleRow(self.tr("Indstillinger"))
        self.layout_.addWidget(self._title)
        body = QHBoxLayout()
        body.setSpacing(theme().px(24))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._fill_list(session.services.staff.permissions())
        self._list.addStretch(1)
        body.addLayout(self._list)
        body.addWidget(self._stack, 1)
        self.layout_.addLayout(body, 1)
        self.show_part("account")

    def title(self) -> str:
        """For the window."""
        return self.tr("Indstillinger")

    def refresh(self) -> None:
        """The part that is shown reads again."""
        self._sections[self._current].refresh()

    def apply_changes(self, changes: Changes) -> None:
        """Only what the settings show."""
        del changes
        self.refresh()

    def state(self) -> Mapping[str, Any]:
        """Which part is open."""
        return {"tab": self._current}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Open a part; one that this role does not have leaves the page as it is."""
        tab = str(state.get("tab", ""))
        if tab in self._parts:
            self.show_part(tab)
        section = self._sections.get(tab)
        if isinstance(section, RulesSection) and state.get("rule"):
            section.choose(str(state["rule"]))
        if isinstance(section, LetterTextsSection) and state.get("kind"):
            section.open_kind(str(state["kind"]))

    def show_part(self, key: str) -> None:
        """Open a part; it is made when somebody first goes there."""
        if key not in self._sections:
            self._sections[key] = self._parts[key].make()
            self._stack.addWidget(self._sections[key])
        self._current = key
        self._rows[key].setChecked(True)
        self._only_as_high_as(self._sections[key])
        self._stack.setCurrentWidget(self._sections[key])
        own = key in {"account", "view"}
        every = self.tr("Huset · ændringer gælder alle og står i loggen")
        self._title.set_title(self.tr("Indstillinger"), self.tr("Mig") if own else every)
        self._sections[key].refresh()

    def _only_as_high_as(self, shown: Section) -> None:
        """A short part must not scroll because another one is long."""
        for section in self._sections.values():
            policy = QSizePolicy.Policy
            high = policy.Preferred if section is shown else policy.Ignored
            section.setSizePolicy(policy.Preferred, high)

    @property
    def parts(self) -> tuple[str, ...]:
        """What this person may see, from the top."""
        return tuple(self._parts)

    def section(self, key: str) -> Section:
        """A part that is open."""
        return self._sections[key]

    def _fill_list(self, may: Mapping[str, str]) -> None:
        session = self._session
        leads = may.get("manage_house", "no") == "yes"
        renews = may.get("retention", "no") == "yes"
        mine = [
            Part("account", self.tr("Min konto"), "person", lambda: AccountSection(session)),
            Part("view", self.tr("Visning"), "eye", lambda: ViewSection(session)),
        ]
        house: list[Part] = []
        if leads:
            house += [
                Part("staff", self.tr("Medarbejdere"), "people", lambda: StaffSection(session)),
                Part("house", self.tr("Huset"), "home", lambda: HouseSection(session)),
                Part("places", self.tr("Pladser"), "bed", lambda: RoomsSection(session)),
            ]
        if may.get("write_letters", "no") != "no":
            house.append(
                Part(
                    "municipalities", self.tr("Kommuner"), "building_government",
                    lambda: MunicipalitiesSection(session),
                )
            )  # fmt: skip
        if leads:
            texts = self.tr("Brevtekster")
            house.append(
                Part("letter_texts", texts, "document_text", lambda: LetterTextsSection(session))
            )
            house.append(
                Part("rules", self.tr("Regler"), "clipboard_task", lambda: RulesSection(session))
            )
            ffb = Part("ffb", self.tr("FFB-ord"), "task_list_square_ltr", lambda: FfbSection(session))
            house.append(ffb)
        house.append(
            Part(
                "about", self.tr("Om Boform"), "info",
                lambda: AboutSection(session, may_renew=renews),
            )
        )  # fmt: skip
        self._heading(self.tr("Mig"))
        self._add(mine)
        self._heading(self.tr("Huset"), self.tr("kun ledere") if leads else "")
        self._add(house)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large print on a small screen: icons alone at the left."""
        super().resizeEvent(event)
        self._fold(narrow=event.size().width() < theme().px(NARROW_BELOW))

    def _fold(self, *, narrow: bool) -> None:
        if narrow != self._narrow:
            self._narrow = narrow
            for row in self._rows.values():
                row.set_narrow(narrow=narrow)
            for heading in self._headings:
                heading.setVisible(not narrow)

    def _heading(self, words: str, facts: str = "") -> None:
        t = theme()
        line = QWidget()
        line.setFixedWidth(t.px(176))
        row = QHBoxLayout(line)
        row.setContentsMargins(t.px(12), t.px(8), 0, t.px(8))
        row.addWidget(Text(words, "smallStrong", "text2"))
        row.addWidget(Text(facts, "small", "text3"))
        row.addStretch(1)
        self._list.addWidget(line)
        self._headings.append(line)

    def _add(self, parts: list[Part]) -> None:
        for part in parts:
            row = PartRow(part)
            row.clicked.connect(lambda _on=False, key=part.key: self.show_part(key))
            self._group.addButton(row)
            self._parts[part.key], self._rows[part.key] = part, row
            self._list.addWidget(row)
