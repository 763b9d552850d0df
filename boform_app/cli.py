"""The command line, kept stable (README): ``boform``, ``boform demo``, ``boform check``, ``--version``.

Exit codes: 0 done, 1 something was found or refused, 2 the words were not understood.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from boform_app import __version__
from boform_app.paths import DataFolder, default_data_folder

OpenWindow = Callable[[DataFolder], int]

# Sentences for the terminal; the window has its own (``ui.sentences``). By class name, so that a
# start into the window need not import what raises them.
_TROUBLES = {
    "WrongPassphrase": "Adgangssætningen passer ikke til nogen i huset.",
    "AlreadyOpen": "Huset er åbent i et andet Boform. Luk det, og prøv igen.",
    "SlotsDamaged": "Nøglefilen mangler eller er beskadiget. Intet er ændret.",
    "DatabaseDamaged": "Databasen mangler eller kan ikke læses. Intet er ændret.",
    "DatabaseTooNew": "Husets data er skrevet af en nyere udgave af Boform. Intet er ændret.",
    "DatabaseClosed": "Huset blev lukket imens.",
    "BlobDamaged": "En af husets filer mangler eller er beskadiget. Kør boform check.",
    "DatabaseBusy": "Databasen er optaget. Prøv igen om lidt.",
    "KeysExist": "Der er allerede et hus i datamappen. Intet er skrevet.",
    "FolderNotWritable": "Boform må ikke skrive i mappen, eller den kan ikke laves.",
    "DiskFull": "Der er ikke mere plads på disken.",
}


def version() -> str:
    """The version of the program."""
    return __version__


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
            where = folder if chosen.data else _demo_folder()
            return _answered(lambda: _demo(chosen, where, open_window))
        case "check":
            return _answered(lambda: _check(folder, chosen.passphrase_file))
        case _:
            return open_window(folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="boform",
        description="Beboere, ophold og vejen til egen bolig, for boformer efter § 110.",
        # "--passphrase WORDS" must not pass for a beginning of --passphrase-file.
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Boform {version()}")
    parser.add_argument("--data", metavar="DIR", help="datamappe; ellers programmets egen")
    commands = parser.add_subparsers(dest="command", metavar="KOMMANDO")
    demo = commands.add_parser("demo", help="lav et hus med opdigtede beboere", allow_abbrev=False)
    _add_data(demo)
    demo.add_argument("--residents", type=_count, metavar="N", help="personer i alt")
    demo.add_argument("--years", type=_count, default=5, metavar="Y", help="års historie (5)")
    demo.add_argument("--stays", type=_count, metavar="N", help="ophold i alt")
    demo.add_argument("--notes", type=_count, metavar="N", help="notater om tidligere beboere")
    demo.add_argument("--seed", type=int, default=110, metavar="S", help="samme tal, samme hus")
    demo.add_argument("--letters", metavar="OUT", help="skriv en PDF af hver slags hertil")
    demo.add_argument("--no-window", action="store_true", help="åbn ikke vinduet")
    check = commands.add_parser(
        "check", help="kontrollér datamappen; 0 når alt er i orden", allow_abbrev=False
    )
    _add_data(check)
    check.add_argument(
        "--passphrase-file", metavar="FILE", help="fil med adgangssætningen; ellers standard input"
    )
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="datamappe")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _answered(act: Callable[[], int]) -> int:
    """The exit code of a command; what stands in its way becomes a sentence, never a traceback."""
    from boform_app.errors import EnvironmentTrouble, WrongPassphrase  # noqa: PLC0415 - as below

    try:
        return act()
    except (EnvironmentTrouble, WrongPassphrase) as trouble:
        return _refuse(_TROUBLES[type(trouble).__name__])


def _demo_folder() -> DataFolder:
    root = default_data_folder().root
    return DataFolder(root.with_name(f"{root.name}-demo"))


def _demo(chosen: argparse.Namespace, folder: DataFolder, open_window: OpenWindow) -> int:
    from boform_app.bootstrap import has_house  # noqa: PLC0415 - only this command needs it
    from boform_app.demo import samples  # noqa: PLC0415 - see above
    from boform_app.demo.build import Wish  # noqa: PLC0415 - see above
    from boform_app.vault.files import translated  # noqa: PLC0415 - see above

    out = Path(chosen.letters).expanduser().resolve() if chosen.letters else None
    if out is not None and folder.holds(out):
        return _refuse("Brevene kan ikke lægges i datamappen. Vælg en anden mappe til --letters.")
    if has_house(folder):
        return _refuse("Der er allerede et hus i datamappen. Vælg en tom mappe med --data.")
    if out is not None:
        # Said before the house is made, not a minute later.
        with translated():
            out.mkdir(parents=True, exist_ok=True)
    wish = Wish(
        residents=chosen.residents, years=chosen.years, stays=chosen.stays, notes=chosen.notes,
        seed=chosen.seed,
    )  # fmt: skip
    for line in samples.make(folder, wish, out, _Told()):
        print(line)
    return 0 if chosen.no_window or not _has_screen() else open_window(folder)


def _check(folder: DataFolder, passphrase_file: str | None) -> int:
    from boform_app.check import check_house  # noqa: PLC0415 - only this command needs it

    try:
        passphrase = _passphrase(passphrase_file)
    except (OSError, UnicodeDecodeError):
        return _refuse("Adgangssætningen kan ikke læses. Den skal være tekst i UTF-8.")
    result = check_house(folder, passphrase)
    for line in (*result.notes, *result.findings):
        print(line)
    if not result.findings:
        print("Alt er i orden.")
    return 1 if result.findings else 0


def _passphrase(file: str | None) -> str:
    """From a file, from standard input, or typed unseen; as an argument others could read it."""
    if file:
        # Windows' own editor may put a mark before the text.
        return Path(file).expanduser().read_text(encoding="utf-8-sig").strip()
    if sys.stdin.isatty():
        from getpass import getpass  # noqa: PLC0415 - only where somebody sits at a terminal

        return getpass("Adgangssætning: ").strip()
    return sys.stdin.readline().strip()


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
