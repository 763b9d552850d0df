from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from resources import access
from tools import icons as workshop
from ui import icons
from ui.theme import read_tokens, theme


def test_an_icon_takes_the_colour_of_its_token(qapp: QApplication) -> None:
    image = icons.pixmap("diamond", 20, "danger", filled=True).toImage()
    middle = image.pixelColor(10, 10)
    assert middle.name() == theme().hex("danger").lower()


@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_has_the_pixels_of_the_screen(qapp: QApplication, dpr: float) -> None:
    drawing = icons.pixmap("bed", 20, "text", dpr=dpr)
    assert drawing.width() == round(20 * dpr)
    assert drawing.devicePixelRatio() == dpr


def test_every_name_in_the_code_is_bundled() -> None:
    root = Path(__file__).resolve().parents[2] / "ui"
    named = set()
    for source in root.rglob("*.py"):
        text = source.read_text(encoding="utf-8")
        named |= set(
            re.findall(r"""(?:icon=|IconButton\(|IconLabel\(|icons\.pixmap\()"([a-z_]+)""", text)
        )
    assert named <= set(workshop.NAMES)


def test_no_file_is_bundled_without_use_and_the_licence_is_there() -> None:
    folder = access.path("icons", "LICENSE").parent
    files = {path.name for path in folder.glob("*.svg") if not path.name.startswith("qss_")}
    assert files == set(workshop.wanted())
    assert "MIT License" in access.read_text("icons", "LICENSE")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_tick_has_the_colour_of_the_theme(scheme: str) -> None:
    text = access.read_text("icons", f"qss_checkmark_onaccent_{scheme}.svg")
    assert f'fill="{read_tokens()[scheme]["onaccent"]}"' in text
