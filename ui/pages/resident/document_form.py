"""Files that came in become documents of the resident; the child process looks at each of them first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from boform_app.clock import local_date
from boform_app.errors import ForeignFile, Problem, ValidationFailed
from boform_app.services.views.contacts import DocumentCommand, DocumentView
from boform_app.services.views.stays import StayView
from models.values import dates, lists, municipalities
from models.values.changes import Changes
from ui.pages.resident.document_files import Candidate, DocumentFiles
from ui.pages.resident.doing import FormPanel, Refused
from ui.pages.resident.form_parts import beside, day_field, listed, narrow
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field, Finding, MessageLine
from ui.widgets.line_edit import LineEdit
from ui.widgets.segmented import Segmented

_FROM_MUNICIPALITY = {"answer", "action_plan", "decision", "municipality_letter"}
_MOST_LETTERS = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever opens the form wants to hear.

    Attributes:
        show: A document that is here already shall be shown.
        kept: The files were kept; carries their paths.
        answer: The one file is the municipality's answer and shall be read as such; carries its path.
    """

    show: Callable[[UUID], object] | None = None
    kept: Callable[[tuple[Path, ...]], object] | None = None
    answer: Callable[[Path], object] | None = None


def open_documents(
    session: Session, page: QWidget, stay: StayView, paths: Sequence[Path], asked: Asked | None = None
) -> FormPanel:  # fmt: skip
    """Ask what the files are; what cannot be kept is said beside its name."""
    form = _DocumentForm(session, page, stay, paths, asked or Asked())
    form.start("kind")
    return form


class _DocumentForm(FormPanel):
    def __init__(
        self, session: Session, page: QWidget, stay: StayView, paths: Sequence[Path], asked: Asked
    ) -> None:
        super().__init__(
            session, page, _tr("Læg dokument ind"), verb=_tr("Gem dokument"), act=self._write,
            width=600, beside=lambda: True,
        )  # fmt: skip
        self._desk, self._stay, self._asked = session, stay, asked
        found = municipalities.find(stay.acting_municipality_code)
        self._municipality = found.display if found else ""
        self._kept_before: list[Changes] = []
        self._now: tuple[Sequence[Candidate], bool] = ((), False)
        self._untouched = {"title", "sender"}
        self.files = DocumentFiles(session, stay.person_id, paths, self)
        self.body.insertWidget(0, self.files)
        self.join = Segmented(
            [("one", _tr("Ét dokument med alle sider")), ("each", _tr("Hvert for sig"))],
            name=_tr("Billederne"),
        )
        self.body.insertWidget(1, self.join)
        self.trouble = MessageLine()
        self.body.insertWidget(1, self.trouble)
        self.read = Button(_tr("Læs den i stedet som svar fra kommunen"), "link", icon="mail")
        self.read.clicked.connect(self._read_as_answer)
        self.body.insertWidget(1, self.read, 0, Qt.AlignmentFlag.AlignLeft)
        self.kind = listed("document_kinds", "answer")
        beside(
            self,
            ("kind", Field(_tr("Hvad er det"), self.kind)),
            ("received_on", Field(_tr("Modtaget"),
                                  day_field(session, "past", session.clock.today()))),
        )  # fmt: skip
        self.title_line, self.sender_line = LineEdit(), LineEdit()
        beside(
            self,
            ("title", Field(_tr("Navn"), self.title_line)),
            ("sender", Field(_tr("Fra"), self.sender_line)),
        )  # fmt: skip
        letters = letters_of(session, stay.person_id)
        if letters is not None:
            self.add("letter_id", Field(_tr("Hører til brevet (kan vente)"), letters))
        self.title_line.textEdited.connect(lambda _text: self._untouched.discard("title"))
        self.sender_line.textEdited.connect(lambda _text: self._untouched.discard("sender"))
        self._paths = tuple(paths)
        self.kind.changed.connect(self._propose)
        self.files.looked.connect(self._count)
        self.files.wanted.connect(self._show_twin)
        self._propose()
        self._count()

    def _propose(self) -> None:
        """Name and sender from the kind, while nobody wrote them."""
        kind = self.kind.value or ""
        if "title" in self._untouched:
            label = "" if kind in {"", "other"} else lists.label("document_kinds", kind)
            self.title_line.setText(label)
        if "sender" in self._untouched:
            self.sender_line.setText(self._municipality if kind in _FROM_MUNICIPALITY else "")
        one = len(self._paths) == 1 and self._asked.answer is not None
        self.read.setVisible(one and kind == "answer")

    def _read_as_answer(self) -> None:
        """An answer form gives its answers to the case; here it would only be kept."""
        read = self._asked.answer
        self.reject()
        if read is not None:
            read(self._paths[0])

    def _count(self) -> None:
        self.join.setVisible(self.files.can_join)
        self.verb.setEnabled(bool(self.files.fitting))
        words = self.files.trouble
        self.trouble.show_finding(Finding("stop", words) if words else None)

    def _show_twin(self, document_id: UUID) -> None:
        self.reject()
        if self._asked.show is not None:
            self._asked.show(document_id)

    def _submit_beside(self, values: Mapping[str, Any]) -> None:
        """The worker asks no widget: which files, and whether they are one, is read before."""
        self._now = self.files.fitting, self.files.can_join and self.join.current == "one"
        super()._submit_beside(values)

    def _write(self, values: Mapping[str, Any]) -> Changes:
        files, joined = self._now
        title = values["title"].strip()
        if values["kind"] == "other" and not title:
            raise ValidationFailed(Problem("title", "required"))
        if not files:
            raise ForeignFile("file_empty")
        if joined:
            whole = self._desk.services.filing.together([one.data for one in files])
            last = self._keep(values, title, "fotos.pdf", whole)
            for one in files:
                one.state = "kept"
            return last
        for number, one in enumerate(files, start=1):
            numbered = f"{title} {number}" if len(files) > 1 and title else title
            last = self._keep_one(values, numbered, one)
        return last

    def _keep_one(self, values: Mapping[str, Any], title: str, one: Candidate) -> Changes:
        if one.state == "looking":
            twin = self._desk.services.filing.looked_at(self._stay.person_id, one.data)
            if isinstance(twin, DocumentView):
                raise ValidationFailed(Problem("", "document_here", {"title": twin.title}))
        changes = self._keep(values, title, one.path.name, one.data)
        # Whatever stops the next one: this one is not kept twice.
        one.state = "kept"
        self._kept_before.append(changes)
        return changes

    def _keep(self, values: Mapping[str, Any], title: str, name: str, data: bytes) -> Changes:
        letter = values.get("letter_id")
        return self._desk.services.documents.keep(
            DocumentCommand(
                self._stay.person_id, data, values["kind"], title, values["sender"],
                values["received_on"], name, self._stay.id, UUID(letter) if letter else None,
            )
        )  # fmt: skip

    def _kept(self, changes: Changes) -> None:
        for earlier in self._kept_before:
            if earlier is not changes:
                self._desk.services.search.apply(earlier)
                self._desk.bus.publish(earlier)
        paths = tuple(one.path for one in self.files.files if one.state == "kept")
        super()._kept(changes)
        if self._asked.kept is not None:
            self._asked.kept(paths)


def letters_of(session: Session, person_id: UUID, chosen: UUID | None = None) -> Combo | None:
    """The resident's letters to choose one of; None when there are none to be seen."""
    try:
        found = session.services.register.letters(person_id, limit=_MOST_LETTERS)
    except Refused:
        return None
    if not found:
        return None
    options = [
        Option(str(one.id), f"{one.title} · {dates.short(local_date(one.made_at))}")
        for one in found
    ]
    combo = narrow(Combo([Option("", _tr("Intet brev")), *options]), 24)
    combo.set_value(str(chosen) if chosen else "")
    return combo


def fact_fields(session: Session, panel: FormPanel, row: DocumentView) -> None:
    """Kind, day, name, sender and letter of a document that is here, to be put right."""
    name, sender = LineEdit(), LineEdit()
    name.setText(row.title)
    sender.setText(row.sender)
    day: date = row.received_on
    beside(
        panel,
        ("kind", Field(_tr("Hvad er det"), listed("document_kinds", row.kind))),
        ("received_on", Field(_tr("Modtaget"), day_field(session, "past", day))),
    )
    beside(panel, ("title", Field(_tr("Navn"), name)), ("sender", Field(_tr("Fra"), sender)))
    letters = letters_of(session, row.person_id, row.letter_id)
    if letters is not None:
        panel.add("letter_id", Field(_tr("Hører til brevet (kan vente)"), letters))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
