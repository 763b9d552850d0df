"""A context in, the bytes of the document out. The same context always gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

from reports import fonts
from reports.contexts import LetterContext
from reports.errors import MissingCharacters


def render(context: LetterContext) -> bytes:
    """The document as tagged PDF/A-3 with PDF/UA-1 identification.

    Raises:
        MissingCharacters: The fonts lack characters of the text; nothing is printed as a box.
        NotConforming: What was written does not pass the validator.
    """
    return passed(proof(context))


def passed(data: bytes) -> bytes:
    """The same bytes, when they may be stored and printed.

    Raises:
        NotConforming: They do not pass the validator.
    """
    from reports.pdf import conforming  # noqa: PLC0415 - only what prints pays for it

    return conforming(data)


def proof(context: LetterContext) -> bytes:
    """The bytes of ``render``, to be looked at: the validator is not asked, nor loaded.

    Raises:
        MissingCharacters: The fonts lack characters of the text; nothing is printed as a box.
    """
    # What prints is imported when something is printed: start-up must not pay for it.
    from reports.attached import attachment  # noqa: PLC0415 - only what prints pays for it
    from reports.letter import draw  # noqa: PLC0415 - only what prints pays for it
    from reports.pdf import finish  # noqa: PLC0415 - only what prints pays for it

    lacking = missing_characters(context)
    if lacking:
        raise MissingCharacters(lacking)
    data, root = draw(context)
    meta = context.meta
    return finish(
        data,
        root,
        title=meta.document_title or meta.title,
        day=meta.date,
        attached=attachment(context),
        language=meta.language,
    )


def missing_characters(context: LetterContext) -> tuple[str, ...]:
    """Characters of the document that the fonts lack, each once; asked before printing."""
    return fonts.lacking(_texts(context))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, Enum):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
