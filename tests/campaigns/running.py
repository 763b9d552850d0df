"""Finding campaigns, running one, and keeping its report."""

from __future__ import annotations

import importlib
import pkgutil
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, cast

import tests.campaigns

# Modules of this package that are no campaigns.
_OWN = {"running"}


class Report:
    """Collects the lines of a campaign in a file; echoes them where somebody is watching.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, *, echo: bool = False) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._file = path.open("w", encoding="utf-8")
        self._echo = echo

    def __call__(self, text: str) -> None:
        """Add a line. It is on disk at once, so that a killed campaign leaves what it found."""
        self._file.write(f"{text}\n")
        self._file.flush()
        if self._echo:
            print(text, flush=True)  # noqa: T201 - shown by dev.py campaign

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


class Campaign(Protocol):
    """What a campaign's module offers."""

    SMALL_N: int
    FULL_N: int

    def run(self, n: int, seed: int, report: Callable[[str], None]) -> bool:
        """Do ``n`` rounds, telling ``report`` line by line; whether the property held."""
        ...


def names() -> list[str]:
    """Every campaign there is."""
    found = {module.name for module in pkgutil.iter_modules(tests.campaigns.__path__)}
    return sorted(
        name for name in found - _OWN if not name.startswith(("test_", "_")) and name != "conftest"
    )


def load(name: str) -> Campaign:
    """The campaign of this name.

    Raises:
        KeyError: There is none; the text lists those there are.
    """
    if name not in names():
        raise KeyError(f"no campaign {name}; there are: {', '.join(names()) or 'none'}")
    return cast("Campaign", importlib.import_module(f"tests.campaigns.{name}"))


def run(name: str, folder: Path, *, n: int, seed: int, echo: bool = False) -> bool:
    """Run a campaign, with its report in ``folder``; whether its property held.

    An error that the campaign did not expect is in the report too, before it goes on its way.
    """
    campaign = load(name)
    with Report(folder / f"{name}-{n}-{seed}.txt", echo=echo) as report:
        report(f"campaign {name} --n {n} --seed {seed}")
        begun = time.monotonic()
        held = False
        try:
            held = campaign.run(n, seed, report)
        finally:
            took = time.monotonic() - begun
            report(f"{'held' if held else 'DID NOT HOLD'} after {took:.1f} s")
    return held
