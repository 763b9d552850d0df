"""Breve til flere: choose residents, look at each letter, print the stack, mark all as sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from boform_app.errors import BoformError
from boform_app.progress import Progress
from boform_app.services.page_images import LazyPictures, Picture, pictures
from boform_app.services.views.board import BoardView
from boform_app.services.views.stacks import StackItem, StackMade, StackWish
from models.values.changes import Changes
from ui import messages
from ui.pages.base import Page
from ui.pages.letter.preview import Preview
from ui.pages.letter.proofs import SCREEN_DPI
from ui.pages.stack import words
from ui.pages.stack.foot import StackFoot
from ui.pages.stack.list import StackList
from ui.session import Session
from ui.tasks import Task
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.choice import Combo, Option
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Text
from ui.widgets.segmented import Segmented
from ui.widgets.title_row import TitleRow

_LOOK_AFTER_MS = 150
_BESIDE = 1000
"""Width at 100 % from which the letter stands beside the list, and not below it."""
_ROWS, _LETTER = 248, 474
"""Heights at 100 % where they stand below each other: four rows and a little, and a page."""
_STACK_DPI = 200
"""Sharp for letters on paper, and a third of the memory of 300."""


class StackPage(Page):
    """Facts: ``municipality``, the code, or none for all."""

    key = "letter_stack"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._task: Task | None = None
        self._code: str | None = None
        self._looking = 0
        self._made: tuple[UUID, ...] = ()
        self._said_left = ""
        self.head = TitleRow(self.tr("Breve til flere"), with_back=True)
        self.municipality = Combo(name=self.tr("Kommune"))
        self.municipality.set_options((Option(None, self.tr("Alle kommuner")),))
        self.municipality.setSizeAdjustPolicy(
            Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.municipality.setMinimumContentsLength(16)
        self.ground = Segmented(
            (("consent", self.tr("Samtykke")), ("law", self.tr("Lov"))), "consent",
            name=self.tr("Hjemmel"), height="control",
        )  # fmt: skip
        self.list, self.preview, self.foot = StackList(), Preview(), StackFoot()
        self._none = EmptyState("")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LOOK_AFTER_MS)
        self._build()
        self._wire()

    def title(self) -> str:
        """For the window's title."""
        return self.tr("Breve til flere")

    @property
    def busy(self) -> bool:
        """Whether letters are read, made or gathered for print just now."""
        return self._task is not None

    def restore(self, state: Mapping[str, Any]) -> None:
        """Another municipality begins anew; a question that stands is not lost by coming back."""
        if "municipality" not in state:
            return
        code = state["municipality"]
        if code != self._code or not self.list.model_.rows:
            self._code = code
            self._read()
        else:
            self._later.start()

    def state(self) -> Mapping[str, Any]:
        """Which municipality."""
        return {"municipality": self._code}

    def refresh(self) -> None:
        """Read again, unless letters are being made or wait for their answer."""
        if self._task is None and not self._made:
            self._read()

    def privacy_changed(self, *, on: bool) -> None:
        """Names in the list, and the pages."""
        del on
        self.list.viewport().update()
        self.preview.refresh()

    def rest(self) -> None:
        """Pages are some megabytes each."""
        self.preview.show_pages(())

    # -- reading ---------------------------------------------------------------------------------

    def _choose(self) -> None:
        self._code = self.municipality.value
        self._read()

    def _read(self) -> None:
        self._made = ()
        services, code = self._session.services, self._code
        ground = str(self.ground.current)

        def work(progress: Progress) -> tuple[BoardView, tuple[StackItem, ...]]:
            view = services.board.view()
            wishes = words.wishes_of(view, code)
            items: list[StackItem] = []
            for number, wish in enumerate(wishes):
                # One by one: whoever chose another municipality does not wait for this one.
                progress.report(number, len(wishes))
                items += services.stacks.propose((wish,), ground)
            return view, tuple(items)

        self._run(work, self._show, self.tr("Ser på de næste breve"))

    def _show(self, found: tuple[BoardView, tuple[StackItem, ...]]) -> None:
        view, items = found
        everyone = Option(None, self.tr("Alle kommuner"))
        self.municipality.set_options(
            [everyone, *(Option(key, name) for key, name in view.municipalities)]
        )
        self.municipality.set_value(self._code)
        self.list.show_items(items, words.not_yet(view))
        self.list.setVisible(bool(items))
        self._none.setVisible(not items)
        self._none.set_text(self.tr("Ingen breve venter på at blive skrevet her."))
        if not items:
            self.preview.say(self.tr("Vælg en anden kommune, eller gå tilbage til Handleplaner."))
        self._fill_foot()

    def _look(self) -> None:
        """The true PDF of the chosen letter."""
        item = self.list.current_row
        if not isinstance(item, StackItem):
            return
        self._looking += 1
        mine, stacks, ground = (
            self._looking,
            self._session.services.stacks,
            str(self.ground.current),
        )

        def work(_progress: Progress) -> tuple[Picture, ...]:
            return pictures(stacks.preview(item.wish, ground), SCREEN_DPI)

        def done(pages: tuple[Picture, ...]) -> None:
            if mine == self._looking:
                self.preview.show_pages(pages)

        def failed(error: Exception) -> None:
            if mine == self._looking:
                self.preview.say(words.problems(item) or messages.describe(error).text)

        self._session.tasks.run(work, done, failed=failed, owner=self)

    # -- making ----------------------------------------------------------------------------------

    def _fill_foot(self) -> None:
        if self._task is not None or self._made:
            return
        count, total = len(self.list.ticked), len(self.list.model_.rows)
        said = self.tr("{n} af {total} valgt").format(n=count, total=total)
        verb = self.tr("Lav og print {what}").format(what=words.count_words(count))
        self.foot.show_choice(said, verb, ready=bool(count))
        waits = self.tr("{n} venter på noget").format(n=total - self._ready())
        self.head.set_title(self.title(), waits if total > self._ready() else "")

    def _ready(self) -> int:
        return sum(not item.problems for item in self.list.model_.rows)

    def _make(self) -> None:
        wishes: tuple[StackWish, ...] = self.list.chosen_wishes
        if not wishes or self._task is not None:
            return
        stacks, ground = self._session.services.stacks, str(self.ground.current)

        def work(progress: Progress) -> tuple[StackMade, tuple[Changes, ...]]:
            return stacks.make(wishes, progress, ground), stacks.latest

        self._run(work, self._were_made, self.tr("Laver breve"), len(wishes))

    def _were_made(self, found: tuple[StackMade, tuple[Changes, ...]]) -> None:
        made, changes = found
        self._made = tuple(letter.id for letter in made.made)
        self._said_left = words.left_words(made.left)
        for one in changes:
            self._session.services.search.apply(one)
            self._session.bus.publish(one)
        if not self._made:
            self._session.say(self._said_left or self.tr("Ingen breve blev lavet."))
            self._read()
            return
        if made.cancelled:
            self._session.say(
                self.tr("Stoppet. {what} blev lavet og ligger under Breve.").format(
                    what=words.count_words(len(self._made))
                )
            )
        self._print()

    def _print(self) -> None:
        """One job for the whole stack, letters and forms in order."""
        stacks, made = self._session.services.stacks, self._made

        def work(progress: Progress) -> tuple[bytes, LazyPictures]:
            pdf = stacks.pdf(made, progress)
            return pdf, LazyPictures(pdf, _STACK_DPI)

        def ready(found: tuple[bytes, LazyPictures]) -> None:
            self._ask()
            name = words.count_words(len(made))
            self._session.ports.printer.print_pdf(
                found[0], name, lambda ok: self._printed(ok=ok), pages=found[1]
            )

        self._run(work, ready, self.tr("Samler breve"), len(made))

    def _printed(self, *, ok: bool) -> None:
        if not ok:
            self._session.say(self.tr("Brevene er ikke printet, men de ligger under Breve."))
            return
        made = self._made
        self._write(lambda: self._session.services.stacks.mark_printed(made))

    def _ask(self) -> None:
        count = words.count_words(len(self._made))
        asked = self.tr("{what} er lavet. Er de sendt?").format(what=count)
        self.foot.show_question(" ".join(part for part in (asked, self._said_left) if part))

    def _sent(self, channel: str) -> None:
        made, today = self._made, self._session.clock.today()
        stacks = self._session.services.stacks
        if self._write(lambda: stacks.mark_sent(made, channel, today)):
            self._session.say(
                self.tr("{what} er markeret som sendt.").format(what=words.count_words(len(made)))
            )
            self._read()

    def _not_yet(self) -> None:
        self._made = ()
        self.go("letters", filter="made")

    def _write(self, act: Any) -> bool:
        try:
            changes = act()
        except BoformError as error:
            messages.present(error, self)
            return False
        self._session.services.search.apply(changes)
        self._session.bus.publish(changes)
        return True

    def _run(self, work: Any, then: Any, said: str, total: int = 0) -> None:
        """Beside the interface, with words and a way to stop."""
        self._stop()
        self.foot.show_progress(said, 0, total)

        def done(found: Any) -> None:
            if self._task is mine:
                self._task = None
                then(found)

        def over(error: Exception | None = None) -> None:
            if self._task is mine:
                self._task = None
                if error is not None:
                    messages.present(error, self)
                self._ask() if self._made else self._fill_foot()

        def moved(at: int, most: int, _what: str) -> None:
            if self._task is mine:
                words_ = self.tr("{what}: {n} af {total}").format(what=said, n=at + 1, total=most)
                self.foot.show_progress(words_, at, most)

        mine = self._session.tasks.run(
            work, done, failed=over, cancelled=over, progress=moved, owner=self
        )
        self._task = mine

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other as far as they fit."""
        super().resizeEvent(event)
        self._arrange()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        ground = Text(self.tr("Hjemmel"), "body", "text2")
        for widget in (self.municipality, ground, self.ground):
            self.head.add_action(widget)
        card = Card(padded=False)
        card.body.addWidget(self._none)
        card.body.addWidget(self.list, 1)
        card.body.addStretch(0)
        self._none.hide()
        self._columns = QHBoxLayout()
        self._columns.addWidget(card, 660)
        self._columns.addWidget(self.preview, 474)
        self.layout_.addWidget(self.head)
        self.layout_.addLayout(self._columns, 1)
        self.layout_.addWidget(self.foot)
        self._arrange()

    def _dress_page(self) -> None:
        super()._dress_page()
        if hasattr(self, "_columns"):
            self._arrange()

    def _arrange(self) -> None:
        """The letter goes below the button, so that list and button are seen together."""
        t = theme()
        beside = self.width() >= t.px(_BESIDE)
        self._columns.setSpacing(t.px(16))
        self.list.setMinimumHeight(t.px(0 if beside else _ROWS))
        self.preview.setMinimumHeight(t.px(300 if beside else _LETTER))
        if beside and self._columns.indexOf(self.preview) < 0:
            self._columns.addWidget(self.preview, 474)
        elif not beside and self.layout_.indexOf(self.preview) < 0:
            self.layout_.addWidget(self.preview)

    def _wire(self) -> None:
        self.head.back.connect(lambda: self._session.asked.emit("back"))
        self.municipality.changed.connect(self._choose)
        self.ground.changed.connect(lambda _key: self._read())
        self.list.ticks_changed.connect(self._fill_foot)
        self.list.chosen.connect(lambda _item: self._later.start())
        self.list.opened.connect(self._open)
        self._later.timeout.connect(self._look)
        self.foot.make.connect(self._make)
        self.foot.cancel.connect(self._stop)
        self.foot.printed_again.connect(self._print)
        self.foot.sent.connect(self._sent)
        self.foot.later.connect(self._not_yet)

    def _open(self, item: StackItem) -> None:
        wish = item.wish
        about = {"about": wish.about} if wish.about else {}
        self.go("letter", letter_id=None, person_id=wish.person_id, kind=wish.kind, **about)
