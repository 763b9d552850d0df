"""What the lints look at: the tracked files of the project."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("boform_app", "models", "reports", "resources", "ui")


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule.

    Attributes:
        rule: Name of the rule.
        path: Path below the project's root, with slashes.
        line: Line number from 1.
        found: The text that broke the rule.
        why: What to do instead.
    """

    rule: str
    path: str
    line: int
    found: str
    why: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.found!r}: {self.why}"


@dataclass(frozen=True)
class Source:
    """A text file of the project.

    Attributes:
        path: Path below the project's root, with slashes.
        text: Its content.
    """

    path: str
    text: str

    @property
    def is_python(self) -> bool:
        """Whether it is a Python module."""
        return self.path.endswith(".py")

    @property
    def room(self) -> str:
        """The top-level folder, "" for files in the root."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def in_product(self) -> bool:
        """Whether it is shipped."""
        return self.room in PRODUCT

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree; only for Python modules."""
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the tree; only for Python modules."""
        return list(ast.walk(self.tree))

    @cached_property
    def strings(self) -> list[ast.Constant]:
        """String constants, also the fixed parts of f-strings, but no docstrings."""
        documentation = {id(node) for node in self._docstrings()}
        return [
            node
            for node in self.nodes
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
        ]

    def _docstrings(self) -> Iterator[ast.AST]:
        # Every bare string statement is documentation: of a module, a class or an attribute.
        for node in self.nodes:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                yield node.value


def tracked_paths(root: Path = ROOT) -> list[str]:
    """Every file that git would keep, committed or new, ignored ones left out."""
    listing = subprocess.run(
        # The home folder of the tests is not the one whose settings trust this checkout.
        ["git", "-c", f"safe.directory={root}", "ls-files", "-coz", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return sorted(path for path in listing.split("\0") if path and (root / path).is_file())


def read_sources(root: Path = ROOT) -> list[Source]:
    """The project's text files; whatever is not UTF-8 text (fonts, pictures) is left out."""
    sources = []
    for path in tracked_paths(root):
        content = (root / path).read_bytes()
        if b"\0" in content:
            continue
        try:
            sources.append(Source(path, content.decode("utf-8")))
        except UnicodeDecodeError:
            continue
    return sources
