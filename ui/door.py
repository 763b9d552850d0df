"""The door of the house on a real data folder: who there is, and whether the code fits.

Nothing here imports SQLAlchemy before a code was typed (architecture, decision 14).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boform_app import bootstrap
from boform_app.clock import Clock
from boform_app.errors import EnvironmentTrouble, WrongPassphrase
from boform_app.paths import DataFolder
from boform_app.vault.lock import FolderLock
from boform_app.vault.pin import PinGuard, PinResult
from boform_app.vault.tries import TryLimiter
from ui.ports import LoginPerson

if TYPE_CHECKING:
    from boform_app.services.context import OpenHouse
    from boform_app.services.views.admin import Actor
    from boform_app.vault.crypto import KdfParameters
    from boform_app.vault.keyring import Keyring

MOST_TILES = 8
_LAST = "last-here"


@dataclass(frozen=True, slots=True)
class Opened:
    """A log-in: the open house and who it is."""

    house: OpenHouse
    actor: Actor


class HouseDoor:
    """``LoginPort`` over ``boform_app.bootstrap``.

    Args:
        folder: The data folder.
        clock: The clock port.
        monotonic: Seconds that never run backwards.
        kdf: Only tests pass anything else than None.
    """

    def __init__(
        self,
        folder: DataFolder,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
        kdf: KdfParameters | None = None,
    ) -> None:
        self.folder, self.clock, self.kdf = folder, clock, kdf
        self.pin = PinGuard(monotonic)
        self._tries = TryLimiter(monotonic)
        self._opened: Opened | None = None
        self._keyring: Keyring | None = None

    def look(self) -> None:
        """Is there a house that can be opened at all?

        Raises:
            EnvironmentTrouble: What is in the way; nothing was changed.
        """
        self._keyring = bootstrap.keyring_of(self.folder, self.kdf)
        if self._opened is None and self.folder.lock.exists():
            lock = FolderLock(self.folder.lock)
            lock.acquire()
            lock.release()

    def house(self) -> str:
        """Name of the house, in clear by design."""
        return self._names().house

    def people(self) -> Sequence[LoginPerson]:
        """Tiles: in a large house those who were here last, the others stand behind "En anden"."""
        everybody = self._names().people
        last = self._last()
        few = len(everybody) <= MOST_TILES
        return [
            LoginPerson(p.staff_id, p.first_name, p.initials, few or p.staff_id in last)
            for p in everybody
        ]

    def last_staff_id(self) -> str:
        """Who used this computer last."""
        known = {person.staff_id for person in self._names().people}
        return next((one for one in self._last() if one in known), "")

    def open(self, staff_id: str, passphrase: str) -> Opened:
        """Log in."""
        with self._counted(staff_id):
            answer = bootstrap.open_house(self.folder, staff_id, passphrase, self.clock, self.kdf)
        return self._welcome(Opened(*answer))

    def recover(self, groups: str, staff_id: str, passphrase: str) -> Opened:
        """Log in with the recovery sheet and a new passphrase."""
        from boform_app.vault.recovery import RecoveryKey  # noqa: PLC0415 - rare

        key = RecoveryKey.parse(groups)
        answer = bootstrap.open_with_recovery(
            self.folder, key, staff_id, passphrase, self.clock, kdf=self.kdf
        )
        return self._welcome(Opened(*answer))

    def unlock(self, staff_id: str, code: str) -> Opened:
        """At the lock: the PIN of the person who is logged in, or anybody's passphrase."""
        opened = self._opened
        if opened is None:
            return self.open(staff_id, code)
        same = staff_id == str(opened.actor.staff_id)
        with self._counted(staff_id):
            if same and _digits(code):
                # No passphrase is made of digits alone, so this can only be the PIN.
                if self.pin.try_pin(code) is not PinResult.RIGHT:
                    raise WrongPassphrase
                return opened
            actor = bootstrap.log_in_again(opened.house, staff_id, code)
        return opened if same else self._welcome(Opened(opened.house, actor))

    def tries_left(self, staff_id: str) -> int:
        """Tries before the next pause."""
        return self._tries.tries_left(staff_id)

    def wait_left(self, staff_id: str) -> float:
        """Seconds until the next try is taken."""
        return self._tries.wait_left(staff_id)

    def entered(self, opened: Opened) -> None:
        """The first start: somebody is in without a code."""
        self._keyring = None
        self._welcome(opened)

    def left(self) -> None:
        """The house was closed: the next code opens it anew."""
        self._opened, self._keyring = None, None
        self.pin.drop()

    def _welcome(self, opened: Opened) -> Opened:
        if self._opened is None or self._opened.actor.staff_id != opened.actor.staff_id:
            self.pin.drop()
        self._opened, self._keyring = opened, None
        mine = str(opened.actor.staff_id)
        self._remember([mine, *(one for one in self._last() if one != mine)][:MOST_TILES])
        return opened

    def _names(self) -> Keyring:
        if self._keyring is None:
            self._keyring = bootstrap.keyring_of(self.folder, self.kdf)
        return self._keyring

    def _last(self) -> list[str]:
        """Staff ids, the latest first; ids alone, for the file is readable without a key."""
        try:
            return (self.folder.root / _LAST).read_text(encoding="ascii").split()
        except (OSError, UnicodeDecodeError):
            return []

    def _remember(self, staff_ids: Sequence[str]) -> None:
        from boform_app.vault.files import write_atomic  # noqa: PLC0415 - after a log-in only

        try:
            write_atomic(self.folder.root / _LAST, "\n".join(staff_ids).encode("ascii"))
        except EnvironmentTrouble:
            # Only the order of the tiles is lost; the log-in itself must not fail by it.
            return

    def _counted(self, staff_id: str) -> _Counted:
        return _Counted(self._tries, staff_id)


class _Counted:
    """Counts a wrong code, and forgets the wrong ones after a right one."""

    def __init__(self, tries: TryLimiter, staff_id: str) -> None:
        self._tries, self._staff_id = tries, staff_id

    def __enter__(self) -> None:
        """Nothing yet."""

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        """Right, wrong, or something that says nothing about the code."""
        if kind is None:
            self._tries.succeeded(self._staff_id)
        elif issubclass(kind, WrongPassphrase):
            self._tries.failed(self._staff_id)


def _digits(code: str) -> bool:
    return code.isascii() and code.isdigit()
