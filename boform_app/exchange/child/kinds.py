"""What kinds of foreign files there are, and what a file and the answer about it may weigh.

Both sides of the door read this: the parent, and the child that opens the file.
"""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal["pdf", "picture", "ics", "json", "transfer"]

MEGABYTE: Final = 1024 * 1024
LARGEST_FILE: Final = 25 * MEGABYTE
"""Bytes of a file that is looked at."""
LARGEST_TRANSFER: Final = 200 * MEGABYTE
"""Bytes of a transfer file: ciphertext, which nobody parses; its document is held to ``LARGEST_FILE``."""
LARGEST_CALENDAR: Final = 2 * MEGABYTE
"""Bytes; a calendar is read in Python, line by line."""

MOST_PAGES: Final = 10
"""Pages that become pictures."""
MOST_PAGE_COUNT: Final = 1_000_000
DPI: Final = 100
PRINT_DPI: Final = 150
"""As fine as ``MOST_DOTS`` lets A4 be."""
CODE_DPI: Final = 200
"""A scanned code that cannot be read at ``DPI`` is looked for again at this."""
MOST_DOTS: Final = 2_200_000
"""Dots of one picture: A4 at 150 dpi."""
MOST_CODE_DOTS: Final = 9_000_000
LARGEST_PICTURE: Final = 100_000_000
"""Dots of a foreign picture before it is scaled down: A3 at 600 dpi is 70 million."""

MOST_FIELDS: Final = 1_000
LONGEST_NAME: Final = 300
LONGEST_TEXT: Final = 20_000
MOST_CODES: Final = 40
LONGEST_CODE: Final = 1_000
MOST_ACTIVE: Final = 40
MOST_EVENTS: Final = 200

MOST_VALUES: Final = 500_000
"""Values in a JSON file, counted by its commas and brackets."""
DEEPEST_JSON: Final = 40
LARGEST_NUMBER: Final = 2**63

LARGEST_HEADER: Final = 4 * MEGABYTE
MAGIC: Final = b"BFF1"

SECONDS: Final = 10.0
PATIENCE: Final = SECONDS / 2
"""When so much is used, no further page becomes a picture: some are better than none."""
MEMORY: Final = 1024 * MEGABYTE
"""Address space of the child, its libraries included."""

TRANSFER_MAGIC: Final = b"BOFORM-FLYTTEFIL"
"""First bytes of a file that moves a resident to another Boform."""

CODES: Final = frozenset(
    {
        "file_empty", "file_damaged", "file_locked", "file_too_large", "file_unknown",
        "file_other_kind", "file_timeout", "file_memory", "file_crash", "file_office",
    }
)  # fmt: skip
"""Why a file was not opened; ``ui.sentences`` has a sentence for each."""


def kind_of(data: bytes) -> Kind | None:
    """The kind that the first bytes tell; a name is never believed."""
    if data.startswith(TRANSFER_MAGIC):
        return "transfer"
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")):
        return "picture"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:15].upper() == b"BEGIN:VCALENDAR":
        return "ics"
    return "json" if start[:1] in {b"{", b"["} else None
