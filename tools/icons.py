"""Vendor the icons in use from npm ``@fluentui/svg-icons`` (MIT) into ``resources/icons``.

Usage: ``python tools/icons.py fluentui-svg-icons-1.1.343.tgz``. Run again after adding a name to
NAMES; nothing in the program downloads anything. The drawings that style sheets need as files in
the colours of each theme (tick and arrow) are written beside them.
"""

from __future__ import annotations

import re
import sys
import tarfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "icons"

# Names of the design paper, 4.7, and the few that pictures 02 to 18 add.
NAMES = (
    "add", "alert", "animal_paw_print", "archive", "arrow_left", "arrow_redo", "arrow_right",
    "arrow_undo", "attach", "bed", "building_government", "calendar", "calendar_clock",
    "calendar_today", "chat", "checkmark", "checkmark_circle", "chevron_down", "chevron_left",
    "chevron_right", "chevron_up", "circle", "clipboard_task", "clock_alarm", "copy",
    "data_bar_vertical", "database", "diamond", "dismiss", "document_pdf", "document_text",
    "door_arrow_left", "door_arrow_right", "edit", "error_circle", "eye", "eye_off", "filter",
    "flag", "handshake", "history", "home", "home_checkmark", "hourglass_half", "info", "key",
    "link", "local_language", "lock_closed", "mail", "mail_checkmark", "money",
    "more_horizontal", "note_add", "notepad", "people", "person", "person_add",
    "person_arrow_right", "person_swap", "phone", "pill", "pin", "print", "prohibited",
    "question_circle", "save", "search", "send", "settings", "shield_lock", "subtract",
    "task_list_square_ltr", "timeline", "warning", "weather_moon", "weather_sunny",
)  # fmt: skip
VARIANTS = ("16_regular", "20_regular", "16_filled", "20_filled")
ONLY_20 = {"timeline"}

LICENSE = """\
Fluent UI System Icons

MIT License

Copyright (c) 2020 Microsoft Corporation

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


def wanted() -> list[str]:
    """File names inside the package's ``icons`` folder."""
    return [
        f"{name}_{variant}.svg"
        for name in NAMES
        for variant in VARIANTS
        if not (name in ONLY_20 and variant.startswith("16"))
    ]


def vendor(package: Path) -> None:
    """Copy the files unchanged and drop drawings that are no longer used."""
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.glob("*.svg"):
        old.unlink()
    with tarfile.open(package) as archive:
        for name in wanted():
            member = archive.extractfile(f"package/icons/{name}")
            if member is None:
                raise FileNotFoundError(name)
            (TARGET / name).write_bytes(member.read())
    (TARGET / "LICENSE").write_text(LICENSE, encoding="utf-8")


def tint() -> None:
    """Write the coloured twins that the style sheet names by file."""
    tokens = tomllib.loads((ROOT / "resources" / "tokens.toml").read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        for drawing, token in (
            ("checkmark", "onaccent"),
            ("chevron_down", "text2"),
            ("chevron_down", "ctl"),
        ):
            text = (TARGET / f"{drawing}_16_regular.svg").read_text(encoding="utf-8")
            coloured = re.sub("<svg", f'<svg fill="{tokens[scheme][token]}"', text, count=1)
            (TARGET / f"qss_{drawing}_{token}_{scheme}.svg").write_text(coloured, encoding="utf-8")


if __name__ == "__main__":
    vendor(Path(sys.argv[1]))
    tint()
