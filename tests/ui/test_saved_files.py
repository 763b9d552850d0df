"""A file goes where somebody chose, with its ending, and never among the house's own data."""

from __future__ import annotations

from pathlib import Path

import pytest

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from tests import houses
from tests.ui.pages import residents
from ui.saved_files import keep, target_of
from ui.session import Session


@pytest.fixture
def session(house: OpenHouse, clock: FixedClock) -> Session:
    return residents.session(houses.services(house), clock)


@pytest.fixture
def said(session: Session) -> list[str]:
    found: list[str] = []
    session.spoke.connect(lambda words, _action, _then: found.append(words))
    return found


@pytest.mark.parametrize(
    ("typed", "ending", "name"),
    [
        ("brev", ".pdf", "brev.pdf"),
        ("brev.pdf", ".pdf", "brev.pdf"),
        ("brev.PDF", ".pdf", "brev.PDF"),
        ("brev 3. udgave", ".pdf", "brev 3. udgave.pdf"),
        ("foto.jpg", "", "foto.jpg"),
    ],
)
def test_the_ending_is_added_where_it_is_missing(
    session: Session, tmp_path: Path, typed: str, ending: str, name: str
) -> None:
    assert target_of(session, tmp_path / typed, ending) == tmp_path / name


def test_nobody_chose(session: Session, said: list[str]) -> None:
    assert target_of(session, None, ".pdf") is None
    assert said == []


def test_nothing_is_put_among_the_houses_own_data(session: Session, said: list[str]) -> None:
    root = session.services.open_house.folder.root
    for inside in (root / "brev.pdf", root / "blobs" / "brev", root / ".." / root.name / "brev"):
        assert target_of(session, inside, ".pdf") is None
    assert said == ["Vælg en mappe uden for husets egne data."] * 3


def test_a_place_that_takes_no_file_is_told(
    session: Session, said: list[str], tmp_path: Path
) -> None:
    assert keep(session, tmp_path / "brev.pdf", b"her")
    assert (tmp_path / "brev.pdf").read_bytes() == b"her"
    assert not keep(session, tmp_path / "findes ikke" / "brev.pdf", b"her")
    assert said == ["Filen kunne ikke gemmes der. Vælg et andet sted."]
