"""Handleplaner with 500 open cases: painted and regrouped, against a bare table of the same words.

Each case is a resident with a municipality, a prerequisite or two that wait for somebody, and a
day of moving for every fifth; which is one of four municipalities in turn. What is timed ends with
every dot of the window painted. Reading happens beside the interface and has its own line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from uuid import UUID

from benchmarks.houses import PASSPHRASE, make_house
from benchmarks.result import Result
from boform_app import bootstrap
from boform_app.clock import from_local
from boform_app.services.facade import Services
from boform_app.services.views.plans import PrerequisiteCommand
from boform_app.services.views.stays import AdmitCommand

CASES = 500
PAINT_MS, REGROUP_MS = 100.0, 50.0
_TOWNS = ("0851", "0730", "0751", "0461")
_OWNERS = ("municipality", "housing", "us")
_PAINTS = ("list", "board")
_GROUPS = (
    "to the board", "to the list", "list, one municipality", "board, one municipality",
)  # fmt: skip
_ROOT = Path(__file__).resolve().parent.parent


def run(cases: int = CASES) -> list[Result]:
    """Medians of what the window's own process measured."""
    with TemporaryDirectory() as where:
        house, services = make_house(Path(where) / "data", rooms=cases)
        _let_in(services, cases)
        bootstrap.close_house(house, force=True)
        answer = subprocess.run(
            [sys.executable, "-m", "benchmarks._board", str(Path(where) / "data"), PASSPHRASE],
            cwd=_ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    told = json.loads(answer.stdout.splitlines()[-1])
    found = {name: median(values) for name, values in told.items() if name != "rows"}
    what = f"{cases} cases, {told['rows']} rows"
    floor = (found["bare"], "bare table")
    return [
        Result(f"{what}: opened, read and painted", found["opened"], "ms"),
        *(Result(f"{what}: {name}", found[name], "ms", limit=PAINT_MS) for name in _PAINTS),
        *(Result(f"{what}: {name}", found[name], "ms", limit=REGROUP_MS) for name in _GROUPS),
        Result("the list painted", found["list"], "ms", *floor),
        Result("the board painted", found["board"], "ms", *floor),
    ]


def _let_in(services: Services, count: int) -> None:
    today = services.open_house.clock.today()
    for number, place in enumerate(services.rooms.places(free_only=True)[:count]):
        day = today - timedelta(days=number % 90)
        town = _TOWNS[number % len(_TOWNS)]
        changes = services.stays.admit(
            AdmitCommand(
                f"Prøve{number}", "Jensen", place_id=place.id, reasons=("no_dwelling",),
                arrived_at=from_local(day), decided_on=day,
                acting_municipality_code=town,
            )
        )  # fmt: skip
        stay_id = changes.first("stay")
        _wait_for(services, stay_id, number)
        if number % 5 == 0:
            stay = services.stays.get(stay_id)
            services.ending.plan_end(stay_id, stay.version, today + timedelta(days=20))


def _wait_for(services: Services, stay_id: UUID, number: int) -> None:
    """One or two prerequisites that somebody else has."""
    open_ones = [one for one in services.plans.prerequisites(stay_id) if one.code in {"C1", "C4"}]
    for item in open_ones[: 1 + number % 2]:
        services.plans.set_prerequisite(
            PrerequisiteCommand(
                item.id, item.version, "missing", _OWNERS[number % len(_OWNERS)], item.since
            )
        )
