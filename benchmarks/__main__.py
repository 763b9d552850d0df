"""``python -m benchmarks [NAME ...]``: run the benchmarks named, or all, and print the tables."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence

import benchmarks
from benchmarks.result import table

PREFIX = "bench_"


def names() -> list[str]:
    """Every benchmark there is, without the prefix."""
    found = (module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name.removeprefix(PREFIX) for name in found if name.startswith(PREFIX))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables. A limit that is passed is shown, never an exit code: machines differ."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names()))
    chosen = parser.parse_args(arguments).names or names()
    if unknown := set(chosen) - set(names()):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
    for name in chosen:
        module = importlib.import_module(f"benchmarks.{PREFIX}{name}")
        print(f"{name}: {(module.__doc__ or '').strip().splitlines()[0]}")
        print(f"{table(module.run())}\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
