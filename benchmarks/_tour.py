"""``python -m benchmarks._tour DIR PASSPHRASE``: log in and look at every place of the window.

Prints one line of JSON: what the process holds in memory afterwards, and how long the slowest query
kept the interface thread. Pages that come later are visited without a word here.
"""

from __future__ import annotations

# As in the program, where the window's package is the first that knows PySide (see its docstring).
import ui  # noqa: F401 - puts the import back  # isort: skip

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.ports import recording_ports
from boform_app import garbage
from boform_app.clock import SystemClock
from boform_app.paths import DataFolder
from boform_app.services.views.people import ResidentFilter
from tests.query_watch import watching_queries
from ui.application import make_application
from ui.desk import Desk
from ui.door import HouseDoor
from ui.pages.base import Target
from ui.places import places
from ui.tasks import Tasks

RESIDENTS = 12
"""Residents whose every tab is opened."""
_REST_MS = 30
_SETTINGS = ("staff", "house", "rooms", "municipalities", "rules", "about")
_WITHOUT_A_PERSON = {
    "today", "day_log", "residents", "rooms", "board", "letters", "figures", "settlement",
    "incidents", "house", "admit",
}  # fmt: skip
_SEARCHES = ("s", "sø", "sør", "lund", "1406", "0042", "orient")


def targets(desk: Desk) -> Iterator[Target]:
    """Everywhere, in the order of the navigation, then what needs a resident."""
    from ui.pages.resident.page import tabs  # noqa: PLC0415 - as the program: with the first visit

    keys = [place.key for place in places(desk.session)]
    services = desk.services
    rows = services.residents.rows(ResidentFilter())
    yield from (Target(key) for key in keys if key in _WITHOUT_A_PERSON)
    yield from (Target("settings", {"tab": tab}) for tab in _SETTINGS)
    for row in [row for row in rows if not row.closed][:RESIDENTS]:
        person = {"person_id": row.person_id}
        yield from (Target("resident", {**person, "tab": tab.key}) for tab in tabs())
        yield from (
            Target("letter", {**person, "kind": kind.key}) for kind in services.letters.kinds()
        )
        yield Target("consent", person)
        yield Target("end_stay", person)
    yield Target("residents", {"show": "past"})
    yield Target("today")


class Tour:
    """Goes on when the window and its workers have come to rest."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._way = targets(desk)
        self.visited = 0

    def step(self) -> None:
        """One place more, or the end."""
        if self._desk.tasks.busy:
            QTimer.singleShot(_REST_MS, self.step)
            return
        target = next(self._way, None)
        if target is None:
            QApplication.exit(0)
            return
        self._desk.window.navigator.go(target)
        self.visited += 1
        QTimer.singleShot(_REST_MS, self.step)


def memory_mb() -> float:
    """What the process holds in memory now; its highest mark where the system tells no more."""
    status = Path("/proc/self/status")
    if status.is_file():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return float(lines["VmRSS"].split()[0]) / 1024
    import resource  # noqa: PLC0415 - not on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(root: str, passphrase: str) -> None:
    """Log in, tour, tell."""
    application = make_application(["boform"])
    garbage.settle()
    door = HouseDoor(DataFolder(Path(root)), SystemClock())
    with watching_queries() as watch:
        desk = Desk(
            door.open(door.people()[0].staff_id, passphrase), door, Tasks(), recording_ports
        )
        desk.window.resize(1366, 688)
        desk.window.show()
        desk.begin()
        for typed in _SEARCHES:
            desk.search.find(typed)
        tour = Tour(desk)
        QTimer.singleShot(0, tour.step)
        application.exec()
        seconds, statement = watch.longest()
    told = {
        "memory_mb": memory_mb(),
        "places": tour.visited,
        "statements": watch.statements,
        "slowest_ms": seconds * 1000,
        "slowest": statement,
    }
    print(json.dumps(told), flush=True)
    desk.close(force=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
