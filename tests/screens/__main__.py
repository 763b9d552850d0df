"""``python3 dev.py screens OUT``: every page, dialog and document as PNG, and what is wrong on them.

``OUT/light``, ``OUT/dark`` and ``OUT/zoom150`` hold the screens at 1366x688, the client area of a
laptop of 1366x768; ``OUT/documents`` every page of every document.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage

from boform_app.demo import samples
from tests.screens import demo
from tests.screens.player import LOOKS, play
from tests.screens.scene import Scene
from tests.screens.scenes import README, SCENES
from tests.screens.stage import Stage
from ui.theme import Look

_DOCUMENT_DPI = 110
_TIGHTEST = 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pictures; 1 when a scene could not be played or something on it is cut."""
    chosen = _parser().parse_args(arguments)
    qInstallMessageHandler(_say)
    out: Path = chosen.out
    out.mkdir(parents=True, exist_ok=True)
    scenes = [scene for scene in SCENES if not chosen.scene or scene.name.startswith(chosen.scene)]
    with tempfile.TemporaryDirectory() as made:
        print("Making the demo house", flush=True)
        template = demo.make(chosen.house or Path(made) / "data")
        if chosen.readme:
            return _report(_readme(template, out))
        troubles = [
            trouble
            for name in chosen.look or LOOKS
            for trouble in _look(template, out, name, scenes)
        ]
        if not chosen.scene:
            _documents(template, out / "documents")
    return _report(troubles)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py screens", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for the pictures")
    parser.add_argument(
        "--readme", action="store_true", help="only the README's pictures, small: docs/pictures"
    )
    parser.add_argument("--look", action="append", choices=LOOKS, help="only this look")
    parser.add_argument("--scene", default="", help="only scenes whose name begins so")
    parser.add_argument("--house", type=Path, help="keep the demo house here for the next time")
    return parser


def _look(template: demo.Template, out: Path, name: str, scenes: Sequence[Scene]) -> Iterator[str]:
    folder = out / name
    folder.mkdir(exist_ok=True)
    for shown in play(template, LOOKS[name], scenes, apart=True):
        path = folder / f"{shown.scene.name}.png"
        if shown.stage is None:
            yield f"{name}/{shown.scene.name}: {shown.trouble}"
        else:
            shown.stage.picture().save(str(path))
            print(path, flush=True)
            yield from (f"{name}/{shown.scene.name}: {one}" for one in shown.stage.problems())


def _readme(template: demo.Template, out: Path) -> Iterator[str]:
    """Those of the README, packed as tight as PNG can; no palette, for fine print would suffer."""
    scenes = [scene for scene in SCENES if scene.name in README]
    for shown in play(template, Look(), scenes, apart=True):
        if shown.stage is None:
            yield f"{shown.scene.name}: {shown.trouble}"
            continue
        path = out / f"{README[shown.scene.name]}.png"
        picture = shown.stage.picture().toImage().convertToFormat(QImage.Format.Format_RGB32)
        picture.save(str(path), quality=_TIGHTEST)
        print(f"{path}  {path.stat().st_size // 1024} kB", flush=True)


def _documents(template: demo.Template, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stage = Stage.of(template, Look())
    try:
        house = stage.desk.opened.house
        paths = list(samples._write(house, stage.services, folder))
    finally:
        stage.close()
    for path in paths:
        command = [
            "pdftoppm",
            "-png",
            "-r",
            str(_DOCUMENT_DPI),
            str(path),
            str(path.with_suffix("")),
        ]
        subprocess.run(command, check=True)
        print(path, flush=True)


def _say(_kind: QtMsgType, _where: QMessageLogContext, words: str | None) -> None:
    """What Qt says, except that pictures are taken without a window manager."""
    if "This plugin does not support" not in (words or ""):
        print(words, file=sys.stderr)


def _report(troubles: Iterator[str] | Sequence[str]) -> int:
    lines = list(troubles)
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
