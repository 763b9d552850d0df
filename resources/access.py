"""The one door to bundled files; refuses paths that lead out of the folder."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Absolute path of a bundled file.

    Raises:
        ValueError: The path leads out of ``resources``.
        FileNotFoundError: There is no such file.
    """
    found = _ROOT.joinpath(*parts).resolve()
    if not found.is_relative_to(_ROOT):
        raise ValueError("path leaves resources")
    if not found.is_file():
        raise FileNotFoundError("/".join(parts))
    return found


def read_bytes(*parts: str) -> bytes:
    """Contents of a bundled file."""
    return path(*parts).read_bytes()


def read_text(*parts: str) -> str:
    """Contents of a bundled UTF-8 text file."""
    return path(*parts).read_text(encoding="utf-8")
