from __future__ import annotations

import pytest

from models.values.permissions import NO, YES, extent, permissions, roles

LIMITS = {
    "delegation", "prepares", "proposes", "read", "present_only", "notices_only", "withdraw_only",
}  # fmt: skip


def test_every_permission_answers_for_every_role() -> None:
    assert list(roles()) == ["leader", "staff", "temp"]
    for permission in permissions():
        assert set(permission.extents) == set(roles())
        assert set(permission.extents.values()) <= {YES, NO} | LIMITS


def test_a_leader_may_everything() -> None:
    assert {permission.extents["leader"] for permission in permissions()} == {YES}


@pytest.mark.parametrize(
    ("role", "permission", "expected"),
    [
        ("temp", "see_residents", "present_only"),
        ("temp", "write_notes", "yes"),
        ("staff", "admit", "delegation"),
        ("temp", "end_stay", "no"),
        ("staff", "decide_discharge", "prepares"),
        ("temp", "overview", "read"),
        ("temp", "write_letters", "notices_only"),
        ("temp", "consent", "withdraw_only"),
        ("staff", "annul", "proposes"),
        ("staff", "economy", "no"),
        ("staff", "protected_fields", "yes"),
        ("temp", "protected_fields", "no"),
    ],
)
def test_the_table_of_the_paper(role: str, permission: str, expected: str) -> None:
    assert extent(role, permission) == expected


def test_unknown_names_are_refused() -> None:
    with pytest.raises(KeyError):
        extent("boss", "admit")
    with pytest.raises(KeyError):
        extent("leader", "fly")
