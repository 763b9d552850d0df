"""What a file from outside may be."""

from __future__ import annotations

MOST_BYTES = 25_000_000
"""The largest file that is read or kept (25 MB)."""
