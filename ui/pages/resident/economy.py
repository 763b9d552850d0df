"""Økonomi: a resident's account with the house, what is agreed, and who collects what."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from boform_app.services.views.economy import AccountView, LedgerLine, PartView, RunLine
from models.values.money import kroner
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.resident import economy_words as say
from ui.pages.resident.case_rows import FactRow, Foot
from ui.pages.resident.doing import Refused
from ui.pages.resident.economy_forms import ChargeForm, MoneyForm, ReverseForm, TermForm
from ui.pages.resident.economy_parts import account_list
from ui.pages.resident.pages_panel import PagesPanel, own_pdf
from ui.pages.resident.tab import Tab
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Hairline

_STACK_BELOW = 900


class EconomyTab(Tab):
    """For who takes payments; lodging and the house's invoices are the leader's."""

    key = "economy"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.account: AccountView | None = None
        self.panel: Panel | None = None
        self._unbooked: tuple[RunLine, ...] = ()
        self.lines = account_list(self.tr("Kontoens linjer"))
        self.take = Button(
            self.tr("Tag imod betaling"), "primary", icon="money", height="row_button"
        )
        self.more = Button(self.tr("Mere"), chevron=True, height="row_button")
        self.correct = Button(self.tr("Ret linjen …"))
        self.receipt = Button(self.tr("Kvittering"), icon="print")
        self.empty = EmptyState("")
        self.edit: dict[str, Button] = {
            part: Button(self.tr("Ret"), height="row_button") for part in say.PARTS
        }
        self.rows = {
            part: FactRow(label, tool=self.edit[part]) for part, label in say.PARTS.items()
        }
        self.settle = Button(self.tr("Afregning med kommunerne"), "link")
        self.prices = Button(self.tr("Skriv satser og priser"))
        self._build()
        self._wire()

    def refresh(self) -> None:
        """Read the account again."""
        if self.person_id is None:
            return
        services, today = self.session.services, self.session.clock.today()
        try:
            self.account = services.economy.account(self.person_id)
            self._unbooked = services.month_runs.proposed(today, self.person_id)
        except Refused as refused:
            messages.present(refused, self)
            return
        self._show(self.account)

    def focus_first(self) -> None:
        """Taking a payment is what people come for."""
        self.take.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._card = Card(self.tr("Konto"), padded=False)
        self._card.add_tool(self.more)
        self._card.add_tool(self.take)
        self.lines.setMinimumHeight(theme().px(150))
        self.lines.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._card.body.addWidget(self.lines, 1)
        self._card.body.addWidget(self.empty)
        self._foot = Foot((self.receipt, self.correct))
        self._card.body.addWidget(self._foot)
        terms = Card(self.tr("Betaling"), padded=False)
        for part, row in self.rows.items():
            if part != "lodging":
                terms.body.addWidget(Hairline())
            terms.body.addWidget(row)
        self._former = FactRow(self.tr("Andre aftaler"))
        terms.body.addWidget(self._former)
        self._waits = FactRow(self.tr("Ikke bogført"))
        terms.body.addWidget(self._waits)
        terms.body.addStretch(1)
        self._links = Foot((self.prices, self.settle))
        terms.body.addWidget(self._links)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(terms)
        right.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme().px(12))
        self._grid.addWidget(self._card, 0, 0)
        self._arrange()
        self.layout_.addLayout(self._grid, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit: large zoom on a small screen."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        stacked = self.width() < theme().px(_STACK_BELOW)
        self._grid.removeWidget(self._right)
        self._grid.addWidget(self._right, 1 if stacked else 0, 0 if stacked else 1)
        self._grid.setColumnStretch(0, 730)
        self._grid.setColumnStretch(1, 0 if stacked else 404)
        self._grid.setRowStretch(0, 1)

    def _wire(self) -> None:
        self.take.clicked.connect(lambda: self._money("payment"))
        self.more.clicked.connect(self._pop)
        self.correct.clicked.connect(self._correct)
        self.receipt.clicked.connect(self._show_chosen)
        self.lines.chosen.connect(lambda _line: self._follow())
        self.lines.opened.connect(lambda _line: self._show_chosen())
        for part, button in self.edit.items():
            button.clicked.connect(partial(self._agree, part))
        self.settle.clicked.connect(lambda: self.go("settlement"))
        self.prices.clicked.connect(lambda: self.go("settings", tab="rules", rule="food_breakfast"))

    # -- what is shown ---------------------------------------------------------------------------

    def _show(self, account: AccountView) -> None:
        self._card.set_title(self.tr("Konto"), say.balance(account))
        self.lines.set_rows(account.lines)
        self.lines.setVisible(bool(account.lines))
        self.empty.setVisible(not account.lines)
        words = self.tr("Der er ingen linjer endnu. Kost og tøjvask kommer, når måneden bogføres.")
        self.empty.set_text(words)
        for part in account.parts:
            self._show_part(part, account)
        there = {one.part for one in account.parts}
        for name, row in self.rows.items():
            row.setVisible(name in there)
        self._show_former(account)
        self.settle.setVisible(account.may_settle)
        missing = any(not say.known(part) for part in account.parts if part.by_house)
        self.prices.setVisible(account.may_settle and missing)
        self._links.follow()
        self._follow()

    def _show_part(self, part: PartView, account: AccountView) -> None:
        first, *below = say.term(part)
        self.rows[part.part].say(first, *below, known=say.known(part))
        self.edit[part.part].setVisible(
            account.stay_id is not None and (part.by_house or account.may_settle)
        )
        self.edit[part.part].setAccessibleName(
            self.tr("Ret {part}").format(part=say.PARTS[part.part].lower())
        )

    def _show_former(self, account: AccountView) -> None:
        today = self.session.clock.today()
        others = [
            say.was(one)
            for one in account.terms
            if not (one.from_on <= today and (one.to_on is None or today <= one.to_on))
        ]
        self._former.setVisible(bool(others))
        if others:
            self._former.say(*others[-4:], equal=True)
        total = sum(line.amount_ore for line in self._unbooked)
        self._waits.setVisible(bool(self._unbooked))
        self._waits.say(
            kroner(total), self.tr("Kost og tøjvask, som månedens opkrævning tager med")
        )

    def _follow(self) -> None:
        line = self.lines.current_row
        self.receipt.setVisible(isinstance(line, LedgerLine) and line.receipt is not None)
        self.correct.setVisible(isinstance(line, LedgerLine) and line.may_reverse)
        self._foot.follow()

    # -- what a person does ----------------------------------------------------------------------

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        account = self.account
        menu.addAction(self.tr("Opkræv …"), lambda: self._money("charge"))
        back = menu.addAction(self.tr("Udbetal …"), lambda: self._money("payout"))
        back.setEnabled(account is not None and account.balance_ore < 0)
        book = menu.addAction(self.tr("Bogfør kost og tøjvask til i dag …"), self._charge)
        book.setEnabled(bool(self._unbooked))
        menu.addSeparator()
        menu.addAction(self.tr("Kontoudtog …"), self._statement)
        return menu

    def _pop(self) -> None:
        menu = self._menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _money(self, kind: str) -> None:
        if self.account is not None:
            then: Callable[[UUID], None] = self._paper if kind != "charge" else _nothing
            self.panel = MoneyForm(self.session, self, self.account, kind, then)

    def _correct(self) -> None:
        line = self.lines.current_row
        if isinstance(line, LedgerLine) and line.may_reverse:
            self.panel = ReverseForm(self.session, self, line, self._paper)

    def _agree(self, part: str) -> None:
        # Another desk may have agreed on something since: the form begins with what holds now.
        self.refresh()
        account = self.account
        if account is None or account.stay_id is None:
            return
        view = next(one for one in account.parts if one.part == part)
        self.panel = TermForm(
            self.session, self, account.stay_id, view,
            seen=account.seen(view.part), today=self.session.clock.today(),
        )  # fmt: skip

    def _charge(self) -> None:
        if self.person_id is not None and self._unbooked:
            month = self.session.clock.today().replace(day=1)
            self.panel = form = ChargeForm(
                self.session, self, self.person_id, month, self._unbooked
            )
            form.start()

    def _show_chosen(self) -> None:
        line = self.lines.current_row
        if isinstance(line, LedgerLine) and line.receipt is not None:
            self._paper(line.id)

    def _paper(self, line_id: UUID) -> None:
        prints = self.session.services.account_prints
        self._pages(self.tr("Kvittering"), lambda: prints.receipt(line_id), "kvittering.pdf",
                    self.tr("Kvitteringen er printet."))  # fmt: skip

    def _statement(self) -> None:
        prints, person_id = self.session.services.account_prints, self.person_id
        if person_id is not None:
            self._pages(self.tr("Kontoudtog"), lambda: prints.statement(person_id),
                        "kontoudtog.pdf", self.tr("Kontoudtoget er printet."))  # fmt: skip

    def _pages(self, title: str, read: Callable[[], bytes], name: str, printed: str) -> None:
        where: QWidget = self
        self.panel = panel = PagesPanel(
            self.session, where, title, own_pdf(read), file_name=name, queue_name=title,
            printed=printed,
        )  # fmt: skip
        panel.start()


def _nothing(_line_id: UUID) -> None:
    """A charge has no receipt."""
