"""What is read ahead is what the first visit of a page would have read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.ui.program import made_house

_SCRIPT = """
import ui  # as in the program, where the window's package is the first that knows PySide
import sys
from pathlib import Path
from benchmarks.ports import recording_ports
from boform_app.clock import SystemClock
from boform_app.paths import DataFolder
from boform_app.services.views.stays import AdmitCommand
from boform_app.vault.crypto import CHEAP_KDF
from tests.houses import PASSPHRASE, PLACES
from tests.waiting import turn
from ui.application import make_application
from ui.desk import Desk
from ui.door import HouseDoor
from ui.pages.base import Target
from ui.places import places
from ui.tasks import Tasks

WITH_A_PERSON = {"resident", "end_stay", "consent", "letter", "transfer_send"}
APART = {"letter_stack", "answer", "transfer_take"}  # begin with a file or a choice

def known():
    return {name for name in sys.modules if name.startswith(("ui.", "boform_app.services."))}

def go(place, **facts):
    desk.window.navigator.go(Target(place, facts))
    while desk.tasks.busy:
        turn(5)

make_application(["boform"])
door = HouseDoor(DataFolder(Path(sys.argv[1])), SystemClock(), kdf=CHEAP_KDF)
desk = Desk(door.open(door.people()[0].staff_id, PASSPHRASE), door, Tasks(), recording_ports)
person = desk.services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[1])).first("person")
desk.window.show()
desk.begin()
first = known()
while not desk.warm_up.done:
    turn(5)
ahead = known()
for place in places(desk.session):
    if place.key in WITH_A_PERSON - {"letter"}:
        go(place.key, person_id=person)
    elif place.key not in APART | {"letter"}:
        go(place.key)
from ui.pages.resident.page import tabs
for tab in tabs():
    go("resident", person_id=person, tab=tab.key)
go("letter", person_id=person, kind=desk.services.letters.kinds()[0].key)
print(len(ahead - first) > 100, sorted(known() - ahead))
desk.close(force=True)
"""


def test_nothing_of_ours_is_left_to_read_at_the_first_visit(tmp_path: Path) -> None:
    folder = made_house(tmp_path)
    told = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(folder.root)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stdout.strip() == "True []", told.stderr
