"""What a leader sees and does about the house's keys: file id, recovery sheet (*gendannelsesark*)."""

from __future__ import annotations

from boform_app.clock import local_time
from boform_app.recovery_print import NewSheet
from boform_app.services.context import Service
from boform_app.services.house import HouseService
from boform_app.vault.recovery import RecoveryKey
from models.values.changes import Changes


class KeysService(Service):
    """Indstillinger, Om: which sheet fits this data file, and a new one."""

    @property
    def file_id(self) -> str:
        """The id that is printed on the sheet."""
        return self._house.keyring.file_id

    @property
    def sheet_number(self) -> int:
        """The number of the sheet that opens the house now."""
        return self._house.keyring.sheet_number

    def prepare_sheet(self, key: RecoveryKey) -> NewSheet:
        """What will stand on the next sheet; the present one stays good until ``take_sheet``."""
        self._require("retention")
        facts = HouseService(self._house, self._actor).facts()
        return NewSheet(
            house=facts.name,
            address=tuple(line for line in (facts.street, facts.postcode_city) if line),
            phone=facts.phone,
            made_by=self._actor.name,
            made_at=local_time(self._house.clock.now()),
            number=self.sheet_number + 1,
            groups=key.groups,
            file_id=self.file_id,
        )

    def take_sheet(self, key: RecoveryKey) -> Changes:
        """From now on the new sheet opens the house, and the old one does not.

        Raises:
            SlotsDamaged: The key file was changed by somebody else; nothing was written.
        """
        self._require("retention")
        with self._write("house.sheet", "nyt gendannelsesark", undoable=False) as unit:
            self._house.keyring.replace_recovery_sheet(self._house.vault, key)
            return unit.commit()
