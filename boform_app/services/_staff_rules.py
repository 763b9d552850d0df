"""What is asked of a member of staff before a slot or a row is made."""

from __future__ import annotations

from boform_app.errors import Problem
from boform_app.services.views.admin import StaffCommand
from models.values.permissions import roles

_INITIALS = 4


def staff_problems(command: StaffCommand) -> list[Problem]:
    """``required`` and ``too_long`` at names and initials, ``unknown_choice`` at the role."""
    problems = [
        Problem(field, "required")
        for field in ("first_name", "initials")
        if not getattr(command, field).strip()
    ]
    if len(command.initials.strip()) > _INITIALS:
        problems.append(Problem("initials", "too_long", {"longest": _INITIALS}))
    if command.role not in roles():
        problems.append(Problem("role", "unknown_choice"))
    return problems
