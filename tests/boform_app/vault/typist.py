"""Types into a draft without a pause until it is killed: ``python -m … FOLDER KEY_HEX``.

Prints ``typed N seconds`` after each key and ``saved`` after each write; seconds are those of
``time.monotonic``, which all processes of a computer share.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

from boform_app.vault.drafts import DraftKey, DraftStatus, DraftStore

KEY = DraftKey("mette", "note", "ole")


def main(folder: Path, key: bytes) -> None:
    def said(_status: DraftStatus) -> None:
        _say("saved")

    store = DraftStore(folder, key, on_status=said)
    pace = threading.Event()
    for number in range(1, 100_000):
        store.put(KEY, f"kanariefugl {number}")
        _say(f"typed {number} {time.monotonic()}")
        pace.wait(0.02)


def _say(line: str) -> None:
    """A whole line in one write: two threads speak, and ``print`` ends its line in a second one."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
