"""Every rule finds what is planted for it and leaves its neighbours alone; ``dev.py lint`` asks the tree."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.lints.allowed import ALLOWED, Allowance
from tests.lints.check import RULES, complaints, findings_in
from tests.lints.sources import Finding, Source, read_sources, tracked_paths

HOME = "/ho" + "me/kim/boform"
HOST = "https://py" + "pi.org/simple"

# rule, path, text: each must be found, once.
PLANTED = [
    ("no-process-events", "ui/a.py", "QApplication.processEvents()"),
    ("no-process-events", "ui/a.py", "pump = app.processEvents"),
    ("no-nested-loop", "ui/a.py", "dialog.exec()"),
    ("no-nested-loop", "ui/a.py", "menu.exec_(position)"),
    ("paragraph-in-flowables", "reports/letters/a.py", "story = [Paragraph('x', style)]"),
    ("paragraph-in-flowables", "reports/a.py", "story = [platypus.Paragraph('x', style)]"),
    ("paragraph-in-flowables", "reports/a.py", "from reportlab.platypus import Paragraph as P"),
    ("message-box-in-messages", "ui/pages/a.py", "from PySide6.QtWidgets import QMessageBox"),
    ("message-box-in-messages", "ui/pages/a.py", "box = QtWidgets.QMessageBox()"),
    ("print-in-cli", "boform_app/services/a.py", "print('here')"),
    ("weekdays-in-rules", "ui/a.py", "free = day.weekday() >= 5"),
    ("weekdays-in-rules", "boform_app/rules/deadlines.py", "number = day.isoweekday()"),
    ("weekdays-in-rules", "ui/a.py", "import holidays"),
    ("weekdays-in-rules", "ui/a.py", "from holidays import Denmark"),
    ("time-from-clock", "models/a.py", "at = datetime.now(UTC)"),
    ("time-from-clock", "models/a.py", "at = datetime.datetime.utcnow()"),
    ("time-from-clock", "models/a.py", "Column(default=datetime.now)"),
    ("time-from-clock", "ui/a.py", "day = date.today()"),
    ("time-from-clock", "ui/a.py", "day = QDate.currentDate()"),
    ("time-from-clock", "ui/a.py", "seconds = time.time()"),
    ("absolute-imports", "tests/ui/test_a.py", "from . import b"),
    ("absolute-imports", "ui/pages/a.py", "from ..widgets import badge"),
    ("no-gpl-only-qt", "ui/a.py", "from PySide6 import QtCharts"),
    ("no-gpl-only-qt", "ui/a.py", "from PySide6.QtGraphs import QBarSeries"),
    ("no-gpl-only-qt", "benchmarks/a.py", "import PySide6.QtDataVisualization"),
    ("no-walk-of-the-focus-chain", "tests/ui/a.py", "field.nextInFocusChain()"),
    ("no-network", "boform_app/a.py", "import urllib.request"),
    ("no-network", "boform_app/a.py", "from urllib import request"),
    ("no-network", "ui/a.py", "from PySide6.QtNetwork import QTcpSocket"),
    ("no-font-size-in-styles", "ui/a.py", "SHEET = 'QLabel { font-size: 12px; }'"),
    ("no-font-size-in-styles", "ui/a.py", "SHEET = f'QLabel {{ font: {size}pt; }}'"),
    ("no-font-size-in-styles", "resources/a.qss", "QLabel { font-size: 12px; }"),
    ("danish", "ui/a.py", "button = tr('Udskriv')"),
    ("danish", "ui/a.py", "text = tr('Der skete en fejl')"),
    ("danish", "ui/a.py", "text = tr('Fejlkode 7')"),
    ("danish", "ui/a.py", "text = tr('Ugyldigt CPR-nummer')"),
    ("danish", "ui/a.py", "text = tr('Notatet er gemt!')"),
    ("danish", "ui/a.py", "text = f'Velkommen {name} til huset!'"),
    ("danish", "ui/a.py", "text = tr('Indtast venligst dit navn')"),
    ("danish", "ui/a.py", "text = tr('Klienten er ikke fundet')"),
    ("danish", "ui/a.py", "text = tr('Send underretning')"),
    ("danish", "ui/a.py", "button = tr('&OK')"),
    ("danish", "boform_app/cli.py", "text = 'Fejl i filen'"),
    ("no-hosts-or-machine-paths", "docs/a.md", f"Data ligger i {HOME}."),
    ("no-hosts-or-machine-paths", "requirements.txt", f"--find-links {HOST}"),
]

# path, text: none may be found.
INNOCENT = [
    ("ui/tasks.py", '"""Long work; nobody calls processEvents or exec() here."""'),
    ("ui/start.py", "code = application.exec()"),
    ("reports/flowables.py", "made = Paragraph(escape(text), style)"),
    ("reports/a.py", "class LetterParagraph: ..."),
    ("ui/messages.py", "from PySide6.QtWidgets import QMessageBox"),
    ("boform_app/cli.py", "print('Log ind med')"),
    ("tests/test_a.py", "print('seen')"),
    ("boform_app/rules/weekdays.py", "import holidays\nfree = day.weekday() >= 5"),
    ("reports/a.py", "text = WEEKDAYS[day.weekday()]"),
    ("ui/a.py", "text = dates.weekday(day)[:3]"),
    ("boform_app/clock.py", "at = datetime.now(UTC)"),
    ("boform_app/services/a.py", "at = self._clock.now()\nday = clock.today()"),
    ("ui/a.py", "from PySide6 import QtCore, QtWidgets"),
    ("ui/a.py", "from PySide6.QtNetwork import QLocalServer"),
    ("boform_app/a.py", "from urllib.parse import quote"),
    ("ui/a.py", "SHEET = 'QPushButton:!enabled { color: #123456; }'"),
    ("ui/a.py", "text = tr('Udskrivning fra boformen')"),
    ("ui/a.py", "text = tr('Hjemløshedssituation ved indflytning')"),
    ("ui/a.py", '"""Says what is an error (fejl) to the user!"""'),
    ("ui/a.py", "kind = 'ok'"),
    ("docs/a.md", "See https://www.retsinformation.dk and docs/work/notes."),
]


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_violation_is_found(rule: str, path: str, text: str) -> None:
    source = Source(path, f"first = 1\n{text}\n")
    found = findings_in([source])
    assert {(finding.rule, finding.path, finding.line) for finding in found} == {(rule, path, 2)}


def test_every_rule_has_a_planted_violation() -> None:
    assert {rule.name for rule in RULES} == {rule for rule, _, _ in PLANTED}


@pytest.mark.parametrize(("path", "text"), INNOCENT)
def test_what_only_looks_like_a_violation_is_left_alone(path: str, text: str) -> None:
    assert findings_in([Source(path, f"{text}\n")]) == []


def test_an_exception_covers_its_own_file_only() -> None:
    allowance = Allowance("no-nested-loop", "ui/a.py", ".exec()", "planted")
    here, elsewhere = Source("ui/a.py", "d.exec()\n"), Source("ui/b.py", "d.exec()\n")
    assert complaints([here], (allowance,)) == []
    assert len(complaints([here, elsewhere], (allowance,))) == 1


def test_an_exception_that_nobody_needs_is_a_complaint() -> None:
    allowance = Allowance("no-nested-loop", "ui/a.py", "", "planted")
    assert ["no longer needed" in text for text in complaints([], (allowance,))] == [True]


def test_every_exception_says_why() -> None:
    rules = {rule.name for rule in RULES}
    assert [a for a in ALLOWED if len(a.why) < 20 or a.rule not in rules] == []


def test_a_complaint_names_place_and_remedy() -> None:
    finding = Finding("danish", "ui/a.py", 3, "fejl", "say what happened")
    assert str(finding) == "ui/a.py:3: danish: 'fejl': say what happened"


def test_new_files_are_looked_at_and_ignored_ones_are_not(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("build/\n", encoding="utf-8")
    (tmp_path / "ny æøå.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "font.ttf").write_bytes(b"\0\1")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "a.py").write_text("x = 1\n", encoding="utf-8")
    assert tracked_paths(tmp_path) == [".gitignore", "font.ttf", "ny æøå.py"]
    assert [source.path for source in read_sources(tmp_path)] == [".gitignore", "ny æøå.py"]
