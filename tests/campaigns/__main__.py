"""``python -m tests.campaigns NAME --n N --seed S``: one campaign, at full size unless told."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.campaigns import running

FOLDER = Path(__file__).resolve().parents[2] / ".campaigns"


def main(arguments: list[str] | None = None) -> int:
    """Run the campaign that the arguments name; 0 if its property held."""
    parser = argparse.ArgumentParser(prog="dev.py campaign")
    parser.add_argument("name", choices=running.names())
    parser.add_argument("--n", type=int, help="rounds (unless given: the campaign's full size)")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    n = running.load(chosen.name).FULL_N if chosen.n is None else chosen.n
    held = running.run(chosen.name, FOLDER, n=n, seed=chosen.seed, echo=True)
    print(f"report: {FOLDER.name}/{chosen.name}-{n}-{chosen.seed}.txt")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
