"""The window.

PySide replaces Python's ``import`` by one of its own, which reads the source text of every module
that imports anything, in search of ``from __feature__ import``, and keeps all of it: 40 MB of text
and a good part of the start. Boform uses none of those features, so the interpreter's own ``import``
is put back before anything else is read.
"""

from __future__ import annotations

import builtins

import PySide6  # noqa: F401 - replaces the import, so it comes before it is put back

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
