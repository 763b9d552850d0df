"""The ``kill`` campaign is shown to notice what it is there for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from boform_app.paths import DataFolder
from tests.campaigns import _kill_server, kill
from tests.campaigns import _kill_talk as talk
from tests.campaigns._kill_server import Server
from tests.campaigns.kill import KilledHouse, When


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    return kill.make_template(tmp_path_factory.mktemp("kill") / "template")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with _kill_server.running() as running:
        yield running


@pytest.fixture
def house(template: DataFolder, server: Server, tmp_path: Path) -> KilledHouse:
    return KilledHouse(template, tmp_path / "house", server)


@pytest.mark.parametrize(
    ("plant", "when", "noticed"),
    [
        ("slow drafts", 2.5, "was not on disk"),
        ("early word", talk.Struck, "acknowledged and not there"),
        ("forgetful finish", talk.Struck, "a text left its draft and did not become a note"),
    ],
)
def test_a_planted_fault_is_noticed(
    plant: str, when: When, noticed: str, house: KilledHouse
) -> None:
    # Where in a wait the kill falls is chance on a busy machine; the campaign strikes 200 times.
    said = (" ".join(house.kill(when, seed=seed, plant=plant).problems) for seed in range(3, 9))
    assert any(noticed in one for one in said)


def test_a_program_that_ends_by_itself_has_not_held(
    house: KilledHouse,
) -> None:
    house.folder.database.write_bytes(b"nothing that opens")
    heard, _ = house.live(0.0, seed=1)
    assert any(isinstance(message, talk.Broke) for message in heard)


def test_what_is_typed_is_taken_up_again_after_the_kill(
    house: KilledHouse,
) -> None:
    first = house.kill(1.5, seed=5)
    left = dict(house.drafts)
    heard, _ = house.live(0.3, seed=6)
    assert first.problems == []
    assert left
    again = [m.text for m in heard if isinstance(m, talk.Typed) and m.slot in left]
    assert again
    starts = {m.slot: m.text for m in reversed(heard) if isinstance(m, talk.Typed)}
    for slot, text in starts.items():
        # Not one letter more than the next key was lost on the way back into the editor.
        assert len(text) == len(left.get(slot, "")) + 1
