"""Benchmarks: ratios against a floor that is measured in the same run; none of them is a test.

Each ``bench_*.py`` here offers ``run() -> Iterable[Result]``; ``python3 dev.py bench [NAME ...]``
prints the table. ``measure`` helps to time the thing and its floor in turns.
"""
