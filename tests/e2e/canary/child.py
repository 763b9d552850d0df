"""The program in a process of its own: writes the marks everywhere, says so, and waits to be killed."""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from tests.e2e.canary import sites, tour
from tests.e2e.canary.marks import Marks
from tests.e2e.canary.writer import Writer
from tests.e2e.running import Running
from tests.waiting import turn
from ui.application import make_application

_OFFSCREEN = "This plugin does not support"
"""What the offscreen platform says of every window."""
_LONG_MS = 600_000


def main(folder: str, stem: str) -> None:
    """Take the tour on a new house.

    Args:
        folder: The data folder.
        stem: Common to all marks.
    """
    troubles: list[str] = []

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        troubles.append("".join(traceback.format_exception(kind, error, trace)))
        sys.stderr.write(troubles[-1])

    def overheard(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        if not words.startswith(_OFFSCREEN):
            troubles.append(words)
            sys.stderr.write(f"{words}\n")

    sys.excepthook = caught
    qInstallMessageHandler(overheard)
    make_application()
    running = Running(Path(folder))
    writer = Writer(running, Marks(stem))
    with sites.remembering_sites():
        running.start()
        for stop in tour.STOPS:
            stop(writer)
    told = {
        "marks": writer.marks.where,
        "unvisited": sites.unvisited(writer.sites),
        "titles": sorted(writer.titles),
        "code": tour.code_of(writer.marks),
        "troubles": troubles,
    }
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    turn(_LONG_MS)


if __name__ == "__main__":
    main(*sys.argv[1:])
