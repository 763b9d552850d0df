"""Tokens become palette, fonts, measures and one style sheet (design/ux.md 4).

Sizes of letters never stand in the style sheet: zoom works by application font and ``font()``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from resources import access
from ui import fonts, qss

Scheme = Literal["light", "dark", "system"]
Density = Literal["regular", "compact"]
LEAST_TARGET = 24
"""WCAG 2.5.8, px."""
_TARGETS = {"row", "control", "title_button", "row_button", "tool"}
ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class BadgeColors:
    """Fill, text and border of one status badge; border "" means none."""

    fill: str
    text: str
    border: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What a person chose: colours, size and density."""

    scheme: Scheme = "light"
    zoom: int = 100
    density: Density = "regular"


def read_tokens() -> Mapping[str, Any]:
    """The whole token file, parsed."""
    return tomllib.loads(access.read_text("tokens.toml"))


class Theme(QObject):
    """The look in force: widgets ask for colours, fonts and measures, and redraw on ``changed``."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = read_tokens()
        self._look = Look()
        self._worn: tuple[Look, bool, bool] | None = None
        """What the windows wear: look, dark, contrast; None before the first."""

    @property
    def look(self) -> Look:
        """The choice in force."""
        return self._look

    @property
    def dark(self) -> bool:
        """Whether the dark tokens are in use; "system" follows the desktop."""
        if self._look.scheme == "system":
            hints = QApplication.styleHints()  # PySide drops it early unless it is held
            return hints.colorScheme() == Qt.ColorScheme.Dark
        return self._look.scheme == "dark"

    @property
    def name(self) -> str:
        """Table of the token file: ``light`` or ``dark``."""
        return "dark" if self.dark else "light"

    def hex(self, token: str) -> str:
        """A colour token as ``#RRGGBB``."""
        return cast("str", self._tokens[self.name][token])

    def color(self, token: str) -> QColor:
        """A colour token for a painter."""
        return QColor(self.hex(token))

    def badge(self, kind: str) -> BadgeColors:
        """Colours of a status badge."""
        return BadgeColors(**self._tokens["badge"][self.name][kind])

    def chart(self) -> list[QColor]:
        """The five series colours and, last, the one for "other"."""
        chart = self._tokens["chart"]
        return [QColor(c) for c in (*chart[self.name], chart[f"{self.name}_other"])]

    def px(self, pixels: float) -> int:
        """A measure at 100 % in the zoom in force."""
        return round(pixels * self._look.zoom / 100)

    def size(self, name: str) -> int:
        """A named measure of the density table, zoomed; what can be pressed keeps 24 px."""
        found = self.px(self._tokens["size"][self._look.density][name])
        return max(found, LEAST_TARGET) if name in _TARGETS else found

    def font(self, role: str = "body") -> QFont:
        """The font of a role: number, h1, h2, h3, body, strong, note, small, smallStrong."""
        entry = self._tokens["type"][role]
        pixels = entry["px"]
        if role in {"body", "strong"}:
            pixels = self._tokens["size"][self._look.density]["body"]
        return fonts.make(self.px(pixels), entry["weight"])

    def line_height(self, role: str) -> int:
        """Line height of a role in zoomed pixels."""
        return self.px(self._tokens["type"][role]["line"])

    def use(self, look: Look) -> None:
        """Take a look into use and repaint everything; what is worn already is not put on again."""
        zoom = min(max(look.zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        self._look = Look(look.scheme, zoom, look.density)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # A style sheet is worked into every widget there is, which takes a second in a large window.
            wanted = self._look, self.dark, _wants_contrast()
            if wanted == self._worn:
                return
            self._apply(app)
            self._worn = wanted
        self.changed.emit()

    def zoom_step(self, direction: int) -> None:
        """One step larger (1), smaller (-1) or back to 100 % (0)."""
        if direction == 0:
            zoom = 100
        else:
            steps = [s for s in ZOOM_STEPS if (s - self._look.zoom) * direction > 0]
            zoom = (min(steps) if direction > 0 else max(steps)) if steps else self._look.zoom
        self.use(Look(self._look.scheme, zoom, self._look.density))

    def _apply(self, app: QApplication) -> None:
        app.setFont(self.font())
        if self._look.scheme == "system" and _wants_contrast():
            # EN 301 549 11.7: a contrast theme of the desktop wins over our colours.
            app.setPalette(app.style().standardPalette())
            app.setStyleSheet("")
            return
        app.setPalette(self._palette())
        app.setStyleSheet(qss.build(self))

    def _palette(self) -> QPalette:
        role, palette = QPalette.ColorRole, QPalette()
        pairs = {
            role.Window: "bg", role.WindowText: "text", role.Base: "surface",
            role.AlternateBase: "surface2", role.Text: "text", role.Button: "surface",
            role.ButtonText: "text", role.BrightText: "danger", role.Highlight: "rowsel",
            role.HighlightedText: "text", role.ToolTipBase: "surface", role.ToolTipText: "text",
            role.PlaceholderText: "text3", role.Link: "link", role.LinkVisited: "link",
            role.Accent: "accent", role.Light: "surface", role.Midlight: "surface2",
            role.Mid: "line", role.Dark: "ctl", role.Shadow: "line",
        }  # fmt: skip
        for color_role, token in pairs.items():
            palette.setColor(color_role, self.color(token))
        off = QPalette.ColorGroup.Disabled
        for color_role in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(off, color_role, self.color("ctl"))
        return palette


def _wants_contrast() -> bool:
    hints = QApplication.styleHints()  # held: PySide deletes the wrapper early otherwise
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    found = accessibility()
    return bool(found.contrastPreference() == Qt.ContrastPreference.HighContrast)


_current: list[Theme] = []


def theme() -> Theme:
    """The one theme of the program."""
    if not _current:
        _current.append(Theme())
    return _current[0]


def install(app: QApplication, look: Look | None = None) -> Theme:
    """Fusion, fonts, palette and style sheet; call once before the first widget."""
    fonts.load()
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    found = theme()
    found.use(look or Look())
    return found
