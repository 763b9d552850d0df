"""The bytes of the examples, rendered once in each process for all tests that open them."""

from __future__ import annotations

from functools import cache

from reports.contexts import LetterContext
from reports.render import render
from tests.reports import examples

DOCUMENTS: dict[str, LetterContext] = {
    f"{size}-{kind}": context
    for size, made in (
        ("pictured", examples.pictured()),
        ("minimal", examples.minimal()),
        ("maximal", examples.maximal()),
        ("overlong", examples.overlong()),
    )
    for kind, context in made.items()
}
"""All examples as *size-kind*."""


@cache
def stored(name: str) -> bytes:
    """The file of the example *size-kind*."""
    return render(DOCUMENTS[name])
