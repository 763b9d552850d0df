"""The ``foreign`` campaign is shown to notice what it is there for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from boform_app.errors import ForeignFile, ValidationFailed
from boform_app.exchange.foreign import Foreign
from tests.campaigns import _foreign_importers, foreign
from tests.campaigns import _foreign_samples as samples
from tests.campaigns.foreign import Importer, Trial


def lines_of(n: int, seed: int = 5) -> tuple[bool, str]:
    lines: list[str] = []
    held = foreign.run(n, seed, lines.append)
    return held, "\n".join(lines)


@pytest.fixture(autouse=True)
def _no_importers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those with a house of their own are tried by the campaign itself."""
    monkeypatch.setattr(foreign, "IMPORTERS", {})


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A door that refuses everything at once."""

    def refuse(trial: Trial) -> Foreign:
        raise ForeignFile("file_damaged")

    monkeypatch.setattr(foreign, "_looked_at", refuse)


def test_the_same_numbers_make_the_same_files() -> None:
    first = [foreign.trial_of(number, 1) for number in range(60)]
    assert first == [foreign.trial_of(number, 1) for number in range(60)]
    assert first != [foreign.trial_of(number, 2) for number in range(60)]


@pytest.mark.parametrize("way", foreign.BAD_CHILDREN)
def test_a_bad_child_is_never_believed(way: str) -> None:
    tally = foreign.Tally()
    script = foreign.BAD_CHILDREN[way]
    foreign._round(Trial(way, b"{}", script, seconds=1.0), tally)
    assert tally.problems == []
    assert set(tally.outcomes) <= {"file_crash", "file_timeout"}


@pytest.mark.parametrize(
    ("planted", "noticed"),
    [
        (ZeroDivisionError("x"), "ZeroDivisionError"),
        (ForeignFile("file_strange"), "unknown code file_strange"),
        (Foreign("transfer"), "VIOLATED"),
    ],
)
def test_a_planted_fault_is_noticed(
    planted: Exception | Foreign, noticed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(trial: Trial) -> Foreign:
        if isinstance(planted, Exception):
            raise planted
        return planted

    monkeypatch.setattr(foreign, "_looked_at", look)
    held, report = lines_of(5)
    assert not held
    assert noticed in report


def test_a_parent_that_grows_is_noticed(quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = iter((1, 2, 10**9))
    monkeypatch.setattr(foreign, "resident", lambda: next(sizes))
    monkeypatch.setattr(foreign, "CHUNK", 2)
    held, report = lines_of(6)
    assert not held
    assert "VIOLATED memory" in report


def _half(state: list[bytes], data: bytes) -> None:
    state.append(data)
    raise ValidationFailed


def _all_or_nothing(state: list[bytes], data: bytes) -> None:
    if len(data) % 2:
        raise ForeignFile("file_damaged")
    state.append(data)


def _broken(state: list[bytes], data: bytes) -> None:
    raise KeyError(len(data))


def importing(
    take: Callable[[list[bytes], bytes], None],
) -> Callable[[], AbstractContextManager[Importer]]:
    @contextmanager
    def maker() -> Iterator[Importer]:
        state: list[bytes] = []
        yield Importer("svar", lambda data: take(state, data), lambda: len(state))

    return maker


@pytest.mark.parametrize(
    ("take", "noticed"),
    [(_half, "refused it and changed something"), (_broken, "svar: KeyError")],
)
def test_a_partial_import_is_noticed(
    take: Callable[[list[bytes], bytes], None],
    noticed: str,
    quick: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(foreign.IMPORTERS, "planted", importing(take))
    held, report = lines_of(6)
    assert not held
    assert noticed in report


def test_whole_imports_and_refusals_hold(quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(foreign.IMPORTERS, "planted", importing(_all_or_nothing))
    held, report = lines_of(12)
    assert held
    assert "svar took it" in report
    assert "svar refused: ForeignFile" in report


def test_the_importer_of_answers_takes_an_answer_and_refuses_others() -> None:
    with _foreign_importers.answers() as importer:
        before = importer.state()
        for name in ("form", "scan", "letter", "calendar"):
            with pytest.raises(ForeignFile):
                importer.take(samples.honest()[name])
        assert importer.state() == before
        importer.take(samples.honest()["open answer"])
        assert importer.state() != before
