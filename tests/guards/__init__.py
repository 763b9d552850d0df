"""Guards around every test: folders of its own, no stray log records, no modal dialogs.

Each module is a pytest plugin; ``tests/conftest.py`` switches all of them on.
"""
