"""Every campaign, small and with a fixed seed; and the machinery that runs them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.campaigns import running


# A campaign in the suite may take a minute, not more.
@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", running.names())
def test_campaign_holds(name: str, tmp_path: Path) -> None:
    assert running.run(name, tmp_path, n=running.load(name).SMALL_N, seed=1)


def _plant(monkeypatch: pytest.MonkeyPatch, **members: object) -> None:
    campaign = SimpleNamespace(SMALL_N=2, FULL_N=9, **members)
    monkeypatch.setitem(sys.modules, "tests.campaigns.planted", campaign)
    monkeypatch.setattr(running, "names", lambda: ["planted"])


def test_the_report_says_what_was_tried_and_whether_it_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_at_seven(n: int, seed: int, report: Callable[[str], None]) -> bool:
        report(f"{n} rounds")
        return seed != 7

    _plant(monkeypatch, run=fails_at_seven)
    assert running.run("planted", tmp_path, n=3, seed=1)
    assert not running.run("planted", tmp_path, n=3, seed=7)
    held = (tmp_path / "planted-3-1.txt").read_text(encoding="utf-8").splitlines()
    lost = (tmp_path / "planted-3-7.txt").read_text(encoding="utf-8").splitlines()
    assert held[:2] == ["campaign planted --n 3 --seed 1", "3 rounds"]
    assert held[-1].startswith("held after")
    assert lost[-1].startswith("DID NOT HOLD")


def test_a_broken_campaign_has_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(n: int, seed: int, report: Callable[[str], None]) -> bool:
        raise ZeroDivisionError(n)

    _plant(monkeypatch, run=breaks)
    with pytest.raises(ZeroDivisionError):
        running.run("planted", tmp_path, n=3, seed=1)
    assert "DID NOT HOLD" in (tmp_path / "planted-3-1.txt").read_text(encoding="utf-8")


def test_an_unknown_campaign_is_told_by_name() -> None:
    with pytest.raises(KeyError, match="no campaign sommer"):
        running.load("sommer")


@pytest.mark.parametrize("name", running.names())
def test_a_campaign_is_bigger_in_full(name: str) -> None:
    campaign = running.load(name)
    assert 0 < campaign.SMALL_N < campaign.FULL_N
