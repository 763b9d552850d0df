"""Members of staff: who has access, who is leader, and their passphrases."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app._first_start import staff_row
from boform_app._log_in import LAST_SEEN
from boform_app.errors import NotFound, Problem, ValidationFailed
from boform_app.services import _foreign_staff
from boform_app.services._changed import check_version
from boform_app.services._passphrases import check_passphrase, passphrase_problems
from boform_app.services._staff_rules import staff_problems
from boform_app.services.context import Service
from boform_app.services.views.admin import StaffCommand, StaffView
from boform_app.vault.keyring import Person
from models import tables
from models.base import new_id
from models.values.changes import Changes
from models.values.danish import sort_key
from models.values.permissions import permissions

_ROLES = ("leader", "staff", "temp")


class StaffService(Service):
    """Indstillinger, Medarbejdere."""

    def all(self) -> tuple[StaffView, ...]:
        """Everybody of this house, those with access first, by role and name.

        Authors that came with a resident from another house are no staff of ours.
        """
        with self._read() as session:
            elsewhere = _foreign_staff.ids(session)
            rows = [row for row in session.scalars(select(tables.Staff)) if row.id not in elsewhere]
            seen = _last_seen(session)
        views = [_view(row, seen.get(row.id)) for row in rows]
        return tuple(sorted(views, key=_order))

    def leaders(self) -> tuple[StaffView, ...]:
        """Leaders with access: who can decide."""
        return tuple(v for v in self.all() if v.role == "leader" and v.closed_on is None)

    def add(self, command: StaffCommand) -> Changes:
        """Give a person access: first the slot in the key file, then the row.

        A kill between the two leaves a slot that opens nothing (the log-in asks for the row) and
        that ``boform check`` names. Takes about a second by design.

        Raises:
            ValidationFailed: ``required``, ``too_long``, ``unknown_choice``, ``initials_taken``,
                ``in_past`` (``until``) or what speaks against the passphrase, at their fields.
        """
        self._require("manage_house")
        self._check(command)
        staff_id = new_id()
        row = staff_row(command, staff_id)
        keyring, vault = self._house.keyring, self._house.vault
        with ExitStack() as on_failure:
            person = Person(str(staff_id), row.first_name, row.initials)
            keyring.add_staff(vault, person, command.passphrase)
            on_failure.callback(keyring.close_staff, vault, str(staff_id))
            with self._write("staff.add", f"adgang til {row.first_name}", undoable=False) as unit:
                unit.session.add(row)
                changes = unit.commit()
            on_failure.pop_all()
        return changes

    def close_access(self, staff_id: UUID, version: int) -> Changes:
        """Close a person's access: the slot goes, the name stays on everything they wrote.

        Raises:
            ValidationFailed: ``last_leader`` or ``access_closed`` at ``staff_id``.
            Conflict: Somebody changed the person since they were read.
        """
        self._require("manage_house")
        with self._write("staff.close", "lukket adgang", undoable=False) as unit:
            row = self._get(unit.session, tables.Staff, staff_id)
            check_version(unit.session, row, version)
            if row.closed_on is not None:
                raise ValidationFailed(Problem("staff_id", "access_closed"))
            if row.role == "leader" and _open_leaders(unit.session) == {row.id}:
                raise ValidationFailed(Problem("staff_id", "last_leader"))
            row.closed_on = self._house.clock.today()
            unit.relabel(f"lukket adgang for {row.first_name}")
            unit.session.flush()
            # The slot goes before the row says so: nobody is called closed who can still log in.
            with suppress(NotFound):
                self._house.keyring.close_staff(self._house.vault, str(staff_id))
            return unit.commit()

    def change_passphrase(self, old: str, new: str) -> Changes:
        """Change one's own passphrase.

        Raises:
            WrongPassphrase: The old one does not fit; nothing was changed.
            ValidationFailed: What speaks against the new one, at ``new``.
        """
        check_passphrase(
            new, "new", self._known_names(self._actor.first_name, self._actor.initials)
        )
        mine = str(self._actor.staff_id)
        self._house.keyring.change_passphrase(mine, old, new).drop()
        return self._note_passphrase(self._actor.staff_id, "ny adgangskode")

    def reset_passphrase(self, staff_id: UUID, passphrase: str) -> Changes:
        """A leader gives a colleague who forgot theirs a new passphrase.

        Raises:
            ValidationFailed: What speaks against it, at ``passphrase``; ``access_closed``.
        """
        self._require("manage_house")
        with self._read() as session:
            row = self._get(session, tables.Staff, staff_id)
        if row.closed_on is not None:
            raise ValidationFailed(Problem("staff_id", "access_closed"))
        check_passphrase(passphrase, names=self._known_names(row.first_name, row.initials))
        self._house.keyring.reset_passphrase(self._house.vault, str(staff_id), passphrase)
        return self._note_passphrase(staff_id, f"ny adgangskode til {row.first_name}")

    def permissions(self) -> dict[str, str]:
        """How far the actor has each permission; what is ``no`` is not shown as a button."""
        with self._read() as session:
            rows = session.scalars(
                select(tables.RolePermission).where(tables.RolePermission.role == self._actor.role)
            )
            stored = {row.permission: row.extent for row in rows}
        return {row.key: stored.get(row.key, "no") for row in permissions()}

    def _check(self, command: StaffCommand) -> None:
        names = self._known_names(command.first_name, command.initials, command.last_name)
        problems = staff_problems(command)
        problems += passphrase_problems(command.passphrase, names=names)
        taken = {view.initials for view in self.all() if view.closed_on is None}
        if command.initials.strip() in taken:
            problems.append(Problem("initials", "initials_taken"))
        if command.until is not None and command.until < self._house.clock.today():
            problems.append(Problem("until", "in_past"))
        if problems:
            raise ValidationFailed(*problems)

    def _known_names(self, *names: str) -> tuple[str, ...]:
        return (self._house.keyring.house, *names)

    def _note_passphrase(self, staff_id: UUID, label: str) -> Changes:
        with self._write("staff.passphrase", label, undoable=False) as unit:
            unit.concerns("staff", staff_id)
            return unit.commit()


def _open_leaders(session: Session) -> set[UUID]:
    return set(
        session.scalars(
            select(tables.Staff.id).where(
                tables.Staff.role == "leader", tables.Staff.closed_on.is_(None)
            )
        )
    )


def _last_seen(session: Session) -> dict[UUID, datetime]:
    rows = session.scalars(select(tables.StaffSetting).where(tables.StaffSetting.key == LAST_SEEN))
    return {row.staff_id: datetime.fromisoformat(row.value["value"]) for row in rows}


def _order(view: StaffView) -> tuple[bool, int, object, date]:
    return (
        view.closed_on is not None,
        _ROLES.index(view.role),
        sort_key(view.name),
        view.closed_on or date.max,
    )


def _view(row: tables.Staff, last_seen: datetime | None) -> StaffView:
    return StaffView(
        id=row.id,
        version=row.version,
        first_name=row.first_name,
        last_name=row.last_name,
        initials=row.initials,
        role=row.role,
        title=row.title,
        phone=row.phone,
        email=row.email,
        until=row.until,
        closed_on=row.closed_on,
        last_seen=last_seen,
    )
