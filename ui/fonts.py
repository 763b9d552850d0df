"""IBM Plex Sans, bundled: the same letters on every computer and in the letters."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from resources import access

FAMILY = "IBM Plex Sans"
FALLBACKS = (FAMILY, "Segoe UI", "Noto Sans")
_FILES = (
    "IBMPlexSans-Regular.ttf",
    "IBMPlexSans-Italic.ttf",
    "IBMPlexSans-Medium.ttf",
    "IBMPlexSans-SemiBold.ttf",
    "IBMPlexSans-Bold.ttf",
)
_loaded: list[int] = []


def load() -> None:
    """Give the bundled fonts to Qt, once per process.

    Raises:
        RuntimeError: Qt refused a file; the program would show wrong letters.
    """
    if _loaded:
        return
    for name in _FILES:
        number = QFontDatabase.addApplicationFont(str(access.path("fonts", name)))
        if number < 0:
            raise RuntimeError(f"font refused: {name}")
        _loaded.append(number)


def make(pixels: int, weight: int = 400) -> QFont:
    """A font of the house family; pixels already carry the zoom."""
    # A copy shares what it was copied from until somebody changes it.
    return QFont(_made(pixels, weight))


@lru_cache(maxsize=64)
def _made(pixels: int, weight: int) -> QFont:
    font = QFont(list(FALLBACKS))
    font.setPixelSize(max(1, pixels))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferDefaultHinting)
    return font
