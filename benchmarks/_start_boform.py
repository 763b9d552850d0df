"""``python -m benchmarks._start_boform WORDS``: the program's own entry, ended at the log-in."""

from __future__ import annotations

# As in the program, where the window's package is the first that knows PySide (see its docstring).
import ui  # noqa: F401 - puts the import back  # isort: skip

import sys
from typing import Any

from PySide6.QtWidgets import QApplication

from benchmarks._usable import end_when_usable
from boform_app.__main__ import main

_exec = QApplication.exec


def watched(*_: Any) -> int:
    """The event loop with one look more."""
    end_when_usable()
    return _exec()


setattr(QApplication, "exec", watched)  # noqa: B010 - mypy refuses the plain form
sys.exit(main(sys.argv[1:]))
