"""The recovery sheet as bytes for paper. It is rendered, printed and forgotten, never stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from boform_app.vault.recovery import RecoveryKey

_HIDDEN = "••••"


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet before anything is made of it.

    Attributes:
        house: Name of the house.
        address: Street line, then postcode and city.
        phone: Telephone of the house.
        made_by: Name of who prints it.
        made_at: Local time.
        number: Counts up with each new sheet.
        groups: The fourteen groups of the key.
        file_id: Id of the data file.
    """

    house: str
    address: tuple[str, ...]
    phone: str
    made_by: str
    made_at: datetime
    number: int
    groups: tuple[str, ...]
    file_id: str

    def hiding(self, numbers: tuple[int, ...]) -> NewSheet:
        """The same with some groups (from 1) covered, for the screen once it is on paper."""
        shown = (_HIDDEN if n in numbers else g for n, g in enumerate(self.groups, 1))
        return replace(self, groups=tuple(shown))


def new_key() -> RecoveryKey:
    """A key that opens nothing yet; hand it to ``create_house`` or ``KeysService.take_sheet``."""
    return RecoveryKey.generate()


def sheet_pdf(sheet: NewSheet) -> bytes:
    """The page; takes some tenths of a second, so call it on a worker."""
    from reports.letters import recovery_sheet  # noqa: PLC0415 - the letters' workshop is heavy
    from reports.letters.base import HouseFacts  # noqa: PLC0415 - see above
    from reports.render import render  # noqa: PLC0415 - see above

    facts = recovery_sheet.RecoverySheetFacts(
        house=HouseFacts(sheet.house, sheet.address, sheet.phone),
        number=sheet.number,
        made_at=sheet.made_at,
        made_by=sheet.made_by,
        groups=sheet.groups,
        file_id=sheet.file_id,
    )
    return render(recovery_sheet.compose(facts))
