"""The one door to the project: what it sets up, what it leaves alone, and what it says."""

from __future__ import annotations

import ast
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import dev

STUB = """
import json, sys
arguments = sys.argv[1:]
print("called with", json.dumps(arguments))
print("Log ind som Åse")
if "--fail" in arguments:
    sys.exit(3)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project in place of ours; its environment counts as made."""
    places = {
        "ROOT": tmp_path,
        "VENV": tmp_path / ".venv",
        "STAMP": tmp_path / ".venv" / "setup.json",
        "REQUIREMENTS": tmp_path / "requirements.txt",
        "DEMO": tmp_path / ".demo",
    }
    for name, path in places.items():
        monkeypatch.setattr(dev, name, path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / "boform_app").mkdir()
    (tmp_path / "boform_app" / "__main__.py").write_text(STUB, encoding="utf-8")
    (tmp_path / "requirements.txt").write_text("x==1\n", encoding="utf-8")
    monkeypatch.setattr(dev, "venv_python", lambda: Path(sys.executable))
    stamp = {"key": dev.setup_key(), "system": ["pdf", "qt", "screen"]}
    (tmp_path / ".venv" / "setup.json").write_text(json.dumps(stamp), encoding="utf-8")
    for variable in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the setup would have done."""
    done: list[str] = []
    monkeypatch.setattr(dev, "ensure_system", lambda **_: done.append("system"))
    monkeypatch.setattr(dev, "_make_venv", lambda: done.append("venv"))
    return done


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[list[str]]]:
    """A Debian with these packages installed, seen by this user; returns the steps it carries out."""

    def make(*installed: str, user: int, known: tuple[str, ...] = ()) -> list[list[str]]:
        carried_out: list[list[str]] = []
        monkeypatch.setattr(dev, "is_debian", lambda: True)
        monkeypatch.setattr(dev, "installed_packages", lambda: set(installed))
        monkeypatch.setattr(os, "geteuid", lambda: user)
        monkeypatch.setattr(dev, "_must", lambda command, _=None: carried_out.append(command))
        monkeypatch.setattr("dev.shutil.which", lambda tool: None if tool == "qpdf" else tool)
        monkeypatch.setattr("dev.importlib.util.find_spec", lambda name: name)
        answers = {name: SimpleNamespace(returncode=0, stdout=f"Package: {name}") for name in known}
        nothing = SimpleNamespace(returncode=0, stdout="")
        monkeypatch.setattr("dev.subprocess.run", lambda c, **_: answers.get(c[-1], nothing))
        return carried_out

    return make


def test_it_needs_nothing_but_python() -> None:
    tree = ast.parse(Path(dev.__file__).read_text(encoding="utf-8"), feature_version=(3, 11))
    modules = {
        alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        str(node.module).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    assert modules <= sys.stdlib_module_names


@pytest.mark.parametrize("command", ["demo", "run", "test", "lint", "bench", "campaign", "screens"])
def test_every_command_is_there(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        dev.main(["--help"])
    assert f"``{command}" in capsys.readouterr().out


def test_a_second_time_sets_nothing_up(project: Path, steps: list[str]) -> None:
    dev.ensure(pdf_tools=True)
    assert steps == []


def test_changed_pins_are_installed_and_remembered(project: Path, steps: list[str]) -> None:
    (project / "requirements.txt").write_text("x==2\n", encoding="utf-8")
    dev.ensure()
    dev.ensure()
    assert steps == ["system", "venv"]


def test_another_python_makes_the_environment_anew(
    project: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    another = next(version for version in dev.SUPPORTED if version != dev.this_python())
    monkeypatch.setattr(dev, "this_python", lambda: another)
    dev.ensure()
    assert steps == ["system", "venv"]


def test_a_new_need_asks_the_system_only(project: Path, steps: list[str]) -> None:
    stamp = {"key": dev.setup_key(), "system": ["qt"]}
    dev.STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    dev.ensure(pdf_tools=True)
    dev.ensure(pdf_tools=True)
    assert steps == ["system"]


def test_a_damaged_stamp_is_no_stamp(project: Path, steps: list[str]) -> None:
    dev.STAMP.write_text("{", encoding="utf-8")
    dev.ensure()
    assert steps == ["system", "venv"]


def test_an_old_python_is_told_which_it_must_be(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "this_python", lambda: "3.10")
    assert dev.main(["lint"]) == 1
    assert "needs Python 3.11 or 3.12" in capsys.readouterr().err


def test_without_root_the_exact_line_is_named(debian: Callable[..., list[list[str]]]) -> None:
    steps = debian(*dev.QT_PACKAGES[1:], user=1000, known=("libgl1", "qpdf"))
    with pytest.raises(dev.SetupFailed) as failure:
        dev.ensure_system(screen=False, pdf_tools=True)
    line = "  sudo apt-get install -y --no-install-recommends libgl1 qpdf"
    assert str(failure.value).splitlines()[-1] == line
    assert steps == []


def test_root_installs_what_is_missing(debian: Callable[..., list[list[str]]]) -> None:
    steps = debian(*dev.QT_PACKAGES[1:], user=0, known=("libgl1",))
    dev.ensure_system(screen=False, pdf_tools=False)
    assert [step[:2] for step in steps] == [["apt-get", "update"], ["apt-get", "install"]]
    assert steps[1][-1] == "libgl1"


def test_renamed_libraries_are_found(debian: Callable[..., list[list[str]]]) -> None:
    others = [name for name in dev.QT_PACKAGES if name != "libglib2.0-0"]
    steps = debian(*others, user=0, known=("libglib2.0-0t64",))
    dev.ensure_system(screen=False, pdf_tools=False)
    assert steps[1][-1] == "libglib2.0-0t64"


def test_an_installed_library_counts_under_its_new_name(
    debian: Callable[..., list[list[str]]],
) -> None:
    installed = [f"{name}t64" if name == "libglib2.0-0" else name for name in dev.QT_PACKAGES]
    steps = debian(*installed, user=1000)
    dev.ensure_system(screen=False, pdf_tools=False)
    assert steps == []


def test_a_python_without_its_venv_part_gets_it(
    debian: Callable[..., list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    debian(*dev.QT_PACKAGES, user=0)
    monkeypatch.setattr("dev.importlib.util.find_spec", lambda _: None)
    wanted = dev.wanted_packages(screen=False, pdf_tools=False)
    assert wanted[-1] == f"python{dev.this_python()}-venv"


@pytest.mark.parametrize(
    ("environ", "screen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_where_there_is_a_screen(
    environ: dict[str, str], screen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dev.sys.platform", "linux")
    assert dev.has_screen(environ) is screen


def test_the_demo_is_made_once_and_told_twice(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, letters = str(project / ".demo" / "data"), str(project / ".demo" / "letters")
    wanted = ["demo", "--data", data, "--letters", letters, "--no-window", "--seed", "3"]
    (project / ".demo").mkdir()
    (project / ".demo" / "old").touch()

    assert dev.main(["demo", "--seed", "3"]) == 0
    first = capsys.readouterr().out
    assert first == f"called with {json.dumps(wanted)}\nLog ind som Åse\n"
    assert not (project / ".demo" / "old").exists()

    (project / "boform_app" / "__main__.py").touch()
    (project / ".demo" / "typed by hand").touch()
    assert dev.main(["demo", "--seed", "3"]) == 0
    assert capsys.readouterr().out == first
    assert (project / ".demo" / "typed by hand").exists()


def test_a_changed_program_makes_a_new_demo(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dev.main(["demo"])
    (project / ".demo" / "typed by hand").touch()
    with (project / "boform_app" / "__main__.py").open("a", encoding="utf-8") as program:
        program.write("print('new')\n")
    assert dev.main(["demo"]) == 0
    assert capsys.readouterr().out.endswith("new\n")
    assert not (project / ".demo" / "typed by hand").exists()


def test_a_demo_that_was_not_finished_is_not_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["demo", "--fail"]) == 3
    assert dev.main(["demo", "--fail"]) == 3
    assert capsys.readouterr().out.count("called with") == 2


@pytest.mark.parametrize(
    ("given", "handed_on"),
    [([], ["-n", "2"]), (["tests/ui", "-k", "lock"], ["tests/ui", "-k", "lock"])],
)
def test_pytest_gets_what_was_typed(
    given: list[str], handed_on: list[str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[str, ...]] = []

    def python(*arguments: str) -> int:
        calls.append(arguments)
        return 5

    monkeypatch.setattr(dev, "python", python)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert dev.main(["test", *given]) == 5
    assert calls == [("-m", "pytest", *handed_on)]


def test_lint_shows_every_check_and_what_is_wrong(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    # An empty project has no settings for import-linter and no lints of its own.
    (project / "boform_app" / "__main__.py").write_text("x = 1\n", encoding="utf-8")
    assert dev.main(["lint"]) == 1
    shown = capfd.readouterr().out
    assert "ruff: clean" in shown
    assert "import-linter: NOT CLEAN" in shown
    assert "own lints: NOT CLEAN" in shown
