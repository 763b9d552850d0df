"""One running Boform per data folder; a dead one holds nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from boform_app.errors import AlreadyOpen, FolderNotWritable
from boform_app.vault.lock import FolderLock

HOLDER = """
import sys
from pathlib import Path
from boform_app.vault.lock import FolderLock
FolderLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_the_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "boform.lock"
    with FolderLock(path) as first:
        first.acquire()
        with pytest.raises(AlreadyOpen):
            FolderLock(path).acquire()
    with FolderLock(path):
        assert path.read_bytes() == b""


def test_another_process_holds_it_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "boform.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(AlreadyOpen):
            FolderLock(path).acquire()
        other.kill()
        other.wait()
    with FolderLock(path):
        assert path.exists()


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable):
        FolderLock(tmp_path / "missing" / "boform.lock").acquire()
