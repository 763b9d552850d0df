"""The program under the kill: a real window, a hand that never stops typing, a colleague that writes.

Runs in a process of its own until it is killed. Everything is the program's own: log-in, desk,
editors, services; only the clockwork that types is ours.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

# Imported here and not when first needed, so that a server that forks has them ready.
import reports.render  # noqa: F401 - a server that forks has it ready
from boform_app.clock import SystemClock
from boform_app.errors import Conflict, ValidationFailed
from boform_app.paths import DataFolder
from boform_app.services import letters, notes, register, stays  # noqa: F401 - as above
from boform_app.services.facade import Services
from boform_app.services.notes import NotesService
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.people import ResidentFilter, ResidentRow
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stays import AdmitCommand
from boform_app.vault import drafts as draft_store
from boform_app.vault.crypto import CHEAP_KDF
from models import journal
from models.unit_of_work import UnitOfWork
from models.values.changes import Changes
from tests.campaigns import _kill_talk as talk
from tests.doubles import (
    RecordingClipboard,
    RecordingFileDialogs,
    RecordingOpener,
    RecordingPrinter,
)
from ui.application import make_application
from ui.desk import Desk
from ui.door import HouseDoor
from ui.main_window import MainWindow
from ui.pages.resident.composer import Composer
from ui.ports import DraftSlot
from ui.session import Ports, Session
from ui.tasks import Tasks
from ui.widgets.text_area import TextArea

LONGEST_PAUSE = 0.2
"""Seconds; saving a note comes on top and the sum stays below 0.3."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøåÆØÅ"
_LONGEST_TEXT = 500
# Longer than any kill takes to come.
_LONG = 30.0


def live(life: talk.Life, pipe: Connection) -> None:
    """Log in, write and type until killed; everything is told on the pipe."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_overheard)
    mouth = _Mouth(pipe)
    PLANTS[life.plant](mouth)
    try:
        application = make_application(["boform"])
        door = HouseDoor(DataFolder(Path(life.root)), SystemClock(), kdf=CHEAP_KDF)
        desk = Desk(door.open(life.staff_id, life.passphrase), door, Tasks(), _ports)
        desk.window.show()
        desk.begin()
        chance = random.Random(life.seed)  # noqa: S311 - no secret
        hand = _Hand(desk.session, mouth, chance)
        clerk = _Clerk(Services(desk.opened.house, desk.opened.actor), mouth, chance)
    except Exception:  # noqa: BLE001 - told to the other process, which judges
        mouth.broke()
    mouth.say(talk.Ready())
    threading.Thread(target=clerk.work, daemon=True).start()
    hand.begin()
    application.exec()


def _ports(_window: MainWindow) -> Ports:
    return Ports(
        RecordingPrinter(), RecordingFileDialogs(), RecordingOpener(), RecordingClipboard()
    )


def _overheard(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Qt's words; what the offscreen platform says of every window says nothing about ours."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


class _Mouth:
    """Tells the other process; without anybody to listen there is nothing left to live for."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._turn = threading.Lock()

    def say(self, message: talk.Message) -> None:
        try:
            with self._turn:
                self._pipe.send(message)
        except OSError:
            os._exit(0)

    def broke(self) -> None:
        """Tell the error that is being handled and end."""
        self.say(talk.Broke(traceback.format_exc()))
        os._exit(1)

    @contextlib.contextmanager
    def telling(self) -> Iterator[None]:
        """What goes wrong inside is told and ends the process."""
        try:
            yield
        except Exception:  # noqa: BLE001 - as in ``live``
            self.broke()


class _Hand:
    """Types into the note composer and into a field of its own, never resting for 0.3 s."""

    def __init__(self, session: Session, mouth: _Mouth, chance: random.Random) -> None:
        self._session, self._mouth, self._chance = session, mouth, chance
        rows = session.services.residents.rows(ResidentFilter())
        self._people = [row.person_id for row in rows][:6]
        self._composer = Composer(session)
        self._composer.show()
        self._other = TextArea(name="Hvad har I set")
        self._other_slot = DraftSlot("overview", str(self._people[0]), "seen")
        self._other.keep_drafts(session.drafts, self._other_slot)
        self._other.show()
        self._about = self._people[0]
        self._editor = self._composer.area
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        session.bus.changed.connect(self._changed)

    def begin(self) -> None:
        """The first key."""
        self._turn_to(self._about)
        self._step()

    def _step(self) -> None:
        with self._mouth.telling():
            self._act()
        quick = self._chance.random() < 0.85
        pause = self._chance.uniform(0.01, 0.1) if quick else LONGEST_PAUSE
        self._timer.start(int(pause * 1000))

    def _act(self) -> None:
        throw = self._chance.random()
        area = self._composer.area
        if throw < 0.02:
            self._turn_to(self._chance.choice(self._people))
        elif throw < 0.05:
            self._editor = area if self._editor is self._other else self._other
        elif throw < 0.12 and len(area.text.strip()) > 12:
            self._finish()
        elif len(self._other.text) > _LONGEST_TEXT:
            self._say(self._other, "")
            self._other.finish()
        elif len(area.text) > _LONGEST_TEXT:
            self._finish()
        self._type(self._editor, self._chance.choice(_LETTERS + "    "))

    def _turn_to(self, person_id: UUID) -> None:
        self._about = person_id
        self._composer.show_person(person_id, "Beboer", "1")
        # A person goes on writing at the end.
        self._composer.area.moveCursor(QTextCursor.MoveOperation.End)

    def _type(self, editor: TextArea, letter: str) -> None:
        text, at = editor.text, editor.textCursor().position()
        self._say(editor, text[:at] + letter + text[at:])
        _press(editor, Qt.Key.Key_unknown, letter)

    def _finish(self) -> None:
        area = self._composer.area
        self._mouth.say(talk.Finished(self._slot(area), area.text, time.monotonic()))
        _press(area, Qt.Key.Key_Return, "\r", Qt.KeyboardModifier.ControlModifier)
        if area.text:
            raise AssertionError("the note was refused")

    def _say(self, editor: TextArea, text: str) -> None:
        self._mouth.say(talk.Typed(self._slot(editor), text, time.monotonic()))

    def _slot(self, editor: TextArea) -> talk.Slot:
        if editor is self._other:
            slot = self._other_slot
            return slot.kind, slot.person_id, slot.field
        return "note", str(self._about), "text"

    def _changed(self, changes: Changes) -> None:
        """The window has been told that the note is saved."""
        self._mouth.say(talk.Acknowledged(changes.operation_id, changes.kind))


def _press(
    editor: TextArea,
    key: Qt.Key,
    letter: str,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(editor, QKeyEvent(kind, key, held, letter))


class _Clerk:
    """A second pair of hands that writes records through the services, on a thread of its own."""

    def __init__(self, services: Services, mouth: _Mouth, chance: random.Random) -> None:
        self._services, self._mouth = services, mouth
        self._chance = random.Random(chance.random())  # noqa: S311 - no secret
        self._acts: list[Callable[[ResidentRow], Changes | None]] = [
            self._admit, self._admit, self._note, self._note, self._note, self._move,
            self._alert, self._stay_fact, self._person_fact, self._letter,
        ]  # fmt: skip

    def work(self) -> None:
        """Until killed."""
        with self._mouth.telling():
            while True:
                rows = self._services.residents.rows(ResidentFilter())
                self._one(self._chance.choice(self._acts), self._chance.choice(rows))
                time.sleep(self._chance.uniform(0.0, 0.15))

    def _one(self, act: Callable[[ResidentRow], Changes | None], row: ResidentRow) -> None:
        try:
            changes = act(row)
        except (Conflict, ValidationFailed):
            # The other hand was quicker, or the house is full: refused, so nothing to look for.
            return
        if changes is not None:
            self._mouth.say(talk.Acknowledged(changes.operation_id, changes.kind))

    def _admit(self, _row: ResidentRow) -> Changes | None:
        free = self._services.rooms.places(free_only=True)
        if not free:
            return None
        name = "".join(self._chance.choices(_LETTERS[:26], k=8)).capitalize()
        place = self._chance.choice(free)
        return self._services.stays.admit(
            AdmitCommand(name, "Prøve", cpr_unknown=True, place_id=place.id, note="Kom i nat.")
        )

    def _note(self, row: ResidentRow) -> Changes:
        words = " ".join(_LETTERS[n : n + 5] for n in self._chance.choices(range(24), k=30))
        return self._services.notes.finish(NoteCommand(words, (row.person_id,)))

    def _move(self, row: ResidentRow) -> Changes | None:
        free = self._services.rooms.places(free_only=True)
        if not free:
            return None
        return self._services.rooms.transfer(row.stay_id, self._chance.choice(free).id)

    def _alert(self, row: ResidentRow) -> Changes:
        return self._services.circle.add_alert(row.person_id, "animal", "Hunden Trine")

    def _stay_fact(self, row: ResidentRow) -> Changes:
        stay = self._services.stays.get(row.stay_id)
        text = f"Mistede sin bolig {self._chance.random()}"
        return self._services.stays.set_fact(row.stay_id, stay.version, "reason_text", text)

    def _person_fact(self, row: ResidentRow) -> Changes:
        facts = self._services.people.facts(row.person_id)
        text = f"Prøve-{self._chance.randrange(10**6)}"
        return self._services.people.set_fact(row.person_id, facts.version, "alias", text)

    def _letter(self, row: ResidentRow) -> None:
        """Made with whatever carries it; a letter draws a number and writes two files."""
        kind = self._chance.choice(("admission_notice", "data_information"))
        letters_ = self._services.letters
        found = letters_.propose(kind, row.person_id, LetterEdits()).disclosures
        bases = {view.information: view.offers[0] for view in found if view.offers}
        made = letters_.make(kind, row.person_id, replace(LetterEdits(), bases=bases))
        self._mouth.say(talk.Stored(made.id))


# ---- planted faults ----------------------------------------------------------------------------


def _slow_drafts(_mouth: _Mouth) -> None:
    """A draft writer that waits three seconds."""
    setattr(draft_store, "LONGEST_WAIT", 3.0)  # noqa: B010 - mypy refuses the plain form


def _early_word(mouth: _Mouth) -> None:
    """A service that acknowledges before the commit."""

    def commit(unit: UnitOfWork) -> Changes:
        unit.session.flush()
        changes = journal.write(unit.session, unit.step, unit._ledger, unit._about)
        mouth.say(talk.Acknowledged(changes.operation_id, changes.kind))
        mouth.say(talk.Struck())
        time.sleep(_LONG)
        unit.session.commit()
        return changes

    setattr(UnitOfWork, "commit", commit)  # noqa: B010 - as above


def _forgetful_finish(mouth: _Mouth) -> None:
    """A note whose draft is thrown away before the note is written."""
    real = NotesService.finish

    def finish(service: NotesService, command: NoteCommand) -> Changes:
        if threading.current_thread() is threading.main_thread():
            for draft in service._house.drafts.all_for(str(service.actor.staff_id)):
                service._house.drafts.remove(draft.key)
            service._house.drafts.flush()
            mouth.say(talk.Struck())
            time.sleep(_LONG)
        return real(service, command)

    setattr(NotesService, "finish", finish)  # noqa: B010 - as above


def _nothing(_mouth: _Mouth) -> None:
    """The program as it is."""


PLANTS: dict[str, Callable[[_Mouth], None]] = {
    "": _nothing,
    "slow drafts": _slow_drafts,
    "early word": _early_word,
    "forgetful finish": _forgetful_finish,
}
