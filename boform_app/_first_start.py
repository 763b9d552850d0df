"""What a new house needs before anybody can use it: its row, its first leader, the roles."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from uuid import UUID

from boform_app.clock import Clock
from boform_app.errors import Problem, ValidationFailed
from boform_app.services._passphrases import passphrase_problems
from boform_app.services._staff_rules import staff_problems
from boform_app.services.views.admin import HouseFacts, StaffCommand
from models import tables
from models.database import Database
from models.values.permissions import permissions


def check(house: HouseFacts, leader: StaffCommand) -> None:
    """Refuse a house without a name and a leader who could not log in.

    Raises:
        ValidationFailed: ``required`` at ``name`` (the house) and the problems of ``leader``.
    """
    problems = [] if house.name.strip() else [Problem("name", "required")]
    problems += staff_problems(leader)
    if leader.role != "leader":
        problems.append(Problem("role", "first_is_leader"))
    problems += passphrase_problems(leader.passphrase)
    if problems:
        raise ValidationFailed(*problems)


def first_rows(
    file: tuple[Path, bytes],
    house: HouseFacts,
    leader: StaffCommand,
    staff_id: UUID,
    clock: Clock,
) -> None:
    """Fill the new file: the house, the leader, and who may do what (permissions.toml)."""
    database = Database(*file)
    try:
        with database.write(
            "house.create", "oprettelse af huset", actor_id=staff_id, at=clock.now(), undoable=False
        ) as unit:
            unit.session.add(_house_row(house))
            unit.session.add(staff_row(leader, staff_id))
            unit.session.add_all(
                tables.RolePermission(role=role, permission=permission.key, extent=extent)
                for permission in permissions()
                for role, extent in permission.extents.items()
            )
            unit.commit()
    finally:
        database.close()


def staff_row(command: StaffCommand, staff_id: UUID) -> tables.Staff:
    """The row of a new member of staff; the passphrase is not part of it."""
    return tables.Staff(
        id=staff_id,
        first_name=command.first_name.strip(),
        last_name=command.last_name.strip(),
        initials=command.initials.strip(),
        role=command.role,
        title=command.title.strip(),
        phone=command.phone.strip(),
        email=command.email.strip(),
        until=command.until,
    )


def _house_row(facts: HouseFacts) -> tables.House:
    names = [field.name for field in fields(facts) if field.name != "version"]
    return tables.House(**{name: getattr(facts, name).strip() for name in names})
