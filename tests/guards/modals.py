"""Whatever starts an event loop inside the event loop fails at once instead of hanging the test.

The program opens dialogs with ``open()`` and menus with ``popup()`` (architecture, decision 9).
pytest-qt's own waiting is the one exception.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, NoReturn

from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets

# Class -> methods that do not return before a person (or nobody) has answered.
BLOCKING: dict[type, tuple[str, ...]] = {
    QtCore.QCoreApplication: ("exec", "exec_"),
    QtCore.QEventLoop: ("exec", "exec_"),
    QtGui.QGuiApplication: ("exec", "exec_"),
    QtGui.QDrag: ("exec", "exec_"),
    QtWidgets.QApplication: ("exec", "exec_"),
    QtWidgets.QDialog: ("exec", "exec_"),
    QtWidgets.QMenu: ("exec", "exec_"),
    QtWidgets.QMessageBox: (
        "exec",
        "exec_",
        "about",
        "aboutQt",
        "critical",
        "information",
        "question",
        "warning",
    ),
    QtWidgets.QFileDialog: (
        "exec",
        "exec_",
        "getExistingDirectory",
        "getExistingDirectoryUrl",
        "getOpenFileName",
        "getOpenFileNames",
        "getOpenFileUrl",
        "getOpenFileUrls",
        "getSaveFileName",
        "getSaveFileUrl",
    ),
    QtWidgets.QInputDialog: ("getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    QtWidgets.QColorDialog: ("getColor",),
    QtWidgets.QFontDialog: ("getFont",),
    QtPrintSupport.QPrintDialog: ("exec", "exec_"),
    QtPrintSupport.QPageSetupDialog: ("exec", "exec_"),
    QtPrintSupport.QPrintPreviewDialog: ("exec", "exec_"),
}


class ModalBlocked(AssertionError):
    """A test ran into something that waits for a person in a nested event loop."""


def _blocked(owner: type, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    def guard(*arguments: Any, **keywords: Any) -> Any:
        caller = sys._getframe(1).f_globals.get("__name__", "")
        if caller.partition(".")[0] == "pytestqt":
            return original(*arguments, **keywords)
        _refuse(owner, name)

    return guard


def _refuse(owner: type, name: str) -> NoReturn:
    raise ModalBlocked(
        f"{owner.__name__}.{name} waits in a nested event loop; use open() or popup() and a signal"
    )


def pytest_configure() -> None:
    """Put the guards in place for the whole run."""
    for owner, names in BLOCKING.items():
        for name in names:
            original = getattr(owner, name, None)
            if original is not None:
                setattr(owner, name, _blocked(owner, name, original))
    _guard_menu_instances()


def _guard_menu_instances() -> None:
    """Refuse ``exec`` of a menu object too.

    QMenu has a static and an ordinary ``exec`` of one name; PySide finds the ordinary one in a
    lookup of its own that passes by what was set on the class.
    """
    lookup = QtWidgets.QMenu.__getattribute__

    def guarded_lookup(menu: QtWidgets.QMenu, name: str) -> Any:
        if name in {"exec", "exec_"}:
            return _blocked(QtWidgets.QMenu, name, lookup(menu, name))
        return lookup(menu, name)

    setattr(QtWidgets.QMenu, "__getattribute__", guarded_lookup)  # noqa: B010 - mypy refuses the plain form
