"""*Brevtekster*: the texts of the letters, worded by the house and seen on a sample first."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from boform_app.errors import BoformError, ValidationFailed
from boform_app.services.views.letter_texts import LetterPlaceView, LetterTextKind
from ui import messages
from ui.pages.letter.columns import Columns
from ui.pages.letter.preview import Preview
from ui.pages.settings.letter_text_editor import TextEditor, slot_of
from ui.pages.settings.letter_text_proofs import SampleProofs
from ui.pages.settings.section import Section
from ui.session import Session
from ui.tablemodels.rows import Column, Strong
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.choice import Combo, Option
from ui.widgets.list_view import ListView

ROWS_SHOWN, KIND_LETTERS = 3, 24
_LEFT, _RIGHT, _HALF = 420, 520, 820


class LetterTextsSection(Section):
    """For leaders: kind and place above, the editor below, the sample letter beside them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._texts = session.services.letter_texts
        self._drafted: frozenset[str] = frozenset()
        self.kind = Combo((), name=self.tr("Brev"))
        # As wide as there is room for, not as its longest answer.
        self.kind.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(KIND_LETTERS)
        self.kind.changed.connect(self._change_kind)
        self._card = Card(self.tr("Brevtekster"), padded=False)
        self._card.add_tool(self.kind)
        self.rows = self._make_list()
        self._card.body.addWidget(self.rows, 1)
        self.editor = TextEditor(session.drafts)
        self.editor.typed.connect(self._typed)
        self.editor.saved.connect(self.save)
        self.editor.reset.connect(self.reset)
        self.preview = Preview()
        self.proofs = SampleProofs(self._texts, session.tasks, self)
        self.proofs.ready.connect(self.preview.show_pages)
        self.proofs.failed.connect(self._no_proof)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        column.addWidget(self._card, 1)
        column.addWidget(self.editor)
        columns = Columns(((left, _LEFT), (self.preview, _RIGHT)), half=_HALF)
        self.column.addWidget(columns, 1)

    def refresh(self) -> None:
        """Read again; what is being typed stays."""
        kinds = self._texts.kinds()
        chosen = self.kind.value
        self.kind.set_options([Option(one.key, self._kind_words(one)) for one in kinds])
        if chosen is None:
            self.kind.set_value(kinds[0].key)
        self._fill()

    def open_kind(self, kind: str) -> None:
        """Go on with the unfinished text of a kind."""
        self.kind.set_value(kind)
        self._change_kind()
        row = next((one for one in self._places() if one.key in self._drafted), None)
        if row is not None:
            self.rows.choose(row.key)

    def save(self) -> None:
        """The text becomes the house's own; problems stand at the place they are about."""
        view, text = self.editor.view, self.editor.text
        if view is None:
            return
        try:
            changes = self._texts.save(view.kind, view.key, view.version, text)
        except ValidationFailed as error:
            self.editor.show_problems(error.problems)
            return
        except BoformError as error:
            messages.present(error, self)
            return
        self.editor.kept()
        self.session.done(changes)

    def reset(self) -> None:
        """The shipped text again: of the house's row when there is one, and in the editor."""
        view = self.editor.view
        if view is None:
            return
        if view.own and not self.attempt(
            lambda: self._texts.reset(view.kind, view.key, view.version)
        ):
            return
        self.editor.use_original()

    # -- inside ----------------------------------------------------------------------------------

    def _make_list(self) -> ListView:
        columns = (
            Column("place", self.tr("Tekst"), self._name, tip=lambda view: view.heading),
            Column("state", self.tr("Husets egen"), self._state, "muted", 92),
        )
        rows = ListView(
            columns, name=self.tr("Brevets tekster"), id_of=lambda view: view.key, row_px=32, gap=10
        )
        rows.setMinimumHeight(theme().px(32) * (ROWS_SHOWN + 1))
        rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        rows.chosen.connect(self._show)
        rows.opened.connect(lambda _view: self.editor.area.setFocus())
        return rows

    def _kind_words(self, kind: LetterTextKind) -> str:
        if not kind.own:
            return kind.title
        own = self.tr("1 egen") if kind.own == 1 else self.tr("{n} egne").format(n=kind.own)
        return f"{kind.title} · {own}"

    def _name(self, view: LetterPlaceView) -> str | Strong:
        return Strong(view.heading) if view.own else view.heading

    def _state(self, view: LetterPlaceView) -> str:
        if view.key in self._drafted:
            return self.tr("Kladde")
        if view.unusable:
            return self.tr("Passer ikke")
        return self.tr("Ja") if view.own else ""

    def _places(self) -> tuple[LetterPlaceView, ...]:
        return self._texts.places(str(self.kind.value))

    def _change_kind(self) -> None:
        self._fill()

    def _fill(self) -> None:
        views = self._places()
        drafts = self.session.drafts
        self._drafted = frozenset(
            view.key
            for view in views
            if (saved := drafts.get(slot_of(view))) and saved.text.strip() != view.text
        )
        self.rows.set_rows(views)
        if self.rows.current_row is None and views:
            self.rows.choose(views[0].key)
        self._show(self.rows.current_row)

    def _show(self, view: LetterPlaceView | None) -> None:
        if view is not None:
            self.editor.show_again(view)

    def _typed(self, text: str) -> None:
        view = self.editor.view
        if view is None:
            return
        problems = self._texts.problems(view.kind, view.key, text)
        self.editor.show_problems(problems)
        if problems:
            self.proofs.drop()
        else:
            self.proofs.ask((view.kind, view.key, text), typed=self.editor.area.hasFocus())

    def _no_proof(self, error: Exception) -> None:
        if isinstance(error, ValidationFailed):
            self.editor.show_problems(error.problems)
            return
        messages.present(error, self)
