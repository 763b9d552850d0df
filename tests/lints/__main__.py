"""Print what our own lints find; exit code 1 if that is anything."""

from __future__ import annotations

import sys

from tests.lints.check import complaints
from tests.lints.sources import read_sources

if __name__ == "__main__":
    found = complaints(read_sources())
    for complaint in found:
        print(complaint)
    sys.exit(1 if found else 0)
