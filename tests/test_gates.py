"""The gates hold, and a planted violation breaks each door between the rooms."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ("boform_app", "models", "reports", "resources", "ui")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = [contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]]

# (package that gets a new module, what that module imports, the one contract it breaks)
PLANTED = [
    ("resources", "models.errors", "resources imports nothing of ours"),
    ("models", "boform_app.clock", "models knows SQLAlchemy and resources, nothing above it"),
    ("models/values", "sqlalchemy", "models.values is pure"),
    ("reports", "PySide6", "reports turns contexts into bytes: no session, no Qt, no services"),
    ("boform_app", "ui", "boform_app has no screen"),
    ("boform_app/services", "PySide6", "boform_app has no screen"),
    ("boform_app/rules", "boform_app.clock", "rules are pure: no database"),
    ("boform_app/vault", "sqlalchemy", "the vault needs no database"),
    (
        "boform_app/exchange/child",
        "cryptography",
        "the child that opens foreign files knows nothing of the house",
    ),
    ("ui", "reports", "ui speaks to services, not to the database or the printer's workshop"),
]


def lint_imports(folder: Path) -> dict[str, str]:
    """Contract -> KEPT or BROKEN, as import-linter sees the packages in ``folder``."""
    program = "from importlinter.cli import lint_imports_command as command; command()"
    run = subprocess.run(
        [sys.executable, "-c", program, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    verdicts = re.findall(r"^(.+?) (KEPT|BROKEN)", run.stdout, re.MULTILINE)
    assert verdicts, run.stdout + run.stderr
    return dict(verdicts)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The packages' code and the settings, where a violation can be planted."""
    for room in PRODUCT:
        for path in (ROOT / room).rglob("*.py"):
            target = tmp_path / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def test_the_doors_hold() -> None:
    assert lint_imports(ROOT) == dict.fromkeys(CONTRACTS, "KEPT")


@pytest.mark.parametrize(("package", "imports", "contract"), PLANTED)
def test_a_planted_import_breaks_its_contract_and_no_other(
    package: str, imports: str, contract: str, copied: Path
) -> None:
    (copied / package / "planted.py").write_text(f"import {imports}\n", encoding="utf-8")
    verdicts = lint_imports(copied)
    assert {name for name, verdict in verdicts.items() if verdict == "BROKEN"} == {contract}
    assert set(verdicts) == set(CONTRACTS)


def test_every_contract_has_a_planted_violation() -> None:
    assert {contract for _, _, contract in PLANTED} == set(CONTRACTS)


def test_ruff_is_clean() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_only_tools_and_the_command_line_may_print() -> None:
    lint = PROJECT["tool"]["ruff"]["lint"]
    assert "T20" in lint["select"]
    assert not {"T20", "T201"} & set(lint["ignore"])
    allowed = {path for path, codes in lint["per-file-ignores"].items() if "T201" in codes}
    command_line = {"boform_app/cli.py", "boform_app/__main__.py"}
    assert allowed == {"benchmarks/**", "dev.py", "tests/**/__main__.py"} | command_line


def test_types_are_checked_everywhere() -> None:
    settings = PROJECT["tool"]["mypy"]
    assert settings["strict"] is True
    assert {*PRODUCT, "tests", "benchmarks"} <= set(settings["packages"])
    loosened = [o for o in settings["overrides"] if set(o) != {"module", "ignore_missing_imports"}]
    assert loosened == []


def test_tests_stay_strict() -> None:
    settings = PROJECT["tool"]["pytest"]["ini_options"]
    assert settings["filterwarnings"] == ["error"]
    assert settings["qt_log_level_fail"] == "WARNING"
    assert settings["xfail_strict"] is True
    assert "--disable-socket" in settings["addopts"]
    assert "randomly" not in settings["addopts"]


def pins() -> dict[str, Requirement]:
    """The requirements file, by normal name."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def test_every_package_is_pinned_within_what_the_project_allows() -> None:
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    exact = {name: re.fullmatch(r"==([^*]+)", str(p.specifier)) for name, p in pins().items()}
    for requirement in map(Requirement, wanted):
        pin = exact[canonicalize_name(requirement.name)]
        assert pin is not None
        assert requirement.specifier.contains(pin[1]), requirement
    assert None not in exact.values()


def test_this_environment_is_the_pinned_one() -> None:
    here: dict[str, str] = {
        canonicalize_name(distribution.name): distribution.version
        for distribution in importlib.metadata.distributions()
    }
    wanted = {
        name: next(iter(pin.specifier)).version
        for name, pin in pins().items()
        if pin.marker is None or pin.marker.evaluate()
    }
    assert {name: here.get(name) for name in wanted} == wanted


def test_every_package_of_the_product_is_shipped() -> None:
    folders = {
        path.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for room in PRODUCT
        for path in (ROOT / room).rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == folders
