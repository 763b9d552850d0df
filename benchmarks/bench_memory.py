"""Memory after a tour of every place of the demo house, log-in with its 256 MiB guess included."""

from __future__ import annotations

from benchmarks.result import Result
from benchmarks.tour import toured

LIMIT_MB = 250.0


def run() -> list[Result]:
    """Resident memory of the window's process, shared libraries included."""
    found = toured()
    name = f"memory after {found.places} places"
    return [Result(name, found.memory_mb, "MB", limit=LIMIT_MB)]
