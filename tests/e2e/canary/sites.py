"""Where the program makes its text fields: from the source, and from the widgets themselves.

A place in the source that makes a field and that no typing ever came to fails the canary; so a new
field cannot be forgotten.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

import ui
from ui.widgets.choice import Combo
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea

UI = Path(ui.__file__).parent
SITE = "canarySite"
WHOLE = "*"
_QT = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QTextBrowser", "QComboBox", "QSpinBox")
# The gallery is a picture for whoever builds the program; nobody reaches it from the window.
_OUTSIDE = frozenset({"gallery.py"})


def site_of(widget: QWidget) -> str:
    """Where a field was made: "pages/login.py:227"; the inner line of a list counts as the list."""
    above = widget.parentWidget()
    own = widget.property(SITE)
    if own is None and isinstance(above, QComboBox):
        own = above.property(SITE)
    if own is None and above is not None and type(above).__module__.startswith("ui."):
        # One of Qt's own classes, made by the widget it stands in.
        own = f"{type(above).__module__.removeprefix('ui.').replace('.', '/')}.py:{WHOLE}"
    return str(own or "")


@contextmanager
def remembering_sites() -> Iterator[None]:
    """Every field that is made inside the block knows the line that made it."""
    with (
        patch.object(LineEdit, "__init__", _remembering(LineEdit.__init__)),
        patch.object(TextArea, "__init__", _remembering(TextArea.__init__)),
        patch.object(Combo, "__init__", _remembering(Combo.__init__)),
    ):
        yield


def _remembering(make: Callable[..., None]) -> Callable[..., None]:
    def init(widget: QWidget, *arguments: Any, **keywords: Any) -> None:
        make(widget, *arguments, **keywords)
        frame = sys._getframe(1)
        while frame.f_locals.get("self") is widget or UI not in _parents(frame.f_code.co_filename):
            above = frame.f_back
            if above is None:
                return
            frame = above
        where = Path(frame.f_code.co_filename).relative_to(UI)
        widget.setProperty(SITE, f"{where.as_posix()}:{frame.f_lineno}")

    return init


@cache
def _parents(filename: str) -> tuple[Path, ...]:
    return tuple(Path(filename).parents)


def sites_in_source() -> dict[str, range]:
    """Every call in ``ui`` that makes a text field: name -> the lines it spans."""
    names = _class_names()
    found: dict[str, range] = {}
    for path in sorted(UI.rglob("*.py")):
        where = path.relative_to(UI).as_posix()
        if where in _OUTSIDE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _makes_text_field(node, names):
                last = node.end_lineno or node.lineno
                found[f"{where}:{node.lineno}:{node.col_offset}"] = range(node.lineno, last + 1)
    return found


def unvisited(visited: set[str]) -> list[str]:
    """Calls in the source whose fields nobody came to."""
    return [
        name
        for name, lines in sites_in_source().items()
        if not any(f"{name.split(':')[0]}:{line}" in visited for line in (WHOLE, *lines))
    ]


def _makes_text_field(node: ast.Call, names: frozenset[str]) -> bool:
    called = node.func.id if isinstance(node.func, ast.Name) else ""
    if called == "Combo" or called in _subclass_names(Combo):
        return any(
            word.arg == "searchable" and getattr(word.value, "value", True) is not False
            for word in node.keywords
        )
    return called in names


@cache
def _class_names() -> frozenset[str]:
    for module in pkgutil.walk_packages([str(UI)], "ui."):
        importlib.import_module(module.name)
    own: set[str] = {"QLineEdit", "QPlainTextEdit", "QTextEdit"}
    for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
        own |= _subclass_names(kind)
    return frozenset(own)


def _subclass_names(kind: type[QWidget]) -> frozenset[str]:
    found: set[str] = set()
    child: type
    for child in kind.__subclasses__():
        if child.__module__.startswith("ui."):
            found.add(child.__name__)
        found |= _subclass_names(child)
    return frozenset(found)
