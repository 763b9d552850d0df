"""Typed errors of the printed documents; the sentences are made in ``ui``."""

from __future__ import annotations


class ReportError(Exception):
    """A document cannot be made."""


class MissingCharacters(ReportError):
    """The fonts lack characters of the text; ``characters`` holds each once, in order."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__(f"{len(characters)} characters are not in the fonts")
        self.characters = characters


class MissingField(ReportError):
    """A text needs a field that the facts do not give."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotConforming(ReportError):
    """What was written is not PDF/A; ``findings`` are the validator's own lines."""

    def __init__(self, findings: tuple[str, ...]) -> None:
        super().__init__("; ".join(findings))
        self.findings = findings
