"""Every guard of ``tests/guards`` is shown to bite: planted faults in a pytest run of their own."""

from __future__ import annotations

import os
import re
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QEventLoop, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QMenuBar, QMessageBox
from pytestqt.qtbot import QtBot

from tests.guards import folders
from tests.guards.modals import ModalBlocked

ROOT = Path(__file__).resolve().parents[1]

PLANTED = """
import logging, warnings
import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QMessageBox, QPushButton

log = logging.getLogger("boform.x")

@pytest.fixture
def noisy_start():
    log.error("disk nearly full")

@pytest.fixture
def noisy_end():
    yield
    log.error("disk nearly full")

def test_log(): log.warning("disk nearly full")
def test_log_in_fixture(noisy_start): pass
def test_log_in_teardown(noisy_end): pass

@pytest.mark.expected_log("boform.y", "disk nearly full")
def test_log_announced_of_another():
    logging.getLogger("boform.y").warning("disk nearly full")
    log.warning("disk nearly full")

@pytest.mark.expected_log("boform", "nearly full")
def test_log_announced_never_came(): pass

@pytest.mark.expected_log("boform", "nearly full")
def test_good_log_announced():
    log.warning("disk nearly full")

def test_good_log_of_no_weight(): log.info("nobody minds")

def test_warning(): warnings.warn("old", DeprecationWarning)
def test_qt_warning(qapp): qWarning("QObject: something is wrong")

def test_dialog_in_slot(qtbot):
    button = QPushButton("Fjern")
    qtbot.addWidget(button)
    button.clicked.connect(lambda: QMessageBox.question(button, "Fjern", "Fjern notatet?"))
    button.click()
"""

GOOD = {"test_good_log_announced", "test_good_log_of_no_weight"}


def run_inner(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, code: str, *arguments: str
) -> str:
    """What pytest prints about one test file under the project's own settings and guards."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    pytester.makeconftest("from tests.conftest import pytest_plugins as pytest_plugins")
    pytester.makepyfile(code)
    settings_file = str(ROOT / "pyproject.toml")
    return pytester.runpytest_subprocess("-c", settings_file, *arguments, ".").stdout.str()


def test_planted_faults_fail_and_nothing_else_does(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = run_inner(pytester, monkeypatch, PLANTED, "-rA")
    outcomes = re.findall(r"^(PASSED|FAILED|ERROR) \S+::(\w+)", output, re.MULTILINE)
    faulty = set(re.findall(r"def (test_\w+)", PLANTED)) - GOOD
    assert {name for outcome, name in outcomes if outcome != "PASSED"} == faulty
    assert {name for _, name in outcomes} == faulty | GOOD
    assert output.count("unexpected log records") >= 4
    assert "an expected log record never came: boform: nearly full" in output
    assert "QMessageBox.question waits in a nested event loop" in output


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: QDialog().exec(),
        lambda: QMessageBox().exec(),
        lambda: QMessageBox.warning(None, "", ""),
        lambda: QMenu().exec(),
        lambda: QMenuBar().addMenu("Vis").exec(),
        lambda: QMenu.exec([], QDialog().pos()),
        QFileDialog.getSaveFileName,
        lambda: QEventLoop().exec(),
        QApplication.exec,
    ],
)
def test_whatever_waits_in_a_nested_loop_is_refused(
    qapp: QApplication, attempt: Callable[[], object]
) -> None:
    with pytest.raises(ModalBlocked):
        attempt()


def test_the_waiting_of_pytest_qt_is_let_through(qtbot: QtBot) -> None:
    timer = QTimer(singleShot=True)
    with qtbot.waitSignal(timer.timeout, timeout=5000):
        timer.start(1)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        lambda: socket.create_connection(("127.0.0.1", 9)),
        lambda: socket.getaddrinfo("example.org", 443),
        lambda: socket.gethostbyname("example.org"),
    ],
)
def test_sockets_and_name_lookups_are_refused(attempt: Callable[[], object]) -> None:
    # The refusal comes with a warning, which is an error here as everywhere.
    with pytest.raises((RuntimeError, UserWarning), match="A test tried to use socket"):
        attempt()


def test_local_sockets_work() -> None:
    with socket.socket(socket.AF_UNIX) as local:
        assert local.fileno() >= 0


@pytest.mark.parametrize(
    "place",
    [
        QStandardPaths.StandardLocation.AppDataLocation,
        QStandardPaths.StandardLocation.AppConfigLocation,
        QStandardPaths.StandardLocation.CacheLocation,
        QStandardPaths.StandardLocation.TempLocation,
        QStandardPaths.StandardLocation.RuntimeLocation,
    ],
)
def test_no_folder_of_the_user_is_within_reach(place: QStandardPaths.StandardLocation) -> None:
    assert Path(QStandardPaths.writableLocation(place)).is_relative_to(folders.TEST_ROOT)
    assert Path.home().is_relative_to(folders.TEST_ROOT)
    assert Path(tempfile.gettempdir()).is_relative_to(folders.TEST_ROOT)


def test_no_window_of_a_test_reaches_a_screen(qapp: QApplication) -> None:
    assert qapp.platformName() == "offscreen"


def test_the_order_is_random(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import pytest\n@pytest.mark.parametrize('n', range(20))\ndef test_it(n): pass"
    first, other = (
        re.findall(
            r"\[(\d+)\]",
            run_inner(pytester, monkeypatch, code, "--collect-only", f"--randomly-seed={seed}"),
        )
        for seed in (1, 2)
    )
    assert sorted(first) == sorted(other)
    assert first != other


def test_hypothesis_has_no_deadline_and_is_the_same_every_time_in_ci() -> None:
    assert settings().deadline is None
    assert settings().derandomize is bool(os.environ.get("CI"))
