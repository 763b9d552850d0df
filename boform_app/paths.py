"""Where a house's data lies on this computer."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from boform_app.vault.files import translated

_OWNER_ONLY = 0o700


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The data folder of one house and the names in it.

    Attributes:
        root: The folder itself; everything else lies inside.
    """

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted database file."""
        return self.root / "boform.db"

    @property
    def keys(self) -> Path:
        """The slot file: who can open the house, wrapped keys."""
        return self.root / "boform.keys"

    @property
    def blobs(self) -> Path:
        """Folder of encrypted letters and files."""
        return self.root / "blobs"

    @property
    def drafts(self) -> Path:
        """Folder of the local encrypted drafts."""
        return self.root / "drafts"

    @property
    def lock(self) -> Path:
        """File that the running Boform holds a lock on."""
        return self.root / "boform.lock"

    @property
    def copies(self) -> Path:
        """Folder of copies taken before migrations."""
        return self.root / "copies"

    @property
    def logs(self) -> Path:
        """Folder of logs: ids and counts, never names or text."""
        return self.root / "logs"

    def holds(self, path: Path) -> bool:
        """Whether a path, followed to where it leads, lies among the house's own data."""
        return path.resolve().is_relative_to(self.root.resolve())


def default_data_folder() -> DataFolder:
    """The data folder that is used when none is named."""
    from platformdirs import user_data_path  # noqa: PLC0415 - 18 ms, and not needed with --data

    return DataFolder(user_data_path("Boform", appauthor=False))


def ensure(folder: DataFolder) -> None:
    """Make the folders, readable for the owner only, and prove that a file can be written.

    Raises:
        FolderNotWritable: A folder cannot be made or takes no new files.
        DiskFull: There is no room for one more folder.
    """
    with translated():
        for path in (folder.root, folder.blobs, folder.drafts, folder.copies, folder.logs):
            path.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
        # os.access() looks at mode bits, which on Windows and on network drives say nothing.
        probe = folder.root / f".probe-{secrets.token_hex(4)}"
        os.close(os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        probe.unlink()
