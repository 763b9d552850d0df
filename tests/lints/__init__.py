"""Our own small lints: rules of the house that no ready-made linter knows.

``python -m tests.lints`` prints what it finds, as ``dev.py lint`` does; ``test_lints.py`` plants a
violation of every rule. An exception is a row in ``allowed.py`` that says why.
"""
