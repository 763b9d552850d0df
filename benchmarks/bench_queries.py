"""The longest query on the interface thread during a tour of the demo house."""

from __future__ import annotations

from benchmarks.result import Result
from benchmarks.tour import toured

LIMIT_MS = 50.0


def run() -> list[Result]:
    """The most the interface thread worked in one statement; a busy machine adds nothing to it."""
    found = toured()
    name = f"longest of {found.statements} queries"
    print(f"  {found.slowest[:160]}")
    return [Result(name, found.slowest_ms, "ms", limit=LIMIT_MS)]
