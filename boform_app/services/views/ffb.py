"""What the window knows of the house's words and codes of FFB."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FfbState:
    """What is in use.

    Attributes:
        version: Version of the words, "20240530".
        words_file: Name of the house's own file of words, "" while the shipped ones are used.
        mapping_file: Name of the file the codes came from, "" without any.
        codes: How many keys have a code.
        keys: How many keys there are.
    """

    version: str
    words_file: str
    words_since: date | None
    mapping_file: str
    mapping_since: date | None
    codes: int
    keys: int
