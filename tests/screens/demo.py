"""The demo house of the pictures: made once, copied for every look, always the same Monday morning."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from boform_app import bootstrap
from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.demo import build
from boform_app.paths import DataFolder, ensure
from boform_app.progress import Unheard
from boform_app.services.facade import Services
from boform_app.vault.crypto import CHEAP_KDF
from ui.theme import Look

NOW = datetime(2026, 11, 23, 9, 24, tzinfo=COPENHAGEN)
"""Monday of week 48, as on the mockups."""

NIGHT = datetime(2026, 11, 23, 23, 40, tzinfo=COPENHAGEN)
"""The night after it, when more knock than there are places."""

FULL = build.Wish(seed=110)
QUICK = build.Wish(residents=60, years=1, seed=110)
"""The same residents on the screen, fewer former ones and fewer letters."""


@dataclass(frozen=True, slots=True)
class Template:
    """A closed demo house.

    Attributes:
        root: Its data folder; nobody opens it here.
        passphrase: Opens it for everybody.
    """

    root: Path
    passphrase: str = build.PASSPHRASE

    def copy(self) -> DataFolder:
        """A house of one's own, to be written in; in a new temporary folder."""
        folder = DataFolder(Path(tempfile.mkdtemp(prefix="boform-screens-")) / "data")
        shutil.copytree(self.root, folder.root)
        folder.lock.unlink(missing_ok=True)
        return folder


def fresh() -> Template:
    """A house on its first day: its leader and six rooms, and nobody has lived there yet."""
    folder = DataFolder(Path(tempfile.mkdtemp(prefix="boform-screens-")) / "data")
    facts, leader = build.facts_of_house(), build.first_leader()
    new = bootstrap.create_house(folder, facts, leader, FixedClock(NOW), CHEAP_KDF)
    Services(new.house, new.actor).rooms.add_range(1, 6, "Stuen")
    bootstrap.close_house(new.house, force=True)
    return Template(folder.root)


def dressed(template: Template, look: Look) -> Template:
    """The same house as if its leader had chosen this look at the last log-in."""
    folder = template.copy()
    staff_id = bootstrap.keyring_of(folder, CHEAP_KDF).people[0].staff_id
    house, actor = bootstrap.open_house(
        folder, staff_id, template.passphrase, FixedClock(NOW), CHEAP_KDF
    )
    settings = Services(house, actor).settings
    settings.put("theme", look.scheme)
    settings.put("zoom", look.zoom)
    settings.put("density", look.density)
    bootstrap.close_house(house, force=True)
    return Template(folder.root)


def make(root: Path, wish: build.Wish = FULL) -> Template:
    """Make the house in ``root``; one that is there already is taken as it is."""
    folder = DataFolder(root)
    if not folder.database.exists():
        build.make_demo(folder, FixedClock(NOW), wish, Unheard(), CHEAP_KDF)
    return Template(root)


def empty() -> DataFolder:
    """A folder without a house: the first start."""
    folder = DataFolder(Path(tempfile.mkdtemp(prefix="boform-screens-")) / "data")
    ensure(folder)
    return folder
