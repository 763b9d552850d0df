"""Rules about words: style sheets, the Danish of the screen, and what no file may name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.lints.sources import Finding, Source

FONT_SIZE = re.compile(r"(?<![\w-])font(-size)?\s*:", re.IGNORECASE)

# design/ux.md section 6: the words we do not use, and why, or what instead.
BANNED_DANISH = {
    r"udskriv": "Print for paper, Afslut ophold for a stay",
    r"fejl\w*": "say what happened and what to do",
    r"ugyldig\w*": "say what is missing or which form is understood",
    r"venligst": "ask plainly",
    r"klient\w*": "beboer",
    r"underretning\w*": "orientering",
    r"misbruger\w*": "never about a person",
    r"hjemløse?": "never as a noun for a person",
    r"boligparat\w*": "klar nu, klar med støtte, afklaring pågår",
    r"umotiveret": "never about a person",
    r"afslag\w*": "say what was decided",
    r"slet": "anonymisér or fjern",
}
_BANNED = {re.compile(rf"\b{word}\b", re.IGNORECASE): why for word, why in BANNED_DANISH.items()}
# A shout ends a word; Qt's style sheets write their "not" before one.
_SHOUT = re.compile(r"\w!(?!\w)")
_OK_BUTTON = re.compile(r"^&?O[Kk]$")

# Written in pieces, so that this file does not name what it forbids.
_HOSTS = (
    r"pypi" + r"\.org",
    r"pythonhosted" + r"\.org",
    r"pkg" + r"\.dev",
    r"(?:deb|security|snapshot)" + r"\.debian\.org",
    r"archive" + r"\.ubuntu\.com",
    r"--(?:extra-)?index" + r"-url",
)
_PATHS = (
    r"(?<![\w.])/(?:work|root)" + r"/\w",
    r"(?<![\w.])/(?:home|Users)" + r"/\w+/",
    r"(?<![\w.])/opt" + r"/\w",
    r"\bC:\\+Users" + r"\\+\w",
)
PLACES = re.compile("|".join(_HOSTS + _PATHS))


@dataclass(frozen=True, slots=True)
class FontSizeRule:
    """Sizes come from the theme's fonts, which follow zoom; a style sheet would overrule them."""

    name: str = "no-font-size-in-styles"
    why: str = "set the font by ui.theme, which follows zoom"

    def findings(self, source: Source) -> Iterator[Finding]:
        """Font sizes in style sheet files and in the strings of ``ui``."""
        if source.in_product and source.path.endswith(".qss"):
            for number, line in enumerate(source.text.splitlines(), 1):
                if FONT_SIZE.search(line):
                    yield Finding(self.name, source.path, number, line.strip(), self.why)
        elif source.room == "ui" and source.is_python:
            for node in source.strings:
                if FONT_SIZE.search(str(node.value)):
                    found = str(node.value).strip()[:60]
                    yield Finding(self.name, source.path, node.lineno, found, self.why)


@dataclass(frozen=True, slots=True)
class DanishRule:
    """The words and the tone of design/ux.md, section 6."""

    name: str = "danish"

    def findings(self, source: Source) -> Iterator[Finding]:
        """Words and signs that the screen and the command line do not use."""
        if not source.is_python or not (source.room == "ui" or source.path == "boform_app/cli.py"):
            return
        for node in source.strings:
            for found, why in self._trouble(str(node.value)):
                yield Finding(self.name, source.path, node.lineno, found, why)

    def _trouble(self, text: str) -> Iterator[tuple[str, str]]:
        for pattern, why in _BANNED.items():
            if match := pattern.search(text):
                yield match.group(), why
        if match := _SHOUT.search(text):
            yield match.group(), "nobody shouts here"
        if _OK_BUTTON.match(text.strip()):
            yield text, "a button says what it does"


@dataclass(frozen=True, slots=True)
class PlacesRule:
    """The project works with whatever index and folder a machine has, and names none."""

    name: str = "no-hosts-or-machine-paths"
    why: str = "name no registry and no folder of a machine"

    def findings(self, source: Source) -> Iterator[Finding]:
        """Registry hosts and machine paths in any text file."""
        for number, line in enumerate(source.text.splitlines(), 1):
            if match := PLACES.search(line):
                yield Finding(self.name, source.path, number, match.group(), self.why)


TEXT_RULES = (FontSizeRule(), DanishRule(), PlacesRule())
