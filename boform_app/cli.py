"""The command line, kept stable (README): ``boform``, ``boform demo``, ``boform check``, ``--version``.

Exit codes: 0 done, 1 something was found or refused, 2 the words were not understood.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path

from boform_app.paths import DataFolder, default_data_folder

OpenWindow = Callable[[DataFolder], int]


def version() -> str:
    """The version of the installed program; of the source tree when it is not installed."""
    try:
        return metadata.version("boform")
    except metadata.PackageNotFoundError:
        return _source_version()


def main(arguments: Sequence[str] | None, open_window: OpenWindow) -> int:
    """Run a command.

    Args:
        arguments: Words after the program's name; None takes those of the process.
        open_window: Opens the window on a data folder and returns when it is closed; handed in by
            ``__main__``, the only module that knows the window.
    """
    chosen = _parser().parse_args(arguments)
    folder = (
        DataFolder(Path(chosen.data).expanduser().resolve())
        if chosen.data
        else default_data_folder()
    )
    match chosen.command:
        case "demo":
            return _demo(chosen, folder if chosen.data else _demo_folder(), open_window)
        case "check":
            return _check(folder, chosen.passphrase_file)
        case _:
            return open_window(folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="boform",
        description="Beboere, ophold og vejen til egen bolig, for boformer efter § 110.",
    )
    parser.add_argument("--version", action="version", version=f"Boform {version()}")
    parser.add_argument("--data", metavar="DIR", help="datamappe; ellers programmets egen")
    commands = parser.add_subparsers(dest="command", metavar="KOMMANDO")
    demo = commands.add_parser("demo", help="lav et hus med opdigtede beboere")
    _add_data(demo)
    demo.add_argument("--residents", type=int, metavar="N", help="personer i alt")
    demo.add_argument("--years", type=int, default=5, metavar="Y", help="års historie (5)")
    demo.add_argument("--seed", type=int, default=110, metavar="S", help="samme tal, samme hus")
    demo.add_argument("--letters", metavar="OUT", help="skriv en PDF af hver slags hertil")
    demo.add_argument("--no-window", action="store_true", help="åbn ikke vinduet")
    check = commands.add_parser("check", help="kontrollér datamappen; 0 når alt er i orden")
    _add_data(check)
    check.add_argument(
        "--passphrase-file", metavar="FILE", help="fil med adgangssætningen; ellers standard input"
    )
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="datamappe")


def _demo_folder() -> DataFolder:
    root = default_data_folder().root
    return DataFolder(root.with_name(f"{root.name}-demo"))


def _demo(chosen: argparse.Namespace, folder: DataFolder, open_window: OpenWindow) -> int:
    from boform_app.bootstrap import has_house  # noqa: PLC0415 - only this command needs it
    from boform_app.demo import samples  # noqa: PLC0415 - see above
    from boform_app.demo.build import Wish  # noqa: PLC0415 - see above

    out = Path(chosen.letters).expanduser().resolve() if chosen.letters else None
    if out is not None and out.is_relative_to(folder.root):
        return _refuse("Brevene kan ikke lægges i datamappen. Vælg en anden mappe til --letters.")
    if has_house(folder):
        return _refuse("Der er allerede et hus i datamappen. Vælg en tom mappe med --data.")
    wish = Wish(residents=chosen.residents, years=chosen.years, seed=chosen.seed)
    for line in samples.make(folder, wish, out, _Told()):
        print(line)
    return 0 if chosen.no_window or not _has_screen() else open_window(folder)


def _check(folder: DataFolder, passphrase_file: str | None) -> int:
    from boform_app.check import check_house  # noqa: PLC0415 - only this command needs it

    if passphrase_file:
        passphrase = Path(passphrase_file).read_text(encoding="utf-8").strip()
    else:
        passphrase = sys.stdin.readline().strip()
    result = check_house(folder, passphrase)
    for line in (*result.notes, *result.findings):
        print(line)
    if not result.findings:
        print("Alt er i orden.")
    return 1 if result.findings else 0


class _Told:
    """Says on the terminal what is being done, one line per step."""

    def __init__(self) -> None:
        self._last = ""

    def report(self, done: int, total: int, what: str = "") -> None:
        """A line when a new step begins; the counts are for windows."""
        del done, total
        if what and what != self._last:
            print(f"{what} …", flush=True)
            self._last = what


def _refuse(words: str) -> int:
    print(words, file=sys.stderr)
    return 1


def _has_screen() -> bool:
    """Whether a window could be seen; off Linux there always is a screen."""
    if not sys.platform.startswith("linux"):
        return True
    hidden = os.environ.get("QT_QPA_PLATFORM", "") in {"offscreen", "minimal"}
    return not hidden and bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _source_version() -> str:
    import tomllib  # noqa: PLC0415 - only a source tree is asked

    pyproject = Path(__file__).resolve().parent.parent / "pyproject.toml"
    return str(tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]["version"])
