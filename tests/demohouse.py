"""A demo house for the whole run of tests: made by the first who asks, copied by everybody."""

from __future__ import annotations

import pickle
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from boform_app.clock import FixedClock
from boform_app.demo import build
from boform_app.demo.build import Made
from boform_app.paths import DataFolder
from boform_app.progress import Unheard
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.vault.crypto import CHEAP_KDF
from tests.screens.demo import NOW, QUICK

PATIENCE_S = 400
"""The time another process may take: three quarters of a minute on a quiet machine."""
_STEP_S = 0.1


@dataclass(frozen=True, slots=True)
class Opened:
    """Folder, house and services of a leader's log-in."""

    folder: DataFolder
    house: OpenHouse
    services: Services
    made: Made


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Made:
    """The closed house; take a copy of its folder."""
    own = tmp_path_factory.getbasetemp()
    root = (own if worker_id == "master" else own.parent) / "demo-house"
    told = root / "made"
    try:
        root.mkdir()
    except FileExistsError:
        return _await(told)
    folder, clock = DataFolder(root / "data"), FixedClock(NOW)
    made = build.make_demo(folder, clock, QUICK, Unheard(), CHEAP_KDF)
    told.with_suffix(".half").write_bytes(pickle.dumps(made))
    told.with_suffix(".half").rename(told)
    return made


def _await(told: Path) -> Made:
    """What the process that makes the house writes when it is there."""
    for _ in range(int(PATIENCE_S / _STEP_S)):
        if told.exists():
            made: Made = pickle.loads(told.read_bytes())  # noqa: S301 - written by this run of tests
            return made
        time.sleep(_STEP_S)
    pytest.fail("the demo house is not there: look for what failed in the process that makes it")
