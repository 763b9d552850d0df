from __future__ import annotations

import itertools
import math
import re

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel

from ui import qss
from ui.theme import ZOOM_STEPS, Look, read_tokens, theme

SCHEMES = ("light", "dark")
TOKENS = read_tokens()
# Machado, Oliveira and Fernandes 2009, severity 1.0, linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _rgb(color: str) -> list[float]:
    return [_linear(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5)]


def ratio(one: str, other: str) -> float:
    lights = sorted((sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), _rgb(x), strict=True)))
                    for x in (one, other))  # fmt: skip
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _lab(color: str, sight: str) -> tuple[float, float, float]:
    rgb = _rgb(color)
    seen = [sum(m * c for m, c in zip(row, rgb, strict=True)) for row in SIGHT[sight]]
    r, g, b = (min(1.0, max(0.0, c)) for c in seen)
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = ((v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116)
                  for v in (x, y, z))  # fmt: skip
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def ciede2000(one: tuple[float, float, float], two: tuple[float, float, float]) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, two
    mean_c = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360
    dh = h2 - h1
    if c1 * c2 == 0:
        dh = 0.0
    elif abs(dh) > 180:
        dh += -360 if dh > 0 else 360
    d_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2
    if c1 * c2 != 0:
        hm = hm / 2 if abs(h1 - h2) <= 180 else (hm + 360) / 2 if hm < 360 else (hm - 360) / 2
    t = (1 - 0.17 * math.cos(math.radians(hm - 30)) + 0.24 * math.cos(math.radians(2 * hm))
         + 0.32 * math.cos(math.radians(3 * hm + 6)) - 0.20 * math.cos(math.radians(4 * hm - 63)))  # fmt: skip
    sl = 1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    turn = 60 * math.exp(-(((hm - 275) / 25) ** 2))
    rt = -math.sin(math.radians(turn)) * 2 * math.sqrt(cm**7 / (cm**7 + 25**7))
    x, y, z = (l2 - l1) / sl, (c2 - c1) / sc, d_h / sh
    return math.sqrt(x * x + y * y + z * z + rt * y * z)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_measure_itself_gives_the_published_values(
    one: tuple[float, float, float], two: tuple[float, float, float], expected: float
) -> None:
    assert ciede2000(one, two) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_on_every_surface_it_stands_on(scheme: str) -> None:
    tokens = TOKENS[scheme]
    surfaces = {
        "text": ("surface", "bg", "surface2", "nav", "navsel", "rowsel", "accentBg"),
        "text2": ("surface", "bg", "surface2", "nav", "navsel", "rowsel", "accentBg"),
        "text3": ("surface", "bg", "surface2"),
        "accent": ("surface", "bg", "navsel", "accentBg"),
        "link": ("surface", "bg"),
        "danger": ("surface", "bg"),
        "soonI": ("surface", "rowsel"),
        "onaccent": ("accent", "accentH"),
    }
    weak = {
        (text, on): ratio(tokens[text], tokens[on])
        for text, places in surfaces.items()
        for on in places
        if ratio(tokens[text], tokens[on]) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_borders_and_focus_can_be_seen(scheme: str) -> None:
    tokens = TOKENS[scheme]
    for line in ("ctl", "focus", "accent"):
        for on in ("surface", "bg"):
            assert ratio(tokens[line], tokens[on]) >= 3.0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_on_badges_can_be_read(scheme: str) -> None:
    for kind, colors in TOKENS["badge"][scheme].items():
        assert ratio(colors["text"], colors["fill"]) >= 4.5, kind


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_three_that_matter_differ_for_every_sight(scheme: str, sight: str) -> None:
    badges = TOKENS["badge"][scheme]
    fills = [_lab(badges[kind]["fill"], sight) for kind in ("over", "soon", "none")]
    assert min(ciede2000(a, b) for a, b in itertools.combinations(fills, 2)) >= 20


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_chart_colours_differ_for_every_sight(scheme: str, sight: str) -> None:
    colors = TOKENS["chart"][scheme]
    seen = [_lab(color, sight) for color in colors]
    assert min(ciede2000(a, b) for a, b in itertools.combinations(seen, 2)) >= 15
    assert all(ratio(color, TOKENS[scheme]["surface"]) >= 3.0 for color in colors)


def test_the_style_sheet_holds_no_size_of_letters() -> None:
    for look in (Look(), Look("dark", 150, "compact")):
        theme().use(look)
        assert not re.search(r"font\s*(-size)?\s*:", qss.build(theme()))


def test_zoom_reaches_labels_that_exist_already(qapp: QApplication) -> None:
    label = QLabel("Ole")
    before = label.fontMetrics().horizontalAdvance("Ole")
    theme().use(Look("light", 200))
    label.ensurePolished()
    assert label.fontMetrics().horizontalAdvance("Ole") == pytest.approx(2 * before, abs=3)


def test_zoom_steps_end_at_both_ends() -> None:
    for _ in range(20):
        theme().zoom_step(1)
    assert theme().look.zoom == ZOOM_STEPS[-1]
    for _ in range(20):
        theme().zoom_step(-1)
    assert theme().look.zoom == ZOOM_STEPS[0]
    theme().zoom_step(0)
    assert theme().look.zoom == 100


def test_the_bundled_letters_are_used(qapp: QApplication) -> None:
    for role, weight in (("body", 400), ("strong", 600)):
        found = QFontInfo(theme().font(role))
        assert (found.family(), found.weight()) == ("IBM Plex Sans", weight)
