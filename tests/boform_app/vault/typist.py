"""Types into a draft without a pause until it is killed: ``python -m … FOLDER KEY_HEX``.

Prints ``typed N seconds`` after each key and ``saved`` after each write; seconds are those of
``time.monotonic``, which all processes of a computer share.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

from boform_app.vault.drafts import DraftKey, DraftStatus, DraftStore

KEY = DraftKey("mette", "note", "ole")


def main(folder: Path, key: bytes) -> None:
    def said(_status: DraftStatus) -> None:
        print("saved", flush=True)  # noqa: T201 - the test reads it

    store = DraftStore(folder, key, on_status=said)
    pace = threading.Event()
    for number in range(1, 100_000):
        store.put(KEY, f"kanariefugl {number}")
        print("typed", number, time.monotonic(), flush=True)  # noqa: T201 - the test reads it
        pace.wait(0.02)


if __name__ == "__main__":
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
