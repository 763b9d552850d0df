"""The house of twenty years: 10,000 residents, 40,000 stays and a million notes, kept between runs."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from boform_app.clock import FixedClock, SystemClock
from boform_app.demo.build import Wish, make_demo
from boform_app.paths import DataFolder
from boform_app.progress import Unheard
from boform_app.vault.crypto import CHEAP_KDF

WISH = Wish(residents=10_000, stays=40_000, notes=1_000_000, years=20, letters=False)
_ROOT = Path(__file__).resolve().parent.parent
_KEPT = _ROOT / ".demo-large"
_MADE_BY = ("boform_app/demo", "models")


def data_folder() -> Path:
    """Its data folder; made when there is none, or when tables or generator have changed.

    Its keys are derived cheaply: no benchmark of its own may wait for a log-in.
    """
    made, data, fingerprint = _KEPT / "made-from", _KEPT / "data", _fingerprint()
    if not made.is_file() or made.read_text(encoding="utf-8") != fingerprint:
        shutil.rmtree(_KEPT, ignore_errors=True)
        _KEPT.mkdir()
        print("  making the house of twenty years; it is kept for the next time", flush=True)
        clock = FixedClock(SystemClock().now())
        print(f"  {make_demo(DataFolder(data), clock, WISH, Unheard(), CHEAP_KDF)}", flush=True)
        made.write_text(fingerprint, encoding="utf-8")
    return data


def _fingerprint() -> str:
    """A hash of what the house is made by, and of the day: its present residents live in it today."""
    digest = hashlib.sha256(f"{WISH} {SystemClock().today()}".encode())
    for folder in _MADE_BY:
        for path in sorted((_ROOT / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
