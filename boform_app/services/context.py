"""What every service stands on: the open house, the actor, and the door to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn, TypeVar
from uuid import UUID

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from boform_app.clock import Clock
from boform_app.errors import Conflict, NotAllowed, NotFound
from boform_app.paths import DataFolder
from boform_app.services import _families
from boform_app.services.views.admin import Actor
from models import tables
from models.database import Database
from models.errors import StaleRow
from models.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from boform_app.services._presence import PresenceBoard
    from boform_app.vault.blobs import BlobStore
    from boform_app.vault.drafts import DraftStore
    from boform_app.vault.keyring import Keyring
    from boform_app.vault.lock import FolderLock
    from boform_app.vault.opened import OpenedVault


TAKES_A_FILE = "transfer.take"
"""The one step that writes what belongs to a stay in another house (``services.transfers``)."""


@dataclass(frozen=True, slots=True)
class OpenedPerson:
    """A protected resident that somebody has opened in this log-in, when (UTC) and why."""

    at: datetime
    reason: str


@dataclass(slots=True)
class OpenHouse:
    """Everything that is open while somebody is logged in; made by ``bootstrap``, closed at log-out.

    Attributes:
        opened_persons: Protected residents opened with a reason, by log-in; lives in memory only.
        presence: Tells the colleagues' desks who is writing; made when the first draft is.
    """

    folder: DataFolder
    clock: Clock
    database: Database
    blobs: BlobStore
    drafts: DraftStore
    keyring: Keyring
    vault: OpenedVault
    lock: FolderLock | None = None
    opened_persons: dict[UUID, dict[UUID, OpenedPerson]] = field(default_factory=dict)
    presence: PresenceBoard | None = None


Row = TypeVar("Row")


class Service:
    """Root of the use-case classes: short sessions, permission checks, typed errors."""

    def __init__(self, house: OpenHouse, actor: Actor) -> None:
        self._house = house
        self._actor = actor

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self._actor

    @contextmanager
    def _read(self) -> Iterator[Session]:
        with self._house.database.read() as session:
            yield session

    @contextmanager
    def _write(
        self, kind: str, label: str, *, undoable: bool = True, undoes_id: UUID | None = None
    ) -> Iterator[UnitOfWork]:
        """A unit of work in the actor's name; a row changed meanwhile becomes ``Conflict``."""
        try:
            with self._house.database.write(
                kind,
                label,
                actor_id=self._actor.staff_id,
                at=self._house.clock.now(),
                session_id=self._actor.session_id,
                undoable=undoable,
                undoes_id=undoes_id,
            ) as unit:
                if kind != TAKES_A_FILE:
                    event.listen(unit.session, "before_flush", _families.keep_elsewhere)
                yield unit
        except StaleRow as stale:
            raise Conflict(stale.entity, "") from stale

    def _extent(self, permission: str) -> str:
        """How far the actor's role has a permission: ``yes``, ``no`` or the key of a limit."""
        with self._read() as session:
            found = session.scalar(
                select(tables.RolePermission.extent).where(
                    tables.RolePermission.role == self._actor.role,
                    tables.RolePermission.permission == permission,
                )
            )
        return found or "no"

    def _require(self, permission: str) -> str:
        """The extent of a permission the actor must have.

        Raises:
            NotAllowed: The role does not have it; names who can.
        """
        extent = self._extent(permission)
        if extent == "no":
            self._refuse(permission)
        return extent

    def _refuse(self, permission: str) -> NoReturn:
        raise NotAllowed(permission, self._who_can(permission))

    def _who_can(self, permission: str) -> tuple[str, ...]:
        with self._read() as session:
            staff = session.scalars(
                select(tables.Staff)
                .join(tables.RolePermission, tables.RolePermission.role == tables.Staff.role)
                .where(
                    tables.RolePermission.permission == permission,
                    tables.RolePermission.extent == "yes",
                    tables.Staff.closed_on.is_(None),
                )
                .order_by(tables.Staff.first_name)
                .limit(5)
            ).all()
        return tuple(f"{s.first_name} {s.last_name}".strip() for s in staff)

    @staticmethod
    def _get(session: Session, row_class: type[Row], row_id: UUID) -> Row:
        row = session.get(row_class, row_id)
        if row is None:
            raise NotFound(str(row_id))
        return row
