"""The arithmetic and the table of the benchmarks."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import SimpleNamespace

import pytest

from benchmarks import __main__ as runner
from benchmarks.measure import percentile, side_by_side
from benchmarks.result import Result, table


def test_a_limit_beside_a_floor_is_a_ratio() -> None:
    letter = Result("letter", 26.0, "ms", floor=20.0, floor_name="bare", limit=1.3)
    assert letter.ratio == pytest.approx(1.3)
    assert letter.within is True
    assert Result("letter", 26.1, "ms", floor=20.0, limit=1.3).within is False


def test_a_limit_without_a_floor_is_an_amount() -> None:
    assert Result("memory", 250.0, "MB", limit=250).within is True
    assert Result("memory", 251.0, "MB", limit=250).within is False
    assert Result("memory", 251.0, "MB").within is None


def test_the_table_shows_the_floor_and_who_is_over() -> None:
    rows = table(
        [
            Result("letter", 30.0, "ms", floor=20.0, floor_name="bare", limit=1.3, goal=1.1),
            Result("memory", 190.0, "MB", limit=250),
        ]
    ).splitlines()
    cells = ["letter", "30.0 ms", "20.0 ms (bare)", "1.50 x", "1.3 x", "1.1 x", "OVER"]
    assert rows[1].split() == " ".join(cells).split()
    assert rows[2].split()[-1] == "within"
    assert "250 MB" in rows[2]


def test_work_and_floor_take_turns() -> None:
    calls: list[str] = []
    side_by_side(lambda: calls.append("work"), lambda: calls.append("floor"), rounds=3)
    assert calls == ["work", "floor"] * 4


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (1.0, 100), (0.0, 1)])
def test_percentile(share: float, expected: float) -> None:
    assert percentile([float(n) for n in range(100, 0, -1)], share) == expected


def test_a_passed_limit_is_printed_and_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run() -> Iterable[Result]:
        return [Result("search", 80.0, "ms", limit=50)]

    planted = SimpleNamespace(__doc__="Search per key.", run=run)
    monkeypatch.setitem(sys.modules, "benchmarks.bench_planted", planted)
    monkeypatch.setattr(runner, "names", lambda: ["planted"])
    assert runner.main([]) == 0
    assert "OVER" in capsys.readouterr().out


def test_an_unknown_benchmark_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        runner.main(["sommer"])
    assert "no benchmark sommer" in capsys.readouterr().err
