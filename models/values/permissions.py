"""Who may do what, as shipped (design/permissions.md); the database holds a row per role."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from resources import access

YES = "yes"
NO = "no"


@dataclass(frozen=True, slots=True)
class Permission:
    """A named permission.

    Attributes:
        key: What services check.
        label: Danish words for the settings and for "Det kan …".
        extents: By role: ``yes``, ``no`` or the key of a limit such as ``present_only``.
    """

    key: str
    label: str
    extents: Mapping[str, str]


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(access.read_text("lists", "permissions.toml"))


def roles() -> Mapping[str, str]:
    """Role keys with their Danish names, the one with most permissions first."""
    labels = _table()["role_labels"]
    return MappingProxyType({role: labels[role] for role in _table()["roles"]})


@cache
def permissions() -> tuple[Permission, ...]:
    """All permissions in the order of the paper."""
    return tuple(
        Permission(key, row["label"], MappingProxyType({role: row[role] for role in roles()}))
        for key, row in _table()["permission"].items()
    )


def extent(role: str, permission: str) -> str:
    """How far a role has a permission as shipped.

    Raises:
        KeyError: There is no such role or permission.
    """
    return {row.key: row for row in permissions()}[permission].extents[role]
