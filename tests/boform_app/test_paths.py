"""Where the data lies, and who may look into the folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from boform_app.errors import DiskFull, FolderNotWritable
from boform_app.paths import DataFolder, default_data_folder, ensure


def test_everything_lies_inside_the_folder(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "hus")
    names = {p.name for p in (folder.database, folder.keys, folder.lock)}
    assert names == {"boform.db", "boform.keys", "boform.lock"}
    ensure(folder)
    ensure(folder)
    made = sorted(path.name for path in folder.root.iterdir())
    assert made == ["blobs", "copies", "drafts", "logs"]


def test_the_folders_are_for_the_owner_only(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "hus")
    ensure(folder)
    for path in (folder.root, folder.blobs, folder.drafts, folder.copies, folder.logs):
        assert path.stat().st_mode & 0o777 == 0o700


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "hus").write_bytes(b"")
    with pytest.raises(FolderNotWritable):
        ensure(DataFolder(tmp_path / "hus"))


@pytest.mark.parametrize(
    ("code", "expected"), [(errno.EROFS, FolderNotWritable), (errno.ENOSPC, DiskFull)]
)
def test_a_folder_that_takes_no_files_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, expected: type[Exception]
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(code, "refused")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(expected):
        ensure(DataFolder(tmp_path / "hus"))


def test_the_default_folder_is_the_users_own() -> None:
    assert default_data_folder().root.name == "Boform"
    assert default_data_folder().root.is_absolute()
