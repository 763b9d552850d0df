"""A house is made, closed, opened and recovered; what a kill left is put right."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from boform_app import bootstrap
from boform_app.bootstrap import NewHouse
from boform_app.clock import FixedClock
from boform_app.errors import (
    AlreadyOpen,
    DatabaseDamaged,
    DatabaseTooNew,
    DiskFull,
    FolderNotWritable,
    KeysDropped,
    KeysExist,
    SlotsDamaged,
    ValidationFailed,
    WrongPassphrase,
    WrongRecoveryKey,
)
from boform_app.paths import DataFolder
from boform_app.services.facade import Services
from boform_app.services.views.admin import HouseFacts, StaffCommand
from boform_app.vault.crypto import CHEAP_KDF
from boform_app.vault.drafts import DraftKey, DraftStore
from boform_app.vault.recovery import RecoveryKey
from models import engine, tables
from models.migrations import runner
from models.values.permissions import permissions
from tests.houses import OPENED_AT, PASSPHRASE

FACTS = HouseFacts(
    version=0, name="Havnehuset", street="Kajgade 12", postcode_city="9000 Aalborg", phone="",
    email="", secure_mail="", leader_name="Mette Krogh", leader_phone="", data_protection_contact="",
    own_municipality_code="0851", unknown_municipality_code="0851", recovery_sheet_place="",
)
LEADER = StaffCommand("Mette", "Krogh", "MK", "leader", PASSPHRASE)
CLOCK = FixedClock(OPENED_AT)


def make(folder: DataFolder, leader: StaffCommand = LEADER) -> NewHouse:
    return bootstrap.create_house(folder, FACTS, leader, CLOCK, CHEAP_KDF)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "house")


@pytest.fixture
def closed(folder: DataFolder) -> NewHouse:
    """A house that was made and closed; its ids and sheet can still be read."""
    made = make(folder)
    assert bootstrap.close_house(made.house)
    return made


@contextmanager
def opened(folder: DataFolder, made: NewHouse) -> Iterator[Services]:
    house, actor = bootstrap.open_house(
        folder, made.actor.staff_id, PASSPHRASE, CLOCK, CHEAP_KDF
    )
    try:
        yield Services(house, actor)
    finally:
        bootstrap.close_house(house)


def test_a_new_house_has_its_leader_and_roles_and_opens_again(folder: DataFolder) -> None:
    made = make(folder)
    assert (made.actor.name, made.actor.role) == ("Mette Krogh", "leader")
    bootstrap.close_house(made.house)
    with opened(folder, made) as services:
        assert services.actor.staff_id == made.actor.staff_id
        assert services.actor.session_id != made.actor.session_id
        with services.open_house.database.read() as session:
            house = session.scalars(select(tables.House)).one()
            rows = session.scalars(select(tables.RolePermission)).all()
        assert (house.name, house.own_municipality_code) == ("Havnehuset", "0851")
        assert len(rows) == 3 * len(permissions())
        assert services.open_house.database.check() == []
