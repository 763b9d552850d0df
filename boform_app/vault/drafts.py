"""Drafts: text cannot be lost (architecture 5, ux 3.4).

All text older than one second is on disk, encrypted, also while somebody types without a pause.
The store has a file and a writer thread of its own, apart from the database.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from boform_app.clock import Clock, SystemClock
from boform_app.errors import DiskFull, FolderNotWritable
from boform_app.vault import draftlog
from boform_app.vault.crypto import CannotOpenError
from boform_app.vault.draftlog import DraftLog
from boform_app.vault.drafttypes import (
    Draft,
    DraftKey,
    DraftStatus,
    DraftTrouble,
    Presence,
    from_record,
    to_record,
)
from boform_app.vault.files import trouble_of

__all__ = [
    "Draft",
    "DraftKey",
    "DraftStatus",
    "DraftStore",
    "DraftTrouble",
    "Presence",
    "rekey_file",
]

FILE_NAME: Final = "drafts.boform"
DEBOUNCE: Final = 0.5
"""Seconds after the last key."""
LONGEST_WAIT: Final = 0.6
"""Seconds after the oldest key that is not on disk; the rest of the second is for the disk, which on a
busy computer takes up to 0.2 (campaign ``kill``)."""
RETRY: Final = 0.5
"""Seconds before a write that failed is tried again."""
_COMPACT_FROM: Final = 256 * 1024
_COMPACT_FACTOR: Final = 4


class DraftStore:
    """All drafts on this computer; the newest text in memory, on disk within a second.

    Args:
        folder: ``DataFolder.drafts``.
        keys: The drafts sub-key, or candidates, newest first.
        on_status: Called from the writer thread after each write or failed write.
        clock: For the times in drafts.
        monotonic: Seconds that never run backwards, for the waiting.
        threaded: False in tests: they call ``write_due`` themselves and never sleep.

    Raises:
        DiskFull: The file cannot be made.
        FolderNotWritable: The file cannot be made.
    """

    def __init__(
        self,
        folder: Path,
        keys: bytes | Sequence[bytes],
        *,
        on_status: Callable[[DraftStatus], None] | None = None,
        clock: Clock | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        threaded: bool = True,
    ) -> None:
        self._clock = clock or SystemClock()
        self._monotonic = monotonic
        self._on_status = on_status or _nobody
        self._changed = threading.Condition()
        self._io = threading.Lock()
        self._live: dict[DraftKey, Draft] = {}
        self._seqs: dict[DraftKey, int] = {}
        self._dirty: set[DraftKey] = set()
        self._oldest = self._latest = self._not_before = 0.0
        self._flushing = self._closing = self._failed = False
        self._status = DraftStatus(None, DraftTrouble.NONE)
        self._log = self._opened(folder, (keys,) if isinstance(keys, bytes) else tuple(keys))
        self._thread = self._started() if threaded else None

    # -- what editors use ------------------------------------------------------------------------

    def put(
        self, key: DraftKey, text: str, *, cursor: int = 0, scroll: int = 0, seq: int | None = None
    ) -> int:
        """Take the present text of an editor; returns at once, before anything is on disk.

        Args:
            key: Which editor.
            text: All of it.
            cursor: Place of the cursor.
            scroll: Place of the scroll bar.
            seq: Of a retry; an older one than the store has is dropped.

        Returns:
            The seq the store has now.
        """
        now = self._clock.now()
        with self._changed:
            have = self._seqs.get(key, 0)
            number = have + 1 if seq is None else seq
            if number <= have:
                return have
            before = self._live.get(key)
            created = before.created if before else now
            self._live[key] = Draft(key, text, cursor, scroll, created, now, number)
            self._mark(key, number)
        return number

    def remove(self, key: DraftKey) -> None:
        """The draft became part of the record or was thrown away; off the disk within a second."""
        with self._changed:
            if self._live.pop(key, None) is not None:
                self._mark(key, self._seqs[key] + 1)

    def get(self, key: DraftKey) -> Draft | None:
        """The newest text of an editor, also before it is on disk."""
        with self._changed:
            return self._live.get(key)

    def all_for(self, staff_id: str) -> tuple[Draft, ...]:
        """A person's drafts, latest first."""
        with self._changed:
            own = [draft for draft in self._live.values() if draft.key.staff_id == staff_id]
        return tuple(sorted(own, key=lambda draft: draft.updated, reverse=True))

    def presence(self) -> tuple[Presence, ...]:
        """Who has drafts about whom since when, oldest first; one line per person and kind."""
        with self._changed:
            drafts = sorted(self._live.values(), key=lambda draft: draft.created)
        found: dict[tuple[str, str, str], Presence] = {}
        for draft in drafts:
            who = (draft.key.staff_id, draft.key.kind, draft.key.person_id)
            first = found.get(who)
            since = first.since if first else draft.created
            latest = max(first.updated, draft.updated) if first else draft.updated
            found[who] = Presence(*who, since=since, updated=latest)
        return tuple(found.values())

    @property
    def status(self) -> DraftStatus:
        """The latest status."""
        return self._status

    @property
    def pending(self) -> bool:
        """Whether some text is in memory only."""
        with self._changed:
            return bool(self._dirty)

    # -- when it is written ----------------------------------------------------------------------

    def flush(self, timeout: float = 5.0) -> bool:
        """Wait until all text is on disk.

        Returns:
            False when the disk refused or the time (seconds) ran out; the text stays in memory
            and is tried again.
        """
        if self._thread is None:
            return self._write()
        ends = self._monotonic() + timeout
        with self._changed:
            self._not_before = 0.0
            self._failed = False
            self._flushing = True
            self._changed.notify_all()
            while self._dirty and not self._failed:
                left = ends - self._monotonic()
                if left <= 0 or not self._thread.is_alive():
                    break
                self._changed.wait(left)
            self._flushing = False
            return not self._dirty

    def write_due(self) -> float | None:
        """Write if it is time; the writer's one step.

        Returns:
            Seconds until the next look, None when there is nothing to wait for.
        """
        with self._changed:
            wait = self._wait_left()
        if wait is None or wait > 0:
            return wait
        self._write()
        with self._changed:
            return self._wait_left()

    def rekey(self, old_key: bytes, new_key: bytes) -> None:
        """Rewrite the file under a new drafts sub-key, in one step (a part of a key renewal).

        Raises:
            DiskFull: The file is still under the old key.
            FolderNotWritable: The file is still under the old key.
        """
        del old_key  # the store has the file open; ``rekey_file`` needs it
        with self._io:
            drafts, dirty = self._snapshot()
            try:
                self._log.rewrite(_live_records(drafts), new_key)
            except OSError as error:
                raise _typed(error) from error
            self._saved(dirty)

    def close(self) -> bool:
        """Put everything on disk, end the writer, forget the text.

        Returns:
            False when some text could not be written; the store then stays open.
        """
        if not self.flush():
            return False
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        with self._io:
            self._log.close()
        with self._changed:
            self._live.clear()
        return True

    # -- inside ----------------------------------------------------------------------------------

    def _opened(self, folder: Path, keys: Sequence[bytes]) -> DraftLog:
        path = folder / FILE_NAME
        try:
            drafts, wrapping_key, damaged = _load(path, keys)
            if damaged:
                _put_aside(path)
                self._status = DraftStatus(None, DraftTrouble.DAMAGED)
            log = DraftLog(path, wrapping_key)
            log.rewrite(_live_records(drafts.values()))
        except OSError as error:
            raise _typed(error) from error
        self._live = drafts
        self._seqs = {key: draft.seq for key, draft in drafts.items()}
        return log

    def _mark(self, key: DraftKey, seq: int) -> None:
        now = self._monotonic()
        if not self._dirty:
            self._oldest = now
        self._latest = now
        self._seqs[key] = seq
        self._dirty.add(key)
        if self._thread is not None and not self._thread.is_alive() and not self._closing:
            # A listener raised in the writer; that is reported, and the text still gets written.
            self._thread = self._started()
        self._changed.notify_all()

    def _wait_left(self) -> float | None:
        if not self._dirty:
            return None
        if self._flushing and not self._failed:
            return 0.0
        due = min(self._latest + DEBOUNCE, self._oldest + LONGEST_WAIT)
        return max(0.0, max(due, self._not_before) - self._monotonic())

    def _started(self) -> threading.Thread:
        thread = threading.Thread(target=self._run, name="drafts", daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        while True:
            wait = self.write_due()
            with self._changed:
                if self._closing:
                    return
                # Asked again under the lock, so that no key between the two is overslept.
                wait = self._wait_left()
                if wait is None or wait > 0:
                    self._changed.wait(wait)

    def _snapshot(self) -> tuple[tuple[Draft, ...], dict[DraftKey, int]]:
        with self._changed:
            dirty = {key: self._seqs[key] for key in self._dirty}
            return tuple(self._live.values()), dirty

    def _write(self) -> bool:
        with self._io:
            with self._changed:
                # Keys that come in while the disk works count from when they came in.
                self._oldest = self._monotonic()
            drafts, dirty = self._snapshot()
            if not dirty:
                return True
            try:
                self._store(drafts, dirty)
                self._saved(dirty)
            except OSError as error:
                self._refused(error)
        self._on_status(self._status)
        return self._status.trouble is DraftTrouble.NONE

    def _store(self, drafts: Sequence[Draft], dirty: Mapping[DraftKey, int]) -> None:
        """Append what changed, or write a new file.

        A new file when a draft was removed (its text shall not stay in the old one), when the
        last write failed (nobody knows what is on disk then), and when the old one grew too long.
        """
        changed = [to_record(draft) for draft in drafts if draft.key in dirty]
        needed = sum(len(draft.text) for draft in drafts)
        grown = self._log.size > _COMPACT_FROM + _COMPACT_FACTOR * needed
        if len(changed) < len(dirty) or grown or self._failed_before():
            self._log.rewrite(_live_records(drafts))
        else:
            self._log.append(changed)

    def _failed_before(self) -> bool:
        return self._status.trouble not in {DraftTrouble.NONE, DraftTrouble.DAMAGED}

    def _saved(self, written: Mapping[DraftKey, int]) -> None:
        with self._changed:
            self._dirty = {
                key for key in self._dirty if key not in written or self._seqs[key] > written[key]
            }
            self._status = DraftStatus(self._clock.now(), DraftTrouble.NONE)
            self._failed = False
            self._changed.notify_all()

    def _refused(self, error: OSError) -> None:
        known = trouble_of(error)
        if isinstance(known, DiskFull):
            trouble = DraftTrouble.DISK_FULL
        elif isinstance(known, FolderNotWritable):
            trouble = DraftTrouble.NOT_WRITABLE
        else:
            trouble = DraftTrouble.BUSY
        with self._changed:
            self._status = DraftStatus(self._status.saved_at, trouble)
            self._not_before = self._monotonic() + RETRY
            self._failed = True
            self._changed.notify_all()


def rekey_file(folder: Path, old_key: bytes, new_key: bytes) -> None:
    """Bring the drafts file under another sub-key while no store is open; may be repeated.

    Raises:
        DiskFull: The file is as it was.
        FolderNotWritable: The file is as it was.
    """
    path = folder / FILE_NAME
    try:
        if path.exists():
            drafts, _, damaged = _load(path, (new_key, old_key))
            if damaged:
                _put_aside(path)
            DraftLog(path, new_key).rewrite(_live_records(drafts.values()))
    except OSError as error:
        raise _typed(error) from error


def _nobody(_status: DraftStatus) -> None:
    """Stands in when nobody listens."""


def _typed(error: OSError) -> Exception:
    return trouble_of(error) or error


def _load(path: Path, keys: Sequence[bytes]) -> tuple[dict[DraftKey, Draft], bytes, bool]:
    try:
        content = draftlog.read(path, keys)
    except FileNotFoundError:
        return {}, keys[0], False
    except CannotOpenError:
        return {}, keys[0], True
    drafts: dict[DraftKey, Draft] = {}
    for record in content.records:
        draft = from_record(record)
        drafts[draft.key] = draft
    return drafts, content.wrapping_key, content.damaged


def _put_aside(path: Path) -> None:
    """Keep what cannot be read whole under another name as well; it is ciphertext."""
    with contextlib.suppress(FileNotFoundError):
        # A copy, not a rename: a kill between this and the new file must not lose the old one.
        shutil.copyfile(path, path.with_name(f"{path.name}.damaged-{secrets.token_hex(4)}"))


def _live_records(drafts: Iterable[Draft]) -> list[bytes]:
    return [to_record(draft) for draft in drafts]
