"""Home, settings, cache and temporary folders of the tests are throw-away folders.

They are set while pytest loads its plugins, before Qt or platformdirs has looked at them. Worker
processes get a folder of their own beside the controller's.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

ROOT_VARIABLE = "BOFORM_TEST_ROOT"

# Variable -> folder under the throw-away root. TMPDIR, TEMP and TMP are what tempfile reads.
FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/roaming",
    "LOCALAPPDATA": "home/local",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_DATA_HOME": "home/data",
    "XDG_STATE_HOME": "home/state",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "tmp",
    "TEMP": "tmp",
    "TMP": "tmp",
}


def redirect() -> Path:
    """Point every folder variable of this process below a new throw-away root; the root."""
    shared = os.environ.get(ROOT_VARIABLE)
    # Names stay short: a local socket's path may have no more than about 100 characters.
    root = Path(tempfile.mkdtemp(prefix="bt-", dir=shared))
    for variable, folder in FOLDERS.items():
        path = root / folder
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ[variable] = str(path)
    os.environ.setdefault(ROOT_VARIABLE, str(root))
    tempfile.tempdir = None
    return root


TEST_ROOT = redirect()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(exitstatus: int) -> None:
    """Leave nothing behind, except after a failure, where the files may tell why."""
    if exitstatus == pytest.ExitCode.OK:
        shutil.rmtree(TEST_ROOT, ignore_errors=True)
