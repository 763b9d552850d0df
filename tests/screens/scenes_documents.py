"""Dokumenter: full, filtered, a PDF and a picture beside the list, files put in, the scanner."""

from __future__ import annotations

import io
import os
from datetime import datetime
from pathlib import Path

import pikepdf
from PIL import Image

from boform_app.services.views.stays import AdmitCommand
from tests.screens.scene import Scene
from tests.screens.stage import Stage
from ui.pages.resident.letters import LettersTab
from ui.pages.resident.scanner import SETTING


def _tab(stage: Stage, first: str = "Ole") -> LettersTab:
    stage.resident(first, "letters")
    tab = stage.main.findChild(LettersTab)
    assert isinstance(tab, LettersTab)
    return tab


def _document(stage: Stage, title: str) -> LettersTab:
    tab = _tab(stage)
    person = stage.person("Ole")
    found = next(d for d in stage.services.documents.of_person(person) if d.title == title)
    tab.list.choose(found.id)
    stage.settle()
    stage.wait(200)
    return tab


def _folder(stage: Stage) -> Path:
    """A scanner's folder with three files of known times."""
    folder = Path(stage.folder.root.parent) / "Scanner"
    folder.mkdir(exist_ok=True)
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    held = io.BytesIO()
    made.save(held, deterministic_id=True)
    picture = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(picture, "JPEG")
    for name, data, minute in (
        ("scan0024.pdf", held.getvalue(), 12),
        ("scan0025.jpg", picture.getvalue(), 14),
        ("scan0026.jpg", picture.getvalue() + b" ", 15),
    ):
        path = folder / name
        path.write_bytes(data)
        at = datetime(2026, 11, 20, 9, minute).astimezone().timestamp()
        os.utime(path, (at, at))
    return folder


def _put_in(stage: Stage, *names: str) -> None:
    tab, folder = _tab(stage), _folder(stage)
    (folder / "brev.docx").write_bytes(b"PK\x03\x04 word/document.xml")
    tab.take_files([folder / name for name in names])
    stage.settle()
    stage.wait(100)


def _again(stage: Stage) -> None:
    """The bytes that are here already, under another name."""
    person = stage.person("Ole")
    here = stage.services.documents.of_person(person)[0]
    (_folder(stage) / "igen.jpg").write_bytes(stage.services.documents.data(here.id))
    _put_in(stage, "igen.jpg", "brev.docx")


def _scanner(stage: Stage) -> None:
    tab = _tab(stage)
    stage.services.settings.put(SETTING, str(_folder(stage)))
    tab._ask_scanner()
    stage.settle()
    stage.wait(100)


def _filtered(stage: Stage) -> None:
    _tab(stage)
    stage.press("Vis: Indkommet 2")
    stage.settle()
    stage.wait(200)


def _empty(stage: Stage) -> None:
    """Somebody who came tonight: nothing was written and nothing came in."""
    command = AdmitCommand(
        "Bo", "Friis", place_id=stage.services.rooms.places(free_only=True)[0].id
    )
    person = stage.services.stays.admit(command).first("person")
    stage.go("resident", person_id=person, tab="letters")


def _edit(stage: Stage) -> None:
    _document(stage, "Kvittering for henvendelse")
    stage.press("Ret")


DOCUMENTS: tuple[Scene, ...] = (
    Scene("documents", lambda s: _document(s, "Kvittering for henvendelse")),
    Scene("documents-picture", lambda s: _document(s, "Fuldmagt til søster")),
    Scene("documents-came-in", _filtered),
    Scene("documents-edit", _edit),
    Scene("documents-empty", _empty, house="documents"),
    Scene("documents-put-in", lambda s: _put_in(s, "scan0024.pdf"), house="documents"),
    Scene(
        "documents-photos", lambda s: _put_in(s, "scan0025.jpg", "scan0026.jpg"), house="documents"
    ),
    Scene("documents-refused", _again, house="documents"),
    Scene("documents-scanner", _scanner, house="documents"),
)
