"""*Ser det rigtigt ud?* – amber under the field, kept by one link, asked again when it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from boform_app.errors import Problem
from ui import messages
from ui.forms.binding import Form
from ui.forms.submit_bar import SubmitBar
from ui.widgets.cpr_field import CprField
from ui.widgets.field import Field, Finding

_OF_ARRIVAL = {"arrival_in_the_future"}
_OF_MUNICIPALITY = {"municipality_differs"}


class Questions(QObject):
    """Which questions stand, and which were answered."""

    answered = Signal()

    def __init__(self, form: Form, cpr: Field, control: CprField) -> None:
        super().__init__(form)
        self._form, self._cpr, self._cpr_control = form, cpr, control
        self._arrival = form.field("arrived_at")
        self.accepted: set[str] = set()
        self._asked: dict[Field, list[str]] = {cpr: [], self._arrival: []}
        self._wanted: list[str] = []
        self._bar: SubmitBar | None = None
        for field in self._asked:
            field.kept.connect(lambda field=field: self._kept(field))
        form.changed.connect(self._look_for_changes)
        self._texts = self._read()

    def forget(self) -> None:
        """A new form: nothing was answered yet."""
        self.take_up(())

    def take_up(self, accepted: Iterable[str]) -> None:
        """What was answered about the number and the day that the form shows now."""
        self.accepted = set(accepted)
        if "modulus_11" in self.accepted:
            self._cpr_control.keep()
        self._wanted = []
        self._texts = self._read()

    def show(
        self, codes: Sequence[str], *, wanted: bool = False, bar: SubmitBar | None = None
    ) -> None:
        """Ask under the fields.

        Args:
            codes: What the service asks.
            wanted: They keep the form from being submitted: the list above the button names them.
            bar: Where that list is.
        """
        if wanted:
            self._wanted, self._bar = list(codes), bar
        for field, asked in self._asked.items():
            mine = [c for c in codes if self._field(c) is field and c not in self.accepted]
            asked[:] = mine
            self._say(field, mine)
        if wanted and codes:
            self._tell(focus=True)

    def _field(self, code: str) -> Field | None:
        if code in _OF_MUNICIPALITY:
            return None
        return self._arrival if code in _OF_ARRIVAL else self._cpr

    def _say(self, field: Field, codes: Sequence[str]) -> None:
        present = field.finding
        if present is not None and present.level == "stop":
            return
        if codes:
            # The first sentence stands alone; the next comes when it was answered.
            sentence = messages.words(codes[0])
            icon = "question_circle" if field is self._cpr else ""
            field.say(Finding("ask", sentence, self.tr("Det er rigtigt"), icon=icon))
        elif present is not None and present.level == "ask" and not self._own(field):
            field.say(None)

    def _own(self, field: Field) -> bool:
        """The control asks something itself (a year that was guessed)."""
        return field.check() is not None

    def _kept(self, field: Field) -> None:
        asked = self._asked[field]
        own = self._cpr_control.result.ask if field is self._cpr else None
        # The field asks by itself before the house was asked: that answer counts as well.
        code = asked.pop(0) if asked else own
        if code is None:
            return
        self.accepted.add(code)
        self._say(field, asked)
        self._tell(focus=False)
        self.answered.emit()

    def _tell(self, *, focus: bool) -> None:
        """The list above the button shrinks as questions are answered."""
        self._wanted = [code for code in self._wanted if code not in self.accepted]
        if self._bar is None:
            return
        problems = [
            Problem(self._name(code), code, {"words": _short(self, code)}) for code in self._wanted
        ]
        self._bar.show_problems((*self._form.problems(), *problems))
        if focus and problems and not self._form.problems():
            self._form.show_field(problems[0].field)

    def _name(self, code: str) -> str:
        return "arrived_at" if code in _OF_ARRIVAL else "cpr_text"

    def _read(self) -> dict[str, object]:
        # As it is understood: a hyphen that the field puts in makes no other number.
        number = self._cpr_control.value or self._cpr_control.text().strip()
        return {"cpr_text": number, "arrived_at": self._form.values()["arrived_at"]}

    def _look_for_changes(self) -> None:
        """Another number or day: what was said of the old one does not count."""
        now = self._read()
        if now["cpr_text"] != self._texts["cpr_text"]:
            self.accepted -= {"modulus_11", "age_unusual", "cpr_known"}
            self._asked[self._cpr].clear()
        if now["arrived_at"] != self._texts["arrived_at"]:
            self.accepted -= _OF_ARRIVAL
        self._texts = now


def _short(where: QObject, code: str) -> str:
    words = {
        "modulus_11": where.tr("Er CPR-nummeret rigtigt?"),
        "age_unusual": where.tr("Er fødselsdagen rigtig?"),
        "cpr_known": where.tr("Er det den samme person?"),
        "arrival_in_the_future": where.tr("Er ankomsten rigtig?"),
    }
    return words.get(code, messages.words(code))
