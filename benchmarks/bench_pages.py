"""A house of twenty years (10,000 residents, 40,000 stays, 1,000,000 notes): every page, and every key.

A page is timed from the call to the last dot of the window, with what is read beside the interface;
a page that prints is timed without its picture, which is drawn beside it, too. A key is timed from
the press to the last dot. The floor of a page is the window painted again, that of a key a bare
field of Qt's in a window of the same size.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks import large
from benchmarks.measure import percentile
from benchmarks.result import Result
from boform_app.demo.build import PASSPHRASE

KEY_MS, PAGE_MS = 100.0, 300.0
_ROOT = Path(__file__).resolve().parent.parent


def run() -> list[Result]:
    """The 95th percentile of each kind of key, the slowest of each kind of page."""
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks._pages", str(large.data_folder()), PASSPHRASE],
        cwd=_ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    told = json.loads(answer.stdout.splitlines()[-1])
    pages, keys = told["pages"], told["keys"]
    every_key = [one for times in keys.values() for one in times]
    every_page = [one for times in pages.values() for one in times]
    bare_key = percentile(told["bare_key"], 0.95)
    return [
        *(Result(f"page {name}, slowest", max(times), "ms", limit=PAGE_MS)
          for name, times in sorted(pages.items())),
        Result("any page, median", median(every_page), "ms", median(told["repaint"]), "painted again"),
        *(Result(f"key in {name}, p95", percentile(times, 0.95), "ms", limit=KEY_MS)
          for name, times in sorted(keys.items())),
        Result("any key, p95", percentile(every_key, 0.95), "ms", limit=KEY_MS),
        Result("any key, p95", percentile(every_key, 0.95), "ms", bare_key, "bare field"),
    ]  # fmt: skip
