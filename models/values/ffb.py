"""Words of Fælles Faglige Begreber (FFB) by keys of our own: themes, levels and short lists.

Only labels are shipped, never KL's codes or definitions (domain/law.md 10 and 14 h). All of it is one
file, so that a house can put another in its place; ``ffb_mapping`` reads a house's own codes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from resources import access

LEVELS = (0, 1, 2, 3, 4)
LISTS = ("goal_type", "effort_status", "source", "end_reason", "target", "service", "offer")
DOMAINS = tuple(f"B{number}" for number in range(1, 15))
_LONGEST_LABEL = 200


class FfbFileWrong(ValueError):
    """A file of FFB words that cannot be used.

    Attributes:
        code: ``not_toml``, ``missing``, ``twice``, ``unknown_group`` or ``unknown_theme``.
        what: The key or the name of the part.
    """

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(f"{code} {what}".strip())
        self.code = code
        self.what = what


@dataclass(frozen=True, slots=True)
class Term:
    """One label of a short list; ``parent`` is "" at the top, ``short`` fits a narrow column."""

    key: str
    label: str
    short: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One of the three groups of themes; only *Aktivitet og deltagelse* takes a level."""

    key: str
    label: str
    levelled: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme (*tema*) or a sub-theme (*undertema*).

    Attributes:
        group: Key of its group.
        parent: Key of the theme it stands under, "" for a theme.
        levelled: Whether a level from 0 to 4 may be given (law.md 10.3).
    """

    key: str
    label: str
    group: str
    parent: str
    levelled: bool

    @property
    def may_be_primary(self) -> bool:
        """A goal has exactly one primary theme, a sub-theme that takes a level (law.md 10.5)."""
        return self.levelled and bool(self.parent)


@dataclass(frozen=True, slots=True)
class Level:
    """A level in both wordings.

    Attributes:
        number: 0 to 4, or None for *Ikke vurderet*.
        function: *Funktionsevneniveau*.
        support: *Støttebehov*.
    """

    number: int | None
    function: str
    support: str


@dataclass(frozen=True, slots=True)
class Ffb:
    """All words of one file, read-only and shared."""

    title: str
    version: str
    groups: tuple[Group, ...]
    themes: tuple[Theme, ...]
    levels: tuple[Level, ...]
    lists: Mapping[str, tuple[Term, ...]]
    domains: Mapping[str, tuple[str, ...]]

    def theme(self, key: str) -> Theme:
        """A theme or sub-theme.

        Raises:
            KeyError: There is none with this key.
        """
        found = self.find_theme(key)
        if found is None:
            raise KeyError(key)
        return found

    def find_theme(self, key: str) -> Theme | None:
        """A theme or sub-theme, None when the file has none with this key."""
        return next((theme for theme in self.themes if theme.key == key), None)

    def sub_themes(self, key: str) -> tuple[Theme, ...]:
        """What stands under a theme, in KL's order."""
        return tuple(theme for theme in self.themes if theme.parent == key)

    def primary_themes(self) -> tuple[Theme, ...]:
        """Sub-themes that can be the primary one of a goal."""
        return tuple(theme for theme in self.themes if theme.may_be_primary)

    def level(self, number: int | None) -> Level:
        """The words of a level; None is *Ikke vurderet*.

        Raises:
            KeyError: No such level.
        """
        for level in self.levels:
            if level.number == number:
                return level
        raise KeyError(number)

    def term(self, name: str, key: str) -> Term:
        """One row of a short list.

        Args:
            name: One of ``LISTS``.
            key: The stored key.

        Raises:
            KeyError: There is no such list or key.
        """
        for term in self.lists[name]:
            if term.key == key:
                return term
        raise KeyError(f"{name}.{key}")

    def labels(self) -> Mapping[str, str]:
        """Every key that a mapping file may name, with our words.

        ``society.economy``, ``group.activity``, ``function.2``, ``support.none``, ``goal_type.keep``,
        ``source.staff`` and so on.
        """
        found = {theme.key: theme.label for theme in self.themes}
        found |= {f"group.{group.key}": group.label for group in self.groups}
        for level in self.levels:
            number = "none" if level.number is None else level.number
            found[f"function.{number}"] = level.function
            found[f"support.{number}"] = level.support
        for name, terms in self.lists.items():
            found |= {f"{name}.{term.key}": term.label for term in terms}
        return MappingProxyType(found)


@cache
def shipped() -> Ffb:
    """The words that come with the program."""
    return read(access.read_text("lists", "ffb.toml"))


def theme_label(words: Ffb, key: str) -> str:
    """The words of a stored theme; one that a house's file left out keeps the shipped words."""
    found = words.find_theme(key) or shipped().find_theme(key)
    return found.label if found else key


def read(text: str) -> Ffb:
    """The words of a file.

    Raises:
        FfbFileWrong: The file has another shape, a gap, or a key twice.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as wrong:
        raise FfbFileWrong("not_toml") from wrong
    try:
        words = _build(data)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise FfbFileWrong("missing", str(wrong.args[0])[:80] if wrong.args else "") from wrong
    _verify(words)
    return words


def _build(data: Mapping[str, Any]) -> Ffb:
    groups = tuple(
        Group(_text(row["key"]), _text(row["label"]), row.get("levelled") is True)
        for row in data["group"]
    )
    levelled = {group.key: group.levelled for group in groups}
    lists = data["lists"]
    return Ffb(
        title=_text(data["title"]),
        version=_text(data["version"]),
        groups=groups,
        themes=tuple(theme for row in data["theme"] for theme in _themes(row, levelled)),
        levels=tuple(
            _level(number, data["levels"]["none" if number is None else str(number)])
            for number in (*LEVELS, None)
        ),
        lists=MappingProxyType({name: _terms(lists[name]) for name in LISTS}),
        domains=MappingProxyType(
            {name: tuple(_text(key) for key in data["domains"][name]) for name in DOMAINS}
        ),
    )


def _themes(row: Mapping[str, Any], levelled: Mapping[str, bool]) -> Iterable[Theme]:
    group, key = _text(row["group"]), _text(row["key"])
    if group not in levelled:
        raise FfbFileWrong("unknown_group", group)
    yield Theme(key, _text(row["label"]), group, "", levelled[group])
    for sub in row["sub"]:
        yield Theme(_text(sub["key"]), _text(sub["label"]), group, key, levelled[group])


def _level(number: int | None, row: Mapping[str, Any]) -> Level:
    return Level(number, _text(row["function"]), _text(row["support"]))


def _terms(rows: Iterable[Mapping[str, Any]]) -> tuple[Term, ...]:
    return tuple(
        Term(
            _text(row["key"]),
            _text(row["label"]),
            _text(row.get("short", row["label"])),
            _text(row["parent"]) if "parent" in row else "",
        )
        for row in rows
    )


def _text(value: object) -> str:
    """A key or label: some text, one line, not too long."""
    if not isinstance(value, str):
        raise TypeError(repr(value)[:60])
    if not value.strip() or len(value) > _LONGEST_LABEL or not value.isprintable():
        raise FfbFileWrong("missing", value[:60].strip())
    return value


def _verify(words: Ffb) -> None:
    """Refuse what would be read as something else later: a key twice, a loose end."""
    _unique([group.key for group in words.groups])
    _unique([theme.key for theme in words.themes])
    for terms in words.lists.values():
        keys = [term.key for term in terms]
        _unique(keys)
        for term in terms:
            if term.parent and term.parent not in keys:
                raise FfbFileWrong("unknown_theme", term.parent)
    known = {theme.key for theme in words.themes}
    for key in (key for keys in words.domains.values() for key in keys):
        if key not in known:
            raise FfbFileWrong("unknown_theme", key)
    if {term.key for term in words.lists["goal_type"]} != {"keep", "develop", "limit"}:
        raise FfbFileWrong("missing", "goal_type")
    if not words.primary_themes():
        raise FfbFileWrong("missing", "theme")


def _unique(keys: list[str]) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise FfbFileWrong("twice", key)
