#!/usr/bin/env python3
"""One door to the project: ``python3 dev.py demo``, ``test``, ``lint``, ``bench`` and the rest.

Standard library only, so that it runs on a machine that has nothing but Python and git. Each
command sets up what it needs the first time (``.venv``, the pinned packages, on Debian and Ubuntu
the system packages) and leaves a stamp in ``.venv``, so that the second time costs nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "boform-setup.json"
REQUIREMENTS = ROOT / "requirements.txt"
DEMO = ROOT / ".demo"

SUPPORTED = ("3.11", "3.12", "3.13", "3.14")

# Without these Qt's Python modules cannot even be imported (ImportError: libGL.so.1).
QT_PACKAGES = (
    "libgl1",
    "libegl1",
    "libglib2.0-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libxkbcommon0",
)
# What Qt's xcb plugin opens at start; needed only where there is a display.
DISPLAY_PACKAGES = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
# The tests read every PDF again with tools that are not ours.
PDF_TOOLS = {
    "qpdf": "qpdf",
    "pdfinfo": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "mutool": "mupdf-tools",
}

PRODUCT = ("boform_app", "models", "reports", "resources", "ui")


class SetupFailed(Exception):
    """The machine lacks something that this script may not add; the text says what to do."""


def this_python() -> str:
    """The version that runs this script, as in ``3.11``."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


# --- the machine ---------------------------------------------------------------------------------


def has_screen(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be shown here."""
    if environ.get("QT_QPA_PLATFORM", "") in {"offscreen", "minimal"}:
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def child_environment(*, screen: bool) -> dict[str, str]:
    """The environment of everything that is started from here."""
    environment = dict(os.environ)
    if not screen and sys.platform.startswith("linux"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def is_debian() -> bool:
    """Whether apt-get rules here (Debian, Ubuntu and their children)."""
    release = Path("/etc/os-release")
    if not release.is_file() or shutil.which("apt-get") is None:
        return False
    lines = (line.partition("=") for line in release.read_text(encoding="utf-8").splitlines())
    facts = {key: value.strip('"') for key, _, value in lines}
    return not {"debian", "ubuntu"}.isdisjoint(
        {facts.get("ID", ""), *facts.get("ID_LIKE", "").split()}
    )


def installed_packages() -> set[str]:
    """Names of the Debian packages that are installed, without architecture."""
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    pairs = (line.partition(" ") for line in listing.splitlines())
    return {name for status, _, name in pairs if status == "installed"}


def wanted_packages(*, screen: bool, pdf_tools: bool) -> list[str]:
    """Debian packages that a command needs on this machine."""
    wanted = list(QT_PACKAGES)
    if screen:
        wanted += DISPLAY_PACKAGES
    if pdf_tools:
        wanted += sorted(
            {package for tool, package in PDF_TOOLS.items() if shutil.which(tool) is None}
        )
    # Debian splits the part that puts pip into a new environment off from Python itself.
    if importlib.util.find_spec("ensurepip") is None:
        wanted.append(f"python{this_python()}-venv")
    return wanted


def with_64_bit_time(name: str) -> str:
    """The name of a library since its build with 64-bit time_t (Debian 13, Ubuntu 24.04)."""
    return f"{name}t64"


def missing_packages(wanted: Iterable[str], installed: set[str]) -> list[str]:
    """The wanted packages that are installed under neither of their names."""
    return [
        name for name in wanted if name not in installed and with_64_bit_time(name) not in installed
    ]


def apt_name(name: str) -> str:
    """The name under which this release can install a package.

    A renamed library may live on as a virtual package, which ``apt-cache show`` lists nothing for.
    """
    for candidate in (name, with_64_bit_time(name)):
        found = subprocess.run(
            ["apt-cache", "show", "--no-all-versions", candidate],
            capture_output=True,
            text=True,
            check=False,
        )
        if found.returncode == 0 and "Package:" in found.stdout:
            return candidate
    return name


def ensure_system(*, screen: bool, pdf_tools: bool) -> None:
    """Install the system packages that are missing, or say exactly which line does it.

    Raises:
        SetupFailed: Something is missing and this user may not install it.
    """
    if not is_debian():
        _check_tools(pdf_tools=pdf_tools)
        return
    missing = missing_packages(
        wanted_packages(screen=screen, pdf_tools=pdf_tools), installed_packages()
    )
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends"]
    if os.geteuid() != 0:
        line = shlex.join(["sudo", *install, *map(apt_name, missing)])
        raise SetupFailed(f"System packages are missing. Install them, then try again:\n  {line}")
    print("Installing system packages:", *missing, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _must(["apt-get", "update", "-qq"], environment)
    _must([*install, "-qq", *map(apt_name, missing)], environment)


def _check_tools(*, pdf_tools: bool) -> None:
    absent = [tool for tool in PDF_TOOLS if pdf_tools and shutil.which(tool) is None]
    if absent:
        raise SetupFailed(f"The tests need these programs on the PATH: {', '.join(absent)}")


# --- the environment -----------------------------------------------------------------------------


def setup_key() -> str:
    """What the environment was made from: the pins and the Python version."""
    return hashlib.sha256(REQUIREMENTS.read_bytes() + this_python().encode()).hexdigest()


def venv_python() -> Path:
    """The interpreter inside ``.venv``."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure(*, screen: bool = False, pdf_tools: bool = False) -> None:
    """Make sure that system packages and ``.venv`` are ready; costs nothing when they are.

    Raises:
        SetupFailed: See :func:`ensure_system`; or Python is too old or too new.
    """
    if this_python() not in SUPPORTED:
        raise SetupFailed(f"Boform needs Python {' or '.join(SUPPORTED)}; this is {this_python()}.")
    needs = {"qt", *(["screen"] if screen else []), *(["pdf"] if pdf_tools else [])}
    key, done = _read_stamp()
    venv_ready = key == setup_key() and venv_python().is_file()
    if venv_ready and needs <= done:
        return
    ensure_system(screen=screen, pdf_tools=pdf_tools)
    if not venv_ready:
        _make_venv()
    text = json.dumps({"key": setup_key(), "system": sorted(done | needs)})
    STAMP.write_text(text, encoding="utf-8")


def _read_stamp() -> tuple[str, set[str]]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        return str(stamp["key"]), set(stamp["system"])
    except (OSError, ValueError, KeyError):
        return "", set()


def _make_venv() -> None:
    if not _venv_fits():
        print("Making .venv", flush=True)
        _must([sys.executable, "-m", "venv", "--clear", str(VENV)])
    print("Installing the pinned Python packages (the first time only)", flush=True)
    pip = [str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _must([*pip, "-r", str(REQUIREMENTS)])


def _venv_fits() -> bool:
    """Whether ``.venv`` exists, runs, has pip and is of the Python that runs this script."""
    if not venv_python().is_file():
        return False
    probe = "import pip, sys; print('{}.{}'.format(*sys.version_info[:2]))"
    answer = subprocess.run(
        [str(venv_python()), "-c", probe], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip() == this_python()


def _must(command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    """Carry out a step of the setup; what it says is of interest only when it does not succeed."""
    step = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if step.returncode != 0:
        raise SetupFailed(f"{step.stdout}\nThis step did not succeed:\n  {shlex.join(command)}")


# --- the commands --------------------------------------------------------------------------------


def python(*arguments: str, screen: bool = False) -> int:
    """Run the environment's Python from the project's root; the exit code."""
    command = [str(venv_python()), *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=child_environment(screen=screen), check=False
    ).returncode


def run(rest: list[str]) -> int:
    """``run``: the program itself, on the default data folder unless ``--data`` says otherwise."""
    screen = has_screen()
    ensure(screen=screen)
    return python("-m", "boform_app", *rest, screen=screen)


def demo(rest: list[str]) -> int:
    """``demo``: the demo house in ``.demo``; made once per version of the program."""
    screen = has_screen() and "--no-window" not in rest
    ensure(screen=screen)
    made, summary = DEMO / "made-from", DEMO / "summary.txt"
    fingerprint = product_fingerprint(rest)
    if made.is_file() and made.read_text(encoding="utf-8") == fingerprint:
        print(summary.read_text(encoding="utf-8"), end="", flush=True)
    else:
        shutil.rmtree(DEMO, ignore_errors=True)
        DEMO.mkdir()
        code = _make_demo([argument for argument in rest if argument != "--no-window"], summary)
        if code != 0:
            return code
        made.write_text(fingerprint, encoding="utf-8")
    if not screen:
        return 0
    return python("-m", "boform_app", "--data", str(DEMO / "data"), screen=True)


def _make_demo(rest: list[str], summary: Path) -> int:
    """Make the house without a window; show and keep what it prints (the log-in is in it)."""
    data, letters = str(DEMO / "data"), str(DEMO / "letters")
    command = [str(venv_python()), "-u", "-m", "boform_app", "demo"]
    command += ["--data", data, "--letters", letters, "--no-window", *rest]
    environment = child_environment(screen=False)
    # The environment's own setting would be lost in a pipe, and with it æ, ø and å.
    environment["PYTHONIOENCODING"] = "utf-8"
    with (
        summary.open("w", encoding="utf-8") as kept,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
        ) as process,
    ):
        for line in process.stdout or ():
            print(line, end="", flush=True)
            kept.write(line)
    return process.returncode


def product_fingerprint(rest: Sequence[str]) -> str:
    """A hash of everything the demo house is made by, so that a changed program makes a new one."""
    digest = hashlib.sha256("\0".join(rest).encode() + REQUIREMENTS.read_bytes())
    for folder in PRODUCT:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(ROOT).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def test(rest: list[str]) -> int:
    """``test``: every test; with arguments, whatever pytest makes of them."""
    ensure(pdf_tools=True)
    # Two processes pay off for the whole suite, not for the few tests somebody names.
    workers = [] if rest or (os.cpu_count() or 1) < 2 else ["-n", "2"]
    return python("-m", "pytest", *workers, *rest)


def lint(rest: list[str]) -> int:
    """``lint``: ruff, mypy, import-linter and our own small lints, side by side; all are shown."""
    if rest:
        raise SetupFailed(f"lint takes no arguments: {shlex.join(rest)}")
    ensure()
    checks = {
        "ruff": ["-m", "ruff", "check", "--quiet", "--output-format", "concise"],
        "mypy": ["-m", "mypy", "--no-error-summary"],
        "import-linter": ["-c", "from importlinter.cli import lint_imports_command as c; c()"],
        "own lints": ["-m", "tests.lints"],
    }
    started = {
        name: subprocess.Popen(
            [str(venv_python()), *arguments],
            cwd=ROOT,
            env=child_environment(screen=False),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for name, arguments in checks.items()
    }
    failed = 0
    for name, process in started.items():
        output, _ = process.communicate()
        print(f"{name}: {'clean' if process.returncode == 0 else 'NOT CLEAN'}", flush=True)
        if process.returncode != 0:
            failed += 1
            print(output, flush=True)
    return 1 if failed else 0


def bench(rest: list[str]) -> int:
    """``bench``: the benchmarks named, or all; ratios beside a floor of the same run."""
    ensure()
    # Without compiled modules every start costs three to four times as much.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return python("-m", "benchmarks", *rest)


def campaign(rest: list[str]) -> int:
    """``campaign NAME --n N --seed S``: one campaign at full size, with a report."""
    ensure(pdf_tools=True)
    return python("-m", "tests.campaigns", *rest)


def screens(rest: list[str]) -> int:
    """``screens OUT``: every page, dialog and document as PNG; ``--readme``: the README's."""
    ensure(pdf_tools=True)
    return python("-m", "tests.screens", *rest)


COMMANDS = {
    "demo": demo,
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "campaign": campaign,
    "screens": screens,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    commands = "\n".join(f"  {(command.__doc__ or '').strip()}" for command in COMMANDS.values())
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").splitlines()[0],
        epilog=f"commands:\n{commands}\nArguments after the command are handed on to it.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    try:
        return COMMANDS[chosen.command](chosen.rest)
    except SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
